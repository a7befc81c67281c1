#include "write/pdf_update.h"

#include "base/deflate.h"
#include "base/digest.h"
#include "base/error.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int level = 1;

std::string digits_of(std::uint64_t value, std::size_t count) {
    std::string text = std::to_string(value);
    return text.size() < count ? std::string(count - text.size(), '0') + text : text;
}

}  // namespace

PdfUpdate::PdfUpdate(std::string_view original, const Fillable& file) : file_(file), out_(original), original_(original.size()), next_(file.size) {
    if (!out_.ends_with('\n') && !out_.ends_with('\r')) out_ += '\n';
}

void PdfUpdate::begin(int number, int generation) {
    places_[number] = {out_.size(), generation};
    out_ += std::to_string(number) + " " + std::to_string(generation) + " obj\n<<";
}

ObjectNumber PdfUpdate::add(std::string entries) {
    begin(next_, 0);
    out_ += entries + ">>\nendobj\n";
    return next_++;
}

void PdfUpdate::write_stream(int number, std::string entries, std::string_view bytes, Packed packed) {
    begin(number, 0);
    if (packed == Packed::flate) entries += "/Filter/FlateDecode";
    out_ += entries + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n";
    out_ += bytes;
    out_ += "\nendstream\nendobj\n";
}

ObjectNumber PdfUpdate::add_stream(std::string entries, std::string_view bytes, Packed packed) {
    write_stream(next_, std::move(entries), bytes, packed);
    return next_++;
}

ObjectNumber PdfUpdate::add_stream(std::string entries, std::string&& bytes, Packed packed) {
    return add_stream(std::move(entries), std::string_view(bytes), packed);
}

void PdfUpdate::replace(const FillObject& object, std::string_view entries) {
    begin(object.number, object.generation);
    out_ += entries;
    out_ += ">>\nendobj\n";
}

void PdfUpdate::replace_stream(ObjectNumber object, std::string entries, std::string_view bytes) {
    write_stream(object, std::move(entries), bytes, Packed::no);
}

// 14.4: the first identifier stays, the second one tells this revision from the others.
std::string PdfUpdate::trailer() const {
    std::string text = "/Root " + file_.root + "/Prev " + std::to_string(file_.start);
    if (!file_.info.empty()) text += "/Info " + file_.info;
    const std::size_t open = file_.id.find('<'), close = file_.id.find('>');
    if (open != std::string::npos && close != std::string::npos) {
        const auto digest = md5(std::string_view(out_).substr(original_));
        text += "/ID[" + file_.id.substr(open, close - open + 1) + hex_string({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "]";
    }
    return text;
}

// 7.5.4.
void PdfUpdate::write_table() {
    const std::string trailer_entries = trailer();
    const std::size_t start = out_.size();
    out_ += "xref\n";
    for (auto place = places_.begin(); place != places_.end();) {
        auto end = place;
        int count = 0;
        while (end != places_.end() && end->first == place->first + count) ++end, ++count;
        out_ += std::to_string(place->first) + " " + std::to_string(count) + "\n";
        for (; place != end; ++place) out_ += digits_of(place->second.offset, 10) + " " + digits_of(static_cast<std::uint64_t>(place->second.generation), 5) + " n\r\n";
    }
    out_ += "trailer\n<</Size " + std::to_string(next_) + trailer_entries + ">>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

// 7.5.8: a file whose last section is a stream goes on with one.
void PdfUpdate::write_stream_of_places() {
    const std::string trailer_entries = trailer();
    const std::size_t start = out_.size();
    places_[next_] = {start, 0};
    std::string rows, index;
    for (auto place = places_.begin(); place != places_.end();) {
        auto end = place;
        int count = 0;
        while (end != places_.end() && end->first == place->first + count) ++end, ++count;
        index += std::to_string(place->first) + " " + std::to_string(count) + " ";
        for (; place != end; ++place) {
            rows += '\1';
            for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>(place->second.offset >> shift & 255);
            rows += static_cast<char>(place->second.generation >> 8 & 255);
            rows += static_cast<char>(place->second.generation & 255);
        }
    }
    write_stream(next_, "/Type/XRef/W[1 4 2]/Index[" + index + "]/Size " + std::to_string(next_ + 1) + trailer_entries, zlib_compress(rows, level),
                 Packed::flate);
    out_ += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
}

std::string PdfUpdate::bytes() {
    if (out_.size() > 0xFFFFFFFFu) throw Error(Code::too_large, {"", "PDF"}, "PDF 超过 4 GiB");
    if (file_.stream) write_stream_of_places();
    else write_table();
    return std::move(out_);
}

}  // namespace tianbiao
