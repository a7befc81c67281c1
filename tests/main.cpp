// GoogleTest's main, with the list of known failures: one of them may fail, and must not pass unnoticed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace {

std::map<std::string, std::string> known_failures() {
    std::map<std::string, std::string> known;
    std::ifstream file(SOURCE_DIR "/tests/known_failures.txt");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string name, reason;
        if (words >> name && name[0] != '#') std::getline(words >> std::ws, reason), known[name] = reason;
    }
    return known;
}

// Faults of the run: a case that fails and is not listed, or passes and is listed, or is listed without a reason.
int judge(const testing::TestInfo& test, const std::map<std::string, std::string>& known) {
    if (!test.should_run() || test.result()->Skipped()) return 0;
    const std::string name = std::string(test.test_suite_name()) + "." + test.name();
    const auto listed = known.find(name);
    if (listed == known.end()) return test.result()->Failed();
    if (test.result()->Failed() && !listed->second.empty())
        return std::printf("known failure: %s: %s\n", name.c_str(), listed->second.c_str()), 0;
    std::printf("%s: %s\n", name.c_str(),
                listed->second.empty() ? "is listed without a reason" : "passes now: take it out of tests/known_failures.txt");
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleMock(&argc, argv);
    const bool failed = RUN_ALL_TESTS() != 0;
    if (GTEST_FLAG_GET(list_tests)) return failed;
    const testing::UnitTest& run = *testing::UnitTest::GetInstance();
    const std::map<std::string, std::string> known = known_failures();
    int faults = 0, failures = 0;
    for (int s = 0; s < run.total_test_suite_count(); ++s) {
        const testing::TestSuite& suite = *run.GetTestSuite(s);
        faults += suite.ad_hoc_test_result().Failed();
        failures += suite.ad_hoc_test_result().Failed();
        for (int t = 0; t < suite.total_test_count(); ++t) {
            faults += judge(*suite.GetTestInfo(t), known);
            failures += suite.GetTestInfo(t)->result()->Failed();
        }
    }
    return faults > 0 || (failed && failures == 0);  // the latter: a fault outside of any case
}
