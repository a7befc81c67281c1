// Words of a content stream or a CMap (ISO 32000-1, 7.2 and 7.8.2), over decoded bytes.
//
// Nothing recurses: arrays and dictionaries come as their brackets. What is no token is skipped, byte by byte; a stream has no end that
// could be missing. Texts point into the bytes, or into the tokenizer where a string had to be decoded: they live until reset().
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace tianbiao {

enum class TokenKind : std::uint8_t { end, number, string, name, word, array_begin, array_end, dictionary_begin, dictionary_end };

struct Token {
    TokenKind kind = TokenKind::end;
    double number = 0;      // finite, within ±1e9
    std::string_view text;  // bytes of a string, a name without its solidus, a word as it stands
};

class Tokenizer {
public:
    explicit Tokenizer(std::string_view bytes) : bytes_(bytes) {}
    Token next();
    void reset() { used_ = 0; }  // texts given so far are gone

    std::size_t at() const { return at_; }
    void skip_to(std::size_t at) { at_ = at < bytes_.size() ? at : bytes_.size(); }
    std::string_view bytes() const { return bytes_; }

private:
    void skip_white();
    Token number();
    Token literal();
    Token hexadecimal();
    Token name();
    std::string& room();  // for a decoded text, empty

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::deque<std::string> decoded_;  // those behind used_ keep their memory for the next texts
    std::size_t used_ = 0;
};

// The number that a token's characters spell, as lenient as readers are: "-.5", "4.", "--3", "1.2.3" (1.2); 0 for none of it.
double lenient_number(std::string_view text);

}  // namespace tianbiao
