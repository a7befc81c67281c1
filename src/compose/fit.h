// How large each text is set and how high each row must be.
//
// Values: the style's first size, where a cell needs it the next, then the smallest; all values of one row take one size; a telephone,
// code, number, date or e-mail wants one line. A row then grows; a cell that would be higher than a page keeps what fits and leaves the
// rest to a 附页 (注6).
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compose/expand.h"
#include "form/form.h"
#include "typeset/text.h"

namespace tianbiao {

// Centre of a line's box to its baseline, ems: the ideographic em box reaches from 0.88 above the baseline to 0.12 below it.
inline constexpr double baseline_drop = 0.38;

struct TextFit {
    std::shared_ptr<const ShapedText> shaped;  // of what is set here
    std::vector<Line> lines;
    Measure measure;
    Pt pitch;
    int pointer_lines = 0;      // kept for the pointer to a 附页, where a rest goes on; 0: all is set here
    std::size_t kept = 0;       // bytes of the text that are set here
    std::size_t rest = 0;       // where the rest begins (behind a typed line break that fell on the cut)

    int line_count() const { return static_cast<int>(lines.size()) + pointer_lines; }
    Mm height() const { return to_mm(pitch) * line_count(); }
};

// Check boxes with their words, in lines.
struct BoxPart {
    TextFit words;
    int option = -1;            // whose box stands behind the words; -1: none
    Pt width;                   // words and box
};
struct BoxLine {
    std::vector<BoxPart> parts;
    Pt width;
};
struct BoxLines {
    std::vector<BoxLine> lines;
    Pt size, pitch;
    Mm height;
};

struct CellFit {
    TextFit text;               // of labels, values, and what stands below check boxes
    std::vector<TextFit> parts; // of a cell of kind lines, by its lines
    BoxLines boxes;             // of a cell of kind options
    Mm need;                    // height that the cell must have
};

struct RowFit {
    Mm blank, need;             // height in the blank form; what its cells need (of one row alone)
};

struct Fitted {
    std::vector<CellFit> cells; // by cell of the table
    std::vector<RowFit> rows;   // by row
};

// A text, shaped once, with its lines for every size and width that were tried: a row tries up to three sizes, first at one line, then at
// many.
struct SetText {
    std::shared_ptr<const ShapedText> shaped;
    std::vector<std::pair<Measure, std::vector<Line>>> tried;
};

enum class Room { preferred, least };  // least: elastic rows set at their smallest size, to save a page

class Fitter {
public:
    Fitter(const Form& form, const Fonts& fonts) : form_(form), fonts_(fonts) {}

    Fitted fit(const Table& table);
    Fitted tightened(const Table& table, const Fitted& loose);  // elastic rows at Room::least, all others as they are

    // The form's own words, shaped once and kept.
    std::shared_ptr<const ShapedText> words(const std::string& text, const Style& style);
    TextFit label(const std::string& text, const Style& style, double size, Mm width);
    TextFit value(const std::string& text, const Style& style, double size, Mm width, Matter matter);
    void cut(TextFit& fit, const Style& style, Matter matter, int most_lines);
    TextFit note(const std::string& item);
    Style note_style() const;
    Mm note_indent();           // width of 注：
    Mm notes_height();          // from the table's frame to the last line's foot; 0 where the form has none
    const Style& style_of(const TableCell& cell) const;  // its own, or the prompt's in the blank form
    const Fonts& fonts() const { return fonts_; }
    void forget_values() { values_.clear(); }

private:
    SetText& words_of(const std::string& text, const Style& style);
    static TextFit set(SetText& text, const Style& style, double size, Mm width);
    void fit_cells(const Table& table, std::size_t from, std::size_t end, Room room, Fitted& fitted);
    static void measure_row(const Table& table, std::size_t row, std::size_t from, std::size_t end, Fitted& fitted);
    void fit_row(const Table& table, const std::vector<int>& cells, Room room, Fitted& fitted);
    void choose_size(const Table& table, const std::vector<int>& cells, Room room, Fitted& fitted);
    bool fit_cell(const Table& table, const TableCell& cell, double size, bool one_line, CellFit& fit);
    void fit_lines_cell(const Table& table, const TableCell& cell, CellFit& fit);
    TextFit fit_placed_line(const TableCell& cell, const LineText& line, Mm height, bool last_resort, Mm limit = Mm{1e9});
    void keep_apart(const TableCell& cell, Mm blank, CellFit& fit);
    Mm blank_height(const Table& table, const TableCell& cell) const;
    Mm capacity(const Table& table, const TableCell& cell);
    BoxLines boxes(const TableCell& cell);

    const Form& form_;
    const Fonts& fonts_;
    std::map<std::pair<std::string, std::string>, SetText> words_;
    std::map<std::pair<const void*, std::string>, SetText> values_;  // of the document at hand
};

Role role_of(const Style& style);
Align align_of(HorizontalAlign align);

}  // namespace tianbiao
