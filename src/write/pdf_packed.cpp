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

void PackedObjects::fill(ObjectNumber object, std::string_view entries, PackedKind kind) {
    Open& open = open_[static_cast<std::size_t>(kind)];
    append_scaled(open.head, object, 0);
    open.head += ' ';
    append_scaled(open.head, static_cast<std::int64_t>(open.bodies.size()), 0);
    open.head += ' ';
    open.bodies += "<<";
    open.bodies += entries;
    open.bodies += ">>\n";
    open.objects.push_back(object);
    ++filled_;
    if (open.objects.size() == most_in_one) end_stream(open);
}

void PackedObjects::end_stream(Open& open) {
    if (open.objects.empty()) return;
    open.head.back() = '\n';
    places_.resize(static_cast<std::size_t>(count_));
    for (std::size_t i = 0; i < open.objects.size(); ++i) places_[static_cast<std::size_t>(open.objects[i] - first_)] = {streams_.size(), i};
    streams_.push_back({zlib_compress(open.head + open.bodies, level), open.head.size(), open.objects.size()});
    const auto digest = md5(streams_.back().bytes);
    digest_.append(digest.begin(), digest.end());
    open = {};
}

void PackedObjects::finish() {
    if (filled_ != static_cast<std::size_t>(count_)) throw Error(Code::internal, {"", "PDF"}, "有对象没有内容");
    for (Open& open : open_) end_stream(open);
}

std::size_t PackedObjects::size() const {
    std::size_t bytes = static_cast<std::size_t>(count_) + 1000;
    for (const Stream& stream : streams_) bytes += stream.bytes.size() + 200;
    return bytes;
}

void PackedObjects::append_to(std::string& file, const std::vector<std::size_t>& offsets, std::string_view trailer) const {
    std::string rows;
    rows.reserve((offsets.size() + static_cast<std::size_t>(count_) + streams_.size() + 1) * row_bytes);
    append_row(rows, 0, 0, 65535);
    for (std::size_t i = 1; i < offsets.size(); ++i) append_row(rows, 1, offsets[i], 0);
    const ObjectNumber stream_number = first_ + count_, last = stream_number + static_cast<ObjectNumber>(streams_.size());
    for (const Place& place : places_) append_row(rows, 2, static_cast<std::size_t>(stream_number) + place.stream, place.index);
    for (std::size_t i = 0; i < streams_.size(); ++i) {
        const Stream& stream = streams_[i];
        append_row(rows, 1, file.size(), 0);
        append_stream(file, stream_number + static_cast<ObjectNumber>(i),
                      "/Type/ObjStm/N " + std::to_string(stream.objects) + "/First " + std::to_string(stream.head), stream.bytes);
    }
    const std::size_t start = file.size();
    append_row(rows, 1, start, 0);
    append_stream(file, last,
                  "/Type/XRef/W[1 4 2]/Size " + std::to_string(last + 1) + std::string(trailer) + "/DecodeParms<</Predictor 12/Columns 7>>",
                  zlib_compress(filtered(rows), level));
    file += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
}

}  // namespace tianbiao
