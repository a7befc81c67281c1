#include "base/error.h"

#include <array>
#include <utility>

namespace tianbiao {
namespace {

struct CodeFacts {
    Code code;
    std::string_view name;
    int exit_status;
};
constexpr std::array code_facts{
    CodeFacts{Code::usage, "usage", 2},
    CodeFacts{Code::unreadable, "unreadable", 3},
    CodeFacts{Code::unwritable, "unwritable", 3},
    CodeFacts{Code::bad_json, "bad_json", 3},
    CodeFacts{Code::bad_utf8, "bad_utf8", 3},
    CodeFacts{Code::too_large, "too_large", 3},
    CodeFacts{Code::bad_form, "bad_form", 3},
    CodeFacts{Code::missing_font, "missing_font", 3},
    CodeFacts{Code::missing_program, "missing_program", 3},
    CodeFacts{Code::unsupported, "unsupported", 3},
    CodeFacts{Code::internal, "internal", 4},
};

constexpr const CodeFacts& facts_of(Code code) {
    for (const CodeFacts& facts : code_facts)
        if (facts.code == code) return facts;
    return code_facts.back();
}

}  // namespace

std::string_view name(Code code) { return facts_of(code).name; }

int exit_status(Code code) { return facts_of(code).exit_status; }

Error::Error(Code code, Place place, std::string text) : code_(code), place_(std::move(place)), text_(std::move(text)) {
    for (const std::string* part : {&place_.file, &place_.detail})
        if (!part->empty()) whole_ += *part + ": ";
    whole_ += text_;
}

}  // namespace tianbiao
