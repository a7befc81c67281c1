// What a document says of itself: XMP, the information dictionary that mirrors it, the output intent.
#pragma once
#include <string>

#include "write/pdf_objects.h"
#include "write/pdf_writer.h"

namespace tianbiao {

// XML 1.0 has no control characters: each becomes a blank, once, before both spellings are made, so that XMP and Info agree to the character
// (ISO 19005-1, 6.7.3).
DocumentFacts printable(DocumentFacts facts);

enum class Accessible { yes, no };  // claims ISO 14289-1
std::string xmp_packet(const DocumentFacts& facts, Accessible accessible = Accessible::yes);
std::string info_entries(const DocumentFacts& facts);

// ISO 19005-2, 6.2.3: device colours mean something only beside a profile. Gives the number of the output intent's dictionary.
ObjectNumber add_output_intent(PdfObjects& objects);

}  // namespace tianbiao
