// Letters by Mustache: a template of lines, each the JSON of one block (templates/README.md), and data to its names.
//
// Every value is escaped for a JSON string, so that none becomes markup, ends its block or begins another. A missing name would be printed as
// nothing without a word: a template says in its head which names it needs and which may be absent, and what is asked for and not there is an Error.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace tianbiao {

// The lines of the letter. Absent, null, "" and [] are false in a section; numbers are printed to the character. Throws Error: usage for a name that
// is needed and not in the data, or of the data and not in the template (`name` and the word as place); internal for a template that is broken.
std::string render_template(const std::string& text, const Json& data, const std::string& name);

// What is wrong with a template whatever its data: names that its head does not say or that it never uses, tags that do not escape, sections
// that are not closed.
std::vector<std::string> letter_template_faults(std::string_view text);

}  // namespace tianbiao
