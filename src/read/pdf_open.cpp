#include "read/pdf_open.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf: std::shared_ptr everywhere

#include <podofo/podofo.h>

#include <algorithm>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr std::string_view header = "%PDF-";
constexpr std::size_t header_within = 1024;  // annex H.3, note 13: what readers accept

[[noreturn]] void refuse_password(const std::string& password) {
    throw Error(Code::unsupported, {},
                password.empty() ? "文件已加密，需要打开密码：请以 --password-file 给出，或去掉密码后另存" : "打开密码不正确：请核对密码文件");
}

struct Rewritten {
    std::string bytes = {};
    bool repaired = false, doubtful = false;
};

// Warnings of libqpdf that tell of a table rebuilt from the objects themselves, which loses nothing.
constexpr std::string_view harmless_warnings[]{"file is damaged", "startxref", "cross-reference", "xref"};

bool is_harmless(const std::string& warning) {
    return std::any_of(std::begin(harmless_warnings), std::end(harmless_warnings), [&](std::string_view w) { return warning.find(w) != std::string::npos; });
}

// libqpdf reads with its own parser, which finds objects by searching where the table is of no use, and writes plain objects.
Rewritten rewritten(std::string_view bytes, const std::string& password) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setLogger(QPDFLogger::create());
    pdf.getLogger()->setError(pdf.getLogger()->discard());
    pdf.getLogger()->setWarn(pdf.getLogger()->discard());
    pdf.processMemoryFile("file", bytes.data(), bytes.size(), password.c_str());
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(false);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStaticID(true);
    writer.write();
    const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
    Rewritten result{std::string(reinterpret_cast<const char*>(out->getBuffer()), out->getSize())};
    for (const QPDFExc& warning : pdf.getWarnings()) {
        result.repaired = true;
        result.doubtful = result.doubtful || !is_harmless(warning.getMessageDetail());
    }
    return result;
}

// A file that lost its end lost its trailer: one is made up for the catalog, which may stand anywhere (7.5.5).
std::string with_a_trailer(std::string_view bytes) {
    for (std::size_t at = bytes.find("/Catalog"); at != std::string_view::npos; at = bytes.find("/Catalog", at + 1)) {
        const std::size_t object = bytes.rfind(" obj", at);
        if (object == std::string_view::npos || at - object > 4096) continue;
        std::size_t begin = object;
        while (begin > 0 && (bytes[begin - 1] == ' ' || (bytes[begin - 1] >= '0' && bytes[begin - 1] <= '9')) && object - begin < 20) --begin;
        return std::string(bytes) + "\nendstream\nendobj\ntrailer\n<</Root " + std::string(bytes.substr(begin, object - begin)) + " R>>\nstartxref\n0\n%%EOF\n";
    }
    return {};
}

std::unique_ptr<ObjectStore> objects_of(std::string bytes) {
    if (nesting_of(bytes) > limits::pdf_nesting) throw Error(Code::too_large, {}, "PDF 内部结构嵌套过深，不予读取");
    return std::make_unique<ObjectStore>(std::move(bytes));
}

OpenedPdf mended(std::string_view bytes, const std::string& password) {
    try {
        Rewritten result = rewritten(bytes, password);
        return {objects_of(std::move(result.bytes)), result.repaired, result.doubtful};
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) refuse_password(password);
        return {};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const Error& error) {
        if (error.code() == Code::too_large) throw;
        return {};
    } catch (const std::exception&) {  // libqpdf's own faults: logic_error, runtime_error
        return {};
    }
}

bool has_header(std::string_view bytes) { return bytes.substr(0, header_within).find(header) != std::string_view::npos; }

bool encrypted(std::string_view bytes) { return bytes.find("/Encrypt") != std::string_view::npos; }

}  // namespace

int nesting_of(std::string_view bytes) {
    int depth = 0, deepest = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        switch (bytes[at]) {
            case '[': deepest = std::max(deepest, ++depth); break;
            case ']': depth = std::max(0, depth - 1); break;
            case '<':
                if (bytes.substr(at, 2) == "<<") deepest = std::max(deepest, ++depth), ++at;
                break;
            case '>':
                if (bytes.substr(at, 2) == ">>") depth = std::max(0, depth - 1), ++at;
                break;
            case '\\': ++at; break;
            case '(': {  // no string of a dictionary is long, and a lone parenthesis must not hide what follows
                const std::size_t end = bytes.substr(at, 4096).find(')');
                if (end != std::string_view::npos) at += end;
                break;
            }
            case 's':
                if (bytes.substr(at, 6) == "stream") at = std::min(bytes.find("endstream", at), bytes.size() - 1), depth = 0;
                break;
            case 'e':
                if (bytes.substr(at, 9) == "endstream") at += 8;
                if (bytes.substr(at, 6) == "endobj") at += 5, depth = 0;
                break;
            default: break;
        }
    }
    return deepest;
}

OpenedPdf open_mended(std::string_view bytes, const std::string& password) {
    OpenedPdf opened = mended(bytes, password);
    if (!opened.objects) {
        const std::string whole = with_a_trailer(bytes);
        if (!whole.empty()) opened = mended(whole, password);
        opened.doubtful = true;
    }
    opened.repaired = true;
    return opened;
}

OpenedPdf open_pdf(std::string_view bytes, const std::string& password) {
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfError::EnableDebug(false);
    if (bytes.size() > limits::pdf_bytes)
        throw Error(Code::too_large, {}, "文件超过 " + std::to_string(limits::pdf_bytes >> 20) + " MiB 的上限");
    if (!has_header(bytes)) throw Error(Code::unreadable, {}, bytes.empty() ? "文件是空的" : "不是 PDF 文件");
    if (nesting_of(bytes) > limits::pdf_nesting) throw Error(Code::too_large, {}, "PDF 内部结构嵌套过深，不予读取");
    OpenedPdf opened;
    if (encrypted(bytes)) {  // PoDoFo leaves padding in AES-256 strings; libqpdf opens every kind of 7.6
        opened = mended(bytes, password);
        if (opened.objects) return opened;
    } else {
        try {
            opened.objects = objects_of(std::string(bytes));
            if (opened.objects->catalog()) return opened;
        } catch (const Error& error) {
            if (error.code() != Code::unreadable) throw;
        }
    }
    opened = open_mended(bytes, password);
    if (!opened.objects || !opened.objects->catalog())
        throw Error(Code::unreadable, {}, "PDF 文件已损坏，无法修复：请重新导出或重新获取该文件");
    return opened;
}

}  // namespace tianbiao
