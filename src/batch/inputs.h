// What a batch is given: files, folders (with all below them), patterns, a list on standard input, and the files in ZIPs.
//
// Each gets a name of its own in the batch, which is where its results stand in the output folder: a folder's files keep their places in it,
// a file that is named by itself keeps its relative path, a file in all.zip stands in all.zip/. Names never climb out of the folder; of two
// that are alike the later one is numbered.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/reader_child.h"
#include "app/source.h"

namespace tianbiao {

inline constexpr std::string_view workbook_member = "[Content_Types].xml";  // what a ZIP that is a document holds (ECMA-376-2, 6.2.3)

struct Input {
    std::string name;  // relative, UTF-8, harmless; not yet unique
    Source source;
};

// In the order given; a folder's by their paths, byte by byte, a ZIP's as they stand in it. `leave_out`: a folder that is not entered (the output
// folder); what another batch reported and read in a folder that is entered is no input. An argument that leads to nothing is an input, too:
// reading it says why. `list`: what "-" stands for: a path a line, or behind each a NUL. Throws Error usage where nothing at all was given.
std::vector<Input> gather_inputs(const std::vector<std::string>& arguments, std::string_view list, const std::filesystem::path& leave_out,
                                 ReaderChild& reader);

// As gather_inputs takes a list, and a pattern (*, ?, [): what is there, sorted; the argument itself where nothing is, or it is no pattern.
std::vector<std::string> paths_in_list(std::string_view list);
std::vector<std::string> paths_of_pattern(const std::string& argument);

// Names in a folder, each given once: "a/b.pdf", then "a/b-2.pdf". What would be both a file and a folder counts as alike.
class Names {
public:
    explicit Names(std::string suffix) : suffix_(std::move(suffix)) {}  // of the files that are made: ".json"
    std::string unique(const std::string& wanted);
    void reserve(const std::string& name) { take(name); }

private:
    bool is_free(const std::string& name) const;
    void take(const std::string& name);
    std::string suffix_;
    std::set<std::string, std::less<>> files_, folders_;
    std::map<std::string, int, std::less<>> next_;  // number to try for a name that was wanted before
};

// A relative path that stays in its folder: no "..", no control characters, no name that a file system would refuse; UTF-8.
std::string harmless_name(std::string_view path);

}  // namespace tianbiao
