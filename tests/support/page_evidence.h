// Pages as a reader would find them: what the PDF writer paints, without a PDF between.
#pragma once
#include "page/evidence.h"
#include "page/page.h"

namespace tianbiao::test {

// `said`: with the paragraphs' marked-content sequences; without, the page is any producer's.
enum class Sequences { said, left_out };
Evidence evidence_of(const Pages& pages, Sequences sequences = Sequences::said);

}  // namespace tianbiao::test
