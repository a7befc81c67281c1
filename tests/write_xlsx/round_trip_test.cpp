// Application to workbook and back: nothing lost, nothing added.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/parse.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

TEST(WorkbookRoundTrip, RandomApplicationsComeBackAsTheyWere) {
    const std::uint32_t seeds = std::getenv("TIANBIAO_TEST_FULL") ? 500 : 30;  // of each form
    for (const std::string& form : test::forms())
        for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
            const Record record = test::random_application(test::studio().form(form), seed);
            const std::vector<Parsed> parsed = parse_bytes(test::studio(), workbook_of(test::studio(), test::rendered(record)), "random.xlsx", {});
            ASSERT_EQ(parsed.size(), 1u) << form << " seed " << seed;
            for (const Finding& finding : parsed.front().findings) ADD_FAILURE() << form << " seed " << seed << " " << finding.rule << " " << finding.field;
            for (const Difference& d : differences(record, parsed.front().record))
                ADD_FAILURE() << form << " seed " << seed << " " << d.field << ": \"" << d.a << "\" came back as \"" << d.b << "\"";
        }
}

TEST(WorkbookRoundTrip, TextsThatOtherSheetsWouldChangeComeBackToTheCharacter) {
    const std::string texts[]{"=1+1", "+86", "-", "@a", "'quoted", "007", "1200.50", "1,000", "1E5", "TRUE", "2008-06-12", "3/4", "123456789012345678",
                              "_x0041_", "_x005F_x0041_", "a_x000A_b", "第一行\n第二行\n\n第四行", " 　前有空格", "𠮷䶮㛃", "葛󠄀", "铃\x07响", "\tx", "<b>&amp;\"", "□√"};
    const char* places[]{"/organization/name", "/organization/credit_code", "/organization/registered_capital", "/organization/employees", "/organization/founded",
                         "/organization/industry", "/organization/profile", "/organization/taxes/0/amount", "/contact_person/phone", "/platform", "/occupation",
                         "/teachers/0/name", "/teachers/0/status", "/commitment/organization", "/recommendation/reason", "/levels/0", "/organization/national_base"};
    for (const std::string& text : texts) {
        Record record = test::sample("training-typical");
        for (const char* place : places) set_value(record, place, Json::make_text(text));
        const Parsed parsed = parse_bytes(test::studio(), workbook_of(test::studio(), test::rendered(record)), "odd.xlsx", {}).front();
        for (const Difference& d : differences(record, parsed.record)) ADD_FAILURE() << d.field << ": \"" << d.a << "\" came back as \"" << d.b << "\"";
        for (const Finding& finding : parsed.findings) ADD_FAILURE() << text << ": " << finding.rule << " " << finding.field;
    }
}

}  // namespace
}  // namespace tianbiao
