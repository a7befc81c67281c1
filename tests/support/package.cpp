#include "support/package.h"

#include "base/deflate.h"

namespace tianbiao::test {
namespace {

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

// What a local header and a directory entry share: APPNOTE 4.3.7, 4.3.12.
std::string facts(const std::string& name, const std::string& bytes, EntryNames names) {
    std::string out;
    put(out, 20, 2), put(out, names == EntryNames::utf8 ? 0x800 : 0, 2), put(out, 0, 2), put(out, 0, 2), put(out, 33, 2), put(out, crc32(bytes), 4);
    put(out, static_cast<std::uint32_t>(bytes.size()), 4), put(out, static_cast<std::uint32_t>(bytes.size()), 4);
    put(out, static_cast<std::uint32_t>(name.size()), 2), put(out, 0, 2);
    return out;
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
    std::string out, directory;
    for (const auto& [name, bytes] : parts) {
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += facts(name, bytes, names);
        put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 4), put(directory, static_cast<std::uint32_t>(out.size()), 4);
        directory += name;
        out += "PK\x03\x04" + facts(name, bytes, names) + name + bytes;
    }
    const auto start = static_cast<std::uint32_t>(out.size()), count = static_cast<std::uint32_t>(parts.size());
    out += directory + "PK\x05\x06";
    put(out, 0, 4), put(out, count, 2), put(out, count, 2), put(out, static_cast<std::uint32_t>(directory.size()), 4), put(out, start, 4), put(out, 0, 2);
    return out;
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
