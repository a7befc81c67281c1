#include <algorithm>

#include "base/error.h"
#include "form/definition.h"

namespace tianbiao {
namespace {

namespace fs = std::filesystem;

Form read_definition(const fs::path& file, Faults& faults) {
    Json definition = assemble(file, faults);
    Form form;
    if (definition.is_null() && !faults.none()) return form;
    form = read_form(definition, faults);
    plain_lines(definition);
    form.source = std::move(definition);
    return form;
}

std::string place_in_file(const FormFault& fault) {
    if (fault.line == 0) return "";
    const std::string place = "line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column);
    return fault.pointer.empty() ? place : place + ", " + fault.pointer;
}

}  // namespace

std::vector<FormFault> check_form(const fs::path& file) {
    Faults faults;
    read_definition(file, faults);
    return faults.all();
}

std::shared_ptr<const Form> load_form(const fs::path& file) {
    Faults faults;
    auto form = std::make_shared<Form>(read_definition(file, faults));
    if (faults.none()) return form;
    const FormFault first = faults.all().front();
    const bool not_opened = first.line == 0 && first.file == file.string();
    throw Error(not_opened ? Code::unreadable : Code::bad_form, {first.file, place_in_file(first)}, first.text);
}

std::vector<std::string> form_ids(const fs::path& folder) {
    std::error_code failed;
    std::vector<std::string> ids;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
        if (entry->path().extension() == ".json" && entry->is_regular_file()) ids.push_back(entry->path().stem().string());
    if (failed) throw Error(Code::unreadable, {folder.string(), ""}, "读不到表格定义的文件夹：" + failed.message());
    std::ranges::sort(ids);
    return ids;
}

std::shared_ptr<const Form> find_form(const fs::path& folder, std::string_view id) {
    const std::vector<std::string> ids = form_ids(folder);
    if (std::ranges::find(ids, id) == ids.end()) {
        std::string known;
        for (const std::string& one : ids) known += (known.empty() ? "" : "、") + one;
        throw Error(Code::usage, {std::string(id), ""}, "没有这种表格：现有 " + known);
    }
    const fs::path file = folder / (std::string(id) + ".json");
    std::shared_ptr<const Form> form = load_form(file);
    if (form->id != id) throw Error(Code::bad_form, {file.string(), "/id"}, "id 与文件名不一致：请把它写成 " + std::string(id));
    return form;
}

}  // namespace tianbiao
