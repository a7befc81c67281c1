// AcroForm: fields that a person fills on the screen (ISO 32000-1, 12.7).
//
// Names follow the application's paths: /teachers/0/name is the field teachers.0.name, a hierarchy, since a partial name holds no full stop
// (12.7.3.2). What a field's own place had no room for has the same path below `continued`, with its number behind. Boxes are ours, drawn as on the
// page; neither of 是 and 否 need be ticked, and a ticked one can be emptied (no NoToggleToOff). Texts are set by the viewer, in a face of its own:
// STSong-Light is not embedded (9.7.5.2), so that any character can be typed; hence no PDF/A. No scripts, no NeedAppearances.
#pragma once
#include <string>
#include <vector>

#include "write/pdf_objects.h"
#include "write/pdf_structure.h"

namespace tianbiao {

class FormWriter {
public:
    // Adds what must stand apart: the appearances of boxes and the faces.
    FormWriter(PdfObjects& objects, TaggedPages& pages);
    void reserve();      // numbers for all widgets, into TaggedPage::widgets
    std::string finish();  // the widgets, the fields and the pages' /Annots; gives the entries of the catalogue

private:
    struct Appearance {
        Pt width, height;
        ObjectNumber ticked = 0, empty = 0;
    };
    struct Node {
        std::string name;
        ObjectNumber object = 0;
        std::vector<Node> kids;
        std::vector<std::pair<std::size_t, std::size_t>> widgets;  // page, field
    };

    const Appearance& appearance(const PageField& field);
    Node& node_of(const PageField& field);
    void write(const Node& node, ObjectNumber parent);
    void write_widget(const PageField& field, std::size_t page, std::size_t number, std::string entries);
    std::string field_entries(const PageField& field);

    PdfObjects& objects_;
    TaggedPages& pages_;
    std::vector<Appearance> appearances_;
    std::string song_;
    ObjectNumber dingbats_ = 0;
    Node root_;
};

}  // namespace tianbiao
