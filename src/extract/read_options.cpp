#include "extract/read_options.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "extract/plain_stream.h"
#include "form/readings.h"

namespace tianbiao {
namespace {

struct BoxSign {
    char32_t code;
    bool ticked;
};
// The last ones are places of Wingdings and Wingdings 2 in the private use area, where office programs keep their boxes.
constexpr std::array signs{
    BoxSign{U'□', false}, BoxSign{U'☐', false}, BoxSign{U'▢', false}, BoxSign{U'○', false}, BoxSign{U'◻', false},
    BoxSign{U'☑', true},  BoxSign{U'☒', true},  BoxSign{U'√', true},  BoxSign{U'✓', true},  BoxSign{U'✔', true},
    BoxSign{U'■', true},  BoxSign{U'▣', true},  BoxSign{U'●', true},  BoxSign{U'◼', true},  BoxSign{U'🗹', true},
    BoxSign{U'\uF0A8', false}, BoxSign{U'\uF06F', false}, BoxSign{U'\uF0A3', false},
    BoxSign{U'\uF0FE', true},  BoxSign{U'\uF0FC', true},  BoxSign{U'\uF052', true}, BoxSign{U'\uF050', true},
};

std::optional<bool> sign_of(char32_t code) {
    for (const BoxSign& sign : signs)
        if (sign.code == code) return sign.ticked;
    return std::nullopt;
}

struct Token {
    int option = -1;       // -1: a sign
    bool ticked = false;
};

struct Scan {
    std::vector<Token> tokens;
    std::size_t end = 0;   // of the stream, where the boxes and their words end
};

class Scanner {
public:
    Scanner(const std::vector<SeenParagraph>& paragraphs, const PlainStream& stream, const std::vector<std::string>& options, const std::string& tail, bool exact)
        : paragraphs_(paragraphs), stream_(stream), tail_(plain(tail)), exact_(exact), used_(options.size()) {
        for (const std::string& option : options) options_.push_back(plain(option));
    }

    Scan run() {
        while (at_ < stream_.size() && step()) {}
        scan_.end = at_;
        return std::move(scan_);
    }

private:
    std::string_view rest() const { return std::string_view(stream_.text()).substr(at_); }

    bool step() {
        if (done()) return false;
        if (!tail_.empty() && rest().starts_with(tail_)) {
            at_ += tail_.size();
            tail_seen_ = true;
            return true;
        }
        return take_option() || take_sign() || (!exact_ && take_remark());
    }

    // In a cell of ours nothing of the form's stands behind the last box and the tail.
    bool done() const {
        if (!exact_ || !std::ranges::all_of(used_, [](bool used) { return used; })) return false;
        const bool box_follows = paragraphs_[stream_.paragraph_at(at_)].of_form;
        return tail_.empty() ? !box_follows : tail_seen_;
    }

    bool take_option() {
        int best = -1;
        for (std::size_t i = 0; i < options_.size(); ++i)
            if (!used_[i] && rest().starts_with(options_[i]) && (best < 0 || options_[i].size() > options_[static_cast<std::size_t>(best)].size()))
                best = static_cast<int>(i);
        if (best < 0) return false;
        used_[static_cast<std::size_t>(best)] = true;
        at_ += options_[static_cast<std::size_t>(best)].size();
        scan_.tokens.push_back({best, false});
        return true;
    }

    bool take_sign() {
        std::size_t next = at_;
        const std::optional<bool> ticked = sign_of(next_code_point(stream_.text(), next));
        if (!ticked || (exact_ && !paragraphs_[stream_.paragraph_at(at_)].of_form)) return false;
        at_ = next;
        scan_.tokens.push_back({-1, *ticked});
        return true;
    }

    // Marks between the options, and words in brackets: other wordings of the tail.
    bool take_remark() {
        const bool all = std::ranges::all_of(used_, [](bool used) { return used; });
        const std::string_view marks = all ? ",;:.()[]_" : ",;:/|.()[]_";  // a stroke behind the boxes is an answer
        if (rest().starts_with("(")) {
            const std::size_t close = rest().find(')');
            if (close != std::string_view::npos && close < 60) {
                const std::string_view inside = rest().substr(1, close - 1);
                if (const std::string_view only = inside; !only.empty()) {
                    std::size_t one = 0;
                    const std::optional<bool> ticked = sign_of(next_code_point(only, one));
                    if (one == only.size() && ticked) scan_.tokens.push_back({-1, *ticked});  // (√)
                }
                at_ += close + 1;
                return true;
            }
        }
        std::size_t next = at_;
        const char32_t code = next_code_point(stream_.text(), next);
        if (code != U'、' && code != U'。' && (code > 0x7F || marks.find(static_cast<char>(code)) == std::string_view::npos)) return false;
        at_ = next;
        return true;
    }

    const std::vector<SeenParagraph>& paragraphs_;
    const PlainStream& stream_;
    std::string tail_;
    bool exact_, tail_seen_ = false;
    std::vector<std::string> options_;
    std::vector<bool> used_;
    std::size_t at_ = 0;
    Scan scan_;
};

// Signs belong to the option before them, or to the one behind where the first sign stands before all options.
void assign(const std::vector<Token>& tokens, std::set<std::size_t>& ticked) {
    const bool before = !tokens.empty() && tokens.front().option < 0 && tokens.back().option >= 0;
    int current = -1;
    bool pending = false;
    for (const Token& token : tokens) {
        if (token.option >= 0) {
            current = token.option;
            if (before && pending) ticked.insert(static_cast<std::size_t>(current));
            pending = false;
        } else if (before) {
            pending |= token.ticked;
        } else if (current >= 0 && token.ticked) {
            ticked.insert(static_cast<std::size_t>(current));
        }
    }
}

std::string said(const Ticks& ticks, const std::vector<std::string>& options) {
    std::string text;
    for (const std::size_t i : ticks.ticked) text += (text.empty() ? "" : "、") + options[i];
    if (!ticks.beside.empty()) text += (text.empty() ? "" : "、") + ticks.beside;
    return text;
}

}  // namespace

bool has_box_sign(const std::vector<SeenParagraph>& paragraphs) {
    return std::ranges::any_of(paragraphs, [](const SeenParagraph& paragraph) {
        for (std::size_t at = 0; at < paragraph.text.size();)
            if (sign_of(next_code_point(paragraph.text, at))) return true;
        return false;
    });
}

ReadTicks read_options(const std::vector<SeenParagraph>& paragraphs, const std::vector<std::string>& options, const std::string& tail, bool exact) {
    ReadTicks out;
    const PlainStream stream(paragraphs);
    const Scan scan = Scanner(paragraphs, stream, options, tail, exact).run();
    const bool any_sign = std::ranges::any_of(scan.tokens, [](const Token& token) { return token.option < 0; });
    if (any_sign) {
        assign(scan.tokens, out.ticks.ticked);
    } else if (scan.tokens.size() < options.size()) {
        for (const Token& token : scan.tokens) out.ticks.ticked.insert(static_cast<std::size_t>(token.option));
        out.by_word = !scan.tokens.empty();
    }
    std::vector<SeenParagraph> rest = stream.cut(scan.end, stream.size());
    if (!rest.empty()) out.ticks.beside = text_of(rest);
    if (!exact) out.ticks.beside = std::string(trim(out.ticks.beside));
    out.text = said(out.ticks, options);
    return out;
}

}  // namespace tianbiao
