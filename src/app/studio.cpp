#include "app/studio.h"

namespace tianbiao {

Studio::Studio(Setup setup) : setup_(std::move(setup)) {}

Studio::~Studio() = default;

std::vector<std::string> Studio::form_ids() const { return tianbiao::form_ids(setup_.data / "forms"); }

const Form& Studio::form(const std::string& id) {
    std::shared_ptr<const Form>& form = forms_[id];
    if (!form) form = id.ends_with(".json") ? load_form(id) : find_form(setup_.data / "forms", id);
    return *form;
}

Composer& Studio::composer(const std::string& id) {
    std::unique_ptr<Composer>& composer = composers_[id];
    if (!composer) {
        form(id);
        composer = std::make_unique<Composer>(forms_[id], fonts());
    }
    return *composer;
}

const FormAnchors& Studio::anchors(const std::string& id) {
    std::unique_ptr<FormAnchors>& anchors = anchors_[id];
    if (!anchors) anchors = std::make_unique<FormAnchors>(form_anchors(form(id)));
    return *anchors;
}

const Fonts& Studio::fonts() {
    if (!fonts_) fonts_ = std::make_unique<Fonts>(setup_.data / "fonts" / "manifest.json", setup_.font_folders);
    return *fonts_;
}

PdfWriter& Studio::pdf_writer() {
    if (!writer_) writer_ = std::make_unique<PdfWriter>(fonts());
    return *writer_;
}

}  // namespace tianbiao
