#include "compose/words.h"

namespace tianbiao {

std::string with(std::string_view phrase, std::initializer_list<std::pair<std::string_view, std::string>> gaps) {
    std::string out;
    for (std::size_t at = 0; at < phrase.size();) {
        const std::size_t close = phrase[at] == '{' ? phrase.find('}', at) : std::string_view::npos;
        bool found = false;
        if (close != std::string_view::npos) {
            const std::string_view name = phrase.substr(at + 1, close - at - 1);
            for (const auto& [gap, text] : gaps) {
                if (gap != name) continue;
                out += text;
                found = true;
            }
        }
        if (found) at = close + 1;
        else out += phrase[at++];
    }
    return out;
}

}  // namespace tianbiao
