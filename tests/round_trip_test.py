#!/usr/bin/python3
"""What the example hospital exports, imported into an empty store, is the same register, plans, log and overdue list."""

import csv
import io
import os
import subprocess
import sys
import tempfile

SIYANA = os.environ["SIYANA"]
SOURCE = os.environ["SOURCE"]
NOW = "2026-06-30T16:00:00+01:00"


def siyana(store, *words, text=None):
    env = {**os.environ, "SIYANA_DB": store, "SIYANA_NOW": NOW, "SIYANA_LANG": "en"}
    done = subprocess.run([SIYANA, *words], input=text, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"siyana {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def table(store, *words, columns=None):
    rows = list(csv.DictReader(io.StringIO(siyana(store, *words, "--format", "csv"))))
    return [{name: row[name] for name in (columns or row)} for row in rows]


def same(what, before, after):
    if before == after:
        return
    lost = [row for row in before if row not in after]
    gained = [row for row in after if row not in before]
    sys.exit(f"{what}: {len(lost)} lost, {len(gained)} gained\n- {lost[:3]}\n+ {gained[:3]}")


# What a sheet of devices says of the thing itself; its states follow from dated facts, which have lists of their own.
REGISTER = ["tag", "facility", "department", "room", "type", "manufacturer", "model", "serial", "in_service_on",
            "purchased_on", "warranty_until", "cost", "currency", "supplier", "ownership", "funder", "donor", "note"]
# It came back from storage, which wants a test: a sheet of devices does not say since when a device is where it is.
RETURNED = {"PS-08"}
DUE = ["tag", "plan", "kind", "due_on", "closes_on", "days_late", "state", "last_done_on"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        old, new = os.path.join(folder, "old.db"), os.path.join(folder, "new.db")
        subprocess.run([os.path.join(SOURCE, "examples/hospital/load.sh"), SIYANA, old], check=True)
        siyana(new, "init", "--facility", "MOS", "--name", "EHS Mostaganem (exemple)", "--country", "DZ")
        for code in ("SAL", "BOU"):
            siyana(new, "facility", "add", code, "--name", code)
        devices = table(old, "device", "list")
        text = io.StringIO()
        writer = csv.DictWriter(text, REGISTER)
        writer.writeheader()
        writer.writerows({name: row[name] for name in REGISTER} for row in devices)
        siyana(new, "import", "devices", "-", "--new", text=text.getvalue())
        exports = {"plans": ("plan", "list", "--terms"), "log": ("pm", "list")}
        for of, words in exports.items():
            siyana(new, "import", of, "-", text=siyana(old, *words, "--format", "csv"))
        siyana(new, "import", "log", "-", text=siyana(old, "breakdown", "list", "--format", "csv"))

        same("register", table(old, "device", "list", columns=REGISTER), table(new, "device", "list", columns=REGISTER))
        same("log", table(old, "pm", "list"), table(new, "pm", "list"))
        same("breakdowns", table(old, "breakdown", "list"), table(new, "breakdown", "list"))
        terms = ["applies_to", "of", "plan", "kind", "every", "basis", "first_due", "before_days", "after_days",
                 "lead_days", "since", "ended"]
        order = lambda rows: sorted(rows, key=lambda row: list(row.values()))
        same("plans", order(table(old, "plan", "list", "--terms", columns=terms)),
             order(table(new, "plan", "list", "--terms", columns=terms)))
        away = {row["tag"] for row in devices if row["lifecycle"] != "in_service"} | RETURNED
        in_service = lambda store: [row for row in table(store, "overdue", columns=DUE) if row["tag"] not in away]
        same("overdue", in_service(old), in_service(new))
        siyana(new, "check")


main()
