// What a reader of paper must give back of an application, and how far it did.
#pragma once
#include <string>
#include <vector>

#include "extract/document_record.h"
#include "form/form.h"
#include "model/record.h"

namespace tianbiao::test {

const KnownForms& anchors();  // of both forms

// What is visible of it: without what is not printed, counts and dates as paper says them, a keyed list in the order of its key.
Record visible(Record record, const Form& form);

std::string differences_text(const Record& was, const Record& read);
std::string findings_text(const std::vector<Finding>& findings);  // but for counts that are none: those are the application's own

}  // namespace tianbiao::test
