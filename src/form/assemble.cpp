#include <algorithm>
#include <charconv>
#include <deque>
#include <map>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "form/definition.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

using Bindings = std::vector<std::pair<std::string, std::string>>;  // the innermost `with` stands last and wins

bool is_use(const Json& json) { return json.is_object() && json.find("use"); }

// The number behind `word` in "line 3, column 7, /a": 0 where there is none.
int number_after(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    int number = 0;
    if (at != std::string_view::npos) std::from_chars(text.data() + at + word.size(), text.data() + text.size(), number);
    return number;
}

// A path below the folder of the definition: nothing absolute, no way out.
bool stays_inside(const fs::path& path) {
    return !path.empty() && !path.is_absolute() && std::ranges::find(path, fs::path("..")) == path.end();
}

fs::path first_that_exists(const fs::path& folder, const fs::path& name) {
    std::error_code ignored;
    if (fs::exists(folder / name, ignored)) return folder / name;
    try {
        const fs::path shared = data_folder() / "forms" / name;
        if (fs::exists(shared, ignored)) return shared;
    } catch (const Error&) {}
    return folder / name;  // reading it says what is wrong
}

class Assembly {
public:
    Assembly(fs::path folder, Faults& faults) : folder_(std::move(folder)), faults_(faults) {}

    Json whole(const fs::path& file) {
        const int number = faults_.add_file(file.string());
        Json place;
        place.line = stamped(0, number);
        roots_.push_back(read(number, place));
        using_.emplace_back(number, "");
        return built(roots_.front(), number);
    }

private:
    // Null, and a fault, where it cannot be read: in the file itself where that says a line, else at `use`, which asked for it.
    Json read(int number, const Json& use) {
        const std::string& file = faults_.file(number);
        try {
            return read_json(read_file(file, limits::form_bytes), file);
        } catch (const Error& error) {
            const std::string& detail = error.place().detail;
            const int line = number_after(detail, "line ");
            if (line > 0) faults_.add(number, line, number_after(detail, "column "), error.text());
            else faults_.add(use, line_of(use.line) > 0 ? file + "：" + error.text() : error.text());
            return {};
        }
    }

    // Number of the file that a `use` names: "" is the one it stands in. -1, and a fault, where there cannot be one.
    int file_number(const Json& use, std::string_view name, int here) {
        if (name.empty()) return here;
        const auto [known, is_new] = numbers_.try_emplace(std::string(name), -1);
        if (!is_new) return known->second;
        if (!stays_inside(name)) {
            faults_.add(stamped_as(use, here), "use 只能指向表格文件夹之内的文件，不能用绝对路径或 ..");
        } else if (faults_.file_count() == static_cast<std::size_t>(limits::form_files)) {
            faults_.add(stamped_as(use, here), "一个表格最多由 " + std::to_string(limits::form_files) + " 个文件组成");
        } else {
            known->second = faults_.add_file(first_that_exists(folder_, name).string());
            roots_.push_back(read(known->second, stamped_as(use, here)));
        }
        return known->second;
    }

    static Json stamped_as(const Json& json, int file) {
        Json place;
        place.line = stamped(json.line, file);
        place.column = json.column;
        return place;
    }

    std::string filled(const std::string& text) const {
        if (bindings_.empty() || text.find('{') == std::string::npos) return text;
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
            const auto word =
                close == std::string::npos ? bindings_.rend() : std::find_if(bindings_.rbegin(), bindings_.rend(), [&](const auto& b) {
                    return std::string_view(text).substr(at + 1, close - at - 1) == b.first;
                });
            if (word == bindings_.rend()) {
                out += text[at++];
            } else {
                out += word->second;
                at = close + 1;
            }
        }
        return out;
    }

    // Counts what is built, so that files that use each other many times over do not grow without end.
    bool has_room(const Json& json, int file) {
        filled_bytes_ += json.text.size();
        if (++parts_ <= limits::form_parts && filled_bytes_ <= limits::form_bytes) return true;
        if (!std::exchange(full_, true)) faults_.add(stamped_as(json, file), "表格定义展开后过大：请减少 use");
        return false;
    }

    Json built(const Json& from, int file) {
        Json to = stamped_as(from, file);
        if (!has_room(from, file)) return to;
        if (is_use(from)) return used(from, file);
        to.kind = from.kind;
        to.boolean = from.boolean;
        to.text = from.is_text() ? filled(from.text) : from.text;
        filled_bytes_ += to.text.size();
        to.items.reserve(from.items.size());
        for (const Json& item : from.items) {
            Json entry = built(item, file);
            if (is_use(item) && entry.is_array()) {  // a list that is used stands in place, entry by entry
                std::ranges::move(entry.items, std::back_inserter(to.items));
            } else if (!is_use(item) || !entry.is_null()) {  // null: its fault is known
                to.items.push_back(std::move(entry));
            }
        }
        to.members.reserve(from.members.size());
        for (const auto& [key, value] : from.members) {
            Json member = built(value, file);
            if (!is_use(value) || !member.is_null()) to.members.emplace_back(key, std::move(member));
        }
        return to;
    }

    // What `use` names, with the words of `with`, and the other members put over its own.
    Json used(const Json& from, int file) {
        const Json& use = *from.find("use");
        const std::string name = use.is_text() ? filled(use.text) : "";
        const std::size_t mark = name.find('#');
        if (mark == std::string::npos || mark + 1 == name.size()) {
            faults_.add(stamped_as(use, file), "use 要写成 \"文件#名称\"（本文件内写 \"#名称\"）");
            return stamped_as(from, file);
        }
        const int there = file_number(use, std::string_view(name).substr(0, mark), file);
        Json to = stamped_as(from, file);
        if (there < 0) return to;
        const std::size_t outer = bindings_.size();
        bind(from, file);
        to = fragment(use, file, there, name.substr(mark + 1));
        bindings_.resize(outer);
        put_over(from, file, to);
        return to;
    }

    void bind(const Json& from, int file) {
        const Json* with = from.find("with");
        if (!with) return;
        if (!with->is_object()) faults_.add(stamped_as(*with, file), "with 要写成 { \"词\": \"文字\" }");
        Bindings inner;
        for (const auto& [word, value] : with->members) {
            if (!value.is_text()) faults_.add(stamped_as(value, file), "with 里的「" + word + "」要是文字");
            inner.emplace_back(word, filled(value.text));
        }
        std::ranges::move(inner, std::back_inserter(bindings_));
    }

    Json fragment(const Json& use, int file, int there, const std::string& name) {
        const std::pair<int, std::string> target{there, name};
        const Json nothing = stamped_as(use, file);
        if (roots_[static_cast<std::size_t>(there)].is_null()) return nothing;  // it could not be read: said already
        const Json* found = roots_[static_cast<std::size_t>(there)].find(name);
        if (!found) {
            faults_.add(nothing, faults_.file(there) + " 里没有「" + name + "」");
        } else if (std::ranges::find(using_, target) != using_.end()) {
            faults_.add(nothing, "use 绕成了圈：" + faults_.file(there) + "#" + name);
        } else if (using_.size() > static_cast<std::size_t>(limits::include_depth)) {
            faults_.add(nothing, "use 套了 " + std::to_string(limits::include_depth) + " 层以上");
        } else {
            using_.push_back(target);
            Json to = built(*found, there);
            using_.pop_back();
            return to;
        }
        return nothing;
    }

    void put_over(const Json& from, int file, Json& to) {
        for (const auto& [key, value] : from.members) {
            if (key == "use" || key == "with") continue;
            if (to.is_object()) to.member(key) = built(value, file);
            else if (!to.is_null()) faults_.add(stamped_as(value, file), "use 所指的不是对象，不能再加「" + key + "」");
        }
    }

    fs::path folder_;
    Faults& faults_;
    std::map<std::string, int, std::less<>> numbers_;
    std::deque<Json> roots_;  // by file number, as read; a deque, for fragments are built from it while it grows
    std::vector<std::pair<int, std::string>> using_;
    Bindings bindings_;
    int parts_ = 0;
    std::size_t filled_bytes_ = 0;
    bool full_ = false;
};

}  // namespace

Json assemble(const fs::path& file, Faults& faults) { return Assembly(file.parent_path(), faults).whole(file); }

void plain_lines(Json& definition) {
    definition.line = line_of(definition.line);
    for (Json& item : definition.items) plain_lines(item);
    for (auto& [key, value] : definition.members) plain_lines(value);
}

}  // namespace tianbiao
