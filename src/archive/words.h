// Full-text search in Chinese by pairs of characters, made here and not by the store, so that every store finds the same.
//
// A run of Han gives each pair of neighbours and its last character alone; letters and digits give words. Texts are compared as folded().
#pragma once
#include <string>
#include <string_view>

#include "base/json.h"

namespace tianbiao {

// For comparing: NFKC, ASCII letters small.
std::string folded(std::string_view text);

// All that is written in the application, a value a line, in its order. Ticks (true, false) say nothing.
std::string written_text(const Json& application);

// "北京大学 AI" -> "北京 京大 大学 学 ai": what an index of words is given.
std::string index_terms(std::string_view text);

// What finds it, as a phrase of FTS5: runs that anything else divides must all stand there; one character, or a word of letters, as the
// beginning of one. "" where nothing can be looked for.
std::string match_terms(std::string_view words);

}  // namespace tianbiao
