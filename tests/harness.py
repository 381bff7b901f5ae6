"""What the tests that break stores share: a folder of a store, commands with and without faults, the store's contents."""
import atexit
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIYANA = os.environ.get("SIYANA") or os.path.join(SOURCE, "build/debug/siyana")
FAULTS = os.environ.get("FAULTS") or os.path.join(os.path.dirname(SIYANA), "faults.so")
NOW = "2026-07-15T09:00:00+01:00"


def scratch():
    memory = "/dev/shm"
    return os.path.realpath(tempfile.mkdtemp(prefix="siyana-test-", dir=memory if os.access(memory, os.W_OK) else None))


@functools.cache
def program_for_all():
    """A copy of the program that another user may run: the project may lie where he may not look."""
    folder = tempfile.mkdtemp(prefix="siyana-test-")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder)
    return shutil.copy(SIYANA, folder)


def siyana(folder, *words, now=NOW, faults=None, user=None, text=""):
    """Runs a command on folder/siyana.db, in that folder."""
    environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "SIYANA_NOW": now, "SIYANA_DB": os.path.join(folder, "siyana.db"),
                   "SIYANA_BUSY_WAIT": "0", "LC_ALL": "C.UTF-8"}
    if faults:
        environment.update({"LD_PRELOAD": FAULTS, "FAULT_FOLDER": folder, **{f"FAULT_{k}": str(v) for k, v in faults.items()}})
    program = SIYANA if user is None else program_for_all()
    return subprocess.run([program, *words], env=environment, cwd=folder, input=text.encode(), capture_output=True,
                          timeout=300, user=user)


def finish(failures):
    print("\n".join(failures[:40]))
    sys.exit(1 if failures else 0)


def must(folder, *words, now=NOW):
    done = siyana(folder, *words, now=now)
    assert done.returncode == 0, f"{words}: {done.returncode} {done.stderr.decode()}"
    return done.stdout.decode()


def make_store(folder, devices=12):
    must(folder, "init", "--facility", "MOS", "--name", "Mostaganem")
    must(folder, "department", "add", "Réanimation", "--facility", "MOS")
    for i in range(devices):
        must(folder, "device", "add", f"D-{i:02}", "--type", "Moniteur" if i % 2 else "Respirateur", "--manufacturer", "Mindray",
             "--model", "iMEC 10", "--department", "Réanimation", "--in-service", "2025-01-10")
    must(folder, "plan", "add", "--type", "Respirateur", "--every", "6m", "--due", "2026-07-01")
    must(folder, "plan", "add", "D-01", "--every", "1y", "--due", "2026-06-30")
    must(folder, "done", "D-00", "--on", "2026-07-03")
    must(folder, "fail", "D-02", "flow sensor", "--on", "2026-07-04")
    must(folder, "down", "D-04", "dark")
    must(folder, "tried", "D-06", "in-use")


def use_everything(folder):
    """A row for each table, on top of make_store()."""
    for name, lines in {"d.csv": ["tag,type", "N-1,Pompe", "N-2,Pompes"], "codes.csv": ["code,term", "Z1,pumps", "Z2,monitors"]}.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    for line in [["import", "devices", "d.csv", "--new"], ["policy", "set", "window", "symmetric"],
                 ["device", "move", "D-05", "--department", "Urgences", "--facility", "MOS"], ["device", "edit", "D-07", "--tag", "D-77"],
                 ["device", "store", "D-06", "--reason", "spare"], ["plan", "suspend", "D-01", "--reason", "ward closed"],
                 ["plan", "edit", "D-01", "--every", "2y", "--from", "2026-10-01"],
                 ["breakdown", "wait", "MOS-000002", "--for", "part"], ["type", "edit", "Moniteur", "--name-ar", "شاشة"],
                 ["nomenclature", "load", "codes.csv", "--system", "LOCAL"],
                 ["plan", "spread", "--all", "--from", "2026-09-01", "--per-day", "2"],
                 *[["recipient", "add", f"{lang}@hospital.example", "--lang", lang] for lang in ("en", "fr", "ar")], ["snooze", "D-04", "--until", "2026-08-01", "--reason", "lamp ordered"],
                 ["alert", "run", "--outbox", "box"], ["void", "20", "--reason", "twice"]]:
        must(folder, *line)
    assert siyana(folder, "round", "close", "-", "--department", "Réanimation", text="D-00\nSTRANGER\n").returncode == 0
    must(folder, "recipient", "add", "waits@hospital.example")
    assert siyana(folder, "alert", "run", "--deliver", "false").returncode != 0
    proposal = must(folder, "tidy", "--format", "csv").splitlines()[1].split(",")[0]
    must(folder, "tidy", "--decline", proposal)


def dump(path):
    """All that the tables hold, by table."""
    with sqlite3.connect(path) as database:
        names = [n for (n,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                                                "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
        rows = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}
    database.close()
    return rows


def copy_folder(source):
    target = scratch()
    shutil.copytree(source, target, dirs_exist_ok=True)
    return target
