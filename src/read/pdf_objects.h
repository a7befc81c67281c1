// The objects of a PDF as libqpdf parses them, each when it is first asked for, with the manners that foreign files ask for: references are
// followed, what is absent, of another type or damaged reads as nothing, and damage is counted.
//
// libqpdf's own exceptions do not leave this file and pdf_open.cpp. PoDoFo parses all objects that stand packed in object streams
// before it gives the first, which for a tagged file takes longer than all else together; fill/ reads with it, where files are few.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/evidence.h"

namespace tianbiao {

struct Object;  // one for each place in the file: its address tells objects apart

class ObjectStore {
public:
    // A view: the bytes outlive the store. Throws what libqpdf throws: a file that it cannot open, or not with this password.
    ObjectStore(std::string_view bytes, const std::string& password);
    ~ObjectStore();
    ObjectStore(const ObjectStore&) = delete;
    ObjectStore& operator=(const ObjectStore&) = delete;

    const Object* trailer() const;
    const Object* catalog() const { return at(trailer(), "Root"); }

    // Follow references; nullptr for absent, null and damaged objects, and for a container that is none.
    const Object* at(const Object* dictionary, std::string_view key) const;
    const Object* item(const Object* array, std::size_t index) const;

    // What a node says itself, else what it has from its parents (7.7.3.4, 12.7.3.1).
    const Object* own_or(const Object* node, std::string_view key, const Object* inherited) const;

    bool is_dictionary(const Object* object) const;
    bool is_array(const Object* object) const;
    bool is_name(const Object* object, std::string_view name) const;
    bool has_stream(const Object* object) const;
    std::size_t size(const Object* array) const;                                // 0 for what is no array
    std::vector<std::string> keys(const Object* dictionary) const;              // sorted
    std::optional<double> number(const Object* object) const;                   // finite, within ±1e9
    double number(const Object* object, double otherwise) const { return number(object).value_or(otherwise); }
    std::optional<bool> boolean(const Object* object) const;
    std::string name(const Object* object) const;                               // "" for what is no name
    std::optional<std::string> string(const Object* object) const;              // its bytes
    std::string text(const Object* object) const;                               // 7.9.2.2, as UTF-8; "" for what is no string
    std::vector<double> numbers(const Object* array, std::size_t most) const;   // up to the first that is none

    // The bytes of a stream, all filters taken off. What could not be decoded to its end is counted as damage and given as far as it went.
    // Throws Error too_large past `most`, or past limits::pdf_decoded of the whole document.
    std::string decoded(const Object* stream, std::size_t most) const;

    int damage() const;  // objects and streams that could not be read whole, so far
    void add_damage() const { ++damage_; }
    bool mended() const;  // objects had to be searched for, or their syntax guessed, so far

private:
    struct Opened;
    void take_warnings() const;

    std::unique_ptr<Opened> opened_;
    mutable int damage_ = 0;
    mutable bool mended_ = false;
    mutable std::size_t decoded_ = 0;
};

// A text string's bytes (7.9.2.2): UTF-16BE behind FE FF, UTF-8 behind EF BB BF (ISO 32000-2), else PDFDocEncoding (annex D.3).
std::string text_of_string(std::string_view bytes);

// A name's bytes as text: UTF-8 where they are (7.3.5), GB 18030 where they are that, else as in text_of_string.
std::string text_of_name(std::string_view bytes);

}  // namespace tianbiao
