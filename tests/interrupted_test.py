#!/usr/bin/python3
"""Commands that make a whole store, ended by a signal or by a limit: it is there whole or not at all, and nothing is left."""
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from harness import NOW, SIYANA, copy_folder, dump, finish, make_store, must, scratch, siyana

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
INIT = ["--db", "new.db", "init", "--facility", "BOU", "--name", "Bouguirat"]
failures = []


def started(folder, words, **more):
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "SIYANA_NOW": NOW, "SIYANA_DB": folder + "/siyana.db", "LC_ALL": "C.UTF-8"}
    return subprocess.Popen([SIYANA, *words], env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, **more)


def end_while_it_works(base, words, number, delay):
    """The signal comes so long after the first file was made. True where the command was ended by it."""
    folder = copy_folder(base)
    before, names = dump(folder + "/siyana.db"), set(os.listdir(folder))
    command = started(folder, words)
    while command.poll() is None and set(os.listdir(folder)) == names:
        pass
    time.sleep(delay)
    command.send_signal(number)
    talk = command.communicate()[1].decode(errors="replace")
    made = sorted(set(os.listdir(folder)) - names)
    what = f"{' '.join(words)} with signal {number} after {delay:.3f} s: status {command.returncode}: {talk}"
    if command.returncode not in (0, 128 + number):
        failures.append(what)
    if any(name.endswith((".part", ".part-journal")) for name in made):
        failures.append(f"{what}: left {made}")
    if siyana(folder, "check", "--quiet").returncode != 0:
        failures.append(f"{what}: check")
    aside = [name for name in made if "replaced" in name]
    if aside and dump(f"{folder}/{aside[0]}") != before:
        failures.append(f"{what}: what is kept aside is not what was replaced")
    if "new.db" in made and siyana(folder, "--db", "new.db", "check", "--quiet").returncode != 0:
        failures.append(f"{what}: half a store")
    shutil.rmtree(folder)
    return command.returncode == 128 + number


def limited(base):
    """A file that may not grow: a sentence, not a death."""
    names = set(os.listdir(base))
    before = dump(base + "/siyana.db")
    for words in (INIT, ["restore", "copy.db"], ["backup", "other.db"], ["salvage", "siyana.db", "--into", "new.db"]):
        command = started(base, words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000)))
        talk = command.communicate()[1].decode(errors="replace")
        if command.returncode != 1 or not talk.startswith("siyana: "):
            failures.append(f"{words} with a small limit: status {command.returncode}: {talk}")
        if set(os.listdir(base)) != names or dump(base + "/siyana.db") != before:
            failures.append(f"{words} with a small limit: left {sorted(set(os.listdir(base)) - names)}")


def main():
    base = scratch()
    make_store(base)
    with open(base + "/many.csv", "w", encoding="utf-8") as file:
        file.write("tag,type\n" + "".join(f"N-{i:05},Pompe\n" for i in range(4000)))
    must(base, "import", "devices", "many.csv")
    must(base, "backup", "copy.db")
    must(base, "done", "D-05", "--on", "2026-07-09")
    for words in (["restore", "copy.db"], INIT, ["backup", "other.db"], ["salvage", "siyana.db", "--into", "new.db"]):
        ended = sum(end_while_it_works(base, words, number, delay) for number in SIGNALS for delay in (0, 0.005, 0.03, 0.1))
        if ended == 0 and words != INIT:
            failures.append(f"{words}: was never interrupted, so that this test tests nothing")
    limited(base)
    shutil.rmtree(base)
    finish(failures)


if __name__ == "__main__":
    main()
