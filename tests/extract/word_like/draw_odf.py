"""The document as a flat OpenDocument text, which LibreOffice turns into a PDF."""
from xml.sax.saxutils import escape

from model import PageBreak, Table

NAMESPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
              'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
              'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')


def inline(text):
    out, spaces = "", 0
    for i, c in enumerate(text + "\0"):
        if c == " ":
            spaces += 1
            continue
        if spaces:
            at_start = i - spaces == 0
            out += ("" if at_start else " ") + (f'<text:s text:c="{spaces - (0 if at_start else 1)}"/>' if spaces > (0 if at_start else 1) else "")
            spaces = 0
        out += "" if c == "\0" else "<text:tab/>" if c == "\t" else escape(c)
    return out


def paragraph_xml(paragraph):
    return f'<text:p text:style-name="{paragraph.style}">' + "<text:line-break/>".join(map(inline, paragraph.lines)) + "</text:p>"


def cell_xml(cell):
    spans = f' table:number-columns-spanned="{cell.across}"' if cell.across > 1 else ""
    spans += f' table:number-rows-spanned="{cell.down}"' if cell.down > 1 else ""
    content = "".join(map(paragraph_xml, cell.paragraphs))
    return f'<table:table-cell table:style-name="{cell.style}"{spans}>{content}</table:table-cell>'


def table_xml(table, name, styles):
    columns, body = "", ""
    for i, width in enumerate(table.widths):
        styles.append(f'<style:style style:name="{name}.c{i}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2f}mm"/></style:style>')
        columns += f'<table:table-column table:style-name="{name}.c{i}"/>'
    for row in table.rows:
        xml, at = "", 0
        starts = {cell.at: cell for cell in row.cells}
        while at < len(table.widths):
            across = starts[at].across if at in starts else 1
            xml += cell_xml(starts[at]) if at in starts else "<table:covered-table-cell/>"
            xml += "<table:covered-table-cell/>" * (across - 1)
            at += across
        line = f'<table:table-row table:style-name="row">{xml}</table:table-row>'
        body += f"<table:table-header-rows>{line}</table:table-header-rows>" if row.header else line
    before = '<text:p text:style-name="break"/>' if table.new_page else ""
    return f'{before}<table:table table:name="{name}" table:style-name="table">{columns}{body}</table:table><text:p text:style-name="gap"/>'


def style_xml(document):
    def paragraph(name, more):
        size = 2 if name == "gap" else document.size_of(name)
        font = f'style:font-name="{document.font}" style:font-name-asian="{document.font}" fo:font-size="{size}pt" style:font-size-asian="{size}pt"'
        return f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {more}/><style:text-properties {font}/></style:style>'

    def cell(name, more=""):
        return (f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="1mm"{more}/>'
                '</style:style>')

    centre, keep = 'fo:text-align="center"', "auto" if document.cut_rows else "always"
    return (paragraph("plain", "") + paragraph("middle", centre) + paragraph("right", 'fo:text-align="end"') + paragraph("head", centre) +
            paragraph("title", centre) + paragraph("note", "") + paragraph("gap", 'fo:line-height="1mm"') + paragraph("break", 'fo:break-before="page"') +
            paragraph("prose", f'fo:text-align="justify" fo:text-indent="{2 * document.size if document.indent else 0}pt"') +
            f'<style:style style:name="table" style:family="table"><style:table-properties style:width="{document.width}mm" table:align="margins" '
            'table:border-model="collapsing"/></style:style>'
            f'<style:style style:name="row" style:family="table-row"><style:table-row-properties style:min-row-height="8mm" fo:keep-together="{keep}"/></style:style>' +
            cell("cell", ' style:vertical-align="middle"') + cell("top") + cell("turned", ' style:writing-mode="tb-rl" style:vertical-align="middle"'))


def draw(document, path):
    body, styles, tables = "", [], 0
    for item in document.items:
        if isinstance(item, PageBreak):
            body += '<text:p text:style-name="break"/>'
            continue
        body += table_xml(item, f"t{tables}", styles) if isinstance(item, Table) else paragraph_xml(item)
        tables += isinstance(item, Table)
    faces = (f'<office:font-face-decls><style:font-face style:name="{document.font}" svg:font-family="&apos;{document.font}&apos;"/>'
             '</office:font-face-decls>')
    layout = ('<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" '
              f'fo:margin-left="{document.margin}mm" fo:margin-right="{document.margin}mm" fo:margin-top="20mm" fo:margin-bottom="20mm"/></style:page-layout>')
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
                   f'{faces}<office:automatic-styles>{"".join(styles)}{style_xml(document)}{layout}</office:automatic-styles>'
                   f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl"/></office:master-styles>'
                   f'<office:body><office:text>{body}</office:text></office:body></office:document>')
