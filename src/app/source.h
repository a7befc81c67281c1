// Where a submitted file's bytes are: on disk, or in a ZIP there. What a batch's journal says of its inputs.
#pragma once
#include <optional>
#include <string>

#include "app/reader_child.h"
#include "base/json.h"

namespace tianbiao {

struct Source {
    std::string path;  // absolute; bytes, as the system has it
    // In a ZIP: which of its members, and the piece of them that is unpacked at a time; `size` as it was said when it was listed.
    struct Packed {
        std::size_t index = 0, from = 0, to = 0, size = 0;
    };
    std::optional<Packed> packed = {};

    std::string identity() const;  // text, one for each source: the same one is the same input, however often it is given
};
Json to_json(const Source& source);
Source source_of_json(const Json& json);

// Throws Error as reading and unpacking do; `name` is for messages. A thread keeps the piece of a ZIP that it unpacked last.
std::string read_source(const Source& source, ReaderChild& reader, const std::string& name);

}  // namespace tianbiao
