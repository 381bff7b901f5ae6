#!/usr/bin/python3
"""Many processes log, import and list on one store: no update is lost, no number given twice, no error but 6 after the wait.

    many_at_once_test.py [SECONDS] [PROCESSES]    4 s with 16; the long run: tests/many_at_once_test.py 60 32
"""
import collections
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from harness import NOW, SIYANA, make_store, must, scratch

WAIT = 10  # seconds that a command waits for others


def run(folder, words):
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "SIYANA_NOW": NOW, "SIYANA_DB": folder + "/siyana.db",
                   "SIYANA_BUSY_WAIT": str(WAIT), "LC_ALL": "C.UTF-8"}
    begun = time.monotonic()
    done = subprocess.run([SIYANA, *words], env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    return done, time.monotonic() - begun


class Worker(threading.Thread):
    def __init__(self, folder, number, end):
        super().__init__()
        self.folder, self.number, self.end = folder, number, end
        self.chosen = random.Random(number)
        self.written, self.told, self.problems, self.longest = collections.Counter(), [], [], 0.0

    def words(self, turn):
        """(what is written, the command)."""
        kind = self.chosen.choice(["log", "log", "log", "breakdown", "import", "list", "list", "list"])
        if kind == "log":
            return kind, ["pm", "log", f"D-{self.chosen.randrange(12):02}", "--on", "2026-07-10", "--extra", "--plan", "pm",
                          "--note", f"{self.number}/{turn}", "--quiet"]
        if kind == "breakdown":
            return kind, ["breakdown", "open", f"D-{self.chosen.randrange(12):02}", "--symptom", f"{self.number}/{turn}"]
        if kind == "import":
            with open(f"{self.folder}/{self.number}.csv", "w", encoding="utf-8") as file:
                file.write("tag,type\n" + "".join(f"P-{self.number}-{turn}-{i},Pompe\n" for i in range(20)))
            return kind, ["import", "devices", f"{self.number}.csv", "--quiet"]
        if turn % 10 == 0:
            return "backup", ["backup", f"{self.number}.db", "--quiet"]
        return kind, self.chosen.choice([["overdue"], ["device", "list"], ["journal", "verify", "--quiet"]])

    def run(self):
        turn = 0
        while time.monotonic() < self.end:
            turn += 1
            kind, words = self.words(turn)
            done, took = run(self.folder, words)
            self.longest = max(self.longest, took)
            if done.returncode == 0:
                self.written[kind] += 1
                if kind == "breakdown":
                    self.told.append(done.stdout.decode().strip())
            elif done.returncode != 6 or took < WAIT:
                self.problems.append(f"{words}: {done.returncode} after {took:.1f} s: {done.stderr.decode()[:200]}")


def main():
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    seconds, processes = (numbers + [4, 16][len(numbers):])[:2]
    folder = scratch()
    make_store(folder)
    must(folder, "plan", "add", "--type", "Moniteur", "--every", "1y")
    with sqlite3.connect(folder + "/siyana.db") as database:
        before = [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entry", "service", "breakdown", "device")]
    end = time.monotonic() + seconds
    workers = [Worker(folder, i, end) for i in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    written = sum((worker.written for worker in workers), collections.Counter())
    problems = [problem for worker in workers for problem in worker.problems]
    with sqlite3.connect(folder + "/siyana.db") as database:
        after = [database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entry", "service", "breakdown", "device")]
        given = [n for (n,) in database.execute("SELECT number FROM breakdown")]
    made = [a - b for a, b in zip(after, before)]
    wanted = [written["log"] + written["breakdown"] + written["import"], written["log"], written["breakdown"], 20 * written["import"]]
    if made != wanted:
        problems.append(f"entries, services, breakdowns, devices: {made}, and {wanted} were acknowledged")
    told = [number for worker in workers for number in worker.told]
    if len(set(given)) != len(given) or len(set(told)) != len(told) or not set(told) <= set(given):
        problems.append("a number was given twice, or lost")
    must(folder, "check", "--quiet")
    shutil.rmtree(folder)
    print("\n".join(problems[:20]))
    print(f"{processes} processes, {seconds} s: {wanted[0] / seconds:.0f} writes and {written['list'] / seconds:.0f} lists a second, "
          f"the longest command {max(worker.longest for worker in workers):.1f} s")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
