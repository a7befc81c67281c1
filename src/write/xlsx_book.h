// libxlsxwriter's workbook with what we need of it: formats by what they say, strings that Excel reads back to the character, bytes.
#pragma once
#include <xlsxwriter.h>

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"

namespace tianbiao {

struct CellFormat {
    std::string font;
    double size = 10.5;
    std::uint8_t align = 0, valign = 0, indent = 0;
    std::uint8_t left = 0, right = 0, top = 0, bottom = 0;  // 0 none, LXW_BORDER_THIN, LXW_BORDER_MEDIUM
    bool wrap = false, shrink = false, vertical = false, locked = true, text = false;
    auto operator<=>(const CellFormat&) const = default;
};

// Kept: cells may be written in any order. Streamed: each sheet's rows from top to bottom; they lie in a file of no name until they are packed.
enum class BookRows { kept, streamed };

class XlsxBook {
public:
    // `date`: "2023-05-19" or with a time; what the properties say, and nothing else of the bytes depends on a clock.
    XlsxBook(const std::string& font, double size, BookRows rows = BookRows::kept);
    ~XlsxBook();
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;

    lxw_workbook* book() const { return book_; }
    lxw_worksheet* sheet(const std::string& name);
    lxw_format* format(const CellFormat& wanted);
    void text(lxw_worksheet* sheet, int row, int column, std::string_view text, lxw_format* format = nullptr);
    void number(lxw_worksheet* sheet, int row, int column, double number, lxw_format* format);
    void name(const std::string& name, const std::string& target);  // told to the library at the end, in an order that costs it no search
    void properties(const std::string& title, const std::string& producer, const std::string& date);
    // Once; throws Error unwritable where the library lost something on its way through temporary files.
    void write(const Sink& sink);
    std::string bytes();

private:
    std::size_t cells_of(const lxw_worksheet* sheet) const;

    std::map<CellFormat, lxw_format*> formats_;
    std::map<std::string, std::string> names_;
    std::map<const lxw_worksheet*, std::size_t> streamed_;  // cells whose rows are on their way; the library knows those it keeps
    int file_ = -1;
    lxw_workbook* book_ = nullptr;
};

// Throws Error: unwritable where the library finds no room for its files, internal where it refuses what it was told.
void check(lxw_error error, std::string_view what);

std::string cell_reference(int row, int column);  // $C$9

}  // namespace tianbiao
