#!/usr/bin/env python3
"""What PyMuPDF takes only to list the characters and the rules of a PDF, as a peer of our reading: see README.md.

usage: pymupdf_list.py FILE.pdf TIMES
"""
import sys

import fitz


def main() -> None:
    path, times = sys.argv[1], int(sys.argv[2])
    data = open(path, "rb").read()
    for _ in range(times):
        document = fitz.open(stream=data, filetype="pdf")
        for page in document:
            page.get_text("rawdict")
            page.get_drawings()
        document.close()


main()
