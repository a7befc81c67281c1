#include "form/shape.h"

#include <algorithm>
#include <numeric>

namespace tianbiao {

namespace {

constexpr std::size_t longest_key = 64;       // ours have at most 20 letters
constexpr int most_suggestions = 100;         // enough for a person; a file of unknown keys is not compared key by key

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, change});
        }
    }
    return row[b.size()];
}

// camelCase, kebab-case and capitals are the usual ways to miss a key.
std::string simple(std::string_view key) {
    std::string result;
    for (const char c : key) {
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        else if (c != '_' && c != '-' && c != ' ') result += c;
    }
    return result;
}

class ShapeCheck {
public:
    explicit ShapeCheck(Inquiry& inquiry) : inquiry_(inquiry) {}

    void group(const std::vector<Field>& fields, const Json& json, const std::string& pointer) {
        for (const auto& [key, value] : json.members) {
            if (pointer.empty() && key == "form") continue;  // check_shape has seen to it
            if (std::ranges::none_of(fields, [&](const Field& field) { return field.key == key; })) unknown(fields, key, pointer);
        }
        for (const Field& field : fields) {
            if (const Json* value = json.find(field.key)) one(field, *value, pointer + "/" + field.key);
        }
    }

private:
    Inquiry& inquiry_;
    int suggestions_ = 0;

    void wrong(std::string_view message, const std::string& pointer) {
        inquiry_.add({"wrong_shape", Severity::error, pointer, "", {}, {}, std::string(message)});
    }

    void one(const Field& field, const Json& value, const std::string& pointer) {
        if (value.is_null()) return;
        if (field.type == FieldType::group) {
            if (value.is_object()) group(field.fields, value, pointer);
            else wrong("wrong_shape_group", pointer);
        } else if (field.type == FieldType::list || field.type == FieldType::choices) {
            list(field, value, pointer);
        } else if (!value.is_scalar()) {
            wrong("wrong_shape_scalar", pointer);
        }
    }

    void list(const Field& field, const Json& value, const std::string& pointer) {
        if (!value.is_array()) return wrong("wrong_shape_list", pointer);
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            const Json& item = value.items[i];
            const std::string place = pointer + "/" + std::to_string(i);
            if (item.is_null()) continue;
            if (field.type == FieldType::choices) {
                if (!item.is_scalar()) wrong("wrong_shape_scalar", place);
            } else if (item.is_object()) {
                group(field.fields, item, place);
            } else {
                wrong("wrong_shape_group", place);
            }
        }
    }

    void unknown(const std::vector<Field>& fields, const std::string& key, const std::string& pointer) {
        Report report{"unknown_key", Severity::error, pointer + "/" + escape_key(key), "", {key}, {}, {}};
        if (suggestions_++ < most_suggestions) {
            std::vector<std::string_view> keys;
            for (const Field& field : fields) keys.push_back(field.key);
            std::string near = nearest_key(key, keys);
            if (near.empty()) near = elsewhere(inquiry_.form().fields, key, "");
            if (!near.empty()) {
                report.words.emplace_back("suggestion", near);
                report.message = "unknown_key_near";
            }
        }
        inquiry_.add(std::move(report));
    }

    // The key stands in another group: its pointer says where it belongs.
    static std::string elsewhere(const std::vector<Field>& fields, std::string_view key, const std::string& pointer) {
        for (const Field& field : fields) {
            const std::string path = pointer + "/" + field.key;
            if (field.key == key) return path;
            const std::string deeper = field.type == FieldType::group ? elsewhere(field.fields, key, path) : "";
            if (!deeper.empty()) return deeper;
        }
        return "";
    }
};

}  // namespace

std::string nearest_key(std::string_view key, const std::vector<std::string_view>& keys) {
    if (key.empty() || key.size() > longest_key) return "";
    const std::string wanted = simple(key);
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (const std::string_view known : keys) {
        const std::size_t distance = edit_distance(wanted, simple(known));
        if (distance >= least) continue;
        least = distance;
        best = known;
    }
    return std::string(best);
}

void check_shape(Inquiry& inquiry) {
    const Json& root = inquiry.record().root;
    if (!root.is_object()) {
        inquiry.add({"wrong_shape", Severity::error, "", "", {}, {}, "wrong_shape_group"});
        return;
    }
    // `form` says which form the application is for; every application may carry it, also where the form's fields do not name it.
    const Json* id = root.find("form");
    if (id && !id->is_null() && (!id->is_text() || id->text != inquiry.form().id)) {
        inquiry.add({"wrong_form", Severity::error, "/form", "", {id->text, inquiry.form().id}, {{"form", inquiry.form().id}}, {}});
    }
    ShapeCheck(inquiry).group(inquiry.form().fields, root, "");
}

}  // namespace tianbiao
