#include "judges/judges.h"

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "judges/run_judge.h"

namespace tianbiao::judges {
namespace {

std::string answer(const std::vector<std::string>& arguments) {
    const ChildResult result = run_judge(arguments);
    if (result.status != 0) throw std::runtime_error(arguments.at(0) + ": " + result.errors);
    return result.output;
}

}  // namespace

std::string qpdf_check(const std::string& pdf) {
    const TemporaryFile file(pdf);
    const ChildResult result = run_judge({"qpdf", "--check", file.path()});
    const bool clean = result.status == 0 && result.output.find("WARNING") == std::string::npos && result.errors.empty();
    return clean ? "" : result.output + result.errors + "exit " + std::to_string(result.status);
}

std::string pdftotext(const std::string& pdf, Order order) {
    const TemporaryFile file(pdf);
    std::vector<std::string> arguments{"pdftotext", "-enc", "UTF-8"};
    if (order == Order::layout) arguments.emplace_back("-layout");
    if (order == Order::raw) arguments.emplace_back("-raw");
    arguments.insert(arguments.end(), {file.path(), "-"});
    return answer(arguments);
}

std::string mutool_text(const std::string& pdf) {
    const TemporaryFile file(pdf);
    return answer({"mutool", "draw", "-q", "-F", "txt", file.path()});
}

std::vector<FontLine> pdffonts(const std::string& pdf) {
    const TemporaryFile file(pdf);
    std::istringstream lines(answer({"pdffonts", file.path()}));
    std::vector<FontLine> fonts;
    std::string line;
    for (int number = 0; std::getline(lines, line); ++number) {
        if (number < 2) continue;  // the heading and its rule
        // name, type (several words), encoding, emb, sub, uni, object, generation: counted from the end
        std::istringstream words(line);
        std::vector<std::string> parts;
        for (std::string word; words >> word;) parts.push_back(word);
        if (parts.size() < 8) throw std::runtime_error("pdffonts: " + line);
        const auto yes = [&](std::size_t from_end) { return parts[parts.size() - from_end] == "yes"; };
        std::string type;
        for (std::size_t i = 1; i + 6 < parts.size(); ++i) type += (i == 1 ? "" : " ") + parts[i];
        fonts.push_back({parts[0], type, yes(5), yes(4), yes(3)});
    }
    return fonts;
}

std::vector<std::string> preflight(const std::vector<std::string>& pdfs) {
    std::string jars;
    for (const char* jar : {"pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"}) {
        jars += std::string(jars.empty() ? "" : ":") + "/usr/share/java/" + jar + ".jar";
    }
    std::vector<std::unique_ptr<TemporaryFile>> files;
    std::vector<std::string> arguments{"java", "-cp", jars, SOURCE_DIR "/tests/judges/Preflight.java"};
    for (const std::string& pdf : pdfs) arguments.push_back(files.emplace_back(std::make_unique<TemporaryFile>(pdf))->path());
    const std::string said = answer(arguments);
    std::vector<std::string> results;
    for (const auto& file : files) {
        std::string complaints;
        bool valid = false;
        std::istringstream lines(said);
        for (std::string line; std::getline(lines, line);) {
            if (line.rfind(file->path() + ": ", 0) != 0) continue;
            const std::string rest = line.substr(file->path().size() + 2);
            if (rest == "is a valid PDF/A-1b file") {
                valid = true;
            } else {
                complaints += rest + "\n";
            }
        }
        results.push_back(valid || !complaints.empty() ? complaints : "no answer: " + said);
    }
    return results;
}

std::string attachment(const std::string& pdf, int number) {
    const TemporaryFile file(pdf), target("");
    answer({"pdfdetach", "-save", std::to_string(number), "-o", target.path(), file.path()});
    std::ostringstream bytes;
    bytes << std::ifstream(target.path(), std::ios::binary).rdbuf();
    return bytes.str();
}

std::string unpacked(const std::string& pdf) {
    const TemporaryFile file(pdf);
    return answer({"qpdf", "--qdf", "--object-streams=disable", file.path(), "-"});
}

}  // namespace tianbiao::judges
