// How many may be recommended: the form's `quotas`, each by roles of its catalogue.
#include <algorithm>
#include <array>

#include "form/reading.h"

namespace tianbiao {
namespace {

constexpr std::string_view quota_words[] = {"per", "most", "clause"};
constexpr int largest = 100000;

}  // namespace

void read_quotas(const Json& definition, Reading& reading) {
    const Json* quotas = definition.find("quotas");
    if (!quotas) return;
    for (const Json& json : quotas->items) {
        const Members members(json, quota_words, reading.faults);
        Quota quota;
        quota.most = members.integer("most", 1, largest, 1);
        if (!members.has("most")) reading.faults.add(json, "缺「most」：最多可推荐几个");
        quota.clause = members.text("clause", Need::may);
        const Json* per = json.find("per");
        for (const Json& role : per ? per->items : std::vector<Json>{}) {
            if (std::ranges::find(reading.form.catalogue, role.text, &CatalogueRole::role) == reading.form.catalogue.end())
                reading.faults.add(role, "catalogue 里没有「" + role.text + "」");
            quota.per.push_back(role.text);
        }
        if (quota.per.empty()) reading.faults.add(json, "per 要列出 catalogue 里的名称，如 [\"occupation\", \"region\"]");
        reading.form.quotas.push_back(std::move(quota));
    }
}

}  // namespace tianbiao
