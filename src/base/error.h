// What ends a job. Thrown with code, place and text as separate parts; caught once, at the edge (cli/, service/).
//
// What a person can mend in an application is not an Error but a Finding (finding.h).
#pragma once
#include <exception>
#include <string>
#include <string_view>

namespace tianbiao {

// For programs; tests check the code, people read the text.
enum class Code {
    usage,            // a call that makes no sense: exit 2
    unreadable,       // a file that cannot be opened or read: 3
    unwritable,       // an output that cannot be written whole: 3
    bad_json,         // not JSON, or over its limits: 3
    bad_utf8,         // 3
    too_large,        // a named limit (base/limits.h) was passed: 3
    bad_form,         // a form definition that does not hold together: 3
    missing_font,     // no file serves a role: 3
    missing_program,  // a program that we start is not installed, or failed: 3
    unsupported,      // a kind of file or an operation that this build does not know: 3
    internal,         // our own fault: 4
};

std::string_view name(Code code);

struct Place {
    std::string file;    // as the user named it; empty where there is none
    std::string detail;  // "line 3, column 7", "page 2, object 17", a JSON Pointer …
};

class Error : public std::exception {
public:
    Error(Code code, Place place, std::string text);
    Code code() const { return code_; }
    const Place& place() const { return place_; }
    const std::string& text() const { return text_; }
    const char* what() const noexcept override { return whole_.c_str(); }  // "file: detail: text"

private:
    Code code_;
    Place place_;
    std::string text_, whole_;
};

// 2, 3 or 4, as cli.md of the contract says.
int exit_status(Code code);

}  // namespace tianbiao
