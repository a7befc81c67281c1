#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "read/pdf_encodings.h"

namespace tianbiao {
namespace {

struct GlyphName {
    std::string_view name;
    char32_t code;
};

// Names that are no letter with an accent, by the Adobe Glyph List.
constexpr GlyphName names[]{
    {"AE", U'Æ'}, {"Alpha", U'Α'}, {"Beta", U'Β'}, {"Chi", U'Χ'}, {"Delta", U'∆'}, {"Dcroat", U'Đ'}, {"Epsilon", U'Ε'}, {"Eta", U'Η'},
    {"Eth", U'Ð'}, {"Euro", U'€'}, {"Gamma", U'Γ'}, {"Iota", U'Ι'}, {"Kappa", U'Κ'}, {"Lambda", U'Λ'}, {"Lslash", U'Ł'}, {"Mu", U'Μ'},
    {"Nu", U'Ν'}, {"OE", U'Œ'}, {"Omega", U'Ω'}, {"Omicron", U'Ο'}, {"Oslash", U'Ø'}, {"Phi", U'Φ'}, {"Pi", U'Π'}, {"Psi", U'Ψ'},
    {"Rho", U'Ρ'}, {"Sigma", U'Σ'}, {"Tau", U'Τ'}, {"Theta", U'Θ'}, {"Thorn", U'Þ'}, {"Upsilon", U'Υ'}, {"Xi", U'Ξ'}, {"Zeta", U'Ζ'},
    {"acute", U'´'}, {"ae", U'æ'}, {"alpha", U'α'}, {"ampersand", U'&'}, {"angle", U'∠'}, {"approxequal", U'≈'}, {"arrowdown", U'↓'},
    {"arrowleft", U'←'}, {"arrowright", U'→'}, {"arrowup", U'↑'}, {"asciicircum", U'^'}, {"asciitilde", U'~'}, {"asterisk", U'*'}, {"at", U'@'},
    {"backslash", U'\\'}, {"bar", U'|'}, {"beta", U'β'}, {"blacksquare", U'■'}, {"braceleft", U'{'}, {"braceright", U'}'}, {"bracketleft", U'['},
    {"bracketright", U']'}, {"breve", U'˘'}, {"brokenbar", U'¦'}, {"bullet", U'•'}, {"caron", U'ˇ'}, {"cedilla", U'¸'}, {"cent", U'¢'},
    {"checkbox", U'☐'}, {"checkmark", U'✓'}, {"chi", U'χ'}, {"circle", U'○'}, {"circumflex", U'ˆ'}, {"club", U'♣'}, {"colon", U':'},
    {"comma", U','}, {"copyright", U'©'}, {"currency", U'¤'}, {"dagger", U'†'}, {"daggerdbl", U'‡'}, {"dcroat", U'đ'}, {"degree", U'°'},
    {"delta", U'δ'}, {"diamond", U'♦'}, {"dieresis", U'¨'}, {"divide", U'÷'}, {"dollar", U'$'}, {"dotaccent", U'˙'}, {"dotlessi", U'ı'},
    {"eight", U'8'}, {"ellipsis", U'…'}, {"emdash", U'—'}, {"endash", U'–'}, {"epsilon", U'ε'}, {"equal", U'='}, {"equivalence", U'≡'},
    {"eta", U'η'}, {"eth", U'ð'}, {"exclam", U'!'}, {"exclamdown", U'¡'}, {"fi", U'ﬁ'}, {"five", U'5'}, {"fl", U'ﬂ'}, {"florin", U'ƒ'},
    {"four", U'4'}, {"fraction", U'⁄'}, {"gamma", U'γ'}, {"germandbls", U'ß'}, {"grave", U'`'}, {"greater", U'>'}, {"greaterequal", U'≥'},
    {"guillemotleft", U'«'}, {"guillemotright", U'»'}, {"guilsinglleft", U'‹'}, {"guilsinglright", U'›'}, {"heart", U'♥'}, {"hungarumlaut", U'˝'},
    {"hyphen", U'-'}, {"infinity", U'∞'}, {"integral", U'∫'}, {"iota", U'ι'}, {"kappa", U'κ'}, {"lambda", U'λ'}, {"less", U'<'},
    {"lessequal", U'≤'}, {"logicalnot", U'¬'}, {"lozenge", U'◊'}, {"lslash", U'ł'}, {"macron", U'¯'}, {"minus", U'−'}, {"minute", U'′'},
    {"mu", U'µ'}, {"multiply", U'×'}, {"nbspace", U'\u00A0'}, {"nine", U'9'}, {"notequal", U'≠'}, {"nu", U'ν'}, {"numbersign", U'#'},
    {"numero", U'№'}, {"oe", U'œ'}, {"ogonek", U'˛'}, {"omega", U'ω'}, {"omicron", U'ο'}, {"one", U'1'}, {"onehalf", U'½'},
    {"onequarter", U'¼'}, {"onesuperior", U'¹'}, {"ordfeminine", U'ª'}, {"ordmasculine", U'º'}, {"oslash", U'ø'}, {"paragraph", U'¶'},
    {"parenleft", U'('}, {"parenright", U')'}, {"partialdiff", U'∂'}, {"percent", U'%'}, {"period", U'.'}, {"periodcentered", U'·'},
    {"perthousand", U'‰'}, {"phi", U'φ'}, {"pi", U'π'}, {"plus", U'+'}, {"plusminus", U'±'}, {"product", U'∏'}, {"psi", U'ψ'},
    {"question", U'?'}, {"questiondown", U'¿'}, {"quotedbl", U'"'}, {"quotedblbase", U'„'}, {"quotedblleft", U'“'}, {"quotedblright", U'”'},
    {"quoteleft", U'‘'}, {"quoteright", U'’'}, {"quotesinglbase", U'‚'}, {"quotesingle", U'\''}, {"radical", U'√'}, {"registered", U'®'},
    {"rho", U'ρ'}, {"ring", U'˚'}, {"second", U'″'}, {"section", U'§'}, {"semicolon", U';'}, {"seven", U'7'}, {"sfthyphen", U'\u00AD'},
    {"sigma", U'σ'}, {"six", U'6'}, {"slash", U'/'}, {"space", U' '}, {"spade", U'♠'}, {"sterling", U'£'}, {"summation", U'∑'},
    {"tau", U'τ'}, {"theta", U'θ'}, {"thorn", U'þ'}, {"three", U'3'}, {"threequarters", U'¾'}, {"threesuperior", U'³'}, {"tilde", U'˜'},
    {"trademark", U'™'}, {"two", U'2'}, {"twosuperior", U'²'}, {"underscore", U'_'}, {"upsilon", U'υ'}, {"whitesquare", U'□'}, {"xi", U'ξ'},
    {"yen", U'¥'}, {"zero", U'0'}, {"zeta", U'ζ'},
};

// Letters with an accent are the letter's name and the accent's: composed by the Unicode tables.
struct Accent {
    std::string_view name;
    char32_t mark;
};
constexpr Accent accents[]{
    {"acute", 0x301}, {"breve", 0x306}, {"caron", 0x30C}, {"cedilla", 0x327}, {"circumflex", 0x302}, {"commaaccent", 0x326}, {"dieresis", 0x308},
    {"dotaccent", 0x307}, {"grave", 0x300}, {"hungarumlaut", 0x30B}, {"macron", 0x304}, {"ogonek", 0x328}, {"ring", 0x30A}, {"tilde", 0x303},
};

char32_t known(std::string_view name) {
    static const std::vector<GlyphName> sorted = [] {
        std::vector<GlyphName> all(std::begin(names), std::end(names));
        std::sort(all.begin(), all.end(), [](const GlyphName& a, const GlyphName& b) { return a.name < b.name; });
        return all;
    }();
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), name, [](const GlyphName& entry, std::string_view n) { return entry.name < n; });
    return found != sorted.end() && found->name == name ? found->code : 0;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool hexadecimal(std::string_view text, char32_t& value) {
    value = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') value = value * 16 + static_cast<char32_t>(c - '0');
        else if (c >= 'A' && c <= 'F') value = value * 16 + static_cast<char32_t>(c - 'A' + 10);
        else return false;
    }
    return !text.empty() && text.size() <= 6 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

std::string text_of_part(std::string_view name) {
    std::string text;
    char32_t code = 0;
    if (const char32_t sign = known(name)) return append_utf8(text, sign), text;
    if (name.size() == 1 && is_letter(name[0])) return std::string(name);
    if (name.size() >= 7 && name.starts_with("uni") && name.size() % 4 == 3) {
        for (std::size_t at = 3; at < name.size(); at += 4) {
            if (!hexadecimal(name.substr(at, 4), code)) return {};
            append_utf8(text, code);
        }
        return text;
    }
    if (name.size() >= 5 && name[0] == 'u' && hexadecimal(name.substr(1), code)) return append_utf8(text, code), text;
    for (const Accent& accent : accents) {
        if (name.size() < 2 || name.substr(1) != accent.name || !is_letter(name[0])) continue;
        text = name[0];
        append_utf8(text, accent.mark);
        return nfkc(text);
    }
    return {};
}

}  // namespace

// The Adobe Glyph List's own rules: what follows the first full stop is left out, parts are joined by low lines.
std::string text_of_glyph_name(std::string_view name) {
    name = name.substr(0, name.find('.'));
    std::string text;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        const std::string part = text_of_part(name.substr(0, end));
        if (part.empty()) return {};
        text += part;
        name = name.substr(std::min(end + 1, name.size()));
    }
    return text;
}

}  // namespace tianbiao
