#!/usr/bin/python3
"""Simulated years of random work, day by day, with cron and the mailer failing on random days: everything overdue is told
to each of its recipients within the repeat interval, nothing more often than the rule, and each thing is cleared once.
What is overdue is worked out here anew: a plan is due its interval after it was last done.

    alert_year_test.py [YEARS] [SEED] [DAYS]
"""
import csv
import datetime
import io
import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from harness import must, scratch, siyana  # noqa: E402

START = datetime.date(2026, 1, 1)
STEPS = (30, 90)
DEPARTMENTS = ("Labo", "Réanimation", "Urgences")
MAILER = """#!/bin/sh
cat > {folder}/letter
grep -qF "To: $(cat {folder}/refused)" {folder}/letter && exit 75
echo "$(grep '^Message-ID' {folder}/letter)" >> {folder}/delivered
"""


class Device:
    def __init__(self, chosen):
        self.interval = chosen.choice((20, 45, 90, 200))
        self.due = self.first_due = chosen.randrange(0, 60)
        self.department = chosen.choice(DEPARTMENTS)
        self.snoozed_until = -1

    def late(self, day):
        return max(0, day - self.due)


class Recipient:
    def __init__(self, address, department=None, repeat=7, after=0):
        self.address, self.department, self.repeat, self.after = address, department, repeat, after

    def hears_of(self, device, day):
        return device.late(day) > self.after and self.department in (None, device.department)


RECIPIENTS = [Recipient("rea@h.example", "Réanimation"), Recipient("labo@h.example", "Labo", repeat=3),
              Recipient("chef@h.example", repeat=14), Recipient("director@h.example", repeat=10, after=20)]


class Year:
    def __init__(self, seed, days):
        self.chosen = random.Random(seed)
        self.days, self.folder = days, scratch()
        self.devices = {f"D-{i}": Device(self.chosen) for i in range(6)}
        self.told = {}  # (address, tag): [(day, why, due)] as the ledger has it
        self.pending, self.seen, self.faults = set(), 0, []
        self.mailer = os.path.join(self.folder, "mailer")
        with open(self.mailer, "w", encoding="utf-8") as file:
            file.write(MAILER.format(folder=self.folder))
        os.chmod(self.mailer, 0o755)

    def date(self, day):
        return (START + datetime.timedelta(days=day)).isoformat()

    def must(self, day, *words, hour=8):
        return must(self.folder, *words, now=f"{self.date(day)}T{hour:02}:00:00+01:00")

    def begin(self):
        self.must(0, "init", "--facility", "MOS", "--name", "Mostaganem")
        for name in DEPARTMENTS:
            self.must(0, "department", "add", name, "--facility", "MOS")
        for tag, device in self.devices.items():
            self.must(0, "device", "add", tag, "--department", device.department)
            self.must(0, "plan", "add", tag, "--every", f"{device.interval}d", "--due", self.date(device.due))
        for r in RECIPIENTS:
            self.must(0, "recipient", "add", r.address, "--only", "overdue", "--repeat", f"{r.repeat}d", "--after", f"{r.after}d",
                      *(["--department", r.department] if r.department else []))

    def work(self, day):
        for tag, device in self.devices.items():
            # What is done long before the first due day is history and moves nothing.
            if day >= device.first_due and self.chosen.random() < (0.05 if device.late(day) else 0.01):
                self.must(day, "done", tag)
                device.due = day + device.interval
            if self.chosen.random() < 0.01:
                device.snoozed_until = day + self.chosen.randrange(1, 30)
                self.must(day, "snooze", tag, "--until", self.date(device.snoozed_until), "--reason", "part")
            if self.chosen.random() < 0.01:
                other = self.chosen.choice([name for name in DEPARTMENTS if name != device.department])
                self.must(day, "device", "move", tag, "--department", other)
                device.department = other

    def run(self, day, hour, refused):
        with open(os.path.join(self.folder, "refused"), "w", encoding="ascii") as file:
            file.write(refused or "nobody")
        done = siyana(self.folder, "alert", "run", "--quiet", "--deliver", self.mailer, now=f"{self.date(day)}T{hour:02}:00:00+01:00")
        if done.returncode not in ((0, 6) if refused else (0,)) or done.stdout:
            self.fault(day, f"ended with {done.returncode}: {done.stderr.decode()}{done.stdout.decode()}")
        if done.returncode == 6:
            self.pending.add(refused)
        kept = {a for a in self.pending if a != refused}
        if not refused or done.returncode == 0:
            self.pending -= kept if refused else set(self.pending)
        else:
            self.pending -= kept
        self.read(day, kept)
        for r in RECIPIENTS:
            if r.address not in self.pending:
                self.check(r, day)

    def read(self, day, kept):
        """The new rows of the ledger, each held to the rule."""
        rows = list(csv.DictReader(io.StringIO(self.must(day, "alert", "history", "--format", "csv", hour=20))))[::-1]
        for row in rows[self.seen:]:
            if row["day"] != self.date(day):
                self.fault(day, f"told of another day: {row}")
            due = (datetime.date.fromisoformat(row["due_on"]) - START).days
            before = self.told.setdefault((row["address"], row["tag"]), [])
            self.hold(next(r for r in RECIPIENTS if r.address == row["address"]), row["tag"], before, (day, row["why"], due), kept)
            before.append((day, row["why"], due))
        self.seen = len(rows)

    def hold(self, recipient, tag, before, row, kept):
        day, why, due = row
        last = before[-1] if before else None
        is_open = last is not None and last[1] != "cleared"
        device = self.devices[tag]
        if recipient.address not in kept and day < device.snoozed_until:
            self.fault(day, f"{tag} is snoozed, and {recipient.address} was told {why}")
        if why == "new" and is_open and last[2] == due:
            self.fault(day, f"{tag} is not new to {recipient.address}")
        if why in ("still", "worse") and not (is_open and last[2] == due):
            self.fault(day, f"{tag} is {why}, and {recipient.address} was not told")
        if why == "still" and day - last[0] < recipient.repeat:
            self.fault(day, f"{tag} was told to {recipient.address} after {day - last[0]} days")
        step = [sum(d - due >= days for days in STEPS) for d in (day, last[0] if last else day)]
        if why == "worse" and step[0] <= step[1] and recipient.address not in kept and not self.was_kept(before):
            self.fault(day, f"{tag} is no worse for {recipient.address}")
        if why == "cleared" and not is_open:
            self.fault(day, f"{tag} was cleared for {recipient.address}, and was not told")

    def was_kept(self, before):
        """The message before may have been written days before it went out, its steps those of then."""
        return any(last[0] in self.retried for last in before[-1:])

    def check(self, recipient, day):
        """After a run that reached the recipient, all is said."""
        for tag, device in self.devices.items():
            if day < device.snoozed_until:
                continue
            last = self.told.get((recipient.address, tag), [None])[-1]
            if recipient.hears_of(device, day):
                if last is None or last[1] == "cleared" or last[2] != device.due or day - last[0] >= recipient.repeat:
                    self.fault(day, f"{recipient.address} was not told of {tag}, due {device.due}: {last}")
            elif last is not None and last[1] != "cleared" and not self.is_spared(recipient, device, day, last):
                self.fault(day, f"{tag} is settled, and {recipient.address} was not told: {last}")

    @staticmethod
    def is_spared(recipient, device, day, last):
        return device.due == last[2] and device.late(day) and recipient.department in (None, device.department)

    def live(self):
        self.begin()
        self.retried = set()
        for day in range(1, self.days):
            self.work(day)
            if self.chosen.random() < 0.35 and day < self.days - 1:
                continue  # cron did not run
            refused = self.chosen.choice(RECIPIENTS).address if self.chosen.random() < 0.3 and day < self.days - 1 else None
            if self.pending:
                self.retried.add(day)
            for hour in (9, 15)[:self.chosen.choice((1, 1, 2))]:
                self.run(day, hour, refused)
        self.must(self.days, "check")
        with open(os.path.join(self.folder, "delivered"), encoding="ascii") as file:
            ids = file.read().splitlines()
        if len(ids) != len(set(ids)):
            self.faults.append("a message was delivered twice")
        return self.faults, len(ids), self.seen

    def fault(self, day, text):
        self.faults.append(f"{self.date(day)} (day {day}): {text}")


def main():
    given = [int(word) for word in sys.argv[1:] if word.isdigit()]
    years, seed, days = given + [2, 1, 150][len(given):]
    with ThreadPoolExecutor(2) as pool:
        lived = list(pool.map(lambda s: (s, *Year(s, days).live()), range(seed, seed + years)))
    bad = 0
    for number, faults, messages, told in lived:
        print(f"seed {number}: {messages} messages told {told} things, {len(faults)} faults")
        print("\n".join(faults[:20]))
        bad += len(faults)
        if told < 50:
            sys.exit("too little was told: this test tests nothing")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
