// The whole of a check: its order, its languages, what is accepted, what never throws.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "form/shape.h"
#include "form/shared_forms.h"

namespace tianbiao {
namespace {

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += std::string(name(finding.severity)) + " " + finding.rule + " " + finding.field + " line " + std::to_string(finding.line) + " [" +
                finding.clause + "] " + finding.message;
        for (const std::string& value : finding.values) text += " <" + value + ">";
        text += "\n";
    }
    return text;
}

void expect_golden(const std::string& text, const std::string& file) {
    const std::string path = std::string(SOURCE_DIR "/tests/golden/") + file;
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
    std::ifstream in(path, std::ios::binary);
    std::stringstream golden;
    golden << in.rdbuf();
    EXPECT_EQ(text, golden.str()) << "UPDATE_GOLDEN=1 rewrites " << path;
}

TEST(Validate, MistakesAreToldInChinese) {
    expect_golden(told(validate(sample_record("training-mistakes"), real_form("training-2023"), Language::zh)), "check-training-mistakes.zh.txt");
}

TEST(Validate, MistakesAreToldInEnglish) {
    expect_golden(told(validate(sample_record("training-mistakes"), real_form("training-2023"), Language::en)), "check-training-mistakes.en.txt");
}

TEST(Validate, EverySampleButTheMistakesIsFreeOfErrors) {
    int samples = 0;
    for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/samples")) {
        if (entry.path().extension() != ".json") continue;
        const std::string sample = entry.path().stem().string();
        const Record record = sample_record(sample);
        const auto findings = validate(record, real_form(printed(value_at(record, "/form"))), Language::zh);
        EXPECT_EQ(has_errors(findings), sample == "training-mistakes") << sample << "\n" << told(findings);
        ++samples;
    }
    EXPECT_GE(samples, 12);
}

TEST(Validate, TypicalSamplesHaveNothingToTell) {
    for (const char* sample : {"training-typical", "training-limits", "training-42-teachers", "training-rare-names", "assessment-typical", "assessment-certificates"}) {
        const Record record = sample_record(sample);
        EXPECT_EQ(told(validate(record, real_form(printed(value_at(record, "/form"))), Language::zh)), "") << sample;
    }
}

TEST(Validate, WhatIsAbsentIsNeverAnError) {
    for (const char* id : {"training-2023", "assessment-2023"}) {
        const Record empty{Json::make_object()};
        const auto findings = validate(empty, real_form(id), Language::zh);
        EXPECT_FALSE(has_errors(findings)) << told(findings);
        EXPECT_TRUE(std::ranges::any_of(findings, [](const Finding& f) { return f.rule == "missing" && f.field == "/organization"; }));
        EXPECT_TRUE(std::ranges::none_of(findings, [](const Finding& f) { return f.field == "/organization/name" || f.field == "/recommendation"; }));
    }
}

TEST(Validate, FindingsComeInTheOrderOfTheForm) {
    Record record = sample_record("training-typical");
    set_value(record, "/plan/yearly/0/persons", Json::make_text("约"));
    set_value(record, "/occupation", Json::make_text("裁缝"));
    set_value(record, "/contact_person/phone", Json::make_text("x"));
    set_value(record, "/zz", Json::make_text("x"));
    std::vector<std::string> fields;
    for (const Finding& finding : validate(record, real_form("training-2023"), Language::zh)) fields.push_back(finding.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"/zz", "/occupation", "/contact_person/phone", "/plan/yearly/0/persons"}));
}

TEST(Validate, AnAcceptedErrorIsAWarningThatKeepsItsReason) {
    Record record = sample_record("training-typical");
    set_value(record, "/occupation", Json::make_text("裁缝"));
    set_value(record, "/organization/employees", Json::make_number(-1));
    const auto findings = validate(record, real_form("training-2023"), Language::zh, {{"not_listed", "司局同意"}});
    const auto taken = std::ranges::find(findings, "not_listed", &Finding::rule);
    ASSERT_NE(taken, findings.end());
    EXPECT_EQ(taken->severity, Severity::warning);
    EXPECT_EQ(taken->reason, "司局同意");
    EXPECT_TRUE(has_errors(findings)) << "the other error stays one";
}

TEST(Validate, NoMessageHoldsAValue) {
    Record record = sample_record("training-typical");
    for (const char* field : {"/occupation", "/organization/credit_code", "/organization/legal_representative/id_number", "/organization/type", "/organization/industry",
                              "/organization/employees", "/organization/founded", "/contact_person/phone", "/contact_person/email", "/teachers/0/status", "/levels/0",
                              "/training/years/0/year", "/plan/yearly/0/level", "/dossier/route"}) {
        set_value(record, field, Json::make_text("甲乙丙1"));
    }
    for (const Language language : {Language::zh, Language::en}) {
        const auto findings = validate(record, real_form("training-2023"), language);
        EXPECT_GT(findings.size(), 10u);
        for (const Finding& finding : findings) EXPECT_EQ(finding.message.find("甲乙丙"), std::string::npos) << finding.message;
    }
}

TEST(Validate, AKeyIsGuessedByItsNeighbours) {
    const std::vector<std::string_view> keys{"credit_code", "name", "address"};
    EXPECT_EQ(nearest_key("creditCode", keys), "credit_code");
    EXPECT_EQ(nearest_key("adress", keys), "address");
    EXPECT_EQ(nearest_key("zebra", keys), "");
    EXPECT_EQ(nearest_key(std::string(100000, 'a'), keys), "");
}

TEST(Validate, AMillionFaultyRowsAreToldInAFewFindings) {
    Json rows = Json::make_array();
    for (int i = 0; i < 100000; ++i) rows.items.push_back(Json::make_object({{"nam", Json::make_text("甲")}}));
    Record record{Json::make_object({{"teachers", std::move(rows)}})};
    const auto findings = validate(record, real_form("training-2023"), Language::zh);
    EXPECT_LT(findings.size(), 10000u);
    EXPECT_TRUE(std::ranges::any_of(findings, [](const Finding& f) { return f.rule == "unknown_key" && f.values == std::vector<std::string>{"99000"}; }));
}

TEST(Validate, NothingThatStandsInARecordThrows) {
    const Json odd[] = {Json{}, Json::make_boolean(true), Json::make_number("-1e400"), Json::make_number("99999999999999999999"), Json::make_text(""),
                        Json::make_text(std::string(100000, '9')), Json::make_text(",,,--@@"), Json::make_array({Json::make_array()}),
                        Json::make_object({{"", Json::make_object()}}), Json::make_text("\u202e\u0001")};
    std::vector<std::string> pointers{""};
    const Record sample = sample_record("assessment-typical");
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        const Json* value = find_at(sample.root, pointers[i]);
        for (const auto& [key, member] : value->members) pointers.push_back(pointers[i] + "/" + key);
        if (value->is_array() && !value->items.empty()) pointers.push_back(pointers[i] + "/0");
    }
    for (const std::string& pointer : pointers) {
        if (pointer.empty()) continue;
        for (const Json& value : odd) {
            Record record = sample;
            set_value(record, pointer, value);
            EXPECT_NO_THROW(validate(record, real_form("assessment-2023"), Language::en)) << pointer;
        }
    }
    for (const Json& value : odd) EXPECT_NO_THROW(validate(Record{value}, real_form("training-2023"), Language::zh));
}

TEST(Mask, SensitiveFieldsLoseTheirMiddle) {
    const Record shown = masked(sample_record("training-typical"), real_form("training-2023"));
    EXPECT_EQ(printed(value_at(shown, "/organization/legal_representative/id_number")), "990***********0030");
    EXPECT_EQ(printed(value_at(shown, "/responsible_person/phone")), "120****0016");
    EXPECT_EQ(printed(value_at(shown, "/responsible_person/email")), "s*********@zexue.example");
    EXPECT_EQ(printed(value_at(shown, "/teachers/19/phone")), "120****1803");
    EXPECT_EQ(printed(value_at(shown, "/organization/name")), "云泽省数字技术人才发展中心");
}

TEST(Mask, HidesWhatStandsInTheWrongShapeAndDropsUnknownKeys) {
    Record record;
    record.root = read_json(R"({"form":"training-2023","contact_person":"张三 13800000000","teachers":["李四 13900000000"],
        "organization":{"legal_representative":{"name":"王五","id_no":"990111197502300016"}}})", "test");
    const std::string shown = write_record(masked(record, real_form("training-2023")));
    for (const char* secret : {"13800000000", "13900000000", "990111197502300016"}) EXPECT_EQ(shown.find(secret), std::string::npos) << shown;
    EXPECT_NE(shown.find("王五"), std::string::npos);
}

TEST(Mask, FindingsOfSensitiveFieldsHoldNoWholeNumber) {
    Record record = sample_record("training-typical");
    set_value(record, "/responsible_person/phone", Json::make_text("120008800160"));
    for (const Finding& finding : masked(validate(record, real_form("training-2023"), Language::zh), real_form("training-2023"))) {
        for (const std::string& value : finding.values) EXPECT_EQ(value.find("88001"), std::string::npos);
    }
}

}  // namespace
}  // namespace tianbiao
