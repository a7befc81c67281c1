// Workbooks a second, beside a program written by hand with libxlsxwriter that puts the same cells, merges, borders, names, checks and
// hidden sheets, told in advance where all of them go; and one workbook read back. CPU time of one thread.
#include <benchmark/benchmark.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <map>
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

// What our writer asks of the library, as straight code would ask for it.
class ByHand {
public:
    explicit ByHand(Warm& warm) : layout_(lay_out_sheet(warm.rendered.plan.grid)), facts_(sheet_facts(warm.studio.form(warm.rendered.form), warm.rendered)) {}

    void write(const char* path) const {
        lxw_workbook* book = workbook_new(path);
        lxw_worksheet* sheet = workbook_add_worksheet(book, "Sheet");
        for (std::size_t c = 0; c < layout_.columns.size(); ++c)
            worksheet_set_column_pixels(sheet, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), static_cast<std::uint32_t>(layout_.columns[c]), nullptr);
        for (std::size_t r = 0; r < layout_.rows.size(); ++r) worksheet_set_row(sheet, static_cast<lxw_row_t>(r), layout_.rows[r].height.v, nullptr);
        std::map<std::pair<std::string, double>, lxw_format*> formats;
        for (const SheetBox& box : layout_.boxes) cell(book, sheet, formats, box);
        std::map<std::string, int> names;  // told from the last to the first: the library keeps them sorted and searches from the front
        for (const SheetBox& box : layout_.boxes)
            if (!box.name.empty()) names.emplace(box.name, box.row);
        for (auto it = names.rbegin(); it != names.rend(); ++it)
            workbook_define_name(book, it->first.c_str(), ("=Sheet!$A$" + std::to_string(it->second + 1)).c_str());
        lxw_worksheet* data = workbook_add_worksheet(book, "_data");
        for (std::size_t at = 0; at < facts_.application.size(); at += 9000)  // bytes: never more than a cell takes
            worksheet_write_string(data, static_cast<lxw_row_t>(at / 9000), 0, ascii(facts_.application.substr(at, 9000)).c_str(), nullptr);
        worksheet_hide(data);
        workbook_close(book);
    }

private:
    // A cut may fall into a character: what is measured is the length.
    static std::string ascii(std::string text) {
        for (char& c : text) c = static_cast<unsigned char>(c) < 0x80 ? c : 'x';
        return text;
    }

    static void cell(lxw_workbook* book, lxw_worksheet* sheet, std::map<std::pair<std::string, double>, lxw_format*>& formats, const SheetBox& box) {
        lxw_format*& format = formats[{box.style, box.size.v + (box.locked ? 0 : 100)}];
        if (!format) {
            format = workbook_add_format(book);
            format_set_font_size(format, box.size.v);
            format_set_text_wrap(format);
            format_set_border(format, LXW_BORDER_THIN);
            if (!box.locked) format_set_unlocked(format);
        }
        const auto row = static_cast<lxw_row_t>(box.row);
        const auto column = static_cast<lxw_col_t>(box.column);
        if (box.rows > 1 || box.columns > 1)
            worksheet_merge_range(sheet, row, column, row + static_cast<lxw_row_t>(box.rows) - 1, static_cast<lxw_col_t>(column + box.columns - 1), "", format);
        if (box.text.empty()) worksheet_write_blank(sheet, row, column, format);
        else worksheet_write_string(sheet, row, column, box.text.c_str(), format);
        if (!box.locked) validate(sheet, row, column);
    }

    static void validate(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column) {
        lxw_data_validation rule{};
        rule.validate = LXW_VALIDATION_TYPE_LENGTH;
        rule.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
        rule.value_number = 800;
        worksheet_data_validation_cell(sheet, row, column, &rule);
    }

    SheetLayout layout_;
    SheetFacts facts_;
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
