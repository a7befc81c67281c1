#include "read/pdf_annotations.h"

#include <cmath>

#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

constexpr int hidden_flag = 2, print_flag = 4, no_view_flag = 32;

Drawing drawing_at(const Rect& clip, const Matrix& ctm) {
    Drawing drawing;
    drawing.ctm = ctm;
    drawing.clip = clip;
    return drawing;
}

// 12.5.5, algorithm 8.1: the form's box, transformed by its matrix, is moved and scaled onto the annotation's rectangle.
Matrix placed(const ObjectStore& objects, const Object* form, const std::vector<double>& rectangle) {
    const std::vector<double> box = objects.numbers(objects.at(form, "BBox"), 4);
    if (box.size() != 4 || rectangle.size() != 4) return {};
    const Rect from = bounds(matrix_of(objects.numbers(objects.at(form, "Matrix"), 6)), box[0], box[1], box[2], box[3]);
    const Rect to = around({Pt{rectangle[0]}, Pt{rectangle[1]}}, {Pt{rectangle[2]}, Pt{rectangle[3]}});
    const double x = from.width().v != 0 ? to.width().v / from.width().v : 1, y = from.height().v != 0 ? to.height().v / from.height().v : 1;
    return {x, 0, 0, y, to.x0.v - from.x0.v * x, to.y0.v - from.y0.v * y};
}

}  // namespace

bool is_hidden(const ObjectStore& objects, const Object* annotation) {
    const int flags = static_cast<int>(objects.number(objects.at(annotation, "F"), print_flag));
    return (flags & (hidden_flag | no_view_flag)) != 0;
}

const Object* appearance_of(const ObjectStore& objects, const Object* annotation) {
    const Object* normal = objects.at(objects.at(annotation, "AP"), "N");
    if (objects.has_stream(normal)) return normal;
    const Object* chosen = objects.at(normal, objects.name(objects.at(annotation, "AS")));
    return objects.has_stream(chosen) ? chosen : nullptr;
}

Rect rectangle_of(const ObjectStore& objects, const Object* annotation, const PageEntry& page) {
    const std::vector<double> r = objects.numbers(objects.at(annotation, "Rect"), 4);
    const Rect box = r.size() == 4 ? bounds(page.to_sheet, r[0], r[1], r[2], r[3]) : Rect{};
    return is_sane(box) ? box : Rect{};
}

void run_annotations(ContentStore& store, const PageEntry& page, Painting& to) {
    const ObjectStore& objects = store.objects();
    const Object* annotations = objects.at(page.object, "Annots");
    const std::size_t count = objects.size(annotations);
    if (count > static_cast<std::size_t>(limits::pdf_annotations)) throw Error(Code::too_large, {}, "一页的批注和表单域过多");
    for (std::size_t i = 0; i < count; ++i) {
        const Object* annotation = objects.item(annotations, i);
        const std::string kind = objects.name(objects.at(annotation, "Subtype"));
        if (kind == "Widget" || kind == "Popup" || is_hidden(objects, annotation)) continue;
        const Object* form = appearance_of(objects, annotation);
        if (!form || store.layers().is_off(objects.at(annotation, "OC"))) continue;
        const Matrix place = placed(objects, form, objects.numbers(objects.at(annotation, "Rect"), 4));
        run_form(store, form, drawing_at({0_pt, 0_pt, to.page.width, to.page.height}, place * page.to_sheet), to);
    }
}

// A character that no face has is a drawn box with the character unseen in it; a variation selector has no looks of its own.
bool is_shown(const SeenPage& page, const SeenText& run, const SeenGlyph& glyph) {
    if (glyph.unseen == seen) return true;
    if (glyph.unseen != render_mode || glyph.length == 0) return false;
    const std::string text = run.text.substr(glyph.begin, glyph.length);
    if (graphemes("一" + text).size() == 1) return true;
    const Point at{glyph.at.x + run.size / 2, glyph.at.y - 0.35 * run.size};
    bool above = false, below = false, before = false, behind = false;
    for (const SeenRule& rule : page.rules) {
        const bool across = rule.from.y == rule.to.y;
        if (across && std::min(rule.from.x, rule.to.x) < at.x && at.x < std::max(rule.from.x, rule.to.x)) {
            above |= rule.from.y < at.y && at.y - rule.from.y < run.size;
            below |= rule.from.y > at.y && rule.from.y - at.y < run.size;
        } else if (!across && std::min(rule.from.y, rule.to.y) < at.y && at.y < std::max(rule.from.y, rule.to.y)) {
            before |= rule.from.x < at.x && at.x - rule.from.x < run.size;
            behind |= rule.from.x > at.x && rule.from.x - at.x < run.size;
        }
    }
    return above && below && before && behind;
}

// Painted alone on a sheet of its own box, so that nothing of the page mixes in.
std::string text_shown(ContentStore& store, const Object* appearance) {
    const ObjectStore& objects = store.objects();
    const std::vector<double> box = objects.numbers(objects.at(appearance, "BBox"), 4);
    if (box.size() != 4) return {};
    const Rect sheet = bounds(matrix_of(objects.numbers(objects.at(appearance, "Matrix"), 6)), box[0], box[1], box[2], box[3]);
    if (!is_sane(sheet)) return {};
    Painting painting;
    painting.page.width = sheet.width();
    painting.page.height = sheet.height();
    run_form(store, appearance, drawing_at({0_pt, 0_pt, sheet.width(), sheet.height()}, {1, 0, 0, -1, -sheet.x0.v, sheet.y1.v}), painting);
    judge_visibility(painting);
    std::string text;
    const SeenText* before = nullptr;
    for (const SeenText& run : painting.page.texts) {
        std::string shown;
        for (const SeenGlyph& glyph : run.glyphs)
            if (is_shown(painting.page, run, glyph)) shown += run.text.substr(glyph.begin, glyph.length);
        if (shown.empty()) continue;
        const bool next_line = before && std::abs((run.glyphs[0].at.y - before->glyphs[0].at.y).v) > run.size.v / 2;
        if (next_line) text += '\n';
        text += shown;
        before = &run;
    }
    return text;
}

}  // namespace tianbiao
