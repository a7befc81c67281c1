#!/usr/bin/python3
"""The words of an application in a plain table, by ReportLab: reportlab_table.py APPLICATION COUNT OUT.pdf"""
import io
import json
import sys
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FACE = "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"


def rows(value, name=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from rows(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from rows(inner, name)
    else:
        yield name, str(value)


def document(application):
    style = ParagraphStyle("song", fontName="song", fontSize=10.5, leading=16, wordWrap="CJK")
    cells = [[Paragraph(name, style), Paragraph(escape(text).replace("\n", "<br/>"), style)] for name, text in rows(application)]
    out = io.BytesIO()
    table = Table(cells, colWidths=[40 * mm, 116 * mm], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")], splitInRow=1)
    SimpleDocTemplate(out, pagesize=A4, topMargin=37 * mm, bottomMargin=35 * mm).build([table])
    return out.getvalue()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        application = json.load(file)
    pdfmetrics.registerFont(TTFont("song", FACE))
    for _ in range(int(sys.argv[2])):
        made = document(application)
    with open(sys.argv[3], "wb") as file:
        file.write(made)


main()
