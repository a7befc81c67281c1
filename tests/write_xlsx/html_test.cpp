// The page for the screen, and its template against the data that fills it.
#include <gtest/gtest.h>

#include "base/files.h"
#include "support/workshop.h"
#include "write/html_writer.h"

namespace tianbiao {
namespace {

std::string form_template() { return read_file(SOURCE_DIR "/templates/form.html", 1 << 20); }

std::string html(const Record& record) { return html_of(test::studio(), test::rendered(record)); }

TEST(Html, TemplateAsksForWhatThereIs) { EXPECT_EQ(template_faults(form_template()), std::vector<std::string>{}); }

// A name that the writer knows but never tells would be printed as nothing.
TEST(Html, EveryKnownNameIsTold) {
    const std::string source = read_file(SOURCE_DIR "/src/write/html_writer.cpp", 1 << 20);
    const std::string known = source.substr(source.find("names{"), source.find("};") - source.find("names{"));
    int count = 0;
    for (std::size_t at = known.find('"'); at != std::string::npos; ++count) {
        const std::size_t end = known.find('"', at + 1);
        const std::string name = known.substr(at, end - at + 1);
        EXPECT_TRUE(source.find("set(" + name) != std::string::npos || source.find("flag(out, " + name) != std::string::npos) << name;
        at = known.find('"', end + 1);
    }
    EXPECT_GT(count, 20);
}

TEST(Html, AMisspeltNameIsFound) {
    std::string text = form_template();
    text.replace(text.find("{{caption}}"), 11, "{{captoin}}");
    EXPECT_EQ(template_faults(text), (std::vector<std::string>{"caption", "captoin"}));
    text.replace(text.find("{{captoin}}"), 11, "{{{caption}}}");  // would not be escaped
    EXPECT_FALSE(template_faults(text).empty());
}

TEST(Html, EveryValueIsEscaped) {
    Record record = test::sample("training-minimal");
    set_value(record, "/organization/name", Json::make_text("<script>alert(\"1\")</script>&'"));
    const std::string page = html(record);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&apos;"), std::string::npos);
}

TEST(Html, LabelsAreHeadersWithAScope) {
    const std::string page = html(test::sample("training-typical"));
    EXPECT_NE(page.find("<html lang=\"zh-CN\">"), std::string::npos);
    EXPECT_NE(page.find("<th scope=\"row\" class=\"label_cell\" colspan=\"2\" rowspan=\"1\" style=\"font-size: 12pt\">单位名称（盖章）</th>"), std::string::npos);
    EXPECT_NE(page.find("scope=\"col\""), std::string::npos);
    EXPECT_NE(page.find("<tbody>\n<tr>\n<th scope=\"rowgroup\" class=\"head\""), std::string::npos);
    EXPECT_NE(page.find("<th scope=\"row\" class=\"label_cell\" colspan=\"2\" rowspan=\"4\""), std::string::npos);  // beside four rows
    EXPECT_NE(page.find("初级 ☑"), std::string::npos);
}

TEST(Html, IsSelfContained) {
    const std::string page = html(test::sample("training-minimal"));
    for (const char* other : {"src=", "href=", "url(", "@import"}) EXPECT_EQ(page.find(other), std::string::npos) << other;
}

}  // namespace
}  // namespace tianbiao
