// Plain tables: what is written is what every spreadsheet program shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "judges/office.h"
#include "support/pieces.h"
#include "support/workshop.h"
#include "write/table_book.h"

namespace tianbiao {
namespace {

using testing::HasSubstr;

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

std::string small_book() {
    TableBook book("2023-05-19");
    const int sheet = book.add_sheet("单位", {{"名称", 30}, {"人数\n/employees", 10, true}, {"身份证号", 20}});
    book.add_row(sheet, {{"=HYPERLINK(\"http://x\")"}, {"86", true}, {"990102197108160030"}});
    book.add_row(sheet, {{"+86 某某大学 _x0041_"}, {"0123", true}, {"990102197108160030", true}});
    book.add_row(sheet, {{"两行\n文字"}, {"-0.5", true}, {"𠮷"}});
    return test::whole(book);
}

std::vector<SheetCell> cells_of(const Sheet& sheet) { return sheet.cells; }

std::string text_at(const Sheet& sheet, int row, int column) {
    for (const SheetCell& cell : cells_of(sheet))
        if (cell.row == row && cell.column == column) return std::string(1, "tndbe"[static_cast<int>(cell.kind)]) + (cell.formula ? "f" : "") + " " + cell.text;
    return "";
}

void expect_small_book(const Sheet& sheet) {
    EXPECT_EQ(text_at(sheet, 0, 1), "t 人数\n/employees");
    EXPECT_EQ(text_at(sheet, 1, 0), "t =HYPERLINK(\"http://x\")");
    EXPECT_EQ(text_at(sheet, 1, 1), "n 86");
    EXPECT_EQ(text_at(sheet, 1, 2), "t 990102197108160030");
    EXPECT_EQ(text_at(sheet, 2, 0), "t +86 某某大学 _x0041_");
    EXPECT_EQ(text_at(sheet, 2, 1), "t 0123");                // no plain number
    EXPECT_EQ(text_at(sheet, 2, 2), "t 990102197108160030");  // more digits than a number keeps
    EXPECT_EQ(text_at(sheet, 3, 0), "t 两行\n文字");
    EXPECT_EQ(text_at(sheet, 3, 1), "n -0.5");
    EXPECT_EQ(text_at(sheet, 3, 2), "t 𠮷");
}

TEST(TableBook, EveryCellIsATextOrANumberAsItWasSaid) { expect_small_book(test::studio().reader().workbook(small_book(), "a.xlsx").sheets.at(0)); }

TEST(TableBook, SameRowsGiveTheSameBytes) { EXPECT_EQ(small_book(), small_book()); }


TEST(TableBookJudged, LibreOfficeSavesWhatItRead) {
    const judges::Office office;
    office.write("small.xlsx", small_book());
    office.edit("small.xlsx", "saved.xlsx", {});
    expect_small_book(test::studio().reader().workbook(office.read("saved.xlsx"), "saved.xlsx").sheets.at(0));
    office.convert({"small.xlsx"}, "csv");
    EXPECT_THAT(office.read("csv/small.csv"), HasSubstr("990102197108160030"));
}

TEST(TableBook, SheetsMayBeCalledAnything) {
    TableBook book("2023-05-19");
    for (const char* name : {"a/b:c*d?e[f]\\g", "A/B:c*d?e[f]\\g", "", "History", "'a'"}) book.add_sheet(name, {{"甲"}});
    const std::string lengthy = repeated("长", 40), astral = repeated("𠮷", 20);
    for (const std::string& name : {lengthy, lengthy, astral}) book.add_sheet(name, {{"甲"}});
    std::vector<std::string> names;
    for (const Sheet& sheet : test::studio().reader().workbook(test::whole(book), "a.xlsx").sheets) names.push_back(sheet.name);
    EXPECT_THAT(names, testing::ElementsAre("a／b：c＊d？e［f］＼g", "A／B：c＊d？e［f］＼g（2）", "表", "History表", "’a’", repeated("长", 31),
                                            repeated("长", 28) + "（2）", repeated("𠮷", 15)));
}

TEST(TableBook, ACellHoldsWhatExcelHoldsAndNotOneUnitMore) {
    TableBook book("2023-05-19");
    const int sheet = book.add_sheet("长", {{"文字"}});
    const std::string most = repeated("𠮷", 16383) + "x";  // 32,767 units of UTF-16
    book.add_row(sheet, {{most}});
    try {
        book.add_row(sheet, {{most + "x"}});
        ADD_FAILURE() << "one unit past the limit was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Code::too_large);
        EXPECT_EQ(error.place().detail, "A3");
    }
    EXPECT_EQ(text_at(test::studio().reader().workbook(test::whole(book), "a.xlsx").sheets.at(0), 1, 0), "t " + most);
}

TEST(TableBook, HasASheetAtLeast) { EXPECT_EQ(test::studio().reader().workbook(test::whole(TableBook("2023-05-19")), "a.xlsx").sheets.size(), 1u); }

TEST(CsvLine, QuotesWhatMustBeQuotedAndGuardsFormulas) {
    EXPECT_EQ(csv_line({{"甲"}, {"a,b"}, {"说\"好\""}, {"两\n行"}, {" x"}, {""}}), "甲,\"a,b\",\"说\"\"好\"\"\",\"两\n行\",\" x\",\r\n");
    EXPECT_EQ(csv_line({{"=1+1"}, {"-5"}, {"-5", true}, {"@a"}, {"'=1"}, {"'甲"}, {"＝1"}}), "'=1+1,'-5,-5,'@a,''=1,'甲,'＝1\r\n");
    for (const char* text : {"=1+1", "'=1", "''=1", "'甲", "+86", "a'"}) {
        const std::string line = csv_line({{text}});
        EXPECT_EQ(without_guard(line.substr(0, line.size() - 2)), text);
    }
}

}  // namespace
}  // namespace tianbiao
