#!/usr/bin/python3
"""A store of each released schema (tests/data/schema-N.sql) comes to today's with its answers unchanged.

SIYANA_ACCEPT=1 writes tests/data/schema-N.answers anew: read the difference."""
import glob
import os
import re
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
from harness import SOURCE, must, scratch, siyana

QUESTIONS = [
    ["overdue"], ["due"], ["device", "list"], ["plan", "list"], ["pm", "list"], ["breakdown", "list"], ["type", "list"],
    ["department", "list"], ["find", "moniteur"], ["overdue", "--as-of", "2026-07-02"], ["overdue", "--as-of", "2027-03-01"],
    ["why", "D-00"], ["why", "D-02"], ["journal", "list"],
]


def answers(folder):
    text = ""
    for words in QUESTIONS:
        text += f"$ siyana {' '.join(words)}\n" + must(folder, *words, "--format", "jsonl" if words[0] not in ("why",) else "table")
    return text


def columns_in(answer, recorded):
    """Columns may be added after those that were there: only the recorded ones are compared."""
    return answer == recorded or re.sub(r"[}\n]", "", answer).startswith(re.sub(r"[}\n]", "", recorded))


def differing(now, recorded):
    lines, known = now.splitlines(), recorded.splitlines()
    if len(lines) != len(known):
        return f"{len(lines)} lines of answers, not {len(known)}"
    return next((f"not\n  {k}\nbut\n  {n}" for n, k in zip(lines, known) if not columns_in(n, k)), None)


def test(path):
    folder = scratch()
    database = sqlite3.connect(os.path.join(folder, "siyana.db"))
    with open(path, encoding="utf-8") as file:
        database.executescript(file.read())
    schema = database.execute("SELECT max(number) FROM schema_migration").fetchone()[0]
    database.close()
    done = siyana(folder, "upgrade")
    assert done.returncode == 0, done.stderr.decode()
    copies = glob.glob(os.path.join(folder, f"siyana-schema-{schema}-2026-07-15.db"))
    if b"went from schema" in done.stderr:
        assert len(copies) == 1, "no copy was made before the migration"
        assert os.stat(copies[0]).st_mode & 0o777 == 0o600
        assert siyana(folder, "--db", copies[0], "overdue").returncode == 4, "the copy was migrated too"
    must(folder, "check", "--quiet")
    recorded = path.removesuffix(".sql") + ".answers"
    now = answers(folder)
    if os.environ.get("SIYANA_ACCEPT"):
        with open(recorded, "w", encoding="utf-8") as file:
            file.write(now)
    with open(recorded, encoding="utf-8") as file:
        difference = differing(now, file.read())
    must(folder, "done", "D-01")  # and it is written to
    must(folder, "check", "--quiet")
    shutil.rmtree(folder)
    return difference


def changed(path):
    """One whose journal another tool changed is not upgraded, and the sentence names a way out that works."""
    folder = scratch()
    database = sqlite3.connect(os.path.join(folder, "siyana.db"))
    with open(path, encoding="utf-8") as file:
        database.executescript(file.read())
    for (trigger,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'entry%'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute("UPDATE entry_row SET after = replace(after, '2026', '2025') WHERE kind = 'service'")
    database.commit()
    database.close()
    done = siyana(folder, "upgrade")
    refused = done.returncode == 7 and re.search(rb"its journal was changed at entry \d+: .*\(siyana salvage (.*)\)", done.stderr)
    assert refused, done.stderr.decode()
    saved = siyana(folder, "salvage", refused[1].decode(), "--into", "sound.db")
    assert saved.returncode == 7 and b"not proven" in saved.stderr, saved.stderr
    assert sorted(os.listdir(folder)) == ["siyana.db", "sound.db"]
    os.replace(os.path.join(folder, "sound.db"), os.path.join(folder, "siyana.db"))
    must(folder, "check", "--quiet")
    must(folder, "done", "D-01")
    shutil.rmtree(folder)


def main():
    failures = 0
    for path in sorted(glob.glob(os.path.join(SOURCE, "tests/data/schema-*.sql"))):
        difference = test(path)
        changed(path)
        if difference:
            print(f"{os.path.basename(path)}: {difference}")
            failures += 1
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
