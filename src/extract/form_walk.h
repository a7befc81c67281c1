// The fields of a form in its order, each read over the data that the file carries of it: the record that comes out has the data's own
// members where nothing else was read.
#pragma once
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "form/form.h"

namespace tianbiao {

// Every reading takes two pointers: `named` is the one that the source goes by, `field` the one in the record that is made (a list that lost
// a row counts otherwise). `before` is the data's value; nullptr: none.
class FormWalk {
public:
    virtual ~FormWalk() = default;

protected:
    explicit FormWalk(const Form& form) : form_(form) {}

    Record read_record(const Record* before);
    Json read_group(const std::vector<Field>& fields, const std::string& named, const std::string& field, const Json* before);
    virtual Json read_list(const Field& each, const std::string& named, const std::string& field, const Json* before) = 0;
    virtual Json read_value(const Field& each, const std::string& named, const std::string& field, const Json* before) = 0;

    // What the data alone says, each scalar with itself as its source.
    Json embedded(const std::string& field, const Json* before);

    // Puts the members in the order of the fields.
    static void arrange(Json& group, const std::vector<Field>& fields);

    const Form& form_;
    Extraction out_;
};

}  // namespace tianbiao
