#include <algorithm>
#include <array>

#include "base/numbers.h"
#include "form/reading.h"

namespace tianbiao {
namespace {

constexpr std::size_t most_edges = 64;   // 63 columns; ours have 6
constexpr std::size_t most_rows = 1000;  // of one block's definition; ours have 7
constexpr Mm same{0.001};

constexpr std::string_view block_words[] = {"id", "edges", "rows"};
constexpr std::string_view row_words[] = {"height", "cells", "repeat", "count", "more", "key", "elastic", "header", "keep", "page_start"};
constexpr std::string_view key_words[] = {"member", "values"};

std::vector<Mm> edges_of(const Members& members, Reading& reading) {
    std::vector<Mm> edges;
    const std::vector<Json>& list = members.list("edges", Need::must);
    for (double value : members.numbers("edges", 5000)) edges.push_back({value});
    const Mm width = reading.form.area_width;
    const bool rising = std::ranges::adjacent_find(edges, std::ranges::greater_equal{}) == edges.end();
    if (edges.size() < 2 || edges.size() > most_edges || !rising)
        members.fault("edges", "edges 要从左到右写出 2 到 " + std::to_string(most_edges) + " 条竖线（mm）");
    else if (edges.front() != Mm{0} || edges.back() < width - same || edges.back() > width + same)
        members.fault("edges", "edges 要从 0 到版心宽 " + short_number(width.v, 3));
    else
        for (std::size_t i = 0; i < edges.size(); ++i) reading.all_edges.emplace_back(edges[i], &list[i]);
    return edges;
}

void read_count(const Members& members, RowDef& row) {
    if (!members.has("count")) return;
    const std::vector<Json>& count = members.list("count");
    const auto blank = count.empty() ? std::nullopt : count[0].integer();
    const auto most = count.size() == 2 && !count[1].is_null() ? count[1].integer() : std::optional<std::int64_t>(0);
    const bool unlimited = count.size() == 2 && count[1].is_null();
    if (count.size() != 2 || !blank || !most || *blank < 1 || *blank > 1000 || (!unlimited && (*most < *blank || *most > 100000))) {
        members.fault("count", "count 要写成 [空表的行数, 最多行数或 null]");
        return;
    }
    row.blank = static_cast<int>(*blank);
    row.most = static_cast<int>(*most);
}

// A row for each of some values of one member: 初级, 中级, 高级.
void read_key(const Members& members, const Field& list, RowDef& row, Reading& reading) {
    if (!members.has("key")) return;
    const Members key(members.at("key"), key_words, reading.faults);
    row.key = key.text("member", Need::must);
    row.key_values = key.texts("values");
    if (row.key_values.empty()) key.fault("values", "key 要用 values 写出每一行的值");
    if (members.has("count")) members.fault("count", "有 key 的行不写 count：行数就是 values 的个数");
    row.blank = row.most = static_cast<int>(row.key_values.size());
    const auto member = std::ranges::find(list.fields, row.key, &Field::key);
    if (member == list.fields.end()) {
        key.fault("member", "「" + list.path + "」没有「" + row.key + "」");
        return;
    }
    const ValueList* known = reading.form.values(member->values);
    for (const Json& value : key.list("values"))
        if (known && std::ranges::find(known->entries, value.text, &ValueEntry::value) == known->entries.end())
            reading.faults.add(value, "取值表「" + known->id + "」里没有这一项");
}

void read_repeat(const Members& members, RowDef& row, Reading& reading) {
    row.repeat = members.text("repeat");
    row.more = members.text("more");
    if (row.repeat.empty()) {
        for (std::string_view word : {"count", "more", "key"})
            if (members.has(word)) members.fault(word, "只有 repeat 的行可以写「" + std::string(word) + "」");
        return;
    }
    read_count(members, row);
    const Field* list = reading.form.field(row.repeat);
    if (!list || list->type != FieldType::list) members.fault("repeat", "「" + row.repeat + "」不是列表");
    else read_key(members, *list, row, reading);
}

RowDef row_of(const Members& members, Reading& reading) {
    RowDef row;
    row.height = members.mm("height", Need::must);
    if (members.has("elastic")) row.elastic = members.mm("elastic");
    row.header = members.flag("header");
    row.keep = members.flag("keep") || row.header;
    row.page_start = members.flag("page_start");
    read_repeat(members, row, reading);
    const bool given = members.has("height") && members.at("height").is_number();
    if (given && (row.height <= Mm{0} || row.height > reading.form.area_height)) members.fault("height", "行高要大于 0，并在一页之内");
    if (given && row.elastic && *row.elastic > row.height) members.fault("elastic", "elastic 是收缩的下限，不能大于 height");
    return row;
}

// Which positions of the block are taken.
class Cover {
public:
    Cover(std::size_t rows, std::size_t columns) : columns_(columns), taken_(rows * columns, false) {}

    // The first free column of the row; `columns` where there is none.
    std::size_t free_from(std::size_t row, std::size_t column = 0) const {
        while (column < columns_ && taken_[row * columns_ + column]) ++column;
        return column;
    }

    // False where one of the positions was taken already.
    bool take(const CellDef& cell) {
        bool all_free = true;
        for (int r = cell.row; r < cell.row + cell.down; ++r)
            for (int c = cell.column; c < cell.column + cell.across; ++c) {
                std::vector<bool>::reference place = taken_[static_cast<std::size_t>(r) * columns_ + static_cast<std::size_t>(c)];
                all_free = all_free && !place;
                place = true;
            }
        return all_free;
    }

private:
    std::size_t columns_;
    std::vector<bool> taken_;
};

class BlockReader {
public:
    BlockReader(const Json& json, Reading& reading) : members_(json, block_words, reading.faults), reading_(reading) {}

    BlockDef read() {
        block_.id = members_.text("id", Need::must);
        if (!block_.id.empty() && !is_plain_key(block_.id)) members_.fault("id", "id 只用小写英文字母、数字和 _，以字母开头");
        block_.edges = edges_of(members_, reading_);
        const std::vector<Json>& rows = members_.list("rows", Need::must);
        if (rows.size() > most_rows) members_.fault("rows", "一块最多 " + std::to_string(most_rows) + " 行");
        else if (block_.edges.size() >= 2 && block_.edges.size() <= most_edges) read_rows(rows);
        return std::move(block_);
    }

private:
    void read_rows(const std::vector<Json>& rows) {
        std::vector<Members> members;
        for (const Json& row : rows) {
            members.emplace_back(row, row_words, reading_.faults);
            block_.rows.push_back(row_of(members.back(), reading_));
        }
        for (std::size_t r = 0; r < rows.size(); ++r)
            if (block_.rows[r].header && (r + 1 == rows.size() || (block_.rows[r + 1].repeat.empty() && !block_.rows[r + 1].header)))
                members[r].fault("header", "header 行的下一行要是 repeat 行");
        Cover cover(rows.size(), columns());
        for (std::size_t r = 0; r < rows.size(); ++r) read_cells(members[r], r, cover);
    }

    void read_cells(const Members& members, std::size_t r, Cover& cover) {
        const std::vector<Json>& cells = members.list("cells");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            CellDef cell;
            cell.id = block_.id + "/" + std::to_string(r) + "/" + std::to_string(i);
            cell.row = static_cast<int>(r);
            cell.line = line_of(cells[i].line);
            read_cell(cells[i], block_.rows[r], cell, reading_);
            if (place(cells[i], cell, cover)) {
                check_lines(cells[i], cell);
                block_.cells.push_back(std::move(cell));
            }
        }
        for (std::size_t free = cover.free_from(r); free < columns(); free = cover.free_from(r, free + 1))
            members.fault("cells", "这一行没有填满：" + short_number(block_.edges[free].v, 3) + "–" +
                                       short_number(block_.edges[free + 1].v, 3) + " mm 处缺一格（空格写 \"\"）");
    }

    // At the first free position of its row.
    bool place(const Json& json, CellDef& cell, Cover& cover) {
        const std::size_t free = cover.free_from(static_cast<std::size_t>(cell.row));
        if (free == columns()) {
            reading_.faults.add(json, "这一行的格多了：前面的格（或上面伸下来的格）已经占满");
            return false;
        }
        cell.column = static_cast<int>(free);
        const int most_across = static_cast<int>(columns() - free), most_down = static_cast<int>(block_.rows.size()) - cell.row;
        if (cell.across > most_across) reading_.faults.add(json, "across 超出了右边：这里最多 " + std::to_string(most_across));
        if (cell.down > most_down) reading_.faults.add(json, "down 超出了本块的行：这里最多 " + std::to_string(most_down));
        cell.across = std::min(cell.across, most_across);
        cell.down = std::min(cell.down, most_down);
        if (!cover.take(cell)) reading_.faults.add(json, "这一格盖住了另一格");
        return true;
    }

    void check_lines(const Json& json, const CellDef& cell) {
        const Json* list = json.find("lines");
        const auto at = [&](int column) { return block_.edges[static_cast<std::size_t>(column)]; };
        const Mm width = at(cell.column + cell.across) - at(cell.column);
        Mm height;
        for (int r = cell.row; r < cell.row + cell.down; ++r) height += block_.rows[static_cast<std::size_t>(r)].height;
        for (std::size_t i = 0; list && i < cell.lines.size(); ++i) {
            const LineDef& line = cell.lines[i];
            const Mm y = line.baseline.value_or(line.foot.value_or(Mm{0})) + line.region.value_or(Mm{0});
            if (line.x + line.width > width + same) reading_.faults.add(list->items[i], "这一行字超出了格的右边");
            if (y > height) reading_.faults.add(list->items[i], "这一行字超出了格的高度");
        }
    }

    std::size_t columns() const { return block_.edges.size() - 1; }

    Members members_;
    Reading& reading_;
    BlockDef block_;
};

}  // namespace

void read_blocks(const Json& definition, Reading& reading) {
    const Json* blocks = definition.find("blocks");
    if (!blocks) return;
    for (const Json& json : blocks->items) {
        BlockDef block = BlockReader(json, reading).read();
        if (std::ranges::find(reading.form.blocks, block.id, &BlockDef::id) != reading.form.blocks.end())
            reading.faults.add(json, "块「" + block.id + "」重复");
        reading.form.blocks.push_back(std::move(block));
    }
}

}  // namespace tianbiao
