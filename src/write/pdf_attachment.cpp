#include "write/pdf_attachment.h"

#include <algorithm>
#include <map>

#include "base/deflate.h"
#include "base/digest.h"
#include "base/error.h"
#include "write/pdf_syntax.h"

namespace tianbiao {
namespace {

constexpr int level = 1;  // 3 % more bytes than level 6 for a third of its time

// /F is for readers that know no /UF: characters beyond ASCII become one low line each, the suffix stays.
std::string plain_name(const std::string& name) {
    std::string plain;
    for (const unsigned char c : name) {
        if (c >= 0x20 && c < 0x7F) {
            plain += static_cast<char>(c);
        } else if (c >= 0xC0 || c < 0x80) {
            plain += '_';
        }
    }
    return plain;
}

ObjectNumber add_file(PdfObjects& objects, const Attachment& attachment, const Moment& moment) {
    const auto digest = md5(attachment.bytes);
    const std::string check_sum = hex_string(std::string(digest.begin(), digest.end()));
    // 7.11.4.1: the media type stands as a name, its solidus as #2F.
    const std::string entries = "/Type/EmbeddedFile/Subtype" + name_object(attachment.mime) + "/Params<</ModDate(" + moment.pdf + ")/Size " +
                                std::to_string(attachment.bytes.size()) + "/CheckSum" + check_sum + ">>";
    return objects.add_stream(entries, zlib_compress(attachment.bytes, level), Packed::flate);
}

ObjectNumber add_specification(PdfObjects& objects, const Attachment& attachment, ObjectNumber file) {
    std::string entries = "/Type/Filespec/F" + text_string(plain_name(attachment.name)) + "/UF" + text_string(attachment.name);
    entries += "/AFRelationship" + name_object(attachment.relationship.empty() ? "Unspecified" : attachment.relationship);
    if (!attachment.description.empty()) entries += "/Desc" + text_string(attachment.description);
    return objects.add(entries + "/EF<</F " + reference(file) + "/UF " + reference(file) + ">>");
}

}  // namespace

std::string add_attachments(PdfObjects& objects, const DocumentFacts& facts) {
    if (facts.attachments.empty()) return {};
    const Moment moment = read_moment(facts.date);
    std::map<std::string, std::string> tree;  // 7.9.6: a name tree is sorted by its keys
    std::string all;
    for (const Attachment& attachment : facts.attachments) {
        const std::string file = reference(add_specification(objects, attachment, add_file(objects, attachment, moment)));
        if (attachment.name.empty() || !tree.emplace(text_string(attachment.name), file).second) {
            throw Error(Code::usage, {"", "attachment"}, "附件没有名称，或名称重复");
        }
        all += (all.empty() ? "" : " ") + file;
    }
    std::string names;
    for (const auto& [key, file] : tree) names += key + file + " ";
    return "/Names<</EmbeddedFiles<</Names[" + names + "]>>>>/AF[" + all + "]";
}

}  // namespace tianbiao
