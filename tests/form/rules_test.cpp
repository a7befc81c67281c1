// Every rule of the data over the real forms: an application that breaks it, and one close by that keeps it.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "form/checks.h"
#include "form/rules.h"
#include "form/shared_forms.h"

namespace tianbiao {
namespace {

struct Case {
    const char* rule;
    Severity severity;
    const char* field;   // where the finding stands
    const char* broken;  // {"pointer": value, …} put over a sound application
    const char* kept;
};

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;

// clang-format off
const Case training_cases[] = {
    {"several_values", error, "/occupation", R"({"/occupation": "人工智能、大数据"})", R"({"/occupation": "大数据工程技术人员"})"},
    {"not_listed", error, "/occupation", R"({"/occupation": "人工智能"})", R"({"/occupation": "数字化管理师"})"},
    {"not_listed", error, "/levels/0", R"({"/levels": ["特级", "初级"]})", R"({"/levels": ["初级"]})"},
    {"no_level", error, "/levels", R"({"/levels": ["特级"]})", R"({"/levels": []})"},
    {"credit_code_check", error, "/organization/credit_code", R"({"/organization/credit_code": "91350100M000100Y4Z"})", R"({"/organization/credit_code": "91350100M000100Y43"})"},
    {"credit_code_nine", warning, "/organization/credit_code", R"({"/organization/credit_code": "M000100Y-4"})", R"({"/organization/credit_code": "11320000MB151840XJ"})"},
    {"credit_code_shape", warning, "/organization/credit_code", R"({"/organization/credit_code": "1132000"})", R"({"/organization/credit_code": "1132 0000 MB15 1840 XJ"})"},
    {"id_check", error, "/organization/legal_representative/id_number", R"({"/organization/legal_representative/id_number": "110105194912310021"})", R"({"/organization/legal_representative/id_number": "11010519491231002x"})"},
    {"id_birth_date", error, "/organization/legal_representative/id_number", R"({"/organization/legal_representative/id_number": "990111197502300016"})", R"({"/organization/legal_representative/id_number": "440524188001010014"})"},
    {"id_shape", warning, "/organization/legal_representative/id_number", R"({"/organization/legal_representative/id_number": "K12345678"})", R"({"/organization/legal_representative/id_number": "K12345678", "/organization/legal_representative/id_type": "护照"})"},
    {"not_listed", warning, "/organization/type", R"({"/organization/type": "高等院校"})", R"({"/organization/type": "事业单位、民办非企业单位"})"},
    {"industry_unknown", warning, "/organization/industry", R"({"/organization/industry": "P99"})", R"({"/organization/industry": "8391"})"},
    {"capital_in_yuan", warning, "/organization/registered_capital", R"({"/organization/registered_capital": "12000000"})", R"({"/organization/registered_capital": "12000000元"})"},
    {"not_an_amount", warning, "/organization/taxes/0/amount", R"({"/organization/taxes/0/amount": "三十万"})", R"({"/organization/taxes/0/amount": "免税"})"},
    {"negative_amount", warning, "/organization/taxes/0/amount", R"({"/organization/taxes/0/amount": "-1.5"})", R"({"/organization/taxes/0/amount": "1,200.50"})"},
    {"negative_count", error, "/organization/employees", R"({"/organization/employees": -1})", R"({"/organization/employees": 0})"},
    {"not_a_count", warning, "/organization/employees", R"({"/organization/employees": "约200"})", R"({"/organization/employees": "1,200"})"},
    {"not_a_date", warning, "/organization/founded", R"({"/organization/founded": "2008-02-30"})", R"({"/organization/founded": "2008-02"})"},
    {"not_yes_no", warning, "/organization/national_base", R"({"/organization/national_base": "是、否"})", R"({"/organization/national_base": true})"},
    {"not_text", warning, "/organization/name", R"({"/organization/name": true})", R"({"/organization/name": "某某大学"})"},
    {"year_after_application", error, "/organization/taxes/0/year", R"({"/organization/taxes/0/year": 2031})", R"({"/organization/taxes/0/year": 2023})"},
    {"year_after_application", error, "/organization/founded", R"({"/organization/founded": "2024"})", R"({"/organization/founded": "2024", "/commitment/date": "2024-03"})"},
    {"year_notation", warning, "/training/years/0/year", R"({"/training/years/0/year": "2017–2018学年"})", R"({"/training/years/0/year": "2018"})"},
    {"dishonesty_stated", warning, "/organization/taxes/1/dishonesty", R"({"/organization/taxes/1/dishonesty": "经查询，存在失信行为1条"})", R"({"/organization/taxes/1/dishonesty": "经查询无失信行为"})"},
    {"dishonesty_stated", warning, "/organization/taxes/1/dishonesty", R"({"/organization/taxes/1/dishonesty": "是"})", R"({"/organization/taxes/1/dishonesty": "未被列入失信被执行人名单"})"},
    {"text_too_long", warning, "/platform", R"({"/platform": "@301"})", R"({"/platform": "@300"})"},
    {"telephone_shape", warning, "/contact_person/phone", R"({"/contact_person/phone": "1200088001"})", R"({"/contact_person/phone": "0600-7654321转8012、12000550018"})"},
    {"email_shape", warning, "/contact_person/email", R"({"/contact_person/email": "yesiqi.example"})", R"({"/contact_person/email": "a@b.example；c@d.example"})"},
    {"unit_missing", warning, "/sites/0/area", R"({"/sites/0/area": "约680"})", R"({"/sites/0/area": "680㎡"})"},
    {"unit_missing", warning, "/sites/0/equipment_value", R"({"/sites/0/equipment_value": 862})", R"({"/sites/0/equipment_value": "详见附件"})"},
    {"missing", warning, "/responsible_person", R"({"/responsible_person": {"name": "", "phone": null}})", R"({"/commitment": null, "/recommendation": null})"},
    {"missing", warning, "/organization/taxes/0/dishonesty", R"({"/organization/taxes/0/dishonesty": ""})", R"({"/organization/taxes/0/dishonesty": "/"})"},
    {"too_many_tax_years", error, "/organization/taxes/3", R"({"/organization/taxes/3": {"year": 2019, "amount": "1", "dishonesty": "否"}})", R"({"/organization/taxes/3": {"year": null}})"},
    {"too_many_plan_rows", error, "/plan/yearly/3", R"({"/plan/yearly/3": {"level": "初级", "persons": 1, "fee": "1"}})", R"({"/plan/yearly/2/level": "高级"})"},
    {"tax_years_few", warning, "/organization/taxes", R"({"/organization/taxes": [{"year": 2022, "amount": "1", "dishonesty": "否"}]})", R"({"/organization/taxes": [{"year": 2022, "amount": "1", "dishonesty": "否"}], "/organization/founded": "2022"})"},
    {"tax_years_gap", warning, "/organization/taxes", R"({"/organization/taxes/0/year": 2019})", R"({"/organization/taxes/0/year": 2023})"},
    {"tax_years_repeated", warning, "/organization/taxes/1/year", R"({"/organization/taxes/1/year": 2020})", R"({"/organization/taxes/1/year": 2021})"},
    {"training_years_few", warning, "/training/years", R"({"/training/years": [{"year": 2021, "trained": 3000, "independent": 3000, "joint": 0}, {"year": 2022, "trained": 3000, "independent": 3000, "joint": 0}]})", R"({"/organization/founded": "2018"})"},
    {"training_years_gap", warning, "/training/years", R"({"/training/years/0/year": 2016})", R"({"/training/years/0/year": "2017-2018学年"})"},
    {"training_years_repeated", warning, "/training/years/1/year", R"({"/training/years/1/year": 2018})", R"({"/training/years/1/year": 2019})"},
    {"founded_late", warning, "/organization/founded", R"({"/organization/founded": "2019-01-01"})", R"({"/organization/founded": "2018-12-31"})"},
    {"scale_low", warning, "/training/years", R"({"/training/years/0/trained": 10, "/training/years/1/trained": 10, "/training/years/2/trained": 10})", R"({"/training/years/0/trained": 2000})"},
    {"no_site_no_platform", warning, "/sites", R"({"/sites": [], "/platform": "无"})", R"({"/sites": []})"},
    {"no_staff", warning, "/faculty/total", R"({"/faculty": {"total": 0}, "/teachers": []})", R"({"/teachers": []})"},
    {"level_without_plan", warning, "/plan/yearly", R"({"/plan/yearly/2": {"level": "高级"}})", R"({"/plan/yearly": []})"},
    {"plan_without_level", warning, "/plan/yearly/2", R"({"/levels": ["初级", "中级"]})", R"({"/levels": ["高级", "中级", "初级"]})"},
    {"recommendation_late", warning, "/recommendation/date", R"({"/recommendation/date": "2023-06-24"})", R"({"/recommendation/date": "2023-06-23"})"},
    {"commitment_late", warning, "/commitment/date", R"({"/commitment/date": "2023-07"})", R"({"/commitment/date": "2023-06"})"},
    {"year_sum", warning, "/training/years/2/trained", R"({"/training/years/2/joint": 391})", R"({"/training/years/2/joint": "390"})"},
    {"total_sum", warning, "/training/total", R"({"/training/total": 16166})", R"({"/training/total": "16,165"})"},
    {"independent_sum", warning, "/training/independent_total", R"({"/training/independent_total": 13000})", R"({"/training/independent_total": 13000, "/training/years/0/independent": "约2000"})"},
    {"faculty_sum", warning, "/faculty/total", R"({"/faculty/total": 27})", R"({"/faculty/total": 27, "/faculty/part_time": 13})"},
    {"part_exceeds_whole", error, "/training/years/0/independent", R"({"/training/years/0/independent": 2861})", R"({"/training/years/0/independent": 2860})"},
    {"part_exceeds_whole", error, "/training/independent_total", R"({"/training/independent_total": 20000})", R"({"/training/independent_total": 16165})"},
    {"part_exceeds_whole", error, "/faculty/full_time", R"({"/faculty/full_time": 27})", R"({"/faculty/full_time": 26})"},
    {"full_time_exceeds_employees", warning, "/faculty/full_time", R"({"/organization/employees": 13})", R"({"/organization/employees": 14})"},
    {"more_listed", warning, "/faculty/total", R"({"/faculty/total": 19})", R"({"/faculty/total": 20})"},
    {"more_full_time_listed", warning, "/faculty/full_time", R"({"/faculty/full_time": 11})", R"({"/faculty/full_time": 12})"},
    {"one_person_two_telephones", warning, "/contact_person/phone", R"({"/contact_person/name": "宋清和"})", R"({"/contact_person/name": "宋清和", "/contact_person/phone": "0600-88012345；12000880016"})"},
    {"one_person_two_telephones", warning, "/teachers/1/phone", R"({"/teachers/1/name": "陈知远"})", R"({"/teachers/12/name": "陈知远"})"},
    {"home_region", warning, "/organization/address", R"({"/dossier/route": "行业主管部门", "/organization/address": "北京市东城区"})", R"({"/dossier/route": "省级", "/organization/address": "北京市东城区"})"},
    {"not_listed", warning, "/teachers/0/status", R"({"/teachers/0/status": "临时"})", R"({"/teachers/0/status": "专职"})"},
    {"control_character", error, "/organization/name", R"({"/organization/name": "甲\u0000乙"})", R"({"/organization/name": "甲\t乙\n"})"},
    {"bidi_character", error, "/organization/name", R"({"/organization/name": "甲\u202e乙"})", R"({"/organization/name": "葛󠄀"})"},
    {"noncharacter", error, "/organization/name", R"({"/organization/name": "甲\ufffe乙"})", R"({"/organization/name": "甲\ufffd乙"})"},
    {"private_use_character", warning, "/organization/name", R"({"/organization/name": "甲\ue000乙"})", R"({"/organization/name": "䶮㛃𬭊𫖯𠮷"})"},
    {"invisible_character", warning, "/organization/name", R"({"/organization/name": "甲\u200b乙"})", R"({"/organization/name": "👨‍👩‍👧"})"},
    {"unknown_key", error, "/organization/credit_cod", R"({"/organization/credit_cod": "1"})", R"({"/organization/credit_code": null})"},
    {"unknown_key", error, "/a~1b", R"({"/a~1b": "1"})", R"({"/form": null})"},
    {"wrong_shape", error, "/contact_person", R"({"/contact_person": []})", R"({"/contact_person": null})"},
    {"wrong_shape", error, "/sites", R"({"/sites": {}})", R"({"/sites": []})"},
    {"wrong_shape", error, "/sites/0", R"({"/sites/0": "甲"})", R"({"/sites/0": null})"},
    {"wrong_shape", error, "/occupation", R"({"/occupation": ["人工智能工程技术人员"]})", R"({"/occupation": null})"},
    {"wrong_form", error, "/form", R"({"/form": "assessment-2023"})", R"({"/form": "training-2023"})"},
};

const Case assessment_cases[] = {
    {"not_open", error, "/occupation", R"({"/occupation": "大数据工程技术人员"})", R"({"/occupation": "物联网工程技术人员"})"},
    {"certificate_sum", warning, "/assessment/total", R"({"/assessment/total": 13659})", R"({"/assessment/total": 13658})"},
    {"own_certificate_sum", warning, "/assessment/own_total", R"({"/assessment/certificates/0/ownership": "其他机构证书"})", R"({"/assessment/certificates/0/ownership": "自有"})"},
    {"own_certificate_sum", warning, "/assessment/own_total", R"({"/assessment/own_total": 13000})", R"({"/assessment/own_total": 13000, "/assessment/certificates/0/ownership": "合作"})"},
    {"assessor_total", warning, "/assessors/total", R"({"/assessors/total": 57})", R"({"/assessors/total": 56})"},
    {"assessor_total", warning, "/assessors/total", R"({"/assessors/total": 43})", R"({"/assessors/total": 44})"},
    {"part_exceeds_whole", error, "/assessment/own_total", R"({"/assessment/own_total": 13700})", R"({"/assessment/own_total": 13658})"},
    {"certificate_years_few", warning, "/assessment/certificates", R"({"/assessment/certificates": [{"year": 2022, "name": "甲", "ownership": "自有证书", "issued": 13658}]})", R"({"/assessment/certificates/5": {"name": "乙", "ownership": "其它机构证书", "issued": 1}})"},
    {"certificate_years_gap", warning, "/assessment/certificates", R"({"/assessment/certificates/0/year": 2016})", R"({"/assessment/certificates/0/year": 2023})"},
    {"certificates_low", warning, "/assessment/certificates", R"({"/assessment/certificates/4/issued": 10})", R"({"/assessment/certificates/4/issued": 10, "/assessment/certificates/5": {"name": "乙", "ownership": "自有证书", "issued": 3000}})"},
    {"no_staff", warning, "/assessors/total", R"({"/assessors": {}})", R"({"/assessors": {"examiners": 3}})"},
    {"certificates_without_issuing", warning, "/issues_certificates", R"({"/issues_certificates": false})", R"({"/issues_certificates": true})"},
    {"certificates_without_issuing", warning, "/issues_certificates", R"({"/issues_certificates": "否"})", R"({"/issues_certificates": "否", "/assessment/certificates": []})"},
    {"not_listed", warning, "/assessment/category", R"({"/assessment/category": "国家证书"})", R"({"/assessment/category": "行业证书、企业证书"})"},
    {"not_listed", warning, "/assessment/certificates/0/ownership", R"({"/assessment/certificates/0/ownership": "合作"})", R"({"/assessment/certificates/0/ownership": "其它"})"},
    {"one_person_two_telephones", warning, "/item_writers/1/phone", R"({"/item_writers/1/name": "褚怀瑾", "/item_writers/1/employer": "云泽大学"})", R"({"/item_writers/1/name": "褚怀瑾"})"},
};
// clang-format on

// A sound application with values put over it. "@300" stands for a text of 300 characters.
std::vector<Finding> findings_with(const std::string& form, const std::string& sample, const char* values) {
    Record record = sample_record(sample);
    for (const auto& [pointer, value] : read_json(values, "case").members) {
        const bool length = value.is_text() && value.text.starts_with("@");
        std::string text;
        for (int i = length ? std::stoi(value.text.substr(1)) : 0; i > 0; --i) text += "字";
        set_value(record, pointer, length ? Json::make_text(text) : value);
    }
    return validate(record, real_form(form), Language::zh);
}

void expect_case(const Case& one, const std::string& form, const std::string& sample) {
    const auto is = [&](const Finding& finding) { return finding.rule == one.rule && finding.field == one.field; };
    const std::vector<Finding> broken = findings_with(form, sample, one.broken);
    const auto found = std::ranges::find_if(broken, is);
    ASSERT_NE(found, broken.end()) << one.rule << " does not tell " << one.broken;
    EXPECT_EQ(found->severity, one.severity) << one.rule;
    EXPECT_FALSE(found->clause.empty()) << one.rule;
    EXPECT_EQ(found->message.find('{'), std::string::npos) << found->message;
    const std::vector<Finding> kept = findings_with(form, sample, one.kept);
    EXPECT_TRUE(std::ranges::none_of(kept, is)) << one.rule << " tells " << one.kept;
}

TEST(Rules, EachOfTheTrainingFormTellsWhatBreaksItAndNothingElse) {
    for (const Case& one : training_cases) expect_case(one, "training-2023", "training-typical");
}

TEST(Rules, EachOfTheAssessmentFormTellsWhatBreaksItAndNothingElse) {
    for (const Case& one : assessment_cases) expect_case(one, "assessment-2023", "assessment-typical");
}

TEST(Rules, EveryMessageOfTheFormsIsReachedByACase) {
    std::set<std::string> told;
    const auto collect = [&](const auto& cases) {
        for (const Case& one : cases) told.insert(one.rule);
    };
    collect(training_cases);
    collect(assessment_cases);
    const std::set<std::string> helpers{"joint", "row", "any", "whole", "more_of_this"};
    for (const FormRule& rule : real_form("training-2023").rules) {
        if (rule.kind != "messages") continue;
        for (const auto& [name, text] : rule.parameters.find("texts")->members) {
            const bool variant = std::ranges::any_of(told, [&](const std::string& rule) { return name.starts_with(rule); }) ||
                                 name.starts_with("not_in_") || name.starts_with("industry_");
            EXPECT_TRUE(variant || helpers.contains(name)) << name << " has no case";
        }
    }
}

TEST(Rules, EveryRuleThatTheFormsNameHasItsMessageInBothLanguages) {
    for (const std::string& id : {std::string("training-2023"), std::string("assessment-2023")}) {
        const Form& form = real_form(id);
        const auto messages = std::ranges::find(form.rules, "messages", &FormRule::kind);
        ASSERT_NE(messages, form.rules.end());
        for (const FormRule& rule : form.rules) {
            const Json* name = rule.parameters.find("rule");
            if (!name) continue;
            const Json* text = messages->parameters.find("texts")->find(name->text);
            ASSERT_TRUE(text) << name->text;
            EXPECT_TRUE(text->find("zh") && text->find("en")) << name->text;
        }
    }
}

TEST(Rules, FormsUseOnlyKindsAndChecksThatExist) {
    const auto known_kinds = rule_kinds();
    const auto known_checks = check_names();
    EXPECT_TRUE(std::ranges::is_sorted(known_kinds));
    EXPECT_TRUE(std::ranges::is_sorted(known_checks));
    for (const char* id : {"training-2023", "assessment-2023"}) {
        for (const FormRule& rule : real_form(id).rules) EXPECT_TRUE(std::ranges::binary_search(known_kinds, std::string_view(rule.kind))) << rule.kind;
        std::vector<const Field*> open;
        for (const Field& field : real_form(id).fields) open.push_back(&field);
        while (!open.empty()) {
            const Field* field = open.back();
            open.pop_back();
            for (const Field& inner : field->fields) open.push_back(&inner);
            const bool known = field->check.empty() || std::ranges::binary_search(known_checks, std::string_view(field->check));
            EXPECT_TRUE(known) << field->check;
        }
    }
}

TEST(Rules, LegitimateFillersAreNeverMoreThanInformation) {
    for (const char* filler : {"无", "／", "/", "—", "0", "免税", "免费", "面议", "详见附件", "见附页"}) {
        Record record = sample_record("training-typical");
        const Json value = Json::make_text(filler);
        for (const char* field : {"/organization/credit_code", "/organization/legal_representative/id_number", "/organization/type", "/organization/industry",
                                  "/organization/registered_capital", "/organization/employees", "/organization/taxes/0/amount",
                                  "/organization/taxes/0/dishonesty", "/organization/national_base", "/contact_person/phone", "/contact_person/email",
                                  "/sites/0/area", "/teachers/0/status", "/teachers/0/phone", "/plan/yearly/0/fee", "/platform"}) {
            Record one = record;
            set_value(one, field, value);
            for (const Finding& finding : validate(one, real_form("training-2023"), Language::zh)) {
                EXPECT_NE(finding.field, field) << filler << " " << finding.rule;
            }
        }
    }
}

TEST(Rules, SumNamesBothNumbersAndTheDifferenceInItsValues) {
    const auto findings = findings_with("training-2023", "training-typical", R"({"/training/total": 16170})");
    const auto sum = std::ranges::find(findings, "total_sum", &Finding::rule);
    ASSERT_NE(sum, findings.end());
    EXPECT_EQ(sum->values, (std::vector<std::string>{"16170", "16165", "5"}));
}

TEST(Rules, OfTheIndustryListNameCodeOrBothPass) {
    const char* pass[] = {"P83", "83", "8391", "P8391", "教育", "教育（P83）", "P 教育", "软件和信息技术服务业", "软件与信息技术服务业", "I65", "信息传输、软件和信息技术服务业",
                          "教育/软件和信息技术服务业", "P8336 中等职业学校教育", "M"};
    const char* fail[] = {"P99", "A83", "智慧教育", "教育（P99）", "98", "Z01"};
    for (const char* text : pass) {
        const auto findings = findings_with("training-2023", "training-typical", (R"({"/organization/industry": ")" + std::string(text) + "\"}").c_str());
        EXPECT_TRUE(std::ranges::none_of(findings, [](const Finding& f) { return f.rule == "industry_unknown"; })) << text;
    }
    for (const char* text : fail) {
        const auto findings = findings_with("training-2023", "training-typical", (R"({"/organization/industry": ")" + std::string(text) + "\"}").c_str());
        EXPECT_TRUE(std::ranges::any_of(findings, [](const Finding& f) { return f.rule == "industry_unknown"; })) << text;
    }
}

TEST(Rules, ADenialIsNoRecordOfDishonesty) {
    const char* denials[] = {"否", "无", "没有", "未发现", "经查询无", "经查询，无失信行为", "不存在失信行为", "失信行为：无", "失信记录0条", "是否失信：否", "信用良好", "经“信用中国”查询，未见失信记录。", "无严重违法失信行为，无行政处罚"};
    const char* claims[] = {"有", "是", "存在失信行为", "曾被列入经营异常名录", "无失信行为，但有行政处罚1次", "失信记录10条", "2021年因合同纠纷被列入失信被执行人，已履行"};
    const auto told = [](const char* text) {
        const auto findings = findings_with("training-2023", "training-typical", (R"({"/organization/taxes/0/dishonesty": ")" + std::string(text) + "\"}").c_str());
        return std::ranges::any_of(findings, [](const Finding& f) { return f.rule == "dishonesty_stated"; });
    };
    for (const char* text : denials) EXPECT_FALSE(told(text)) << text;
    for (const char* text : claims) EXPECT_TRUE(told(text)) << text;
}

}  // namespace
}  // namespace tianbiao
