#include "read/pdf_encodings.h"

#include <algorithm>
#include <span>

namespace tianbiao {
namespace {

// Annex D.2, the codes above 7E; below them all three agree with ASCII but for the quotes of StandardEncoding.
struct Run {
    int from;
    std::u32string_view text;
};

constexpr void put_ascii(Encoding& to) {
    for (std::size_t c = 0x20; c < 0x7F; ++c) to[c] = static_cast<char32_t>(c);
}

constexpr void put(Encoding& to, std::span<const Run> runs) {
    for (const Run& run : runs)
        for (std::size_t i = 0; i < run.text.size(); ++i)
            if (run.text[i] != U'\0') to[static_cast<std::size_t>(run.from) + i] = run.text[i];
}

constexpr Run standard_runs[]{
    {0x27, U"’"}, {0x60, U"‘"}, {0xA1, U"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"}, {0xB1, U"–†‡·"}, {0xB6, U"¶•‚„”»…‰"}, {0xBF, U"¿"}, {0xC1, U"`´ˆ˜¯˘˙¨"},
    {0xCA, U"˚¸"}, {0xCD, U"˝˛ˇ—"}, {0xE1, U"Æ"}, {0xE3, U"ª"}, {0xE8, U"ŁØŒº"}, {0xF1, U"æ"}, {0xF5, U"ı"}, {0xF8, U"łøœß"},
};
constexpr Run win_ansi_runs[]{
    {0x80, U"€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž•"}, {0x90, U"•‘’“”•–—˜™š›œ•žŸ"}, {0xA0, U" ¡¢£¤¥¦§¨©ª«¬-®¯"},
    {0xB0, U"°±²³´µ¶·¸¹º»¼½¾¿"}, {0xC0, U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"}, {0xD0, U"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"},
    {0xE0, U"àáâãäåæçèéêëìíîï"}, {0xF0, U"ðñòóôõö÷øùúûüýþÿ"}, {0x7F, U"•"},
};
constexpr Run mac_roman_runs[]{
    {0x80, U"ÄÅÇÉÑÖÜáàâäãåçéè"}, {0x90, U"êëíìîïñóòôöõúùûü"}, {0xA0, U"†°¢£§•¶ß®©™´¨≠ÆØ"}, {0xB0, U"∞±≤≥¥µ∂∑∏π∫ªºΩæø"},
    {0xC0, U"¿¡¬√ƒ≈∆«»… ÀÃÕŒœ"}, {0xD0, U"–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"}, {0xE0, U"‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"}, {0xF1, U"ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"},
};
constexpr Run dingbats_runs[]{
    {0x20, U" ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏"}, {0x30, U"✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟"}, {0x40, U"✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯"},
    {0x50, U"✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿"}, {0x60, U"❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏"}, {0x70, U"❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞"},
    {0xA1, U"❡❢❣❤❥❦❧♣♦♥♠①②③④"}, {0xB0, U"⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"}, {0xC0, U"➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏"},
    {0xD0, U"➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟"}, {0xE0, U"➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯"}, {0xF1, U"➱➲➳➴➵➶➷➸➹➺➻➼➽➾"},
};
constexpr Run symbol_runs[]{
    {0x20, U" !∀#∃%&∋()∗+,−./0123456789:;<=>?"}, {0x40, U"≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"}, {0x61, U"αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"},
    {0xA0, U"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓"}, {0xB0, U"°±″≥×∝∂•÷≠≡≈…"}, {0xC0, U"ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"}, {0xD0, U"∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"},
    {0xE0, U"◊〈®©™∑"}, {0xF1, U"〉∫"},
};

constexpr Encoding made(std::span<const Run> runs, bool ascii) {
    Encoding encoding{};
    if (ascii) put_ascii(encoding);
    put(encoding, runs);
    return encoding;
}

constexpr Encoding standard = made(standard_runs, true), win_ansi = made(win_ansi_runs, true), mac_roman = made(mac_roman_runs, true),
                   dingbats = made(dingbats_runs, false), symbol = made(symbol_runs, false);

struct NamedEncoding {
    std::string_view name;
    const Encoding* encoding;
};
constexpr NamedEncoding named_encodings[]{
    {"StandardEncoding", &standard}, {"WinAnsiEncoding", &win_ansi}, {"MacRomanEncoding", &mac_roman}, {"PDFDocEncoding", &win_ansi},
};

// Signs that forms use, of the fonts that put them at codes of their own.
struct Sign {
    std::string_view font;
    unsigned char code;
    char32_t shown;
};
constexpr Sign signs[]{
    {"Wingdings2", 0x4F, U'✗'}, {"Wingdings2", 0x50, U'✓'}, {"Wingdings2", 0x51, U'☒'}, {"Wingdings2", 0x52, U'☑'},
    {"Wingdings2", 0x53, U'☒'}, {"Wingdings2", 0x54, U'☒'}, {"Wingdings2", 0xA2, U'■'}, {"Wingdings2", 0xA3, U'□'},
    {"Wingdings", 0x6C, U'●'},  {"Wingdings", 0x6E, U'■'},  {"Wingdings", 0x6F, U'□'},  {"Wingdings", 0x70, U'□'},
    {"Wingdings", 0x71, U'□'},  {"Wingdings", 0x72, U'□'},  {"Wingdings", 0xA1, U'○'},  {"Wingdings", 0xA8, U'□'},
    {"Wingdings", 0xFB, U'✗'},  {"Wingdings", 0xFC, U'✓'},  {"Wingdings", 0xFD, U'☒'},  {"Wingdings", 0xFE, U'☑'},
};

using Widths = std::array<short, 95>;  // 20 to 7E
constexpr Widths helvetica{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
                           556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                           667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
                           556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
constexpr Widths helvetica_bold{278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
                                556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
                                667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
                                611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};
constexpr Widths times{250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
                       500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
                       556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
                       500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};
constexpr Widths times_bold{250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
                            500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
                            611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
                            556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520};

}  // namespace

const Encoding& standard_encoding() { return standard; }
const Encoding& dingbats_encoding() { return dingbats; }
const Encoding& symbol_encoding() { return symbol; }

const Encoding* named_encoding(std::string_view name) {
    for (const NamedEncoding& one : named_encodings)
        if (one.name == name) return one.encoding;
    return nullptr;
}

char32_t shown_sign(std::string_view font, char32_t code) {
    if (code >= 0xF000 && code <= 0xF0FF) code -= 0xF000;
    else if (code > 0xFF) return code;
    if (!font.starts_with("Wingdings")) return code;
    const std::string_view face = font.starts_with("Wingdings2") || font.starts_with("Wingdings 2") || font.starts_with("Wingdings-2") ? "Wingdings2" : "Wingdings";
    for (const Sign& sign : signs)
        if (sign.font == face && sign.code == code) return sign.shown;
    return 0xF000 + code;
}

int standard_width(std::string_view font, char32_t character) {
    constexpr int average = 556, typewriter = 600, other_average = 500;
    const auto says = [&](std::string_view word) { return font.find(word) != std::string_view::npos; };
    if (says("Courier") || says("Mono")) return typewriter;
    const bool serif = says("Times") || says("Serif") || says("Roman"), bold = says("Bold");
    if (character < 0x20 || character > 0x7E) return serif ? other_average : average;
    const Widths& widths = serif ? (bold ? times_bold : times) : (bold ? helvetica_bold : helvetica);
    return widths[character - 0x20];
}

}  // namespace tianbiao
