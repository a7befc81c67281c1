// PDFs put together by hand: the objects of a test, with a table and a trailer around them.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tianbiao::test {

// Object 1 is the catalog, 2 the page tree, 3 the page (200 by 100 points), 4 its content; more of them count from 5 on.
struct SmallPdf {
    std::string content;
    std::string resources;               // what stands in /Resources << >>
    std::string page;                    // further keys of the page: /Rotate 90 …; a MediaBox or Contents replaces the usual one
    std::string catalog;                 // further keys of the catalog
    std::vector<std::string> objects;    // bodies of 5, 6 …; a stream by stream_object()
};
std::string bytes_of(const SmallPdf& pdf);

std::string stream_object(const std::string& bytes, const std::string& keys = {});  // keys: /Filter /FlateDecode …

// Any objects: body by number from 1; the catalog is the first.
std::string pdf_of(const std::vector<std::string>& bodies);

}  // namespace tianbiao::test
