#include "archive/arrivals.h"

#include "archive/catalogue_schema.h"
#include "archive/states.h"

namespace tianbiao::test {

Arrival arrival(const Came& came) {
    Arrival out;
    out.name = came.organization + "." + came.kind;
    out.kind = came.kind;
    out.form = came.form;
    out.joining = came.joining;
    out.state = state::received;
    out.findings = Json::make_array();
    out.data = Json::make_object({{"org", Json::make_text(came.organization)}, {"text", Json::make_text(came.text)}});
    out.values = {{"organization", {came.organization}}, {"occupation", {came.occupation}}};
    if (!came.date.empty()) out.values["date"] = {came.date};
    if (!came.code.empty()) {
        out.values["code"] = {came.code};
        out.keys.emplace_back("code", came.form + "\n" + came.occupation + "\n" + came.code);
    }
    out.keys.emplace_back("organization", came.form + "\n" + came.occupation + "\n" + came.organization);
    return out;
}

std::string bytes_of(const Came& came) {
    return came.kind + "\n" + came.form + "\n" + came.code + came.organization + came.occupation + came.text;
}

AddedTo TestStore::add(const Came& came, const Trace& trace) { return store_.add(bytes_of(came), {arrival(came)}, trace).front(); }

std::vector<std::int64_t> TestStore::found(const Query& query) {
    std::vector<std::int64_t> ids;
    store_.catalogue().find(query, [&](const Entry& entry) { ids.push_back(entry.id); });
    return ids;
}

std::vector<std::int64_t> TestStore::found(const std::string& words) {
    Query query;
    query.words = words;
    return found(query);
}

std::vector<Damage> TestStore::damages() {
    std::vector<Damage> all;
    store_.verify([&](const Damage& damage) { all.push_back(damage); });
    return all;
}

std::string TestStore::run(const std::string& sql) {
    Database database(path("catalogue.sqlite"), Access::write, catalogue_application, catalogue_migrations());
    Statement statement = database.prepare(sql);
    return statement.step() ? statement.text(0) : "";
}

}  // namespace tianbiao::test
