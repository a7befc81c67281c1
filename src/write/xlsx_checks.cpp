#include "write/xlsx_checks.h"

#include <algorithm>

#include "grid/workbook_names.h"
#include "write/sheet_text.h"

namespace tianbiao {
namespace {

constexpr std::size_t title_units = 32, message_units = 255;  // Excel's own limits

std::string cut(const std::string& text, std::size_t most) { return text.substr(0, fitting(text, most)); }

// The number in the place of the pattern's *; "" where there is none.
std::string row_of(const std::string& pattern, const std::string& pointer) {
    const std::size_t star = pattern.find('*');
    if (star == std::string::npos) return "";
    return pointer.substr(star, pointer.find('/', star) - star);
}

std::string with_row(std::string pattern, const std::string& row) {
    const std::size_t star = pattern.find('*');
    return star == std::string::npos || row.empty() ? pattern : pattern.replace(star, 1, row);
}

}  // namespace

std::string pattern_of(const std::string& pointer) {
    std::string out;
    for (std::size_t at = 0; at < pointer.size();) {
        const std::size_t next = std::min(pointer.find('/', at + 1), pointer.size());
        const std::string part = pointer.substr(at + 1, next - at - 1);
        out += !part.empty() && part.find_first_not_of("0123456789") == std::string::npos ? "/*" : "/" + part;
        at = next;
    }
    return out;
}

XlsxChecks::XlsxChecks(XlsxBook& book, lxw_worksheet* sheet, const Grid& grid, const SheetFacts& facts)
    : book_(book), sheet_(sheet), grid_(grid), facts_(facts) {}

void XlsxChecks::box(const SheetBox& box) {
    if (box.field.empty()) return;
    const auto check = facts_.checks.find(pattern_of(box.field));
    if (box.option >= 0) {
        const std::string& words = grid_.cells[box.cell].options[box.option].text;
        CellCheck choice;
        choice.title = words;
        choice.message = "请从列表中选择：" + std::string(empty_box) + " 未选，" + std::string(ticked_box) + " 选中。";
        return choose(box.row, box.column, range_of({option_words(words, false), option_words(words, true)}), true, choice);
    }
    if (check != facts_.checks.end() && box.text_begin <= 0) apply(box.row, box.column, check->second);
}

void XlsxChecks::column(const SheetBox& box, const std::string& pattern) {
    const auto check = facts_.checks.find(pattern);
    if (check != facts_.checks.end()) apply(box.row, box.column, check->second);
}

void XlsxChecks::apply(int row, int column, const CellCheck& check) {
    using Kind = CellCheck::Kind;
    if (check.kind == Kind::none) return;
    if (check.kind == Kind::choice || check.kind == Kind::usual)
        return choose(row, column, range_of(facts_.lists[check.list]), false, check);
    lxw_data_validation rule{};
    const std::string title = cut(check.title, title_units), prompt = cut(check.prompt, message_units), message = cut(check.message, message_units);
    const std::string cell = cell_reference(row, column);
    // A text cell keeps what is typed to the character ("1200.50"): its number is looked for, grouping marks aside.
    const std::string number = "=ISNUMBER(-SUBSTITUTE(SUBSTITUTE(" + cell + ",\",\",\"\"),\"，\",\"\"))";
    rule.ignore_blank = LXW_VALIDATION_ON;
    if (check.kind == Kind::whole) {
        rule.validate = LXW_VALIDATION_TYPE_INTEGER;
        rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        rule.value_number = 0;
    } else if (check.kind == Kind::decimal) {
        rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
        rule.value_formula = const_cast<char*>(number.c_str());
    } else {
        rule.validate = LXW_VALIDATION_TYPE_LENGTH;
        rule.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        rule.value_number = check.limit;
    }
    rule.error_type = check.kind == Kind::length ? LXW_VALIDATION_ERROR_TYPE_INFORMATION : LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (!prompt.empty()) rule.input_title = const_cast<char*>(title.c_str()), rule.input_message = const_cast<char*>(prompt.c_str());
    if (!message.empty()) rule.error_title = const_cast<char*>(title.c_str()), rule.error_message = const_cast<char*>(message.c_str());
    tianbiao::check(worksheet_data_validation_cell(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), &rule), "有效性");
}

// A list written into the rule itself may be 255 bytes long, and libxlsxwriter 1.1.4 runs over where its characters are more bytes than
// that: all lists stand on the hidden sheet.
void XlsxChecks::choose(int row, int column, const std::string& range, bool strict, const CellCheck& check) {
    lxw_data_validation rule{};
    const std::string title = cut(check.title, title_units), prompt = cut(check.prompt, message_units), message = cut(check.message, message_units);
    rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.dropdown = LXW_VALIDATION_ON;
    rule.value_formula = const_cast<char*>(range.c_str());
    rule.error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (!prompt.empty()) rule.input_title = const_cast<char*>(title.c_str()), rule.input_message = const_cast<char*>(prompt.c_str());
    if (!message.empty()) rule.error_title = const_cast<char*>(title.c_str()), rule.error_message = const_cast<char*>(message.c_str());
    tianbiao::check(worksheet_data_validation_cell(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), &rule), "有效性");
    // libxlsxwriter 1.1.4 copies a list's formula twice and frees one: told as another formula, it is copied once.
    lxw_data_val_obj* last = STAILQ_FIRST(sheet_->data_validations);
    while (STAILQ_NEXT(last, list_pointers)) last = STAILQ_NEXT(last, list_pointers);
    last->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

std::string XlsxChecks::range_of(const std::vector<std::string>& answers) {
    const auto [at, fresh] = known_.try_emplace(answers, static_cast<int>(columns_.size()));
    if (fresh) columns_.push_back(answers);
    return "=" + std::string(workbook_names::lists_sheet) + "!" + cell_reference(0, at->second) + ":" + cell_reference(static_cast<int>(answers.size()) - 1, at->second);
}

void XlsxChecks::lists() {
    lxw_worksheet* sheet = book_.sheet(std::string(workbook_names::lists_sheet));
    std::size_t rows = 0;
    for (const auto& column : columns_) rows = std::max(rows, column.size());
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (r < columns_[c].size()) book_.text(sheet, static_cast<int>(r), static_cast<int>(c), columns_[c][r]);
    worksheet_hide(sheet);
}

void XlsxChecks::alarm(int row, int column, const std::string& formula) {
    if (!alarm_) {
        alarm_ = workbook_add_format(book_.book());
        format_set_bg_color(alarm_, 0xFFF2A8);
    }
    lxw_conditional_format rule{};
    rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
    rule.value_string = const_cast<char*>(formula.c_str());
    rule.format = alarm_;
    tianbiao::check(worksheet_conditional_format_cell(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), &rule), "合计核对");
}

// A sum is checked, never computed: what was signed stands. The total is shaded while whole numbers beside it say something else.
void XlsxChecks::sums(const SheetLayout& layout, const std::map<std::string, std::string>& ranges) {
    std::map<std::string, std::string> cells;
    for (const SheetBox& box : layout.boxes)
        if (!box.name.empty() && box.option < 0) cells.try_emplace(box.field, cell_reference(box.row, box.column));
    for (const SheetBox& box : layout.boxes) {
        if (box.name.empty() || box.option >= 0) continue;
        const std::string pattern = pattern_of(box.field), total = cell_reference(box.row, box.column);
        for (const SumCheck& sum : facts_.sums) {
            if (sum.total != pattern) continue;
            std::string parts;
            for (const std::string& of : sum.of) {
                const std::string part = with_row(of, row_of(pattern, box.field));
                const auto cell = cells.find(part);
                const auto range = ranges.find(of);
                const bool column = part.find('*') != std::string::npos;
                if (column ? range == ranges.end() : cell == cells.end()) continue;
                parts += (parts.empty() ? "" : ",") + (column ? range->second : cell->second);
            }
            if (parts.empty()) continue;
            std::string computed = "SUM(" + parts + ")", understood;
            if (!sum.where.empty()) {
                const auto range = ranges.find(sum.where);
                if (range == ranges.end()) continue;
                computed.clear();
                for (const std::string& word : sum.is) computed += (computed.empty() ? "(" : "+") + ("SUMIF(" + range->second + ",\"" + word + "\"," + parts + ")");
                computed += ")";
                for (const std::string& word : sum.known) understood += (understood.empty() ? "" : "+") + ("COUNTIF(" + range->second + ",\"" + word + "\")");
                understood = ",COUNTA(" + range->second + ")=" + understood;
            }
            const std::string wrong = sum.between ? "OR(" + total + "<MAX(" + parts + ")," + total + ">" + computed + ")" : total + "<>" + computed;
            // A part that is a text, 「约200」 or "1,000", is none that a sheet can add: then nothing is said.
            alarm(box.row, box.column, "=AND(ISNUMBER(" + total + "),COUNT(" + parts + ")>0,COUNT(" + parts + ")=COUNTA(" + parts + ")" + understood + "," + wrong + ")");
        }
    }
}

}  // namespace tianbiao
