#include "cli/program.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/child.h"

namespace tianbiao::cli {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path.string());
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// env(1) sets the folder and the variables.
Said run(const Scratch& scratch, const std::map<std::string, std::string>& variables, const std::vector<std::string>& command,
         const std::string& input) {
    std::vector<std::string> arguments{"env", "-C", scratch.path().string(), "-u", "SOURCE_DATE_EPOCH"};
    std::map<std::string, std::string> all{{"TIANBIAO_HOME", SOURCE_DIR}};
    for (const auto& [name, value] : variables) all[name] = value;
    for (const auto& [name, value] : all) arguments.push_back(name + "=" + value);
    arguments.insert(arguments.end(), command.begin(), command.end());
    const auto result = run_child({arguments, input, std::chrono::seconds(300)});
    if (!result) throw std::runtime_error("env is not installed");
    return {result->status, result->output, result->errors};
}

}  // namespace

void Scratch::write(const std::string& name, const std::string& bytes) const {
    std::ofstream file(path(name), std::ios::binary);
    file << bytes;
    if (!file.flush()) throw std::runtime_error("cannot write " + name);
}

std::string Scratch::read(const std::string& name) const { return bytes_of(path(name)); }

std::vector<std::string> Scratch::names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path())) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

Said tianbiao(const Scratch& scratch, const Call& call) {
    std::vector<std::string> command{TIANBIAO_PROGRAM};
    command.insert(command.end(), call.arguments.begin(), call.arguments.end());
    return run(scratch, call.variables, command, call.input);
}

Said tianbiao(const Scratch& scratch, const std::vector<std::string>& arguments) { return tianbiao(scratch, Call{arguments}); }

Said shell(const Scratch& scratch, const std::string& line) {
    return run(scratch, {}, {"bash", "-c", "tianbiao() { '" TIANBIAO_PROGRAM "' \"$@\"; }\n" + line}, "");
}

std::string sample(const std::string& name) { return SOURCE_DIR "/samples/" + name + ".json"; }
std::string sample_text(const std::string& name) { return bytes_of(sample(name)); }

}  // namespace tianbiao::cli
