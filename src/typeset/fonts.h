// Font files, faces and roles.
//
// A manifest (fonts/manifest.json) names for each role the faces to try, licensed ones first, and a chain of fallbacks for characters
// that the role's face lacks. Faces are mapped, not read; nothing is touched before it is needed.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"
#include "page/page.h"

namespace tianbiao {

// The official faces that the roles stand for: 小标宋, 黑体, 宋体 (labels), 仿宋 or 宋体 (values), 宋体 (running text).
enum class Role { title, heading, label, value, body };
inline constexpr int role_count = 5;

struct FaceFacts {            // what a PDF font descriptor says (ISO 32000-1, 9.8); thousandths of an em
    std::string name;         // PostScript name, made of the family's and the face's own name where a collection shares one
    std::string file;
    int index = 0;            // in a collection
    bool cff = false;
    bool may_embed = true;    // OS/2 fsType
    int units_per_em = 1000;
    int ascent = 880, descent = -120, cap_height = 733, stem_v = 80, italic_angle = 0;
    int bbox[4] = {0, 0, 0, 0};
};

// What `fonts` (the doctor) says of a role.
struct RoleReport {
    Role role;
    std::string face, file;                 // "" where nothing serves it
    std::vector<std::string> fallbacks;     // faces that are there, in order
    std::vector<std::string> absent;        // tried, not found
    std::string install;                    // the Debian package to install where something is absent
    std::vector<std::string> lacks;         // of `sample` given to report(): characters that role and fallbacks lack
};

class Face;  // typeset/face.h: the open face, its HarfBuzz font and its tables

class Fonts {
public:
    // Folders of --font-dir and TIANBIAO_FONT_DIR come before the manifest's own. Throws Error: unreadable, bad_json, missing_font
    // (a role that no file serves; the text names the package to install).
    Fonts(const std::filesystem::path& manifest, const std::vector<std::filesystem::path>& folders);
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    FaceIndex face(Role role) const;
    const std::vector<FaceIndex>& chain(Role role) const;  // the role's face, then its fallbacks
    const FaceFacts& facts(FaceIndex face) const;
    int advance(FaceIndex face, std::uint16_t glyph) const;  // thousandths of an em, rounded
    const Face& open(FaceIndex face) const;                  // opened on first use
    std::vector<RoleReport> report(std::string_view sample) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
