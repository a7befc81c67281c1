// Plain tables for people and their spreadsheet programs: one workbook with a sheet a table, or one CSV file a table.
//
// Rows go to disk as they come, so ten thousand cost no memory. Every cell is a text as it stands, or a number where it is said to be one;
// a text that looks like a formula stays a text.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"

namespace tianbiao {

struct TableColumn {
    std::string title;     // a line feed may break it
    double width = 12;     // characters
    bool numbers = false;  // what is typed there later becomes a number or a date; else it stays a text, a code of 18 digits to the last one
    bool wraps = false;    // a text that is wider goes on below, for people who read it on paper; else it is cut where its neighbour begins
};

struct PlainCell {
    std::string text;
    bool number = false;  // a plain decimal lexeme; what is none, or has more than 15 digits, is written as a text all the same
};

// ECMA-376 workbook. Same rows and `date`, same bytes.
class TableBook {
public:
    explicit TableBook(std::string_view date);  // YYYY-MM-DD, of its properties
    ~TableBook();
    TableBook(const TableBook&) = delete;
    TableBook& operator=(const TableBook&) = delete;

    // Its header is frozen, filtered and repeated on each page in print. The name is made one that a sheet may have, and unique. Its number, from 0.
    int add_sheet(std::string_view name, const std::vector<TableColumn>& columns);
    void add_row(int sheet, const std::vector<PlainCell>& cells);  // texts past what a cell may hold (32,767 UTF-16 units) throw too_large

    // Once, at the end: the whole workbook, in pieces. Throws Error unwritable.
    void write(const Sink& sink);

private:
    struct Book;
    std::unique_ptr<Book> book_;
};

// RFC 4180, for programs that take UTF-8 by its mark: csv_mark, then a line for each row. A text that spreadsheet programs would take for
// a formula gets an apostrophe before it, which without_guard takes off again.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";
std::string csv_line(const std::vector<PlainCell>& cells);
std::string without_guard(std::string text);

}  // namespace tianbiao
