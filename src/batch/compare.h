// Applications side by side: which stand in the batch twice, which contradict each other, how many there are of each kind.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/finding.h"
#include "base/json.h"
#include "form/form.h"

namespace tianbiao {

// What the journal keeps of one application, read again.
struct ApplicationFacts {
    std::string form, organization, code, occupation, region;  // "" where it does not say; of several, all with 、 between
    std::int64_t errors = 0, warnings = 0, infos = 0;
    std::string confidence;  // the lowest of its fields, a decimal
    Json shared;             // what all applications of one code should say alike; null where nothing stands there
};
ApplicationFacts facts_of_json(const Json& json);

class Comparison {
public:
    // All applications in the order of their files; `file` is its name, `digest` that of its bytes.
    void add(const std::string& file, const std::string& digest, const ApplicationFacts& facts);

    // The earlier file that holds the same: byte for byte, or an application of the same form, organisation and occupation.
    struct Duplicate {
        std::string file;  // "": there is none
        bool bytes = false;
    };
    Duplicate duplicate_of(const std::string& file, const std::string& digest, const ApplicationFacts& facts) const;

    // Two applications of this code differ in what they share.
    bool is_contradicted(const std::string& code) const { return contradicted_.contains(code); }

    struct Group {
        std::string form, region, occupation;
        auto operator<=>(const Group&) const = default;
    };
    struct Count {
        std::int64_t applications = 0;
        std::set<std::string> organizations;  // each once: by code, else by name
    };
    const std::map<Group, Count>& counts() const { return counts_; }

private:
    std::map<std::string, std::string> by_digest_, by_application_;  // the first file of each
    std::map<std::string, std::string> shared_;                      // by code: a digest of the first
    std::set<std::string> contradicted_;
    std::map<Group, Count> counts_;
};

// The form's limits on how many may be recommended, where they are passed; no value stands in a message.
std::vector<Finding> over_quota(const Comparison& comparison, const Form& form, Language language);

}  // namespace tianbiao
