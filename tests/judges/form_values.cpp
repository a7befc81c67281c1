#include "judges/form_values.h"

#include "judges/pdf_json.h"

namespace tianbiao::judges {
namespace {

void collect(const PdfJson& pdf, const nlohmann::json& reference, const std::string& above, std::map<std::string, std::string>& to) {
    const nlohmann::json& field = pdf.resolve(reference);
    const std::string own = text_of(field.value("/T", nlohmann::json()));
    const std::string name = above.empty() ? own : above + "." + own;
    bool fields = false;
    if (field.contains("/Kids")) {
        for (const nlohmann::json& kid : pdf.at(reference, "/Kids")) {
            if (!pdf.resolve(kid).contains("/T")) continue;
            collect(pdf, kid, name, to);
            fields = true;
        }
    }
    if (!fields) to[name] = text_of(pdf.at(reference, "/V"));
}

}  // namespace

std::map<std::string, std::string> form_values(const std::string& bytes) {
    const PdfJson pdf(bytes);
    std::map<std::string, std::string> values;
    for (const nlohmann::json& field : pdf.at(pdf.at(pdf.trailer().at("/Root"), "/AcroForm"), "/Fields")) collect(pdf, field, "", values);
    return values;
}

}  // namespace tianbiao::judges
