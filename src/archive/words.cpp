#include "archive/words.h"

#include <functional>
#include <vector>

#include "base/characters.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

void collect(const Json& json, std::string& text) {
    if ((json.is_text() || json.is_number()) && !json.text.empty()) text += json.text + "\n";
    for (const Json& item : json.items) collect(item, text);
    for (const auto& [key, value] : json.members) collect(value, text);
}

enum class Kind { han, letters, other };

Kind kind_of(char32_t code) { return is_word_character(code) ? Kind::letters : is_han(code) || code >= 0x3040 ? Kind::han : Kind::other; }

struct Run {
    Kind kind;
    std::vector<std::string> characters;  // of letters: one, the whole word
};

// Neighbours of one kind; everything else divides. Full-width forms are folded before; punctuation of the CJK block lies below U+3040.
void each_run(std::string_view text, const std::function<void(const Run&)>& visit) {
    Run run{Kind::other, {}};
    const auto end = [&] {
        if (run.kind != Kind::other) visit(run);
        run.characters.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const Kind kind = kind_of(next_code_point(text, at));
        if (kind != run.kind) end(), run.kind = kind;
        if (kind == Kind::letters && !run.characters.empty()) run.characters.back() += text.substr(from, at - from);
        else if (kind != Kind::other) run.characters.emplace_back(text.substr(from, at - from));
    }
    end();
}

// The pairs of a run of Han, as a phrase; its last character alone only where the run is one character.
std::string phrase_of(const Run& run) {
    const std::vector<std::string>& all = run.characters;
    if (all.size() == 1) return "\"" + all[0] + "\" *";
    std::string phrase;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) phrase += (phrase.empty() ? "" : " ") + all[i] + all[i + 1];
    return "\"" + phrase + "\"";
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out = nfkc(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string written_text(const Json& application) {
    std::string text;
    collect(application, text);
    return text;
}

std::string index_terms(std::string_view text) {
    std::string terms;
    each_run(folded(text), [&](const Run& run) {
        for (std::size_t i = 0; i < run.characters.size(); ++i)
            terms += run.characters[i] + (i + 1 < run.characters.size() ? run.characters[i + 1] : "") + " ";
    });
    if (!terms.empty()) terms.pop_back();
    return terms;
}

std::string match_terms(std::string_view words) {
    std::string match;
    each_run(folded(words), [&](const Run& run) { match += (match.empty() ? "" : " AND ") + phrase_of(run); });
    return match;
}

}  // namespace tianbiao
