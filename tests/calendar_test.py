#!/usr/bin/env python3
"""A calendar is read by another program (icalendar) as the list says, whatever the names of devices are."""
import csv
import datetime
import io
import os
import subprocess
import sys
import tempfile

import icalendar

SIYANA = os.environ["SIYANA"]
HOSTILE = ["VENT-1", "semi;colon, comma\\back", "line\nbreak\r\nDTSTART:19990101", "BEGIN:VEVENT", "جهاز " * 12,
           "é" * 60, "\u202eoverride", "a" * 75, '"quoted"', "<b>|`x`"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SIYANA_DB": os.path.join(folder, "s.db"), "SIYANA_NOW": "2026-07-15T09:00:00+01:00"}

        def siyana(*words, status=0):
            done = subprocess.run([SIYANA, *words], env=environment, capture_output=True)
            assert done.returncode == status, (words, done.returncode, done.stderr)
            return done.stdout

        siyana("init", "--facility", "MOS", "--name", "x")
        for number, text in enumerate(HOSTILE):
            siyana("device", "add", f"T-{number}", "--type", text, "--department", text, "--new")
            siyana("plan", "add", f"T-{number}", "--every", "6m", "--due", f"2026-{number % 9 + 4:02}-11")
        for todo in ([], ["--todo"]):
            raw = siyana("due", "--format", "ics", *todo)
            assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
            for line in raw.split(b"\r\n"):
                assert len(line) <= 75, line
                line.decode("utf-8")
            compare(raw, siyana, "VTODO" if todo else "VEVENT")
        before = names(siyana("due", "--format", "ics"))
        siyana("done", "T-0")
        assert names(siyana("due", "--format", "ics")) == before, "a name changed with its day"
        siyana("device", "retire", "T-0", "--on", "2026-07-15", "--reason", "x")
        gone = [item for item in parsed(siyana("due", "--format", "ics")).walk("VEVENT") if "T-0" in item["SUMMARY"]]
        assert [item["STATUS"] for item in gone] == ["CANCELLED"], gone


def parsed(raw):
    return icalendar.Calendar.from_ical(raw.decode("utf-8"))


def names(raw):
    return sorted(str(item["UID"]) for item in parsed(raw).walk("VEVENT"))


def compare(raw, siyana, kind):
    """Item by item with the same list as CSV."""
    rows = {row["tag"]: row for row in csv.DictReader(io.StringIO(
        siyana("due", "--within", "400d", "--format", "csv").decode("utf-8")))}
    items = parsed(raw).walk(kind)
    assert len(items) == len(HOSTILE) == len(rows), (len(items), len(rows))
    for item in items:
        tag = str(item["SUMMARY"]).split(" ")[0]
        row = rows.pop(tag)
        assert item["DTSTART"].dt == datetime.date.fromisoformat(row["due_on"]), (tag, item["DTSTART"].dt)
        assert "MOS" in item["LOCATION"], item["LOCATION"]
        if kind == "VTODO":
            late = datetime.date.fromisoformat(row["closes_on"]) + datetime.timedelta(days=1)
            assert item["DUE"].dt == late, (tag, item["DUE"].dt)
    assert not rows, rows


if __name__ == "__main__":
    sys.exit(main())
