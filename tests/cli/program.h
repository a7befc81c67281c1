// The program as its user calls it: a child in a folder of its own, with what it said.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "support/temporary_folder.h"

namespace tianbiao::cli {

// The folder in which the program runs, empty at first.
class Scratch : public test::TemporaryFolder {
public:
    void write(const std::string& name, const std::string& bytes) const;
    std::string read(const std::string& name) const;
    std::vector<std::string> names() const;  // sorted: what stands in the folder, temporary files among it
};

struct Said {
    int status = 0;
    std::string output, errors;
    Json json() const { return read_json(output, "standard output"); }
};

struct Call {
    std::vector<std::string> arguments;
    std::map<std::string, std::string> variables = {};
    std::string input = {};
};

// Runs in the scratch folder, without any TIANBIAO_ variable or SOURCE_DATE_EPOCH of the tests' own surroundings.
Said tianbiao(const Scratch& scratch, const Call& call);
Said tianbiao(const Scratch& scratch, const std::vector<std::string>& arguments);

// A line of a shell, in which "tianbiao" is the program.
Said shell(const Scratch& scratch, const std::string& line);

std::string sample(const std::string& name);       // its path
std::string sample_text(const std::string& name);  // its bytes

}  // namespace tianbiao::cli
