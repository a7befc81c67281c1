#include "typeset/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <system_error>

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "typeset/face.h"

namespace tianbiao {
namespace {

struct RoleName {
    Role role;
    std::string_view key, official;
};
constexpr std::array role_names{
    RoleName{Role::title, "title", "小标宋"},   RoleName{Role::heading, "heading", "黑体"}, RoleName{Role::label, "label", "宋体"},
    RoleName{Role::value, "value", "仿宋/宋体"}, RoleName{Role::body, "body", "宋体"},
};
static_assert(role_names.size() == role_count);

// One entry of the manifest's faces.
struct Source {
    std::string id, package;
    std::vector<std::string> names, files;
    int index = 0;
};

struct Slot {
    const Source* source = nullptr;
    std::filesystem::path path;
    mutable std::once_flag once;
    mutable std::unique_ptr<Face> face;
};

const Json& member(const Json& json, std::string_view key, Json::Kind kind, const std::string& file) {
    const Json* found = json.find(key);
    if (found && found->kind == kind) return *found;
    const Json& at = found ? *found : json;
    throw Error(Code::bad_json, {file, "line " + std::to_string(at.line)}, "字体清单缺少“" + std::string(key) + "”，或其类型不对");
}

std::vector<std::string> texts(const Json& json, std::string_view key, const std::string& file) {
    std::vector<std::string> out;
    for (const Json& item : member(json, key, Json::Kind::array, file).items) {
        if (!item.is_text()) throw Error(Code::bad_json, {file, "line " + std::to_string(item.line)}, "字体清单此处应为字符串");
        out.push_back(item.text);
    }
    return out;
}

}  // namespace

struct Fonts::State {
    std::string manifest;
    std::vector<std::filesystem::path> folders;
    std::map<std::string, Source> sources;
    std::array<std::vector<std::string>, role_count> wanted;    // ids of faces, by role
    std::vector<std::string> fallbacks;
    std::map<std::string, FaceIndex> found;                     // by id; -1: no file
    std::vector<std::unique_ptr<Slot>> slots;
    std::array<std::vector<FaceIndex>, role_count> chains;
    std::mutex files_lock;
    std::map<std::filesystem::path, std::shared_ptr<const MappedFile>> files;

    void read(const std::filesystem::path& path);
    FaceIndex find(const std::string& id);
    void resolve();
    std::shared_ptr<const MappedFile> map(const std::filesystem::path& path);
    const Source& source(const std::string& id) const;
};

void Fonts::State::read(const std::filesystem::path& path) {
    manifest = path.string();
    const Json json = read_json(read_file(manifest, limits::form_bytes), manifest);
    for (const std::string& folder : texts(json, "folders", manifest)) folders.emplace_back(folder);
    for (const auto& [id, face] : member(json, "faces", Json::Kind::object, manifest).members) {
        Source& s = sources[id];
        s.id = id;
        s.names = texts(face, "names", manifest);
        s.files = texts(face, "files", manifest);
        if (const Json* index = face.find("index"))
            s.index = static_cast<int>(std::clamp<std::int64_t>(index->integer().value_or(0), 0, 255));
        if (const Json* package = face.find("package")) s.package = package->text;
    }
    const Json& roles = member(json, "roles", Json::Kind::object, manifest);
    for (const RoleName& role : role_names) wanted[static_cast<int>(role.role)] = texts(roles, role.key, manifest);
    fallbacks = texts(json, "fallbacks", manifest);
}

const Source& Fonts::State::source(const std::string& id) const {
    const auto at = sources.find(id);
    if (at == sources.end()) throw Error(Code::bad_json, {manifest, id}, "字体清单的 faces 中没有这个字体");
    return at->second;
}

FaceIndex Fonts::State::find(const std::string& id) {
    const auto known = found.find(id);
    if (known != found.end()) return known->second;
    const Source& wanted_face = source(id);
    for (const auto& folder : folders) {
        for (const std::string& file : wanted_face.files) {
            std::error_code ignored;
            const std::filesystem::path path = folder / file;
            if (!std::filesystem::is_regular_file(path, ignored)) continue;
            auto slot = std::make_unique<Slot>();
            slot->source = &wanted_face;
            slot->path = path;
            slots.push_back(std::move(slot));
            return found[id] = static_cast<FaceIndex>(slots.size() - 1);
        }
    }
    return found[id] = -1;
}

void Fonts::State::resolve() {
    for (const RoleName& name : role_names) {
        const int role = static_cast<int>(name.role);
        std::vector<FaceIndex>& chain = chains[role];
        const auto add = [&](FaceIndex face) {
            if (face >= 0 && std::ranges::find(chain, face) == chain.end()) chain.push_back(face);
        };
        for (const std::string& id : wanted[role]) {
            add(find(id));
            if (!chain.empty()) break;
        }
        if (chain.empty()) {
            const std::string package = wanted[role].empty() ? "" : source(wanted[role].back()).package;
            throw Error(Code::missing_font, {manifest, std::string(name.key)},
                        "没有可用于" + std::string(name.official) + "的字体文件：请安装软件包 " + package + "，或用 --font-dir 指明字体所在文件夹");
        }
        for (const std::string& id : fallbacks) add(find(id));
    }
}

std::shared_ptr<const MappedFile> Fonts::State::map(const std::filesystem::path& path) {
    const std::lock_guard lock(files_lock);
    std::shared_ptr<const MappedFile>& file = files[path];
    if (!file) file = std::make_shared<const MappedFile>(path, limits::font_bytes);
    return file;
}

Fonts::Fonts(const std::filesystem::path& manifest, const std::vector<std::filesystem::path>& folders) : state_(std::make_unique<State>()) {
    state_->folders = folders;
    state_->read(manifest);
    state_->resolve();
}

Fonts::~Fonts() = default;

const std::vector<FaceIndex>& Fonts::chain(Role role) const { return state_->chains[static_cast<int>(role)]; }
FaceIndex Fonts::face(Role role) const { return chain(role).front(); }

const Face& Fonts::open(FaceIndex face) const {
    const Slot& slot = *state_->slots.at(static_cast<std::size_t>(face));
    std::call_once(slot.once, [&] {
        slot.face = std::make_unique<Face>(state_->map(slot.path), slot.path.string(), slot.source->index, slot.source->names);
    });
    return *slot.face;
}

const FaceFacts& Fonts::facts(FaceIndex face) const { return open(face).facts(); }

int Fonts::advance(FaceIndex face, std::uint16_t glyph) const {
    return static_cast<int>(std::lround(open(face).advance(glyph) * 1000));
}

std::vector<RoleReport> Fonts::report(std::string_view sample) const {
    std::vector<RoleReport> out;
    for (const RoleName& name : role_names) {
        const int role = static_cast<int>(name.role);
        RoleReport& r = out.emplace_back();
        r.role = name.role;
        const std::vector<FaceIndex>& chain = state_->chains[role];
        for (const FaceIndex index : chain) (index == chain.front() ? r.face : r.fallbacks.emplace_back()) = facts(index).name;
        r.file = facts(chain.front()).file;
        const auto note_absent = [&](const std::vector<std::string>& ids, bool until_found) {
            for (const std::string& id : ids) {
                if (state_->found.contains(id) && state_->found.at(id) >= 0) {
                    if (until_found) return;
                    continue;
                }
                r.absent.push_back(id);
                const std::string& package = state_->source(id).package;
                if (!package.empty() && r.install.find(package) == std::string::npos) r.install += (r.install.empty() ? "" : " ") + package;
            }
        };
        note_absent(state_->wanted[role], true);
        note_absent(state_->fallbacks, false);
        for (std::size_t at = 0; at < sample.size();) {
            const std::size_t from = at;
            const char32_t code = decode(sample, at);
            if (is_blank(code) || is_ignorable(code) || ends_line(code)) continue;
            if (std::ranges::any_of(chain, [&](FaceIndex index) { return open(index).nominal_glyph(code) != 0; })) continue;
            const std::string character(sample.substr(from, at - from));
            if (std::ranges::find(r.lacks, character) == r.lacks.end()) r.lacks.push_back(character);
        }
    }
    return out;
}

}  // namespace tianbiao
