// A PDF's objects as JSON, by qpdf: strings as qpdf spells them ("u:text", "b:hex"), names with their solidus, references as "12 0 R".
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tianbiao::judges {

class PdfJson {
public:
    explicit PdfJson(const std::string& pdf);

    // What a value refers to, references followed; null where nothing stands there.
    const nlohmann::json& resolve(const nlohmann::json& value) const;
    const nlohmann::json& at(const nlohmann::json& dictionary, const std::string& key) const;  // resolved; null where absent
    const nlohmann::json& trailer() const { return trailer_; }
    const nlohmann::json& objects() const { return objects_; }                                 // by "obj:12 0 R"
    std::string stream(const nlohmann::json& reference) const;                                 // decoded; "" where it is none
    std::vector<nlohmann::json> pages() const;                                                 // references, in order

private:
    void add_pages(const nlohmann::json& node, std::vector<nlohmann::json>& to) const;
    nlohmann::json objects_, trailer_;
};

std::string text_of(const nlohmann::json& value);  // of a string, without qpdf's mark

}  // namespace tianbiao::judges
