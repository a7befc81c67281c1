// The printed blank forms as data (tests/form/data/plate-*.txt), in millimetres from the page's top left.
#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace tianbiao::test {

struct PlateBox {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};
struct PlateRule {
    PlateBox at;        // a frame, or a line: x0 == x1 or y0 == y1
    double weight = 0;  // pt
};
struct PlateCell {
    PlateBox box;
    std::vector<std::string> lines;
};
struct PlateLine {
    double x = 0, baseline = 0, width = 0, size = 0;  // size: pt
    std::string face, text;                           // serif, sans, serifb (the title's)
};
struct PlatePage {
    std::vector<PlateRule> frames, rules;
    std::vector<PlateCell> cells;
    std::vector<PlateBox> ticks;  // check boxes
    std::vector<PlateLine> lines;
};

inline std::vector<std::string> split_lines(const std::string& text, char sign) {
    std::vector<std::string> lines;
    std::istringstream rest(text);
    for (std::string line; std::getline(rest, line, sign);) lines.push_back(line);
    return lines;
}

inline std::vector<PlatePage> read_plate(const std::string& form) {
    std::ifstream file(SOURCE_DIR "/tests/form/data/plate-" + form + ".txt");
    if (!file) throw std::runtime_error("no plate of " + form);
    std::vector<PlatePage> pages;
    for (std::string row; std::getline(file, row);) {
        std::istringstream words(row);
        std::string word;
        words >> word;
        if (word.empty() || word[0] == '#') continue;
        if (word == "page") {
            pages.emplace_back();
            continue;
        }
        PlatePage& page = pages.back();
        PlateBox box;
        PlateLine line;
        double weight = 0;
        std::string text;
        if (word == "line") {
            words >> line.x >> line.baseline >> line.width >> line.size >> line.face;
            words.get();
            std::getline(words, line.text);
            page.lines.push_back(line);
        } else if (word == "box") {
            words >> box.x0 >> box.y0 >> weight;
            page.ticks.push_back({box.x0, box.y0, box.x0 + weight, box.y0 + weight});
        } else {
            words >> box.x0 >> box.y0 >> box.x1 >> box.y1;
            if (word == "cell") {
                words.get();
                std::getline(words, text);
                page.cells.push_back({box, split_lines(text, '\\')});
            } else {
                words >> weight;
                (word == "frame" ? page.frames : page.rules).push_back({box, weight});
            }
        }
    }
    return pages;
}

}  // namespace tianbiao::test
