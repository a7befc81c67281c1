"""The document drawn by cairo, its text set by Pango."""
import warnings

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

from lay_out import Layout, MM  # noqa: E402

ALIGN = {"middle": Pango.Alignment.CENTER, "head": Pango.Alignment.CENTER, "title": Pango.Alignment.CENTER, "right": Pango.Alignment.RIGHT}


class Line:
    def __init__(self, layout, line, x, baseline, height):
        self.layout, self.line, self.x, self.baseline, self.height = layout, line, x, baseline, height  # a line lives as long as its layout


class Pen:
    def __init__(self, document, path):
        self.document = document
        self.surface = cairo.PDFSurface(path, 210 * MM, 297 * MM)
        self.context = cairo.Context(self.surface)
        self.context.set_line_width(0.5)

    def lines(self, paragraph, width):
        layout = PangoCairo.create_layout(self.context)
        face = Pango.FontDescription.from_string(self.document.font)
        face.set_absolute_size(self.document.size_of(paragraph.style) * Pango.SCALE)
        layout.set_font_description(face)
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD_CHAR)
        layout.set_alignment(ALIGN.get(paragraph.style, Pango.Alignment.LEFT))
        if paragraph.style == "prose":
            layout.set_justify(True)
            layout.set_indent(int(2 * self.document.size * Pango.SCALE) if self.document.indent else 0)
        layout.set_text("\u2028".join(paragraph.lines), -1)
        out, at = [], layout.get_iter()
        while True:
            _, extents = at.get_line_extents()
            top, bottom = at.get_line_yrange()
            out.append(Line(layout, at.get_line_readonly(), extents.x / Pango.SCALE, (at.get_baseline() - top) / Pango.SCALE, (bottom - top) / Pango.SCALE))
            if not at.next_line():
                return out

    def show(self, line, x, y):
        self.context.move_to(x + line.x, y + line.baseline)
        PangoCairo.show_layout_line(self.context, line.line)

    def frame(self, x0, y0, x1, y1):
        self.context.rectangle(x0, y0, x1 - x0, y1 - y0)
        self.context.stroke()

    def new_page(self):
        self.surface.show_page()


def draw(document, path):
    warnings.simplefilter("ignore")
    pen = Pen(document, path)
    Layout(document, pen).run()
    pen.surface.finish()
