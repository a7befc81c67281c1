// Workbooks a second, beside a program written by hand with libxlsxwriter that puts the same cells, merges, borders, names, checks and
// hidden sheets, told in advance where all of them go; and one workbook read back. CPU time of one thread.
#include <benchmark/benchmark.h>
#include <xlsxwriter.h>

#include <compare>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/parse.h"
#include "app/sheet_facts.h"
#include "base/files.h"
#include "bench/support.h"
#include "write/sheet_layout.h"

namespace tianbiao::bench {
namespace {

void workbook(benchmark::State& state) {
    Warm warm;
    std::string made;
    for (auto _ : state) made = workbook_of(warm.studio, warm.rendered);
    state.counters["kB"] = static_cast<double>(made.size()) / 1e3;
    state.counters["workbooks/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(workbook)->Unit(benchmark::kMillisecond);

// A format as straight code would keep it: by what it says.
struct Look {
    std::string style;
    double size = 0;
    int borders = 0;  // left, top, right, bottom: 0 none, 1 thin, 2 medium, as digits
    int alignment = 0;
    bool locked = true;
    auto operator<=>(const Look&) const = default;
};

// What our writer asks of the library, as straight code would ask for it: the same cells with the same borders, merges, names, checks with
// their messages, lists and data.
class ByHand {
public:
    explicit ByHand(Warm& warm) : grid_(warm.rendered.plan.grid), layout_(lay_out_sheet(grid_)), facts_(sheet_facts(warm.studio.form(warm.rendered.form), warm.rendered)) {
        for (const SheetBox& box : layout_.boxes) {
            looks_.push_back({box.style, box.size.v, box.cell < 0 ? 0 : borders(layout_.cells[box.cell], box.row, box.column, box.rows, box.columns),
                              static_cast<int>(box.align) * 3 + static_cast<int>(box.valign), box.locked});
            for (int r = box.row; r < box.row + box.rows; ++r)
                for (int c = box.column; c < box.column + box.columns; ++c) taken_.insert({r, c});
        }
        for (const SheetLayout::Frame& cell : layout_.cells)
            for (int r = cell.row; r < cell.row + cell.rows; ++r)
                for (int c = cell.column; c < cell.column + cell.columns; ++c)
                    if (const int edges = borders(cell, r, c, 1, 1); edges != 0 && !taken_.contains({r, c})) rest_.push_back({r, c, {"", 10.5, edges, 0, true}});
    }

    void write(const char* path) const {
        lxw_workbook* book = workbook_new(path);
        lxw_worksheet* sheet = workbook_add_worksheet(book, "Sheet");
        std::map<Look, lxw_format*> formats;
        for (std::size_t c = 0; c < layout_.columns.size(); ++c)
            worksheet_set_column_pixels(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), static_cast<std::uint32_t>(layout_.columns[c]), nullptr);
        for (std::size_t r = 0; r < layout_.rows.size(); ++r) worksheet_set_row(sheet, static_cast<lxw_row_t>(r), layout_.rows[r].height.v, nullptr);
        for (std::size_t i = 0; i < layout_.boxes.size(); ++i) cell(sheet, layout_.boxes[i], format(book, formats, looks_[i]));
        for (const Rest& rest : rest_) worksheet_write_blank(sheet, static_cast<lxw_row_t>(rest.row), static_cast<lxw_col_t>(rest.column), format(book, formats, rest.look));
        std::map<std::string, int> names;  // told from the last to the first: the library keeps them sorted and searches from the front
        for (const SheetBox& box : layout_.boxes)
            if (!box.name.empty()) names.emplace(box.name, box.row);
        for (auto it = names.rbegin(); it != names.rend(); ++it)
            workbook_define_name(book, it->first.c_str(), ("=Sheet!$A$" + std::to_string(it->second + 1)).c_str());
        lxw_worksheet* lists = workbook_add_worksheet(book, "_lists");
        for (std::size_t c = 0; c < facts_.lists.size(); ++c)
            for (std::size_t r = 0; r < facts_.lists[c].size(); ++r)
                worksheet_write_string(lists, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), facts_.lists[c][r].c_str(), nullptr);
        worksheet_hide(lists);
        lxw_worksheet* data = workbook_add_worksheet(book, "_data");
        worksheet_write_string(data, 0, 0, facts_.application.c_str(), nullptr);
        worksheet_hide(data);
        workbook_close(book);
    }

private:
    struct Rest {
        int row, column;
        Look look;
    };

    static int borders(const SheetLayout::Frame& own, int row, int column, int rows, int columns) {
        return (column == own.column ? 1000 : 0) + (row == own.row ? 100 : 0) + (column + columns == own.column + own.columns ? 10 : 0) +
               (row + rows == own.row + own.rows ? 1 : 0);
    }

    static lxw_format* format(lxw_workbook* book, std::map<Look, lxw_format*>& formats, const Look& look) {
        lxw_format*& made = formats[look];
        if (made) return made;
        made = workbook_add_format(book);
        format_set_font_name(made, look.style.c_str());
        format_set_font_size(made, look.size);
        format_set_text_wrap(made);
        format_set_left(made, static_cast<std::uint8_t>(look.borders / 1000 % 10)), format_set_top(made, static_cast<std::uint8_t>(look.borders / 100 % 10));
        format_set_right(made, static_cast<std::uint8_t>(look.borders / 10 % 10)), format_set_bottom(made, static_cast<std::uint8_t>(look.borders % 10));
        if (!look.locked) format_set_unlocked(made), format_set_num_format(made, "@");
        return made;
    }

    void cell(lxw_worksheet* sheet, const SheetBox& box, lxw_format* format) const {
        if (box.cell < 0 && box.text.empty()) return;
        const auto row = static_cast<lxw_row_t>(box.row);
        const auto column = static_cast<lxw_col_t>(box.column);
        if (box.rows > 1 || box.columns > 1)
            worksheet_merge_range(sheet, row, column, row + static_cast<lxw_row_t>(box.rows) - 1, static_cast<lxw_col_t>(column + box.columns - 1), "", format);
        if (box.text.empty()) worksheet_write_blank(sheet, row, column, format);
        else worksheet_write_string(sheet, row, column, box.text.c_str(), format);
        if (!box.locked && !box.field.empty()) validate(sheet, row, column);
    }

    static void validate(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column) {
        char title[] = "正式员工数", message[] = "通常只填整数（不带单位、不小于 0）。确要这样填写吗？";
        lxw_data_validation rule{};
        rule.validate = LXW_VALIDATION_TYPE_LENGTH;
        rule.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        rule.value_number = 800;
        rule.error_title = title, rule.error_message = message;
        worksheet_data_validation_cell(sheet, row, column, &rule);
    }

    Grid grid_;
    SheetLayout layout_;
    SheetFacts facts_;
    std::vector<Look> looks_;
    std::vector<Rest> rest_;
    std::set<std::pair<int, int>> taken_;
};

void by_hand(benchmark::State& state) {
    Warm warm;
    const ByHand peer(warm);
    const std::string path = "/tmp/tianbiao-bench-by-hand.xlsx";
    for (auto _ : state) {
        peer.write(path.c_str());
        benchmark::DoNotOptimize(read_file(path, 1 << 24));
    }
    std::remove(path.c_str());
    state.counters["workbooks/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(by_hand)->Unit(benchmark::kMillisecond);

// With the child that opens it, from its start to its end: wall time.
void read_back(benchmark::State& state) {
    Warm warm;
    const std::string bytes = workbook_of(warm.studio, warm.rendered);
    for (auto _ : state) benchmark::DoNotOptimize(parse_bytes(warm.studio, bytes, "bench.xlsx", {}));
}
BENCHMARK(read_back)->Unit(benchmark::kMillisecond)->UseRealTime();

void html(benchmark::State& state) {
    Warm warm;
    for (auto _ : state) benchmark::DoNotOptimize(html_of(warm.studio, warm.rendered));
}
BENCHMARK(html)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tianbiao::bench
