#include "app/parse_pdf.h"

#include <algorithm>

#include "base/digest.h"
#include "base/error.h"
#include "extract/document_record.h"

namespace tianbiao {
namespace {

bool has_text(const Evidence& evidence) {
    return std::ranges::any_of(evidence.pages, [](const SeenPage& page) { return !page.texts.empty(); });
}

bool has_images(const Evidence& evidence) {
    return std::ranges::any_of(evidence.pages, [](const SeenPage& page) { return !page.images.empty(); });
}

[[noreturn]] void refuse(const Evidence& evidence, const std::string& file) {
    if (evidence.xfa) throw Error(Code::unsupported, {file, ""}, "这是动态表单（XFA），页面上没有内容：请在填写它的程序中另存或打印为普通 PDF");
    if (!has_text(evidence) && has_images(evidence)) throw Error(Code::unsupported, {file, ""}, "这是扫描件，页面上没有文字：尚不能读取扫描件，请用原文件");
    throw Error(Code::unsupported, {file, ""}, "没有认出推荐表：请核对是否选错文件，或以 --form 指明");
}

}  // namespace

std::vector<Parsed> parse_pdf(Studio& studio, const std::string& bytes, const std::string& file, const ParseOptions& options) {
    studio.reader().start();  // it warms up while the forms are read
    KnownForms forms;
    if (!options.form.empty()) forms.push_back(&studio.anchors(options.form));
    else for (const std::string& id : studio.form_ids()) forms.push_back(&studio.anchors(id));
    const Evidence evidence = studio.reader().evidence(bytes, file, options.password);
    std::vector<DocumentRecord> read = read_document(evidence, forms, options.language);
    if (read.empty()) refuse(evidence, file);
    const std::string digest = options.sha256.empty() ? hex(sha256(bytes)) : options.sha256;
    std::vector<Parsed> all;
    for (DocumentRecord& each : read) {
        Parsed& out = all.emplace_back();
        out.form = each.form;
        take(std::move(each.extraction), studio.form(each.form), options, out);
        out.pages = each.end_page - each.first_page;
        out.sha256 = digest;
        out.origin = "pdf";
    }
    return all;
}

}  // namespace tianbiao
