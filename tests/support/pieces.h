// What is written in pieces, as one.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace tianbiao::test {

template <class Book>
std::string whole(Book&& book) {
    std::string all;
    std::forward<Book>(book).write([&](std::string_view piece) { all += piece; });
    return all;
}

}  // namespace tianbiao::test
