// What the benchmarks share: the typical application, and applications grown from it.
#pragma once
#include <cstddef>
#include <string>

#include "app/render.h"
#include "app/studio.h"
#include "base/memory.h"

namespace tianbiao::bench {

inline const std::string typical = SOURCE_DIR "/samples/training-typical.json";

// A program that has made its first document: form read, its words shaped, subset and deflated.
struct Warm {
    Warm() { keep_memory(); }  // as the program does

    Studio studio{{SOURCE_DIR, {}}};
    Record record = read_application(typical);
    Rendered rendered = render_application(studio, record, draft());
    std::string pdf = studio.pdf_writer().write(rendered.pages, rendered.facts);

    static RenderOptions draft();  // applications that are grown break the rules of length
};

// The application with its longest text said over and over until it has `characters`, or its longest list until it has `rows`.
Record with_long_text(const Record& record, std::size_t characters);
Record with_long_list(const Record& record, std::size_t rows);

// From bytes to bytes.
std::string whole(Studio& studio, const std::string& application);

}  // namespace tianbiao::bench
