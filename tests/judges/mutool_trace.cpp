// MuPDF's trace device writes one element a line: paths, text spans and their glyphs, each group with its transform.
#include <array>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "base/utf8.h"
#include "judges/judges.h"
#include "judges/run_judge.h"

namespace tianbiao::judges {
namespace {

using Matrix = std::array<double, 6>;

std::string attribute(const std::string& line, const std::string& name) {
    const std::size_t at = line.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 3;
    return line.substr(begin, line.find('"', begin) - begin);
}

double number(const std::string& line, const std::string& name) { return std::strtod(attribute(line, name).c_str(), nullptr); }

Matrix matrix(const std::string& line) {
    std::istringstream words(attribute(line, "transform"));
    Matrix result{1, 0, 0, 1, 0, 0};
    for (double& value : result) words >> value;
    return result;
}

struct Spot {
    double x = 0, y = 0;
};

Spot placed(const Matrix& m, double x, double y) { return {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]}; }

std::string characters(std::string text) {
    constexpr std::array<std::pair<const char*, const char*>, 5> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
    for (const auto& [from, to] : entities) {
        if (text == from) return to;
    }
    if (text.starts_with("&#x") && text.ends_with(";")) {  // a control character
        std::string out;
        append_utf8(out, static_cast<char32_t>(std::stoul(text.substr(3), nullptr, 16)));
        return out;
    }
    return text;
}

class TraceReader {
public:
    void line(const std::string& line) {
        const std::size_t open = line.find('<');
        if (open == std::string::npos) return;
        const std::string tag = line.substr(open + 1, line.find_first_of(" />", open + 1) - open - 1);
        if (tag == "page") pages.emplace_back();
        if (tag == "stroke_path" || tag == "fill_text" || tag == "ignore_text") {
            matrix_ = matrix(line);
            width_ = number(line, "linewidth");
            visible_ = tag != "ignore_text";
            stroked_ = tag == "stroke_path";
        } else if (tag == "fill_path" || tag == "clip_path") {
            stroked_ = false;
        } else if (tag == "span") {
            font_ = attribute(line, "font");
        } else if (tag == "g") {
            glyph(line);
        } else if (stroked_) {
            path(tag, line);
        }
    }

    std::vector<SeenPage> pages;

private:
    void glyph(const std::string& line) {
        const Spot spot = placed(matrix_, number(line, "x"), number(line, "y"));
        const int id = static_cast<int>(number(line, "glyph"));
        // Further code points of one glyph follow without a glyph of their own.
        if (attribute(line, "glyph").empty() && !pages.back().glyphs.empty()) return void(pages.back().glyphs.back().text += characters(attribute(line, "unicode")));
        pages.back().glyphs.push_back({characters(attribute(line, "unicode")), font_, id, spot.x, spot.y, visible_});
    }

    void path(const std::string& tag, const std::string& line) {
        if (tag == "moveto") {
            start_ = here_ = placed(matrix_, number(line, "x"), number(line, "y"));
        } else if (tag == "lineto" || tag == "closepath") {
            const Spot end = tag == "closepath" ? start_ : placed(matrix_, number(line, "x"), number(line, "y"));
            pages.back().lines.push_back({here_.x, here_.y, end.x, end.y, width_});
            here_ = end;
        }
    }

    Matrix matrix_{1, 0, 0, 1, 0, 0};
    Spot start_, here_;
    double width_ = 0;
    bool visible_ = true, stroked_ = false;
    std::string font_;
};

}  // namespace

std::vector<SeenPage> mutool_trace(const std::string& pdf) {
    const TemporaryFile file(pdf);
    const ChildResult result = run_judge({"mutool", "draw", "-q", "-F", "trace", file.path()});
    if (result.status != 0) throw std::runtime_error("mutool: " + result.errors);
    TraceReader reader;
    std::istringstream lines(result.output);
    for (std::string line; std::getline(lines, line);) reader.line(line);
    return reader.pages;
}

}  // namespace tianbiao::judges
