#include "batch/summary.h"

#include <algorithm>

#include "base/utf8.h"
#include "extract/written.h"
#include "form/catalogue.h"
#include "write/sheet_text.h"

namespace tianbiao {
namespace {

constexpr std::size_t longest_name = 300;  // bytes of a name that is there for people alone
constexpr double number_width = 6, source_width = 24, text_width = 18, long_width = 40, count_width = 10;

std::string joined(const std::string& group, const std::string& name) { return group.empty() ? name : group + "·" + name; }

struct Collected {
    std::vector<SummaryColumn> brief, lengthy;
    std::vector<SummaryTable> lists;
};

void collect(const std::vector<Field>& fields, const std::string& title, Collected& to) {
    for (const Field& field : fields) {
        const std::string name = joined(title, field.name.zh);
        if (field.type == FieldType::group) {
            collect(field.fields, name, to);
        } else if (field.type == FieldType::list) {
            Collected entry;
            collect(field.fields, "", entry);
            std::ranges::move(entry.lengthy, std::back_inserter(entry.brief));
            to.lists.push_back({field.path, field.name.zh, std::move(entry.brief)});
        } else {
            (field.type == FieldType::prose ? to.lengthy : to.brief).push_back({field.path, name, field.type});
        }
    }
}

// As the form itself heads its first page: 附件1.
std::string short_name(const Form& form) { return form.headings.empty() ? form.id : form.headings.front().text; }

PlainCell cell_of(const Form& form, const SummaryColumn& column, const Json* value) {
    PlainCell cell{written(form, value)};
    cell.number = column.type == FieldType::integer && is_plain_number(cell.text);
    return cell;
}

std::vector<PlainCell> row_of(const Form& form, const std::vector<SummaryColumn>& columns, const Json& from, std::size_t skipped) {
    std::vector<PlainCell> row;
    for (const SummaryColumn& column : columns) row.push_back(cell_of(form, column, find_at(from, std::string_view(column.path).substr(skipped))));
    return row;
}

double width_of(FieldType type) {
    return type == FieldType::prose ? long_width : type == FieldType::integer || type == FieldType::yes_no ? count_width : text_width;
}

TableColumn key_column(std::string_view title, double width, bool numbers) { return {std::string(title), width, numbers}; }

std::string number_text(std::size_t number) { return std::to_string(number); }

// "/teachers/*/name" of the fourth entry: "/teachers/3/name".
std::string path_of_entry(const SummaryTable& table, const SummaryColumn& column, std::size_t entry) {
    if (table.list.empty()) return column.path;
    return table.list + "/" + std::to_string(entry) + column.path.substr(table.list.size() + 2);
}

}  // namespace

std::vector<SummaryTable> summary_tables(const Form& form) {
    Collected all;
    collect(form.fields, "", all);
    std::ranges::move(all.lengthy, std::back_inserter(all.brief));
    std::vector<SummaryTable> tables{{"", short_name(form), std::move(all.brief)}};
    for (SummaryTable& list : all.lists) {
        list.name = joined(short_name(form), list.name);
        tables.push_back(std::move(list));
    }
    return tables;
}

std::string heading_of(const SummaryColumn& column, std::string_view between) { return column.title + std::string(between) + column.path; }

std::vector<std::vector<PlainCell>> summary_rows(const Form& form, const SummaryTable& table, const Record& record) {
    if (table.list.empty()) return {row_of(form, table.columns, record.root, 0)};
    std::vector<std::vector<PlainCell>> rows;
    const Json* list = value_at(record, table.list);
    if (list)
        for (const Json& entry : list->items) rows.push_back(row_of(form, table.columns, entry, table.list.size() + 2));
    return rows;
}

const Summary::Sheets& Summary::sheets_of(const Form& form) {
    Sheets& known = sheets_[form.id];
    if (!known.tables.empty()) return known;
    known.tables = summary_tables(form);
    for (const SummaryTable& table : known.tables) {
        std::vector<TableColumn> columns{key_column(summary_words::number, number_width, true)};
        if (table.list.empty()) columns.push_back(key_column(summary_words::source, source_width, false));
        else columns.insert(columns.end(), {key_column(summary_words::whose, source_width, false), key_column(summary_words::entry, number_width, true)});
        for (const SummaryColumn& column : table.columns)
            columns.push_back({heading_of(column), width_of(column.type), column.type == FieldType::integer});
        known.sheets.push_back(book_.add_sheet(table.name, columns));
    }
    return known;
}

void Summary::add_row(int sheet, std::vector<PlainCell> row, std::size_t keys, const SummaryTable& table, std::size_t entry) {
    for (std::size_t i = keys; i < row.size(); ++i) {
        std::string whole = row[i].text;
        if (units_of(whole) <= cell_units) continue;
        if (pieces_ < 0)
            pieces_ = book_.add_sheet(summary_words::pieces_sheet,
                                      {key_column(summary_words::number, number_width, true), key_column(summary_words::field, source_width, false),
                                       key_column(summary_words::piece, number_width, true), key_column(summary_words::text, long_width, false)});
        std::size_t at = fitting(whole, cell_units);
        row[i].text = whole.substr(0, at);
        for (std::size_t piece = 2; at < whole.size(); ++piece) {
            const std::size_t size = fitting(std::string_view(whole).substr(at), cell_units);
            book_.add_row(pieces_, {{number_text(static_cast<std::size_t>(count_)), true},
                                    {path_of_entry(table, table.columns[i - keys], entry)},
                                    {number_text(piece), true},
                                    {whole.substr(at, size)}});
            at += size;
        }
    }
    book_.add_row(sheet, row);
}

void Summary::add(const Form& form, const Record& record, std::string_view source) {
    const Sheets& sheets = sheets_of(form);
    ++count_;
    Record named = record;
    named.root.member("form") = Json::make_text(form.id);
    const CatalogueValues values = catalogue_values(named, form);
    const auto organization = values.find("organization");
    const PlainCell number{number_text(static_cast<std::size_t>(count_)), true};
    const PlainCell whose{organization == values.end() ? "" : std::string(clipped(organization->second.front(), longest_name))};
    for (std::size_t t = 0; t < sheets.tables.size(); ++t) {
        const SummaryTable& table = sheets.tables[t];
        std::size_t entry = 0;
        for (std::vector<PlainCell>& row : summary_rows(form, table, named)) {
            std::vector<PlainCell> whole{number};
            if (table.list.empty()) whole.push_back({std::string(source)});
            else whole.insert(whole.end(), {whose, {number_text(entry + 1), true}});
            const std::size_t keys = whole.size();
            std::ranges::move(row, std::back_inserter(whole));
            add_row(sheets.sheets[t], std::move(whole), keys, table, entry);
            ++entry;
        }
    }
}

}  // namespace tianbiao
