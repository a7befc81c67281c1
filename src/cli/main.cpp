// tianbiao: parses the command line, calls a verb, answers with the contract's exit status.
#include <exception>
#include <new>

#include "base/error.h"
#include "base/files.h"
#include "base/memory.h"
#include "cli/parse.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

struct Verb {
    std::string_view name;
    int (*run)(Studio&, const Options&);
};

constexpr Verb verbs[]{{"render", render}, {"blank", blank}, {"check", check}, {"forms", forms}, {"fonts", fonts}, {"dump", dump},
                       {"fill", fill}, {"parse", parse},   {"diff", diff}, {"batch parse", batch_parse},
                       {"batch render", batch_render}, {"archive", archive}};

int run(const Options& options) {
    Setup setup;
    setup.data = data_folder();
    setup.font_folders.assign(options.font_folders.begin(), options.font_folders.end());
    Studio studio(std::move(setup));
    for (const Verb& verb : verbs)
        if (verb.name == options.verb) return verb.run(studio, options);
    throw Error(Code::internal, {}, "verb without a function");
}

int answer(const Error& error, const Options& options) {
    say(error, options.language);
    try {
        if (options.json) print(to_json(error));
    } catch (const Error&) {}  // standard output cannot be written: what was wrong first is the answer
    return exit_status(error.code());
}

int guarded(int argc, char** argv) {
    Options options;
    try {
        if (const std::optional<int> status = parse_command_line(argc, argv, options)) return *status;
        return run(options);
    } catch (const Error& error) {
        return answer(error, options);
    } catch (const std::bad_alloc&) {
        return answer(Error(Code::too_large, {options.input, ""}, "内存不足：请减少内容或分次处理"), options);
    } catch (const std::exception& fault) {
        return answer(Error(Code::internal, {options.input, ""}, fault.what()), options);
    }
}

}  // namespace
}  // namespace tianbiao::cli

int main(int argc, char** argv) {
    tianbiao::keep_memory();
    return tianbiao::cli::guarded(argc, argv);
}
