#include "write/xlsx_book.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/descriptor.h"
#include "base/error.h"
#include "grid/workbook.h"
#include "write/sheet_text.h"
#include "write/xlsx_whole.h"

namespace tianbiao {
namespace {

// Days since 1970-01-01 (proleptic Gregorian calendar, counted from 1 March so that leap days come last).
std::int64_t days_of(int year, int month, int day) {
    year -= month <= 2;
    const int era = year / 400, of_era = year - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return std::int64_t{era} * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::int64_t seconds_of(const std::string& date) {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    std::sscanf(date.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ", &year, &month, &day, &hour, &minute, &second);
    return ((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
}

// Where the library keeps a sheet until it is packed: never on a disk, where that can be had.
constexpr char in_memory[] = "/dev/shm";

std::string temporary_folder() {
    std::error_code fault;
    return std::filesystem::temp_directory_path(fault).string();
}

}  // namespace

void check(lxw_error error, std::string_view what) {
    if (error == LXW_NO_ERROR) return;
    const bool of_files = error >= LXW_ERROR_CREATING_XLSX_FILE && error <= LXW_ERROR_ZIP_CLOSE;
    throw Error(of_files ? Code::unwritable : Code::internal, {}, "工作簿无法写出：" + std::string(what) + "（" + lxw_strerror(error) + "）");
}

std::string cell_reference(int row, int column) { return "$" + column_letters(column) + "$" + std::to_string(row + 1); }

XlsxBook::XlsxBook(const std::string& font, double size, BookRows rows) {
    // The library writes to a named file only: a file in memory has a name too.
    file_ = memfd_create("workbook", MFD_CLOEXEC);
    if (file_ < 0) throw Error(Code::unwritable, {}, std::string("工作簿无法写出：") + std::strerror(errno));
    lxw_workbook_options options{};
    // Thousands of rows may be more than memory should hold: these go where temporary files go.
    std::string folder = rows == BookRows::kept ? in_memory : temporary_folder();
    if (::access(folder.c_str(), W_OK) == 0) options.tmpdir = folder.data();
    options.constant_memory = rows == BookRows::streamed;
    book_ = workbook_new_opt(("/proc/self/fd/" + std::to_string(file_)).c_str(), &options);
    if (!book_) {
        ::close(file_);
        throw Error(Code::internal, {}, "工作簿无法建立");
    }
    // Column widths count digits of the Normal style's font. A digit of SimSun 10.5 is 7 pixels at 96 dpi, which is what the library
    // counts with; with its own default, Calibri 11, all columns come out wider. It has no call to set it: the first format is that style.
    lxw_format* normal = STAILQ_FIRST(book_->formats);
    std::snprintf(normal->font_name, sizeof normal->font_name, "%s", font.c_str());
    normal->font_scheme[0] = '\0';
    normal->font_size = size;
    normal->theme = 0;
    normal->font_family = 0;
}

XlsxBook::~XlsxBook() {
    if (book_) lxw_workbook_free(book_);
    if (file_ >= 0) ::close(file_);
}

lxw_worksheet* XlsxBook::sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
    // Names are made fit before: what is left is no memory, or, where rows wait on a disk, no room for them.
    if (!sheet) throw Error(Code::unwritable, {name, ""}, "工作表无法建立：请检查临时文件夹的空间和权限");
    return sheet;
}

lxw_format* XlsxBook::format(const CellFormat& wanted) {
    lxw_format*& made = formats_[wanted];
    if (made) return made;
    made = workbook_add_format(book_);
    std::snprintf(made->font_name, sizeof made->font_name, "%s", wanted.font.c_str());
    made->font_scheme[0] = '\0';
    made->font_family = 0;
    made->theme = 0;
    format_set_font_size(made, wanted.size);
    format_set_align(made, wanted.align);
    format_set_align(made, wanted.valign);
    if (wanted.indent) format_set_indent(made, wanted.indent);
    if (wanted.wrap) format_set_text_wrap(made);
    if (wanted.shrink) format_set_shrink(made);
    if (wanted.vertical) format_set_rotation(made, 270);  // the library's word for stacked letters
    if (!wanted.locked) format_set_unlocked(made);
    if (wanted.text) format_set_num_format(made, "@");
    format_set_left(made, wanted.left), format_set_right(made, wanted.right);
    format_set_top(made, wanted.top), format_set_bottom(made, wanted.bottom);
    return made;
}

void XlsxBook::text(lxw_worksheet* sheet, int row, int column, std::string_view text, lxw_format* format) {
    check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), escaped_for_cell(text).c_str(), format), "文字");
    streamed_[sheet] += !text.empty() || format;  // else the library writes none
}

void XlsxBook::number(lxw_worksheet* sheet, int row, int column, double number, lxw_format* format) {
    check(worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), number, format), "数");
    ++streamed_[sheet];
}

void XlsxBook::name(const std::string& name, const std::string& target) { names_.emplace(name, target); }

void XlsxBook::properties(const std::string& title, const std::string& producer, const std::string& date) {
    lxw_doc_properties properties{};
    const std::string name = title, by = producer;
    properties.title = const_cast<char*>(name.c_str());
    properties.author = const_cast<char*>(by.c_str());
    properties.created = seconds_of(date);
    check(workbook_set_properties(book_, &properties), "文档属性");
}

namespace {

std::size_t cells_below(const lxw_cell* cell) {
    return cell ? 1 + cells_below(RB_LEFT(cell, tree_pointers)) + cells_below(RB_RIGHT(cell, tree_pointers)) : 0;
}
std::size_t cells_below(const lxw_row* row) {
    return row ? cells_below(RB_ROOT(row->cells)) + cells_below(RB_LEFT(row, tree_pointers)) + cells_below(RB_RIGHT(row, tree_pointers)) : 0;
}

}  // namespace

std::size_t XlsxBook::cells_of(const lxw_worksheet* sheet) const {
    if (!sheet->optimize) return cells_below(RB_ROOT(sheet->table));
    const auto found = streamed_.find(sheet);
    return found == streamed_.end() ? 0 : found->second;
}

void XlsxBook::write(const Sink& sink) {
    // The library keeps names sorted and searches from the front: told from the last to the first, each is put there at once.
    for (auto it = names_.rbegin(); it != names_.rend(); ++it) check(workbook_define_name(book_, it->first.c_str(), it->second.c_str()), it->first);
    lxw_workbook* book = book_;
    std::vector<std::size_t> cells;
    lxw_worksheet* sheet = nullptr;
    STAILQ_FOREACH(sheet, book->worksheets, list_pointers) cells.push_back(cells_of(sheet));
    book_ = nullptr;  // workbook_close frees it, come what may
    check(workbook_close(book), "文件");
    expect_whole(file_, cells);
    std::string piece(256 * 1024, '\0');
    for (off_t at = 0;;) {
        const ssize_t got = pread(file_, piece.data(), piece.size(), at);
        if (got < 0) throw Error(Code::unwritable, {}, "工作簿无法写出");
        if (got == 0) return;
        sink(std::string_view(piece.data(), static_cast<std::size_t>(got)));
        at += got;
    }
}

std::string XlsxBook::bytes() {
    std::string all;
    write([&](std::string_view piece) { all += piece; });
    return all;
}

}  // namespace tianbiao
