// The objects of one PDF file, kept and written by libharu's object interface. The one file that calls the library.
//
// libharu numbers the objects, writes bodies, cross-reference table and trailer; the bodies are ours, ready made. Its own fonts, pages,
// PDF/A helper and deflate are not used (they drop characters beyond the BMP, write /SubType, and take the slow way).
// Its first error is sticky: every call is checked, and a failed one becomes Error internal.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace tianbiao {

using ObjectNumber = int;
std::string reference(ObjectNumber object);  // "12 0 R"

enum class PdfVersion { v1_4, v1_7 };
enum class Packed { no, flate };  // flate: the bytes of a stream are deflated already (RFC 1950)

class PdfObjects {
public:
    explicit PdfObjects(PdfVersion version);
    ~PdfObjects();
    PdfObjects(const PdfObjects&) = delete;
    PdfObjects& operator=(const PdfObjects&) = delete;

    // A dictionary: its entries without the << >>. The bytes of a stream are borrowed: they must live until bytes() has been called.
    ObjectNumber add(std::string entries);
    ObjectNumber add_stream(std::string entries, std::string_view bytes, Packed packed);
    ObjectNumber add_stream(std::string entries, std::string&& bytes, Packed packed);  // taken over

    // A page under the page tree, which is kept balanced (7.7.3.2). Entries without /Type and /Parent.
    ObjectNumber add_page(std::string entries);

    void catalog(std::string entries);  // further entries of the document catalogue; /Type and /Pages are there
    void info(std::string entries);     // the whole document information dictionary

    // The whole file. /ID is a digest of all that was added: same content, same bytes. To be called once.
    std::string bytes();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
