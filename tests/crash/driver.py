#!/usr/bin/python3
"""Kills siyana at every write, sync, rename, link, unlink and truncation, and cuts the power there: nothing that was
acknowledged may be lost, nothing else may be there in part.

    driver.py [KILLS] [SEED]    at most so many kills (300), spread over all commands, modes and operations
"""
import collections
import os
import random
import re
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
from harness import SOURCE, copy_folder, dump, make_store, must, scratch, siyana  # noqa: E402

MODES = ["kill", "torn", "cut", "cut-in-part"]


def commands(folder):
    """Each command with the folder it begins with."""
    with open(os.path.join(folder, "devices.csv"), "w", encoding="utf-8") as file:
        file.write("tag,type,department\n" + "".join(f"N-{i:03},Pompe,Urgences\n" for i in range(120)))
    imported = copy_folder(folder)
    must(imported, "import", "devices", "devices.csv")
    yield folder, ["pm", "log", "D-01", "--on", "2026-07-10"]
    yield folder, ["breakdown", "open", "D-03", "--symptom", "dark"]
    yield folder, ["import", "devices", "devices.csv"]
    yield imported, ["undo", must(imported, "import", "list", "--format", "csv").splitlines()[1].split(",")[0]]
    yield folder, ["backup", "copy.db"]
    yield with_copy(folder), ["backup", "copy.db"]
    yield with_copies(folder), ["backup", "copies", "--keep", "2"]
    yield with_copy(folder), ["restore", "copy.db"]
    yield old_store(), ["upgrade"]


def with_copy(base):
    """A store and a copy of it from before its last entry."""
    folder = copy_folder(base)
    must(folder, "backup", "copy.db")
    must(folder, "done", "D-05", "--on", "2026-07-09")
    return folder


def with_copies(base):
    """A store and a folder with copies of three days, the last of which is today's."""
    folder = with_copy(base)
    os.mkdir(os.path.join(folder, "copies"))
    for day in (13, 14, 15):
        shutil.copy(os.path.join(folder, "copy.db"), os.path.join(folder, f"copies/siyana-2026-07-{day}.db"))
    return folder


def mailing(folder):
    """The store with two recipients who have something to hear."""
    with_recipients = copy_folder(folder)
    for address in ("head@h.example", "lab@h.example"):
        must(with_recipients, "recipient", "add", address)
    return with_recipients


def old_store():
    folder = scratch()
    text = os.path.join(SOURCE, "tests/data/schema-5.sql")
    database = sqlite3.connect(os.path.join(folder, "siyana.db"))
    with open(text, encoding="utf-8") as file:
        database.executescript(file.read())
    database.close()
    return folder


class Scenario:
    def __init__(self, base, words):
        self.base, self.words = base, words
        self.before = dump(os.path.join(base, "siyana.db"))
        done = copy_folder(base)
        count = os.path.join(done, "count")
        result = siyana(done, *words, faults={"COUNT": count})
        assert result.returncode == 0, f"{words}: {result.stderr.decode()}"
        self.operations = int(open(count, encoding="ascii").read())
        self.after = dump(os.path.join(done, "siyana.db"))
        shutil.rmtree(done)

    def trials(self):
        """(mode, operation); operation 0 is a power cut after the command succeeded."""
        every = [(mode, at) for mode in MODES for at in range(1, self.operations + 1)] + [("cut", 0), ("cut-in-part", 0)]
        return every

    def run(self, mode, at, seed):
        folder = copy_folder(self.base)
        cut = mode.startswith("cut")
        faults = {"AT": at, "MODE": "cut" if cut else mode, "SEED": seed if mode == "cut-in-part" else 0}
        if cut and at == 0:
            faults["AFTER"] = 1
        result = siyana(folder, *self.words, faults=faults)
        problem = self.problem(folder, result, at)
        if problem:
            return f"{' '.join(self.words)}: {mode} at {at} of {self.operations}, seed {seed}: {problem} ({folder})"
        shutil.rmtree(folder)
        return None

    def loses_where_syncs_lie(self):
        folder = copy_folder(self.base)
        siyana(folder, *self.words, faults={"AT": 0, "MODE": "cut", "AFTER": 1, "LIES": 1})
        left = dump(os.path.join(folder, "siyana.db"))
        shutil.rmtree(folder)
        return left == self.before

    def problem(self, folder, result, at):
        if at != 0 and result.returncode != -9:
            return f"was not killed: {result.returncode} {result.stderr.decode()}"
        wants_upgrade = self.words == ["upgrade"]
        if self.words[0] == "restore":
            return self.restore_problem(folder, at)
        check = siyana(folder, "check", "--quiet")
        if check.returncode != 0 and not (wants_upgrade and check.returncode == 4):
            return f"check: {check.returncode} {check.stderr.decode()}"
        left = dump(os.path.join(folder, "siyana.db"))
        if at == 0 and left != self.after:
            return "what was acknowledged is lost"
        if left not in (self.before, self.after):
            return "a part of the command is there"
        return self.copy_problem(folder, result) if self.words[0] == "backup" else self.again_problem(folder, left)

    def restore_problem(self, folder, at):
        """The present store or the copy, whole; what the copy has not is kept beside it then."""
        if siyana(folder, "check", "--quiet").returncode != 0:
            return "check"
        if dump(os.path.join(folder, "siyana.db")) == self.before:
            return "what was acknowledged is lost" if at == 0 else self.again_problem(folder, self.before)
        aside = [os.path.join(folder, name) for name in os.listdir(folder) if "replaced" in name and name.endswith(".db")]
        if len(aside) != 1 or dump(aside[0]) != self.before:
            return f"the present file is not kept: {aside}"
        restored, copy = dump(os.path.join(folder, "siyana.db")), dump(os.path.join(folder, "copy.db"))
        lacks = [table for table in copy if table not in ("site", "alert_seal") and not set(copy[table]) <= set(restored[table])]
        return f"what the copy holds is not restored: {lacks}" if lacks else None

    def copies_in(self, folder):
        """What each copy holds, by its name; nothing of one that is not sound."""
        copies = {}
        for place in ("", "copies"):
            for name in os.listdir(os.path.join(folder, place)) if os.path.isdir(os.path.join(folder, place)) else []:
                path = os.path.join(place, name)
                if name.endswith(".db") and path != "siyana.db":
                    is_sound = siyana(folder, "--db", os.path.join(folder, path), "check", "--quiet").returncode == 0
                    copies[path] = dump(os.path.join(folder, path)) if is_sound else None
        return copies

    def copy_problem(self, folder, result):
        """Each copy is the one that was there or what the store holds; the last good one does not go for one that is not made."""
        had, has = self.copies_in(self.base), self.copies_in(folder)
        made = [name for name, rows in has.items() if rows == self.before and had.get(name) != rows]
        if any(rows != self.before and rows != had.get(name) for name, rows in has.items()):
            return f"a copy is not what it was, nor what the store holds: {list(has)}"
        if result.returncode == 0 and not made:
            return "the copy is lost"
        if set(had) - set(has) and not made:
            return f"copies went, and none was made: {set(had) - set(has)}"
        return self.again_problem(folder, self.before)

    def again_problem(self, folder, left):
        """The command succeeds the next time, where it left nothing."""
        if left != self.before:
            return None
        again = siyana(folder, *self.words)
        if again.returncode != 0:
            return f"not possible again: {again.returncode} {again.stderr.decode()}"
        rest = [name for name in os.listdir(folder) if name.endswith((".part", "-journal"))]
        return f"left {rest}" if rest else None


class AlertScenario(Scenario):
    """A run that mails: it is resumed by the next one, which at worst repeats one message under its Message-ID."""

    def problem(self, folder, result, at):
        if at != 0 and result.returncode != -9:
            return f"was not killed: {result.returncode} {result.stderr.decode()}"
        for words in (["check", "--quiet"], self.words, self.words, ["check", "--quiet"]):
            done = siyana(folder, *words)
            if done.returncode != 0:
                return f"{words[0]}: {done.returncode} {done.stderr.decode()}"
        return self.wrong_mail(folder) or self.wrong_ledger(folder)

    def wrong_mail(self, folder):
        sent = collections.defaultdict(list)
        for name in os.listdir(os.path.join(folder, "box/new")):
            with open(os.path.join(folder, "box/new", name), encoding="ascii") as file:
                head = file.read().split("\n\n")[0]
            sent[re.search("^To: (.*)$", head, re.M)[1]].append(re.search("^Message-ID: (.*)$", head, re.M)[1])
        if sorted(sent) != ["head@h.example", "lab@h.example"]:
            return f"mail went to {sorted(sent)}"
        if any(len(set(ids)) != 1 for ids in sent.values()):
            return f"one message under several Message-IDs: {dict(sent)}"
        repeated = sum(len(ids) - 1 for ids in sent.values())
        return f"{repeated} messages were repeated" if repeated > 1 else None

    def wrong_ledger(self, folder):
        told = must(folder, "alert", "history", "--format", "csv").splitlines()[1:]
        things = [tuple(line.split(",")[1:5]) for line in told]
        if len(things) != len(set(things)):
            return f"the ledger tells a thing twice: {things}"
        if {address for address, *_ in things} != {"head@h.example", "lab@h.example"}:
            return f"the ledger lacks a recipient: {things}"
        return None


def main():
    most = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 1
    chosen = random.Random(seed)
    base = scratch()
    make_store(base)
    scenarios = [Scenario(folder, words) for folder, words in commands(base)]
    scenarios.append(AlertScenario(mailing(base), ["alert", "run", "--outbox", "box"]))
    trials = [(s, mode, at) for s in scenarios for mode, at in s.trials()]
    rounds = max(1, -(-most // len(trials)))
    run = [(s, mode, at, r * len(trials) + i + 1) for r in range(rounds) for i, (s, mode, at) in enumerate(trials)]
    run = chosen.sample(run, most) if most < len(run) else run
    must_run = [(s, mode, 0, seed) for s in scenarios for mode in ("cut", "cut-in-part")]
    if not scenarios[0].loses_where_syncs_lie():
        sys.exit("a power cut on a disk that does not sync loses nothing: this test tests nothing")
    problems, told = [], collections.Counter()
    for scenario, mode, at, number in must_run + run:
        told[" ".join(scenario.words[:2]) + " " + mode] += 1
        problem = scenario.run(mode, at, number)
        if problem:
            problems.append(problem)
            print(problem, flush=True)
    for what, count in sorted(told.items()):
        print(f"{count:6} {what}")
    print(f"{sum(told.values())} deaths at {len(trials)} places, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
