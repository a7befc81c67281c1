// fill.
#include "app/fill.h"
#include "app/render.h"
#include "base/error.h"
#include "base/files.h"
#include "base/limits.h"
#include "cli/report.h"
#include "cli/verbs.h"

namespace tianbiao::cli {

int fill(Studio& studio, const Options& options) {
    if (options.outputs.size() != 1) throw Error(Code::usage, {}, "fill 只有一个输出文件");
    const std::string& output = options.outputs.front();
    if (options.json && output == "-") throw Error(Code::usage, {}, "标准输出不能同时给文件和 --json：请另指定输出文件");
    FillOptions fill;
    fill.language = options.language;
    fill.flat = options.flatten;
    fill.form = options.form;
    fill.date = options.date;
    fill.password = password_of(options);
    const Record record = read_application(options.other);
    const Filled filled = fill_form(studio, read_file(options.input, limits::fill_bytes), options.input, record, fill);
    write_files({{output, filled.pdf}});
    if (options.json)
        print(Json::make_object({{"outputs", Json::make_array({text_of_path(output)})},
                                 {"fields", Json::make_number(static_cast<std::int64_t>(filled.fields))},
                                 {"findings", to_json(filled.findings)}}));
    say(filled.findings, options.language);
    return has_errors(filled.findings) ? 1 : 0;
}

}  // namespace tianbiao::cli
