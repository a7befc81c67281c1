#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <sstream>

#include "base/error.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/archive_line.h"
#include "cli/report.h"

namespace tianbiao::cli {
namespace {

// The language of --help must be known before the options are parsed.
Language language_of(const std::vector<std::string>& words) {
    std::string said;
    if (const char* variable = std::getenv("TIANBIAO_LANG")) said = variable;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].starts_with("--lang=")) said = words[i].substr(7);
        else if (words[i] == "--lang" && i + 1 < words.size()) said = words[i + 1];
    }
    return said == "en" ? Language::en : Language::zh;
}

// What CLI11 finds wrong, by its name for it.
struct Fault {
    std::string_view name;
    const char* zh;
};
constexpr Fault faults[]{
    {"RequiredError", "缺少必需的命令或参数"}, {"ExtrasError", "有多余或不认识的参数"}, {"ValidationError", "参数的值不对"},
    {"ConversionError", "参数的值不对"},       {"ArgumentMismatch", "参数的个数不对"},
};

const char* fault_text(const std::string& name) {
    for (const Fault& fault : faults)
        if (fault.name == name) return fault.zh;
    return "命令行不对";
}

// The words that CLI11's help is made of.
constexpr const char* help_words[][2]{
    {"Usage", "用法"},       {"OPTIONS", "选项"},    {"SUBCOMMAND", "命令"},  {"Options", "选项"},
    {"Subcommands", "命令"}, {"REQUIRED", "必需"},   {"Positionals", "参数"}, {"TEXT", "文字"},
    {"INT", "整数"},         {"POSITIVE", "正整数"}, {"Env", "环境变量"},
};

class CommandLine {
public:
    CommandLine(Language language, std::string asked, std::string asked_below, Options& options)
        : say_{language}, options_(options), asked_(std::move(asked)), asked_below_(std::move(asked_below)),
          app_(say_("填表：数字技术工程师培育项目推荐表", "fills the recommendation tables of the digital-technology engineers' programme"),
               "tianbiao") {
        options_.language = language;
        if (language == Language::zh)
            for (const auto& [en, zh] : help_words) app_.get_formatter()->label(en, zh);
        app_.option_defaults()->group(say_("选项", "Options"));
        app_.set_help_flag("-h,--help", say_("显示说明", "prints this help"));
        app_.set_version_flag("--version", "tianbiao " TIANBIAO_VERSION, say_("显示版本", "prints the version"));
        app_.require_subcommand(1);
        app_.fallthrough();
        render();
        blank();
        check();
        forms();
        fonts();
        dump();
        fill_verb();
        parse_verb();
        diff();
        batch();
        archive();
        help_ = app_.add_subcommand("help", say_("说明某个命令", "explains a verb"))->group(say_("命令", "Verbs"));
        help_->get_help_ptr()->group(say_("选项", "Options"));
        help_->add_option("VERB", help_verb_, say_("命令", "the verb"));
        help_->add_flag("--json", help_json_, say_("结果以 JSON 输出", "answers in JSON on standard output"));
        help_->add_option("--lang", language_, say_("提示的语言：zh 或 en", "language of messages: zh or en"))
            ->check(CLI::IsMember({"zh", "en"}));
    }

    std::optional<int> parse(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
            if (help_->parsed()) {
                explain();
                return 0;
            }
            options_.verb = called()->get_name();
            if (called() != app_.get_subcommands().front()) options_.verb = app_.get_subcommands().front()->get_name() + " " + options_.verb;
            check_variables();
            finish();
        } catch (const CLI::ParseError& error) {
            if (error.get_exit_code() != 0) throw Error(Code::usage, {}, wrong(error));
            std::ostringstream text;  // --help, --version
            app_.exit(error, text, text);
            print(text.str());
            return 0;
        }
        return std::nullopt;
    }

private:
    void explain() {
        std::string text = app_.get_formatter()->make_help(&app_, "tianbiao", CLI::AppFormatMode::Normal);
        if (!help_verb_.empty()) {
            const std::vector<CLI::App*> verbs = app_.get_subcommands([this](CLI::App* sub) { return sub->get_name() == help_verb_; });
            if (verbs.empty()) throw CLI::ValidationError("help", say_("没有这个命令：", "no such verb: ") + help_verb_);
            text = verbs.front()->help("tianbiao");
        }
        while (text.ends_with("\n\n")) text.pop_back();  // CLI11's versions differ in how many there are
        if (help_json_) print(Json::make_object({{"help", Json::make_text(text)}}));
        else print(text);
    }

    // The verb that was called, or that word of it which stands last: of `batch parse`, parse.
    CLI::App* called() const {
        CLI::App* sub = app_.get_subcommands().front();
        while (!sub->get_subcommands().empty()) sub = sub->get_subcommands().front();
        return sub;
    }

    // CLI11 says in English which argument it is; what kind of fault it is, and where help is, we say.
    std::string wrong(const CLI::ParseError& error) const {
        std::string more = "tianbiao help";
        for (const CLI::App* sub : app_.get_subcommands()) more += " " + sub->get_name();
        if (say_.language == Language::en) return error.what() + ("; see " + more);
        return fault_text(error.get_name()) + ("（" + std::string(error.what())) + "）；用法见 " + more;
    }

    // A variable is asked only for the verb that is called: another verb's option of the same name would overrule the command line.
    template <class Option>
    Option* variable(CLI::App* sub, Option* option) {
        std::string name = "TIANBIAO_";
        for (const char c : option->get_lnames().front()) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        const CLI::App* above = sub->get_parent();
        if ((above && above != &app_ ? above->get_name() + " " : "") + sub->get_name() == asked_) option->envname(name);
        return option;
    }

    // CLI11 from 2.4 on passes over a variable whose value is none of the option's, without a word.
    void check_variables() const {
        for (const CLI::Option* option : called()->get_options()) {
            const char* value = option->get_envname().empty() ? nullptr : std::getenv(option->get_envname().c_str());
            if (value && *value && option->count() == 0 && option->get_items_expected_max() > 0)
                throw CLI::ValidationError(option->get_envname(), say_("变量的值不合规定：", "not a value of this option: ") + value);
        }
    }

    // Each time with one value, so that what follows it on the command line stays an argument of its own.
    CLI::Option* repeatable(CLI::App* sub, const char* name, std::vector<std::string>& to, const std::string& text) {
        return sub->add_option(name, to, text)->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    CLI::App* verb(const char* name, const std::string& text) { return verb(app_, name, text); }

    CLI::App* verb(CLI::App& above, const char* name, const std::string& text) {
        CLI::App* sub = above.add_subcommand(name, text)->group(say_("命令", "Verbs"));
        sub->get_help_ptr()->group(say_("选项", "Options"));
        variable(sub, sub->add_flag("--json", options_.json, say_("结果以 JSON 输出", "answers in JSON on standard output")));
        variable(sub, sub->add_option("--lang", language_, say_("提示的语言：zh 或 en", "language of messages: zh or en")))
            ->check(CLI::IsMember({"zh", "en"}));
        variable(sub, repeatable(sub, "--font-dir", options_.font_folders,
                                 say_("优先查找字体的文件夹（可多次）", "folder whose fonts come first (repeatable)")));
        return sub;
    }

    void input(CLI::App* sub, const char* name, const std::string& text) { sub->add_option(name, options_.input, text)->required(); }

    void outputs(CLI::App* sub) {
        repeatable(sub, "-o,--output", options_.outputs,
                   say_("输出文件（可多次；- 为标准输出）", "output file (repeatable; - is standard output)"))
            ->required();
        variable(sub, sub->add_option("--format", options_.format,
                                      say_("格式：pdf、xlsx、html 或 png（默认按后缀）", "format: pdf, xlsx, html or png (else by suffix)")))
            ->check(CLI::IsMember({"pdf", "xlsx", "html", "png"}));
        variable(sub, sub->add_option("--date", options_.date,
                                      say_("文件日期（YYYY-MM-DD；默认 SOURCE_DATE_EPOCH 或表的日期）",
                                           "date inside the document (YYYY-MM-DD; else SOURCE_DATE_EPOCH or the form's own)")));
        variable(sub, sub->add_option("--dpi", options_.dpi, say_("PNG 的分辨率", "resolution of PNG")))
            ->check(CLI::Range(limits::dpi_least, limits::dpi_most));
        variable(sub, sub->add_option("--page", options_.page, say_("只输出第 N 页（PNG）", "only page N (PNG)")))
            ->check(CLI::PositiveNumber);
        page_options(sub);
    }

    void page_options(CLI::App* sub) {
        variable(sub, sub->add_option("--page-numbers", page_numbers_, say_("页码：auto、on、off", "page numbers: auto, on, off")))
            ->check(CLI::IsMember({"auto", "on", "off"}));
        variable(sub, sub->add_flag("--duplex", options_.duplex, say_("双面打印：补足偶数页", "pads to an even number of pages")));
    }

    void application_options(CLI::App* sub) {
        variable(sub, sub->add_option("--form", options_.form,
                                      say_("所填的表（默认按申请中的 form）", "the form (else as the application says)")));
        variable(sub, repeatable(sub, "--accept", options_.accept,
                                 say_("认可某条规则的错误（配 --reason，可多次）",
                                      "takes one rule's errors as warnings (with --reason; repeatable)")));
        variable(sub, repeatable(sub, "--reason", options_.reasons, say_("认可的理由", "why it is accepted")));
    }

    void render() {
        CLI::App* sub = verb("render", say_("填写：申请 JSON 成 PDF、XLSX、HTML 或 PNG", "fills the table: application JSON to PDF, XLSX, HTML or PNG"));
        input(sub, "APP.json", say_("申请（- 为标准输入）", "the application (- is standard input)"));
        outputs(sub);
        application_options(sub);
        variable(sub, sub->add_flag("--mask", options_.mask, say_("隐去证件号、电话和邮箱", "masks ID numbers, telephones and e-mails")));
        drawing_options(sub);
    }

    void drawing_options(CLI::App* sub) {
        variable(sub, sub->add_flag("--draft", options_.draft,
                                    say_("有错误也输出，每页标「草稿」", "prints in spite of errors, marked 草稿 on every page")));
        variable(sub, sub->add_option("--data", data_, say_("附带的数据：json 或 none", "data inside the document: json or none")))
            ->check(CLI::IsMember({"json", "none"}));
    }

    void blank() {
        CLI::App* sub = verb("blank", say_("空白表，供手填", "the empty table, for the pen"));
        input(sub, "FORM", say_("表的编号", "the form's id"));
        outputs(sub);
        variable(sub, sub->add_flag("--fillable", options_.fillable, say_("可在屏幕上填写的 PDF", "PDF with fields to fill on the screen")));
        variable(sub, repeatable(sub, "--rows", rows_,
                                 say_("清单=行数，如 teachers=20；长文本=附页数，如 plan.text=1（可多次）",
                                      "LIST=N rows, as teachers=20; of a long text, N sheets: plan.text=1 (repeatable)")));
    }

    void check() {
        CLI::App* sub = verb("check", say_("按通知检查申请，一次列出所有问题", "checks every rule and lists all findings at once"));
        input(sub, "APP.json", say_("申请（- 为标准输入）", "the application (- is standard input)"));
        application_options(sub);
    }

    void forms() {
        CLI::App* sub = verb("forms", say_("已知的表；给出编号则列出其定义", "the forms that are known; one of them in full"));
        sub->add_option("FORM", options_.input, say_("表的编号", "the form's id"));
        variable(sub, sub->add_flag("--schema", options_.schema,
                                    say_("申请的 JSON Schema（2020-12）", "JSON Schema (2020-12) of the application")));
    }

    void fonts() {
        verb("fonts", say_("字体诊断：各角色所用字体、缺字和应装的包",
                           "a doctor for fonts: which file serves which role, what it lacks, what to install"));
    }

    void dump() {
        CLI::App* sub = verb("dump", say_("以文本列出某一阶段", "a stage as text"));
        input(sub, "APP.json", say_("申请或表的编号", "the application, or a form's id for the blank"));
        variable(sub, sub->add_option("--stage", options_.stage, say_("阶段：record、grid、page", "record, grid or page")))
            ->check(CLI::IsMember({"record", "grid", "page"}));
        variable(sub, sub->add_option("--form", options_.form, say_("所填的表", "the form")));
        page_options(sub);
    }

    void fill_verb() {
        CLI::App* sub = verb("fill", say_("把申请填入已有的可填写 PDF（本程序的空白表，或栏名相同的）",
                                          "fills the fields of an existing PDF form (a blank of ours, or one with our field names)"));
        input(sub, "BLANK.pdf", say_("可填写的 PDF（- 为标准输入）", "the PDF form (- is standard input)"));
        sub->add_option("APP.json", options_.other, say_("申请（- 为标准输入）", "the application (- is standard input)"))->required();
        repeatable(sub, "-o,--output", options_.outputs, say_("输出文件（- 为标准输出）", "output file (- is standard output)"))->required();
        variable(sub, sub->add_flag("--flatten", options_.flatten,
                                    say_("填好的栏成为页面内容，不能再改", "draws the filled fields into their pages; they are fields no more")));
        variable(sub, sub->add_option("--form", options_.form,
                                      say_("所填的表（默认按申请中的 form）", "the form (else as the application says)")));
        variable(sub, sub->add_option("--date", options_.date, say_("文件日期（YYYY-MM-DD；默认表的日期）", "date inside the document (YYYY-MM-DD; else the form's own)")));
        sub->add_option("--password-file", options_.password_file,
                        say_("存有打开密码的文件（取其第一行）", "a file whose first line is the password that opens the PDF"));
    }

    void parse_verb() {
        CLI::App* sub = verb("parse", say_("读取：填好的 PDF 或工作簿（XLSX）成申请 JSON", "reads a filled PDF or workbook (XLSX) back to application JSON"));
        input(sub, "FILE", say_("填好的文件（- 为标准输入）", "the filled file (- is standard input)"));
        repeatable(sub, "-o,--output", options_.outputs,
                   say_("输出文件（- 为标准输出，也是默认）", "output file (- is standard output, also by default)"));
        variable(sub, sub->add_flag("--full", options_.full,
                                    say_("并写出各栏的来源、问题和文件信息", "writes sources of all fields, findings and document facts, too")));
        variable(sub, sub->add_flag("--mask", options_.mask, say_("隐去证件号、电话和邮箱", "masks ID numbers, telephones and e-mails")));
        variable(sub, sub->add_option("--form", options_.form,
                                      say_("所填的表（默认按文件所记）", "the form (else as the file says)")));
        sub->add_option("--password-file", options_.password_file,
                        say_("存有打开密码的文件（取其第一行）", "a file whose first line is the password that opens the PDF"));
    }

    void diff() {
        CLI::App* sub = verb("diff", say_("逐栏比较两份申请（JSON 或填好的文件）；有不同则退出状态为 1",
                                          "compares two applications (JSON or filled files) field by field; exit 1 where they differ"));
        input(sub, "A", say_("第一份", "the first"));
        sub->add_option("B", options_.other, say_("第二份", "the second"))->required();
    }

    void batch() {
        CLI::App* sub = app_.add_subcommand("batch", say_("成批处理，可中断后继续", "many at once; goes on where it stopped"))->group(say_("命令", "Verbs"));
        sub->get_help_ptr()->group(say_("选项", "Options"));
        sub->require_subcommand(1);
        batch_parse(*sub);
        batch_render(*sub);
    }

    void batch_options(CLI::App* sub, const std::string& text) {
        sub->add_option("FILES", options_.inputs, text)->required();
        repeatable(sub, "-o,--output", options_.outputs, say_("输出文件夹", "the output folder"))->required();
        variable(sub, sub->add_option("--jobs", options_.jobs, say_("同时处理几份（默认按处理器数）", "how many at a time (else one for each core)")))
            ->check(CLI::Range(1, limits::batch_jobs_most));
        variable(sub, sub->add_flag("--retry", options_.retry, say_("重试上次失败的", "tries again what failed before")));
        variable(sub, sub->add_option("--date", options_.date, say_("文件日期（YYYY-MM-DD；默认表的日期）", "date inside the documents (YYYY-MM-DD; else the form's own)")));
        variable(sub, sub->add_flag("--mask", options_.mask, say_("隐去证件号、电话和邮箱", "masks ID numbers, telephones and e-mails")));
    }

    void batch_parse(CLI::App& above) {
        CLI::App* sub = verb(above, "parse", say_("读取许多填好的文件，并写出报告", "reads many filled files and writes reports of them"));
        batch_options(sub, say_("文件、文件夹、ZIP、通配符；- 为标准输入中的清单", "files, folders, ZIPs, patterns; - is a list on standard input"));
        variable(sub, sub->add_flag("--full", options_.full,
                                    say_("并写出各栏的来源、问题和文件信息", "writes sources of all fields, findings and document facts, too")));
        variable(sub, sub->add_option("--form", options_.form, say_("所填的表（默认按文件所记）", "the form (else as the file says)")));
        sub->add_option("--password-file", options_.password_file,
                        say_("存有打开密码的文件（取其第一行）", "a file whose first line is the password that opens the PDFs"));
    }

    void batch_render(CLI::App& above) {
        CLI::App* sub = verb(above, "render", say_("申请 JSON、JSON Lines 或一览表（XLSX、CSV）成许多 PDF、XLSX",
                                                   "application JSON, JSON Lines or a table (XLSX, CSV) to many PDF and XLSX files"));
        batch_options(sub, say_("文件、文件夹、ZIP、通配符；- 为标准输入中的清单", "files, folders, ZIPs, patterns; - is a list on standard input"));
        variable(sub, sub->add_option("--format", options_.formats, say_("格式：pdf、xlsx（可用逗号隔开）", "formats: pdf, xlsx (comma between them)")))
            ->delimiter(',')->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->check(CLI::IsMember({"pdf", "xlsx"}));
        variable(sub, sub->add_option("--name", options_.name_pattern, say_("文件名，如 {region}-{organization}-{occupation}-{form}",
                                                                            "names of the files, as {region}-{organization}-{occupation}-{form}")));
        sub->add_option("--merge", options_.merge, say_("并合订成一个 PDF：按职业分组，有目录和书签，各份从单页起",
                                                        "and one PDF of all, by occupation, with contents and bookmarks, each on an odd page"));
        sub->add_option("--zip", options_.zip, say_("并把所有输出装入一个 ZIP", "and all outputs in one ZIP"));
        page_options(sub);
        application_options(sub);
        drawing_options(sub);
    }

    void archive() {
        CLI::App* sub = verb("archive", say_("归档：原件、数据、检索、状态和经过", "the office's archive: originals, data, search, states and their trace"));
        ArchiveOptions& options = options_.archive;
        variable(sub, sub->add_option("--archive", options.folder, say_("归档的文件夹", "the archive's folder")));
        variable(sub, sub->add_option("--by", options.by, say_("经办人", "who does it")));
        variable(sub, sub->add_option("--date", options.date,
                                      say_("经办日期（YYYY-MM-DD 或 today；默认 SOURCE_DATE_EPOCH）",
                                           "when it is done (YYYY-MM-DD or today; else SOURCE_DATE_EPOCH)")));
        variable(sub, sub->add_flag("--unmask", options.unmask, say_("显示证件号、电话和邮箱", "shows ID numbers, telephones and e-mails")));
        add_archive_verbs(*sub, asked_ == "archive" ? asked_below_ : "", say_, options);
    }

    void finish() {
        if (options_.verb.starts_with("archive ")) {
            options_.archive.verb = called()->get_name();
            options_.verb = "archive";
            if (options_.archive.date.empty())
                if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) options_.archive.date = date_of_epoch(epoch).substr(0, 10);
            check_archive_options(options_.archive, say_);
        }
        options_.data = data_ != "none";
        options_.page_numbers = page_numbers_ == "on"    ? PageNumbers::on
                                : page_numbers_ == "off" ? PageNumbers::off
                                                         : PageNumbers::automatic;
        if (!language_.empty()) options_.language = language_ == "en" ? Language::en : Language::zh;
        if (options_.accept.size() != options_.reasons.size())
            throw CLI::ValidationError("--accept", say_("每个 --accept 须有一个 --reason", "each --accept needs a --reason"));
        read_rows();
        for (const std::vector<std::string>* texts : {&options_.accept, &options_.reasons})  // they go into the document and its answers
            for (const std::string& text : *texts)
                if (first_bad_utf8(text)) throw CLI::ValidationError("--reason", say_("须为 UTF-8", "must be UTF-8"));
        if (options_.date.empty() && (options_.verb == "render" || options_.verb == "blank" || options_.verb.starts_with("batch ")))
            if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) options_.date = date_of_epoch(epoch);
        if (!options_.date.empty() && !is_date(options_.date))
            throw CLI::ValidationError("--date", say_("日期应为 YYYY-MM-DD", "the date must be YYYY-MM-DD"));
    }

    // teachers=20, training.years=6: by path as field names have it, or as a pointer.
    void read_rows() {
        for (const std::string& text : rows_) {
            const std::size_t sign = text.find('=');
            int count = 0;
            const char* from = text.data() + std::min(text.size(), sign == std::string::npos ? sign : sign + 1);
            const auto read = std::from_chars(from, text.data() + text.size(), count);
            if (sign == std::string::npos || sign == 0 || read.ec != std::errc{} || read.ptr != text.data() + text.size())
                throw CLI::ValidationError("--rows", say_("应为 清单=行数，如 teachers=20", "must be LIST=N, as teachers=20"));
            std::string path = text.substr(0, sign);
            if (path[0] != '/') path.insert(0, 1, '/'), std::replace(path.begin(), path.end(), '.', '/');
            options_.rows[path] = count;
        }
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
    std::string asked_, asked_below_;
    CLI::App app_;
    CLI::App* help_ = nullptr;
    bool help_json_ = false;
    std::vector<std::string> rows_;
    std::string help_verb_, language_, data_ = "json", page_numbers_ = "auto";
};

}  // namespace

std::optional<int> parse_command_line(int argc, char** argv, Options& options) {
    const std::vector<std::string> words(argv + 1, argv + std::max(argc, 1));
    const bool help = !words.empty() && words[0] == "help";
    std::string asked = words.size() > help ? words[help] : "";
    if (asked == "batch" && words.size() > help + 1u) asked += " " + words[help + 1u];
    const std::string below = words.size() > help + 1u ? words[help + 1u] : "";
    options.language = language_of(words);
    options.json = std::ranges::find(words, "--json") != words.end();  // a wrong call is answered in JSON, too
    return CommandLine(options.language, asked, below, options).parse(argc, argv);
}

}  // namespace tianbiao::cli
