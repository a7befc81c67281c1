// What `archive` answers, for people and for programs.
#pragma once
#include <string>
#include <vector>

#include "app/archive.h"
#include "cli/options.h"

namespace tianbiao::cli {

std::string added_line(const AddedFile& file, const Speech& say);
std::string added_counts(const std::vector<AddedFile>& files, const Speech& say);
Json to_json(const std::vector<AddedFile>& files);

void answer_entries(Studio& studio, const std::vector<Entry>& entries,
                    const Speech& say);  // lines to standard output, the count to standard error
Json to_json(const std::vector<Entry>& entries);

std::string text_of(const WholeEntry& whole, const Speech& say);
Json to_json(const WholeEntry& whole);

std::string text_of(const Store::Verified& verified, const std::vector<Damage>& damages, const Speech& say);
Json to_json(const Store::Verified& verified, const std::vector<Damage>& damages);

}  // namespace tianbiao::cli
