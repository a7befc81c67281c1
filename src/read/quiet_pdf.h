// How libqpdf is begun with: nothing of it goes to standard error, its warnings stay for who asks. For the files that know libqpdf.
#pragma once
#include <string>
#include <string_view>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFLogger.hh>

namespace tianbiao {

// `bytes` must outlive it. Throws what libqpdf throws.
inline void open_quietly(QPDF& pdf, std::string_view bytes, const std::string& password) {
    pdf.setSuppressWarnings(true);
    pdf.setLogger(QPDFLogger::create());
    pdf.getLogger()->setError(pdf.getLogger()->discard());
    pdf.getLogger()->setWarn(pdf.getLogger()->discard());
    pdf.processMemoryFile("file", bytes.data(), bytes.size(), password.c_str());
}

}  // namespace tianbiao
