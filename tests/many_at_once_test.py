#!/usr/bin/python3
"""Many processes log, import, list and alert on one store, beside a reader whose output nobody reads: no update is lost, no
number given twice, nobody told twice, no error but 6 after the wait.

    many_at_once_test.py [SECONDS] [PROCESSES]    4 s with 16; the long run, with imports larger than SQLite's cache:
                                                  tests/many_at_once_test.py 60 32
"""
import collections
import csv
import io
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from harness import NOW, SIYANA, make_store, must, scratch

WAIT = 10  # seconds that a command waits for others
LISTS = [["overdue"], ["device", "list"], ["journal", "verify", "--quiet"], ["alert", "history"]]
SPOOL = 2 * 1024 * 1024  # what an answer may take in memory


def environment(folder, wait=WAIT):
    return {"HOME": folder, "PATH": "/usr/bin:/bin", "SIYANA_NOW": NOW, "SIYANA_DB": folder + "/siyana.db",
            "SIYANA_BUSY_WAIT": str(wait), "LC_ALL": "C.UTF-8"}


def run(folder, words):
    begun = time.monotonic()
    done = subprocess.run([SIYANA, *words], env=environment(folder), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=300)
    return done, time.monotonic() - begun


class Worker(threading.Thread):
    def __init__(self, folder, number, end, rows):
        super().__init__()
        self.folder, self.number, self.end, self.rows = folder, number, end, rows
        self.chosen = random.Random(number)
        self.written, self.told, self.problems = collections.Counter(), [], []
        self.longest = collections.defaultdict(float)

    def words(self, turn):
        """(what is written, the command)."""
        kind = self.chosen.choice(["log", "log", "log", "breakdown", "import", "alert", "list", "list", "list"])
        if kind == "log":
            return kind, ["pm", "log", f"D-{self.chosen.randrange(12):02}", "--on", "2026-07-10", "--extra", "--plan", "pm",
                          "--note", f"{self.number}/{turn}", "--quiet"]
        if kind == "breakdown":
            return kind, ["breakdown", "open", f"D-{self.chosen.randrange(12):02}", "--symptom", f"{self.number}/{turn}"]
        if kind == "import":
            with open(f"{self.folder}/{self.number}.csv", "w", encoding="utf-8") as file:
                file.write("tag,type\n" + "".join(f"P-{self.number}-{turn}-{i},Pompe\n" for i in range(self.rows)))
            return kind, ["import", "devices", f"{self.number}.csv", "--quiet"]
        if kind == "alert":
            return kind, ["alert", "run", "--outbox", "box", "--quiet"]
        if turn % 10 == 0:
            return "backup", ["backup", f"{self.number}.db", "--quiet"]
        return kind, self.chosen.choice(LISTS)

    def run(self):
        turn = 0
        while time.monotonic() < self.end:
            turn += 1
            kind, words = self.words(turn)
            done, took = run(self.folder, words)
            self.longest[kind] = max(self.longest[kind], took)
            if done.returncode == 0:
                self.written[kind] += 1
                if kind == "breakdown":
                    self.told.append(done.stdout.decode().strip())
            elif done.returncode != 6 or took < WAIT:
                self.problems.append(f"{words}: {done.returncode} after {took:.1f} s: {done.stderr.decode()[:200]}")


class StoppedPager:
    """A list longer than the pipe and the memory of an answer, whose reader stopped after the first byte."""

    def __init__(self, folder):
        self.folder = folder
        with open(folder + "/long.csv", "w", encoding="utf-8") as file:
            file.write("tag,type,description\n" + "".join(f"L-{i:04},Pompe,{'long ' * 300}\n" for i in range(1600)))
        must(folder, "import", "devices", "long.csv", "--quiet")
        self.whole = must(folder, "device", "list")
        self.reader = subprocess.Popen([SIYANA, "device", "list"], env=environment(folder), cwd=folder, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.seen = self.reader.stdout.read(1)

    def problems(self):
        """After the others are done: it still waits, and a writer that waits for nobody writes."""
        found = []
        if len(self.whole) < SPOOL + 2 * 65536:
            found.append(f"a list of {len(self.whole)} bytes stops nobody")
        done = subprocess.run([SIYANA, "done", "D-01", "--quiet"], env=environment(self.folder, wait=0), capture_output=True)
        if done.returncode != 0:
            found.append(f"a stopped pager blocks a writer: {done.stderr.decode()}")
        if self.reader.poll() is not None:
            found.append("the reader of the stopped pager did not wait for it")
        rest, talk = self.reader.communicate()
        if self.reader.returncode != 0 or (self.seen + rest).decode() != self.whole:
            found.append(f"the stopped pager got another list: {self.reader.returncode} {talk.decode()[:200]}")
        return found


def message_ids(folder):
    found = []
    for name in os.listdir(folder + "/box/new"):
        with open(f"{folder}/box/new/{name}", encoding="ascii") as file:
            found.append(re.search("^Message-ID: (.*)$", file.read(), re.M)[1])
    return sorted(found)


def alert_problems(folder):
    """Each message is in the outbox once and in the ledger once, and each thing was told once."""
    must(folder, "alert", "run", "--outbox", "box")
    found = []
    with sqlite3.connect(folder + "/siyana.db") as database:
        ledger = sorted(text for (text,) in database.execute("SELECT message_id FROM message WHERE live = 1"))
        if database.execute("SELECT count(*) FROM outgoing").fetchone() != (0,):
            found.append("a message is still on its way out")
    box = message_ids(folder)
    if len(set(box)) != len(box) or box != ledger:
        found.append(f"{len(box)} messages in the outbox, {len(set(box))} of them different, {len(ledger)} in the ledger")
    told = [(r["address"], r["tag"], r["item"], r["why"]) for r in csv.DictReader(io.StringIO(
        must(folder, "alert", "history", "--format", "csv")))]
    if len(set(told)) != len(told):
        found.append(f"told twice: {[t for t, n in collections.Counter(told).items() if n > 1][:3]}")
    with sqlite3.connect(folder + "/siyana.db") as database:
        open_breakdowns = database.execute("SELECT count(*) FROM breakdown WHERE closed_at IS NULL AND live = 1").fetchone()[0]
    if sum(item.startswith("breakdown:") for _, _, item, _ in told) != 2 * open_breakdowns:
        found.append(f"{open_breakdowns} breakdowns were not each told to both recipients")
    return found, len(box)


def counts(folder):
    with sqlite3.connect(folder + "/siyana.db") as database:
        # What alerts tell are entries of their own.
        return [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in
                ("entry WHERE what <> 'alert run'", "service", "breakdown", "device")]


def main():
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    seconds, processes = (numbers + [4, 16][len(numbers):])[:2]
    folder = scratch()
    make_store(folder)
    must(folder, "plan", "add", "--type", "Moniteur", "--every", "1y")
    for address in ("chef@hospital.example", "lab@hospital.example"):
        must(folder, "recipient", "add", address)
    pager = StoppedPager(folder)
    before = counts(folder)
    end = time.monotonic() + seconds
    # One of them imports more than the cache holds: it keeps readers out before its commit too.
    workers = [Worker(folder, i, end, 20000 if i == 0 and seconds > 30 else 20) for i in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    written = sum((worker.written for worker in workers), collections.Counter())
    problems = [problem for worker in workers for problem in worker.problems] + pager.problems()
    made = [a - b for a, b in zip(counts(folder), before)]
    writes = written["log"] + written["breakdown"] + written["import"]
    devices = sum(worker.rows * worker.written["import"] for worker in workers)
    wanted = [writes + 1, written["log"] + 1, written["breakdown"], devices]  # and the one beside the stopped pager
    if made != wanted:
        problems.append(f"entries, services, breakdowns, devices: {made}, and {wanted} were acknowledged")
    with sqlite3.connect(folder + "/siyana.db") as database:
        given = [n for (n,) in database.execute("SELECT number FROM breakdown")]
    told = [number for worker in workers for number in worker.told]
    if len(set(given)) != len(given) or len(set(told)) != len(told) or not set(told) <= set(given):
        problems.append("a number was given twice, or lost")
    wrong_alerts, messages = alert_problems(folder)
    problems += wrong_alerts
    must(folder, "check", "--quiet")
    shutil.rmtree(folder)
    print("\n".join(problems[:20]))
    longest = {kind: max(w.longest[kind] for w in workers) for kind in ("log", "import", "alert", "list", "backup")}
    print(f"{processes} processes, {seconds} s: {writes / seconds:.0f} writes, {written['list'] / seconds:.0f} lists and "
          f"{written['alert'] / seconds:.0f} alert runs a second, {messages} messages; the longest "
          + ", ".join(f"{kind} {took:.1f} s" for kind, took in longest.items()))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
