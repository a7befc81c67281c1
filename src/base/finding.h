// What an applicant or an office can mend: a value, collected, all returned together.
//
// The message says what to do and never holds a value of the application; values stand in `values` alone, so that
// an ID or telephone number cannot reach a log through a message.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"

namespace tianbiao {

enum class Severity { error, warning, info };
enum class Language { zh, en };

struct Finding {
    Severity severity = Severity::warning;
    std::string rule;     // "part_exceeds_whole": what --accept names
    std::string field;    // JSON Pointer (RFC 6901)
    std::string message;  // in the language asked for
    std::string clause;   // of the notice: "二.3", "注5"; or a standard: "GB 32100-2015"
    std::vector<std::string> values = {};
    int line = 0;         // in the application's JSON; 0: not known
    int page = 0;         // of a document that was read, from 1; 0: no place
    Rect box = {};        // on that page, points, origin top left; without width where the whole page is meant
    std::string reason = {};  // given with --accept, where an error was taken as a warning
};

std::string_view name(Severity severity);
bool has_errors(const std::vector<Finding>& findings);

}  // namespace tianbiao
