// Blanks with fields, filled by our own fill and by programs of others, back to the application: every field exact.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/fill.h"
#include "base/files.h"
#include "judges/form_values.h"
#include "judges/judges.h"
#include "judges/run_judge.h"
#include "read/pdf_reader.h"
#include "support/reading_back.h"
#include "support/temporary_folder.h"
#include "support/workshop.h"

namespace tianbiao::test {
namespace {

namespace fs = std::filesystem;

std::string id_of(const Record& record) { return printed(value_at(record, "/form")); }

// As many rows and sheets as the longest samples need.
std::string blank_of(const std::string& form) {
    std::map<std::string, int> rows{{"/sites", 6}, {"/platform", 2}, {"/organization/profile", 3}, {"/plan/text", 3}};
    if (form == "training-2023") rows.insert({{"/teachers", 40}, {"/training_summary", 3}, {"/faculty_development", 3}});
    else rows.insert({{"/item_writers", 40}, {"/assessment_summary", 3}, {"/assessor_development", 3}});
    return fillable_blank(form, rows);
}

struct Answers {
    std::string pdf;
    Record expected;                 // what has no place in the blank left out
    std::set<std::string> cut = {};  // fields that their places cannot show whole
};

void take_out(Json& json, const std::string& pointer) {
    const std::size_t next = pointer.find('/', 1);
    const std::string key = pointer.substr(1, next == std::string::npos ? next : next - 1);
    if (json.is_array()) {
        const auto entry = static_cast<std::size_t>(std::stoi(key));
        if (entry >= json.items.size()) return;
        if (next == std::string::npos) json.items[entry] = Json();
        else take_out(json.items[entry], pointer.substr(next));
        return;
    }
    if (!json.find(key)) return;
    if (next == std::string::npos) std::erase_if(json.members, [&](const auto& member) { return member.first == key; });
    else take_out(json.member(key), pointer.substr(next));
}

Answers filled(const Record& record, bool flat) {
    FillOptions options;
    options.flat = flat;
    Filled out = fill_form(studio(), blank_of(id_of(record)), "blank.pdf", record, options);
    Record placed = record;
    for (const Finding& finding : out.findings)
        if (finding.rule == "no_field") take_out(placed.root, finding.field);
    Answers answers{std::move(out.pdf), visible(placed, studio().form(id_of(record)))};
    for (const Finding& finding : out.findings)
        if (finding.rule == "no_room") answers.cut.insert(finding.field);
    return answers;
}

Extraction read_back(const std::string& pdf) {
    std::vector<DocumentRecord> read = read_document(read_pdf(pdf), anchors(), Language::zh);
    EXPECT_EQ(read.size(), 1u);
    return read.empty() ? Extraction{} : std::move(read[0].extraction);
}

void expect_back(const Record& record, bool flat) {
    Answers answers = filled(record, flat);
    Extraction read = read_back(answers.pdf);
    for (const std::string& field : answers.cut) take_out(answers.expected.root, field), take_out(read.record.root, field);
    std::erase_if(read.findings, [&](const Finding& finding) { return answers.cut.contains(finding.field); });
    EXPECT_EQ(differences_text(answers.expected, read.record), "");
    EXPECT_EQ(findings_text(read.findings), "");
}

TEST(FilledPdf, EverySampleComesBackFromItsFields) {
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes") continue;  // holds keys that the form does not have
        SCOPED_TRACE(name);
        expect_back(sample(name), false);
    }
}

TEST(FilledPdf, EverySampleComesBackFromTheTextOfAFlatFile) {
    for (const std::string& name : sample_names()) {
        if (name == "training-mistakes") continue;
        SCOPED_TRACE(name);
        expect_back(sample(name), true);
    }
}

TEST(FilledPdf, RandomApplicationsComeBack) {
    for (const std::string& id : forms()) {
        for (std::uint32_t seed = 4000; seed < 4006; ++seed) {
            SCOPED_TRACE(id + " " + std::to_string(seed));
            const Record record = random_application(studio().form(id), seed);
            for (const bool flat : {false, true}) expect_back(record, flat);
            if (HasFailure()) return;
        }
    }
}

void write(const fs::path& path, const std::string& bytes) { write_files({{path.string(), bytes}}); }

// The values that our own fill gives each field, for others to put there.
struct Task {
    TemporaryFolder folder;
    fs::path blank, values, out;
    std::map<std::string, std::string> wanted;
    Record expected;
};

const std::vector<std::string>& tasks() {
    static const std::vector<std::string> names{"training-typical", "training-rare-names", "assessment-long-texts"};
    return names;
}

void prepare(const std::string& name, Task& task) {
    const Record record = sample(name);
    const Answers answers = filled(record, false);
    task.expected = answers.expected;
    task.wanted = judges::form_values(answers.pdf);
    task.blank = task.folder.path() / "blank.pdf", task.values = task.folder.path() / "values.json", task.out = task.folder.path() / "out.pdf";
    Json values = Json::make_object();
    for (const auto& [field, value] : task.wanted) values.member(field) = Json::make_text(value);
    write(task.blank, blank_of(id_of(record)));
    write(task.values, write_json(values));
}

void expect_filled(const Task& task, const ChildResult& run) {
    ASSERT_EQ(run.status, 0) << run.errors;
    const std::string pdf = read_file(task.out.string(), std::size_t{64} << 20);
    EXPECT_EQ(judges::qpdf_check(pdf), "");
    const Extraction read = read_back(pdf);
    EXPECT_EQ(differences_text(task.expected, read.record), "");
    EXPECT_EQ(findings_text(read.findings), "");
}

std::string judges_folder() { return std::string(SOURCE_DIR) + "/tests/judges"; }

// `before`: the program and its script; which get the blank, the values and the place of the result.
void expect_fills(const std::vector<std::string>& before) {
    for (const std::string& name : tasks()) {
        SCOPED_TRACE(name);
        Task task;
        prepare(name, task);
        std::vector<std::string> run = before;
        run.insert(run.end(), {task.blank.string(), task.values.string(), task.out.string()});
        expect_filled(task, judges::run_judge(run));
    }
}

TEST(FilledByOthersJudged, Pikepdf) { expect_fills({"/usr/bin/python3", judges_folder() + "/fill_form.py"}); }

// Its pictures of Chinese answers are cut where its own face is too wide for a cell. A value is exact, or it is said that paper shows another.
TEST(FilledByOthersJudged, MuPdfIsReadExactlyWhereItsPicturesAreWhole) {
    for (const std::string& name : tasks()) {
        SCOPED_TRACE(name);
        Task task;
        prepare(name, task);
        const ChildResult run = judges::run_judge({"mutool", "run", judges_folder() + "/fill_form.js", task.blank.string(), task.values.string(), task.out.string()});
        ASSERT_EQ(run.status, 0) << run.errors;
        const Extraction read = read_back(read_file(task.out.string(), std::size_t{64} << 20));
        std::set<std::string> said;
        for (const Finding& finding : read.findings)
            if (finding.rule == "field_differs") said.insert(finding.field);
        const std::vector<Difference> different = differences(task.expected, read.record);
        for (const Difference& d : different) EXPECT_TRUE(said.contains(d.field)) << d.field;
        EXPECT_LT(2 * different.size(), read.fields.size());
    }
}

std::string xml(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

// It draws what it fills with a face that is told: by itself it knows no Chinese one. That face lacks the rare names' characters, so that its
// picture of them is another than the value.
TEST(FilledByOthersJudged, Pdftk) {
    for (const std::string& name : tasks()) {
        if (name == "training-rare-names") continue;
        SCOPED_TRACE(name);
        Task task;
        prepare(name, task);
        std::string data = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xfdf xmlns=\"http://ns.adobe.com/xfdf/\" xml:space=\"preserve\"><fields>";
        for (const auto& [field, value] : task.wanted)
            if (!value.empty()) data += "<field name=\"" + field + "\"><value>" + xml(value.starts_with('/') ? value.substr(1) : value) + "</value></field>";
        write(task.values, data + "</fields></xfdf>");
        expect_filled(task, judges::run_judge({"pdftk", task.blank.string(), "fill_form", task.values.string(), "output", task.out.string(), "replacement_font",
                                               "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"}));
    }
}

TEST(FilledByOthersJudged, PdfLib) {
    const fs::path installed = fs::path(TIANBIAO_PROGRAM).parent_path() / "pdf_lib";
    fs::create_directories(installed);
    for (const char* file : {"package.json", "package-lock.json", "fill_form.mjs"})
        fs::copy_file(judges_folder() + "/pdf_lib/" + file, installed / file, fs::copy_options::overwrite_existing);
    if (!fs::exists(installed / "node_modules" / "pdf-lib")) {
        const ChildResult install = judges::run_judge({"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", installed.string()});
        ASSERT_EQ(install.status, 0) << install.errors;
    }
    expect_fills({"node", (installed / "fill_form.mjs").string()});
}

// A person at its viewer: turns pages, clicks, types Chinese, ticks, chooses from lists, saves.
TEST(FilledByOthersJudged, ChromiumIsTypedInto) {
    if (!judges::is_installed("chromium")) GTEST_SKIP() << "chromium is not installed";
    const std::map<std::string, std::string> typed{{"organization.name", "云泽省数字技术人才发展中心（甲）"}, {"organization.credit_code", "12990000MB0A36256Y"},
                                                   {"organization.address", "云泽省临岚市望湖区文澜路88号"}, {"organization.legal_representative.name", "周廷岳"},
                                                   {"organization.taxes.1.amount", "45.17"}, {"organization.employees", "86"},
                                                   {"levels.0", "/yes"}, {"levels.2", "/yes"}, {"organization.national_base", "/no"},
                                                   {"occupation", "大数据工程技术人员"}, {"organization.type", "行业协会等社团组织"},
                                                   {"platform", "“云泽学堂”：线上、线下（混合）～每年3期"},
                                                   {"teachers.0.name", "周廷岳"}, {"teachers.0.status", "兼职师资"}, {"teachers.1.name", "欧阳静"},
                                                   {"teachers.2.name", "王五"}, {"teachers.2.status", "专职师资"}, {"plan.text", "一、按岗位需求开设课程（含实训）。"}};
    Task task;
    task.expected.root = read_json(R"({"form": "training-2023", "levels": ["初级", "高级"], "occupation": "大数据工程技术人员",
        "organization": {"type": "行业协会等社团组织", "name": "云泽省数字技术人才发展中心（甲）",
        "credit_code": "12990000MB0A36256Y", "legal_representative": {"name": "周廷岳"}, "address": "云泽省临岚市望湖区文澜路88号", "employees": 86,
        "taxes": [null, {"amount": "45.17"}], "national_base": false}, "platform": "“云泽学堂”：线上、线下（混合）～每年3期", "plan": {"text": "一、按岗位需求开设课程（含实训）。"},
        "teachers": [{"name": "周廷岳", "status": "兼职师资"}, {"name": "欧阳静"}, {"name": "王五", "status": "专职师资"}]})", "typed");
    task.blank = task.folder.path() / "blank.pdf", task.values = task.folder.path() / "values.json", task.out = task.folder.path() / "out.pdf";
    Json values = Json::make_object();
    for (const auto& [field, value] : typed) values.member(field) = Json::make_text(value);
    write(task.blank, fillable_blank("training-2023", {{"/teachers", 20}}));
    write(task.values, write_json(values));
    const ChildResult run = judges::run_judge({"/usr/bin/python3", judges_folder() + "/chromium.py", "fill", task.blank.string(), task.values.string(), task.out.string()});
    ASSERT_EQ(run.status, 0) << run.errors;
    const std::string pdf = read_file(task.out.string(), std::size_t{64} << 20);
    const std::map<std::string, std::string> said = judges::form_values(pdf);
    for (const auto& [field, value] : typed) EXPECT_EQ(said.at(field), value) << field;
    const Extraction read = read_back(pdf);
    EXPECT_EQ(differences_text(task.expected, read.record), "");
    EXPECT_EQ(findings_text(read.findings), "");
}

}  // namespace
}  // namespace tianbiao::test
