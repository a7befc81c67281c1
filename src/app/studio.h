// What a job needs and may keep for the next: fonts, forms, composers with the form's words shaped, what readers look for, the PDF
// writer's subsets, and the reader of foreign files.
//
// The only place that wires the stages. One per thread.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/reader_child.h"
#include "compose/compose.h"
#include "extract/form_anchors.h"
#include "form/form.h"
#include "typeset/fonts.h"
#include "write/pdf_writer.h"

namespace tianbiao {

struct Setup {
    std::filesystem::path data;                    // holds forms/ and fonts/
    std::vector<std::filesystem::path> font_folders;
};

class Studio {
public:
    explicit Studio(Setup setup);
    ~Studio();

    std::vector<std::string> form_ids() const;
    const Form& form(const std::string& id);       // Error usage where there is none
    Composer& composer(const std::string& id);
    const FormAnchors& anchors(const std::string& id);  // of the form, for its readers
    const Fonts& fonts();                          // opened on first use
    PdfWriter& pdf_writer();
    ReaderChild& reader() { return reader_; }      // started by its first file
    const Setup& setup() const { return setup_; }

private:
    Setup setup_;
    ReaderChild reader_;
    std::unique_ptr<Fonts> fonts_;
    std::unique_ptr<PdfWriter> writer_;
    std::map<std::string, std::shared_ptr<const Form>> forms_;
    std::map<std::string, std::unique_ptr<Composer>> composers_;
    std::map<std::string, std::unique_ptr<FormAnchors>> anchors_;
};

}  // namespace tianbiao
