// A form definition as it was put together from its files, and what is wrong with it.
//
// A value keeps the line and column of the file that it came from. While a definition is read, `line` also carries the number of that
// file in its upper bits (stamped), so that a fault in a shared part is reported where it stands; plain_lines() takes the number off.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "form/form.h"

namespace tianbiao {

inline constexpr int line_bits = 22;
static_assert(limits::form_bytes <= 1u << line_bits);  // every line number fits
static_assert(limits::form_files <= 1 << (31 - line_bits));

constexpr int stamped(int line, int file) { return line | (file << line_bits); }
constexpr int file_of(int line) { return line >> line_bits; }
constexpr int line_of(int line) { return line & ((1 << line_bits) - 1); }

// Collects faults. The pointer of each is looked up in its file only when the list is asked for.
class Faults {
public:
    int add_file(std::string file);  // its number
    std::size_t file_count() const { return files_.size(); }
    const std::string& file(int number) const { return files_[static_cast<std::size_t>(number)]; }
    void add(const Json& where, std::string text);  // where: a stamped value
    void add(int file, int line, int column, std::string text);
    bool none() const { return faults_.empty(); }
    std::vector<FormFault> all() const;  // by file in the order of reading, then line and column; each once

private:
    struct Fault {
        int file, line, column;
        std::string text;
    };
    std::vector<std::string> files_;
    std::vector<Fault> faults_;
};

// Reads the file and all it uses: each `use` replaced by what it names, each {word} of its `with` by that word's text. Stamped.
//
// A `use` is looked for beside the form's own file, then in the project's forms/. Faults: a file that cannot be read or is no JSON, a name
// that is not there, a cycle, more than the limits allow. Null where not even the first file could be read.
Json assemble(const std::filesystem::path& file, Faults& faults);

// The structs, as far as the definition allows. A word that is unknown, missing or of another kind is a fault, and so is what does not hold
// between the parts: coverage of the grid, bindings and fields, styles, words, value lists, edges.
Form read_form(const Json& definition, Faults& faults);

void plain_lines(Json& definition);

}  // namespace tianbiao
