// README's examples are run, and its numbers are those of the code.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "base/limits.h"
#include "cli/program.h"

namespace tianbiao::cli {
namespace {

std::string readme() {
    std::ifstream file(SOURCE_DIR "/README.md");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// What stands between ```console and ```.
std::vector<std::string> console_blocks(const std::string& text) {
    const std::string open = "```console\n", close = "```";
    std::vector<std::string> blocks;
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        const std::size_t from = at + open.size();
        at = text.find(close, from);
        blocks.push_back(text.substr(from, at - from));
    }
    return blocks;
}

// A script that shows each command, then runs it, as the terminal did; a command goes on where its line ends with a backslash.
std::string script_of(const std::string& block) {
    std::string script = "exec 2>&1\nlast=0\n", command;
    std::istringstream lines(block);
    for (std::string line; std::getline(lines, line);) {
        if (!command.empty()) command += "\n" + line;
        else if (line.starts_with("$ ")) command = line.substr(2);
        if (command.empty() || command.ends_with('\\')) continue;
        script += "cat <<'COMMAND'\n$ " + command + "\nCOMMAND\n(exit $last)\n" + command + "\nlast=$?\n";
        command.clear();
    }
    return script;
}

TEST(Readme, ExamplesSayWhatTheProgramSays) {
    const Scratch scratch;
    std::filesystem::create_directory(scratch.path("build"));
    std::filesystem::create_symlink(TIANBIAO_PROGRAM, scratch.path("build/tianbiao"));
    std::filesystem::create_symlink(SOURCE_DIR "/samples", scratch.path("samples"));
    const std::vector<std::string> blocks = console_blocks(readme());
    ASSERT_GE(blocks.size(), 7u);
    for (const std::string& block : blocks) EXPECT_EQ(shell(scratch, script_of(block)).output, block);
}

TEST(Readme, HasAnExampleOfEveryVerb) {
    std::string commands;
    for (const std::string& block : console_blocks(readme())) commands += block;
    for (const std::string verb : {"render", "blank", "check", "forms", "fonts", "dump", "help", "parse", "diff", "fill", "batch parse", "batch render", "archive"})
        EXPECT_THAT(commands, testing::HasSubstr("$ build/tianbiao " + verb));
}

TEST(Readme, NamesTheLimitsAsTheyAre) {
    const auto number = [](auto value) { return std::to_string(value); };
    const std::string text = readme();
    for (const std::string& row : {
             "| JSON | " + number(limits::json_bytes >> 20) + " MiB, " + number(limits::json_nesting) + " levels, " +
                 number(limits::json_values) + " values |",
             "| document | " + number(limits::pages) + " pages |",
             "| PNG | " + number(limits::dpi_least) + " to " + number(limits::dpi_most) + " dpi |",
             "| form file | " + number(limits::form_bytes >> 20) + " MiB |",
             "| font file | " + number(limits::font_bytes >> 20) + " MiB |",
             "| workbook | " + number(limits::workbook_bytes >> 20) + " MiB; unpacked " + number(limits::zip_total_bytes >> 20) + " MiB, a part " +
                 number(limits::zip_entry_bytes >> 20) + " MiB, " + number(limits::zip_ratio) + " times its packed size; " + number(limits::workbook_sheets) +
                 " sheets, " + number(limits::workbook_cells) + " cells |",
             "| archived file | " + number(limits::archive_original >> 20) + " MiB |",
             "| reading child | " + number(limits::reader_memory >> 20) + " MiB of addresses, " + number(limits::reader_cpu_seconds) + " s of CPU, " +
                 number(limits::reader_wall_seconds) + " s |",
             "| ZIP of submitted files | " + number(limits::archive_bytes >> 20) + " MiB, " + number(limits::archive_members) + " files, unpacked " +
                 number(limits::archive_total_bytes >> 20) + " MiB |",
             "| LibreOffice | " + number(limits::office_memory >> 20) + " MiB of addresses, " + number(limits::office_cpu_seconds) + " s of CPU, " +
                 number(limits::office_wall_seconds) + " s |",
             "| CSV; JSON Lines | " + number(limits::csv_bytes >> 20) + " MiB, " + number(limits::csv_cells) + " cells; " + number(limits::json_lines_bytes >> 20) + " MiB |",
             "| batch | " + number(limits::batch_jobs_most) + " workers |",
         })
        EXPECT_THAT(text, testing::HasSubstr(row));
}

TEST(Readme, OpensWithTheTwoCommands) {
    const std::string text = readme();
    EXPECT_LT(text.find("./run demo"), text.find("./run test"));
    EXPECT_LT(text.find("./run test"), text.find("\n## "));
    EXPECT_TRUE(std::filesystem::exists(SOURCE_DIR "/run"));
}

}  // namespace
}  // namespace tianbiao::cli
