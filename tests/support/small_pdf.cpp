#include "support/small_pdf.h"

namespace tianbiao::test {

std::string stream_object(const std::string& bytes, const std::string& keys) {
    return "<</Length " + std::to_string(bytes.size()) + keys + ">>\nstream\n" + bytes + "\nendstream";
}

std::string pdf_of(const std::vector<std::string>& bodies) {
    std::string out = "%PDF-1.7\n", table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        std::string offset = std::to_string(out.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + bodies[i] + "\nendobj\n";
    }
    const std::string size = std::to_string(bodies.size() + 1), start = std::to_string(out.size());
    return out + "xref\n0 " + size + "\n" + table + "trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string bytes_of(const SmallPdf& pdf) {
    const std::string box = pdf.page.find("/MediaBox") == std::string::npos ? "/MediaBox[0 0 200 100]" : "";
    const std::string contents = pdf.page.find("/Contents") == std::string::npos ? "/Contents 4 0 R" : "";
    std::vector<std::string> bodies{
        "<</Type/Catalog/Pages 2 0 R" + pdf.catalog + ">>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R" + box + contents + "/Resources<<" + pdf.resources + ">>" + pdf.page + ">>",
        stream_object(pdf.content),
    };
    bodies.insert(bodies.end(), pdf.objects.begin(), pdf.objects.end());
    return pdf_of(bodies);
}

}  // namespace tianbiao::test
