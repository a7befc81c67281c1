#include "read/pdf_open.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf: std::shared_ptr everywhere

#include <algorithm>
#include <exception>
#include <qpdf/QPDFExc.hh>

#include "base/error.h"
#include "base/limits.h"

namespace tianbiao {
namespace {

constexpr std::string_view header = "%PDF-";
constexpr std::size_t header_within = 1024;  // annex H.3, note 13: what readers accept

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

// Null where libqpdf cannot open the file, or finds no catalog in it.
std::unique_ptr<ObjectStore> objects_of(std::string_view bytes, const std::string& password) {
    try {
        auto objects = std::make_unique<ObjectStore>(bytes, password);
        return objects->catalog() ? std::move(objects) : nullptr;
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) refuse_password(password);
        return nullptr;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {  // libqpdf's own faults: logic_error, runtime_error
        return nullptr;
    }
}

bool has_header(std::string_view bytes) { return bytes.substr(0, header_within).find(header) != std::string_view::npos; }

}  // namespace

void refuse_password(const std::string& password) {
    throw Error(Code::unsupported, {},
                password.empty() ? "文件已加密，需要打开密码：请以 --password-file 给出，或去掉密码后另存" : "打开密码不正确：请核对密码文件");
}

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

void refuse_deep_nesting(std::string_view bytes) {
    if (nesting_of(bytes) > limits::pdf_nesting) throw Error(Code::too_large, {}, "PDF 内部结构嵌套过深，不予读取");
}

OpenedPdf open_pdf(std::string_view bytes, const std::string& password) {
    if (bytes.size() > limits::pdf_bytes)
        throw Error(Code::too_large, {}, "文件超过 " + std::to_string(limits::pdf_bytes >> 20) + " MiB 的上限");
    if (!has_header(bytes)) throw Error(Code::unreadable, {}, bytes.empty() ? "文件是空的" : "不是 PDF 文件");
    refuse_deep_nesting(bytes);
    OpenedPdf opened;
    opened.objects = objects_of(bytes, password);
    if (opened.objects) {
        opened.doubtful = opened.objects->damage() > 0;
        return opened;
    }
    opened.with_trailer = with_a_trailer(bytes);
    if (!opened.with_trailer.empty()) opened.objects = objects_of(opened.with_trailer, password);
    opened.doubtful = true;
    if (!opened.objects) throw Error(Code::unreadable, {}, "PDF 文件已损坏，无法修复：请重新导出或重新获取该文件");
    return opened;
}

}  // namespace tianbiao
