"""Pages out of a document, for programs that only draw: heights of rows, breaks of pages, cells with rules around them.

A pen measures and draws: pen.lines(paragraph, width) breaks a paragraph into lines, each with a height; pen.show(line, x, y) draws one from
its top; pen.frame(x0, y0, x1, y1) rules a cell; pen.new_page(). Points, y down.
"""
from model import PageBreak, Paragraph, Table

MM = 72 / 25.4
TOP, BOTTOM, PADDING, LEAST = 20 * MM, 277 * MM, 1 * MM, 8 * MM


class Flow:
    """A cell's lines on their way over pages."""

    def __init__(self, cell, x0, x1, pen):
        self.cell, self.x0, self.x1 = cell, x0, x1
        paragraphs = cell.paragraphs
        if cell.style == "turned":
            paragraphs = [Paragraph("middle", [c]) for p in paragraphs for c in "".join(p.lines)]
        self.left = [line for p in paragraphs for line in pen.lines(p, x1 - x0 - 2 * PADDING)]
        self.height = sum(line.height for line in self.left) + 2 * PADDING

    def fitting(self, room):
        """How many of the lines that are left have room, and their height."""
        count, used = 0, 2 * PADDING
        while count < len(self.left) and used + self.left[count].height <= room + 0.01:
            used += self.left[count].height
            count += 1
        return count, used

    def show(self, y0, y1, pen):
        count, used = self.fitting(y1 - y0)
        y = y0 + PADDING + (0 if self.cell.style == "top" or count < len(self.left) else (y1 - y0 - used) / 2)
        for line in self.left[:count]:
            pen.show(line, self.x0 + PADDING, y)
            y += line.height
        del self.left[:count]
        pen.frame(self.x0, y0, self.x1, y1)


class Layout:
    def __init__(self, document, pen):
        self.document, self.pen, self.y = document, pen, TOP
        self.left = document.margin * MM

    def run(self):
        of_kind = {Table: self.table, PageBreak: lambda _: self.turn()}
        for item in self.document.items:
            of_kind.get(type(item), self.paragraph)(item)

    def turn(self):
        self.pen.new_page()
        self.y = TOP

    def paragraph(self, paragraph):
        for line in self.pen.lines(paragraph, self.document.width * MM):
            if self.y + line.height > BOTTOM:
                self.turn()
            self.pen.show(line, self.left, self.y)
            self.y += line.height

    def flows_of(self, row, edges):
        return [Flow(cell, edges[cell.at], edges[cell.at + cell.across], self.pen) for cell in row.cells]

    def table(self, table):
        if table.new_page and self.y > TOP:
            self.turn()
        edges = [self.left]
        for width in table.widths:
            edges.append(edges[-1] + width * MM)
        flows = [self.flows_of(row, edges) for row in table.rows]
        heights = [max([LEAST] + [f.height for f in row if f.cell.down == 1]) for row in flows]
        for i, row in enumerate(flows):  # what a cell over several rows lacks, the last of them gives
            for f in row:
                last = i + f.cell.down - 1
                heights[last] += max(0, f.height - sum(heights[i:last + 1]))
        open_flows = []  # of this page: [flow, top, rows still to come]
        for i, row in enumerate(flows):
            if self.document.row_a_page and i > 0:
                self.close(open_flows, (table, edges))
            self.row(i, row, heights, open_flows, (table, edges))
        self.y += 3

    def row(self, i, begin, heights, open_flows, of):
        height = heights[i]
        cuttable = self.document.cut_rows or height > BOTTOM - TOP
        if self.y + height > BOTTOM and not (cuttable and self.can_cut(begin, BOTTOM - self.y)):
            self.close(open_flows, of)
        while self.y + height > BOTTOM:
            for flow in begin:
                open_flows.append([flow, self.y, flow.cell.down])
            room, begin = BOTTOM - self.y, []
            mine = [f for f, _, more in open_flows if more == 1 and f.cell.down == 1]
            self.y = BOTTOM
            self.close(open_flows, of)
            height = max([height - room, LEAST] + [sum(line.height for line in f.left) + 2 * PADDING for f in mine])
        for flow in begin:
            open_flows.append([flow, self.y, flow.cell.down])
        self.y += height
        for each in open_flows:
            each[2] -= 1
        for flow, top, more in [each for each in open_flows if each[2] == 0]:
            flow.show(top, self.y, self.pen)
        open_flows[:] = [each for each in open_flows if each[2] > 0]

    def can_cut(self, begin, room):
        return all(flow.fitting(room)[0] > 0 for flow in begin if flow.left)

    def close(self, open_flows, of):
        """The page ends: what stands open is ruled off, and goes on below a header that is set again."""
        table, edges = of
        for flow, top, _ in open_flows:
            if self.y > top:
                flow.show(top, self.y, self.pen)
        self.turn()
        top, beside = self.y, set()  # columns in which a label over many rows stands beside the header
        if table.rows[0].header:
            flows = self.flows_of(table.rows[0], edges)
            beside = {flow.cell.at for flow in flows if flow.cell.down > 1}
            self.y += max([LEAST] + [flow.height for flow in flows if flow.cell.down == 1])
            for flow in flows:
                if flow.cell.down == 1:
                    flow.show(top, self.y, self.pen)
        for each in open_flows:
            each[1] = top if each[0].cell.at in beside else self.y
