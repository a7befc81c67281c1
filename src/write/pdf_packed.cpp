#include "write/pdf_packed.h"

#include "base/deflate.h"
#include "base/digest.h"
#include "base/error.h"

namespace tianbiao {
namespace {

constexpr int level = 1;
constexpr int row_bytes = 7;  // /W[1 4 2]

void append_stream(std::string& file, ObjectNumber object, std::string_view entries, std::string_view bytes) {
    file += std::to_string(object) + " 0 obj\n<<";
    file += entries;
    file += "/Filter/FlateDecode/Length " + std::to_string(bytes.size()) + ">>\nstream\n";
    file += bytes;
    file += "\nendstream\nendobj\n";
}

// 7.5.8.3: kind 1, an object at an offset; kind 2, one in a stream at an index; kind 0, none.
void append_row(std::string& rows, int kind, std::size_t second, std::size_t third) {
    const auto byte = [](std::size_t value, int place) { return static_cast<char>(value >> (8 * place) & 255); };
    const char row[row_bytes] = {static_cast<char>(kind), byte(second, 3), byte(second, 2), byte(second, 1), byte(second, 0), byte(third, 1), byte(third, 0)};
    rows.append(row, row_bytes);
}

// PNG's filter Up (RFC 2083, 6.4): neighbouring rows differ in one byte or two.
std::string filtered(const std::string& rows) {
    std::string out;
    out.reserve(rows.size() + rows.size() / row_bytes);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % row_bytes == 0) out += '\2';
        const int above = i < row_bytes ? 0 : static_cast<unsigned char>(rows[i - row_bytes]);
        out += static_cast<char>(static_cast<unsigned char>(rows[i]) - above);
    }
    return out;
}

}  // namespace

void PackedObjects::fill(ObjectNumber object, std::string_view entries) {
    append_scaled(head_, object, 0);
    head_ += ' ';
    append_scaled(head_, static_cast<std::int64_t>(bodies_.size()), 0);
    head_ += ' ';
    bodies_ += "<<";
    bodies_ += entries;
    bodies_ += ">>\n";
    filled_.push_back(object);
    if (filled_.size() % most_in_one == 0) end_stream();
}

void PackedObjects::end_stream() {
    head_.back() = '\n';
    heads_.push_back(head_.size());
    packed_.push_back(zlib_compress(head_ + bodies_, level));
    const auto digest = md5(packed_.back());
    digest_.append(digest.begin(), digest.end());
    head_.clear();
    bodies_.clear();
}

void PackedObjects::finish() {
    if (filled_.size() != static_cast<std::size_t>(count_)) throw Error(Code::internal, {"", "PDF"}, "有对象没有内容");
    if (!bodies_.empty()) end_stream();
}

std::size_t PackedObjects::size() const {
    std::size_t bytes = static_cast<std::size_t>(count_) + 1000;
    for (const std::string& stream : packed_) bytes += stream.size() + 200;
    return bytes;
}

void PackedObjects::append_to(std::string& file, const std::vector<std::size_t>& offsets, std::string_view trailer) const {
    std::string rows;
    rows.reserve((offsets.size() + static_cast<std::size_t>(count_) + packed_.size() + 1) * row_bytes);
    append_row(rows, 0, 0, 65535);
    for (std::size_t i = 1; i < offsets.size(); ++i) append_row(rows, 1, offsets[i], 0);
    const ObjectNumber stream_number = first_ + count_, last = stream_number + static_cast<ObjectNumber>(packed_.size());
    std::vector<std::size_t> places(static_cast<std::size_t>(count_));
    for (std::size_t i = 0; i < filled_.size(); ++i) places[static_cast<std::size_t>(filled_[i] - first_)] = i;
    for (const std::size_t place : places) append_row(rows, 2, static_cast<std::size_t>(stream_number) + place / most_in_one, place % most_in_one);
    for (std::size_t i = 0; i < packed_.size(); ++i) {
        append_row(rows, 1, file.size(), 0);
        const std::size_t objects = std::min(most_in_one, filled_.size() - i * most_in_one);
        append_stream(file, stream_number + static_cast<ObjectNumber>(i),
                      "/Type/ObjStm/N " + std::to_string(objects) + "/First " + std::to_string(heads_[i]), packed_[i]);
    }
    const std::size_t start = file.size();
    append_row(rows, 1, start, 0);
    append_stream(file, last,
                  "/Type/XRef/W[1 4 2]/Size " + std::to_string(last + 1) + std::string(trailer) + "/DecodeParms<</Predictor 12/Columns 7>>",
                  zlib_compress(filtered(rows), level));
    file += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
}

}  // namespace tianbiao
