#!/usr/bin/env python3
"""A filled form as people make it in an office program: a flat OpenDocument text that LibreOffice turns into a PDF.

word_like.py FORM.json APPLICATION.json SEED OUT.fodt
FORM.json is what `tianbiao forms ID --json` says. The seed chooses widths, fonts, margins, tick styles, how tables are split, what is left of
the blank's prompts and rows; the values are never changed.
"""
import json
import random
import sys
from xml.sax.saxutils import escape

NAMESPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
              'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
              'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
FONTS = ["Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL SungtiL GB", "LXGW WenKai"]
TICKS = {  # ticked, empty, box stands before its word
    "ballot": ("☑", "□", False), "tick": ("√", "□", False), "black": ("■", "□", False), "behind": ("□√", "□", False), "before": ("☑", "□", True)}


def date_text(value, prompt):
    parts = value.split("-") if value else []
    if not parts or not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return value or prompt
    out = parts[0] + "年"
    out += (str(int(parts[1])) + "月") if len(parts) > 1 else ("　　月" if prompt else "")
    out += (str(int(parts[2])) + "日") if len(parts) > 2 else ("　　日" if prompt else "")
    return out


class Maker:
    def __init__(self, form, record, seed):
        self.form, self.record, self.random = form, record, random.Random(seed)
        pick = self.random
        self.font = pick.choice(FONTS)
        self.size = pick.choice([9, 10, 10.5, 11, 12, 12, 14])
        self.margin = pick.choice([15, 20, 25, 28, 31.8])
        self.width = 210 - 2 * self.margin
        self.ticks = TICKS[pick.choice(list(TICKS))]
        self.answer_in_words = pick.random() < 0.2
        self.split = pick.choice(["one", "blocks", "four"])
        self.repeat_headers = pick.random() < 0.5
        self.cut_rows = pick.random() < 0.7
        self.keep_prompts = pick.random() < 0.3
        self.prompt_own_line = pick.random() < 0.5
        self.spaced_labels = pick.random() < 0.4
        self.centred = pick.random() < 0.6
        self.indent = pick.random() < 0.5
        self.line_breaks = pick.random() < 0.3
        self.merge_equal = pick.random() < 0.3
        self.vertical = pick.choice(["stacked", "turned", "plain"])
        self.blank_rows = pick.random() < 0.5
        self.page_breaks = pick.random() < 0.4
        self.stretch = [pick.uniform(0.85, 1.15) for _ in range(200)]
        self.fields = {}
        self.index(form["fields"], "")
        self.values = {entry["id"]: entry for entry in form["values"]}
        self.tables, self.styles = [], []

    def index(self, fields, at):
        for field in fields:
            path = at + "/" + field["key"]
            self.fields[path] = field
            if field["type"] == "list":
                self.index(field["fields"], path + "/*")
            elif field["type"] == "group":
                self.index(field["fields"], path)

    def value(self, path):
        node = self.record
        for key in path.split("/")[1:]:
            if isinstance(node, dict):
                node = node.get(key)
            elif isinstance(node, list) and key.isdigit() and int(key) < len(node):
                node = node[int(key)]
            else:
                return None
        return node

    def printed(self, field, value, prompt=""):
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "、".join(map(str, value))
        if field and field["type"] == "date":
            return date_text(str(value), prompt)
        return str(value).rstrip()

    # --- paragraphs and cells

    def inline(self, text):
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

    def paragraphs(self, text, style):
        if self.line_breaks and style != "prose":
            return f'<text:p text:style-name="{style}">' + "<text:line-break/>".join(self.inline(t) for t in text.split("\n")) + "</text:p>"
        return "".join(f'<text:p text:style-name="{style}">{self.inline(line)}</text:p>' for line in text.split("\n"))

    def label(self, cell):
        text = cell["text"].replace("\n", "")
        if self.spaced_labels and len(text) == 2:
            text = text[0] + "　" + text[1]
        return text

    def cell_xml(self, content, across, down, style="cell", extra=""):
        spans = f' table:number-columns-spanned="{across}"' if across > 1 else ""
        spans += f' table:number-rows-spanned="{down}"' if down > 1 else ""
        return f'<table:table-cell table:style-name="{style}"{spans}{extra}>{content}</table:table-cell>'

    def options(self, field, value, tail):
        names = ["是", "否"] if field["type"] == "yes_no" else [e["value"] if isinstance(e, dict) else e for e in self.values[field["values"]]["entries"]]
        said = ["是" if value is True else "否"] if isinstance(value, bool) else [str(v) for v in value] if isinstance(value, list) else \
            str(value).split("、") if value else []
        beside = [s for s in said if s not in names]
        ticked, empty, before = self.ticks
        if self.answer_in_words and not beside and len(said) < len(names):
            return "、".join(said)
        text = "　".join((ticked if n in said else empty) + n if before else n + (" " if self.size > 10 else "") + (ticked if n in said else empty) for n in names)
        return text + ("　" + tail if tail else "") + ("\n" + "、".join(beside) if beside else "")

    def prose(self, text, prompt):
        if not prompt or (text and not self.keep_prompts):
            return text
        if not text:
            return prompt
        return prompt + ("\n" if self.prompt_own_line else "") + text

    def lines(self, cell):
        out = ""
        waiting = None
        for line in cell["lines"]:
            if "text" in line:
                if waiting is not None:
                    out += self.paragraphs(waiting, "plain")
                waiting = line["text"]
                if not line["text"].endswith("："):
                    out += self.paragraphs(waiting, "middle" if line.get("align") == "centre" else "plain")
                    waiting = None
                continue
            path = line["value"][1:]
            field = self.fields[path]
            text = self.printed(field, self.value(path), line.get("prompt", "")) or line.get("prompt", "")
            if field["type"] == "prose":
                if waiting is not None:
                    out += self.paragraphs(waiting, "plain")
                    waiting = None
                out += self.paragraphs(text, "prose")
            elif waiting is not None and field["type"] != "date":
                out += self.paragraphs(waiting + text.replace("\n", " "), "plain")
                waiting = None
            else:
                if waiting is not None:
                    out += self.paragraphs(waiting, "plain")
                    waiting = None
                out += self.paragraphs(text, "right")
        return out + (self.paragraphs(waiting, "plain") if waiting is not None else "")

    # --- rows

    def expand(self, block):
        """Rows of a block: (definition row, entry or None, key, more)."""
        rows = []
        for number, row in enumerate(block["rows"]):
            path = row.get("repeat")
            if not path:
                rows.append((number, None, None, False))
                continue
            entries = self.value(path) or []
            if row.get("key"):
                member, values = row["key"]["member"], row["key"]["values"]
                left = list(range(len(entries)))
                for key in values:
                    mine = [i for i in left if entries[i].get(member) == key]
                    left = [i for i in left if i not in mine]
                    rows += [(number, i, key, False) for i in mine] or [(number, None, key, False)]
                rows += [(number, i, "", False) for i in left]
                continue
            rows += [(number, i, None, False) for i in range(len(entries))]
            blank = row.get("count", [1, None])[0] - len(entries)
            rows += [(number, None, None, False)] * (max(blank, 0) if self.blank_rows or not entries else 0)
            if row.get("more") and self.blank_rows:
                rows.append((number, None, None, True))
        return rows

    def block_cells(self, block):
        """A list of rows; each a list of (x0, x1, down, xml) for cells that begin in it."""
        rows, first_of = self.expand(block), {}
        for i, (number, *_rest) in enumerate(rows):
            first_of.setdefault(number, i)
        count_of = {n: sum(1 for r in rows if r[0] == n) for n in range(len(block["rows"]))}
        taken = [set() for _ in range(len(block["rows"]) + 1)]
        out = [[] for _ in rows]
        for number, row in enumerate(block["rows"]):
            column = 0
            for raw in row["cells"]:
                cell = {"text": raw} if isinstance(raw, str) and not raw.startswith("=") else {"value": raw} if isinstance(raw, str) else dict(raw)
                while column in taken[number]:
                    column += 1
                across, down = cell.get("across", 1), cell.get("down", 1)
                for r in range(number, number + down):
                    taken[r].update(range(column, column + across))
                x0, x1 = block["edges"][column], block["edges"][column + across]
                repeated = bool(row.get("repeat")) and "down" not in cell
                for i in ([i for i in range(len(rows)) if rows[i][0] == number] if repeated else [first_of.get(number)]):
                    if i is None:
                        continue
                    span = 1 if repeated else sum(count_of[n] for n in range(number, number + down))
                    xml = self.content(cell, row, rows[i], column == self.first_column(row, block, number))
                    out[i].append([x0, x1, span, xml, cell])
                column += across
        return out, rows

    def first_column(self, row, block, number):
        return 0 if number == 0 else min((c for c in range(len(block["edges"]) - 1)), default=0)

    def content(self, cell, row, place, first):
        number, entry, key, more = place
        if "lines" in cell:
            return self.lines(cell)
        if "options" in cell:
            field = self.fields[cell["options"][1:]]
            return self.paragraphs(self.options(field, self.value(cell["options"][1:]), cell.get("tail", "")), "middle" if self.centred else "plain")
        if "text" in cell:
            text = self.label(cell)
            if cell.get("vertical") and self.vertical == "stacked":
                return "".join(f'<text:p text:style-name="middle">{c}</text:p>' for c in text)
            return self.paragraphs(text, "head" if cell.get("kind") == "head" else "middle")
        path = cell["value"][1:]
        if path.startswith("."):
            member = path[1:]
            field = self.fields[row["repeat"] + "/*/" + member]
            if row.get("key") and member == row["key"]["member"] and key:
                return self.paragraphs(key, "middle")
            value = self.value(f'{row["repeat"]}/{entry}/{member}') if entry is not None else None
            text = "……" if more and first else self.printed(field, value)
            return self.paragraphs(text, "middle" if self.centred else "plain")
        field = self.fields[path]
        text = self.printed(field, self.value(path), "")
        if field["type"] == "prose":
            return self.paragraphs(self.prose(text, cell.get("prompt", "")), "prose")
        return self.paragraphs(text, "middle" if self.centred else "plain")

    # --- tables

    def groups(self):
        blocks = self.form["blocks"]
        if self.split == "blocks":
            return [[b] for b in blocks]
        if self.split == "one":
            return [blocks]
        out = [[]]
        for block in blocks:
            if block["rows"][0].get("page_start") and out[-1] and len(out) < 4:
                out.append([])
            out[-1].append(block)
        return out

    def place(self, edge, edges):
        """Widths other than the form's: every stretch between two edges by a factor of its own."""
        widths = [(b - a) * self.stretch[int(a) % 200] for a, b in zip(edges, edges[1:])]
        scale = self.width / sum(widths)
        return sum(w * scale for w in widths[:edges.index(edge)])

    def table(self, blocks, name):
        edges = sorted({e for block in blocks for e in block["edges"]})
        columns = ""
        for i in range(len(edges) - 1):
            style = f"{name}.c{i}"
            width = self.place(edges[i + 1], edges) - self.place(edges[i], edges)
            self.styles.append(f'<style:style style:name="{style}" style:family="table-column"><style:table-column-properties style:column-width="{width:.2f}mm"/></style:style>')
            columns += f'<table:table-column table:style-name="{style}"/>'
        body = ""
        for block in blocks:
            cells, rows = self.block_cells(block)
            if self.merge_equal:
                self.merge(cells, rows, block)
            header_end = sum(1 for n, row in enumerate(block["rows"]) if row.get("header")) if self.repeat_headers and len(blocks) == 1 else 0
            spanning = [0] * (len(edges) - 1)
            for i, row in enumerate(cells):
                xml, at = "", 0
                starts = {edges.index(c[0]): c for c in row}
                while at < len(edges) - 1:
                    if at in starts:
                        x0, x1, down, content, cell = starts[at]
                        across = edges.index(x1) - at
                        style = "turned" if cell.get("vertical") and self.vertical == "turned" else "top" if "prompt" in cell or "lines" in cell else "cell"
                        xml += self.cell_xml(content, across, down, style) + "<table:covered-table-cell/>" * (across - 1)
                        for c in range(at, at + across):
                            spanning[c] = down - 1
                        at += across
                    else:
                        xml += "<table:covered-table-cell/>"
                        spanning[at] -= 1
                        at += 1
                line = f'<table:table-row table:style-name="row">{xml}</table:table-row>'
                body += f"<table:table-header-rows>{line}</table:table-header-rows>" if i == 0 and header_end else line
        before = ""
        if self.page_breaks and blocks[0]["rows"][0].get("page_start"):
            before = '<text:p text:style-name="break"/>'
        return f'{before}<table:table table:name="{name}" table:style-name="table">{columns}{body}</table:table><text:p text:style-name="gap"/>'

    def merge(self, cells, rows, block):
        """Equal answers of one column under one another as one cell."""
        for number, row in enumerate(block["rows"]):
            if row.get("repeat") != "/organization/taxes":
                continue
            entries = self.value(row["repeat"]) or []
            mine = [i for i in range(len(rows)) if rows[i][0] == number and rows[i][1] is not None]
            if len(mine) < 2 or len({json.dumps(e.get("dishonesty")) for e in entries}) != 1 or not entries[0].get("dishonesty"):
                continue
            cells[mine[0]][-1][2] = len(mine)
            for i in mine[1:]:
                cells[i].pop()

    def run(self):
        body = ""
        for i, heading in enumerate(self.form["heading"]):
            body += self.paragraphs(heading["text"], "title" if i else "plain")
        for i, blocks in enumerate(self.groups()):
            body += self.table(blocks, f"t{i}")
        notes = self.form["notes"]
        for i, item in enumerate(notes["items"]):
            body += self.paragraphs((notes["label"] if i == 0 else "") + item, "note")
        font = f'style:font-name="{self.font}" style:font-name-asian="{self.font}" fo:font-size="{self.size}pt" style:font-size-asian="{self.size}pt"'
        paragraph = lambda name, more, text="": (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {more}/>'
                                                 f'<style:text-properties {text or font}/></style:style>')
        title = font.replace(f'"{self.size}pt"', '"18pt"')
        note = font.replace(f'"{self.size}pt"', '"9pt"')
        border = 'fo:border="0.5pt solid #000000" fo:padding="1mm"'
        keep = "auto" if self.cut_rows else "always"
        styles = "".join(self.styles) + paragraph("plain", "") + paragraph("middle", 'fo:text-align="center"') + paragraph("right", 'fo:text-align="end"') + \
            paragraph("head", 'fo:text-align="center"') + paragraph("title", 'fo:text-align="center"', title) + paragraph("note", "", note) + \
            paragraph("gap", 'fo:line-height="1mm"', font.replace(f'"{self.size}pt"', '"2pt"')) + paragraph("break", 'fo:break-before="page"') + \
            paragraph("prose", f'fo:text-align="justify" fo:text-indent="{2 * self.size if self.indent else 0}pt"') + \
            f'<style:style style:name="table" style:family="table"><style:table-properties style:width="{self.width}mm" table:align="margins" table:border-model="collapsing"/></style:style>' + \
            f'<style:style style:name="row" style:family="table-row"><style:table-row-properties style:min-row-height="8mm" fo:keep-together="{keep}"/></style:style>' + \
            f'<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties {border} style:vertical-align="middle"/></style:style>' + \
            f'<style:style style:name="top" style:family="table-cell"><style:table-cell-properties {border}/></style:style>' + \
            f'<style:style style:name="turned" style:family="table-cell"><style:table-cell-properties {border} style:writing-mode="tb-rl" style:vertical-align="middle"/></style:style>'
        faces = f'<office:font-face-decls><style:font-face style:name="{self.font}" svg:font-family="&apos;{self.font}&apos;"/></office:font-face-decls>'
        layout = (f'<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-left="{self.margin}mm" '
                  f'fo:margin-right="{self.margin}mm" fo:margin-top="20mm" fo:margin-bottom="20mm"/></style:page-layout>')
        return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
                f'{faces}<office:automatic-styles>{styles}{layout}</office:automatic-styles>'
                f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl"/></office:master-styles>'
                f'<office:body><office:text>{body}</office:text></office:body></office:document>')


def main():
    form, record, seed, out = sys.argv[1:5]
    with open(form, encoding="utf-8") as a, open(record, encoding="utf-8") as b:
        made = Maker(json.load(a), json.load(b), int(seed)).run()
    with open(out, "w", encoding="utf-8") as file:
        file.write(made)


main()
