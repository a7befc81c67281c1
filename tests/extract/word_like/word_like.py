#!/usr/bin/env python3
"""Filled forms as others make them.

word_like.py DRAWER [SHAPE] < JOBS; a job a line, parted by tabs: FORM.json, APPLICATION.json, seed, file to write. FORM.json is what
`tianbiao forms ID --json` says. DRAWER is odf (for LibreOffice), cairo, unigb or gbk (reportlab, faces not embedded). SHAPE is annex (what is
long goes on behind the form, under heads of one's own) or rows (every row on a page of its own).
"""
import importlib
import json
import sys

from model import Maker

DRAWERS = {  # module, its further argument, characters that its faces lack
    "odf": ("draw_odf", {}, ""), "cairo": ("draw_cairo", {}, ""),
    "unigb": ("draw_reportlab", {"encoding": "UniGB-UCS2-H"}, "☑"), "gbk": ("draw_reportlab", {"encoding": "GBK-EUC-H"}, "☑")}


def main():
    module, options, lacks = DRAWERS[sys.argv[1]]
    shape = sys.argv[2] if len(sys.argv) > 2 else ""
    draw = importlib.import_module(module).draw
    for job in sys.stdin.read().splitlines():
        form, application, seed, out = job.split("\t")
        with open(form, encoding="utf-8") as a, open(application, encoding="utf-8") as b:
            draw(Maker(json.load(a), json.load(b), int(seed), lacks, shape).run(), out, **options)


main()
