// The cells of a workbook, edited or not, give its application.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.h"
#include "extract/model_sheet.h"
#include "extract/workbook_record.h"
#include "extract/written.h"
#include "form/validate.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using test::cell_named;

const Form& training() {
    static const std::shared_ptr<const Form> form = load_form(SOURCE_DIR "/forms/training-2023.json");
    return *form;
}

Record typical() { return read_records(read_file(SOURCE_DIR "/samples/training-typical.json", 1 << 24), "sample").front(); }

Workbook workbook() { return test::model_workbook(training(), typical()); }

Extraction extracted(const Workbook& workbook) { return extract_record(workbook, training(), Language::zh); }

std::vector<std::string> rules(const Extraction& extraction) {
    std::vector<std::string> rules;
    for (const Finding& finding : extraction.findings) rules.push_back(finding.rule + " " + finding.field);
    return rules;
}

using Rules = std::vector<std::string>;

std::string changed(const Extraction& extraction) {
    std::string text;
    for (const Difference& difference : differences(typical(), extraction.record)) text += difference.field + ": " + difference.b + "\n";
    return text;
}

TEST(WorkbookRecord, UntouchedWorkbookGivesItsApplicationBack) {
    const Extraction extraction = extracted(workbook());
    EXPECT_EQ(changed(extraction), "");
    EXPECT_EQ(rules(extraction), Rules{});
}

TEST(WorkbookRecord, RandomApplicationsComeBackWhole) {
    for (const std::string& id : test::forms()) {
        const std::shared_ptr<const Form> form = load_form(SOURCE_DIR "/forms/" + id + ".json");
        for (std::uint32_t seed = 0; seed < 100; ++seed) {
            const Record record = test::random_application(*form, seed);
            const Extraction extraction = extract_record(test::model_workbook(*form, record), *form, Language::zh);
            for (const Difference& difference : differences(record, extraction.record))
                ADD_FAILURE() << id << " " << seed << " " << difference.field << ": " << difference.a << " / " << difference.b;
            EXPECT_EQ(extraction.findings.size(), 0u);
        }
    }
}

TEST(WorkbookRecord, CellWinsOverTheDataInside) {
    Workbook edited = workbook();
    cell_named(edited, "f_organization.name").text = "另一单位";
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(changed(extraction), "/organization/name: 另一单位\n");
    ASSERT_EQ(rules(extraction), Rules{"cell_differs /organization/name"});
    EXPECT_EQ(extraction.findings[0].severity, Severity::info);
    EXPECT_EQ(extraction.findings[0].values.back(), "另一单位");
}

TEST(WorkbookRecord, EditedCellsComeBackByTheirFieldsTypes) {
    struct Case {
        std::string name;
        SheetValue kind;
        std::string text, pointer;
        Json wanted;
    };
    const Case cases[]{
        {"f_organization.employees", SheetValue::text, "1,234", "/organization/employees", Json::make_number(1234)},
        {"f_organization.employees", SheetValue::number, "77", "/organization/employees", Json::make_number(77)},
        {"f_organization.employees", SheetValue::text, "约200", "/organization/employees", Json::make_text("约200")},
        {"f_organization.registered_capital", SheetValue::number, "0.5", "/organization/registered_capital", Json::make_text("0.5")},
        {"f_organization.founded", SheetValue::text, "2001年2月3日", "/organization/founded", Json::make_text("2001-02-03")},
        {"f_organization.founded", SheetValue::text, "2001.2", "/organization/founded", Json::make_text("2001-02")},
        {"f_organization.founded", SheetValue::date, "2001-02-03", "/organization/founded", Json::make_text("2001-02-03")},
        {"f_organization.founded", SheetValue::text, "上世纪", "/organization/founded", Json::make_text("上世纪")},
        {"f_organization.credit_code", SheetValue::number, "1.23456789012345E+17", "/organization/credit_code", Json::make_text("1.23456789012345E+17")},
        {"f_teachers.0.phone", SheetValue::number, "13800138000", "/teachers/0/phone", Json::make_text("13800138000")},
    };
    for (const Case& c : cases) {
        Workbook edited = workbook();
        SheetCell& cell = cell_named(edited, c.name);
        cell.kind = c.kind, cell.text = c.text;
        const Extraction extraction = extracted(edited);
        const Json* value = value_at(extraction.record, c.pointer);
        ASSERT_TRUE(value) << c.pointer;
        EXPECT_EQ(*value, c.wanted) << c.pointer << " " << c.text;
    }
}

TEST(WorkbookRecord, SaysWhatANumberMayHaveCost) {
    Workbook edited = workbook();
    SheetCell& code = cell_named(edited, "f_organization.credit_code");
    code.kind = SheetValue::number, code.text = "1.23456789012345E+17";
    cell_named(edited, "f_organization.employees").text = "约200";
    EXPECT_EQ(rules(extracted(edited)), (Rules{"cell_differs /organization/credit_code", "lost_digits /organization/credit_code",
                                               "cell_differs /organization/employees", "not_a_count /organization/employees"}));
}

TEST(WorkbookRecord, TicksAreReadFromTheirCells) {
    Workbook edited = workbook();
    for (const char* option : {"f_levels.0", "f_levels.1", "f_levels.2"}) cell_named(edited, option).text = "□";
    cell_named(edited, "f_levels.1").text = "√";
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(*value_at(extraction.record, "/levels"), Json::make_array({Json::make_text("中级")}));
    cell_named(edited, "f_organization.national_base.0").text = "☑";
    cell_named(edited, "f_organization.national_base.1").text = "☑";
    EXPECT_EQ(printed(value_at(extracted(edited).record, "/organization/national_base")), "是、否");
}

TEST(WorkbookRecord, RowPutInByHandBecomesAnEntry) {
    Workbook edited = workbook();
    const auto column = std::ranges::find(edited.names, "l_teachers.name", &SheetName::name);
    ASSERT_NE(column, edited.names.end());
    const int row = column->last_row;  // the list's spare row, which has no names
    edited.sheets[0].cells.push_back({row, column->column, SheetValue::text, "新教师", false});
    const Extraction extraction = extracted(edited);
    const std::string at = "/teachers/" + std::to_string(value_at(typical(), "/teachers")->items.size());
    EXPECT_EQ(changed(extraction), at + "/name: 新教师\n");
    EXPECT_EQ(rules(extraction), Rules{"row_added " + at});
}

TEST(WorkbookRecord, RowOfAKeyWithoutEntryTakesItsKeyFromTheLabel) {
    Record record = typical();
    set_value(record, "/plan/yearly", Json());
    Workbook edited = test::model_workbook(training(), record);
    const auto column = std::ranges::find(edited.names, "l_plan.yearly.persons", &SheetName::name);
    ASSERT_NE(column, edited.names.end());
    edited.sheets[0].cells.push_back({column->last_row, column->column, SheetValue::text, "50", false});
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(*value_at(extraction.record, "/plan/yearly"),
              Json::make_array({Json::make_object({{"level", Json::make_text("初级")}, {"persons", Json::make_number(50)}})}));
}

TEST(WorkbookRecord, DeletedRowIsGone) {
    Workbook edited = workbook();
    const int row = cell_named(edited, "f_teachers.1.name").row;
    for (SheetName& name : edited.names) name.gone = name.gone || name.name.starts_with("f_teachers.1.");
    std::erase_if(edited.sheets[0].cells, [&](const SheetCell& cell) { return cell.row == row; });
    const Extraction extraction = extracted(edited);
    const std::vector<Json> before = value_at(typical(), "/teachers")->items;
    const std::vector<Json>& now = value_at(extraction.record, "/teachers")->items;
    ASSERT_EQ(now.size() + 1, before.size());
    EXPECT_EQ(now[0], before[0]);
    EXPECT_EQ(now[1], before[2]);
    EXPECT_EQ(rules(extraction), Rules{"row_deleted /teachers"});
}

TEST(WorkbookRecord, LostDataInsideLeavesWhatTheCellsSay) {
    Workbook edited = workbook();
    edited.sheets[1].cells.back().text += " ";  // another digest
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(rules(extraction), Rules{"data_missing "});
    Record printed_part = typical();
    std::erase_if(printed_part.root.members, [](const auto& member) { return member.first == "dossier"; });
    EXPECT_EQ(normal_form(extraction.record.root), normal_form(printed_part.root));
    EXPECT_TRUE(shows_form(edited, training()));
}

TEST(WorkbookRecord, EveryFieldHasItsCell) {
    const Extraction extraction = extracted(workbook());
    const auto source = std::ranges::find(extraction.fields, "/organization/name", &FieldSource::field);
    ASSERT_NE(source, extraction.fields.end());
    EXPECT_EQ(source->source, "cell");
    EXPECT_EQ(source->sheet, "附件1");
    EXPECT_EQ(source->cell[0], 'B');
    EXPECT_EQ(source->text, printed(value_at(typical(), "/organization/name")));
}

TEST(WorkbookRecord, PiecesAreJoinedAsTheyWereCut) {
    Record record = typical();
    set_value(record, "/platform", Json::make_text("第一段\n第二段"));
    Workbook edited = test::model_workbook(training(), record);
    cell_named(edited, "f_platform").text = "第一段";
    edited.names.push_back({"f_platform..2", 0, 900, 1, 900, 1, false});
    edited.sheets[0].cells.push_back({900, 1, SheetValue::text, "第二段", false});
    for (const auto& [row, texts] : std::map<int, std::vector<std::string>>{{10, {"piece", "f_platform", ""}}, {11, {"piece", "f_platform..2", "\n"}}})
        for (std::size_t i = 0; i < texts.size(); ++i) edited.sheets[1].cells.push_back({row, static_cast<int>(i), SheetValue::text, texts[i], false});
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(printed(value_at(extraction.record, "/platform")), "第一段\n第二段");
    EXPECT_EQ(rules(extraction), Rules{});
}

TEST(WorkbookRecord, WordsOfTheHiddenSheetNeverEnterAValue) {
    Workbook edited = workbook();
    for (const char* joint : {"假冒的"}) {
        const std::vector<std::string> texts{"piece", "f_organization.name", joint};
        for (std::size_t i = 0; i < texts.size(); ++i) edited.sheets[1].cells.push_back({10, static_cast<int>(i), SheetValue::text, texts[i], false});
    }
    EXPECT_EQ(changed(extracted(edited)), "");
}

TEST(WorkbookRecord, OneCellIsReadOnceHoweverManyNamesItHas) {
    Workbook edited = workbook();
    const SheetName name = *std::ranges::find(edited.names, "f_organization.name", &SheetName::name);
    for (int i = 2; i < 2000; ++i) {
        edited.names.push_back(name);
        edited.names.back().name += ".." + std::to_string(i);
    }
    EXPECT_EQ(changed(extracted(edited)), "");
}

TEST(WorkbookRecord, ACopiedSheetIsSaidAndNotRead) {
    Workbook edited = workbook();
    const std::vector<SheetName> names = edited.names;
    edited.sheets.push_back(edited.sheets[0]);
    edited.sheets[2].cells.push_back({2000, 1, SheetValue::text, "另一单位", false});
    for (SheetName name : names) {
        name.scope = name.sheet = 2;
        if (name.name == "f_organization.name") name.row = name.last_row = 2000;
        edited.names.insert(edited.names.begin(), name);
    }
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(changed(extraction), "");
    EXPECT_EQ(rules(extraction), Rules{"copies_unread "});
}

TEST(WorkbookRecord, AnErrorInACheckBoxKeepsItsTick) {
    Workbook edited = workbook();
    SheetCell& box = cell_named(edited, "f_levels.0");
    box.kind = SheetValue::error, box.text = "#REF!";
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(changed(extraction), "");
    EXPECT_EQ(rules(extraction), Rules{"cell_error /levels"});
}

TEST(WorkbookRecord, WhatIsTypedBesideATickIsKept) {
    Workbook edited = workbook();
    cell_named(edited, "f_levels.0").text = "初级 ☑（拟）";
    EXPECT_NE(changed(extracted(edited)).find("（拟）"), std::string::npos);
}

TEST(WorkbookRecord, ARowWhoseTextsFitNoColumnIsSaid) {
    Workbook edited = workbook();
    const auto column = std::ranges::find(edited.names, "l_teachers.name", &SheetName::name);
    edited.sheets[0].cells.push_back({column->last_row, column->column, SheetValue::text, "新教师", false});
    edited.sheets[0].cells.push_back({column->last_row, 300, SheetValue::text, "旁注", false});
    edited.sheets[0].merges.push_back({0, 0, 0, 20});
    const std::vector<std::string> said = rules(extracted(edited));
    EXPECT_NE(std::ranges::find_if(said, [](const std::string& rule) { return rule.starts_with("cell_unread"); }), said.end());
}

TEST(WorkbookRecord, ARowAboveTheFirstIsAnEntry) {
    Workbook edited = workbook();
    const auto column = std::ranges::find(edited.names, "l_teachers.name", &SheetName::name);
    const int first = column->row;
    for (SheetName& name : edited.names)
        if (name.sheet == 0 && name.row >= first) ++name.row, ++name.last_row;
    for (SheetCell& cell : edited.sheets[0].cells)
        if (cell.row >= first) ++cell.row;
    edited.sheets[0].cells.push_back({first, column->column, SheetValue::text, "新教师", false});
    const Extraction extraction = extracted(edited);
    EXPECT_EQ(printed(value_at(extraction.record, "/teachers/0/name")), "新教师");
    EXPECT_EQ(rules(extraction), Rules{"row_added /teachers/0"});
}

TEST(WorkbookRecord, ADeletedRowTellsNoTelephoneToALog) {
    Workbook edited = workbook();
    const int row = cell_named(edited, "f_teachers.0.name").row;
    const std::string phone = printed(value_at(typical(), "/teachers/0/phone"));
    for (SheetName& name : edited.names) name.gone = name.gone || name.name.starts_with("f_teachers.0.");
    std::erase_if(edited.sheets[0].cells, [&](const SheetCell& cell) { return cell.row == row; });
    for (const Finding& finding : masked(extracted(edited).findings, training()))
        for (const std::string& value : finding.values) EXPECT_EQ(value.find(phone), std::string::npos);
}

TEST(Written, PromptsAndDatesWithBlanksForThePen) {
    const Field* date = training().field("/commitment/date");
    ASSERT_TRUE(date);
    const std::pair<const char*, const char*> cases[]{{"2023年6月　　日", "2023-06"}, {"2023年　　月　　日", "2023"}, {"2023/6/8", "2023-06-08"}, {"2023年6月8日", "2023-06-08"}};
    for (const auto& [text, wanted] : cases) EXPECT_EQ(understood(training(), *date, text).value, Json::make_text(wanted)) << text;
    for (const char* kept : {"2023年8日", "20230608", "2023年6月8日前", "6月8日"}) EXPECT_EQ(understood(training(), *date, kept).value, Json::make_text(kept));
}

}  // namespace
}  // namespace tianbiao
