// CSV as people's programs save it, and as it should never be.
#include "batch/read_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/error.h"
#include "base/limits.h"
#include "write/table_book.h"

namespace tianbiao::test {
namespace {

// "A1=text" for each cell.
std::string listed(const CsvTable& table) {
    std::string out;
    for (const SheetCell& cell : table.sheet.cells) out += cell_address(cell.row, cell.column) + "=" + cell.text + ";";
    return out;
}

std::string fault(std::string_view bytes) {
    try {
        return "read: " + listed(read_csv(bytes, "a.csv"));
    } catch (const Error& error) {
        return std::string(name(error.code())) + " " + error.place().detail;
    }
}

TEST(ReadCsv, TakesAllThreeEndsOfLinesAndQuotedOnes) {
    EXPECT_EQ(listed(read_csv("a,b\r\nc,\"d\ne\"\n\"f \"\"g\"\"\",\rh", "a.csv")), "A1=a;B1=b;A2=c;B2=d\ne;A3=f \"g\";A4=h;");
    EXPECT_THAT(read_csv("a\n\"b\r\nc\"\n\nd\n\n\n", "a.csv").lines, testing::ElementsAre(1, 2, 4, 5));
    EXPECT_EQ(listed(read_csv("", "a.csv")), "");
    EXPECT_EQ(listed(read_csv("\xEF\xBB\xBF", "a.csv")), "");
}

TEST(ReadCsv, ReadsWhatAChineseExcelSaves) {
    // GBK: 名称,人数 / 某大学€… ; GB 18030 with four bytes: U+20BB7.
    EXPECT_EQ(listed(read_csv("\xC3\xFB\xB3\xC6,\xC8\xCB\xCA\xFD\r\n\xC4\xB3\xB4\xF3\xD1\xA7,12\r\n", "a.csv")), "A1=名称;B1=人数;A2=某大学;B2=12;");
    EXPECT_EQ(listed(read_csv("\xC3\xFB\x95\x34\xB2\x35", "a.csv")), "A1=名𠮷;");
    EXPECT_EQ(listed(read_csv("名称", "a.csv")), "A1=名称;");
    EXPECT_EQ(listed(read_csv("\xEF\xBB\xBF名称", "a.csv")), "A1=名称;");
}

TEST(ReadCsv, SaysWhatIsWrongAndInWhichLine) {
    EXPECT_EQ(fault("a\nb\"c\n"), "unreadable line 2");
    EXPECT_EQ(fault("a\n\"b\" c\n"), "unreadable line 2");
    EXPECT_EQ(fault("a\nb\n\"c\nd\ne"), "unreadable line 3");
    EXPECT_EQ(fault(std::string("a\nb\0c\n", 6)), "unreadable line 2");
    EXPECT_EQ(fault("a\n\xC3"), "bad_utf8 line 2");
    EXPECT_EQ(fault("a\n\n\xFF"), "bad_utf8 line 3");
    EXPECT_EQ(fault("\xEF\xBB\xBF" "a\n\xC3\xFB"), "bad_utf8 line 2");
    EXPECT_EQ(fault("\xFF\xFE" "a"), "unsupported ");
}

TEST(ReadCsv, HasLimits) {
    EXPECT_EQ(fault(std::string(limits::csv_bytes + 1, 'a')), "too_large ");
    std::string cells;
    for (std::size_t i = 0; i <= limits::csv_cells; ++i) cells += i % 1000 == 999 ? "a\n" : "a,";
    EXPECT_EQ(fault(cells), "too_large line 1001");
    EXPECT_EQ(fault("a\n" + std::string(limits::sheet_columns, ',')), "too_large line 2");
    EXPECT_EQ(fault(std::string(limits::sheet_rows, '\n') + "a"), "too_large line 1048577");
}

TEST(ReadCsv, GivesBackWhatCsvLineWrote) {
    std::mt19937 random(5);
    constexpr std::string_view pieces[]{"=", "'", "\"", ",", "\n", "\r\n", " ", "甲", "x", "-1", "@", "\t", "𠮷"};
    for (int round = 0; round < 2000; ++round) {
        std::vector<PlainCell> cells;
        for (int i = 0; i < 4; ++i) {
            std::string text;
            for (std::size_t n = random() % 6; n > 0; --n) text += pieces[random() % std::size(pieces)];
            cells.push_back({text});
        }
        cells.push_back({"end"});
        const CsvTable table = read_csv(std::string(csv_mark) + csv_line(cells), "a.csv");
        std::string wanted;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].text.empty()) wanted += cell_address(0, static_cast<int>(i)) + "=" + cells[i].text + ";";
        ASSERT_EQ(listed(table), wanted);
    }
}

// Damage of every kind: an Error or a table, never anything else.
TEST(ReadCsv, AnyBytesAreATableOrAnError) {
    const std::string good = "名称,\"人\n数\",c\r\n某大学,12,\"a\"\"b\"\r\n";
    std::mt19937 random(7);
    int tables = 0, errors = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = good;
        for (std::size_t n = 1 + random() % 5; n > 0; --n) {
            const std::size_t at = random() % bytes.size();
            if (random() % 3 == 0) bytes.erase(at, 1 + random() % 3);
            else bytes[at] = static_cast<char>(random() % 256);
            if (bytes.empty()) bytes = "a";
        }
        ++(fault(bytes).starts_with("read") ? tables : errors);
    }
    EXPECT_GT(tables, 1000);
    EXPECT_GT(errors, 1000);
}

}  // namespace
}  // namespace tianbiao::test
