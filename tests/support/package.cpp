#include "support/package.h"

#include "base/deflate.h"

namespace tianbiao::test {
namespace {

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

struct Stored {
    std::string name, bytes;  // as they stand in the archive
    std::uint32_t method = 0, sum = 0;
    std::size_t size = 0;  // unpacked
    bool utf8 = true;
};

// What a local header and a directory entry share: APPNOTE 4.3.7, 4.3.12.
std::string facts(const Stored& file) {
    std::string out;
    put(out, 20, 2), put(out, file.utf8 ? 0x800 : 0, 2), put(out, file.method, 2), put(out, 0, 2), put(out, 33, 2), put(out, file.sum, 4);
    put(out, static_cast<std::uint32_t>(file.bytes.size()), 4), put(out, static_cast<std::uint32_t>(file.size), 4);
    put(out, static_cast<std::uint32_t>(file.name.size()), 2), put(out, 0, 2);
    return out;
}

constexpr std::string_view entry_sign{"PK\x01\x02", 4};
constexpr std::size_t place_of_size = 24, end_record = 22;  // in an entry of the directory; of the archive's last record without a comment

std::string end_of(std::size_t count, std::size_t directory, std::size_t start) {
    std::string out = "PK\x05\x06";
    put(out, 0, 4), put(out, static_cast<std::uint32_t>(count), 2), put(out, static_cast<std::uint32_t>(count), 2);
    put(out, static_cast<std::uint32_t>(directory), 4), put(out, static_cast<std::uint32_t>(start), 4), put(out, 0, 2);
    return out;
}

std::string zip_of_stored(const std::vector<Stored>& files) {
    std::string out, directory;
    for (const Stored& file : files) {
        directory += entry_sign;
        put(directory, 20, 2);  // made by
        directory += facts(file);
        put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 4), put(directory, static_cast<std::uint32_t>(out.size()), 4);
        directory += file.name;
        out += "PK\x03\x04" + facts(file) + file.name + file.bytes;
    }
    return out + directory + end_of(files.size(), directory.size(), out.size());
}

std::string relations(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string out = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int id = 0;
    for (const auto& [type, target] : items)
        out += "<Relationship Id=\"rId" + std::to_string(++id) + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
               type + "\" Target=\"" + target + "\"/>";
    return out + "</Relationships>";
}

}  // namespace

std::string zip_of(const Parts& parts, EntryNames names) {
    std::vector<Stored> files;
    for (const auto& [name, bytes] : parts) files.push_back({name, bytes, 0, crc32(bytes), bytes.size(), names == EntryNames::utf8});
    return zip_of_stored(files);
}

// Of a zlib stream (RFC 1950) the deflated bytes alone: APPNOTE 4.4.5, method 8.
std::string zip_of_packed(const std::string& name, const std::string& bytes) {
    const std::string stream = zlib_compress(bytes, 9);
    return zip_of_stored({{name, stream.substr(2, stream.size() - 6), 8, crc32(bytes), bytes.size()}});
}

void claim_size(std::string& zip, std::size_t number, std::size_t size) {
    std::size_t at = zip.find(entry_sign);
    for (; number > 0; --number) at = zip.find(entry_sign, at + 1);
    std::string said;
    put(said, static_cast<std::uint32_t>(size), 4);
    zip.replace(at + place_of_size, said.size(), said);
}

std::string named_again(const std::string& zip, std::size_t times) {
    const std::size_t start = zip.find(entry_sign);
    const std::string entry = zip.substr(start, zip.size() - end_record - start);
    std::string out = zip.substr(0, start);
    for (std::size_t i = 0; i < times; ++i) out += entry;
    return out + end_of(times, times * entry.size(), start);
}

std::string with_hole(const std::string& zip, std::size_t hole) {
    const std::size_t start = zip.find(entry_sign), size = zip.size() - end_record - start;
    const std::size_t count = static_cast<unsigned char>(zip[zip.size() - end_record + 8]);
    return zip.substr(0, start + size) + end_of(count, size, start + hole);
}

Parts parts_of(const SmallBook& book) {
    const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    Parts parts{{"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
                {"xl/_rels/workbook.xml.rels",
                 relations({{"worksheet", "worksheets/sheet1.xml"}, {"sharedStrings", "sharedStrings.xml"}, {"styles", "/xl/styles.xml"}})},
                {"xl/workbook.xml", "<workbook" + main + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr " +
                                        book.properties + "/><sheets><sheet name=\"附件1\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>" +
                                        book.names + "</definedNames></workbook>"},
                {"xl/sharedStrings.xml", "<sst" + main + ">" + book.strings + "</sst>"},
                {"xl/styles.xml", "<styleSheet" + main + ">" + book.styles + "</styleSheet>"},
                {"xl/worksheets/sheet1.xml", "<worksheet" + main + "><sheetData>" + book.cells + "</sheetData>" + book.after + "</worksheet>"}};
    parts.insert(parts.end(), book.more.begin(), book.more.end());
    return parts;
}

std::string bytes_of(const SmallBook& book) { return zip_of(parts_of(book)); }

}  // namespace tianbiao::test
