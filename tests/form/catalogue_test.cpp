// What an office files an application by comes from the form file alone.
#include <gtest/gtest.h>

#include "form/catalogue.h"

namespace tianbiao {
namespace {

Record record_of(const std::string& json) { return read_records(json, "test").front(); }

TEST(Catalogue, NamesWhatBothFormsAreFiledBy) {
    const Record record = record_of(R"({"occupation": "人工智能工程技术人员", "levels": ["初级", "高级"],
        "organization": {"name": " 某某大学 ", "credit_code": "12990000MB0A36256Y"},
        "recommendation": {"date": "2023-06-01", "organization": "某厅"}, "dossier": {"rank": 3}})");
    for (const char* id : {"training-2023", "assessment-2023"}) {
        const CatalogueValues values = catalogue_values(record, *find_form(SOURCE_DIR "/forms", id));
        const CatalogueValues expected{{"organization", {"某某大学"}}, {"code", {"12990000MB0A36256Y"}}, {"occupation", {"人工智能工程技术人员"}},
                                       {"level", {"初级", "高级"}},   {"date", {"2023-06-01"}},         {"recommender", {"某厅"}},
                                       {"rank", {"3"}}};
        EXPECT_EQ(values, expected) << id;
    }
}

TEST(Catalogue, TheFirstFieldThatIsFilledInCounts) {
    const auto form = find_form(SOURCE_DIR "/forms", "training-2023");
    const Record both = record_of(R"({"commitment": {"date": "2023-05-20"}, "recommendation": {"date": "2023-06-01"}})");
    EXPECT_EQ(catalogue_values(both, *form).at("date"), std::vector<std::string>{"2023-05-20"});
    const Record blank = record_of(R"({"commitment": {"date": " "}, "recommendation": {"date": "2023-06-01"}})");
    EXPECT_EQ(catalogue_values(blank, *form).at("date"), std::vector<std::string>{"2023-06-01"});
}

TEST(Catalogue, AListWhereATextBelongsIsNoFault) {
    const auto form = find_form(SOURCE_DIR "/forms", "training-2023");
    EXPECT_TRUE(catalogue_values(record_of(R"({"occupation": {"a": 1}, "levels": [[1]], "organization": []})"), *form).empty());
}

}  // namespace
}  // namespace tianbiao
