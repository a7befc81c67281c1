// Whether a workbook is as whole as it was told. libxlsxwriter writes its parts to temporary files first and asks none of them whether that
// worked: in a folder without room rows are missing from a workbook that it calls done.
#pragma once
#include <cstddef>
#include <vector>

namespace tianbiao {

// `workbook`: an open file; it stays open. `cells`: how many each worksheet has, in their order. Throws Error unwritable where a part ends
// early or a worksheet has not as many.
void expect_whole(int workbook, const std::vector<std::size_t>& cells);

}  // namespace tianbiao
