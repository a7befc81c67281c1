// What other programs say of our files: qpdf, poppler, MuPDF, PDFBox Preflight. A judge that is not installed ends the test with its name.
#pragma once
#include <string>
#include <vector>

namespace tianbiao::judges {

std::string qpdf_check(const std::string& pdf);  // "" where it has nothing to say against the file

enum class Order { reading, layout, raw };  // pdftotext's own, -layout, -raw
std::string pdftotext(const std::string& pdf, Order order = Order::reading);
std::string mutool_text(const std::string& pdf);

struct FontLine {
    std::string name, type;
    bool embedded = false, subset = false, unicode = false;
};
std::vector<FontLine> pdffonts(const std::string& pdf);

// PDFBox Preflight on each file, in one run of Java: "" for a valid PDF/A-1b, else its complaints.
std::vector<std::string> preflight(const std::vector<std::string>& pdfs);

// The bytes of an attachment, as pdfdetach takes it out; `number` from 1.
std::string attachment(const std::string& pdf, int number);

// What MuPDF draws, in points from the page's top left.
struct SeenLine {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0, width = 0;
};
struct SeenGlyph {
    std::string text, font;
    int glyph = 0;
    double x = 0, y = 0;
    bool visible = true;
};
struct SeenPage {
    std::vector<SeenLine> lines;
    std::vector<SeenGlyph> glyphs;
};
std::vector<SeenPage> mutool_trace(const std::string& pdf);

// A PDF with its streams unpacked and its objects in order of number, to search in (qpdf --qdf).
std::string unpacked(const std::string& pdf);

}  // namespace tianbiao::judges
