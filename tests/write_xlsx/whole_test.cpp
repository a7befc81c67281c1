// Workbooks that lost something on their way through temporary files are no workbooks.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/error.h"
#include "support/code_of.h"
#include "support/package.h"
#include "support/pieces.h"
#include "write/table_book.h"
#include "write/xlsx_whole.h"

namespace tianbiao {
namespace {

const std::string rows = R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>)";

std::string sheet(const std::string& cells) { return "<?xml version=\"1.0\"?>\n<worksheet><sheetData>" + cells + "</sheetData></worksheet>\n"; }

std::optional<Code> said_of(const std::string& workbook) {
    const Descriptor file(memfd_create("workbook", MFD_CLOEXEC));
    EXPECT_EQ(::write(file.number(), workbook.data(), workbook.size()), static_cast<ssize_t>(workbook.size()));
    return test::code_of([&] { expect_whole(file.number(), {3}); });
}

std::optional<Code> said_of(const test::Parts& parts) {
    return said_of(test::zip_of(parts));
}

TEST(Whole, PartsThatEndEarlyAreFound) {
    const std::string name = "xl/worksheets/sheet1.xml", whole = sheet(rows);
    EXPECT_EQ(said_of(test::Parts{{name, whole}}), std::nullopt);
    EXPECT_EQ(said_of(test::Parts{{name, whole.substr(0, whole.size() - 5)}}), Code::unwritable);
    EXPECT_EQ(said_of(test::Parts{{name, ""}}), Code::unwritable);
    EXPECT_EQ(said_of(test::Parts()), Code::unwritable);
    EXPECT_EQ(said_of(test::Parts{{name, sheet(rows.substr(0, rows.find("<c r=\"B1")) + "</row>")}}), Code::unwritable);  // cells are missing
    const std::string strings = "xl/sharedStrings.xml";
    EXPECT_EQ(said_of(test::Parts{{name, whole}, {strings, "<sst uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>"}}), std::nullopt);
    EXPECT_EQ(said_of(test::Parts{{name, whole}, {strings, "<sst uniqueCount=\"2\"><si><t>a</t></si></sst>"}}), Code::unwritable);
    EXPECT_EQ(said_of(std::string("no archive")), Code::unwritable);
}

// Files that may have no more bytes than this lose what comes behind, as on a full disk; the workbook itself, deflated, has room.
TEST(Whole, ATableWhoseRowsFoundNoRoomIsNotGiven) {
    const auto run = [](rlim_t most) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{most, most};
        setrlimit(RLIMIT_FSIZE, &limit);
        const std::optional<Code> said = test::code_of([] {
            TableBook book("2023-05-19");
            const int table = book.add_sheet("表", {{"甲"}, {"乙"}});
            for (int i = 0; i < 3000; ++i) book.add_row(table, {{"同一个单位的名称"}, {std::to_string(i % 10), true}});
            test::whole(book);
        });
        std::exit(!said ? 0 : *said == Code::unwritable ? 3 : 4);
    };
    EXPECT_EXIT(run(RLIM_INFINITY), testing::ExitedWithCode(0), "");
    EXPECT_EXIT(run(64 << 10), testing::ExitedWithCode(3), "");
}

}  // namespace
}  // namespace tianbiao
