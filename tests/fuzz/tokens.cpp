// Words of a content stream: whatever the bytes, every step goes on, and no token points outside of what it was made of.
#include <cstdlib>
#include <cmath>

#include "read/pdf_tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tianbiao;
    Tokenizer tokens(std::string_view(reinterpret_cast<const char*>(data), size));
    std::size_t at = 0, count = 0;
    for (Token token = tokens.next(); token.kind != TokenKind::end; token = tokens.next()) {
        if (tokens.at() <= at || tokens.at() > size || !(std::abs(token.number) <= 1e9)) std::abort();
        at = tokens.at();
        for (const char c : token.text) count += static_cast<unsigned char>(c);
        if (token.kind == TokenKind::word && token.text == "reset") tokens.reset();
    }
    return count == ~std::size_t{0} ? 1 : 0;
}
