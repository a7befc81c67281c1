// Applications to one table and back: nothing lost, whoever edits it in between.
#include "batch/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batch/read_csv.h"
#include "batch/read_summary.h"
#include "judges/office.h"
#include "support/pieces.h"
#include "support/reading_back.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

SummaryReading reading() {
    SummaryReading out;
    for (const std::string& id : forms()) out.forms.push_back(&studio().form(id));
    return out;
}

std::string table_of(const std::vector<Record>& records) {
    Summary summary("2023-05-19");
    for (const Record& record : records) summary.add(studio().form(printed(record.root.find("form"))), record, "文件.pdf");
    return whole(summary);
}

TableRead read(const std::string& bytes) { return read_summary(studio().reader().workbook(bytes, "t.xlsx"), reading()); }

std::string rules_of(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& finding : findings) out += finding.rule + " " + finding.field + " " + finding.message.substr(0, finding.message.find("：")) + "\n";
    return out;
}

std::string findings_of(const TableRead& table) {
    std::string out = rules_of(table.findings);
    for (const TableApplication& application : table.applications) out += rules_of(application.findings);
    return out;
}

void expect_equal(const std::vector<Record>& records, const TableRead& table) {
    EXPECT_EQ(findings_of(table), "");
    // The table has a sheet for each form: the order within a form is kept.
    ASSERT_EQ(table.applications.size(), records.size());
    for (const std::string& form : forms()) {
        std::vector<const Record*> was;
        for (const Record& record : records)
            if (printed(record.root.find("form")) == form) was.push_back(&record);
        std::size_t i = 0;
        for (const TableApplication& application : table.applications)
            if (application.form == form) {
                ASSERT_LT(i, was.size());
                EXPECT_EQ(differences_text(*was[i], application.record), "") << form << " " << i;
                ++i;
            }
    }
}

std::vector<Record> random_applications(int count) {
    std::vector<Record> records;
    for (int i = 0; i < count; ++i) records.push_back(random_application(studio().form(forms()[static_cast<std::size_t>(i) % 2]), 700 + static_cast<std::uint32_t>(i)));
    return records;
}

std::vector<Record> samples() {
    std::vector<Record> records;
    // That one has keys that no form knows and a list for a group: nothing that a table has a place for.
    for (const std::string& name : sample_names())
        if (name != "training-mistakes") records.push_back(sample(name));
    return records;
}

TEST(Summary, GivesBackEveryApplication) {
    const int count = std::getenv("TIANBIAO_TEST_FULL") ? 2000 : 60;
    for (int from = 0; from < count; from += 60) {
        std::vector<Record> records;
        for (int i = from; i < from + 60; ++i)
            records.push_back(random_application(studio().form(forms()[static_cast<std::size_t>(i) % 2]), 5000 + static_cast<std::uint32_t>(i)));
        expect_equal(records, read(table_of(records)));
    }
}

TEST(Summary, GivesBackTheSamples) { expect_equal(samples(), read(table_of(samples()))); }

TEST(Summary, IsTheSameBytesTwice) { EXPECT_EQ(table_of(random_applications(6)), table_of(random_applications(6))); }

TEST(SummaryJudged, LibreOfficeSavesItWithoutALoss) {
    const judges::Office office;
    std::vector<Record> records = random_applications(12);
    for (Record& record : samples()) records.push_back(record);
    office.write("table.xlsx", table_of(records));
    office.edit("table.xlsx", "saved.xlsx", {});
    expect_equal(records, read(office.read("saved.xlsx")));
}

TEST(Summary, ATextThatNoCellHoldsGoesOnElsewhere) {
    Record record = sample("training-typical");
    std::string lengthy;
    while (lengthy.size() < 300000) lengthy += "数字技术\n" + std::to_string(lengthy.size()) + "𠮷";
    set_value(record, "/platform", Json::make_text(lengthy));
    set_value(record, "/teachers/3/specialty", Json::make_text(lengthy + "x"));
    const std::string bytes = table_of({sample("training-minimal"), record});
    expect_equal({sample("training-minimal"), record}, read(bytes));
    EXPECT_EQ(studio().reader().workbook(bytes, "t.xlsx").sheets.back().name, "续文");
}

TEST(Summary, FormulasLongCodesAndZerosStayTexts) {
    Record record = sample("training-typical");
    set_value(record, "/organization/name", Json::make_text("=HYPERLINK(\"http://x\",\"某某大学\")"));
    set_value(record, "/organization/credit_code", Json::make_text("123456789012345678"));
    set_value(record, "/organization/registered_capital", Json::make_text("1200.50"));
    set_value(record, "/organization/address", Json::make_text("  two  spaces_x0041_\n\nline "));
    expect_equal({record}, read(table_of({record})));
}

Workbook book(std::vector<std::vector<std::vector<std::string>>> sheets) {
    Workbook out;
    for (const auto& rows : sheets) {
        Sheet sheet;
        sheet.name = "表" + std::to_string(out.sheets.size() + 1);
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t column = 0; column < rows[row].size(); ++column)
                if (!rows[row][column].empty()) sheet.cells.push_back({static_cast<int>(row), static_cast<int>(column), SheetValue::text, rows[row][column], false});
        out.sheets.push_back(std::move(sheet));
    }
    return out;
}

TEST(ReadSummary, TakesAnyOrderHeadingsInWordsAndListsInColumns) {
    const Workbook workbook = book({{{"/organization/name", "申报单位·统一社会信用代码", "序号", "表格 /form", "/sites/0/address", "/sites/2/address", "拟申报开展培训的专业技术等级"},
                                     {"甲校", "52990102MJ6X041755", "7", "training-2023", "一号", "三号", "初级、高级"}},
                                    {{"联系电话\n/teachers/*/phone", "行", "序号", "/teachers/*/name"}, {"2", "2", "7", "李四"}, {"1", "1", "7", "张三"}}});
    const TableRead table = read_summary(workbook, reading());
    EXPECT_EQ(findings_of(table), "");
    ASSERT_EQ(table.applications.size(), 1u);
    const std::string wanted = R"({"form": "training-2023", "levels": ["初级", "高级"], "organization": {"name": "甲校", "credit_code": "52990102MJ6X041755"},
        "sites": [{"address": "一号"}, {"address": "三号"}], "teachers": [{"name": "张三", "phone": "1"}, {"name": "李四", "phone": "2"}]})";
    EXPECT_EQ(differences_text(read_records(wanted, "wanted").front(), table.applications[0].record), "");
}

TEST(ReadSummary, NamesWhatItDoesNotKnow) {
    const Workbook workbook = book({{{"序号", "备注", "/organization/nam", "/organization/name", "申报单位·单位名称", "/assesses", "/form"},
                                     {"1", "", "x", "甲", "乙", "", "training-2023"},
                                     {"1", "", "", "丙", "", "是", "training-2023"},
                                     {"3", "", "", "丁", "", "", "training-2099"}},
                                    {{"序号", "/teachers/*/name", "/platform"}, {"9", "张三", ""}},
                                    {{"随便"}}});
    const TableRead table = read_summary(workbook, reading());
    EXPECT_EQ(rules_of(table.findings), "table_column_unknown  第1个工作表B1\ntable_column_unknown  第1个工作表C1\ntable_column_twice  第1个工作表E1\n"
                                        "table_column_unknown  第2个工作表C1\ntable_sheet_unknown  第3个工作表A1\ntable_entry_of_nobody  第2个工作表A2\n");
    EXPECT_EQ(table.findings[1].values, std::vector<std::string>{"/organization/nam"});
    EXPECT_EQ(rules_of(table.applications.at(0).findings), "");
    EXPECT_EQ(rules_of(table.applications.at(1).findings), "table_number_twice  第1个工作表A3\ntable_field_of_other_form  第1个工作表F3\n");
    EXPECT_EQ(rules_of(table.applications.at(2).findings), "table_form_unknown  第1个工作表A4\n");
    SummaryReading english = reading();
    english.language = Language::en;
    const std::vector<Finding> said = read_summary(workbook, english).applications.at(2).findings;
    ASSERT_EQ(said.size(), 1u);
    EXPECT_THAT(said[0].message, testing::StartsWith("sheet 1, A4: "));
}

TEST(ReadSummary, SaysWhatASpreadsheetHasSpoilt) {
    Workbook workbook = book({{{"/form", "/organization/founded", "/organization/legal_representative/id_number", "/organization/employees", "/platform", "/organization/name"},
                               {"training-2023"}, {"training-2023"}}});
    auto& cells = workbook.sheets[0].cells;
    const auto add = [&](int row, int column, SheetValue kind, const char* text) { cells.push_back({row, column, kind, text, false}); };
    cells.pop_back();
    add(1, 1, SheetValue::date, "2008-06-12");
    add(1, 2, SheetValue::number, "9.901021971081E+17");
    add(1, 3, SheetValue::number, "86");
    add(1, 4, SheetValue::error, "#REF!");
    add(1, 5, SheetValue::number, "123456789012345");
    add(2, 0, SheetValue::text, "training-2023");
    add(2, 2, SheetValue::text, "9.90102E+17");
    const TableRead table = read_summary(workbook, reading());
    ASSERT_EQ(table.applications.size(), 2u);
    EXPECT_EQ(printed(value_at(table.applications[0].record, "/organization/founded")), "2008-06-12");
    EXPECT_TRUE(value_at(table.applications[0].record, "/organization/employees")->is_number());
    EXPECT_EQ(rules_of(table.applications[0].findings), "lost_digits /organization/legal_representative/id_number 第1个工作表C2\n"
                                                        "table_cell_error /platform 第1个工作表E2\nlost_digits /organization/name 第1个工作表F2\n");
    EXPECT_EQ(rules_of(table.applications[1].findings), "lost_digits /organization/legal_representative/id_number 第1个工作表C3\n");
}

TEST(ReadSummary, ReadsTheSameFromCsv) {
    const Record record = sample("training-typical");
    const SummaryTable table = summary_tables(studio().form("training-2023")).front();
    std::vector<PlainCell> heading;
    for (const SummaryColumn& column : table.columns) heading.push_back({heading_of(column, " ")});
    const std::string csv = std::string(csv_mark) + csv_line(heading) + csv_line(summary_rows(studio().form("training-2023"), table, record).front());
    Workbook workbook;
    workbook.sheets.push_back(read_csv(csv, "t.csv").sheet);
    Record wanted = record;
    for (const char* list : {"/organization/taxes", "/sites", "/training/years", "/teachers", "/plan/yearly", "/dossier/materials"}) set_value(wanted, list, Json());
    expect_equal({wanted}, read_summary(workbook, reading()));
}

TEST(ReadSummary, OfNothingIsAFinding) { EXPECT_EQ(findings_of(read_summary({}, reading())), "table_without_applications  没有一行申请\n"); }

}  // namespace
}  // namespace tianbiao::test
