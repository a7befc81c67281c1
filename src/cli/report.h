// Findings and errors as people and programs read them.
#pragma once
#include <string>
#include <vector>

#include "app/findings_json.h"
#include "base/error.h"
#include "base/finding.h"
#include "base/json.h"

namespace tianbiao::cli {

// To standard error, one a line, with the values that the finding is about. What comes here may reach a log: sensitive values are masked
// before (form/validate.h, masked()).
void say(const std::vector<Finding>& findings, Language language);
void say(const Error& error, Language language);

using tianbiao::to_json;  // of findings: app/findings_json.h
Json to_json(const Error& error);
Json text_of_path(const std::string& path);  // names of files are bytes: what is not UTF-8 shows ? for each byte outside of ASCII
void print(const Json& json);  // to standard output
void print(const std::string& text);

}  // namespace tianbiao::cli
