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
inline constexpr int blank_rows = 1000;               // that a blank form is asked for; the longest list of a real application has 60
inline constexpr std::size_t fill_bytes = 64u << 20;  // a PDF whose fields are filled; our blanks have 100 kB
inline constexpr std::size_t fill_fields = 50000;      // of one PDF; our blanks have 120, with a thousand rows in each list 11,000
inline constexpr int dpi_most = 1200;                 // a preview finer than any printer an office has
inline constexpr int dpi_least = 20;
inline constexpr int include_depth = 8;               // `use` inside `use` of form files
inline constexpr int form_parts = 100000;              // values of a definition with all it uses: ours have 5,000
inline constexpr int form_files = 256;                // files of one definition: ours have 12; their numbers share an int with a line

inline constexpr std::size_t page_lines = 4000;                 // of a page's tables, joined, each way; a page of 42 teachers has 60
inline constexpr std::size_t page_places = 400000;              // of a table's atomic grid; ours have 500
inline constexpr std::size_t document_cells = 60000;            // of all tables read; 10,000 teachers make 60,000

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
inline constexpr std::size_t csv_bytes = 64u << 20;             // a table as CSV; 5,000 applications have 50 MB
inline constexpr std::size_t json_lines_bytes = 1u << 30;       // of a file of many applications; 10,000 have 120 MB. It is mapped, not loaded
inline constexpr std::size_t csv_cells = 1000000;               // that hold something; 10,000 applications have 700,000
inline constexpr std::size_t reader_memory = 512u << 20;        // address space of the child that opens foreign files
inline constexpr int reader_cpu_seconds = 10;                   // the slowest workbook within the limits takes 1
inline constexpr int reader_wall_seconds = 30;                  // the same on a busy machine
inline constexpr std::size_t reader_stack = 8u << 20;           // the parsers do not recurse
inline constexpr int reader_files = 8;                          // three pipes; it opens nothing

inline constexpr std::size_t archive_bytes = 96u << 20;         // a ZIP of submitted files; it passes through reader_memory. Larger ones can be unpacked by hand
inline constexpr int archive_members = 20000;                   // of a ZIP and of those in it: twice what a province sends at once
inline constexpr std::size_t archive_total_bytes = 1024u << 20;  // unpacked, of all members
inline constexpr std::size_t archive_piece_bytes = 32u << 20;   // unpacked at a time, or one member
inline constexpr std::size_t list_bytes = 16u << 20;            // paths on standard input; 10,000 have 1 MiB
inline constexpr std::size_t office_memory = 4096ull << 20;      // of addresses, for LibreOffice; it takes 1.5 GiB before it has opened anything
inline constexpr int office_cpu_seconds = 60;                   // a form takes 3
inline constexpr int office_wall_seconds = 180;                 // the same on a busy machine
inline constexpr std::size_t office_file_bytes = 256u << 20;    // that it writes
inline constexpr int office_files = 1024;                       // open at once
inline constexpr int office_not_jailed = 121, office_missing = 122;  // exit statuses of its starter, which no LibreOffice has
inline constexpr int batch_jobs_most = 256;                     // workers; each has a reader of its own

inline constexpr std::size_t pdf_bytes = 64u << 20;             // a PDF as a file; a form of ours has 200 kB, a colour scan of it 20 MB
inline constexpr std::size_t pdf_decoded = 96u << 20;           // of all streams that are read; ours have 300 kB
inline constexpr std::size_t pdf_content = 32u << 20;           // one page's content; a drawing of a city has 20 MB
inline constexpr int pdf_nesting = 500;                         // dictionaries and arrays in each other, as libqpdf allows; real ones have 10
inline constexpr int pdf_tree_depth = 64;                       // nodes above a page, a field or a name; real ones have 6
inline constexpr int pdf_operators = 5000000;                   // of all pages; ours have 2,000 a page. They take half a second
inline constexpr int pdf_items = 1000000;                       // glyphs, rules, fills and images that are seen; ours have 1,500 a page
inline constexpr int pdf_states = 4096;                         // q without Q; the standard asks for 28
inline constexpr int pdf_forms = 24;                            // Form XObjects in each other; real ones have 4
inline constexpr int pdf_operands = 100000;                     // before one operator; TJ arrays reach some hundreds
inline constexpr int pdf_annotations = 20000;                   // widgets and others; the largest form known has some thousands
inline constexpr int pdf_files = 200;                           // embedded files; a merged one has one of each application, some 90 of which fill pdf_items
inline constexpr std::size_t evidence_bytes = 256u << 20;        // the reader's answer: all that pdf_items and pdf_decoded allow
inline constexpr std::size_t cmap_entries = 300000;             // of one CMap; the largest of Adobe's have 30,000
inline constexpr std::size_t font_glyphs = 65536;               // of the format itself

inline constexpr std::size_t archive_original = 64u << 20;          // a file as it came; the same as a PDF that is read

}  // namespace tianbiao::limits
