#include "read/xml.h"

#include "base/error.h"
#include "base/utf8.h"

namespace tianbiao {
namespace {

[[noreturn]] void broken(const std::string& part, const std::string& what) {
    throw Error(Code::unreadable, {"", part}, what + "：请在 Excel 或 WPS 中打开后另存");
}

}  // namespace

void load_xml(pugi::xml_document& document, std::string_view bytes, const std::string& part) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (first_bad_utf8(bytes)) broken(part, "不是 UTF-8 编码的 XML");
    constexpr unsigned flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
    const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size(), flags, pugi::encoding_utf8);
    if (result.status == pugi::status_out_of_memory) throw Error(Code::too_large, {"", part}, "内容过多，内存不足");
    if (!result) broken(part, "XML 已损坏（第 " + std::to_string(result.offset) + " 字节）");
    // ECMA-376-2, 6.2.6: a package's XML has no DTD. Entities are the way to make a small file grow or to reach another one.
    for (const pugi::xml_node& node : document)
        if (node.type() == pugi::node_doctype) broken(part, "XML 含有 DTD，不予读取");
}

std::string_view local_name(const char* name) {
    const std::string_view whole = name;
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node& each : node)
        if (local_name(each.name()) == name) return each;
    return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& each : node.attributes())
        if (std::string_view(each.name()) == name) return each.value();
    return {};
}

std::string content(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& each : node)
        if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) text += each.value();
    return text;
}

}  // namespace tianbiao
