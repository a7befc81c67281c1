// The real forms, fonts and samples, opened once for a test program; and random applications.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/render.h"
#include "app/studio.h"

namespace tianbiao::test {

Studio& studio();
Record sample(const std::string& name);          // "training-typical"
std::vector<std::string> sample_names();         // sorted
const std::vector<std::string>& forms();         // the two tables

// A draft, so that errors in an application do not stop it; without the draft's mark where `marked` is false.
Rendered rendered(const Record& record, RenderOptions options = {});

// A blank form with fields, as a file; `rows` as RenderOptions has them.
std::string fillable_blank(const std::string& form, std::map<std::string, int> rows = {});

// What is printed of a field's value, all pieces of it (cell and 附页) in order, typed line breaks left out.
std::string printed_on(const Pages& pages, const std::string& field);

struct Wildness {
    int longest_text = 1200;   // characters of a prose
    int most_rows = 12;        // of a list
    double absent = 0.15;      // share of fields left out
};
// An application of this form made of the seed alone: every field's type, rare characters, typed line breaks, odd spaces.
Record random_application(const Form& form, std::uint32_t seed, const Wildness& wildness = {});

}  // namespace tianbiao::test
