#include "read/pdf_decrypt.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf: std::shared_ptr everywhere

#include <exception>
#include <memory>
#include <new>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/error.h"
#include "read/pdf_open.h"
#include "read/quiet_pdf.h"

namespace tianbiao {
namespace {

[[noreturn]] void refuse_damaged() { throw Error(Code::unreadable, {}, "加密的 PDF 已损坏，不能填写：请先用阅读软件另存"); }

// Table 22: bit 9 lets fields be filled, even where bit 6 forbids other changes; revision 2 has bit 6 alone.
bool may_be_filled(QPDF& pdf) {
    int revision = 0, permissions = 0;
    pdf.isEncrypted(revision, permissions);
    constexpr unsigned bit_6 = 1u << 5, bit_9 = 1u << 8;
    return pdf.ownerPasswordMatched() || (static_cast<unsigned>(permissions) & (revision >= 3 ? bit_6 | bit_9 : bit_6)) != 0;
}

// Streams keep their filters; the identifier's changing half (14.4) is made of the file, not of the clock.
std::string written_plain(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setDeterministicID(true);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.write();
    const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

}  // namespace

std::optional<DecryptedPdf> decrypt(std::string_view bytes, const std::string& password) {
    refuse_deep_nesting(bytes);
    try {
        QPDF pdf;
        open_quietly(pdf, bytes, password);
        if (!pdf.isEncrypted()) return std::nullopt;
        DecryptedPdf out{written_plain(pdf), may_be_filled(pdf)};
        if (pdf.anyWarnings()) refuse_damaged();
        return out;
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) refuse_password(password);
        if (error.getErrorCode() == qpdf_e_unsupported)
            throw Error(Code::unsupported, {}, "文件的加密方式不受支持（如数字证书加密）：请在能打开它的程序中去掉加密后另存");
        refuse_damaged();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {  // libqpdf's own faults: logic_error, runtime_error
        refuse_damaged();
    }
}

}  // namespace tianbiao
