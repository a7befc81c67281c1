"""The document drawn by reportlab with STSong-Light, which is not embedded: by UniGB-UCS2-H, or by GBK-EUC-H."""
from reportlab.lib.textsplit import dumbSplit
from reportlab.pdfbase import cidfonts, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from lay_out import Layout, MM

LEADING, ASCENT, RULE = 1.35, 1.05, 0.5


class Gbk(cidfonts.UnicodeCIDFont):
    """The same face by the codes of GBK, as office programs name it."""

    def __init__(self):
        super().__init__("STSong-Light")
        self.encodingName = "GBK-EUC-H"
        self.encoding = cidfonts.CIDEncoding.__new__(cidfonts.CIDEncoding)
        self.name = self.fontName = "STSong-Light-GBK-EUC-H"

    def addObjects(self, doc):
        """Adobe-GB1's half-width letters, CID 814 to 939, are said to be half an em wide."""
        descendant = cidfonts.CIDFontInfo["STSong-Light"]["DescendantFonts"][0]
        kept = descendant["W"]
        descendant["W"] = [814, 939, 500]
        super().addObjects(doc)
        descendant["W"] = kept

    def formatForPdf(self, text):
        return cidfonts.escapePDF(text.encode("gbk"))

    def stringWidth(self, text, size, encoding=None):
        return size * sum(0.5 if c < "\x80" else 1 for c in text)


class Line:
    def __init__(self, text, x, size, spacing):
        self.text, self.x, self.size, self.spacing, self.height = text, x, size, spacing, size * LEADING


class Pen:
    def __init__(self, document, path, encoding):
        self.document = document
        self.face = Gbk() if encoding == "GBK-EUC-H" else cidfonts.UnicodeCIDFont("STSong-Light")
        pdfmetrics.registerFont(self.face)
        self.canvas = Canvas(path, (210 * MM, 297 * MM), invariant=1)

    def broken(self, text, width, size, indent):
        """Lines as reportlab parts text without spaces."""
        widths = [self.face.stringWidth(c, size) for c in text]
        return [line for _, line in dumbSplit(text, widths, [width - indent, width])] or [""]

    def lines(self, paragraph, width):
        size = self.document.size_of(paragraph.style)
        out = []
        for number, text in enumerate(paragraph.lines):
            indent = 2 * size if paragraph.style == "prose" and self.document.indent and number == 0 else 0
            text = text.expandtabs(4)
            broken = self.broken(text, width, size, indent)
            for i, line in enumerate(broken):
                line = line.rstrip(" ")
                free = width - (indent if i == 0 else 0) - self.face.stringWidth(line, size)
                x = (indent if i == 0 else 0) + {"plain": 0, "note": 0, "prose": 0, "right": free}.get(paragraph.style, free / 2)
                justified = paragraph.style == "prose" and i + 1 < len(broken) and len(line) > 1
                out.append(Line(line, x, size, free / (len(line) - 1) if justified else 0))
        return out

    def show(self, line, x, y):
        text = self.canvas.beginText(x + line.x, 297 * MM - y - line.size * ASCENT)
        text.setFont(self.face.fontName, line.size)
        text.setCharSpace(line.spacing)
        text.textOut(line.text)
        self.canvas.drawText(text)

    def frame(self, x0, y0, x1, y1):
        """Rules as thin filled rectangles."""
        for x, y, width, height in ((x0, y0, x1 - x0, RULE), (x0, y1, x1 - x0, RULE), (x0, y0, RULE, y1 - y0), (x1, y0, RULE, y1 - y0)):
            self.canvas.rect(x, 297 * MM - y - height, width, height, stroke=0, fill=1)

    def new_page(self):
        self.canvas.showPage()


def draw(document, path, encoding):
    pen = Pen(document, path, encoding)
    Layout(document, pen).run()
    pen.canvas.save()
