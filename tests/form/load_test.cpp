// Form definitions as the rest of the program sees them: fields, value lists, rows and cells, shared parts put in.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/error.h"
#include "form/form.h"
#include "support/code_of.h"
#include "support/temporary_folder.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

const fs::path forms = SOURCE_DIR "/forms";
const fs::path data = SOURCE_DIR "/tests/form/data";

class Load : public testing::Test {
protected:
    std::shared_ptr<const Form> training = find_form(forms, "training-2023");
    std::shared_ptr<const Form> assessment = find_form(forms, "assessment-2023");
};

// The key of every field, groups ( ) and lists [ ] with what they hold.
std::string outline(const std::vector<Field>& fields) {
    std::string all;
    for (const Field& field : fields) {
        all.append(all.empty() ? "" : " ").append(field.key);
        if (field.fields.empty()) continue;
        const bool list = field.type == FieldType::list;
        all.append(list ? "[" : "(").append(outline(field.fields)).append(list ? "]" : ")");
    }
    return all;
}

TEST_F(Load, FieldsStandInTheOrderOfTheApplicationDocument) {
    const std::string shared_front =
        "form occupation levels organization(name credit_code legal_representative(name id_number id_type) address type industry "
        "registered_capital "
        "employees founded taxes[year amount dishonesty] national_base industry_base provincial_base standard_developer profile) "
        "responsible_person(name phone position email) contact_person(name phone position email) "
        "sites[address area capacity equipment_sets equipment_value] platform ";
    const std::string shared_back =
        " plan(yearly[level persons fee] text) commitment(organization signatory date) recommendation(reason organization head date "
        "contact phone) "
        "dossier(route region recommender rank platform_number materials[kind title pages file sha256])";
    EXPECT_EQ(outline(training->fields),
              shared_front +
                  "training(years[year trained independent joint] total independent_total) faculty(total full_time part_time) "
                  "teachers[name employer title specialty status phone] training_summary faculty_development" +
                  shared_back);
    EXPECT_EQ(outline(assessment->fields),
              shared_front +
                  "assesses issues_certificates assessment(certificates[year name ownership issued] total own_total category) "
                  "assessors(total examiners supervisors) item_writers[name employer title phone] assessment_summary "
                  "assessor_development" +
                  shared_back);
}

TEST_F(Load, FieldsHaveTheTypesLimitsAndNamesOfTheContract) {
    struct Wanted {
        std::string path;
        FieldType type;
        int limit;
        std::string name;
    };
    const Wanted wanted[] = {
        {"/occupation", FieldType::choice, 0, "拟申报开展培训的职业"},
        {"/levels", FieldType::choices, 0, "拟申报开展培训的专业技术等级"},
        {"/organization/registered_capital", FieldType::decimal, 0, "注册资金（万元）"},
        {"/organization/employees", FieldType::integer, 0, "正式员工数"},
        {"/organization/founded", FieldType::date, 0, "单位成立时间"},
        {"/organization/national_base", FieldType::yes_no, 0, "国家级专业技术人员继续教育基地"},
        {"/organization/profile", FieldType::prose, 800, "单位基本情况"},
        {"/platform", FieldType::prose, 300, "信息化平台建设情况"},
        {"/training_summary", FieldType::prose, 500, "已有培训情况简述"},
        {"/faculty_development", FieldType::prose, 500, "师资队伍建设机制简述"},
        {"/plan/text", FieldType::prose, 800, "下步培训工作规划"},
        {"/plan/yearly/*/fee", FieldType::decimal, 0, "培训费用（元/学时）"},
        {"/recommendation/reason", FieldType::prose, 0, "推荐理由"},
        {"/sites/*/area", FieldType::text, 0, "场地面积"},
    };
    for (const Wanted& one : wanted) {
        const Field* field = training->field(one.path);
        ASSERT_TRUE(field) << one.path;
        EXPECT_EQ(field->type, one.type) << one.path;
        EXPECT_EQ(field->limit, one.limit) << one.path;
        EXPECT_EQ(field->name.zh, one.name) << one.path;
    }
    EXPECT_EQ(assessment->field("/occupation")->name.zh, "拟申报开展评价的职业");
    EXPECT_EQ(assessment->field("/plan/text")->name.zh, "下步考核评价工作规划");
}

TEST_F(Load, IdTelephoneAndEmailAreSensitiveAndNothingElse) {
    for (const auto& form : {training, assessment}) {
        const std::function<void(const std::vector<Field>&)> walk = [&](const std::vector<Field>& fields) {
            for (const Field& field : fields) {
                const bool personal = field.check == "id_number" || field.check == "telephone" || field.check == "email";
                EXPECT_EQ(field.sensitive, personal) << field.path;
                walk(field.fields);
            }
        };
        walk(form->fields);
    }
}

TEST_F(Load, DossierIsNotPrintedAndWhatOthersWriteIsNotExpected) {
    EXPECT_FALSE(training->field("/dossier/materials/*/sha256")->printed);
    EXPECT_FALSE(training->field("/dossier/region")->expected);
    EXPECT_TRUE(training->field("/recommendation/head")->printed);
    EXPECT_FALSE(training->field("/recommendation/head")->expected);
    EXPECT_TRUE(training->field("/organization/name")->expected);
}

TEST_F(Load, FieldIsFoundByPathWithNumbersOrStars) {
    ASSERT_TRUE(training->field("/teachers/3/name"));
    EXPECT_EQ(training->field("/teachers/3/name"), training->field("/teachers/*/name"));
    EXPECT_EQ(training->field("/teachers/3"), training->field("/teachers"));
    EXPECT_EQ(training->field("/levels/0"), training->field("/levels"));
    for (const char* none : {"", "/", "name", "/teachers/x/name", "/teachers/name", "/teachers/3/", "/organization/name/0",
                             "/organization/nam", "/levels/0/1", "//"})
        EXPECT_FALSE(training->field(none)) << none;
}

TEST_F(Load, ValueListsHoldTheTenOccupationsAndTheIndustriesOfTheStandard) {
    const ValueList& occupations = *training->values("occupations");
    EXPECT_EQ(occupations.entries.size(), 10u);
    EXPECT_TRUE(std::ranges::none_of(occupations.entries, &ValueEntry::closed));
    const auto is_section = [](const ValueEntry& entry) { return entry.code.size() == 1 && entry.code[0] >= 'A' && entry.code[0] <= 'T'; };
    const ValueList& industries = *training->values("industries");
    EXPECT_EQ(std::ranges::count_if(industries.entries, is_section), 20);
    int division = 0;  // GB/T 4754-2017: 01 to 97, none left out
    for (const ValueEntry& entry : industries.entries) EXPECT_TRUE(is_section(entry) || std::stoi(entry.code) == ++division) << entry.value;
    EXPECT_EQ(division, 97);
    const auto education = std::ranges::find(industries.entries, "83", &ValueEntry::code);
    EXPECT_EQ(education->value, "教育");
    EXPECT_EQ((education - 1)->code, "P");
    EXPECT_EQ(training->values("regions")->entries.size(), 35u);  // 34 provinces and their like, and 新疆生产建设兵团
    EXPECT_EQ(training->values("nothing"), nullptr);
}

// 一(三)1: 智能制造、大数据、区块链 have their assessment institutions from the first round.
TEST_F(Load, ThreeOccupationsAreClosedForAssessmentAlone) {
    std::vector<std::string> closed;
    for (const ValueEntry& entry : assessment->values("occupations")->entries)
        if (entry.closed) closed.push_back(entry.value + " " + entry.clause);
    EXPECT_EQ(closed,
              (std::vector<std::string>{"大数据工程技术人员 一(三)1", "智能制造工程技术人员 一(三)1", "区块链工程技术人员 一(三)1"}));
}

TEST_F(Load, ListsNeededByOneFormOnlyStandInThatForm) {
    EXPECT_TRUE(training->values("staff_kinds"));
    EXPECT_FALSE(assessment->values("staff_kinds"));
    EXPECT_TRUE(assessment->values("certificate_kinds"));
    EXPECT_FALSE(training->values("certificate_kinds"));
}

const BlockDef& block(const Form& form, std::string_view id) { return *std::ranges::find(form.blocks, id, &BlockDef::id); }

TEST_F(Load, RowsSayHowOftenTheyStandInTheBlankForm) {
    const RowDef& taxes = block(*training, "taxes").rows[1];
    EXPECT_EQ(taxes.repeat, "/organization/taxes");
    EXPECT_EQ(taxes.blank, 3);
    EXPECT_EQ(taxes.most, 3);
    const RowDef& teachers = block(*training, "teachers").rows[1];
    EXPECT_EQ(teachers.blank, 5);
    EXPECT_EQ(teachers.most, 0);
    EXPECT_EQ(teachers.more, "……");
    EXPECT_TRUE(block(*training, "teachers").rows[0].header);
    EXPECT_TRUE(block(*training, "teachers").rows[0].keep);
    const RowDef& plan = block(*training, "plan").rows[0];
    EXPECT_EQ(plan.key, "level");
    EXPECT_EQ(plan.key_values, (std::vector<std::string>{"初级", "中级", "高级"}));
    EXPECT_EQ(plan.most, 3);
}

TEST_F(Load, CellsOfARowFillThePlacesThatNoneAboveHasTaken) {
    const BlockDef& scale = block(*assessment, "certificates");
    const auto cell = [&](std::string_view id) { return *std::ranges::find(scale.cells, id, &CellDef::id); };
    EXPECT_EQ(cell("certificates/0/0").down, 5);
    EXPECT_EQ(cell("certificates/1/0").column, 1);
    EXPECT_EQ(cell("certificates/1/0").path, "./year");
    EXPECT_EQ(cell("certificates/2/0").across, 2);
    EXPECT_EQ(cell("certificates/2/1").column, 3);
    EXPECT_EQ(cell("certificates/0/3").style, "label_small");
}

TEST_F(Load, LabelsBesideAKeyStandOnceAndTheKeyIsSetAsALabel) {
    const std::vector<CellDef>& cells = block(*training, "plan").cells;
    EXPECT_TRUE(cells[0].stretches);
    EXPECT_EQ(cells[0].text, "年度计划\n培训人数\n（人次）");
    EXPECT_EQ(cells[1].kind, CellKind::label);
    EXPECT_EQ(cells[1].path, "./level");
    EXPECT_EQ(cells[1].style, "label");
    EXPECT_FALSE(cells[2].stretches);
    EXPECT_EQ(cells[2].kind, CellKind::value);
}

TEST_F(Load, CellsWithoutAStyleTakeTheOneOfTheirKind) {
    const auto style_of = [&](std::string_view in, std::size_t cell) { return block(*training, in).cells[cell].style; };
    EXPECT_EQ(style_of("application", 0), "label");
    EXPECT_EQ(style_of("application", 1), "value");
    EXPECT_EQ(style_of("application", 3), "options");
    EXPECT_EQ(style_of("organization_head", 0), "head");
    EXPECT_EQ(style_of("plan_text", 0), "vertical");
    EXPECT_EQ(style_of("plan_text", 1), "prose");
}

TEST_F(Load, SourceHoldsTheWholeDefinitionWithPlainLines) {
    EXPECT_EQ(find_at(training->source, "/blocks/0/rows/0/cells/0")->text, "拟申报开展培训的\n职业（仅填一项）");
    EXPECT_EQ(find_at(training->source, "/id")->line, 2);
    EXPECT_EQ(find_at(training->source, "/blocks/0/id")->line, 3);  // in forms/common/page1.json
    EXPECT_FALSE(find_at(training->source, "/paper/use"));
}

TEST_F(Load, OnePartOfADefinitionCanBePutOverASharedOne) {
    const Json& list = *find_at(assessment->source, "/values/0");
    EXPECT_TRUE(list.find("entries"));
    EXPECT_EQ(list.find("closed")->items.size(), 3u);
}

TEST(LoadForm, ThirdFormIsJsonAlone) {
    const auto visitor = load_form(data / "visitor.json");
    EXPECT_EQ(visitor->page_width, Mm{148});
    EXPECT_EQ(visitor->blocks.size(), 4u);
    EXPECT_EQ(visitor->field("/companions/1/plate")->name.zh, "车牌");
    EXPECT_EQ(visitor->values("purposes")->entries[2].also, std::vector<std::string>{"维修"});
    EXPECT_EQ(block(*visitor, "signature").cells[0].lines[2].prompt, "年　　月　　日");
    EXPECT_EQ(visitor->word("pointer"), "（续见附页第{n}页）");
}

// A form of one's own, in a folder of one's own, builds on the project's shared parts.
TEST(LoadForm, PartsThatDoNotStandBesideTheFormComeFromTheProject) {
    setenv("TIANBIAO_HOME", SOURCE_DIR, 1);
    const test::TemporaryFolder folder;
    std::ofstream(folder.path("own.json")) << R"({ "id": "own", "name": { "zh": "甲", "en": "a" }, "date": "2024-01-01",
        "styles": { "use": "common/page.json#styles" }, "words": { "use": "common/page.json#words" },
        "fields": [{ "key": "a", "type": "text", "name": { "zh": "甲", "en": "a" } }],
        "blocks": [{ "id": "a", "edges": [0, 60, 156], "rows": [{ "height": 10, "cells": ["甲", "=/a"] }] }] })";
    EXPECT_EQ(load_form(folder.path("own.json"))->style("value").sizes, (std::vector<double>{12, 10.5, 9}));
}

TEST(LoadForm, FirstFaultIsAnErrorWithItsPlace) {
    try {
        load_form(data / "broken" / "unknown-word.json");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::bad_form);
        EXPECT_EQ(error.place().file, (data / "broken" / "unknown-word.json").string());
        EXPECT_EQ(error.place().detail, "line 18, column 33, /blocks/0/rows/0/heigth");
        EXPECT_EQ(error.text(), "不认识的词「heigth」：是否指「height」");
    }
}

TEST(LoadForm, FileThatIsNotThereIsUnreadable) {
    EXPECT_EQ(test::code_of([] { load_form(data / "nothing.json"); }), Code::unreadable);
    EXPECT_EQ(test::code_of([] { form_ids(data / "nothing"); }), Code::unreadable);
    EXPECT_EQ(check_form(data / "nothing.json").size(), 1u);
}

TEST(FindForm, ListsTheFormsThereAreAndTakesNoPathForAnId) {
    EXPECT_EQ(form_ids(forms), (std::vector<std::string>{"assessment-2023", "training-2023"}));
    EXPECT_EQ(test::code_of([] { find_form(forms, "../tests/form/data/visitor"); }), Code::usage);
    try {
        find_form(forms, "training-2024");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.text().find("training-2023"), std::string::npos);
    }
}

TEST(FindForm, IdAndFileNameAgree) {
    EXPECT_EQ(find_form(data, "visitor")->id, "visitor");
    EXPECT_EQ(test::code_of([] { find_form(data / "broken" / "parts", "whole"); }), Code::bad_form);
}

}  // namespace
}  // namespace tianbiao
