// Small dictionaries in object streams, and the cross-reference stream that finds them (ISO 32000-1, 7.5.7 and 7.5.8): a few hundred elements
// of structure cost a tenth of what they cost as objects of their own.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "write/pdf_syntax.h"

namespace tianbiao {

class PackedObjects {
public:
    bool empty() const { return first_ == 0; }
    void begin(ObjectNumber first) { first_ = first; }  // all smaller numbers are of the objects that stand apart
    ObjectNumber reserve() { return first_ + count_++; }
    void fill(ObjectNumber object, std::string_view entries, PackedKind kind);  // without << >>

    // Deflates the last of them; earlier ones were as soon as a stream was full. To be called once, when all are filled; throws Error internal where one is not.
    void finish();
    std::string_view digest() const { return digest_; }  // of all that was filled
    std::size_t size() const;                            // that append_to() will add, about

    // Puts the object streams and the cross-reference stream behind the objects that stand apart. `offsets`: where each of those begins, by
    // its number; `trailer`: /Root and what else a trailer says, without /Size.
    void append_to(std::string& file, const std::vector<std::size_t>& offsets, std::string_view trailer) const;

private:
    struct Open {                    // a stream that is being filled
        std::string head, bodies;
        std::vector<ObjectNumber> objects;  // in their order
    };
    struct Stream {
        std::string bytes;           // deflated
        std::size_t head = 0;        // bytes of it, before that
        std::size_t objects = 0;
    };
    struct Place {
        std::size_t stream = 0, index = 0;
    };
    void end_stream(Open& open);

    static constexpr std::size_t most_in_one = 1000;  // a reader unpacks a whole stream for one of its objects
    ObjectNumber first_ = 0;
    int count_ = 0;
    std::size_t filled_ = 0;
    std::array<Open, 2> open_;       // by their kind
    std::vector<Stream> streams_;
    std::vector<Place> places_;      // of the objects, by their numbers
    std::string digest_;
};

}  // namespace tianbiao
