// The tables of an archive: their columns, and a row an entry.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/archive_export.h"
#include "form/form.h"
#include "write/table_book.h"

namespace tianbiao {

using Row = std::vector<PlainCell>;

std::vector<TableColumn> filing_columns();  // number, state, form and what it is filed by
Row filing_row(const Entry& entry, const std::string& form_name);

// Every value that is not in a list nor a long text: what is short enough for a column.
struct ShortField {
    std::string path, name;
    bool number = false;
};
std::vector<ShortField> short_fields(const Form& form);
Row short_row(const std::vector<ShortField>& fields, const Json& data);

std::vector<TableColumn> summary_columns();
bool stands_before(const Entry& a, const Entry& b);  // by recommender, then by rank, then by organisation; what says none of it comes last
Row summary_row(const Entry& entry, const std::string& form_name, std::int64_t number);

// 件号 counts within a year and a 保管期限, in the order of entries.
class Directory {
public:
    explicit Directory(std::string fonds) : fonds_(std::move(fonds)) {}
    static std::vector<TableColumn> columns();
    Row row(const Entry& entry, const std::string& form_name, int pages);

private:
    std::string fonds_;
    std::map<std::string, std::int64_t> counted_;
};

}  // namespace tianbiao
