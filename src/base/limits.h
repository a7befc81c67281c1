// Every limit on what we take in, with its reason. Each has a test that goes one past it.
#pragma once
#include <cstddef>

namespace tianbiao::limits {

inline constexpr std::size_t json_bytes = 16u << 20;  // of the contract: the longest real application stays under 1 MiB
inline constexpr int json_nesting = 64;               // of the contract: ours nest 5 deep
inline constexpr std::size_t json_values = 2000000;   // of one document: 16 MiB of commas would take 1.5 GB; ours have 3,500
inline constexpr std::size_t template_bytes = 1u << 20;  // a Mustache template; ours has 4 kB
inline constexpr std::size_t form_bytes = 4u << 20;   // a form definition; ours have 20 kB
inline constexpr std::size_t font_bytes = 256u << 20; // Noto's whole collections have 26 MB
inline constexpr int pages = 20000;                   // of one document; 16 MiB of text make about 8,000
inline constexpr int dpi_most = 1200;                 // a preview finer than any printer an office has
inline constexpr int dpi_least = 20;
inline constexpr int include_depth = 8;               // `use` inside `use` of form files
inline constexpr int form_parts = 100000;              // values of a definition with all it uses: ours have 5,000
inline constexpr int form_files = 256;                // files of one definition: ours have 12; their numbers share an int with a line

inline constexpr std::size_t workbook_bytes = 32u << 20;        // a workbook as a file; ours have 20 to 50 kB
inline constexpr int zip_entries = 1000;                        // ours have 15; Excel's with pictures some dozens
inline constexpr std::size_t zip_entry_bytes = 48u << 20;       // unpacked; a sheet of 10,000 teachers has 8 MB
inline constexpr std::size_t zip_total_bytes = 96u << 20;       // unpacked, of all entries that are read
inline constexpr std::size_t zip_ratio = 250;                   // unpacked to packed, of an entry past zip_ratio_from; sheets reach 30
inline constexpr std::size_t zip_ratio_from = 1u << 20;
inline constexpr int workbook_sheets = 64;                      // ours have 3
inline constexpr int workbook_cells = 200000;                   // ours have 500; 10,000 teachers make 60,000
inline constexpr int workbook_names = 150000;                   // one a value
inline constexpr std::size_t workbook_text = 8u << 20;          // of all cells: what is beyond the contract's JSON cannot be ours
inline constexpr int sheet_rows = 1048576;                      // of the format itself (ECMA-376, 18.3.1.73), as are the columns
inline constexpr int sheet_columns = 16384;
inline constexpr std::size_t reader_memory = 512u << 20;        // address space of the child that opens foreign files
inline constexpr int reader_cpu_seconds = 10;                   // the slowest workbook within the limits takes 1
inline constexpr int reader_wall_seconds = 30;                  // the same on a busy machine
inline constexpr std::size_t reader_stack = 8u << 20;           // the parsers do not recurse
inline constexpr int reader_files = 8;                          // three pipes; it opens nothing

}  // namespace tianbiao::limits
