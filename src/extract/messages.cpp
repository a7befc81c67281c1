#include "extract/messages.h"

#include "base/error.h"

namespace tianbiao {
namespace {

struct Message {
    std::string_view rule;
    Severity severity;
    const char* zh;
    const char* en;
};
constexpr Message messages[]{
    {"cell_differs", Severity::info, "单元格已改，与工作簿内附数据不同：以单元格为准（先列内附数据，后列单元格）。",
     "the cell was changed and differs from the data inside the workbook: the cell counts (inside data first, then the cell)."},
    {"row_deleted", Severity::info, "表中已删去此行：以表为准（所列为内附数据中的值）。",
     "this row was deleted from the table: the table counts (the values are those of the data inside)."},
    {"row_added", Severity::info, "表中新增一行。", "a row was added to the table."},
    {"cell_deleted", Severity::warning, "此项的单元格已被删去，取工作簿内附的数据：请核对。",
     "the cell of this field was deleted; the data inside the workbook is taken: please check."},
    {"not_a_count", Severity::warning, "应为整数：已照单元格原样保留，请核对。", "should be a whole number: kept as the cell has it, please check."},
    {"not_a_date", Severity::warning, "应为日期（如2008年6月12日、2008-06-12）：已照单元格原样保留，请核对。",
     "should be a date (2008-06-12): kept as the cell has it, please check."},
    {"cell_unread", Severity::warning, "此行另有一格文字，不属于任何一栏，未读取：请移入应填的栏（先列单元格，后列文字）。",
     "another text of this row is in no column and was not read: please move it (the cell, then its text)."},
    {"copies_unread", Severity::warning, "工作簿中另有复制的同样工作表，未读取：请删去，或另存为单独的文件。",
     "the workbook has copies of the sheet that were not read: delete them, or save each as a file of its own."},
    {"lost_digits", Severity::warning, "编号被表格软件变成了数字，末几位已丢失：请将单元格设为文本后重新填写。",
     "the spreadsheet made a number of this code and lost its last digits: make the cell a text and type it again."},
    {"cell_error", Severity::warning, "单元格是错误值或没有结果的公式，不予采用，工作簿内附有此项的取内附数据：请改正。",
     "the cell holds an error, or a formula without a result; the data inside the workbook is taken where it has any: please mend it."},
    {"formula", Severity::info, "单元格是公式：取其上次计算的结果，请核对。", "the cell is a formula: its last result is taken, please check."},
    {"hidden_row", Severity::info, "此项所在的行或工作表被隐藏：仍予读取，请核对。", "the row or sheet of this field is hidden: it is read all the same, please check."},
    {"external_links", Severity::warning, "工作簿链接到其他文件：未打开，所链接的值可能已过时。",
     "the workbook is linked to other files: they were not opened, and values from them may be out of date."},
    {"data_missing", Severity::warning, "工作簿内附的数据缺失或已损坏：只按单元格读取，表中不印的内容（如卷宗）无法恢复。",
     "the data inside the workbook is missing or damaged: only the cells were read; what the table does not print is lost."},
    {"sources_differ", Severity::error, "文件内附的数据与表面所印不同：以所印为准（先列内附数据，后列所印）。",
     "the data inside the file differs from what is printed: what is printed counts (inside data first, then print)."},
    {"rows_differ", Severity::error, "文件内附数据的行数与表面所印不同：以所印为准（先列内附数据的行数，后列所印的行数）。",
     "the data inside the file has another number of rows than are printed: what is printed counts (inside data first, then print)."},
    {"not_on_paper", Severity::error, "文件内附的数据有此项，但表面上找不到：未采用，请核对是否缺页。",
     "the data inside the file has this field, but it is not found on paper: not taken; is a page missing?"},
    {"field_differs", Severity::error, "表单域的值与其显示的内容不同：以显示为准（先列域值，后列显示）。",
     "the form field's value differs from what it shows: what it shows counts (value first, then what is shown)."},
    {"box_differs", Severity::error, "方框所画与其文字不同：以所画为准。", "a box is drawn otherwise than its text says: the drawing counts."},
    {"hidden_text", Severity::warning, "此处有看不见的文字：未采用，请核对。", "there is text here that nobody sees: not taken, please check."},
    {"text_over_text", Severity::warning, "此处文字重叠，可能有改动：请核对。", "text lies over text here and may have been changed: please check."},
    {"pages_lost", Severity::error, "文件有损坏，部分页读不到：所缺各项不可视为空白。", "the file is damaged and some pages are lost: what they held is not blank."},
    {"page_incomplete", Severity::error, "此页没有读全：所缺各项不可视为空白。", "this page was not wholly read: what is missing is not blank."},
    {"page_too_full", Severity::error, "此页线条过多，表格未予读取：请提供原文件。", "too many lines on this page: its table was not read; please send the original file."},
    {"page_illegible", Severity::warning, "此页有无法识别的字符（字体没有编码）：请核对。", "this page has characters that cannot be told (a font without encoding): please check."},
    {"repaired", Severity::warning, "文件有损坏，修复后读取：请核对。", "the file was damaged and was mended to be read: please check."},
    {"file_incomplete", Severity::error, "文件有损坏或不完整，内容可能不全（见所附说明）：所缺各项不可视为空白。",
     "the file is damaged or not whole (see the values): what is missing is not blank."},
    {"text_illegible", Severity::error, "此栏有无法识别的字符（字体没有编码），读到的内容不全：请核对。",
     "this field has characters that cannot be told (a font without encoding); what was read lacks them: please check."},
    {"revised", Severity::error, "文件生成后页面内容又被修改过：请与原件核对。", "what the pages show was changed after the file was made: please compare it with the original."},
    {"labels_missing", Severity::error, "表中有几栏没有找到，可能缺页或改动过栏名（见所附数值）：其内容没有读到，不可视为空白。",
     "some labels of the form were not found; a page may be missing, or they were reworded (see the values): what belongs to them was not read and is not blank."},
};

}  // namespace

Finding reading_finding(std::string_view rule, Language language, std::string field, std::vector<std::string> values) {
    for (const Message& message : messages) {
        if (message.rule != rule) continue;
        Finding finding;
        finding.severity = message.severity;
        finding.rule = rule;
        finding.field = std::move(field);
        finding.message = language == Language::zh ? message.zh : message.en;
        finding.values = std::move(values);
        return finding;
    }
    throw Error(Code::internal, {"", std::string(rule)}, "没有这条提示");
}

}  // namespace tianbiao
