#include "app/source.h"

#include <sys/stat.h>

#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

Json count(std::size_t number) { return Json::make_number(static_cast<std::int64_t>(number)); }

// What is unpacked at a time, kept by each thread for its next job.
struct Piece {
    std::string path;
    std::size_t from = 0, to = 0;
    std::vector<ReaderChild::Unpacked> files;
};

std::string read_packed(const Source& source, ReaderChild& reader, const std::string& name) {
    thread_local Piece piece;
    const Source::Packed& packed = *source.packed;
    if (piece.path != source.path || piece.from != packed.from || piece.to != packed.to) {
        piece = {};
        piece.files = reader.unpack(read_file(source.path, limits::archive_bytes), packed.from, packed.to, name);
        piece.path = source.path, piece.from = packed.from, piece.to = packed.to;
    }
    if (packed.index < packed.from || packed.index - packed.from >= piece.files.size())
        throw Error(Code::unreadable, {name, ""}, "压缩包在处理中被改动了：请另指定输出文件夹重新处理");
    ReaderChild::Unpacked& file = piece.files[packed.index - packed.from];
    if (file.error) throw Error(file.error->code(), {name, file.error->place().detail}, file.error->text());
    if (file.bytes.size() != packed.size) throw Error(Code::unreadable, {name, ""}, "压缩包在处理中被改动了：请另指定输出文件夹重新处理");
    return file.bytes;
}

}  // namespace

std::string Source::identity() const { return packed ? path + "\n" + std::to_string(packed->index) : path; }

Json to_json(const Source& source) {
    Json json = Json::make_object();
    if (first_bad_utf8(source.path)) json.member("bytes") = Json::make_text(hex(source.path));
    else json.member("path") = Json::make_text(source.path);
    if (!source.packed) return json;
    const Source::Packed& packed = *source.packed;
    json.member("packed") = Json::make_array({count(packed.index), count(packed.from), count(packed.to), count(packed.size)});
    return json;
}

Source source_of_json(const Json& json) {
    Source source;
    if (const Json* bytes = json.find("bytes")) source.path = bytes_of_hex(bytes->text);
    else if (const Json* path = json.find("path")) source.path = path->text;
    if (const Json* packed = json.find("packed"); packed && packed->items.size() == 4) {
        const auto number = [&](std::size_t i) { return static_cast<std::size_t>(packed->items[i].integer().value_or(0)); };
        source.packed = Source::Packed{number(0), number(1), number(2), number(3)};
    }
    return source;
}

std::string read_source(const Source& source, ReaderChild& reader, const std::string& name) {
    if (source.packed) return read_packed(source, reader, name);
    struct stat facts {};
    if (::stat(source.path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode))
        throw Error(Code::unreadable, {name, ""}, "不是普通文件（设备或管道）");
    return read_file(source.path, limits::pdf_bytes);
}

}  // namespace tianbiao
