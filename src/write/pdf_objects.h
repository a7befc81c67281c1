// The objects of one PDF file, kept and written by libharu's object interface. The one file that calls the library.
//
// libharu numbers the objects, writes bodies, cross-reference table and trailer; the bodies are ours, ready made. Its own fonts, pages,
// PDF/A helper and deflate are not used (they drop characters beyond the BMP, write /SubType, and take the slow way). Object streams, which
// it does not know, are put behind what it wrote (pdf_packed.h).
// Its first error is sticky: every call is checked, and a failed one becomes Error internal.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "write/pdf_syntax.h"

namespace tianbiao {

enum class PdfVersion { v1_4, v1_7 };
enum class Packed { no, flate };  // flate: the bytes of a stream are deflated already (RFC 1950)

// Whoever takes new objects: a file in the making, or a further revision of one.
class ObjectTaker {
public:
    virtual ~ObjectTaker() = default;
    // A dictionary: its entries without the << >>. The bytes of a stream are borrowed: they must live until the file's bytes were asked for.
    virtual ObjectNumber add(std::string entries) = 0;
    virtual ObjectNumber add_stream(std::string entries, std::string_view bytes, Packed packed) = 0;
    virtual ObjectNumber add_stream(std::string entries, std::string&& bytes, Packed packed) = 0;  // taken over
};

class PdfObjects : public ObjectTaker {
public:
    explicit PdfObjects(PdfVersion version);
    ~PdfObjects() override;
    PdfObjects(const PdfObjects&) = delete;
    PdfObjects& operator=(const PdfObjects&) = delete;

    ObjectNumber add(std::string entries) override;
    ObjectNumber add_stream(std::string entries, std::string_view bytes, Packed packed) override;
    ObjectNumber add_stream(std::string entries, std::string&& bytes, Packed packed) override;

    // A page under the page tree, which is kept balanced (7.7.3.2). Entries without /Type and /Parent.
    ObjectNumber add_page(std::string entries);
    void pages_to_front(std::size_t count);  // the last `count` that were added become the document's first

    // Further entries of an object that stands apart.
    void extend(ObjectNumber object, std::string_view entries);

    // Many small dictionaries, deflated together (7.5.7); PDF/A-1 wants them apart. Numbers are handed out first, so that they may name one
    // another; each must be filled. What a reader of pages and forms asks for stands apart from what only one of the structure does, so that
    // neither unpacks the other's. Nothing may be added that stands apart once a number was handed out.
    ObjectNumber reserve();
    void fill(ObjectNumber object, std::string_view entries, PackedKind kind = PackedKind::pages);

    void catalog(std::string entries);  // further entries of the document catalogue; /Type and /Pages are there
    void info(std::string entries);     // the whole document information dictionary

    // The whole file. /ID is a digest of all that was added: same content, same bytes. To be called once.
    std::string bytes();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tianbiao
