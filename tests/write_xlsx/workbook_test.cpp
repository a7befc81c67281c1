// The workbook by itself: what its XML says, and what other programs would stumble over.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "app/sheet_facts.h"
#include "base/utf8.h"
#include "judges/run_judge.h"
#include "support/workshop.h"
#include "write/sheet_layout.h"
#include "write/sheet_text.h"

namespace tianbiao {
namespace {

std::string workbook(const Record& record) { return workbook_of(test::studio(), test::rendered(record)); }

// A part of the package, as unzip takes it out.
std::string part(const std::string& xlsx, const std::string& name) {
    const judges::TemporaryFile file(xlsx);
    return judges::run_judge({"unzip", "-p", file.path(), name}).output;
}

std::string with_text(const std::string& text) {
    Record record = test::sample("training-minimal");
    set_value(record, "/organization/name", Json::make_text(text));
    return part(workbook(record), "xl/sharedStrings.xml");
}

TEST(Workbook, SameApplicationSameBytes) {
    for (const char* name : {"training-typical", "assessment-long-texts"}) EXPECT_EQ(workbook(test::sample(name)), workbook(test::sample(name))) << name;
}

TEST(Workbook, ATextThatLooksLikeAFormulaIsAText) {
    const std::string xlsx = [] {
        Record record = test::sample("training-minimal");
        set_value(record, "/organization/name", Json::make_text("=1+1"));
        return workbook(record);
    }();
    EXPECT_NE(part(xlsx, "xl/sharedStrings.xml").find("<t>=1+1</t>"), std::string::npos);
    EXPECT_EQ(part(xlsx, "xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
}

TEST(Workbook, WhatXmlCannotSayIsEscaped) {
    EXPECT_NE(with_text("_x0041_").find("_x005F_x0041_"), std::string::npos);
    EXPECT_NE(with_text("铃\x07响").find("铃_x0007_响"), std::string::npos);
    EXPECT_NE(with_text("𠮷林").find("𠮷林"), std::string::npos);
}

TEST(Workbook, ListsStandOnTheirOwnSheet) {
    const std::string sheet = part(workbook(test::sample("training-minimal")), "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("<formula1>_lists!$A$1:$A$10</formula1>"), std::string::npos);
    EXPECT_EQ(sheet.find("<formula1>\""), std::string::npos);
}

// Every wording that the form understands counts: a sum is never doubted for 自有 in place of 自有证书.
TEST(Workbook, ASumOfSomeRowsKnowsAllWordings) {
    const std::string sheet = part(workbook(test::sample("assessment-certificates")), "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("\"自有证书\""), std::string::npos);
    EXPECT_NE(sheet.find("\"自有\""), std::string::npos);
    EXPECT_NE(sheet.find("COUNTIF("), std::string::npos);
}

TEST(Workbook, PrintsOnA4WithTheFormsMargins) {
    const std::string sheet = part(workbook(test::sample("training-typical")), "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("<pageMargins left=\"1.062992"), std::string::npos);  // 27 mm
    EXPECT_NE(sheet.find("right=\"0.984251"), std::string::npos);              // 25 mm
    EXPECT_NE(sheet.find("paperSize=\"9\""), std::string::npos);
    EXPECT_NE(sheet.find("<sheetProtection"), std::string::npos);
    EXPECT_EQ(sheet.find("password"), std::string::npos);
}

TEST(Workbook, NoTwoTextsShareACell) {
    for (const std::string& form : test::forms())
        for (std::uint32_t seed = 1; seed <= 40; ++seed) {
            const Rendered rendered = test::rendered(test::random_application(test::studio().form(form), seed));
            EXPECT_NO_THROW(workbook_of(test::studio(), rendered)) << form << " seed " << seed;
        }
}

TEST(SheetText, CountsUnitsOfUtf16) {
    EXPECT_EQ(units_of("甲𠮷a"), 4u);
    EXPECT_EQ(units_of("\x01"), 7u);
    EXPECT_EQ(fitting("𠮷𠮷", 3), 4u);  // never half a character
    EXPECT_EQ(fitting("甲乙", 2), 6u);
}

TEST(SheetText, KnowsWhichNumbersComeBackTheSame) {
    for (const char* number : {"0", "86", "123456789"}) EXPECT_TRUE(is_plain_number(number)) << number;
    for (const char* text : {"", "007", "1.50", "-3", "1234567890", "约200"}) EXPECT_FALSE(is_plain_number(text)) << text;
}

TEST(SheetLayout, NoRowIsHigherThanAWorkbookAllows) {
    for (const std::string& name : test::sample_names())
        for (const SheetRow& row : lay_out_sheet(test::rendered(test::sample(name)).plan.grid).rows) {
            EXPECT_GT(row.height.v, 0) << name;
            EXPECT_LE(row.height.v, 409.5) << name;
        }
}

TEST(SheetLayout, EveryPrintedFieldHasItsOwnName) {
    for (const std::string& name : test::sample_names()) {
        std::set<std::string> seen;
        for (const SheetBox& box : lay_out_sheet(test::rendered(test::sample(name)).plan.grid).boxes)
            if (!box.name.empty()) {
                EXPECT_TRUE(seen.insert(box.name).second) << name << " " << box.name;
            }
        EXPECT_TRUE(seen.contains("f_occupation")) << name;
        EXPECT_TRUE(seen.contains("f_levels.2")) << name;
    }
}

// A Han character is an em wide, a digit half of one; a line's box is less than two lines high.
TEST(SheetLayout, WordsBeforeAValueHaveRoom) {
    for (const std::string& name : test::sample_names()) {
        const Grid grid = test::rendered(test::sample(name)).plan.grid;
        const SheetLayout layout = lay_out_sheet(grid);
        int seen = 0;
        for (const SheetBox& box : layout.boxes) {
            if (box.cell < 0 || grid.cells[box.cell].kind == CellKind::label || (!box.locked && box.option < 0)) continue;
            double height = 0, width = 0, words = 0;
            for (int r = 0; r < box.rows; ++r) height += layout.rows[box.row + r].height.v;
            for (int c = 0; c < box.columns; ++c) width += layout.columns[box.column + c] * 0.75;
            if (height > 2 * box.size.v) continue;
            for (const char32_t c : to_utf32(box.text)) words += c < 0x2000 ? 0.5 : 1;
            EXPECT_GE(width, words * box.size.v) << name << " " << box.text;
            ++seen;
        }
        EXPECT_GT(seen, 5) << name;
    }
}

TEST(SheetLayout, ATextLongerThanACellGoesOnInTheNext) {
    Grid grid = test::rendered(test::sample("training-minimal")).plan.grid;
    std::string all;
    for (GridCell& cell : grid.cells)
        if (cell.field == "/organization/profile") {
            for (int i = 0; i < 20000; ++i) cell.text += "𠮷";  // 40,000 units
            cell.text_begin = 0, cell.text_end = static_cast<std::int64_t>(cell.text.size());
            all = cell.text;
        }
    std::string joined;
    int cells = 0;
    for (const SheetBox& box : lay_out_sheet(grid).boxes)
        if (box.field == "/organization/profile") {
            joined += box.text, ++cells;
            EXPECT_LE(units_of(box.text), cell_units);
        }
    EXPECT_EQ(cells, 2);
    EXPECT_EQ(joined, all);
}

}  // namespace
}  // namespace tianbiao
