// Reading a CFF table (Adobe Technical Note 5176) and flattening its charstrings (5177).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "typeset/bytes.h"

namespace tianbiao {

// 5176, 5. All of it stays in the font's own bytes.
class CffIndex {
public:
    CffIndex() : bytes_(std::string_view()) {}
    CffIndex(Bytes cff, std::size_t at);

    std::size_t count() const { return count_; }
    std::size_t end() const { return end_; }  // offset behind it
    std::string_view at(std::size_t i) const;

private:
    std::size_t offset(std::size_t i) const;

    Bytes bytes_;
    std::size_t begin_ = 0, count_ = 0, end_ = 0;
    int offset_size_ = 1;
};

// 5176, 4: operators in their order, each with the bytes of its operands as they stand. Two-byte operators are 0x0C00 + the second byte.
struct CffEntry {
    int op = 0;
    std::string_view whole;         // operands and operator
    std::vector<double> operands;   // reals come as 0: no operator that we read takes one
};
std::vector<CffEntry> read_dict(std::string_view dict);
const CffEntry* find_entry(const std::vector<CffEntry>& dict, int op);
std::optional<std::size_t> offset_of(const std::vector<CffEntry>& dict, int op, std::size_t operand = 0);

namespace cff {
inline constexpr int font_bbox = 5, charset = 15, char_strings = 17, private_dict = 18, subrs = 19;
inline constexpr int font_matrix = 0x0C07, ros = 0x0C1E, cid_count = 0x0C22, fd_array = 0x0C24, fd_select = 0x0C25, font_name = 0x0C26;
}  // namespace cff

// A charstring with every subroutine put in where it is called, so that a subset needs none, and without its hints (5177, 4.3): they are a
// sixth of a Chinese face, move an edge by less than a pixel, and are looked at by few programs that draw with grey levels (poppler and
// MuPDF draw the same pixels without them). Throws Bytes::PastEnd where it calls what is not there, nests deeper than 5177 allows, or comes
// out longer than a charstring may be.
std::string flatten(std::string_view charstring, const CffIndex& global, const CffIndex& local);

}  // namespace tianbiao
