// Blank forms with fields, before programs of others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/limits.h"
#include "judges/form_values.h"
#include "judges/judges.h"
#include "judges/pdf_json.h"
#include "judges/pdfua.h"
#include "judges/run_judge.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Key;

TEST(FillableJudged, QpdfFindsNoFaultAndTheStructureHoldsEveryField) {
    for (const std::string& form : test::forms()) {
        const std::string pdf = test::fillable_blank(form, {{"/sites", 12}, {"/platform", 2}});
        EXPECT_EQ(judges::qpdf_check(pdf), "");
        EXPECT_THAT(judges::pdfua_complaints(pdf), Each(HasSubstr("5: no identifier"))) << form;  // its typing face is not embedded: no claim
    }
}

TEST(FillableJudged, FieldsHaveThePathsOfTheApplication) {
    const auto values = judges::form_values(test::fillable_blank("training-2023", {{"/teachers", 20}, {"/platform", 1}}));
    for (const char* name : {"occupation", "levels.0", "levels.2", "organization.name", "organization.legal_representative.id_number", "teachers.19.phone",
                             "plan.yearly.2.fee", "organization.national_base", "commitment.date", "recommendation.reason", "continued.platform.0"})
        EXPECT_THAT(values, Contains(Key(name)));
    EXPECT_THAT(values, testing::Not(Contains(Key("teachers.20.phone"))));
}

TEST(FillableJudged, NothingIsAskedOfAViewerThatPaperCouldNotDo) {
    const judges::PdfJson pdf(test::fillable_blank("assessment-2023"));
    const auto& catalog = pdf.resolve(pdf.trailer().at("/Root"));
    EXPECT_FALSE(pdf.at(catalog, "/AcroForm").contains("/NeedAppearances"));
    EXPECT_FALSE(catalog.contains("/OpenAction"));
    int radios = 0, boxes = 0, counted = 0;
    for (const auto& [key, object] : pdf.objects().items()) {
        if (!object.contains("value") || !object.at("value").is_object()) continue;
        const auto& field = object.at("value");
        EXPECT_FALSE(field.contains("/AA") || field.contains("/JS")) << key;
        counted += field.contains("/MaxLen");
        if (!field.contains("/FT") || field.at("/FT") != "/Btn") continue;
        const int flags = field.value("/Ff", 0);
        EXPECT_EQ(flags & 1 << 14, 0) << "a box that cannot be emptied";
        EXPECT_EQ(field.at("/V"), "/Off");
        flags & 1 << 15 ? ++radios : ++boxes;
    }
    EXPECT_EQ(radios, 4);
    EXPECT_EQ(boxes, 3);
    EXPECT_EQ(counted, 1);
}

// It draws what it fills with a face that is told: by itself it knows no Chinese one.
TEST(FillableJudged, PdftkFillsEveryFieldAndReadsItBack) {
    const std::string pdf = test::fillable_blank("training-2023", {{"/teachers", 8}});
    std::string data = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xfdf xmlns=\"http://ns.adobe.com/xfdf/\"><fields>";
    std::map<std::string, std::string> wanted;
    int number = 0;
    for (const auto& [name, value] : judges::form_values(pdf)) {
        std::string answer = "第" + std::to_string(++number) + "栏𠮷";
        if (value == "/Off") answer = name.starts_with("levels") ? "yes" : number % 2 ? "yes" : "no";
        if (name.ends_with("credit_code")) answer = "91350100M000100Y4Z";
        if (name == "occupation") answer = "数字化管理师";
        data += "<field name=\"" + name + "\"><value>" + answer + "</value></field>";
        wanted[name] = (value == "/Off" ? "/" : "") + answer;
    }
    const judges::TemporaryFile blank_file(pdf), data_file(data + "</fields></xfdf>");
    const auto filled = judges::run_judge({"pdftk", blank_file.path(), "fill_form", data_file.path(), "output", "-", "replacement_font", "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"});
    ASSERT_EQ(filled.status, 0) << filled.errors;
    EXPECT_EQ(judges::form_values(filled.output), wanted);
}

TEST(Fillable, OneRowPastTheLimitIsRefusedAsAreListsThatCannotGrow) {
    const auto code_of = [](const std::string& path, int rows) {
        RenderOptions options;
        options.rows[path] = rows;
        try {
            render_blank(test::studio(), "training-2023", options);
        } catch (const Error& error) {
            return error.code();
        }
        return Code::internal;
    };
    EXPECT_EQ(code_of("/teachers", limits::blank_rows + 1), Code::usage);
    EXPECT_EQ(code_of("/teachers", 0), Code::usage);
    EXPECT_EQ(code_of("/organization/taxes", 5), Code::usage);
    EXPECT_EQ(code_of("/plan/yearly", 5), Code::usage);
    EXPECT_EQ(code_of("/nothing", 5), Code::usage);
}

}  // namespace
}  // namespace tianbiao
