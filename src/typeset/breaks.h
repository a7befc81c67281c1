// Where lines may begin, and which neighbours stand closer or wider than their advances say.
#pragma once
#include "typeset/text.h"

namespace tianbiao {

// Sets Cluster::break_before and the high bits of Cluster::kind.
void find_breaks(ShapedText& shaped, Matter matter);

}  // namespace tianbiao
