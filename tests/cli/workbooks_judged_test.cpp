// Every table that a batch or an archive writes, as LibreOffice reads it: the same cells, and what looks like a formula is a text.
#include <gmock/gmock.h>

#include "base/files.h"
#include "batch/read_csv.h"
#include "cli/program.h"
#include "judges/office.h"
#include "support/workshop.h"

namespace tianbiao::cli {
namespace {

const std::vector<std::string> organizations{"=1+1", "+x", "@y", "-z", "＝SUM(A1)", "'=引号"};

// "A2 text =1+1" of each cell that holds something; the sheets by their names.
std::vector<std::string> cells_of(const Workbook& workbook) {
    constexpr std::string_view kinds[]{"text", "number", "date", "boolean", "error"};
    std::vector<std::string> all;
    for (const Sheet& sheet : workbook.sheets)
        for (const SheetCell& cell : sheet.cells)
            all.push_back(sheet.name + " " + cell_address(cell.row, cell.column) + " " + std::string(kinds[static_cast<std::size_t>(cell.kind)]) +
                          (cell.formula ? " formula " : " ") + cell.text);
    return all;
}

void fill(const Scratch& scratch) {
    std::string lines;
    for (std::size_t i = 0; i < organizations.size(); ++i) {
        Json application = read_json(sample_text(i % 2 ? "assessment-typical" : "training-typical"), "sample");
        application.member("organization").member("name") = Json::make_text(organizations[i]);
        lines += write_json(application, JsonStyle::compact) + "\n";
    }
    scratch.write("all.jsonl", lines);
    const std::string archive = " --archive store --by 王五 --date 2023-06-01";
    const Said said = shell(scratch, "tianbiao batch render all.jsonl -o drawn --draft --name '{number}'; tianbiao batch parse drawn -o read;"
                                     "tianbiao archive add drawn --new-version" + archive + "; tianbiao archive export -o export.xlsx" + archive +
                                     "; tianbiao archive export -o export.csv" + archive + "; tianbiao archive export --as summary -o list.xlsx" + archive +
                                     "; tianbiao archive export --as directory --fonds Z109 -o directory.xlsx" + archive);
    ASSERT_LE(said.status, 1) << said.errors;
}

TEST(WorkbooksJudged, LibreOfficeReadsEveryCellAsItWasMeant) {
    const Scratch scratch;
    fill(scratch);
    const std::map<std::string, std::string> books{{"drawn.xlsx", "drawn/report.xlsx"}, {"read.xlsx", "read/report.xlsx"}, {"summary.xlsx", "read/summary.xlsx"},
                                                   {"export.xlsx", "export.xlsx"}, {"list.xlsx", "list.xlsx"}, {"directory.xlsx", "directory.xlsx"}};
    const judges::Office office;
    std::vector<std::string> names;
    for (const auto& [name, file] : books) office.write(name, scratch.read(file)), names.push_back(name);
    office.convert(names, "xlsx");
    for (const std::string& name : names) {
        const std::vector<std::string> ours = cells_of(test::studio().reader().workbook(scratch.read(books.at(name)), name));
        EXPECT_EQ(cells_of(test::studio().reader().workbook(office.read("xlsx/" + name), name)), ours) << name;
        for (const std::string& organization : organizations)
            EXPECT_THAT(ours, testing::Contains(testing::EndsWith(" text " + organization))) << name;
    }
}

// A CSV cannot say what is a text: an apostrophe keeps spreadsheet programs from calculating, and our own reader takes it off.
TEST(WorkbooksJudged, TheSameTablesAsCsvCalculateNothing) {
    const Scratch scratch;
    fill(scratch);
    const judges::Office office;
    std::vector<std::string> names;
    for (const std::string name : {"export.csv", "drawn/report.csv", "read/report.csv"}) {
        const std::string csv = scratch.read(name);
        for (const std::string& organization : organizations) {
            EXPECT_NE(csv.find(",'" + organization + ","), std::string::npos) << name << " " << organization;
            EXPECT_TRUE(std::ranges::count(read_csv(csv, name).sheet.cells, organization, &SheetCell::text) > 0) << name;
        }
        names.push_back("table" + std::to_string(names.size()) + ".csv");
        office.write(names.back(), csv);
    }
    office.convert(names, "xlsx");
    for (const std::string& name : names)
        for (const Sheet& sheet : test::studio().reader().workbook(office.read("xlsx/" + name.substr(0, name.size() - 4) + ".xlsx"), name).sheets)
            for (const SheetCell& cell : sheet.cells) EXPECT_FALSE(cell.formula) << name << " " << cell_address(cell.row, cell.column);
}

}  // namespace
}  // namespace tianbiao::cli
