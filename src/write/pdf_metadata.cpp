#include "write/pdf_metadata.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/deflate.h"
#include "write/pdf_syntax.h"
#include "write/srgb_profile.h"

namespace tianbiao {
namespace {

void blank_controls(std::string& text) {
    std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    // U+FFFE and U+FFFF are no XML characters either.
    for (const std::string_view bad : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (std::size_t at = text.find(bad); at != std::string::npos; at = text.find(bad)) text.replace(at, bad.size(), "   ");
    }
}

std::string escaped(std::string_view text) {
    constexpr std::pair<char, std::string_view> entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
    std::string result;
    for (const char c : text) {
        const auto* entity = std::find_if(std::begin(entities), std::end(entities), [c](const auto& e) { return e.first == c; });
        if (entity == std::end(entities)) {
            result += c;
        } else {
            result += entity->second;
        }
    }
    return result;
}

std::string element(std::string_view name, std::string_view content) {
    std::string result;
    if (content.empty()) return result;
    result.append("<").append(name).append(">").append(content).append("</").append(name).append(">\n");
    return result;
}

// A text in x-default and, for readers that choose by language, in the document's own.
std::string alternatives(std::string_view name, const std::string& text, const std::string& language) {
    if (text.empty()) return {};
    std::string items;
    for (const std::string& tag : {std::string("x-default"), language}) {
        if (!tag.empty()) items += "<rdf:li xml:lang=\"" + escaped(tag) + "\">" + escaped(text) + "</rdf:li>";
    }
    return element(name, "<rdf:Alt>" + items + "</rdf:Alt>");
}

std::string list(std::string_view name, std::string_view kind, const std::string& text) {
    if (text.empty()) return {};
    return element(name, element(kind, "<rdf:li>" + escaped(text) + "</rdf:li>"));
}

struct Claim {
    Conformance conformance;
    std::string_view part, level;
};
constexpr Claim claims[] = {
    {Conformance::pdf_a_1b, "1", "B"},
    {Conformance::pdf_a_2u, "2", "U"},
    {Conformance::pdf_a_3u, "3", "U"},
};

std::string pdfa_mark(Conformance conformance) {
    for (const Claim& claim : claims) {
        if (claim.conformance == conformance) return element("pdfaid:part", claim.part) + element("pdfaid:conformance", claim.level);
    }
    return {};
}

// ISO 14289-1, 5. The schema is none of those that ISO 19005 knows: its description goes with it (ISO 19005-2, 6.6.2.3).
constexpr std::string_view pdfua_mark = "<pdfuaid:part>1</pdfuaid:part>\n";
constexpr std::string_view pdfua_schema =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the document obeys</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

constexpr std::string_view packet_begin =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";
constexpr std::string_view packet_end = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";

}  // namespace

DocumentFacts printable(DocumentFacts facts) {
    for (std::string* text : {&facts.title, &facts.author, &facts.subject, &facts.language, &facts.producer}) blank_controls(*text);
    return facts;
}

std::string xmp_packet(const DocumentFacts& facts, Accessible asked) {
    const Moment moment = read_moment(facts.date);
    std::string packet(packet_begin);
    packet += pdfa_mark(facts.conformance);
    // ISO 14289-1, 7.1 and 7.2. A plain file may hold fields in a face that is not embedded (7.21.4.1), and claims nothing.
    const bool accessible = !facts.title.empty() && !facts.language.empty() && facts.conformance != Conformance::plain && asked == Accessible::yes;
    if (accessible) packet += pdfua_mark;
    packet += element("dc:format", "application/pdf");
    packet += alternatives("dc:title", facts.title, facts.language);
    packet += list("dc:creator", "rdf:Seq", facts.author);
    packet += alternatives("dc:description", facts.subject, facts.language);
    packet += list("dc:language", "rdf:Bag", facts.language);
    packet += element("xmp:CreatorTool", escaped(facts.producer));
    for (const std::string_view date : {"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"}) packet += element(date, moment.xmp);
    packet += element("pdf:Producer", escaped(facts.producer));
    packet += "</rdf:Description>\n";
    if (accessible) packet += pdfua_schema;
    return packet.append(packet_end);
}

std::string info_entries(const DocumentFacts& facts) {
    const Moment moment = read_moment(facts.date);
    const std::pair<std::string_view, const std::string*> texts[] = {{"/Title", &facts.title},
                                                                     {"/Author", &facts.author},
                                                                     {"/Subject", &facts.subject},
                                                                     {"/Creator", &facts.producer},
                                                                     {"/Producer", &facts.producer}};
    std::string entries;
    for (const auto& [key, text] : texts) {
        if (!text->empty()) entries.append(key) += text_string(*text);
    }
    return entries + "/CreationDate(" + moment.pdf + ")/ModDate(" + moment.pdf + ")";
}

ObjectNumber add_output_intent(PdfObjects& objects) {
    static const std::string deflated = zlib_compress(srgb_profile(), 9);  // once a process: the profile never changes
    const std::string name = text_string("sRGB IEC61966-2.1");
    const ObjectNumber profile = objects.add_stream("/N 3", std::string_view(deflated), Packed::flate);
    return objects.add("/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier" + name + "/Info" + name +
                       "/RegistryName(http://www.color.org)/DestOutputProfile " + reference(profile));
}

}  // namespace tianbiao
