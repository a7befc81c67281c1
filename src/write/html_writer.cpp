#include "write/html_writer.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <set>

#include "base/error.h"
#include "base/numbers.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

// All that a template may ask for. A name that is missing would be printed as nothing, without a word.
const std::set<std::string, std::less<>> names{
    "language", "document", "sheets", "sheet_label", "is_draft", "draft_word", "above", "is_title", "is_head", "is_line", "words", "role",
    "has_table", "caption", "columns", "width", "groups", "lines", "cells", "is_header", "is_value", "scope", "across", "down", "parts", "is_paragraph",
    "is_inline", "is_placed", "left", "side", "size", "below"};

constexpr double smallest_size = 9;  // pt: on a screen nothing need be as small as on paper

// HTML has no way to say a control character (13.2.3.5): a replacement character stands for it.
std::string shown(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(text, at);
        const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        if (control) out += "\xEF\xBF\xBD";
        else out += text.substr(from, at - from);
    }
    return out;
}

// An empty text counts as true in a section: what may be absent is told by a boolean of its own.
void flag(data& to, const std::string& name, bool value) { to.set(name, value ? data::type::bool_true : data::type::bool_false); }

enum class PartKind { paragraph, running, placed };

data part(const std::string& words, PartKind kind) {
    data out;
    out.set("words", shown(words));
    flag(out, "is_paragraph", kind == PartKind::paragraph), flag(out, "is_inline", kind == PartKind::running);
    flag(out, "is_placed", kind == PartKind::placed);
    return out;
}

class Html {
public:
    Html(const Grid& grid, const HtmlFacts& facts) : grid_(grid), facts_(facts) {}

    data document() const {
        data out, sheets{data::type::list};
        out.set("language", facts_.language), out.set("document", shown(facts_.title));
        for (std::size_t page = 0; page < grid_.sheets.size(); ++page)
            if (grid_.sheets[page] != SheetKind::blank) sheets.push_back(sheet(static_cast<int>(page)));
        out.set("sheets", sheets);
        return out;
    }

private:
    data sheet(int page) const {
        data out, above{data::type::list}, below{data::type::list};
        const std::string number = std::to_string(page + 1);
        out.set("sheet_label", shown(facts_.title + " " + number + "/" + std::to_string(grid_.sheets.size())));
        std::string draft;
        for (const Outside& text : grid_.outside) {
            if (text.page != page) continue;
            if (text.kind == OutsideKind::draft) draft = text.text;
            else if (text.kind == OutsideKind::note || text.kind == OutsideKind::page_number) below.push_back(line(text));
            else above.push_back(line(text));
        }
        flag(out, "is_draft", !draft.empty()), out.set("draft_word", shown(draft));
        out.set("above", above), out.set("below", below);
        const bool table = std::any_of(grid_.rows.begin(), grid_.rows.end(), [&](const GridRow& row) { return row.page == page; });
        flag(out, "has_table", table);
        out.set("caption", shown(facts_.title + " " + number));
        out.set("columns", columns()), out.set("groups", table ? groups(page) : data{data::type::list});
        return out;
    }

    static data line(const Outside& text) {
        constexpr const char* roles[]{"label", "title", "note", "right", "head", "field", "foot", "draft"};
        data out;
        out.set("words", shown(text.text)), out.set("role", roles[static_cast<int>(text.kind)]);
        flag(out, "is_title", text.kind == OutsideKind::title), flag(out, "is_head", text.kind == OutsideKind::item_head);
        flag(out, "is_line", text.kind != OutsideKind::title && text.kind != OutsideKind::item_head);
        return out;
    }

    data columns() const {
        data out{data::type::list};
        for (std::size_t t = 1; t < grid_.tracks.size(); ++t) {
            data column;
            column.set("width", short_number((grid_.tracks[t] - grid_.tracks[t - 1]) / (grid_.tracks.back() - grid_.tracks.front()) * 100, 3));
            out.push_back(column);
        }
        return out;
    }

    // A group of rows begins at each heading (4.9.5, tbody).
    data groups(int page) const {
        data out{data::type::list}, lines{data::type::list};
        const auto end_group = [&] {
            if (lines.list_value().empty()) return;
            data group;
            group.set("lines", lines);
            out.push_back(group);
            lines = data{data::type::list};
        };
        std::size_t cell = 0;
        for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
            data row, cells{data::type::list};
            const std::size_t first = cell;
            while (cell < grid_.cells.size() && grid_.cells[cell].row == static_cast<int>(r)) ++cell;
            if (grid_.rows[r].page != page) continue;
            const bool headers = std::all_of(grid_.cells.begin() + static_cast<std::ptrdiff_t>(first), grid_.cells.begin() + static_cast<std::ptrdiff_t>(cell),
                                             [](const GridCell& c) { return c.kind == CellKind::label || c.kind == CellKind::head; });
            for (std::size_t c = first; c < cell; ++c) cells.push_back(table_cell(grid_.cells[c], headers));
            row.set("cells", cells);
            if (cell > first && grid_.cells[first].kind == CellKind::head) end_group();
            lines.push_back(row);
        }
        end_group();
        return out;
    }

    // A heading stands over the rows of its group, a label over a column or beside one or several rows.
    static const char* scope_of(const GridCell& cell, bool headers) {
        if (cell.kind == CellKind::head) return "rowgroup";
        return headers && cell.down == 1 ? "col" : "row";
    }

    data table_cell(const GridCell& cell, bool headers) const {
        data out, parts{data::type::list};
        const bool header = (cell.kind == CellKind::label || cell.kind == CellKind::head) && !cell.text.empty();
        const bool prose = cell.value_type == "prose";
        flag(out, "is_header", header), flag(out, "is_value", !header);
        out.set("scope", scope_of(cell, headers)), out.set("words", shown(cell.text));
        out.set("across", std::to_string(cell.across)), out.set("down", std::to_string(cell.down));
        out.set("role", header                          ? cell.kind == CellKind::head ? "head" : "label_cell"
                        : cell.kind == CellKind::lines ? "lines"
                        : prose                        ? cell.prompt ? "long prompt" : "long field"
                                                       : "field");
        out.set("size", short_number(std::max(cell.size.v, smallest_size), 2));
        if (cell.kind == CellKind::options) parts.push_back(part(options_text(cell), PartKind::running));
        else if (cell.kind == CellKind::lines) lines(cell, parts);
        else if (prose) paragraphs(cell.text, parts);
        else parts.push_back(part(cell.text, PartKind::running));
        if (!cell.pointer.empty()) parts.push_back(part(cell.pointer, PartKind::paragraph));
        out.set("parts", parts);
        return out;
    }

    static std::string options_text(const GridCell& cell) {
        std::string out;
        for (const Option& option : cell.options) out += (out.empty() ? "" : "　") + option.text + (option.ticked ? " ☑" : " □");
        if (!cell.tail.empty()) out += "　" + cell.tail;
        return cell.text.empty() ? out : out + "\n" + cell.text;
    }

    static void paragraphs(const std::string& text, data& parts) {
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            parts.push_back(part(text.substr(at, end - at), PartKind::paragraph));
            at = end + 1;
        }
    }

    // Words and the value behind them on one line are one paragraph, as far from the left as on paper.
    void lines(const GridCell& cell, data& parts) const {
        constexpr const char* sides[]{"left", "center", "right", "justify"};
        const Mm width = grid_.tracks[cell.track + cell.across] - grid_.tracks[cell.track];
        std::string words;
        Mm left;
        for (std::size_t i = 0; i < cell.lines.size(); ++i) {
            const PlacedText& text = cell.lines[i];
            if (words.empty()) left = text.align == HorizontalAlign::left ? text.x : Mm{0};
            words += text.text;
            const bool goes_on = i + 1 < cell.lines.size() && !cell.lines[i + 1].asked.empty() && text.asked.empty() &&
                                 std::abs((cell.lines[i + 1].baseline - text.baseline).v) < 4;
            if (goes_on) continue;
            if (!words.empty()) {
                data placed = part(words, PartKind::placed);
                placed.set("left", short_number(left / width * 100, 1)), placed.set("side", sides[static_cast<int>(text.align)]);
                parts.push_back(placed);
            }
            words.clear();
        }
    }

    const Grid& grid_;
    const HtmlFacts& facts_;
};

}  // namespace

std::string write_html(const Grid& grid, const HtmlFacts& facts, const std::string& form_template) {
    mustache page(form_template);
    if (!page.is_valid()) throw Error(Code::internal, {"templates/form.html", ""}, "模板不完整：" + page.error_message());
    return page.render(Html(grid, facts).document());
}

std::vector<std::string> template_faults(std::string_view form_template) {
    std::set<std::string, std::less<>> asked;
    for (std::size_t open = form_template.find("{{"); open != std::string_view::npos; open = form_template.find("{{", open + 2)) {
        const std::size_t close = form_template.find("}}", open);
        std::string_view word = form_template.substr(open + 2, close - open - 2);
        if (!word.empty() && std::string_view("#^/").find(word[0]) != std::string_view::npos) word.remove_prefix(1);
        asked.emplace(trim(word));  // {{{x}}} and {{&x}}, which would not escape, are unknown names
    }
    std::vector<std::string> faults;
    std::set_symmetric_difference(asked.begin(), asked.end(), names.begin(), names.end(), std::back_inserter(faults));
    return faults;
}

}  // namespace tianbiao
