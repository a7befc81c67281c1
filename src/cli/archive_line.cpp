#include "cli/archive_line.h"

#include <cstdlib>
#include <ctime>

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao::cli {
namespace {

struct RoleOption {
    const char* name;  // --NAME and the role in the forms' catalogue
    const char *zh, *en;
};
constexpr RoleOption role_options[]{
    {"organization", "申报单位（含有此文字）", "organisation (holds this text)"},
    {"code", "统一社会信用代码", "unified social credit code"},
    {"occupation", "职业", "occupation"},
    {"level", "等级", "level"},
    {"region", "地区", "region"},
    {"recommender", "推荐部门", "recommending office"},
};

struct Below {
    CLI::App& archive;
    const std::string& asked;
    const Speech& say;
    ArchiveOptions& options;

    CLI::App* verb(const char* name, const char* zh, const char* en) const {
        CLI::App* sub = archive.add_subcommand(name, say(zh, en))->group(say("命令", "Verbs"));
        sub->get_help_ptr()->group(say("选项", "Options"));
        return sub;
    }

    CLI::Option* variable(CLI::App* sub, CLI::Option* option) const {
        std::string name = "TIANBIAO_";
        for (const char c : option->get_lnames().front()) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        if (sub->get_name() == asked) option->envname(name);
        return option;
    }

    void entry(CLI::App* sub) const { sub->add_option("ID", options.id, say("条目编号", "number of the entry"))->required(); }

    void filters(CLI::App* sub) const {
        for (const RoleOption& role : role_options)
            variable(sub, sub->add_option_function<std::string>(
                              "--" + std::string(role.name), [this, role](const std::string& text) { options.values[role.name] = text; },
                              say(role.zh, role.en)));
        variable(sub, sub->add_option("--date-from", options.from,
                                      say("日期自（YYYY、YYYY-MM 或 YYYY-MM-DD）", "date from (YYYY, YYYY-MM or YYYY-MM-DD)")));
        variable(sub, sub->add_option("--date-to", options.until, say("日期至", "date to")));
        variable(sub, sub->add_option("--state", options.state, say("状态", "state")));
        variable(sub, sub->add_option("--form", options.form, say("表的编号", "the form")));
        variable(sub, sub->add_flag("--newest", options.newest, say("只要各申请的最新版本", "newest versions alone")));
    }
};

void add_verbs(const Below& below) {
    ArchiveOptions& options = below.options;
    CLI::App* sub = below.verb("add", "收入文件或文件夹", "takes in files or folders");
    sub->add_option("PATH", options.paths, below.say("文件或文件夹", "files or folders"))->required();
    below.variable(sub,
                   sub->add_option("--form", options.form, below.say("所填的表（默认按文件所记）", "the form (else as the file says)")));
    CLI::Option* version =
        sub->add_flag("--new-version", options.new_version, below.say("同一申请的新版本", "a new version of the same application"));
    sub->add_flag("--rendition", options.as_rendition, below.say("同一版本的另一种文件", "another rendition of the same version"))
        ->excludes(version);

    sub = below.verb("find", "检索", "looks for entries");
    sub->add_option("TEXT", options.words, below.say("全文检索的文字", "text to look for"));
    below.filters(sub);
    below.variable(sub, sub->add_option("--limit", options.most, below.say("最多条数", "entries at most")))->check(CLI::PositiveNumber);

    sub = below.verb("list", "列出全部条目", "lists all entries");
    below.filters(sub);

    sub = below.verb("get", "取出条目：经过、数据、原件或重印", "one entry: its trace, data, originals, or printed again");
    below.entry(sub);
    sub->add_option("-o,--output", options.output,
                    below.say("输出（.json 数据；.pdf、.xlsx 重印）", "output (.json: data; .pdf, .xlsx: printed again)"));
    below.variable(sub, sub->add_option("--original", options.rendition, below.say("取出第 N 个原件", "the original number N")))
        ->check(CLI::PositiveNumber);

    sub =
        below.verb("export", "导出：表格、数据、推荐汇总表、归档文件目录或原件包", "tables, data, the offices' own lists, or a ZIP of all");
    sub->add_option("-o,--output", options.output, below.say("输出文件", "output file"))->required();
    below
        .variable(sub, sub->add_option("--as", options.as,
                                       below.say("csv、xlsx、jsonl、summary（推荐汇总表）、directory（归档文件目录）、zip（默认按后缀）",
                                                 "csv, xlsx, jsonl, summary, directory, zip (else by suffix)")))
        ->check(CLI::IsMember({"csv", "xlsx", "jsonl", "summary", "directory", "zip"}));
    below.variable(sub, sub->add_option("--fonds", options.fonds, below.say("全宗号", "number of the fonds")));
    below.variable(
        sub, sub->add_option("--office", options.office, below.say("推荐单位（推荐汇总表）", "the recommending office, of a summary")));
    sub->add_option("TEXT", options.words, below.say("全文检索的文字", "text to look for"));
    below.filters(sub);
}

void add_keeping_verbs(const Below& below) {
    ArchiveOptions& options = below.options;
    below.verb("verify", "逐字节核验原件，逐行核验目录", "checks every byte and row against its digest");

    CLI::App* sub = below.verb("backup", "备份为一个文件，使用中亦可", "the whole archive as one file, while it is in use");
    sub->add_option("-o,--output", options.output, below.say("备份文件（.tar）", "the backup (.tar)"))->required();

    sub = below.verb("restore", "由备份恢复到新的文件夹", "restores a backup to a new folder");
    sub->add_option("BACKUP", options.paths, below.say("备份文件", "the backup"))->required()->expected(1);

    sub = below.verb("state", "改变状态", "sets the state");
    below.entry(sub);
    sub->add_option("STATE", options.to, below.say("新状态", "the new state"))->required();
    sub->add_option("--notice", options.notice, below.say("退回时的补正通知（.pdf）", "where the notice of what to correct goes (.pdf)"));
    below.variable(sub, sub->add_option("--deadline", options.deadline, below.say("补正期限（YYYY-MM-DD）", "until when (YYYY-MM-DD)")));
    below.variable(
        sub, sub->add_option("--office", options.office, below.say("通知的落款单位（默认经办人）", "who signs the notice (else --by)")));

    sub = below.verb("correct", "更正一个值，原值留存", "corrects a value; the one that was read is kept");
    below.entry(sub);
    sub->add_option("FIELD", options.pointer, below.say("填写项，如 /organization/name", "the field, as /organization/name"))->required();
    sub->add_option("VALUE", options.value, below.say("更正后的值（空为清除）", "the value (empty: none)"))->required();

    sub = below.verb("retain", "设定保管期限", "sets how long it is kept");
    below.entry(sub);
    sub->add_option("PERIOD", options.to, below.say("永久、30年或10年", "永久 (for ever), 30年 or 10年 (years)"))->required();

    sub = below.verb("delete", "删除条目，只留经过", "deletes all of an entry but its trace");
    below.entry(sub);
    below.variable(sub, sub->add_option("--reason", options.reason, below.say("理由", "why")));
}

bool is_day(const std::string& text) {
    constexpr std::string_view shape = "0000-00-00";
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
    const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// The clock is asked only where that word stands. China Standard Time is UTC+8 the year round.
std::string today() {
    const std::time_t now = std::time(nullptr) + 8 * 3600;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

}  // namespace

void add_archive_verbs(CLI::App& archive, const std::string& asked, const Speech& say, ArchiveOptions& options) {
    archive.require_subcommand(1);
    // Kept by the closures of CLI11 as long as the command line.
    static std::vector<std::unique_ptr<const Below>> kept;
    kept.push_back(std::make_unique<const Below>(Below{archive, asked, say, options}));
    add_verbs(*kept.back());
    add_keeping_verbs(*kept.back());
}

void check_archive_options(ArchiveOptions& options, const Speech& say) {
    if (options.folder.empty())
        throw Error(Code::usage, {},
                    say("请以 --archive 或 TIANBIAO_ARCHIVE 指明归档的文件夹", "name the archive with --archive or TIANBIAO_ARCHIVE"));
    if (options.date == "today") options.date = today();
    if (!options.date.empty() && !is_day(options.date))
        throw Error(Code::usage, {options.date, ""}, say("--date 应为 YYYY-MM-DD 或 today", "--date must be YYYY-MM-DD or today"));
    for (const std::string_view verb : {"add", "state", "correct", "retain", "delete"}) {
        if (options.verb != verb) continue;
        if (options.by.empty() || options.date.empty())
            throw Error(
                Code::usage, {},
                say("请以 --by 写明经办人、--date 写明日期（当日写 --date today）", "say who (--by) and when (--date, or --date today)"));
    }
    if (!options.deadline.empty() && !is_day(options.deadline))
        throw Error(Code::usage, {options.deadline, ""}, say("--deadline 应为 YYYY-MM-DD", "--deadline must be YYYY-MM-DD"));
    if (options.verb == "delete" && options.reason.empty())
        throw Error(Code::usage, {}, say("删除须以 --reason 写明理由", "say why with --reason"));
    for (const std::string* text : {&options.by, &options.reason, &options.words, &options.fonds, &options.office})
        if (first_bad_utf8(*text)) throw Error(Code::usage, {}, say("文字须为 UTF-8", "texts must be UTF-8"));
    for (const auto& [role, text] : options.values)
        if (first_bad_utf8(text)) throw Error(Code::usage, {role, ""}, say("文字须为 UTF-8", "texts must be UTF-8"));
}

}  // namespace tianbiao::cli
