#!/usr/bin/python3
"""Nonsense for every option and operand of every verb: one line of error, the right status, nothing written."""
import concurrent.futures
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading

PROGRAM = os.environ.get("SIYANA") or sys.argv[1]
LONG = "x" * 100_000  # of one argument; the longest that Linux passes is 128 KiB
NONSENSE = {
    "DATE": ["", "soon", "2026-02-30", "2026-13-01", "99/99/2026", "2026-07-15T10:00", "-", "0", "\x1b[31m", b"\xff\xfe", LONG],
    "INSTANT": ["soon", "25:00", "2026-07-10T24:61", "2026-02-30T10:00", "2026-07-10T10:00:00+99:00", "\u202e10:00", b"\xff"],
    "N": ["", "x", "1.5", "1e9", "99999999999999999999", "-1", "0x10", b"\xff"],
    "DAYS": ["", "x", "30x", "-5d", "1.5d", "999999999999d", "d", b"\xff"],
    "INTERVAL": ["", "6", "6x", "0m", "-6m", "99999999999y", "1.5y", "m", b"\xff"],
    "AMOUNT": ["x", "1..2", "--5", "1e400", "12abc", b"\xff"],
    "CHOICE": ["", "nonsense", "\x1b]0;title\x07", "\u202egnirts", b"\xff", LONG],
    "TEXT": [b"\xff\xfe"],
    "NAME": [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80"],
    "WORDS": [],
    "NUMBER": [b"\xff\xfe"],
    "TAG": ["", " ", "NONE", "\x1b[2J", "\u202eTNEV", b"\xff\xfe", LONG, "A\nB"," A\x07"],
    "NEW TAG": ["", " ", "\x1b[2J", "A\nB", b"\xff\xfe"],
    "CODE": ["NONE", b"\xff"],
    "CC": ["D", "DZA", "1A", b"\xff\xff"],
    "PLAN": ["NONE", b"\xff", LONG],
    "ENTRY": ["", "0", "-1", "x", "999999", "99999999999999999999", "1.5", b"\xff"],
    "SYSTEM:CODE": ["nocolon", ":x", "x:", b"a:\xff"],
    "REASON": [b"\xff"],
    "FILE": ["", "/", "/nonexistent/x"],
    "FORMAT": ["", "xml", "TABLE", b"\xff"],
    "HEAD": ["", "x", b"\xff", LONG],
    "SECONDS": ["x", "-1", "1.5", "99999999"],
    "VALUE": ["", "nonsense", b"\xff"],
}
BASES = {  # what makes each verb otherwise good; the options under test are laid over it
    "facility add": ["NEW", "--name", "New"], "facility edit": ["BOU"],
    "department add": ["Bloc", "--facility", "MOS"], "department edit": ["Urgences", "--facility", "MOS"],
    "type merge": ["Moniteur", "--into", "Respirateur"], "maker merge": ["Hamilton", "--into", "Drager"],
    "model merge": ["C1", "--into", "Evita"], "type edit": ["Moniteur"], "label": ["A"],
    "device add": ["NEW-1"], "device show": ["A"], "device edit": ["A"], "device move": ["A", "--department", "Urgences", "--facility", "MOS"],
    "device store": ["A", "--reason", "x"], "device return": ["S", "--reason", "x"], "device lost": ["A", "--reason", "x"],
    "device retire": ["A", "--reason", "x"], "find": ["evita"],
    "plan add": ["A", "--every", "1y", "--name", "new"], "plan show": ["A"], "plan edit": ["A", "--every", "7m"],
    "plan end": ["A", "--reason", "x"], "plan suspend": ["A", "--reason", "x"], "plan resume": ["A", "--reason", "x"],
    "policy set": ["window", "symmetric"],
    "pm log": ["A"], "pm attempt": ["A", "--because", "in-use"], "done": ["A"], "fail": ["A", "text"], "tried": ["A", "in-use"],
    "breakdown open": ["A", "--symptom", "x"], "breakdown update": ["MOS-000001"], "breakdown wait": ["MOS-000001", "--for", "part"],
    "breakdown close": ["MOS-000001", "--cause", "BATT", "--action", "x"], "down": ["A", "x"],
    "up": ["D", "--cause", "BATT", "--action", "x"], "work show": ["MOS-000001"], "why": ["A"],
    "journal show": ["3"], "void": ["1000", "--reason", "x"], "amend": ["1000", "--reason", "x"],
}
SKIPPED = {"init", "import devices", "help", "__complete", "__manual", "backup", "restore", "salvage"}  # files may have any name
MAY_BE_EMPTY = {"device add", "device edit", "breakdown update"}  # an empty value takes a fact back
REPLACED = {"--type", "--model"}
STORE = ".local/share/siyana/siyana.db"
own = threading.local()  # each thread has a hospital of its own


def run(folder, words):
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "SIYANA_NOW": "2026-07-15T09:00:00+01:00", "LC_ALL": "C.UTF-8"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            environment[name] = os.environ[name]
    return subprocess.run([PROGRAM, *words], env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)


def make_store(folder):
    for line in [
        ["init", "--facility", "MOS", "--name", "Mostaganem"],
        ["facility", "add", "BOU", "--name", "Bouguirat"],
        ["department", "add", "Urgences", "--facility", "MOS"],
        ["device", "add", "A", "--type", "Respirateur", "--manufacturer", "Drager", "--model", "Evita", "--serial", "1"],
        ["device", "add", "B", "--type", "Moniteur", "--manufacturer", "Hamilton", "--model", "C1"],
        ["device", "add", "D"], ["device", "add", "S"],
        ["device", "store", "S", "--reason", "spare", "--on", "2026-07-01"],
        ["plan", "add", "A", "--every", "6m", "--due", "2026-07-01", "--from", "2026-01-01"],
        ["plan", "add", "--type", "Moniteur", "--every", "1y"],
        ["pm", "log", "A", "--on", "2026-07-02"],
        ["down", "D", "dark", "--at", "2026-07-10T08:00"],
    ]:
        answer = run(folder, line)
        assert answer.returncode == 0, (line, answer.stderr)
    service = run(folder, ["journal", "list", "A", "--limit", "1", "--format", "tsv"]).stdout.decode().splitlines()[-1]
    return service.split("\t")[0]


def head(folder):
    with contextlib.closing(sqlite3.connect(f"file:{folder}/{STORE}?mode=ro", uri=True)) as store:
        return store.execute("SELECT count(*), max(id), (SELECT count(*) FROM entry_row) FROM entry").fetchone()


def verbs(folder):
    """From the help: (verb, [(option, value)], [operand])."""
    found = []
    listing = run(folder, ["help"]).stdout.decode()
    for noun in re.findall(r"^  ([a-z]+)  +\S", listing, re.M):
        text = run(folder, ["help", noun]).stdout.decode()
        paths = [f"{noun} {verb}" for verb in re.findall(rf"^  {noun} ([a-z]+)", text, re.M)] or [noun]
        for path in paths:
            page = run(folder, ["help", *path.split()]).stdout.decode()
            own = page.split("Global options")[0]
            options = re.findall(r"^  (--[a-z-]+)(?: ([^ \n]+))?", own, re.M)
            found.append((path, options))
    return found


def kind_of(option, value):
    if option == "--window":
        return "DAYS"
    if option in ("--currency", "--code") and value == "CODE":
        return "NAME"
    if option == "--tag":
        return "NEW TAG"
    return "CHOICE" if "|" in value else value


def cases(folder, service):
    for path, options in verbs(folder):
        if path in SKIPPED:
            continue
        base = [service if word == "1000" else word for word in BASES.get(path, [])]
        words = path.split() + base
        yield path, words + ["--nonsense"], {2}
        yield path, words + ["--nonsense=1"], {2}
        if path != "find":
            yield path, words + ["one", "word", "too", "many"], {2, 3}
        for option, value in options:
            if option in ("--help",):
                continue
            if not value:
                yield path, words + [option + "=x"], {2}
                continue
            yield path, without(words, option) + [option], {2}
            yield path, without(words, option) + [option, "--quiet"], {2}
            for nonsense in NONSENSE.get(kind_of(option, value), NONSENSE["NAME"]):
                if nonsense == "" and path in MAY_BE_EMPTY:
                    continue
                yield path, without(words, option) + [option, nonsense], {2, 3, 4, 5}
        if base and not base[0].startswith("-") and path not in ("find",):
            for nonsense in NONSENSE["ENTRY" if base[0] == service else "TAG"]:
                if path in ("facility add", "device add", "policy set") and nonsense in ("NONE", "\u202eTNEV", LONG):
                    continue
                if path == "department add" and fold_is_a_name(nonsense):
                    continue
                yield path, path.split() + [nonsense] + base[1:], {2, 3, 5}
    for option, nonsense in [("--as-of", "DATE"), ("--known-on", "DATE"), ("--lang", "CHOICE"), ("--format", "FORMAT"),
                             ("--color", "CHOICE"), ("--busy-wait", "SECONDS")]:
        for value in NONSENSE[nonsense]:
            if value != "":
                yield "overdue", ["overdue", option, value], {2, 5}
    for command in ("nonsense", "", "device nonsense", "plan", "\x1b[31m", "journal"):
        yield "words", command.split(" ") if command else [""], {2}


def fold_is_a_name(nonsense):
    """A name may hold anything that is text: it is made safe where it is shown."""
    return isinstance(nonsense, str) and any(c.isalnum() for c in nonsense)


def without(words, option):
    words = list(words)
    if option in words:
        at = words.index(option)
        del words[at:at + 2]
    if option in REPLACED and words[0] == "plan" and words[2:3] == ["A"]:
        del words[2]
    return words


def fresh(folder):
    if not hasattr(own, "folder"):
        own.folder = tempfile.mkdtemp(dir=folder)
        os.makedirs(os.path.dirname(f"{own.folder}/{STORE}"))
    shutil.copyfile(f"{folder}/{STORE}", f"{own.folder}/{STORE}")


def fault(folder, words, allowed, before):
    if not hasattr(own, "folder"):
        fresh(folder)
    answer = run(own.folder, words)
    lines = answer.stderr.split(b"\n")
    shown = [word if len(word) < 60 else word[:20] + word[:0] for word in words]
    if head(own.folder) != before:
        fresh(folder)
        return f"{shown}: status {answer.returncode}, something was written: {answer.stderr[:200]!r}"
    if answer.returncode not in allowed:
        return f"{shown}: status {answer.returncode}, not {sorted(allowed)}: {answer.stderr[:200]!r}"
    if len(lines) != 2 or lines[-1] != b"" or not lines[0].startswith(b"siyana: "):
        return f"{shown}: not one line of error: {answer.stderr[:300]!r}"
    if answer.stdout:
        return f"{shown}: something on stdout: {answer.stdout[:100]!r}"
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", lines[0]) or "\u202e".encode() in lines[0]:
        return f"{shown}: raw control characters: {lines[0][:100]!r}"
    return None


def main():
    folder = tempfile.mkdtemp(prefix="bad-input-")
    try:
        service = make_store(folder)
        before = head(folder)
        todo = list(cases(folder, service))
        paths = {path for path, _, _ in todo}
        assert len(todo) > 800 and len(paths) > 40, (len(todo), sorted(paths))
        with open(PROGRAM, "rb") as program:
            if b"__asan_init" in program.read():
                todo = todo[::8]  # under the sanitizers a start takes thirty times as long
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            faults = [found for found in pool.map(lambda case: fault(folder, case[1], case[2], before), todo) if found]
        answer = run(folder, ["check"])
        if answer.returncode != 0:
            faults.append(f"check: {answer.stderr!r}")
        print("\n".join(faults))
        print(f"{len(todo)} bad commands of {len(paths)} verbs, {len(faults)} answered wrongly")
        return 1 if faults else 0
    finally:
        shutil.rmtree(folder)


sys.exit(main())
