// parse and diff: a filled file back to its application, and two of them field by field.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/studio.h"
#include "base/finding.h"
#include "extract/workbook_record.h"
#include "model/record.h"

namespace tianbiao {

struct ParseOptions {
    Language language = Language::zh;
    bool mask = false;  // sensitive fields masked in all that comes back
    std::string form;   // where the file does not say, or to overrule it
    std::string password = {};  // of an encrypted file
    std::string sha256 = {};    // of its bytes, where it is known
};

struct Parsed {
    std::string form;
    Record record;
    std::vector<FieldSource> fields;
    std::vector<Finding> findings;
    std::vector<Finding> masked_findings;  // for what may reach a log
    std::string sha256;                    // of the file
    std::string origin;                    // "xlsx", "pdf"; "docx", "doc", "wps", "odt" for what LibreOffice printed
    int pages = 0;                         // of paper
};

// The applications that a file holds, in its order; documents of word processors by their names, through LibreOffice (app/office.h). Throws
// Error: unsupported for a kind of file that is not read, else what its reader says.
std::vector<Parsed> parse_file(Studio& studio, const std::string& path, const ParseOptions& options);
std::vector<Parsed> parse_bytes(Studio& studio, const std::string& bytes, const std::string& file, const ParseOptions& options);

// An object or a list, behind a byte order mark or not.
bool begins_like_json(std::string_view bytes);

// The contract's second shape: {"application", "fields", "findings", "document"}.
Json full_json(const Parsed& parsed);

// What is written of a file: one application as itself, several as an array; in full, each in that second shape.
enum class Answer { applications, full };
Json answer_json(const std::vector<Parsed>& all, Answer answer);

struct FieldDifference {
    Difference difference;
    std::string name;          // as the form calls the field; "" where it has none
    std::string shown_a, shown_b;  // for people: masked where the field is sensitive, or where the form is not known
};

// Each an application (JSON) or a filled file; "-" once. Throws as parse_file and read_application do; usage where one holds several.
std::vector<FieldDifference> diff_files(Studio& studio, const std::string& a, const std::string& b, Language language);

}  // namespace tianbiao
