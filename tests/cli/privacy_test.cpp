// No verb tells an ID number, a telephone number or an e-mail address to a log, a message, a list or a report, wherever people have typed it.
#include <gmock/gmock.h>

#include <algorithm>

#include "base/utf8.h"
#include "cli/program.h"
#include "judges/judges.h"
#include "judges/run_judge.h"
#include "support/workshop.h"

namespace tianbiao::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// Each of them once, in the place that is its own or in a wrong one, as it should be written or not. `tail` makes another set.
struct Secret {
    const char* pointer;
    const char* written;
};
constexpr Secret secrets[]{
    {"/organization/legal_representative/id_number", "99010219710816003"},  // 18 with the tail
    {"/responsible_person/phone", "1380013800"},
    {"/responsible_person/email", "zhangsan-the-first@example.cn"},
    {"/contact_person/phone", "(0591) 8765432"},
    {"/contact_person/email", "lisi-the-second＠example.cn"},
    {"/teachers/0/phone", "0591-8876543"},
    {"/teachers/1/phone", "138 0013 801"},
    {"/teachers/2/phone", "１３８００１３８０２"},
    {"/teachers/3/phone", "13800138031380013"},
    {"/teachers/4", "王某 1380013805"},                                      // in place of a group
    {"/organization/name", "某中心（电话1380013806"},
    {"/organization/credit_code", "99010219710816001"},                       // an ID number in place of a code
    {"/organization/address", "文澜路88号，010-8765431"},
    {"/organization/type", "wangwu-the-third@example.cn"},
    {"/organization/registered_capital", "1380013807"},
    {"/organization/employees", "1380013808"},
    {"/organization/founded", "1380013809"},
    {"/organization/industry", "138-0013-811"},
    {"/organization/taxes/0/amount", "1380013812"},
    {"/organization/taxes/1/dishonesty", "+86 1380013813"},
    {"/organization/profile", "联系人赵某，身份证号99130219711316001"},      // no such month
    {"/occupation", "1380013814"},
    {"/levels/0", "1380013815"},
    {"/sites/0/capacity", "1380013816"},
    {"/platform", "登录 qianliu-the-fourth@example.cn 或 0591-8765499"},
    {"/training/years/0/trained", "1380013817"},
    {"/training/total", "1380013818"},
    {"/plan/yearly/0/level", "1380013819"},
    {"/plan/yearly/1/fee", "1380013820"},
    {"/plan/text", "座机：876543"},
    {"/commitment/date", "1380013821"},
    {"/recommendation/phone", "99010271081600"},                              // the old ID number
    {"/recommendation/reason", "138.0013.822"},
    {"/dossier/region", "1380013823"},
    {"/dossier/recommender", "sunqi-the-fifth@example.cn"},
    {"/organization/13800138240", "x"},                                        // a key
    {"/13800138250", "x"},
};

bool has_digits(const std::string& text) { return text.find_first_of("0123456789") != std::string::npos; }

std::string value_of(const Secret& secret, char tail) {
    const std::string written = secret.written;
    return written.find("@") == std::string::npos && written.find("＠") == std::string::npos && has_digits(written) ? written + tail : written;
}

Record application(char tail) {
    Record record = test::sample("training-typical");
    for (const Secret& secret : secrets) set_value(record, secret.pointer, Json::make_text(value_of(secret, tail)));
    return record;
}

// What must not be seen: runs of seven digits and more, however they are written, and what stands before an @.
const Words& forbidden() {
    static const Words all = [] {
        Words out{"zhangsan-the-first", "lisi-the-second", "wangwu-the-third", "qianliu-the-fourth", "sunqi-the-fifth", "0013 801", "１３８００１３８０２"};
        for (const Secret& secret : secrets) {
            for (const std::string text : {secret.pointer, secret.written}) {
                for (std::size_t at = 0; (at = text.find_first_of("0123456789", at)) != std::string::npos;) {
                    const std::size_t end = std::min(text.find_first_not_of("0123456789-", at), text.size());
                    if (end - at >= 6) out.push_back(text.substr(at, end - at));
                    at = end;
                }
            }
        }
        return out;
    }();
    return all;
}

// With what stands around it.
void expect_none(const std::string& text, const std::string& where) {
    constexpr std::size_t around = 60;
    for (const std::string& secret : forbidden()) {
        const std::size_t at = text.find(secret);
        if (at != std::string::npos) ADD_FAILURE() << where << " tells " << secret << ": …" << text.substr(at - std::min(at, around), 2 * around) << "…";
    }
}

// Messages, reasons, names of an answer: all texts but those under the keys where values and the application's own keys may stand.
std::string without_values(const Json& json) {
    if (json.is_scalar()) return json.text + "\n";
    std::string out;
    for (const Json& item : json.items) out += without_values(item);
    for (const auto& [key, value] : json.members) {
        if (key == "values" || key == "field" || key == "application" || key == "fields" || key == "differences") continue;
        out += key + "\n" + without_values(value);
    }
    return out;
}

std::string pdf_of(const Record& printed, const Record& attached) {
    Rendered made = test::rendered(printed);
    for (Attachment& attachment : made.facts.attachments)
        if (attachment.name == "application.json") attachment.bytes = write_record(attached);
    return test::studio().pdf_writer().write(made.pages, made.facts);
}

// Applications, a PDF that contradicts its data, workbooks and a filled form, in/ for the batches.
void put_files(const Scratch& scratch) {
    const std::string one = write_record(application('1')), two = write_record(application('2'));
    scratch.write("one.json", one), scratch.write("two.json", two);
    scratch.write("unknown.json", R"({"form": "13800138001", "13800138251": "13800138251", "contact_person": {"phone": 13800138001}})");
    scratch.write("twice.json", R"({"organization": {"13800138241": 1, "13800138241": 2}})");
    scratch.write("cut.json", R"({"13800138251": {"13800138241": [)");
    scratch.write("list.json", R"(["13800138001"])");
    scratch.write("one.pdf", pdf_of(application('1'), application('2')));
    scratch.write("blank.pdf", test::fillable_blank("training-2023"));
    tianbiao(scratch, {"render", "one.json", "-o", "one.xlsx", "--draft"});
    fs::create_directories(scratch.path("in"));
    for (const char* name : {"one.json", "two.json", "unknown.json", "twice.json", "one.pdf", "one.xlsx"}) scratch.write(std::string("in/") + name, scratch.read(name));
}

struct Line {
    Words words;
    enum { people, json, data } output = people;  // what stands on standard output: for people to read, an answer, the data itself
};

const std::vector<Line>& lines() {
    static const std::vector<Line> all{
        {{"check", "one.json"}},
        {{"check", "one.json", "--json"}, Line::json},
        {{"check", "unknown.json", "--json"}, Line::json},
        {{"check", "twice.json", "--json"}, Line::json},
        {{"check", "cut.json", "--json"}, Line::json},
        {{"check", "list.json", "--json"}, Line::json},
        {{"check", "unknown.json", "--form", "training-2023", "--json"}, Line::json},
        {{"render", "one.json", "-o", "out.pdf"}},
        {{"render", "one.json", "-o", "out.pdf", "-o", "out.xlsx", "-o", "out.html", "--draft", "--json"}, Line::json},
        {{"render", "unknown.json", "-o", "no.pdf", "--draft"}},
        {{"fill", "blank.pdf", "one.json", "-o", "filled.pdf", "--json"}, Line::json},
        {{"fill", "blank.pdf", "one.json", "-o", "flat.pdf", "--flatten"}},
        {{"fill", "blank.pdf", "unknown.json", "-o", "no.pdf", "--form", "training-2023"}},
        {{"parse", "one.pdf", "-o", "back.json"}},
        {{"parse", "one.pdf", "--full"}, Line::json},
        {{"parse", "one.pdf", "-o", "back.json", "--json"}, Line::json},
        {{"parse", "one.xlsx", "--full"}, Line::json},
        {{"parse", "filled.pdf", "--full"}, Line::json},
        {{"parse", "flat.pdf", "-o", "back.json", "--full", "--json"}, Line::json},
        {{"diff", "one.json", "two.json"}},
        {{"diff", "one.json", "one.pdf"}},
        {{"diff", "unknown.json", "two.json"}},
        {{"diff", "one.json", "two.json", "--json"}, Line::json},
        {{"batch", "parse", "in", "-o", "parsed"}},
        {{"batch", "parse", "in", "-o", "parsed-full", "--full", "--json"}, Line::json},
        {{"batch", "render", "in/one.json", "in/two.json", "in/unknown.json", "in/twice.json", "-o", "rendered", "--draft", "--format", "pdf,xlsx", "--json"}, Line::json},
        {{"batch", "render", "in/one.json", "in/two.json", "-o", "refused"}},
        {{"archive", "add", "in", "--archive", "store", "--by", "王五", "--date", "2023-06-01"}},
        {{"archive", "add", "in", "--archive", "store-too", "--by", "王五", "--date", "2023-06-01", "--json"}, Line::json},
        {{"archive", "list", "--archive", "store"}},
        {{"archive", "list", "--archive", "store", "--json"}},
        {{"archive", "find", "某中心", "--archive", "store"}},
        {{"archive", "find", "某中心", "--archive", "store", "--json"}},
        {{"archive", "get", "1", "--archive", "store"}},
        {{"archive", "get", "2", "--archive", "store", "--json"}},
        {{"archive", "get", "3", "--archive", "store", "--json"}},
    };
    return all;
}

class Privacy : public testing::TestWithParam<const char*> {};

TEST_P(Privacy, NoVerbTellsAPersonsNumbers) {
    const Scratch scratch;
    put_files(scratch);
    for (const Line& line : lines()) {
        Words words = line.words;
        words.insert(words.end(), {"--lang", GetParam()});
        std::string called;
        for (const std::string& word : words) called += word + " ";
        const Said said = tianbiao(scratch, words);
        EXPECT_LE(said.status, 3) << called << said.errors;
        expect_none(said.errors, called);
        if (line.output == Line::people) expect_none(said.output, called);
        if (line.output == Line::json) expect_none(without_values(said.json()), called);
    }
    for (const char* report : {"parsed/report.csv", "parsed-full/report.csv", "rendered/report.csv", "refused/report.csv"})
        expect_none(scratch.read(report), report);
    for (const char* folder : {"rendered", "parsed"})
        for (const auto& file : fs::directory_iterator(scratch.path(folder))) expect_none(file.path().filename().string(), folder);
    for (const char* journal : {"parsed/batch.sqlite", "rendered/batch.sqlite"})  // they hold what is still to be done and to be compared
        EXPECT_EQ(fs::status(scratch.path(journal)).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write) << journal;
}
INSTANTIATE_TEST_SUITE_P(InBothLanguages, Privacy, testing::Values("zh", "en"));

// What stands in a workbook, unpacked.
std::string unzipped(const std::string& path) { return judges::run_judge({"unzip", "-p", path}).output; }

TEST(PrivacyJudged, ReportsInWorkbooksTellNoneEither) {
    const Scratch scratch;
    put_files(scratch);
    tianbiao(scratch, {"batch", "parse", "in", "-o", "parsed"});
    tianbiao(scratch, {"batch", "render", "in/one.json", "in/two.json", "-o", "rendered", "--draft"});
    for (const char* report : {"parsed/report.xlsx", "rendered/report.xlsx"}) {
        const std::string text = unzipped(scratch.path(report));
        EXPECT_THAT(text, HasSubstr("申报单位")) << report;
        expect_none(text, report);
    }
    EXPECT_THAT(unzipped(scratch.path("parsed/report.xlsx")), HasSubstr("信息不一致"));
}

// UTF-16BE, as PDF strings beyond ASCII are: between the characters of an ASCII text stand zeros.
std::string with_utf16_as_ascii(const std::string& bytes) {
    std::string out;
    std::ranges::copy_if(bytes, std::back_inserter(out), [](char c) { return c != '\0'; });
    return bytes + out;
}

TEST(PrivacyJudged, MaskHidesThemInAllThatIsWritten) {
    const Scratch scratch;
    put_files(scratch);
    const Said said = tianbiao(scratch, {"render", "one.json", "-o", "out.pdf", "-o", "out.xlsx", "-o", "out.html", "--draft", "--mask", "--json"});
    expect_none(said.output + said.errors, "render --mask");
    const std::string pdf = scratch.read("out.pdf");
    ASSERT_FALSE(pdf.empty());
    EXPECT_THAT(judges::pdftotext(pdf), HasSubstr("138****"));
    expect_none(judges::pdftotext(pdf), "the pages");
    expect_none(with_utf16_as_ascii(judges::unpacked(pdf)), "the PDF's objects");
    expect_none(judges::attachment(pdf, 1), "the data inside");
    expect_none(unzipped(scratch.path("out.xlsx")), "the workbook");
    expect_none(scratch.read("out.html"), "the page");
    for (const char* file : {"one.pdf", "one.xlsx", "out.pdf"}) {
        for (const Words& more : {Words{}, Words{"--full"}, Words{"--json"}}) {
            Words words{"parse", file, "--mask"};
            words.insert(words.end(), more.begin(), more.end());
            const Said parsed = tianbiao(scratch, words);
            EXPECT_THAT(parsed.output, HasSubstr("138****")) << file;
            expect_none(parsed.output + parsed.errors, std::string("parse --mask ") + file);
        }
    }
    const Said batch = tianbiao(scratch, {"batch", "render", "one.json", "two.json", "-o", "masked", "--merge", "all.pdf", "--draft", "--mask", "--json"});
    expect_none(batch.output + batch.errors, "batch render --mask");
    expect_none(judges::pdftotext(scratch.read("all.pdf")) + with_utf16_as_ascii(judges::unpacked(scratch.read("all.pdf"))), "the merged PDF");
    tianbiao(scratch, {"batch", "parse", "one.pdf", "one.xlsx", "-o", "parsed", "--mask", "--full"});
    for (const char* file : {"parsed/one.pdf.json", "parsed/one.xlsx.json"}) expect_none(scratch.read(file), file);
    expect_none(unzipped(scratch.path("parsed/summary.xlsx")), "the summary");
}

}  // namespace
}  // namespace tianbiao::cli
