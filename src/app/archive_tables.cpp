#include "app/archive_tables.h"

#include <charconv>
#include <cstdio>
#include <limits>
#include <system_error>
#include <tuple>

#include "archive/states.h"
#include "base/texts.h"
#include "model/record.h"

namespace tianbiao {
namespace {

// What an entry is filed by, as lists call it.
struct RoleColumn {
    const char *role, *title;
    double width;
};
constexpr RoleColumn role_columns[]{
    {"organization", "申报单位", 32}, {"code", "统一社会信用代码", 22}, {"occupation", "申报职业", 24},  {"level", "申报等级", 18},
    {"date", "申报日期", 12},         {"region", "地区", 10},           {"recommender", "推荐部门", 28},
};
constexpr RoleColumn summary_roles[]{
    {"recommender", "推荐部门", 24}, {"region", "地区", 8},            {"route", "申报渠道", 10},
    {"rank", "推荐排序", 10},        {"organization", "申报单位", 28}, {"code", "统一社会信用代码", 20},
    {"occupation", "申报职业", 20},  {"level", "申报等级", 16},        {"contact", "申报联系人", 11},
};

std::string role_text(const RoleValues& values, const char* role) {
    const auto found = values.find(role);
    return found == values.end() ? "" : joined(found->second);
}

void add_roles(const Entry& entry, const auto& roles, Row& row) {
    for (const RoleColumn& column : roles) row.push_back({role_text(entry.values, column.role)});
}

PlainCell number(std::int64_t value) { return {std::to_string(value), true}; }

bool has_entries(FieldType type) { return type == FieldType::list || type == FieldType::prose; }

void collect(const std::vector<Field>& fields, const std::string& above, std::vector<ShortField>& out) {
    for (const Field& field : fields) {
        if (has_entries(field.type)) continue;
        const std::string name = above.empty() ? field.name.zh : above + "·" + field.name.zh;
        if (field.type == FieldType::group) collect(field.fields, name, out);
        else out.push_back({field.path, name, field.type == FieldType::integer});
    }
}

// DA/T 22-2015, 7.2.2: the code of a 保管期限 in a 档号.
std::string retention_code(const std::string& retention) {
    return retention.empty() ? "" : retention_named(retention).years == 0 ? "Y" : "D" + std::to_string(retention_named(retention).years);
}

// 全宗号-WS·年度-保管期限代码-件号.
std::string file_number(const std::string& fonds, const std::string& year, const std::string& code, std::int64_t item) {
    char digits[24];
    std::snprintf(digits, sizeof digits, "%04lld", static_cast<long long>(item));
    return fonds.empty() || code.empty() ? "" : fonds + "-WS·" + year + "-" + code + "-" + digits;
}

std::string title_of(const Entry& entry, const std::string& form_name) {
    const std::string organization = role_text(entry.values, "organization"), occupation = role_text(entry.values, "occupation");
    if (organization.empty()) return entry.name;
    return organization + form_name + (occupation.empty() ? "" : "（" + occupation + "）");
}

}  // namespace

std::vector<TableColumn> filing_columns() {
    std::vector<TableColumn> columns{{"编号", 8},  {"状态", 12},     {"收件日期", 12}, {"表", 36},
                                     {"文件", 28}, {"保管期限", 10}, {"上一版本", 10}};
    for (const RoleColumn& column : role_columns) columns.push_back({column.title, column.width});
    return columns;
}

Row filing_row(const Entry& entry, const std::string& form_name) {
    Row row{number(entry.id),
            {std::string(state_named(entry.state).zh)},
            {entry.received},
            {form_name},
            {entry.name},
            {entry.retention},
            entry.previous > 0 ? number(entry.previous) : PlainCell{}};
    add_roles(entry, role_columns, row);
    return row;
}

std::vector<ShortField> short_fields(const Form& form) {
    std::vector<ShortField> fields;
    collect(form.fields, "", fields);
    return fields;
}

Row short_row(const std::vector<ShortField>& fields, const Json& data) {
    Row row;
    for (const ShortField& field : fields) {
        const Json* value = find_at(data, field.path);
        std::string text = value && value->is_array() ? "" : printed(value);
        if (value && value->is_array())
            for (const Json& item : value->items) text += (text.empty() ? "" : "、") + printed(&item);
        if (value && value->is_boolean()) text = value->boolean ? "是" : "否";
        row.push_back({std::move(text), field.number});
    }
    return row;
}

std::vector<TableColumn> summary_columns() {
    std::vector<TableColumn> columns{{"序号", 6}};
    for (const RoleColumn& column : summary_roles) columns.push_back({column.title, column.width, false, true});
    columns.push_back({"推荐表", 22, false, true});
    columns.push_back({"状态", 9, false, true});
    return columns;
}

bool stands_before(const Entry& a, const Entry& b) {
    const auto place = [](const Entry& entry) {
        const std::string recommender = role_text(entry.values, "recommender"), rank = role_text(entry.values, "rank");
        std::int64_t number = std::numeric_limits<std::int64_t>::max();
        const auto read = std::from_chars(rank.data(), rank.data() + rank.size(), number);
        if (read.ec != std::errc{} || read.ptr != rank.data() + rank.size()) number = std::numeric_limits<std::int64_t>::max();
        return std::tuple(recommender.empty(), recommender, number, role_text(entry.values, "organization"));
    };
    return place(a) < place(b);
}

Row summary_row(const Entry& entry, const std::string& form_name, std::int64_t at) {
    Row row{number(at)};
    add_roles(entry, summary_roles, row);
    row.push_back({form_name});
    row.push_back({std::string(state_named(entry.state).zh)});
    return row;
}

std::vector<TableColumn> Directory::columns() {
    std::vector<TableColumn> columns{{"件号", 6},    {"档号", 26}, {"全宗号", 9}, {"年度", 6}, {"保管期限", 9},
                                     {"责任者", 28}, {"题名", 46}, {"日期", 12},  {"页数", 6}, {"备注", 12}};
    for (TableColumn& column : columns) column.wraps = true;
    return columns;
}

Row Directory::row(const Entry& entry, const std::string& form_name, int pages) {
    const std::string year = entry.received.substr(0, 4), code = retention_code(entry.retention);
    const std::int64_t item = ++counted_[year + code];
    std::string date = role_text(entry.values, "date");
    if (date.empty()) date = entry.received;
    return {number(item),
            {file_number(fonds_, year, code, item)},
            {fonds_},
            {year},
            {entry.retention},
            {role_text(entry.values, "organization")},
            {title_of(entry, form_name)},
            {date},
            pages > 0 ? number(pages) : PlainCell{},
            {"条目" + std::to_string(entry.id)}};
}

}  // namespace tianbiao
