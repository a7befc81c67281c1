// What errors in an application do to render: refusal, drafts, acceptance, masking.
#include <gmock/gmock.h>

#include <sstream>

#include "cli/program.h"
#include "judges/judges.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using Names = std::vector<std::string>;

// One error, of a kind that an office may accept: more trained alone than in all.
std::string with_one_error() {
    Json application = read_json(sample_text("training-typical"), "sample");
    Json& year = application.member("training").member("years").items[0];
    year.member("independent") = Json::make_number(std::int64_t{2861});
    return write_json(application);
}

TEST(Judgement, ErrorsAreRefusedAndNothingIsWritten) {
    const Scratch scratch;
    scratch.write("in.json", with_one_error());
    const Said said = tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--json"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(scratch.names(), Names{"in.json"});
    EXPECT_TRUE(said.json().find("outputs")->items.empty());
    EXPECT_THAT(said.errors, HasSubstr("part_exceeds_whole /training/years/0/independent"));
    EXPECT_THAT(said.errors, HasSubstr("--draft"));
}

TEST(Judgement, AnAcceptedRuleIsAWarningWithItsReason) {
    const Scratch scratch;
    scratch.write("in.json", with_one_error());
    const Said said =
        tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--accept", "part_exceeds_whole", "--reason", "已电话核实", "--json"});
    EXPECT_EQ(said.status, 0) << said.errors;
    const Json answer = said.json();
    int accepted = 0;
    for (const Json& finding : answer.find("findings")->items) {
        EXPECT_NE(finding.find("severity")->text, "error");
        if (finding.find("rule")->text != "part_exceeds_whole") continue;
        EXPECT_EQ(finding.find("severity")->text, "warning");
        EXPECT_EQ(finding.find("reason")->text, "已电话核实");
        ++accepted;
    }
    EXPECT_EQ(accepted, 1);
    EXPECT_THAT(said.errors, HasSubstr("已认可：已电话核实"));
    EXPECT_EQ(tianbiao(scratch, {"check", "in.json", "--accept", "part_exceeds_whole", "--reason", "x"}).status, 0);
    EXPECT_EQ(tianbiao(scratch, {"check", "in.json", "--accept", "credit_code_check", "--reason", "x"}).status, 1);
}

TEST(Judgement, JudgedAcceptedReasonStaysWithTheDocumentAndNoMarkOnThePage) {
    const Scratch scratch;
    scratch.write("in.json", with_one_error());
    EXPECT_EQ(tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--accept", "part_exceeds_whole", "--reason", "已电话核实"}).status,
              0);
    const std::string pdf = scratch.read("out.pdf");
    bool kept = false;
    for (int number : {1, 2}) kept |= judges::attachment(pdf, number).find("已电话核实") != std::string::npos;
    EXPECT_TRUE(kept);
    const std::string text = judges::pdftotext(pdf);
    EXPECT_THAT(text.substr(0, text.find('\f')), Not(HasSubstr("草")));  // the first page alone: 起草 stands on the second
}

TEST(Judgement, JudgedDraftIsWrittenAndEveryPageMarked) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-mistakes"), "-o", "out.pdf", "--draft", "--json"});
    EXPECT_EQ(said.status, 1);
    std::istringstream pages(judges::pdftotext(scratch.read("out.pdf")));
    std::int64_t count = 0;
    for (std::string page; std::getline(pages, page, '\f'); ++count) {
        EXPECT_THAT(page, HasSubstr("草")) << count;
        EXPECT_THAT(page, HasSubstr("稿")) << count;
    }
    EXPECT_EQ(count, said.json().find("pages")->integer());
}

TEST(Judgement, ACharacterWithoutAFaceIsPrintedAndNeedsALook) {
    const Scratch scratch;
    const Said said = tianbiao(scratch, {"render", sample("training-rare-names"), "-o", "out.pdf"});
    EXPECT_EQ(said.status, 1);
    EXPECT_EQ(scratch.names(), Names{"out.pdf"});
    EXPECT_THAT(said.errors, HasSubstr("missing_character /teachers/7/name"));
    EXPECT_THAT(said.errors, HasSubstr("U+31350"));
}

// Every value under a key that the form marks sensitive, wherever it stands.
void collect_sensitive(const Json& json, std::vector<std::string>& values) {
    for (const Json& item : json.items) collect_sensitive(item, values);
    for (const auto& [key, value] : json.members) {
        if (key == "phone" || key == "id_number" || key == "email") values.push_back(value.text);
        else collect_sensitive(value, values);
    }
}

std::vector<std::string> sensitive_values(const std::string& application) {
    std::vector<std::string> values;
    collect_sensitive(read_json(application, "application"), values);
    return values;
}

// All of them wrong, so that each has a finding of its own.
std::string with_wrong_contacts() {
    Json application = read_json(sample_text("training-typical"), "sample");
    application.member("organization").member("legal_representative").member("id_number") = Json::make_text("990102197108160031");
    for (const char* who : {"responsible_person", "contact_person"}) {
        application.member(who).member("phone") = Json::make_text("1200088001");
        application.member(who).member("email") = Json::make_text("zhouting.zexue.example");
    }
    application.member("teachers").items[0].member("phone") = Json::make_text("1380013800138000");
    return write_json(application);
}

TEST(Judgement, NumbersOfPeopleNeverReachStandardError) {
    const Scratch scratch;
    for (const std::string& application : {sample_text("training-mistakes"), with_wrong_contacts()}) {
        scratch.write("in.json", application);
        for (const std::vector<std::string>& call :
             std::vector<std::vector<std::string>>{{"check", "in.json"},
                                                   {"check", "in.json", "--json"},
                                                   {"render", "in.json", "-o", "out.pdf"},
                                                   {"render", "in.json", "-o", "out.pdf", "--draft", "--lang", "en"}}) {
            const Said said = tianbiao(scratch, call);
            EXPECT_EQ(said.status, 1) << said.errors;
            EXPECT_THAT(said.errors, HasSubstr("telephone_shape"));
            for (const std::string& value : sensitive_values(application)) EXPECT_THAT(said.errors, Not(HasSubstr(value)));
        }
    }
}

TEST(Judgement, JudgedMaskHidesThemInEveryOutput) {
    const Scratch scratch;
    scratch.write("in.json", with_wrong_contacts());
    const Said said = tianbiao(scratch, {"render", "in.json", "-o", "out.pdf", "--mask", "--draft", "--json"});
    const std::string pdf = scratch.read("out.pdf");
    const std::string shown = judges::pdftotext(pdf) + judges::attachment(pdf, 1) + said.output + said.errors;
    EXPECT_THAT(shown, HasSubstr("云泽省数字技术人才发展中心"));
    const std::vector<std::string> values = sensitive_values(with_wrong_contacts());
    ASSERT_GT(values.size(), 20u);
    for (const std::string& value : values) EXPECT_THAT(shown, Not(HasSubstr(value)));
    EXPECT_EQ(tianbiao(scratch, {"render", "in.json", "-o", "plain.pdf", "--draft"}).status, 1);
    EXPECT_THAT(judges::pdftotext(scratch.read("plain.pdf")), HasSubstr("990102197108160031"));
}

}  // namespace
}  // namespace tianbiao::cli
