// A font's CMap and the codes that are looked up in it: the first half of the bytes is the map, the other a string that is shown by it.
#include <cstdlib>

#include "base/error.h"
#include "base/utf8.h"
#include "read/pdf_cmap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tianbiao;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size), map_bytes = bytes.substr(0, size - size / 8), shown = bytes.substr(map_bytes.size());
    try {
        const CMap map = CMap::parsed(map_bytes);
        for (std::size_t at = 0; at < shown.size();) {
            const std::size_t before = at;
            const CharacterCode code = map.next(shown, at);
            std::string text;
            if (at <= before || at > shown.size() || code.bytes > 4) std::abort();
            if (map.text(code, text) && first_bad_utf8(text)) std::abort();
            if (map.cid(code) < -1) std::abort();
        }
    } catch (const Error& error) {
        if (error.code() != Code::too_large) std::abort();
    }
    return 0;
}
