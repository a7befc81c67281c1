#include "app/sheet_facts.h"

#include <array>
#include <utility>

namespace tianbiao {
namespace {

// Official faces by role (GB/T 9704-2012, 5.2.2 and the notice's own file): names that Excel and WPS know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> faces{{
    {"title", "方正小标宋简体"},
    {"heading", "黑体"},
    {"label", "宋体"},
    {"value", "仿宋"},
    {"body", "宋体"},
}};

// Fields whose usual answers are long lists of codes: a drop-down of hundreds serves nobody.
constexpr std::size_t longest_list = 40;

class Facts {
public:
    Facts(const Form& form, const Rendered& rendered) : form_(form), rendered_(rendered) {}

    SheetFacts run() {
        out_.form = form_.id;
        out_.title = rendered_.facts.title, out_.date = rendered_.facts.date, out_.producer = rendered_.facts.producer;
        out_.sheet = form_.headings.empty() ? form_.name.zh : form_.headings.front().text;
        for (char& c : out_.sheet)
            if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
        for (const Attachment& attachment : rendered_.facts.attachments)
            if (attachment.name == "application.json") out_.application = attachment.bytes;
        out_.page_number = form_.word("page_number");
        for (const Style& style : form_.styles)
            for (const auto& [role, face] : faces)
                if (style.role == role) out_.faces[style.name] = face;
        for (const Field& field : form_.fields) add(field);
        columns();
        sums();
        if (rendered_.record) texts();
        return std::move(out_);
    }

private:
    void add(const Field& field) {
        for (const Field& part : field.fields) add(part);
        if (!field.printed || !field.fields.empty()) return;
        CellCheck check;
        const ValueList* values = form_.values(field.values);
        const bool listed = values && values->entries.size() <= longest_list;
        check.title = field.name.zh;
        if (field.type == FieldType::integer) {
            check.kind = CellCheck::Kind::whole;
            check.message = "通常只填整数（不带单位、不小于 0）。确要这样填写吗？";
        } else if (field.type == FieldType::decimal) {
            check.kind = CellCheck::Kind::decimal;
            check.message = "通常只填数字，单位见表头；免费、面议等也可以填写。确要这样填写吗？";
        } else if (field.type == FieldType::yes_no) {
            check.kind = CellCheck::Kind::choice;
            check.list = list({form_.word("yes"), form_.word("no")});
            check.message = "请在“" + form_.word("yes") + "”“" + form_.word("no") + "”中选一项。确要这样填写吗？";
        } else if (listed) {
            std::vector<std::string> answers;
            for (const ValueEntry& entry : values->entries)
                if (!entry.closed) answers.push_back(entry.value);
            check.kind = field.type == FieldType::text ? CellCheck::Kind::usual : CellCheck::Kind::choice;
            check.list = list(answers);
            check.message = "不在“" + values->name.zh + "”所列各项之中：请从列表中选择。确要这样填写吗？";
        } else if (field.limit > 0) {
            check.kind = CellCheck::Kind::length;
            check.limit = field.limit;
            check.prompt = std::to_string(field.limit) + "字以内。";
            check.message = "按字符数计已超过 " + std::to_string(field.limit) + "。这里的字符数仅供参考，与填表要求的计字办法不同（字母、数字连写计一字，空格不计）；超出的部分可另附页。";
        }
        if (check.kind != CellCheck::Kind::none) out_.checks[field.path] = std::move(check);
    }

    int list(std::vector<std::string> answers) {
        for (std::size_t i = 0; i < out_.lists.size(); ++i)
            if (out_.lists[i] == answers) return static_cast<int>(i);
        out_.lists.push_back(std::move(answers));
        return static_cast<int>(out_.lists.size()) - 1;
    }

    void columns() {
        for (const BlockDef& block : form_.blocks)
            for (const CellDef& cell : block.cells)
                if (cell.path.starts_with("./") && cell.path.substr(2) != block.rows[cell.row].key)
                    out_.columns[cell.id] = block.rows[cell.row].repeat + "/*" + cell.path.substr(1);
    }

    void sums() {
        for (const FormRule& rule : form_.rules) {
            const bool between = rule.kind == "between";
            if (rule.kind != "sum" && !between) continue;
            const Json* total = rule.parameters.find("total");
            const Json* of = rule.parameters.find("of");
            if (!total || !of) continue;
            SumCheck sum{total->text, {}, between, "", {}, {}};
            for (const Json& part : of->items) sum.of.push_back(part.text);
            if (const Json* where = rule.parameters.find("where"); where && !sum.of.empty()) {
                sum.where = sum.of.front().substr(0, sum.of.front().rfind('/') + 1) + where->find("member")->text;
                if (const ValueList* values = form_.values(where->find("values")->text))
                    for (const ValueEntry& entry : values->entries) {
                        std::vector<std::string> wordings{entry.value};
                        wordings.insert(wordings.end(), entry.also.begin(), entry.also.end());
                        if (entry.value == where->find("is")->text) sum.is = wordings;
                        sum.known.insert(sum.known.end(), wordings.begin(), wordings.end());
                    }
            }
            if (const auto check = out_.checks.find(sum.total); check != out_.checks.end())
                check->second.prompt = between ? "应在分项的最大数与合计之间。不符时底色变黄；不自动计算。" : "应等于分项合计。不符时底色变黄；不自动计算。";
            out_.sums.push_back(std::move(sum));
        }
    }

    // Of texts that go on in another cell: what stands between their pieces is known from the whole.
    void texts() {
        for (const Outside& piece : rendered_.plan.grid.outside)
            if (!piece.field.empty())
                if (const Json* value = value_at(*rendered_.record, piece.field); value && value->is_text()) out_.texts[piece.field] = value->text;
    }

    const Form& form_;
    const Rendered& rendered_;
    SheetFacts out_;
};

}  // namespace

SheetFacts sheet_facts(const Form& form, const Rendered& rendered) { return Facts(form, rendered).run(); }

}  // namespace tianbiao
