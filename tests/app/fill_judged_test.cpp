// fill: our blanks and those of others, filled, and looked at by programs of others.
#include "app/fill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/parse_pdf.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "judges/form_values.h"
#include "judges/judges.h"
#include "judges/pdf_json.h"
#include "judges/run_judge.h"
#include "support/code_of.h"
#include "support/mutants.h"
#include "support/reading_back.h"
#include "support/small_pdf.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

Filled filled(const std::string& pdf, const Record& record, bool flat = false) {
    FillOptions options;
    options.flat = flat;
    return fill_form(test::studio(), pdf, "blank.pdf", record, options);
}

std::string rewritten(const std::string& pdf, std::vector<std::string> how) {
    const judges::TemporaryFile file(pdf);
    how.insert(how.begin(), "qpdf");
    how.insert(how.end(), {file.path(), "-"});
    return judges::run_judge(how).output;
}

std::optional<Code> code_of(const std::string& pdf) {
    return test::code_of([&] { filled(pdf, test::sample("training-typical")); });
}

const std::map<std::string, int> room{{"/teachers", 24}, {"/sites", 6}};

TEST(FillJudged, TheOriginalIsAPrefixAndQpdfFindsNoFault) {
    const std::string ours = test::fillable_blank("training-2023", room);
    const std::string table = rewritten(ours, {"--object-streams=disable", "--static-id"});  // with a cross-reference table
    ASSERT_THAT(table, HasSubstr("\nxref\n"));
    for (const std::string& pdf : {ours, table}) {
        const Filled out = filled(pdf, test::sample("training-typical"));
        EXPECT_TRUE(out.pdf.starts_with(pdf));
        EXPECT_EQ(judges::qpdf_check(out.pdf), "");
        EXPECT_THAT(out.findings, IsEmpty());
        EXPECT_EQ(filled(pdf, test::sample("training-typical")).pdf, out.pdf);
    }
}

// Every value that the application has stands in the field of its path, to the character.
TEST(FillJudged, EveryValueStandsInItsField) {
    for (const std::string name : {"training-typical", "training-rare-names", "training-as-people-write"}) {
        const Record record = test::sample(name);
        const auto values = judges::form_values(filled(test::fillable_blank("training-2023", room), record).pdf);
        for (const char* path : {"/organization/name", "/organization/credit_code", "/organization/legal_representative/id_number", "/organization/profile",
                                 "/teachers/0/name", "/teachers/1/phone", "/sites/0/address", "/training/years/0/trained", "/plan/text", "/occupation"}) {
            std::string field = std::string(path).substr(1);
            std::replace(field.begin(), field.end(), '/', '.');
            EXPECT_EQ(values.at(field), std::string(trim_end(printed(value_at(record, path))))) << name << " " << path;
        }
    }
}

TEST(FillJudged, BoxesHaveTheStatesOfTheirAppearances) {
    Record record = test::sample("training-typical");
    set_value(record, "/levels", Json::make_array({Json::make_text("高级")}));
    set_value(record, "/organization/national_base", Json::make_boolean(false));
    set_value(record, "/organization/industry_base", Json::make_boolean(true));
    set_value(record, "/organization/provincial_base", Json{});
    const auto values = judges::form_values(filled(test::fillable_blank("training-2023"), record).pdf);
    EXPECT_THAT(values, Contains(Pair("levels.0", "/Off")));
    EXPECT_THAT(values, Contains(Pair("levels.2", "/yes")));
    EXPECT_THAT(values, Contains(Pair("organization.national_base", "/no")));
    EXPECT_THAT(values, Contains(Pair("organization.industry_base", "/yes")));
    EXPECT_THAT(values, Contains(Pair("organization.provincial_base", "/Off")));
}

// Rows that a key binds: the list's order is not the form's.
TEST(FillJudged, ARowGoesWhereTheFormHasItsKey) {
    Record record = test::sample("training-minimal");
    set_value(record, "/plan", Json{});
    set_value(record, "/plan/yearly/0/level", Json::make_text("高级"));
    set_value(record, "/plan/yearly/0/persons", Json::make_number(std::int64_t{77}));
    const auto values = judges::form_values(filled(test::fillable_blank("training-2023"), record).pdf);
    EXPECT_THAT(values, Contains(Pair("plan.yearly.2.persons", "77")));
    EXPECT_THAT(values, Contains(Pair("plan.yearly.0.persons", "")));
}

TEST(FillJudged, TheAppearancesShowTheValuesInPopplerAndMuPdf) {
    const Record record = test::sample("training-rare-names");
    for (const bool flat : {false, true}) {
        const std::string pdf = filled(test::fillable_blank("training-2023", room), record, flat).pdf;
        for (const std::string& text : {without_white_space(judges::pdftotext(pdf)), without_white_space(judges::mutool_text(pdf))}) {
            for (const char* path : {"/organization/name", "/organization/address", "/teachers/0/name", "/organization/credit_code"})
                EXPECT_THAT(text, HasSubstr(without_white_space(printed(value_at(record, path))))) << flat << path;
        }
    }
}

TEST(FillJudged, AFlatFileHasNoFieldsAndIsPdfAAgain) {
    const Filled out = filled(test::fillable_blank("training-2023", room), test::sample("training-typical"), true);
    EXPECT_EQ(judges::qpdf_check(out.pdf), "");
    const judges::PdfJson pdf(out.pdf);
    const auto& catalog = pdf.resolve(pdf.trailer().at("/Root"));
    EXPECT_FALSE(catalog.contains("/AcroForm"));
    for (const auto& page : pdf.pages()) EXPECT_FALSE(pdf.resolve(page).contains("/Annots"));
    EXPECT_THAT(pdf.stream(catalog.at("/Metadata")), HasSubstr("<pdfaid:part>2</pdfaid:part>"));
    for (const judges::FontLine& font : judges::pdffonts(out.pdf)) EXPECT_TRUE(font.embedded) << font.name;
}

TEST(FillJudged, ALongTextGoesOnInItsFieldOnTheSheet) {
    Record record = test::sample("training-minimal");
    std::string text;
    for (int i = 0; i < 400; ++i) text += "第" + std::to_string(i) + "句，说明单位情况。";
    set_value(record, "/platform", Json::make_text(text));
    const Filled cut = filled(test::fillable_blank("training-2023"), record);
    ASSERT_EQ(cut.findings.size(), 1u);
    EXPECT_EQ(cut.findings[0].rule, "no_room");
    EXPECT_EQ(judges::form_values(cut.pdf).at("platform"), text);
    const Filled whole = filled(test::fillable_blank("training-2023", {{"/platform", 3}}), record);
    EXPECT_THAT(whole.findings, IsEmpty());
    const auto values = judges::form_values(whole.pdf);
    EXPECT_EQ(values.at("platform") + values.at("continued.platform.0") + values.at("continued.platform.1") + values.at("continued.platform.2"), text);
    EXPECT_NE(values.at("continued.platform.0"), "");
}

TEST(FillJudged, WhatHasNoFieldIsSaid) {
    const Filled out = filled(test::fillable_blank("training-2023", {{"/teachers", 40}, {"/sites", 40}}), test::sample("training-42-teachers"));
    std::vector<std::string> said;
    for (const Finding& finding : out.findings) said.push_back(finding.rule + " " + finding.field);
    EXPECT_THAT(said, testing::ElementsAre("no_field /teachers/40", "no_field /teachers/41"));
}

TEST(FillJudged, WhatHasNoFieldIsSaidInTheOrderOfTheForm) {
    const Filled out = filled(test::fillable_blank("training-2023", {{"/sites", 40}}), test::sample("training-42-teachers"));
    std::vector<std::string> said, expected;
    for (const Finding& finding : out.findings) said.push_back(finding.field);
    for (int i = 42 - static_cast<int>(said.size()); i < 42; ++i) expected.push_back("/teachers/" + std::to_string(i));
    EXPECT_GT(said.size(), 30u);
    EXPECT_EQ(said, expected);
}

TEST(Fill, ABlankOfAnotherFormIsRefused) {
    EXPECT_EQ(code_of(test::fillable_blank("assessment-2023")), Code::unsupported);
}

TEST(FillJudged, WhatIsNoFormEndsInAnErrorWithItsReason) {
    const std::string pdf = test::fillable_blank("training-2023");
    EXPECT_EQ(code_of("no PDF at all"), Code::unreadable);
    EXPECT_EQ(code_of(pdf.substr(0, pdf.size() / 2)), Code::unreadable);
    const Rendered paper = render_blank(test::studio(), "training-2023", {});
    EXPECT_EQ(code_of(test::studio().pdf_writer().write(paper.pages, paper.facts)), Code::unsupported);
    EXPECT_EQ(code_of("%PDF-1.4\n1 0 obj\n" + std::string(200000, '<') + "\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"), Code::unreadable);
}

// Every kind of encryption (7.6.3.2, 7.6.4.1; ISO 32000-2 for 256), with words of both passwords and of the permissions.
class EncryptedFormJudged : public testing::TestWithParam<std::vector<std::string>> {
protected:
    std::string encrypted(const std::string& user, const std::vector<std::string>& permissions = {}) const {
        std::vector<std::string> how{"--allow-weak-crypto", "--encrypt", user, "owner"};
        how.insert(how.end(), GetParam().begin(), GetParam().end());
        how.insert(how.end(), permissions.begin(), permissions.end());
        how.push_back("--");
        return rewritten(test::fillable_blank("training-2023", room), how);
    }

    std::string forbidden() const {
        return encrypted("", GetParam().front() == "40" ? std::vector<std::string>{"--annotate=n"} : std::vector<std::string>{"--annotate=n", "--form=n"});
    }
};

Filled opened(const std::string& pdf, const std::string& password, bool flat = false) {
    FillOptions options;
    options.flat = flat;
    options.password = password;
    return fill_form(test::studio(), pdf, "blank.pdf", test::sample("training-typical"), options);
}

std::string rules(const Filled& filled) {
    std::string all;
    for (const Finding& finding : filled.findings) all += std::string(name(finding.severity)) + " " + finding.rule + "\n";
    return all;
}

TEST_P(EncryptedFormJudged, IsFilledWithEitherPasswordAndSaysThatTheResultIsPlain) {
    const std::string user = GetParam().front() == "256" ? "开表" : "secret";  // the older kinds know no Chinese password
    const std::string pdf = encrypted(user);
    const auto wanted = judges::form_values(filled(test::fillable_blank("training-2023", room), test::sample("training-typical")).pdf);
    for (const std::string& password : {user, std::string("owner")}) {
        const Filled out = opened(pdf, password);
        EXPECT_EQ(rules(out), "warning encryption_removed\n") << password;
        EXPECT_EQ(judges::qpdf_check(out.pdf), "");
        EXPECT_EQ(judges::form_values(out.pdf), wanted) << password;
        const std::vector<Parsed> read = parse_pdf(test::studio(), out.pdf, "out.pdf", {});
        ASSERT_EQ(read.size(), 1u);
        EXPECT_EQ(test::differences_text(test::visible(test::sample("training-typical"), test::studio().form("training-2023")), read[0].record), "");
        EXPECT_EQ(test::findings_text(read[0].findings), "");
        EXPECT_EQ(opened(pdf, password).pdf, out.pdf) << "same input, same bytes";
    }
    const std::string text = judges::pdftotext(opened(pdf, user, true).pdf);
    EXPECT_THAT(text, HasSubstr("12990000MB0A36256Y"));
}

TEST_P(EncryptedFormJudged, AsksForThePasswordAndRefusesAWrongOne) {
    const std::string pdf = encrypted("secret");
    for (const auto& [password, said] : {std::pair{"", "--password-file"}, std::pair{"Secret", "打开密码不正确"}}) {
        try {
            opened(pdf, password);
            ADD_FAILURE() << said;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), Code::unsupported);
            EXPECT_THAT(error.text(), HasSubstr(said));
            EXPECT_EQ(error.place().file, "blank.pdf");
        }
    }
}

TEST_P(EncryptedFormJudged, OneThatOpensForAllNeedsNoPassword) { EXPECT_EQ(rules(opened(encrypted(""), "")), "warning encryption_removed\n"); }

TEST_P(EncryptedFormJudged, PermissionsThatForbidFillingAreSaidButToItsOwner) {
    EXPECT_EQ(rules(opened(forbidden(), "")), "warning encryption_removed\nwarning filling_forbidden\n");
    EXPECT_EQ(rules(opened(forbidden(), "owner")), "warning encryption_removed\n");
}

INSTANTIATE_TEST_SUITE_P(EveryKind, EncryptedFormJudged,
                         testing::Values(std::vector<std::string>{"40"}, std::vector<std::string>{"128"},
                                         std::vector<std::string>{"128", "--use-aes=y"}, std::vector<std::string>{"256"}));

// 7.6.1: what a damaged encrypted file lost cannot be told from what it never had.
TEST(FillJudged, ADamagedEncryptedFormIsRefused) {
    const std::string pdf = rewritten(test::fillable_blank("training-2023"), {"--encrypt", "", "owner", "256", "--"});
    EXPECT_EQ(code_of(pdf.substr(0, pdf.size() - 600)), Code::unreadable);
    EXPECT_EQ(code_of("%PDF-1.7\n" + std::string(limits::pdf_nesting + 1, '[') + "/Encrypt"), Code::too_large);
}

// Each ends in an Error that a person can act on, or filled: a page's damaged content stays what it is, as in a plain form.
TEST(FillJudged, DamagedEncryptedFormsNeverEndInAFaultOfOurs) {
    const std::string pdf = rewritten(test::fillable_blank("training-2023"), {"--encrypt", "secret", "owner", "256", "--"});
    const std::uint32_t share = std::getenv("TIANBIAO_TEST_FULL") ? 400 : 40;
    std::uint32_t filled = 0;
    for (std::uint32_t seed = 0; seed < share; ++seed) {
        const test::Mutant mutant = test::mutant(pdf, seed);
        try {
            EXPECT_THAT(rules(opened(mutant.bytes, "secret")), HasSubstr("encryption_removed")) << mutant.what;
            ++filled;
        } catch (const Error& error) {
            EXPECT_TRUE(error.code() == Code::unreadable || error.code() == Code::unsupported || error.code() == Code::too_large) << mutant.what;
        }
    }
    EXPECT_LT(filled, share);
}

TEST(FillJudged, AFormThatOnlySpeaksOfEncryptionIsPlain) {
    Record record = test::sample("training-minimal");
    const std::string pdf = test::fillable_blank("training-2023", room) + "% /Encrypt\n";
    const Filled out = filled(pdf, record);
    EXPECT_TRUE(out.pdf.starts_with(pdf));
    EXPECT_EQ(rules(out), "");
}

TEST(Fill, OnePastALimitIsTooLarge) {
    EXPECT_EQ(code_of(std::string(limits::fill_bytes + 1, ' ')), Code::too_large);
    std::vector<std::string> objects{"", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"};
    std::string fields;
    for (std::size_t i = 0; i <= limits::fill_fields; ++i) {
        fields += std::to_string(i + 4) + " 0 R ";
        objects.push_back("<</FT/Tx/T(a)>>");
    }
    objects[0] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + fields + "]>>>>";
    EXPECT_EQ(code_of(test::pdf_of(objects)), Code::too_large);
}

// A form of another's: a table of cross-references, fields of one level, other states, a turned place, NeedAppearances.
std::string foreign_form() {
    const std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R 6 0 R]/NeedAppearances true/DA(/Helv 0 Tf 0 g)>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[4 0 R 7 0 R 8 0 R 6 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(organization.name)/Rect[20 200 280 230]/DA(/Helv 12 Tf 0 g)>>",
        "<</FT/Btn/Ff 49152/T(organization.national_base)/Kids[7 0 R 8 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(organization.address)/Rect[20 20 40 180]/MK<</R 90>>/DA(/Helv 12 Tf 0 g)>>",
        "<</Type/Annot/Subtype/Widget/Parent 5 0 R/Rect[100 100 110 110]/AP<</N<</A 9 0 R/Off 9 0 R>>>>>>",
        "<</Type/Annot/Subtype/Widget/Parent 5 0 R/Rect[130 100 140 110]/AP<</N<</B 9 0 R/Off 9 0 R>>>>>>",
        test::stream_object("", "/Type/XObject/Subtype/Form/BBox[0 0 10 10]")};
    return test::pdf_of(objects);
}

// 7.6.4: for holders of certificates; no password opens it.
TEST(Fill, AFormEncryptedForCertificatesSaysWhatToDo) {
    std::string pdf = foreign_form();
    pdf.replace(pdf.rfind("/Root"), 5, "/ID[<00><00>]/Encrypt<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4/Length 128/Recipients[(a)]>>/Root");
    try {
        opened(pdf, "secret");
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::unsupported);
        EXPECT_THAT(error.text(), HasSubstr("证书"));
    }
}

TEST(FillJudged, AFormOfAnotherProducerIsFilledByItsNames) {
    Record record = test::sample("training-typical");
    set_value(record, "/organization/national_base", Json::make_boolean(false));
    ASSERT_EQ(judges::qpdf_check(foreign_form()), "");
    for (const bool flat : {false, true}) {
        const Filled out = filled(foreign_form(), record, flat);
        EXPECT_TRUE(out.pdf.starts_with(foreign_form()));
        EXPECT_EQ(judges::qpdf_check(out.pdf), "");
        EXPECT_THAT(without_white_space(judges::pdftotext(out.pdf)), HasSubstr(without_white_space(printed(value_at(record, "/organization/name")))));
        if (flat) continue;
        EXPECT_EQ(judges::form_values(out.pdf).at("organization.national_base"), "/B");
        EXPECT_FALSE(judges::PdfJson(out.pdf).at(judges::PdfJson(out.pdf).trailer().at("/Root"), "/AcroForm").contains("/NeedAppearances"));
    }
}

}  // namespace
}  // namespace tianbiao
