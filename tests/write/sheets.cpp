#include "write/sheets.h"

#include "base/utf8.h"

namespace tianbiao::sheets {

const Fonts& fonts() {
    static const Fonts open(SOURCE_DIR "/fonts/manifest.json", {});
    return open;
}

Page a4() {
    Page page;
    page.width = to_pt(210_mm);
    page.height = to_pt(297_mm);
    return page;
}

Pt set_text(Page& page, std::string_view text, Point at, const Placing& placing) {
    const ShapedText shaped = shape(fonts(), placing.role, text, placing.setting, placing.origin);
    const Measure measure{placing.size, placing.width, 0, placing.align};
    const auto base = static_cast<std::int32_t>(page.paragraphs.size());
    page.paragraphs.resize(page.paragraphs.size() + shaped.paragraphs.size());
    for (const Line& line : break_lines(shaped, measure)) {
        place_line(fonts(), shaped, line, measure, at, -1, base, page.items);
        at.y += placing.size * 1.5;
    }
    return at.y;
}

void put(Page& page, MissingCharacter missing) { page.items.emplace_back().what = std::move(missing); }

Page all_kinds() {
    Page page = a4();
    page.frames.push_back({{to_pt(28_mm), to_pt(37_mm), to_pt(184_mm), to_pt(262_mm)}, 1_pt});
    for (int i = 1; i <= 6; ++i) {
        const Pt y = to_pt(Mm{37.0 + 12 * i});
        page.rules.push_back({{to_pt(28_mm), y}, {to_pt(184_mm), y}, 0.5_pt});
    }
    page.rules.push_back({{to_pt(72_mm), to_pt(37_mm)}, {to_pt(72_mm), to_pt(109_mm)}, 0.5_pt});
    const Placing value{Role::value, 10.5_pt, Setting::print, Origin::value, 300_pt, Align::justify};
    set_text(page, "单位名称（盖章）", {85_pt, 125_pt});
    set_text(page, "𠮷野家与䶮氏数字技术学院", {210_pt, 125_pt}, value);
    set_text(page, "行业⾏业年度", {210_pt, 160_pt}, value);
    set_text(page, "葛\U000E0100城市统一社会信用代码91350100M000100Y4Z", {210_pt, 194_pt}, value);
    set_text(page, "初级", {85_pt, 228_pt});
    page.items.push_back({Mark{{112_pt, 218_pt, 122_pt, 228_pt}, true, 0.6_pt, "/levels", "初级"}});
    set_text(page, "中级", {130_pt, 228_pt});
    page.items.push_back({Mark{{157_pt, 218_pt, 167_pt, 228_pt}, false, 0.6_pt, "/levels", "中级"}});
    put(page, MissingCharacter{{210_pt, 218_pt, 220_pt, 229_pt}, {209.5_pt, 228_pt}, 10.5_pt, "\U00031350"});
    set_text(page, "本单位成立于二〇〇八年，长期从事“数字技术”培训——共三万余人次……师资稳定、设备齐全。\n\n第二段：2023年培训1200人次（其中独立培训800人次）。",
             {85_pt, 330_pt}, value);
    TextRun draft = std::get<TextRun>([] {
        Page other = a4();
        set_text(other, "草稿", {0_pt, 0_pt}, {Role::heading, 120_pt});
        return other.items.at(0).what;
    }());
    draft.at = {180_pt, 560_pt};
    draft.angle = 45;
    draft.grey = 0.85;
    page.items.push_back({draft});
    return page;
}

DocumentFacts facts(Conformance conformance) {
    DocumentFacts facts;
    facts.title = "数字技术工程师培育项目培训机构推荐表";
    facts.author = "某某学院";
    facts.date = "2023-05-19";
    facts.producer = "tianbiao 1.0";
    facts.conformance = conformance;
    return facts;
}

std::string written(const Pages& pages, const DocumentFacts& facts) { return PdfWriter(fonts()).write(pages, facts); }

std::string without_blanks(std::string_view text) { return without_white_space(text); }

int count(std::string_view text, std::string_view part) {
    int found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

}  // namespace tianbiao::sheets
