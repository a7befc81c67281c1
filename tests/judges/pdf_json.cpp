#include "judges/pdf_json.h"

#include <stdexcept>

#include "judges/run_judge.h"

namespace tianbiao::judges {
namespace {

const nlohmann::json none;

std::string decoded64(const std::string& text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = digits.find(c);
        if (value == std::string_view::npos) continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 255);
    }
    return out;
}

}  // namespace

PdfJson::PdfJson(const std::string& pdf) {
    const TemporaryFile file(pdf);
    const ChildResult result = run_judge({"qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", file.path()});
    if (result.status != 0) throw std::runtime_error("qpdf --json: " + result.errors);
    nlohmann::json all = nlohmann::json::parse(result.output);
    objects_ = all.at("qpdf").at(1);
    trailer_ = objects_.at("trailer").at("value");
}

const nlohmann::json& PdfJson::resolve(const nlohmann::json& value) const {
    if (!value.is_string()) return value;
    const std::string& text = value.get_ref<const std::string&>();
    if (text.size() < 5 || !text.ends_with(" R") || text[0] < '0' || text[0] > '9') return value;
    const auto found = objects_.find("obj:" + text);
    if (found == objects_.end()) return none;
    if (found->contains("stream")) return found->at("stream").at("dict");
    return resolve(found->at("value"));
}

const nlohmann::json& PdfJson::at(const nlohmann::json& dictionary, const std::string& key) const {
    const nlohmann::json& object = resolve(dictionary);
    if (!object.is_object() || !object.contains(key)) return none;
    return resolve(object.at(key));
}

std::string PdfJson::stream(const nlohmann::json& reference) const {
    if (!reference.is_string()) return {};
    const auto found = objects_.find("obj:" + reference.get<std::string>());
    if (found == objects_.end() || !found->contains("stream")) return {};
    return decoded64(found->at("stream").at("data").get<std::string>());
}

void PdfJson::add_pages(const nlohmann::json& node, std::vector<nlohmann::json>& to) const {
    const nlohmann::json& kids = at(node, "/Kids");
    if (kids.is_null()) return to.push_back(node);
    for (const nlohmann::json& kid : kids) add_pages(kid, to);
}

std::vector<nlohmann::json> PdfJson::pages() const {
    std::vector<nlohmann::json> all;
    add_pages(resolve(trailer_.at("/Root")).at("/Pages"), all);
    return all;
}

std::string text_of(const nlohmann::json& value) {
    if (!value.is_string()) return {};
    const std::string text = value.get<std::string>();
    return text.starts_with("u:") || text.starts_with("b:") ? text.substr(2) : text;
}

}  // namespace tianbiao::judges
