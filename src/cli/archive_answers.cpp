#include "cli/archive_answers.h"

#include <cstdio>

#include "base/characters.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "cli/report.h"

namespace tianbiao::cli {
namespace {

Json text(const std::string& value) { return Json::make_text(value); }
Json number(std::int64_t value) { return Json::make_number(value); }

struct How {
    Added how;
    const char *name, *zh, *en;
};
constexpr How hows[]{
    {Added::entry, "entry", "新条目", "new entry"},
    {Added::rendition, "rendition", "并入条目", "rendition of entry"},
    {Added::version, "version", "新版本，条目", "new version, entry"},
    {Added::known, "known", "已有，条目", "known, entry"},
};
const How& how_of(Added added) {
    for (const How& how : hows)
        if (how.how == added) return how;
    return hows[0];
}

// One line that moves no cursor: values and names are others'.
std::string one_line(const std::string& value) {
    std::string out;
    if (first_bad_utf8(value)) {
        for (const char byte : value) out += byte >= ' ' && byte <= '~' ? byte : '?';
        return out;
    }
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t from = at;
        const char32_t code = next_code_point(value, at);
        const CharacterFault fault = character_fault(code);
        if (code == '\n' || code == '\t' || code == '\r') out += ' ';
        else if (fault == CharacterFault::control || fault == CharacterFault::bidi) out += "<" + code_point_name(code) + ">";
        else out += value.substr(from, at - from);
    }
    return out;
}

std::string role_text(const RoleValues& values, const std::string& role) {
    const auto found = values.find(role);
    return found == values.end() ? "" : joined(found->second);
}

std::string state_word(const std::string& name, const Speech& say) {
    const State& state = state_named(name);
    return say(std::string(state.zh).c_str(), std::string(state.name).c_str());
}

Json entry_json(const Entry& entry) {
    Json values = Json::make_object();
    for (const auto& [role, texts] : entry.values) {
        Json list = Json::make_array();
        for (const std::string& value : texts) list.items.push_back(text(value));
        values.members.emplace_back(role, std::move(list));
    }
    Json json = Json::make_object({{"id", number(entry.id)},
                                   {"state", text(entry.state)},
                                   {"form", text(entry.form)},
                                   {"name", text(entry.name)},
                                   {"received", text(entry.received)},
                                   {"values", std::move(values)}});
    if (!entry.retention.empty()) json.member("retention") = text(entry.retention);
    if (entry.previous > 0) json.member("previous") = number(entry.previous);
    if (entry.next > 0) json.member("next") = number(entry.next);
    return json;
}

std::string value_text(const Json& detail, const char* key) {
    const Json* value = detail.find(key);
    return !value || value->is_null() ? "" : value->is_scalar() ? printed(value) : write_json(*value, JsonStyle::compact);
}

std::string event_text(const Event& event, const Speech& say) {
    const Json& detail = event.detail;
    if (event.what == "added") return say("收件", "added");
    if (event.what == "joined") return say("并入文件", "another rendition");
    if (event.what == "state")
        return say("状态：", "state: ") + state_word(value_text(detail, "from"), say) + " → " + state_word(value_text(detail, "to"), say);
    if (event.what == "corrected")
        return say("更正 ", "corrected ") + value_text(detail, "field") + say("：", ": ") + value_text(detail, "was") + " → " +
               value_text(detail, "value");
    if (event.what == "retained") return say("保管期限：", "kept: ") + value_text(detail, "to");
    if (event.what == "deleted") return say("删除：", "deleted: ") + value_text(detail, "reason");
    return event.what;
}

// An event whose words went with its entry says no more than that it was.
std::string event_line(const Event& event, const Speech& say) {
    const bool bare = event.detail.is_null() && event.what != "added" && event.what != "joined";
    return "  " + event.trace.date + "  " + event.trace.by + "  " + (bare ? event.what : event_text(event, say));
}

}  // namespace

std::string added_line(const AddedFile& file, const Speech& say) {
    std::string line = file.path + say("：", ": ");
    for (std::size_t i = 0; i < file.to.size(); ++i) {
        const How& how = how_of(file.to[i].how);
        line += (i == 0 ? "" : say("；", "; ")) + say(how.zh, how.en) + " " + std::to_string(file.to[i].entry);
    }
    if (file.to.empty()) line += say("没有收入", "not taken in");
    else if (file.needs_review) line += say("，待核对", ", needs review");
    return one_line(line) + "\n";
}

std::string added_counts(const std::vector<AddedFile>& files, const Speech& say) {
    int kept = 0, known = 0, look = 0, lost = 0;
    for (const AddedFile& file : files) {
        const bool was_known = !file.to.empty() && file.to.front().how == Added::known;
        known += was_known;
        lost += file.to.empty();
        kept += !file.to.empty() && !was_known;
        look += !file.to.empty() && (file.needs_review || file.trouble);
    }
    const auto n = [](int count) { return std::to_string(count); };
    return say(
        ("收入 " + n(kept) + " 个文件，已有 " + n(known) + " 个，待核对 " + n(look) + " 个，没有收入 " + n(lost) + " 个。\n").c_str(),
        (n(kept) + " files taken in, " + n(known) + " known, " + n(look) + " need review, " + n(lost) + " not taken in.\n").c_str());
}

Json to_json(const std::vector<AddedFile>& files) {
    Json list = Json::make_array();
    for (const AddedFile& file : files) {
        Json to = Json::make_array();
        for (const AddedTo& each : file.to)
            to.items.push_back(Json::make_object({{"entry", number(each.entry)}, {"how", text(how_of(each.how).name)}}));
        Json item = Json::make_object(
            {{"path", text_of_path(file.path)}, {"entries", std::move(to)}, {"needs_review", Json::make_boolean(file.needs_review)}});
        if (file.trouble) item.member("error") = to_json(*file.trouble).member("error");
        list.items.push_back(std::move(item));
    }
    return Json::make_object({{"files", std::move(list)}});
}

void answer_entries(Studio& studio, const std::vector<Entry>& entries, const Speech& say) {
    static_cast<void>(studio);
    std::string lines;
    for (const Entry& entry : entries) {
        std::string line = std::to_string(entry.id) + "  " + state_word(entry.state, say) + "  ";
        const std::string organization = role_text(entry.values, "organization");
        line += (organization.empty() ? entry.name : organization) + "  " + role_text(entry.values, "occupation");
        if (entry.next > 0) line += say("  （有新版本 ", "  (newer version ") + std::to_string(entry.next) + say("）", ")");
        lines += one_line(line) + "\n";
    }
    if (!lines.empty()) print(lines);
    const std::string count = std::to_string(entries.size());
    std::fputs(say(("共 " + count + " 个条目。\n").c_str(), (count + " entries.\n").c_str()).c_str(), stderr);
}

Json to_json(const std::vector<Entry>& entries) {
    Json list = Json::make_array();
    for (const Entry& entry : entries) list.items.push_back(entry_json(entry));
    return Json::make_object({{"entries", std::move(list)}});
}

std::string text_of(const WholeEntry& whole, const Speech& say) {
    const Entry& entry = whole.entry;
    std::vector<std::string> lines;
    lines.push_back(say("条目 ", "entry ") + std::to_string(entry.id) + say("：", ": ") + state_word(entry.state, say));
    for (const auto& [role, texts] : entry.values) lines.push_back("  " + role + "  " + role_text(entry.values, role));
    if (!entry.retention.empty()) lines.push_back(say("  保管期限  ", "  kept  ") + entry.retention);
    if (entry.previous > 0) lines.push_back(say("  上一版本  ", "  previous version  ") + std::to_string(entry.previous));
    if (entry.next > 0) lines.push_back(say("  新版本  ", "  newer version  ") + std::to_string(entry.next));
    if (!whole.renditions.empty()) lines.push_back(say("原件", "originals"));
    for (const Rendition& rendition : whole.renditions)
        lines.push_back("  " + std::to_string(rendition.number) + "  " + rendition.kind + "  " + rendition.name + "  " +
                        rendition.sha256.substr(0, 12));
    if (!whole.differences.empty()) lines.push_back(say("各件不同之处", "what they say differently"));
    for (const WholeEntry::Difference& each : whole.differences)
        lines.push_back("  " + std::to_string(each.rendition) + "  " + each.field +
                        (each.name.empty() ? "" : say("（", " (") + each.name + say("）", ")")) + say("：条目 ", ": the entry ") +
                        each.entry_says + say("，原件 ", ", the original ") + each.rendition_says);
    lines.push_back(say("经过", "trace"));
    for (const Event& event : whole.events) lines.push_back(event_line(event, say));
    std::string out;
    for (const std::string& line : lines) out += one_line(line) + "\n";
    return out;
}

Json to_json(const WholeEntry& whole) {
    Json json = entry_json(whole.entry);
    Json renditions = Json::make_array(), differences = Json::make_array(), events = Json::make_array();
    for (const Rendition& each : whole.renditions)
        renditions.items.push_back(Json::make_object({{"number", number(each.number)},
                                                      {"kind", text(each.kind)},
                                                      {"name", text(each.name)},
                                                      {"sha256", text(each.sha256)},
                                                      {"place", number(each.place)},
                                                      {"pages", number(each.pages)},
                                                      {"received", text(each.received)}}));
    for (const WholeEntry::Difference& each : whole.differences)
        differences.items.push_back(Json::make_object({{"rendition", number(each.rendition)},
                                                       {"field", text(each.field)},
                                                       {"entry", text(each.entry_says)},
                                                       {"original", text(each.rendition_says)}}));
    for (const Event& each : whole.events)
        events.items.push_back(Json::make_object({{"number", number(each.number)},
                                                  {"date", text(each.trace.date)},
                                                  {"by", text(each.trace.by)},
                                                  {"what", text(each.what)},
                                                  {"detail", each.detail}}));
    json.member("application") = whole.entry.data;
    json.member("findings") = whole.entry.findings;
    json.member("originals") = std::move(renditions);
    json.member("differences") = std::move(differences);
    json.member("events") = std::move(events);
    return json;
}

std::string text_of(const Store::Verified& verified, const std::vector<Damage>& damages, const Speech& say) {
    std::string out;
    for (const Damage& damage : damages) out += damage.what + " " + damage.name + say("：", ": ") + damage.text + "\n";
    for (const std::string& sha256 : verified.left_over)
        out += say("无条目的文件（中断后留下，可不理会）：", "a file of no entry (left by a cut, harmless): ") + sha256 + "\n";
    const std::string originals = std::to_string(verified.originals), bytes = std::to_string(verified.bytes),
                      count = std::to_string(damages.size());
    return out + say(("核验原件 " + originals + " 个、" + bytes + " 字节，损坏或缺失 " + count + " 处。\n").c_str(),
                     (originals + " originals, " + bytes + " bytes; damaged or missing: " + count + ".\n").c_str());
}

Json to_json(const Store::Verified& verified, const std::vector<Damage>& damages) {
    Json list = Json::make_array(), left = Json::make_array();
    for (const Damage& damage : damages)
        list.items.push_back(Json::make_object({{"what", text(damage.what)}, {"name", text(damage.name)}, {"text", text(damage.text)}}));
    for (const std::string& sha256 : verified.left_over) left.items.push_back(text(sha256));
    return Json::make_object({{"originals", number(verified.originals)},
                              {"bytes", number(verified.bytes)},
                              {"damages", std::move(list)},
                              {"left_over", std::move(left)}});
}

}  // namespace tianbiao::cli
