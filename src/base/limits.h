// Every limit on what we take in, with its reason. Each has a test that goes one past it.
#pragma once
#include <cstddef>

namespace tianbiao::limits {

inline constexpr std::size_t json_bytes = 16u << 20;  // of the contract: the longest real application stays under 1 MiB
inline constexpr int json_nesting = 64;               // of the contract: ours nest 5 deep
inline constexpr std::size_t json_values = 2000000;   // of one document: 16 MiB of commas would take 1.5 GB; ours have 3,500
inline constexpr std::size_t form_bytes = 4u << 20;   // a form definition; ours have 20 kB
inline constexpr std::size_t font_bytes = 256u << 20; // Noto's whole collections have 26 MB
inline constexpr int pages = 20000;                   // of one document; 16 MiB of text make about 8,000
inline constexpr int dpi_most = 1200;                 // a preview finer than any printer an office has
inline constexpr int dpi_least = 20;
inline constexpr int include_depth = 8;               // `use` inside `use` of form files
inline constexpr int form_parts = 100000;              // values of a definition with all it uses: ours have 5,000
inline constexpr int form_files = 256;                // files of one definition: ours have 12; their numbers share an int with a line

}  // namespace tianbiao::limits
