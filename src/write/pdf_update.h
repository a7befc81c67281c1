// A further revision of an existing file, put behind its bytes, which stay as they are (ISO 32000-1, 7.5.6).
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "page/fillable.h"
#include "write/pdf_objects.h"

namespace tianbiao {

// Same file and same changes: same bytes.
class PdfUpdate : public ObjectTaker {
public:
    PdfUpdate(std::string_view original, const Fillable& file);

    ObjectNumber add(std::string entries) override;
    ObjectNumber add_stream(std::string entries, std::string_view bytes, Packed packed) override;
    ObjectNumber add_stream(std::string entries, std::string&& bytes, Packed packed) override;
    void replace(const FillObject& object, std::string_view entries);
    void replace_stream(ObjectNumber object, std::string entries, std::string_view bytes);

    std::string bytes();  // the whole file; to be called once

private:
    struct Place {
        std::uint64_t offset = 0;
        int generation = 0;
    };
    void begin(int number, int generation);
    void write_stream(int number, std::string entries, std::string_view bytes, Packed packed);
    std::string trailer() const;
    void write_table();
    void write_stream_of_places();

    const Fillable& file_;
    std::string out_;
    std::size_t original_ = 0;
    int next_ = 0;
    std::map<int, Place> places_;  // of the objects of this revision
};

}  // namespace tianbiao
