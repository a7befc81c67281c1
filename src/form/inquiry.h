// One look at one application: what every check and rule is given, and where it puts its findings.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"
#include "form/form.h"
#include "form/select.h"
#include "model/record.h"

namespace tianbiao {

// Words for a message's placeholders, {limit} and the like. Never a value of the application.
using Arguments = std::vector<std::pair<std::string, std::string>>;

struct Report {
    std::string rule;
    Severity severity = Severity::warning;
    std::string field;                // JSON Pointer
    std::string clause;               // "": the field's, else the rule's
    std::vector<std::string> values;
    Arguments words;
    std::string message;              // another rule's text is used under this name; "": the rule's own
};

class Inquiry {
public:
    // All findings of one rule beyond this many are told in one: a list of a million faulty rows is one thing to mend.
    static constexpr int most_of_one_rule = 1000;

    Inquiry(const Record& record, const Form& form, Language language);

    const Record& record() const { return record_; }
    const Form& form() const { return form_; }
    Language language() const { return language_; }

    void add(Report report);
    std::vector<Finding> finish();    // tells what was left out, and hands all over

    // Words that are a legitimate answer in every cell (无、／、免税、详见附件 …), and those of them that say there is nothing.
    bool is_filler(std::string_view text) const;
    bool says_nothing(const Json* value) const;  // blank, 0, or a text like 无

    // The date of the application: the field that the form names for it, else the form's own date.
    const std::string& application_date() const { return application_date_; }
    int application_year() const { return application_year_; }

    // A check's parameters: the form's rule of kind `check` with this name; nullptr where there is none.
    const Json* check_options(std::string_view check) const;

    // 培训教师第3行·联系电话, as a message calls it.
    std::string field_name(std::string_view pointer) const;

private:
    const Record& record_;
    const Form& form_;
    Language language_;
    const Json* messages_ = nullptr;
    std::map<std::string, const Json*, std::less<>> checks_;
    std::set<std::string> fillers_, nothing_;
    std::string application_date_;
    int application_year_ = 0;
    std::map<std::string, int> told_;
    std::vector<Finding> findings_;

    const Json* message(std::string_view rule) const;
    std::string wording(std::string_view rule, const Arguments& words) const;
};

// Parameters of a rule, as the form file has them.
std::string text_of(const Json& parameters, std::string_view key, std::string_view otherwise = {});
Severity severity_of(const Json& parameters, Severity otherwise);

// The same of a form alone, for who reads one text.
bool is_filler(const Form& form, std::string_view text);

}  // namespace tianbiao
