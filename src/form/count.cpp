#include "base/characters.h"
#include "base/utf8.h"
#include "form/validate.h"

namespace tianbiao {

namespace {

constexpr std::string_view joining_marks = ".,-_/:@+%&=?#";

enum class Cluster { word, joint, white, other };

Cluster kind_of(std::string_view cluster) {
    std::size_t at = 0;
    const char32_t code = next_code_point(cluster, at);
    if (code > 0x3000 && code <= 0x9FFF) return Cluster::other;
    if (is_word_character(code)) return Cluster::word;
    if (is_white_space(code)) return Cluster::white;
    const bool joint = at == cluster.size() && code < 0x80 && joining_marks.find(static_cast<char>(code)) != std::string_view::npos;
    return joint ? Cluster::joint : Cluster::other;
}

}  // namespace

// The marks join only between letters or digits: 3.14% is a run and a mark, https://a.cn/b?c=d one run, C++ three.
int count_characters(std::string_view text) {
    int count = 0;
    int joints = 0;        // marks since the run's last letter or digit
    bool in_run = false;
    for (const std::string_view cluster : graphemes(text)) {
        const Cluster kind = kind_of(cluster);
        if (kind == Cluster::joint && in_run) {
            ++joints;
            continue;
        }
        if (kind == Cluster::word) {
            if (!in_run) ++count;
            in_run = true;
            joints = 0;
            continue;
        }
        count += joints + (kind == Cluster::white ? 0 : 1);
        joints = 0;
        in_run = false;
    }
    return count + joints;
}

}  // namespace tianbiao
