// One function a verb: options in, exit status out (0 done, 1 findings or something to look at; Errors are thrown).
#pragma once
#include "app/studio.h"
#include "cli/options.h"

namespace tianbiao::cli {

int render(Studio& studio, const Options& options);
int blank(Studio& studio, const Options& options);
int check(Studio& studio, const Options& options);
int forms(Studio& studio, const Options& options);
int fonts(Studio& studio, const Options& options);
int dump(Studio& studio, const Options& options);
int parse(Studio& studio, const Options& options);
int diff(Studio& studio, const Options& options);
int batch_render(Studio& studio, const Options& options);
int fill(Studio& studio, const Options& options);
int batch_parse(Studio& studio, const Options& options);
int archive(Studio& studio, const Options& options);

// The first line of --password-file: a command line can be read by everybody on the machine. "" where there is none.
std::string password_of(const Options& options);

}  // namespace tianbiao::cli
