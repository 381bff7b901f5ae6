#!/usr/bin/python3
"""Single bits of a store flipped: a list is as it was, or an error, or `check` finds what is wrong; no lister writes.

    flip_test.py [FLIPS] [SEED]    so many flips (200); the long run: tests/flip_test.py 10000
"""
import concurrent.futures
import os
import random
import shutil
import sys

sys.dont_write_bytecode = True
from harness import FAULTS, make_store, must, scratch, siyana

LISTS = [["overdue"], ["device", "list"], ["pm", "list"]]


def answers(folder, path):
    return [siyana(folder, "--db", path, *words, "--format", "csv") for words in LISTS]


def flipped(whole, at):
    return whole[:at // 8] + bytes([whole[at // 8] ^ 1 << at % 8]) + whole[at // 8 + 1:]


def is_clear_error(done):
    lines = done.stderr.decode(errors="replace").splitlines()
    return done.returncode in (1, 3, 4, 5, 6, 7) and lines and lines[-1].startswith("siyana: ")


class Trial:
    """One flip: the problems it met, whether a list differs, whether `check` found that."""

    def __init__(self, folder, whole, good, at):
        self.problems, self.differs, self.found, self.refused = [], [], False, False
        path = os.path.join(folder, f"bit-{at}.db")
        damaged = flipped(whole, at)
        with open(path, "wb") as file:
            file.write(damaged)
        for words, before, done in zip(LISTS, good, answers(folder, path)):
            self.look_at(" ".join(words), before, done)
        with open(path, "rb") as file:
            if file.read() != damaged:
                self.problems.append(f"bit {at}: a lister wrote")
        if self.differs:
            check = siyana(folder, "--db", path, "check", "--quiet")
            self.found = check.returncode in (5, 7)
            if not self.found:
                print(f"bit {at} (page {at // 8 // 4096 + 1}) changes {self.differs}, and check is content: {check.returncode}", flush=True)
        os.unlink(path)
        self.problems = [f"bit {at}: {problem}" for problem in self.problems]

    def look_at(self, name, before, done):
        if done.returncode == 0:
            self.differs += [name] if done.stdout != before else []
        elif is_clear_error(done):
            self.refused = True
        else:
            self.problems.append(f"{name}: {done.returncode} {done.stderr.decode(errors='replace')[:200]}")


def main():
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count = numbers[0] if numbers else 200 if os.path.exists(FAULTS) else 40  # the sanitizers make it slow
    chosen = random.Random(numbers[1] if len(numbers) > 1 else 11)
    folder = scratch()
    make_store(folder)
    with open(folder + "/devices.csv", "w", encoding="utf-8") as file:
        file.write("tag,type,department,serial,description\n" + "".join(
            f"N-{i:05},Moniteur,Urgences,SN-{i * 7919 % 100000},Moniteur multiparamétrique de la chambre {i}\n" for i in range(500)))
    must(folder, "import", "devices", "devices.csv")
    must(folder, "plan", "add", "--type", "Moniteur", "--every", "6m", "--due", "2026-07-01")
    with open(folder + "/log.csv", "w", encoding="utf-8") as file:
        file.write("tag,date,plan,result,by,note\n" + "".join(
            f"N-{i % 250:05},2026-0{1 + i // 250}-0{1 + i % 9},pm,pass,N. Haddad,filter and battery looked at\n" for i in range(1000)))
    must(folder, "import", "log", "log.csv")
    with open(os.path.join(folder, "siyana.db"), "rb") as file:
        whole = file.read()
    good = [done.stdout for done in answers(folder, os.path.join(folder, "siyana.db"))]
    with concurrent.futures.ThreadPoolExecutor(2) as two:
        trials = list(two.map(lambda at: Trial(folder, whole, good, at), [chosen.randrange(len(whole) * 8) for _ in range(count)]))
    shutil.rmtree(folder)
    changed, unseen = [t for t in trials if t.differs], [t for t in trials if t.differs and not t.found]
    refused = [t for t in trials if t.refused and not t.differs]
    problems = [problem for t in trials for problem in t.problems]
    print("\n".join(problems[:40]))
    print(f"{count} flips of {len(whole) // 4096} pages: {len(refused)} end in an error, {len(changed)} change a list, "
          f"check passes over {len(unseen)} of them")
    sys.exit(1 if problems or len(unseen) * 100 > len(changed) else 0)


if __name__ == "__main__":
    main()
