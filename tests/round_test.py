#!/usr/bin/python3
"""A round at a terminal, through a real pseudo-terminal: answers, undo, the terminal that closes, kill -9, going on."""
import os
import re
import select
import signal
import subprocess
import sys
import tempfile

from terminal import Terminal

SIYANA = os.environ["SIYANA"]
FOLDER = tempfile.mkdtemp()
ENV = {**os.environ, "SIYANA_DB": FOLDER + "/s.db", "SIYANA_NOW": "2026-07-15T09:00:00+01:00", "HOME": FOLDER,
       "SIYANA_LANG": "en", "TERM": "dumb"}


def run(*words, stdin="", status=0):
    done = subprocess.run([SIYANA, *words], input=stdin, capture_output=True, text=True, env=ENV)
    assert done.returncode == status, (words, done.returncode, done.stderr)
    return done.stdout


class Round(Terminal):
    def __init__(self, *words):
        super().__init__([SIYANA, "round", "start", *words], ENV)
        self.until("tag > ")


def answers(number="1"):
    rows = run("round", "show", number, "--format", "csv").splitlines()[1:]
    return {row.split(",")[1]: row.split(",")[6] for row in rows if not row.startswith("absent")}


ASK = "Enter pass, m, f, t, s, q > "
run("init", "--facility", "MOS", "--name", "M", "--country", "DZ")
for number in range(1, 9):
    run("device", "add", f"V-{number}", "--type", "T", "--department", "ICU", "--room", f"Box {number}")
run("plan", "add", "--type", "T", "--every", "6m", "--due", "2026-07-01")
run("plan", "add", "--type", "T", "--kind", "safety", "--every", "1y", "--due", "2026-07-20")

first = Round("ICU", "--by", "Nadia")
shown = first.type("V-1", ASK)
assert "Box 1" in shown and "14 days late" in shown and "safety" in shown and "never done" in shown, shown
assert "V-1: pass (pm, safety)" in first.type("", "tag > ")
first.type("v-2", ASK)
assert "V-3 is no answer for V-2" in first.type("V-3", ASK)  # a scan is no answer
assert "V-2: minor" in first.type("m", "tag > ")
assert "V-3 is V)" not in first.seen
assert "typed through the AZERTY keyboard" in first.type('V)"', ASK)
first.type("f", "which one failed > ")
first.type("1", "what failed > ")
failed = first.type("no pressure", "tag > ")
assert "breakdown MOS-000001 is open" in failed and "safety stays due" in failed, failed
first.type("V-4", ASK)
# A second answer that is none discards nothing without a word: the device is asked about again.
first.type("t", "why > ")
assert "nothing is recorded for V-4" in first.type("9", ASK)
first.type("f", "which one failed > ")
assert "nothing is recorded for V-4" in first.type("beeps", ASK)
first.type("f", "which one failed > ")
first.type("2", "what failed > ")
assert "nothing is recorded for V-4" in first.type("", ASK)
first.type("t", "why > ")
assert "in-use" in first.type("1", "tag > ")
assert "undone: V-4 (in-use)" in first.type("u", "tag > ")
assert answers() == {"V-1": "pass", "V-2": "minor", "V-3": "fail"}, answers()
first.type("V-4", ASK)  # the answer is not given: killed before it
os.kill(first.pid, signal.SIGKILL)
assert os.WTERMSIG(first.status()) == signal.SIGKILL
first.close()
assert answers() == {"V-1": "pass", "V-2": "minor", "V-3": "fail"}, answers()
run("check")

second = Round()  # the only open one goes on
second.type("V-4", ASK)
second.type("s", "tag > ")
assert "answered already" in second.type("V-1", ASK)
second.type("", "tag > ")
left = second.type("l", "tag > ")
assert "V-5" in left and "V-1 " not in left and "4 devices are left" in left, left
assert "not in the register" in second.type("NEW-1", "for the audit > ")
second.type("k", "tag > ")
second.close()  # the terminal closes
second.status()
assert answers() == {"V-1": "pass", "V-2": "minor", "V-3": "fail", "V-4": "skip", "NEW-1": "seen"}, answers()

# kill -9 at any moment of an answer: it is there whole or not at all, and the store is sound.
for number, in_commit in ((5, False), (6, True), (7, True), (8, True)):
    late = Round("ICU")
    late.type(f"V-{number}", ASK)
    late.press("\n")
    while in_commit and not os.path.exists(FOLDER + "/s.db-journal"):
        if select.select([late.terminal], [], [], 0)[0] and b"V-" in os.read(late.terminal, 65536):
            break  # too late: the answer is kept
    os.kill(late.pid, signal.SIGKILL)
    late.status()
    late.close()
    run("check")
    kept = answers().get(f"V-{number}")
    served = run("journal", "list", f"V-{number}", "--format", "csv").count("round start")
    assert (kept == "pass" and served == 1) or (kept is None and served == 0), (number, kept, served)

# A device may be called as a letter that means something else here.
run("device", "add", "u", "--type", "T", "--department", "ICU")
third = Round("ICU")
assert "u  T" in third.type("=u", ASK)
assert "u: pass (pm, safety)" in third.type("", "tag > ")
assert "undone: u (pass)" in third.type("u", "tag > ")
assert "siyana round close 1" in third.type("q", "ends it\r\n")
assert third.status() == 0
rows = run("round", "close", "1", "--format", "csv")
assert re.search(r"^unregistered,NEW-1,", rows, re.M), rows
os.environ.pop("SIYANA_DB", None)
assert run("round", "list", "--open", "--format", "csv").count("\n") == 1

# A scanner that ends its scans with CR LF answers nothing: its second line end is no Enter that anybody pressed.
for tag in ("REA-008", "B-1", "B-2", "B-3", "B-4"):
    run("device", "add", tag, "--type", "T", "--department", "Bloc")
scans = Round("Bloc")
scans.press("B-1\r\nB-2\r\n")
assert "B-2 is no answer for B-1" in scans.until("B-2 is no answer for B-1"), scans.seen
scans.until(ASK)
assert "B-1: pass (pm, safety)" in scans.type("", "tag > ")
scans.press("B-2\r\n")
scans.until(ASK)
assert "B-2: pass (pm, safety)" in scans.type("\r", "tag > ")

# The scan after an unknown tag is the next device, and the unknown one is kept.
scans.type("X-99", "for the audit > ")
assert "n is no answer for X-99" in scans.type("n", "for the audit > ")
shown = scans.type("REA-008", ASK)
assert "X-99 is kept as not registered: u undoes it" in shown and "REA-008  T" in shown, shown
scans.type("q", "tag > ")
assert "undone: X-99 (seen)" in scans.type("u", "tag > ")
scans.type("X-98", "for the audit > ")
scans.type("X-97", "for the audit > ")
scans.type("", "tag > ")

# With an Arabic layout on, the keys are the letters that their labels say, and the tags are understood.
scans.type("لا)\"", ASK)
assert "nothing is recorded for B-3" in scans.type("ف", "why > ") + scans.type("9", ASK)
scans.type("ب", "which one failed > ")
scans.type("1", "what failed > ")
assert "B-3: fail (pm)" in scans.type("كسر", "tag > ")
scans.type("لا)'", ASK)
assert "B-4: skip" in scans.type("س", "tag > ")
assert "undone: B-4 (skip)" in scans.type("ع", "tag > ")
scans.type("X-96", "for the audit > ")
assert "X-96 is kept" in scans.type("ن", "tag > ")
scans.type("ش", "ends it\r\n")
assert scans.status() == 0
assert answers("2") == {"B-1": "pass", "B-2": "pass", "X-98": "seen", "B-3": "fail", "X-96": "seen"}, answers("2")
run("check")
print("the round holds")
sys.exit(0)
