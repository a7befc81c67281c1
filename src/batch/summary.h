// Many applications as one table that an office can read, sort and mend, and that is read back (read_summary.h).
//
// A sheet a form with one row an application: its number in this table, where it comes from, every short value, the long texts behind them.
// A sheet a list (teachers …) with one row an entry, which begins with the number and the name of its application. Each column is headed by the form's
// words for it and, on a line of its own, by its path. Counts are numbers; all else is a text as it was written: money keeps its last zero.
// A text that no cell can hold goes on, piece by piece, on a sheet of its own.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "form/form.h"
#include "model/record.h"
#include "write/table_book.h"

namespace tianbiao {

// The columns that are no values of an application, by their titles.
namespace summary_words {
inline constexpr std::string_view number = "序号", source = "来源", entry = "行", field = "栏目", piece = "段", text = "文字", pieces_sheet = "续文";
inline constexpr std::string_view whose = "单位";  // in a list, for people: whose entry it is; not read back
}  // namespace summary_words

struct SummaryColumn {
    std::string path;   // "/organization/name"; of a list: "/teachers/*/name"
    std::string title;  // 申报单位·单位名称
    FieldType type = FieldType::text;
    bool operator==(const SummaryColumn&) const = default;
};

struct SummaryTable {
    std::string list;  // "/teachers"; "" of the applications themselves
    std::string name;  // of its sheet
    std::vector<SummaryColumn> columns;
};

// Of this form: the applications' table first, then one for each list.
std::vector<SummaryTable> summary_tables(const Form& form);

std::string heading_of(const SummaryColumn& column, std::string_view between = "\n");  // its title and its path

// The record's rows in one of them, a cell a column: one row of the applications', one for each entry of a list.
std::vector<std::vector<PlainCell>> summary_rows(const Form& form, const SummaryTable& table, const Record& record);

class Summary {
public:
    explicit Summary(std::string_view date) : book_(date) {}

    // The form must live as long. `source`: the file that it came from, for people. What it says of itself is kept: its form alone is set.
    void add(const Form& form, const Record& record, std::string_view source);
    int size() const { return count_; }

    void write(const Sink& sink) { book_.write(sink); }  // once

private:
    struct Sheets {
        std::vector<SummaryTable> tables;
        std::vector<int> sheets;
    };
    const Sheets& sheets_of(const Form& form);
    void add_row(int sheet, std::vector<PlainCell> row, std::size_t keys, const SummaryTable& table, std::size_t entry);

    TableBook book_;
    std::map<std::string, Sheets> sheets_;
    int pieces_ = -1;  // the sheet of texts that go on
    int count_ = 0;
};

}  // namespace tianbiao
