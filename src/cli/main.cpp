// tianbiao: parses the command line, calls a verb, answers with the contract's exit status.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>

#include "base/error.h"
#include "base/files.h"
#include "cli/parse.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {
namespace {

struct Verb {
    std::string_view name;
    int (*run)(Studio&, const Options&);
};

constexpr Verb verbs[]{{"render", render}, {"blank", blank}, {"check", check}, {"forms", forms}, {"fonts", fonts}, {"dump", dump}};

int run(const Options& options) {
    Setup setup;
    setup.data = data_folder();
    setup.font_folders.assign(options.font_folders.begin(), options.font_folders.end());
    Studio studio(std::move(setup));
    for (const Verb& verb : verbs)
        if (verb.name == options.verb) return verb.run(studio, options);
    throw Error(Code::internal, {}, "verb without a function");
}

int guarded(const Options& options) {
    try {
        return run(options);
    } catch (const Error& error) {
        if (options.json) print(to_json(error));
        say(error, options.language);
        return exit_status(error.code());
    } catch (const std::bad_alloc&) {
        const Error error(Code::too_large, {options.input, ""}, "内存不足：请减少内容或分次处理");
        say(error, options.language);
        return exit_status(error.code());
    } catch (const std::exception& fault) {
        const Error error(Code::internal, {options.input, ""}, fault.what());
        say(error, options.language);
        return exit_status(error.code());
    }
}

}  // namespace
}  // namespace tianbiao::cli

int main(int argc, char** argv) {
    using namespace tianbiao::cli;
    Options options;
    if (const std::optional<int> status = parse_command_line(argc, argv, options)) return *status;
    try {
        return guarded(options);
    } catch (const tianbiao::Error& error) {  // the report itself could not be written
        say(error, options.language);
        return exit_status(error.code());
    }
}
