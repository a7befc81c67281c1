#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/error.h"
#include "base/files.h"
#include "form/definition.h"

namespace tianbiao {
namespace {

// The pointer to what stands at this line and column, behind `start`.
std::optional<std::string> pointer_to(const Json& json, int line, int column, const std::string& start) {
    if (json.line == line && json.column == column) return start;
    const auto below = [&](const Json& part, std::string_view step) {
        std::string pointer = start;
        pointer.append(1, '/').append(step);
        return pointer_to(part, line, column, pointer);
    };
    for (std::size_t i = 0; i < json.items.size(); ++i)
        if (auto found = below(json.items[i], std::to_string(i))) return found;
    for (const auto& [key, value] : json.members)
        if (auto found = below(value, escape_key(key))) return found;
    return std::nullopt;
}

// A file that cannot be read (again) has no pointers; that is a fault of its own.
Json read_or_null(const std::string& file) {
    try {
        return read_json(read_file(file, limits::form_bytes), file);
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

int Faults::add_file(std::string file) {
    files_.push_back(std::move(file));
    return static_cast<int>(files_.size()) - 1;
}

void Faults::add(const Json& where, std::string text) { add(file_of(where.line), line_of(where.line), where.column, std::move(text)); }

void Faults::add(int file, int line, int column, std::string text) { faults_.push_back({file, line, column, std::move(text)}); }

std::vector<FormFault> Faults::all() const {
    std::vector<Fault> sorted = faults_;
    const auto place = [](const Fault& fault) { return std::tie(fault.file, fault.line, fault.column, fault.text); };
    std::ranges::stable_sort(sorted, {}, place);
    sorted.erase(std::ranges::unique(sorted, {}, place).begin(), sorted.end());

    std::map<int, Json> read;
    std::vector<FormFault> all;
    for (Fault& fault : sorted) {
        auto at = read.find(fault.file);
        if (at == read.end()) at = read.emplace(fault.file, read_or_null(file(fault.file))).first;
        all.push_back({file(fault.file), fault.line, fault.column, pointer_to(at->second, fault.line, fault.column, "").value_or(""),
                       std::move(fault.text)});
    }
    return all;
}

}  // namespace tianbiao
