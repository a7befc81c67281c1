// Characters of the Adobe-GB1 collection by their CIDs, for fonts that neither embed a program nor say their text (ISO 32000-1, 9.7.3).
#pragma once
#include <string>

namespace tianbiao {

// As UTF-8, of Latin and of GB 2312 (Supplement 0); "" for the others, whose order follows no rule: they stay unknown.
std::string text_of_gb1_cid(int cid);

}  // namespace tianbiao
