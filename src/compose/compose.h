// Form and Record to Grid and Pages: decide first, then draw.
//
// plan() chooses every row height, break, size and 附页, and returns a value that can be dumped; paint() turns it into Pages and decides
// nothing. 注6 of both forms: 本表可另附页; hence nothing is ever cut, set under the form's smallest size, or dropped.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "form/form.h"
#include "grid/grid.h"
#include "model/record.h"
#include "page/page.h"
#include "typeset/text.h"

namespace tianbiao {

enum class PageNumbers { automatic, on, off };  // automatic: only where the form has more pages than its blank
enum class Padding { none, even };              // even: a blank sheet at the end where a duplex printer would need one

struct ComposeOptions {
    PageNumbers page_numbers = PageNumbers::automatic;
    Padding padding = Padding::none;
    bool draft = false;                          // 草稿 on every page
    bool fields = false;                         // places to type in and to tick, in place of boxes; of a blank form
    std::map<std::string, int> rows;             // of a blank form: a list's rows, or how many 附页 a long text has, by path
};

// Longest 附页 and most rows that a blank form is asked for (limits::blank_rows); throws Error usage for a path that can have none.
void check_rows(const Form& form, const std::map<std::string, int>& rows);

// Lines of one text at their place on a page; points from the page's top left.
struct TextBlock {
    std::shared_ptr<const ShapedText> shaped;
    std::vector<Line> lines;
    Measure measure;
    Point first;          // left edge of the measure, baseline of the first line
    Pt pitch;
    double grey = 0, angle = 0;
    bool continues = false;  // its first paragraph began on an earlier sheet
};

struct Placed {
    int page = 0;
    int cell = -1;        // index into Grid::cells; -1: outside of the table
    std::string field;    // JSON Pointer; "" for the form's own words
    std::variant<TextBlock, Mark> what;
    ParagraphPart part = ParagraphPart::text;
};

struct PlacedField {
    int page = 0;
    PageField field;      // its cell is that of the grid
};

struct MissingText {      // a character that no face has
    std::string field;
    char32_t code = 0;
};

struct Plan {
    Grid grid;
    std::vector<Placed> placed;  // by page, in reading order
    std::vector<MissingText> missing;
    std::vector<PlacedField> fields;  // by page, in reading order
};

// Keeps the form's own words shaped for the next document. One per thread.
class Composer {
public:
    Composer(std::shared_ptr<const Form> form, const Fonts& fonts);
    ~Composer();

    Plan plan(const Record& record, const ComposeOptions& options = {});
    Plan plan_blank(const ComposeOptions& options = {});
    Pages paint(const Plan& plan) const;

    const Form& form() const { return *form_; }

private:
    struct State;
    std::shared_ptr<const Form> form_;
    const Fonts& fonts_;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
