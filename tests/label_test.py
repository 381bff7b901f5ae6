#!/usr/bin/python3
"""Labels are read back by a decoder: what is scanned is the tag, whatever stands in it."""
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib

SIYANA = os.environ["SIYANA"]
FOLDER = tempfile.TemporaryDirectory()
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": FOLDER.name, "SIYANA_DB": FOLDER.name + "/labels.db",
               "SIYANA_NOW": "2026-07-15T09:00:00Z", "LC_ALL": "C.UTF-8"}
PLAIN = ["VENT-01", "A", "12345678", "123456789", "MOS/REA/0042", "with a blank", "x" * 64, "7" * 64, "a1b22c333d4444",
         "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~", "back\\slash"]
WIDER = ["RÉA-12", "جهاز-٤٢", "é", "Pompe n° 3", "心電計-7", "ا" * 32]


def siyana(*words, stdin=None):
    run = subprocess.run([SIYANA, *words], env=ENVIRONMENT, input=stdin, capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"siyana {' '.join(words)}: {run.returncode} {run.stderr.decode()}")
    return run.stdout


def scanned(picture):
    path = FOLDER.name + "/label.png"
    with open(path, "wb") as file:
        file.write(picture)
    run = subprocess.run(["zbarimg", "--quiet", "--raw", path], capture_output=True, check=False)
    return run.stdout.decode().removesuffix("\n")


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got!r} where {wanted!r} was wanted")


def png(width, height, is_dark):
    """A grey picture by the PNG standard, made without the program's own writer."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(0 if is_dark(x, y) else 255 for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def picture_of_blocks(text):
    """The terminal's picture as a photograph would have it: light where a block is drawn."""
    lines = [line for line in text.split("\n") if line and set(line) <= set(" ▀▄█")]
    width = max(map(len, lines))
    light = [[c in "▀█" for c in line.ljust(width)] if half == 0 else [c in "▄█" for c in line.ljust(width)]
             for line in lines for half in (0, 1)]
    return png(width * 6, len(light) * 6, lambda x, y: not light[y // 6][x // 6])


def picture_of_svg(svg):
    """The path of an SVG's code, its runs painted by hand."""
    _, _, width, height = map(int, re.search(r'<svg xmlns[^>]*viewBox="([\d ]+)" role', svg).group(1).split())
    dark = set()
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        dark |= {(int(x) + i, int(y)) for i in range(int(run))}
    tall = 1 if height > 1 else 60
    return png(width * 4, height * tall * 4, lambda x, y: (x // 4, y // 4 // tall) in dark)


def main():
    siyana("init", "--facility", "MOS", "--name", "Mostaganem", "--quiet")
    for tag in PLAIN + WIDER:
        siyana("device", "add", "--quiet", "--", tag)
    for tag in PLAIN + WIDER:
        expect(f"QR of {tag}", scanned(siyana("label", "--format", "png", "--", tag)), tag)
        expect(f"QR in SVG of {tag}",
               scanned(picture_of_svg(siyana("label", "--format", "svg", "--", tag).decode())), tag)
        expect(f"QR in HTML of {tag}",
               scanned(picture_of_svg(siyana("label", "--format", "html", "--", tag).decode())), tag)
        expect(f"QR on a terminal of {tag}", scanned(picture_of_blocks(siyana("label", "--", tag).decode())), tag)
    for tag in PLAIN:
        bars = ("label", "--code", "code128")
        expect(f"bars of {tag}", scanned(siyana(*bars, "--format", "png", "--", tag)), tag)
        expect(f"bars in SVG of {tag}",
               scanned(picture_of_svg(siyana(*bars, "--format", "svg", "--", tag).decode())), tag)
        expect(f"bars on a terminal of {tag}", scanned(picture_of_blocks(siyana(*bars, "--", tag).decode())), tag)
    several = siyana("label", "-", "--format", "png", stdin=b"VENT-01\nMOS/REA/0042\n")
    expect("two labels in one picture", set(scanned(several).split("\n")), {"VENT-01", "MOS/REA/0042"})


main()
