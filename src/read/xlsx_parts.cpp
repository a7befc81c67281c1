#include "read/xlsx_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/utf8.h"
#include "read/xml.h"

namespace tianbiao {
namespace {

// "xl/" and "../docProps/app.xml" make "docProps/app.xml"; what climbs above the root stays there.
std::string resolved(const std::string& folder, std::string_view target) {
    std::string path = target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
    std::vector<std::string> steps;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string step = path.substr(at, end - at);
        if (step == ".." && !steps.empty()) steps.pop_back();
        else if (step != "." && step != ".." && !step.empty()) steps.push_back(step);
        at = end + 1;
    }
    std::string out;
    for (const std::string& step : steps) out += (out.empty() ? "" : "/") + step;
    return out;
}

// The unit that _xHHHH_ at `at` names.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
    if (text.size() - at < 7 || text.substr(at, 2) != "_x" || text[at + 6] != '_') return std::nullopt;
    unsigned unit = 0;
    const char* from = text.data() + at + 2;
    const auto end = std::from_chars(from, from + 4, unit, 16);
    if (end.ec != std::errc{} || end.ptr != from + 4 || unit == 0) return std::nullopt;
    return unit;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

// 18.8.30: formats that are not written in a file. 27 to 36 and 50 to 58 are dates of the East Asian releases.
bool is_built_in_date(int id) { return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58); }

std::string padded(long value, std::size_t digits) {
    std::string text = std::to_string(value);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

int integer_of(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::map<std::string, Relation> read_relations(const pugi::xml_node& root, const std::string& folder) {
    std::map<std::string, Relation> relations;
    for (const pugi::xml_node& node : root) {
        if (local_name(node.name()) != "Relationship") continue;
        Relation relation;
        relation.external = attribute(node, "TargetMode") == "External";
        const std::string_view target = attribute(node, "Target"), type = attribute(node, "Type");
        relation.target = relation.external ? std::string(target) : resolved(folder, target);
        relation.type = type.substr(type.rfind('/') + 1);
        relations.emplace(attribute(node, "Id"), std::move(relation));
    }
    return relations;
}

std::string unescaped(std::string_view written) {
    std::string out;
    for (std::size_t at = 0; at < written.size();) {
        const std::optional<unsigned> unit = written[at] == '_' ? escaped_unit(written, at) : std::nullopt;
        const std::optional<unsigned> next = unit && is_high(*unit) ? escaped_unit(written, at + 7) : std::nullopt;
        if (next && is_low(*next)) {
            append_utf8(out, static_cast<char32_t>(0x10000 + ((*unit - 0xD800) << 10) + (*next - 0xDC00)));
            at += 14;
        } else if (unit && !is_high(*unit) && !is_low(*unit)) {
            append_utf8(out, static_cast<char32_t>(*unit));
            at += 7;
        } else {
            out += written[at++];
        }
    }
    return out;
}

std::string string_item(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& part : item) {
        const std::string_view name = local_name(part.name());
        if (name == "t") text += content(part);
        if (name == "r")
            if (const pugi::xml_node run = child(part, "t")) text += content(run);
    }
    return unescaped(text);
}

bool is_date_format(std::string_view code) {
    code = code.substr(0, code.find(';'));  // of positive numbers
    bool day = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\' || c == '_' || c == '*') ++i;  // the sign behind stands for itself
        else if (c == '"' || c == '[') i = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size());
        else day = day || c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'e';
    }
    return day && code != "General" && code.find("E+") == std::string_view::npos && code.find("E-") == std::string_view::npos;
}

std::vector<bool> read_date_formats(const pugi::xml_node& style_sheet) {
    std::map<int, bool> own;
    for (const pugi::xml_node& format : child(style_sheet, "numFmts"))
        own[integer_of(attribute(format, "numFmtId"))] = is_date_format(attribute(format, "formatCode"));
    std::vector<bool> dates;
    for (const pugi::xml_node& format : child(style_sheet, "cellXfs")) {
        const int id = integer_of(attribute(format, "numFmtId"));
        const auto found = own.find(id);
        dates.push_back(found != own.end() ? found->second : is_built_in_date(id));
    }
    return dates;
}

// Days to the civil calendar, after H. Hinnant's public-domain algorithm: eras of 400 years that begin on 1 March.
std::string date_of_serial(double serial, bool date1904) {
    if (!(serial >= (date1904 ? 0 : 1)) || serial >= 2958466) return "";
    auto day = static_cast<long>(std::floor(serial));
    if (!date1904 && day == 60) return "";
    day += date1904 ? 1462 : day < 60 ? 1 : 0;
    const long since = day - 25569 + 719468;  // from 0000-03-01
    const long era = since / 146097, of_era = since - era * 146097;
    const long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long month = (5 * of_year + 2) / 153, of_month = of_year - (153 * month + 2) / 5 + 1;
    const long calendar_month = month < 10 ? month + 3 : month - 9;
    const long year = year_of_era + era * 400 + (calendar_month <= 2 ? 1 : 0);
    return padded(year, 4) + "-" + padded(calendar_month, 2) + "-" + padded(of_month, 2);
}

std::string shortest_number(double value) {
    if (!std::isfinite(value)) return "#NUM!";
    if (value == 0) return "0";
    const bool plain = std::fabs(value) < 1e15 && std::fabs(value) >= 1e-6;
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value, plain ? std::chars_format::fixed : std::chars_format::scientific);
    std::string out(text, end.ptr);
    for (char& c : out) c = c == 'e' ? 'E' : c;
    return out;
}

}  // namespace tianbiao
