// What the files of a batch are called: by a pattern of the form's catalogue, fit for every file system, each once.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/form.h"
#include "model/record.h"

namespace tianbiao {

inline constexpr std::size_t longest_output_name = 200;  // bytes without its suffix: file systems take 255 with what is put behind it

// "{region}-{organization}-{form}": words in braces are roles of the catalogue, and `form` (附件1), `source` (the input's name without its
// suffix) and `number`. Texts between two of them stand only where both sides say something.
class NamePattern {
public:
    explicit NamePattern(std::string_view text);  // throws Error usage: a brace without its other, an empty word, a text that is no UTF-8

    // `form` is nullptr where it is not known: then roles say nothing.
    std::string name(const Form* form, const Record& record, const std::string& source, std::size_t number) const;

private:
    struct Part {
        bool word = false;
        std::string text;
    };
    std::vector<Part> parts_;
};

// Characters that a file system or Windows forbids become their full-width likes, those that nobody sees are left out; "" stays "".
std::string fit_for_files(std::string_view text, std::size_t most = longest_output_name);

// Each name once, upper and lower case taken for the same: 甲, 甲-2, 甲-3, in the order of asking.
class OutputNames {
public:
    void keep(std::string_view name);           // taken already
    std::string take(const std::string& name);

private:
    std::set<std::string> taken_;
    std::map<std::string, std::size_t> last_;  // number of each
};

}  // namespace tianbiao
