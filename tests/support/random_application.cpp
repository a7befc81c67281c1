#include <algorithm>
#include <random>

#include "base/utf8.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

class Generator {
public:
    Generator(const Form& form, std::uint32_t seed, const Wildness& wildness) : form_(form), random_(seed), wildness_(wildness) {}

    Record run() {
        Record record{group(form_.fields, true)};
        record.root.member("form") = Json::make_text(form_.id);
        return record;
    }

private:
    int number(int least, int most) { return least + static_cast<int>(random_() % static_cast<std::uint32_t>(most - least + 1)); }
    bool chance(double share) { return random_() % 10000 < share * 10000; }

    Json group(const std::vector<Field>& fields, bool whole) {
        Json out = Json::make_object();
        for (const Field& field : fields)
            if (whole ? !chance(wildness_.absent) : !chance(wildness_.absent / 2)) out.members.emplace_back(field.key, value(field));
        return out;
    }

    Json value(const Field& field) {
        switch (field.type) {
            case FieldType::group: return group(field.fields, false);
            case FieldType::list: {
                Json out = Json::make_array();
                for (int i = number(0, wildness_.most_rows); i > 0; --i) out.items.push_back(group(field.fields, false));
                return out;
            }
            case FieldType::integer: return chance(0.1) ? Json::make_text("约" + std::to_string(number(1, 900))) : Json::make_number(number(0, 99999));
            case FieldType::decimal: return Json::make_text(std::to_string(number(0, 9999)) + "." + std::to_string(number(10, 99)));
            case FieldType::yes_no: return chance(0.1) ? Json::make_text("是、否") : Json::make_boolean(chance(0.5));
            case FieldType::date: return Json::make_text(chance(0.3) ? "2009-05" : "2016-0" + std::to_string(number(1, 9)) + "-1" + std::to_string(number(0, 9)));
            case FieldType::choices: return choices(field);
            case FieldType::prose: return Json::make_text(prose(number(0, wildness_.longest_text)));
            default: return Json::make_text(scalar(field));
        }
    }

    Json choices(const Field& field) {
        Json out = Json::make_array();
        if (const ValueList* list = form_.values(field.values))
            for (const ValueEntry& entry : list->entries)
                if (chance(0.5)) out.items.push_back(Json::make_text(entry.value));
        return out;
    }

    std::string scalar(const Field& field) {
        const ValueList* list = field.values.empty() ? nullptr : form_.values(field.values);
        if (list && !list->entries.empty() && chance(0.9)) return list->entries[random_() % list->entries.size()].value;
        if (field.check == "telephone") return "0" + std::to_string(number(100, 999)) + "-" + std::to_string(number(10000000, 99999999));
        if (field.check == "email") return "a" + std::to_string(number(1, 99999999)) + "@example.cn";
        return words(chance(0.05) ? number(40, 200) : number(1, 14));
    }

    std::string words(int count) {
        static const std::u32string usual = U"数字技术工程师培育项目机构申报评价人工智能大据云计算区块链集成电路管理推荐单位基本情况规划教学质量建设";
        static const std::u32string marks = U"，。、；：！？（）《》“”—…·";
        static const std::u32string rare = U"䶮㛃𬭊𫖯𠮷〇㎡①";
        std::string out;
        for (int i = 0; i < count; ++i) {
            const int what = number(0, 99);
            if (what < 80) append_utf8(out, usual[random_() % usual.size()]);
            else if (what < 90) append_utf8(out, marks[random_() % marks.size()]);
            else if (what < 93) append_utf8(out, rare[random_() % rare.size()]);
            else if (what < 97) out += std::to_string(number(0, 2023));
            else if (what < 99) out += "GPU";
            else out += i + 1 < count ? " x" : "x";
        }
        return out;
    }

    std::string prose(int count) {
        std::string out;
        while (count > 0) {
            const int length = std::min(count, number(1, 160));
            out += words(length);
            count -= length;
            if (count > 0 && chance(0.5)) out += chance(0.1) ? "\n\n" : "\n";
        }
        return out;
    }

    const Form& form_;
    std::mt19937 random_;
    Wildness wildness_;
};

}  // namespace

Record random_application(const Form& form, std::uint32_t seed, const Wildness& wildness) { return Generator(form, seed, wildness).run(); }

}  // namespace tianbiao::test
