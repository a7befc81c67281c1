// Masking of what tells who a person is and how to reach them: ID numbers, telephone numbers and e-mail addresses, in UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace tianbiao {

// A text that is such a number or address, or several of them: 120****0016, s***@host.cn. Whatever it is, its middle is gone.
std::string masked(std::string_view written);

// Any text, with what looks like one of them masked, since people type them in wrong places: full-width or half-width, in groups with
// hyphens, dots, brackets or blanks between them. Numbers of ten digits and fewer stay, unless they begin as telephone numbers do or stand
// behind a word such as 电话.
std::string masked_by_shape(std::string_view written);

// The same, for a text that should be a 统一社会信用代码, which may be all digits: of 18 characters only an ID number is masked.
std::string masked_as_code(std::string_view written);

}  // namespace tianbiao
