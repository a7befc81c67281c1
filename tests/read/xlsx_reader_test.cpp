// The reader reports what stands in a workbook, to the character, and refuses what it must not open.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "read/unzip.h"
#include "read/xlsx_parts.h"
#include "read/xlsx_reader.h"
#include "support/code_of.h"
#include "support/package.h"
#include "support/workshop.h"

namespace tianbiao {
namespace {

using test::SmallBook;

std::vector<SheetCell> cells_of(const SmallBook& book) { return read_xlsx(test::bytes_of(book)).sheets.at(0).cells; }

std::string inline_text(const std::string& text) { return "<is><t xml:space=\"preserve\">" + text + "</t></is>"; }

std::string text_of_first(const std::string& cell) {
    const std::vector<SheetCell> cells = cells_of({.cells = "<row r=\"1\">" + cell + "</row>"});
    return cells.empty() ? "" : cells[0].text;
}

std::optional<Code> code_of(const std::string& bytes) {
    return test::code_of([&] { read_xlsx(bytes); });
}

TEST(XlsxReader, JoinsRichRunsAndLeavesPronunciationOut) {
    const SmallBook book{.cells = "<row r=\"2\"><c r=\"C2\" t=\"s\"><v>0</v></c></row>",
                         .strings = "<si><r><rPr><b/></rPr><t>填</t></r><r><t xml:space=\"preserve\"> 表</t></r><rPh sb=\"0\" eb=\"1\"><t>tián</t></rPh></si>"};
    EXPECT_EQ(cells_of(book), (std::vector<SheetCell>{{1, 2, SheetValue::text, "填 表", false}}));
}

TEST(XlsxReader, KeepsEveryCharacterOfAText) {
    EXPECT_EQ(text_of_first("<c t=\"inlineStr\">" + inline_text("䶮𠮷 &lt;=1&amp;2\nb ") + "</c>"), "䶮𠮷 <=1&2\nb ");
    EXPECT_EQ(text_of_first("<c t=\"inlineStr\">" + inline_text(" ") + "</c>"), " ");
    EXPECT_EQ(text_of_first("<c t=\"inlineStr\">" + inline_text("_x005F_x0041_ _x000B__xD842__xDFB7_ _x41_ _xD842_") + "</c>"), "_x0041_ \v𠮷 _x41_ _xD842_");
}

TEST(XlsxReader, GivesNumbersAsTheirShortestLexeme) {
    const std::pair<std::string, std::string> cases[]{{"0.10000000000000001", "0.1"}, {"1200.5", "1200.5"},      {"1E3", "1000"},
                                                      {"45085", "45085"},             {"1.23456789012345E+17", "1.23456789012345E+17"},
                                                      {"-0", "0"},                    {"13800138000", "13800138000"}};
    for (const auto& [written, wanted] : cases) EXPECT_EQ(text_of_first("<c><v>" + written + "</v></c>"), wanted);
}

TEST(XlsxReader, TellsDatesFromNumbersByTheCellsFormat) {
    const std::string styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
                               "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.00&quot;d&quot;\"/></numFmts>"
                               "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";
    SmallBook book{.cells = "<row><c s=\"0\"><v>45085</v></c><c s=\"1\"><v>45085</v></c><c s=\"2\"><v>39611.5</v></c><c s=\"3\"><v>7</v></c></row>",
                   .styles = styles};
    const std::vector<SheetCell> cells = cells_of(book);
    ASSERT_EQ(cells.size(), 4u);
    EXPECT_EQ(cells[0].kind, SheetValue::number);
    EXPECT_EQ(cells[1].text, "2023-06-08");
    EXPECT_EQ(cells[2].text, "2008-06-12");
    EXPECT_EQ(cells[3].kind, SheetValue::number);
    book.properties = "date1904=\"1\"";
    EXPECT_EQ(cells_of(book)[1].text, "2027-06-09");  // 1,462 days later
    EXPECT_EQ(date_of_serial(60, false), "");         // the day that never was
    EXPECT_EQ(date_of_serial(61, false), "1900-03-01");
    EXPECT_EQ(date_of_serial(59, false), "1900-02-28");
    EXPECT_EQ(date_of_serial(2958465, false), "9999-12-31");
}

TEST(XlsxReader, ReadsNamesInEveryNotation) {
    const SmallBook book{.names = "<definedName name=\"f_a\">'附件1'!$F$9</definedName><definedName name=\"f_b\">附件1!$A$1:$B$3</definedName>"
                                  "<definedName name=\"f_c\">$附件1.$AA$10</definedName><definedName name=\"f_d\">'附件1'!#REF!</definedName>"
                                  "<definedName name=\"f_e\">1+1</definedName><definedName name=\"f_f\">Elsewhere!$A$1</definedName>"};
    const std::vector<SheetName> names = read_xlsx(test::bytes_of(book)).names;
    ASSERT_EQ(names.size(), 4u);
    EXPECT_EQ(names[0], (SheetName{"f_a", 0, 8, 5, 8, 5, false}));
    EXPECT_EQ(names[1], (SheetName{"f_b", 0, 0, 0, 2, 1, false}));
    EXPECT_EQ(names[2], (SheetName{"f_c", 0, 9, 26, 9, 26, false}));
    EXPECT_TRUE(names[3].gone);
}

TEST(XlsxReader, SeesBooleansErrorsFormulasMergesAndHiddenRows) {
    const SmallBook book{.cells = "<row hidden=\"1\"><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>A1</f><v>x</v></c><c/></row>",
                         .after = "<mergeCells><mergeCell ref=\"B2:C4\"/></mergeCells>"};
    const Sheet sheet = read_xlsx(test::bytes_of(book)).sheets.at(0);
    EXPECT_EQ(sheet.cells, (std::vector<SheetCell>{{0, 0, SheetValue::boolean, "1", false}, {0, 1, SheetValue::error, "#N/A", false},
                                                   {0, 2, SheetValue::text, "x", true}}));
    EXPECT_EQ(sheet.hidden_rows, std::vector<int>{0});
    EXPECT_EQ(sheet.merges, (std::vector<SheetMerge>{{1, 1, 3, 2}}));
}

TEST(XlsxReader, AnswerTravelsWhole) {
    const SmallBook book{.cells = "<row hidden=\"1\"><c t=\"inlineStr\">" + inline_text("\"𠮷\n") + "</c><c t=\"str\"><f>A1</f><v>x</v></c></row>",
                         .after = "<mergeCells><mergeCell ref=\"B2:C4\"/></mergeCells>",
                         .names = "<definedName name=\"f_a\">'附件1'!$F$9</definedName><definedName name=\"f_d\">#REF!</definedName>"};
    const Workbook workbook = read_xlsx(test::bytes_of(book));
    EXPECT_EQ(workbook_of_json(read_json(write_json(to_json(workbook)), "answer")), workbook);
    EXPECT_THROW(workbook_of_json(read_json("{\"sheets\": [{}]}", "answer")), Error);
}

TEST(XlsxLimits, OneMorePartThanAllowedIsRefused) {
    test::Parts parts = test::parts_of({});
    while (parts.size() < static_cast<std::size_t>(limits::zip_entries)) parts.emplace_back("p" + std::to_string(parts.size()), "");
    EXPECT_NO_THROW(read_xlsx(test::zip_of(parts)));
    parts.emplace_back("last", "");
    EXPECT_EQ(code_of(test::zip_of(parts)), Code::too_large);
}

TEST(XlsxLimits, OneByteMoreThanAPartMayHaveIsRefused) {
    const std::string most(limits::zip_entry_bytes, 'x');
    const std::string fits = test::zip_of({{"a", most}}), over = test::zip_of({{"a", most + "x"}});
    EXPECT_EQ(Archive(fits).entry("a")->size(), limits::zip_entry_bytes);
    EXPECT_THROW(Archive(over).entry("a"), Error);
}

TEST(XlsxLimits, PartsThatAreTogetherTooLargeAreRefused) {
    const std::string half(limits::zip_entry_bytes, 'x');
    const std::string bytes = test::zip_of({{"a", half}, {"b", half}, {"c", "x"}});
    Archive archive(bytes);
    archive.entry("a");
    archive.entry("b");
    EXPECT_THROW(archive.entry("c"), Error);
}

TEST(XlsxLimits, OneCellTextOrNameTooManyIsRefused) {
    std::string cells;
    for (int i = 0; i < limits::workbook_cells; ++i) cells += i % 16000 == 0 ? (i ? "</row><row><c><v>1</v></c>" : "<row><c><v>1</v></c>") : "<c><v>1</v></c>";
    EXPECT_EQ(cells_of({.cells = cells + "</row>"}).size(), static_cast<std::size_t>(limits::workbook_cells));
    EXPECT_EQ(code_of(test::bytes_of({.cells = cells + "<c><v>1</v></c></row>"})), Code::too_large);

    const std::string text(limits::workbook_text, 'x');
    EXPECT_EQ(text_of_first("<c t=\"inlineStr\">" + inline_text(text) + "</c>").size(), limits::workbook_text);
    EXPECT_EQ(code_of(test::bytes_of({.cells = "<row><c t=\"inlineStr\">" + inline_text(text + "x") + "</c></row>"})), Code::too_large);

    std::string names;
    for (int i = 0; i <= limits::workbook_names; ++i) names += "<definedName name=\"n\">附件1!$A$1</definedName>";
    EXPECT_EQ(code_of(test::bytes_of({.names = names})), Code::too_large);
    EXPECT_EQ(code_of(std::string(limits::workbook_bytes + 1, 'P')), Code::too_large);
}

TEST(XlsxLimits, OneSheetTooManyIsRefused) {
    const auto with_sheets = [](int count) {
        test::Parts parts = test::parts_of({});
        std::string& workbook = parts.at(2).second;
        const std::size_t end = workbook.find("</sheets>");
        std::string more;
        for (int i = 1; i < count; ++i) more += "<sheet name=\"s" + std::to_string(i) + "\" sheetId=\"9\"/>";
        workbook.insert(end, more);
        return test::zip_of(parts);
    };
    EXPECT_EQ(read_xlsx(with_sheets(limits::workbook_sheets)).sheets.size(), static_cast<std::size_t>(limits::workbook_sheets));
    EXPECT_EQ(code_of(with_sheets(limits::workbook_sheets + 1)), Code::too_large);
}

// A file with bytes flipped, taken out or put in is read or refused: nothing else.
TEST(XlsxBroken, DamageNeverBreaksTheReader) {
    const int count = std::getenv("TIANBIAO_TEST_FULL") ? 20000 : 500;
    const std::string whole = workbook_of(test::studio(), test::rendered(test::sample("training-minimal")));
    const Workbook undamaged = read_xlsx(whole);
    std::mt19937 random(20230519);
    int refused = 0;
    for (int i = 0; i < count; ++i) {
        std::string bytes = whole;
        for (unsigned n = 1 + random() % 4; n > 0; --n) {
            const std::size_t at = random() % bytes.size();
            if (random() % 3 == 0) bytes.erase(at, 1 + random() % 64);
            else if (random() % 2 == 0) bytes[at] = static_cast<char>(random());
            else bytes.insert(at, std::string(1 + random() % 8, static_cast<char>(random())));
        }
        try {
            if (read_xlsx(bytes).names.size() > undamaged.names.size()) ADD_FAILURE() << "mutant " << i << " has more names than the file";
        } catch (const Error& error) {
            EXPECT_NE(error.code(), Code::internal) << i;
            ++refused;
        }
    }
    EXPECT_GT(refused, count / 2);
}

TEST(XlsxBroken, EveryFileEndsInItsError) {
    const std::map<std::string, std::optional<Code>> wanted{
        {"binary-workbook.xlsb", Code::unsupported},
        {"bomb-by-ratio.xlsx", Code::too_large},
        {"bomb-by-size.xlsx", Code::too_large},
        {"cell-past-the-sheet.xlsx", Code::unreadable},
        {"cut-short.xlsx", Code::unreadable},
        {"encrypted.xlsx", Code::unsupported},
        {"macros-under-another-name.xlsx", Code::unsupported},
        {"macros.xlsm", Code::unsupported},
        {"not-a-zip.xlsx", Code::unreadable},
        {"number-that-is-none.xlsx", Code::unreadable},
        {"old-workbook.xls", Code::unsupported},
        {"only-the-first-bytes.xlsx", Code::unreadable},
        {"open-document.ods", Code::unsupported},
        {"packed-bytes-damaged.xlsx", Code::unreadable},
        {"row-past-the-sheet.xlsx", Code::unreadable},
        {"shared-string-missing.xlsx", Code::unreadable},
        {"sheet-part-missing.xlsx", Code::unreadable},
        {"word-document.docx", Code::unsupported},
        {"workbook-part-missing.xlsx", Code::unreadable},
        {"xml-not-closed.xlsx", Code::unreadable},
        {"xml-not-utf-8.xlsx", Code::unreadable},
        {"xml-with-entities.xlsx", Code::unreadable},
        {"zip-of-something-else.xlsx", Code::unreadable},
    };
    std::map<std::string, std::optional<Code>> found;
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/tests/broken/xlsx"))
        found[entry.path().filename().string()] = code_of(read_file(entry.path().string(), limits::workbook_bytes));
    EXPECT_EQ(found, wanted);
}

}  // namespace
}  // namespace tianbiao
