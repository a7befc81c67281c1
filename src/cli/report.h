// Findings and errors as people and programs read them.
#pragma once
#include <string>
#include <vector>

#include "base/error.h"
#include "base/finding.h"
#include "base/json.h"

namespace tianbiao::cli {

// To standard error, one a line. Values stay out: a message is safe to keep in a log.
void say(const std::vector<Finding>& findings, Language language);
void say(const Error& error, Language language);

Json to_json(const std::vector<Finding>& findings);
Json to_json(const Error& error);
void print(const Json& json);  // to standard output
void print(const std::string& text);

}  // namespace tianbiao::cli
