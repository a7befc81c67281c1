// batch: many files at once, with progress, and an end that can be taken up again.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <thread>

#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "base/numbers.h"
#include "batch/parse_batch.h"
#include "batch/render_batch.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

std::atomic<bool> stop = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may set it
volatile std::sig_atomic_t stopped_by = 0;

void note(int signal) {
    stopped_by = signal;
    stop = true;
}

// The first Ctrl-C or termination ends the batch cleanly, the second one at once.
void watch_for_stop() {
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

std::string clock_of(double seconds) {
    const long whole = std::lround(seconds);
    const std::string below = std::to_string(whole % 60);
    return std::to_string(whole / 60) + (below.size() < 2 ? ":0" : ":") + below;
}

// On a terminal one line that is written over again; elsewhere a line now and then, and the last.
class ProgressLine {
public:
    explicit ProgressLine(Language language) : say_{language} {}

    void operator()(const Progress& progress) {
        last_ = text(progress);
        if (terminal_) {
            std::fprintf(stderr, "\r\033[K%s", last_.c_str());
        } else if (Clock::now() - said_ >= pause) {
            std::fprintf(stderr, "%s\n", last_.c_str());
            said_ = Clock::now();
            last_.clear();
        }
    }

    void finish() {
        if (terminal_ && !last_.empty()) std::fputs("\n", stderr);
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds pause{10};

    std::string text(const Progress& progress) const {
        const Journal::Counts& counts = progress.counts;
        const std::string done = std::to_string(counts.done + counts.failed), all = std::to_string(counts.all()), failed = std::to_string(counts.failed);
        const bool zh = say_.language == Language::zh;
        std::string out = zh ? "已处理 " + done + "/" + all + "，未读 " + failed : done + " of " + all + ", " + failed + " unread";
        if (progress.per_second > 0) out += (zh ? "，每秒 " : ", ") + fixed(progress.per_second, 1) + (zh ? " 份" : " a second");
        if (progress.seconds_left > 0) out += (zh ? "，还需 " : ", ") + clock_of(progress.seconds_left) + (zh ? "" : " left");
        return out;
    }

    Speech say_;
    const bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    Clock::time_point said_ = Clock::now();
    std::string last_;
};

int workers(const Options& options) {
    if (options.jobs > 0) return options.jobs;
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, limits::batch_jobs_most);
}

std::string folder_of(const Options& options) {
    if (options.outputs.size() != 1 || options.outputs.front() == "-") throw Error(Code::usage, {}, options.verb + " 要有一个输出文件夹");
    return options.outputs.front();
}

BatchRenderOptions render_options(const Options& options) {
    BatchRenderOptions out;
    out.inputs = options.inputs;
    out.folder = folder_of(options);
    if (!options.formats.empty()) out.formats = options.formats;
    out.name = options.name_pattern;
    out.zip = options.zip;
    out.merge = options.merge;
    out.retry = options.retry;
    out.workers = workers(options);
    out.render.language = options.language;
    out.render.draft = options.draft;
    out.render.mask = options.mask;
    out.render.data = options.data;
    out.render.page_numbers = options.page_numbers;
    out.render.padding = options.duplex ? Padding::even : Padding::none;
    out.render.date = options.date;
    out.render.form = options.form;
    for (std::size_t i = 0; i < options.accept.size(); ++i) out.render.accepted.push_back({options.accept[i], options.reasons[i]});
    return out;
}

Json number(std::int64_t value) { return Json::make_number(value); }

Json json_of(const BatchParsed& parsed) {
    Json outputs = Json::make_array();
    for (const std::string& output : parsed.outputs) outputs.items.push_back(text_of_path(output));
    return Json::make_object({{"outputs", std::move(outputs)},
                              {"files", number(parsed.counts.all())},
                              {"read", number(parsed.counts.done)},
                              {"unread", number(parsed.counts.failed)},
                              {"waiting", number(parsed.counts.waiting + parsed.counts.taken)},
                              {"applications", number(parsed.applications)},
                              {"to_review", number(parsed.to_review)},
                              {"duplicates", number(parsed.duplicates)},
                              {"findings", to_json(parsed.warnings)}});
}

void summarize(const BatchParsed& parsed, const Speech& speech) {
    const auto count = [](std::int64_t value) { return std::to_string(value); };
    const Journal::Counts& counts = parsed.counts;
    std::string out;
    if (speech.language == Language::zh) {
        out = "共 " + count(counts.all()) + " 个文件：已读 " + count(counts.done) + " 个（其中须核对 " + count(parsed.to_review) + " 个），未读 " +
              count(counts.failed) + " 个；申请 " + count(parsed.applications) + " 份，其中重复 " + count(parsed.duplicates) + " 份。\n";
        if (counts.waiting > 0) out += "已中止，还有 " + count(counts.waiting) + " 个待读：再执行同一命令即可继续。\n";
    } else {
        out = count(counts.all()) + " files: " + count(counts.done) + " read (" + count(parsed.to_review) + " to review), " + count(counts.failed) +
              " unread; " + count(parsed.applications) + " applications, " + count(parsed.duplicates) + " of them duplicates.\n";
        if (counts.waiting > 0) out += "stopped, " + count(counts.waiting) + " are waiting: the same command goes on.\n";
    }
    std::fwrite(out.data(), 1, out.size(), stderr);
}

}  // namespace

int batch_parse(Studio& studio, const Options& options) {
    BatchParseOptions batch;
    batch.setup = studio.setup();
    batch.inputs = options.inputs;
    if (std::ranges::find(options.inputs, "-") != options.inputs.end()) batch.list = read_file("-", limits::list_bytes);
    batch.folder = folder_of(options);
    batch.parse = {options.language, options.mask, options.form, password_of(options)};
    batch.answer = options.full ? Answer::full : Answer::applications;
    batch.workers = workers(options);
    batch.retry = options.retry;
    batch.date = options.date;
    batch.stop = &stop;
    watch_for_stop();
    ProgressLine line(options.language);
    batch.progress = [&](const Progress& progress) { line(progress); };
    const BatchParsed parsed = parse_batch(batch);
    line.finish();
    if (options.json) print(json_of(parsed));
    say(parsed.warnings, options.language);
    summarize(parsed, Speech{options.language});
    if (stopped_by != 0) return 128 + stopped_by;
    return parsed.counts.failed > 0 || parsed.to_review > 0 ? 1 : 0;
}

int batch_render(Studio& studio, const Options& options) {
    BatchRenderOptions batch = render_options(options);
    batch.stop = &stop;
    watch_for_stop();
    ProgressLine line(options.language);
    batch.progress = [&](const Progress& progress) { line(progress); };
    const BatchRendered done = render_batch(studio, batch);
    line.finish();
    const Speech speech{options.language};
    say(done.masked_findings, options.language);
    Json not_merged = Json::make_array();
    for (const std::string& input : done.not_merged) not_merged.items.push_back(text_of_path(input));
    if (options.json)
        print(Json::make_object({{"all", number(done.counts.all())}, {"done", number(done.counts.done)}, {"failed", number(done.counts.failed)},
                                 {"look", number(done.doubtful)}, {"waiting", number(done.counts.waiting)},
                                 {"not_merged", std::move(not_merged)},
                                 {"findings", to_json(options.mask ? done.masked_findings : done.findings)}}));
    if (done.refused)
        std::fputs(speech("未开始：请先改正表中的错误，或用 --draft 输出草稿。\n", "nothing was begun: mend the table's errors first, or print a --draft.\n").c_str(), stderr);
    else if (done.stopped)
        std::fputs(speech("已停下：用同一命令接着做。\n", "stopped: the same command goes on.\n").c_str(), stderr);
    else
        std::fprintf(stderr, speech("共 %lld 份：输出 %lld 份（其中须核对 %lld 份），未输出 %lld 份；见 report.xlsx。\n",
                                    "%lld in all: %lld written (%lld of them to be looked at), %lld not written; see report.xlsx.\n").c_str(),
                     static_cast<long long>(done.counts.all()), static_cast<long long>(done.counts.done), static_cast<long long>(done.doubtful),
                     static_cast<long long>(done.counts.failed));
    for (const std::string& input : done.not_merged)
        say(Error(Code::unreadable, {input, ""}, "没有收入合订本：输出之后，输入文件已改变、有错误或不在了"), options.language);
    if (done.stopped && stopped_by != 0) return 128 + stopped_by;
    const bool look = !done.not_merged.empty() || done.doubtful > 0 || has_errors(done.findings);
    return look || done.refused || done.stopped || done.counts.failed > 0 ? 1 : 0;
}

}  // namespace tianbiao::cli
