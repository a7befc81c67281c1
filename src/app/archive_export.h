// What an office carries out of its archive: tables, data, the lists it has to hand in, or everything in one ZIP.
#pragma once
#include <cstdint>
#include <string>

#include "app/archive.h"

namespace tianbiao {

enum class ExportKind {
    csv,        // one table: what entries are filed by and every short value
    xlsx,       // the same, a sheet a form
    jsonl,      // an application a line, as render takes it
    summary,    // 推荐汇总表: who recommends whom, in which order
    directory,  // 归档文件目录 (DA/T 22-2015, 6.4 and annex): 件号, 档号, 责任者, 题名, 日期, 页数 …
    zip,        // originals under their digests' beginnings and names, applications.jsonl, entries.csv
};

struct ExportOptions {
    ExportKind kind = ExportKind::csv;
    std::string output;  // a path; .pdf prints a list, .xlsx makes it a workbook, any other name CSV
    std::string fonds;   // 全宗号
    std::string office;  // 推荐单位, of a printed list
    std::string date;    // of a workbook's properties; "" the day of the first version
    Show show = Show::masked;
    Language language = Language::zh;
};

// How many entries. Deleted ones are left out. Throws Error: usage (a ZIP holds originals, so it needs Show::all), unwritable. The file has
// mode 0600.
std::int64_t export_archive(Studio& studio, Store& store, const Query& query, const ExportOptions& options);

}  // namespace tianbiao
