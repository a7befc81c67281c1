#!/usr/bin/python3
"""What the fuzzers begin with: streams out of our own PDFs, and a table with labels. Usage: seeds.py TIANBIAO SAMPLES FOLDER

FOLDER/tokens, cmap, content and grid are made; the same samples give the same files.
"""
import hashlib
import pathlib
import random
import re
import subprocess
import sys
import zlib

LONGEST = 16384  # bytes: longer ones only slow the fuzzer down


def streams(pdf):
    """The decoded streams of a PDF that has no object streams."""
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            yield match[1]


def keep(folder, kind, data):
    at = folder / kind
    at.mkdir(parents=True, exist_ok=True)
    (at / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def grids(folder):
    """Eight bytes a thing (fuzz/grid.cpp): lattices of some rows with words in their cells, boxes and fields."""
    for seed in range(24):
        chance = random.Random(seed)
        data = bytearray([seed])
        for _ in range(1 + seed % 3):
            edges = [20, 60, 120, 235][: 2 + seed % 3]
            rows = [15 + 10 * i for i in range(2 + chance.randrange(18))]
            for y in rows:
                data += bytes([0, edges[0], y, edges[-1], 0, 0, 0, 0])
            for x in edges:
                data += bytes([1, x, rows[0], rows[-1], 0, 0, 0, 0])
            for y in rows[:-1]:
                for x in edges[:-1]:
                    data += bytes([2, x + 2, y + 4, 0]) + chance.randrange(65536).to_bytes(2, "little") + bytes([chance.randrange(12), 0])
                    if chance.random() < 0.2:
                        data += bytes([5, x + 3, y + 1, 40]) + chance.randrange(65536).to_bytes(2, "little") + bytes([20, 0])
            data += bytes([7, 0, 0, 0, 0, 0, 0, 0])
        keep(folder, "grid", bytes(data))


def main(program, samples, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for sample in sorted(pathlib.Path(samples).glob("*.json")):
        made = folder / "seed.pdf"
        subprocess.run([program, "render", str(sample), "--draft", "-o", str(made)], stderr=subprocess.DEVNULL, check=False)
        plain = folder / "plain.pdf"
        subprocess.run(["qpdf", "--object-streams=disable", "--stream-data=uncompress", str(made), str(plain)], check=True)
        for data in streams(plain.read_bytes()):
            if b"begincmap" in data:
                keep(folder, "cmap", data[:LONGEST] + bytes(range(256)) * 8)
            elif b" Tf" in data:
                keep(folder, "content", data[:LONGEST])
                keep(folder, "tokens", data[:LONGEST])
        made.unlink(), plain.unlink()
    grids(folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
