// The project's own forms and samples, read once for all tests of form/.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/files.h"
#include "base/limits.h"
#include "form/form.h"
#include "form/validate.h"
#include "model/record.h"

namespace tianbiao {

inline const Form& real_form(const std::string& id) {
    static std::map<std::string, std::shared_ptr<const Form>> forms;
    auto& form = forms[id];
    if (!form) form = load_form(SOURCE_DIR "/forms/" + id + ".json");
    return *form;
}

inline Record sample_record(const std::string& name) {
    const std::string path = SOURCE_DIR "/samples/" + name + ".json";
    return read_records(read_file(path, limits::json_bytes), path).front();
}

}  // namespace tianbiao
