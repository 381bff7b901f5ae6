#!/usr/bin/python3
"""An import at a terminal: how far it is, the end of a long list of bad rows, and ^C while a workbook is unpacked."""
import os
import sys
import tempfile

from terminal import Terminal
from workbooks import xlsx

SIYANA = os.environ["SIYANA"]
FOLDER = tempfile.mkdtemp()
ENV = {**os.environ, "SIYANA_DB": FOLDER + "/s.db", "SIYANA_NOW": "2026-07-15T09:00:00+01:00", "HOME": FOLDER,
       "SIYANA_LANG": "en", "TERM": "dumb", "TMPDIR": FOLDER}


def siyana(*words):
    return Terminal([SIYANA, *words], ENV)


def import_of(name, content):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as file:
        file.write(content)
    return siyana("import", "devices", path)


made = siyana("init", "--facility", "MOS", "--name", "M", "--country", "DZ")
made.rest()
assert made.status() == 0

bad = import_of("bad.csv", b"tag,in_service_on\n" + b"".join(b"E-%d,never\n" % i for i in range(130)))
told = bad.rest()
assert told.count("never is not a date") == 100 and "and 30 more; 2> FILE" in told, told
assert os.waitstatus_to_exitcode(bad.status()) == 5

rows = [["tag", "serial", "type"]] + [[f"D-{i}", f"S{i}", f"a monitor, number {i}"] for i in range(60_000)]
before = os.stat(FOLDER + "/s.db").st_size
long = import_of("long.xlsx", xlsx([("Parc", rows)]))
long.until(" %")  # it is being unpacked: nothing was said of what it holds
long.press("\x03")
assert "devices" not in long.rest() and os.waitstatus_to_exitcode(long.status()) == 130, long.seen
assert os.stat(FOLDER + "/s.db").st_size == before
assert sorted(os.listdir(FOLDER)) == ["bad.csv", "long.xlsx", "s.db"], os.listdir(FOLDER)

short = import_of("short.xlsx", xlsx([("Parc", rows[:3])]))
assert "2 new, 0 changed" in short.rest().split("\033[K")[-1], short.seen  # the bar is wiped away
assert os.waitstatus_to_exitcode(short.status()) == 0
print("imports at a terminal hold")
sys.exit(0)
