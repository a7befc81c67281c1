// A CSV file (RFC 4180) as a sheet of texts. Plain text, read by our own strict code: nothing in it is run or believed.
//
// UTF-8 with or without its mark, else GB 18030: a Chinese Excel saves CSV as GBK. Lines end in CRLF, LF or CR.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grid/workbook.h"

namespace tianbiao {

struct CsvTable {
    Sheet sheet;             // its rows by their order; empty lines at the end are none. Guards against formulas are off again
    std::vector<int> lines;  // of the file, from 1, on which each row begins: a quoted text may have line feeds
};

// Throws Error with the line as place: unreadable (a quote where none may stand, one that is never closed, a text behind a closing quote,
// a NUL), bad_utf8 (neither UTF-8 nor GB 18030), unsupported (UTF-16), too_large (limits::csv_bytes, csv_cells, sheet_columns).
CsvTable read_csv(std::string_view bytes, const std::string& file);

}  // namespace tianbiao
