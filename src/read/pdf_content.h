// Runs content streams (ISO 32000-1, 7.8 and annex A) and gives what they paint.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "read/pdf_font.h"
#include "read/pdf_layers.h"
#include "read/pdf_painting.h"
#include "read/pdf_state.h"

namespace tianbiao {

// What the pages of one document share: opened fonts, decoded Form XObjects, and what is left of the limits.
class ContentStore {
public:
    explicit ContentStore(const ObjectStore& objects) : objects_(objects), layers_(objects) {}

    const ObjectStore& objects() const { return objects_; }
    const Layers& layers() const { return layers_; }
    Font* font(const Object* dictionary);
    const std::string& form(const Object* stream);  // its decoded content

    // Throw Error too_large past limits::pdf_operators and limits::pdf_items of all pages.
    void count_operator();
    void count_items(std::size_t more);

private:
    const ObjectStore& objects_;
    Layers layers_;
    std::map<const Object*, std::unique_ptr<Font>> fonts_;
    std::map<const Object*, std::string> forms_;
    int operators_ = 0;
    std::size_t items_ = 0;
};

struct Drawing {
    std::string_view content;
    const Object* resources = nullptr;
    Matrix ctm;  // to the page as it is shown
    Rect clip;
};

// Adds to `to`, whose page has its size already. Throws Error too_large.
void run_content(ContentStore& store, const Drawing& drawing, Painting& to);

// A Form XObject, as Do paints it, for appearance streams.
void run_form(ContentStore& store, const Object* form, const Drawing& drawing, Painting& to);

}  // namespace tianbiao
