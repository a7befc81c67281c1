// A value set into the place of a PDF field, as its appearance will show it: as the form sets it on paper, as far as its place lets it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "page/fillable.h"
#include "page/page.h"
#include "typeset/fonts.h"
#include "typeset/text.h"

namespace tianbiao {

// How the form sets an answer.
struct LookStyle {
    Role role = Role::value;
    Matter matter = Matter::text;
    std::vector<double> sizes{12, 10.5, 9};  // pt, largest first; smaller ones are a last resort
    double pitch = 1.25;                     // line to line, ems
    double indent = 0;                       // em, of a paragraph's first line
    Align align = Align::centre;
    bool middle = true;                      // its lines stand in the middle of the place, else from its top
    Pt side{2}, top{0};                      // kept free within the place
    std::optional<Pt> baseline;              // of a single line, from the place's top
};

struct FieldLook {
    Page page;              // of the place's size
    std::size_t kept = 0;   // bytes of the text that it shows
};

enum class Breaks { none, any };
// may: what has no room goes on elsewhere, cut at the last sentence end, else line, at no smaller size than the form's own.
enum class Rests { no, may };

class FieldText {
public:
    FieldText(const Fonts& fonts, const FillField& field, const FillWidget& widget, std::string text, LookStyle style);

    const LookStyle& style() const { return style_; }
    // At the form's own size that comes next to this one. A telephone, code or e-mail has one line with Breaks::none.
    bool fits(double size, Breaks breaks);
    // At this size, else smaller, down to 4 pt.
    FieldLook look(double size, Rests rests);

private:
    struct Try {
        Measure measure;
        Pt pitch;
        std::vector<Line> lines;
        int room = 0;  // lines that the place holds
        bool fits() const { return static_cast<int>(lines.size()) <= room; }
    };
    double own_size(double size) const;
    Try set(double size, double pitch) const;
    Try best_at(double size, Rests rests) const;
    void cut(Try& best, std::size_t& kept);
    std::size_t end_of(const Line& line) const;

    const Fonts& fonts_;
    LookStyle style_;
    bool many_lines_;
    Pt width_, height_;
    ShapedText shaped_;
};

}  // namespace tianbiao
