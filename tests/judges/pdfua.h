// The rules of ISO 14289-1 (PDF/UA-1) that a program can check, over a file as qpdf takes it apart.
#pragma once
#include <string>
#include <vector>

namespace tianbiao::judges {

// Complaints, each with its clause; empty where the file keeps the rules. Checked: the identifier and the title, the language, that all content
// is an artifact or belongs to one element, that the parent tree and the elements agree, nesting and tags, headings, tables without gaps and with
// scopes, identifiers of notes, texts of forms, widgets and their names, files and their names.
std::vector<std::string> pdfua_complaints(const std::string& pdf);

}  // namespace tianbiao::judges
