"""A filled form as people make it in an office program or a script: what stands where, for any of the programs that draw it.

A seed chooses widths, fonts, margins, tick styles, how tables are split, what is left of the blank's prompts and rows; the values are never
changed.
"""
import json
import random
from dataclasses import dataclass, field as member

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


ANNEX_HEADS = ["附页：{name}（续）", "续三、{name}", "附页2　{name}", "{name}（续）：", "（一）{name}"]
POINTERS = ["", "（续见附页）", "（见附页）", "（下转附页）"]


@dataclass
class Paragraph:
    style: str  # plain, middle, right, head, title, note, prose
    lines: list  # parted by typed line breaks


@dataclass
class Cell:
    at: int  # column
    across: int
    down: int
    style: str  # cell: centred from top to bottom; top; turned: vertical writing
    paragraphs: list


@dataclass
class Row:
    header: bool
    cells: list  # those that begin in it


@dataclass
class Table:
    new_page: bool
    widths: list  # millimetres
    rows: list


@dataclass
class PageBreak:
    pass


@dataclass
class Document:
    font: str
    size: float  # points
    margin: float  # millimetres, left and right
    width: float  # between them
    indent: bool  # the first line of a prose paragraph, by two characters
    cut_rows: bool  # a row may be cut by the end of a page
    row_a_page: bool  # every row of a table on a page of its own
    items: list = member(default_factory=list)  # paragraphs and tables

    def size_of(self, style):
        return {"title": 18, "note": 9}.get(style, self.size)


class Maker:
    def __init__(self, form, record, seed, lacks="", shape=""):
        self.form, self.record, self.random = form, record, random.Random(seed)
        pick = self.random
        self.font = pick.choice(FONTS)
        self.size = pick.choice([9, 10, 10.5, 11, 12, 12, 14])
        self.margin = pick.choice([15, 20, 25, 28, 31.8])
        self.width = 210 - 2 * self.margin
        self.ticks = TICKS[pick.choice([name for name, (ticked, _, _) in TICKS.items() if not set(ticked) & set(lacks)])]
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
        self.merge_equal = pick.random() < 0.3 and shape != "rows"  # on a page of its own an empty cell tells nothing of the one above
        self.vertical = pick.choice(["stacked", "turned", "plain"])
        self.blank_rows = pick.random() < 0.5
        self.page_breaks = pick.random() < 0.4
        self.stretch = [pick.uniform(0.85, 1.15) for _ in range(200)]
        self.annex_head = pick.choice(ANNEX_HEADS)
        self.pointer = pick.choice(POINTERS)
        self.in_annex = False
        self.shape, self.annex, self.left_out = shape, [], {}  # paragraphs and tables behind the form; first entry that stands there, by list
        self.fields = {}
        self.index(form["fields"], "")
        self.values = {entry["id"]: entry for entry in form["values"]}

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

    def paragraphs(self, text, style):
        lines = text.split("\n")
        return [Paragraph(style, lines)] if self.line_breaks and style != "prose" else [Paragraph(style, [line]) for line in lines]

    def label(self, cell):
        text = cell["text"].replace("\n", "")
        if self.spaced_labels and len(text) == 2:
            text = text[0] + "　" + text[1]
        return text

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

    def prose(self, text, prompt, name=""):
        first, _, rest = text.partition("\n")
        if self.shape == "annex" and rest and name:
            self.annex += [Paragraph("plain", [self.annex_head.format(name=name)])] + self.paragraphs(rest, "prose")
            text = first + ("\n" + self.pointer if self.pointer else "")
        if not prompt or (text and not self.keep_prompts):
            return text
        if not text:
            return prompt
        return prompt + ("\n" if self.prompt_own_line else "") + text

    def lines(self, cell):
        out = []
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
        return out + (self.paragraphs(waiting, "plain") if waiting is not None else [])

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
            shown = self.shown_here(path, row, len(entries))
            rows += [(number, i, None, False) for i in shown]
            blank = row.get("count", [1, None])[0] - len(entries)
            rows += [(number, None, None, False)] * (max(blank, 0) if self.blank_rows or not entries else 0)
            if row.get("more") and self.blank_rows:
                rows.append((number, None, None, True))
        return rows

    def shown_here(self, path, row, entries):
        """Those of a list's entries that stand in the form; a 附页 has the rest."""
        most = row.get("count", [1, None])[0]
        if self.in_annex:
            return range(self.left_out[path], entries)
        if self.shape != "annex" or not row.get("more") or entries <= most:
            return range(entries)
        self.left_out[path] = most
        return range(most)

    def block_cells(self, block):
        """A list of rows; each a list of [x0, x1, down, paragraphs, definition] for cells that begin in it."""
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
                    content = self.content(cell, row, rows[i], column == self.first_column(row, block, number))
                    out[i].append([x0, x1, span, content, cell])
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
                return [Paragraph("middle", [c]) for c in text]
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
            return self.paragraphs(self.prose(text, cell.get("prompt", ""), field["name"]["zh"]), "prose")
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

    def table(self, blocks):
        edges = sorted({e for block in blocks for e in block["edges"]})
        places = [self.place(e, edges) for e in edges]
        table = Table(self.page_breaks and bool(blocks[0]["rows"][0].get("page_start")), [b - a for a, b in zip(places, places[1:])], [])
        for block in blocks:
            cells, rows = self.block_cells(block)
            if self.merge_equal:
                self.merge(cells, rows, block)
            header = self.repeat_headers and len(blocks) == 1 and bool(block["rows"][0].get("header"))
            for i, row in enumerate(cells):
                out = Row(header and i == 0, [])
                for x0, x1, down, content, cell in sorted(row, key=lambda each: each[0]):
                    at = edges.index(x0)
                    style = "turned" if cell.get("vertical") and self.vertical == "turned" else "top" if "prompt" in cell or "lines" in cell else "cell"
                    out.cells.append(Cell(at, edges.index(x1) - at, down, style, content))
                table.rows.append(out)
        return table

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
        out = Document(self.font, self.size, self.margin, self.width, self.indent, self.cut_rows, self.shape == "rows")
        for i, heading in enumerate(self.form["heading"]):
            out.items += self.paragraphs(heading["text"], "title" if i else "plain")
        out.items += [self.table(blocks) for blocks in self.groups()]
        notes = self.form["notes"]
        for i, item in enumerate(notes["items"]):
            out.items += self.paragraphs((notes["label"] if i == 0 else "") + item, "note")
        self.in_annex = True
        for block in self.form["blocks"]:
            lists = [row["repeat"] for row in block["rows"] if row.get("repeat") in self.left_out]
            if lists:
                self.annex += [Paragraph("plain", [self.annex_head.format(name=self.fields[lists[0]]["name"]["zh"])]), self.table([self.only_list(block)])]
        if self.annex:
            out.items += [PageBreak()] + self.annex
        return out

    def only_list(self, block):
        """Its header and the list's rows."""
        rows = block["rows"]
        repeated = next(i for i, row in enumerate(rows) if row.get("repeat") in self.left_out)
        return {**block, "rows": rows[repeated - 1:repeated + 1]}
