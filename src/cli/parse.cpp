#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>

#include "base/limits.h"

namespace tianbiao::cli {
namespace {

// The language of --help must be known before the options are parsed.
Language language_of(int argc, char** argv) {
    std::string said;
    if (const char* variable = std::getenv("TIANBIAO_LANG")) said = variable;
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], "--lang=", 7) == 0) said = argv[i] + 7;
        else if (std::strcmp(argv[i], "--lang") == 0 && i + 1 < argc) said = argv[i + 1];
    }
    return said == "en" ? Language::en : Language::zh;
}

class CommandLine {
public:
    CommandLine(Language language, Options& options)
        : say_{language}, options_(options),
          app_(say_("填表：数字技术工程师培育项目推荐表", "fills the recommendation tables of the digital-technology engineers' programme"), "tianbiao") {
        options_.language = language;
        app_.set_version_flag("--version", "tianbiao " TIANBIAO_VERSION);
        app_.require_subcommand(1);
        app_.fallthrough();
        render();
        blank();
        check();
        forms();
        fonts();
        dump();
        help_ = app_.add_subcommand("help", say_("说明某个命令", "explains a verb"));
        help_->add_option("VERB", help_verb_);
    }

    std::optional<int> parse(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
            if (help_->parsed()) {
                CLI::App* verb = help_verb_.empty() ? &app_ : nullptr;
                for (CLI::App* sub : app_.get_subcommands(nullptr))
                    if (sub->get_name() == help_verb_) verb = sub;
                if (!verb) throw CLI::ValidationError("help", say_("没有这个命令：", "no such verb: ") + help_verb_);
                std::cout << verb->help();
                return 0;
            }
            options_.verb = app_.get_subcommands().front()->get_name();
            finish();
        } catch (const CLI::ParseError& error) {
            const bool asked = error.get_exit_code() == 0;  // --help, --version
            app_.exit(error, std::cout, std::cerr);
            return asked ? 0 : 2;
        }
        return std::nullopt;
    }

private:
    CLI::App* verb(const char* name, const std::string& text) {
        CLI::App* sub = app_.add_subcommand(name, text);
        sub->add_flag("--json", options_.json, say_("结果以 JSON 输出", "answers in JSON on standard output"))->envname("TIANBIAO_JSON");
        sub->add_option("--lang", language_, say_("提示的语言：zh 或 en", "language of messages: zh or en"))->envname("TIANBIAO_LANG")->check(CLI::IsMember({"zh", "en"}));
        sub->add_option("--font-dir", options_.font_folders, say_("优先查找字体的文件夹（可多次）", "folder whose fonts come first (repeatable)"))->envname("TIANBIAO_FONT_DIR");
        return sub;
    }

    void input(CLI::App* sub, const char* name, const std::string& text) { sub->add_option(name, options_.input, text)->required(); }

    void outputs(CLI::App* sub) {
        sub->add_option("-o,--output", options_.outputs, say_("输出文件（可多次；- 为标准输出）", "output file (repeatable; - is standard output)"))->required();
        sub->add_option("--format", options_.format, say_("格式：pdf 或 png（默认按后缀）", "format: pdf or png (else by suffix)"))->envname("TIANBIAO_FORMAT")->check(CLI::IsMember({"pdf", "png"}));
        sub->add_option("--date", options_.date, say_("文件日期（YYYY-MM-DD；默认 SOURCE_DATE_EPOCH 或表的日期）", "date inside the document (YYYY-MM-DD; else SOURCE_DATE_EPOCH or the form's own)"))->envname("TIANBIAO_DATE");
        sub->add_option("--dpi", options_.dpi, say_("PNG 的分辨率", "resolution of PNG"))->envname("TIANBIAO_DPI")->check(CLI::Range(limits::dpi_least, limits::dpi_most));
        sub->add_option("--page", options_.page, say_("只输出第 N 页（PNG）", "only page N (PNG)"))->envname("TIANBIAO_PAGE")->check(CLI::PositiveNumber);
        page_options(sub);
    }

    void page_options(CLI::App* sub) {
        sub->add_option("--page-numbers", options_.page_numbers, say_("页码：auto、on、off", "page numbers: auto, on, off"))
            ->envname("TIANBIAO_PAGE_NUMBERS")
            ->transform(CLI::CheckedTransformer(std::map<std::string, PageNumbers>{{"auto", PageNumbers::automatic}, {"on", PageNumbers::on}, {"off", PageNumbers::off}}));
        sub->add_flag("--duplex", options_.duplex, say_("双面打印：补足偶数页", "pads to an even number of pages"))->envname("TIANBIAO_DUPLEX");
    }

    void application_options(CLI::App* sub) {
        sub->add_option("--form", options_.form, say_("所填的表（默认按申请中的 form）", "the form (else as the application says)"))->envname("TIANBIAO_FORM");
        sub->add_option("--accept", options_.accept, say_("认可某条规则的错误（配 --reason）", "takes one rule's errors as warnings (with --reason)"));
        sub->add_option("--reason", options_.reasons, say_("认可的理由", "why it is accepted"));
    }

    void render() {
        CLI::App* sub = verb("render", say_("填写：申请 JSON 成 PDF 或 PNG", "fills the table: application JSON to PDF or PNG"));
        input(sub, "APP.json", say_("申请（- 为标准输入）", "the application (- is standard input)"));
        outputs(sub);
        application_options(sub);
        sub->add_flag("--draft", options_.draft, say_("有错误也输出，每页标「草稿」", "prints in spite of errors, marked 草稿 on every page"))->envname("TIANBIAO_DRAFT");
        sub->add_flag("--mask", options_.mask, say_("隐去证件号、电话和邮箱", "masks ID numbers, telephones and e-mails"))->envname("TIANBIAO_MASK");
        sub->add_option("--data", data_, say_("附带的数据：json 或 none", "data inside the document: json or none"))->envname("TIANBIAO_DATA")->check(CLI::IsMember({"json", "none"}));
    }

    void blank() {
        CLI::App* sub = verb("blank", say_("空白表，供手填", "the empty table, for the pen"));
        input(sub, "FORM", say_("表的编号", "the form's id"));
        outputs(sub);
    }

    void check() {
        CLI::App* sub = verb("check", say_("按通知检查申请，一次列出所有问题", "checks every rule and lists all findings at once"));
        input(sub, "APP.json", say_("申请（- 为标准输入）", "the application (- is standard input)"));
        application_options(sub);
    }

    void forms() {
        CLI::App* sub = verb("forms", say_("已知的表；给出编号则列出其定义", "the forms that are known; one of them in full"));
        sub->add_option("FORM", options_.input, say_("表的编号", "the form's id"));
        sub->add_flag("--schema", options_.schema, say_("申请的 JSON Schema（2020-12）", "JSON Schema (2020-12) of the application"))->envname("TIANBIAO_SCHEMA");
    }

    void fonts() { verb("fonts", say_("字体诊断：各角色所用字体、缺字和应装的包", "a doctor for fonts: which file serves which role, what it lacks, what to install")); }

    void dump() {
        CLI::App* sub = verb("dump", say_("以文本列出某一阶段", "a stage as text"));
        input(sub, "APP.json", say_("申请或表的编号", "the application, or a form's id for the blank"));
        sub->add_option("--stage", options_.stage, say_("阶段：record、grid、page", "record, grid or page"))->envname("TIANBIAO_STAGE")->check(CLI::IsMember({"record", "grid", "page"}));
        sub->add_option("--form", options_.form, say_("所填的表", "the form"))->envname("TIANBIAO_FORM");
        page_options(sub);
    }

    void finish() {
        options_.data = data_ != "none";
        if (!language_.empty()) options_.language = language_ == "en" ? Language::en : Language::zh;
        if (options_.accept.size() != options_.reasons.size())
            throw CLI::ValidationError("--accept", say_("每个 --accept 须有一个 --reason", "each --accept needs a --reason"));
        if (options_.date.empty() && (options_.verb == "render" || options_.verb == "blank"))
            if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) options_.date = date_of_epoch(epoch);
        if (!options_.date.empty() && !is_date(options_.date))
            throw CLI::ValidationError("--date", say_("日期应为 YYYY-MM-DD", "the date must be YYYY-MM-DD"));
    }

    static bool is_date(const std::string& text) {
        if (text.size() != 10 && text.size() != 20) return false;
        constexpr std::string_view shape = "0000-00-00T00:00:00Z";
        for (std::size_t i = 0; i < text.size(); ++i)
            if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
        const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    // SOURCE_DATE_EPOCH: seconds since 1970 in UTC (reproducible-builds.org).
    static std::string date_of_epoch(const std::string& seconds) {
        char* end = nullptr;
        const long long value = std::strtoll(seconds.c_str(), &end, 10);
        if (seconds.empty() || *end || value < 0 || value > 253402300799) return "SOURCE_DATE_EPOCH";
        const std::time_t time = value;
        std::tm parts{};
        gmtime_r(&time, &parts);
        char text[32];
        std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
        return text;
    }

    Speech say_;
    Options& options_;
    CLI::App app_;
    CLI::App* help_ = nullptr;
    std::string help_verb_, language_, data_ = "json";
};

}  // namespace

std::optional<int> parse_command_line(int argc, char** argv, Options& options) {
    return CommandLine(language_of(argc, argv), options).parse(argc, argv);
}

}  // namespace tianbiao::cli
