// batch render: many applications to many files, with progress, and going on where it stopped.
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
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

// One line that is drawn anew on a terminal; else a line when a further tenth is done, so that a log stays short.
class ProgressLine {
public:
    explicit ProgressLine(Language language) : say_{language} {}

    void operator()(const Progress& progress) {
        const std::int64_t all = progress.counts.all(), ready = progress.counts.done + progress.counts.failed;
        if (all == 0) return;
        const std::int64_t tenth = ready * 10 / all;
        if (!terminal_ && tenth == tenth_) return;
        tenth_ = tenth;
        std::fprintf(stderr, say_("%s%lld/%lld，每秒 %.1f 份，约剩 %.0f 秒%s", "%s%lld/%lld, %.1f a second, about %.0f s left%s").c_str(), terminal_ ? "\r" : "",
                     static_cast<long long>(ready), static_cast<long long>(all), progress.per_second, progress.seconds_left, terminal_ ? "\033[K" : "\n");
        open_ = terminal_;
    }

    ~ProgressLine() {
        if (open_) std::fputc('\n', stderr);
    }

private:
    Speech say_;
    const bool terminal_ = ::isatty(STDERR_FILENO) != 0;
    bool open_ = false;
    std::int64_t tenth_ = 0;
};

BatchRenderOptions batch_options(const Options& options) {
    BatchRenderOptions out;
    out.inputs = options.inputs;
    out.folder = options.outputs.front();
    if (!options.formats.empty()) out.formats = options.formats;
    out.name = options.name_pattern;
    out.zip = options.zip;
    out.merge = options.merge;
    out.retry = options.retry;
    out.workers = options.jobs > 0 ? options.jobs : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, limits::batch_jobs_most);
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

}  // namespace

int batch_render(Studio& studio, const Options& options) {
    if (options.outputs.size() != 1 || options.outputs.front() == "-") throw Error(Code::usage, {}, "batch render 要有一个输出文件夹");
    BatchRenderOptions batch = batch_options(options);
    watch_for_stop();
    batch.stop = &stop;
    BatchRendered done;
    {
        ProgressLine line(options.language);
        batch.progress = [&line](const Progress& progress) { line(progress); };
        done = render_batch(studio, batch);
    }
    const Speech speech{options.language};
    say(done.masked_findings, options.language);
    if (options.json)
        print(Json::make_object({{"all", number(done.counts.all())}, {"done", number(done.counts.done)}, {"failed", number(done.counts.failed)},
                                 {"look", number(done.doubtful)}, {"waiting", number(done.counts.waiting)},
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
    if (done.stopped && stopped_by != 0) return 128 + stopped_by;
    return done.refused || done.stopped || done.counts.failed > 0 || done.doubtful > 0 || has_errors(done.findings) ? 1 : 0;
}

}  // namespace tianbiao::cli
