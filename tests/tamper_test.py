#!/usr/bin/python3
"""Rows of any table changed, deleted, inserted or put in another order with another tool, triggers dropped, the journal cut:
`siyana check`, or `journal verify --since` for a cut, with what was noted down or came by mail, finds every one.

    tamper_test.py [ROWS]    of so many rows a table (1)
"""
import email.policy
import html
import os
import random
import re
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
from harness import dump, make_store, must, scratch, siyana, use_everything


class Store:
    def __init__(self):
        self.folder = scratch()
        make_store(self.folder)
        use_everything(self.folder)
        self.path = os.path.join(self.folder, "siyana.db")
        self.whole = self.path + ".whole"
        shutil.copyfile(self.path, self.whole)
        self.head = must(self.folder, "journal", "head")
        self.all_found = self.found()
        assert siyana(self.folder, "check").returncode == 0

    def edit(self, *statements):
        """Makes the file whole again, then changes it; False where SQLite or the change itself refuses."""
        shutil.copyfile(self.whole, self.path)
        database = sqlite3.connect(self.path)
        database.execute("PRAGMA recursive_triggers = OFF")
        try:
            for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                if name.startswith("entry"):
                    database.execute(f"DROP TRIGGER {name}")
            triggers = [sql for (sql,) in sqlite3.connect(self.whole).execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
            for statement, values in statements:
                database.execute(statement, values)
            for sql in triggers:
                database.execute(sql)
            database.commit()
        except sqlite3.Error:
            return False
        finally:
            database.close()
        return dump(self.path) != dump(self.whole)

    def finds_the_same(self, what):
        """The index of words has rows that nothing is read from. Those that a change of a device writes, it must still take."""
        return what.startswith("device_find_") and self.found() == self.all_found and self.takes_words()

    def takes_words(self):
        """A device's words changed, and the store still sound."""
        return self.status("device", "edit", "D-03", "--serial", "ZZ98") == 0 and self.status("check") == 0

    def found(self):
        return [siyana(self.folder, "find", word).stdout for word in ("d", "moniteur", "pompe", "imec", "n 1")]

    def status(self, *words):
        return siyana(self.folder, *words).returncode


def columns(database, table):
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]


def other(value, random_):
    if value is None:
        return random_.choice(["x", 1])
    if isinstance(value, int):
        return value + random_.choice([-1, 1, 1000])
    if isinstance(value, bytes):
        at = random_.randrange(len(value)) if value else 0
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1:] if value else b"x"
    if len(value) == 10 and value[4] == "-":
        return value[:9] + ("1" if value[9] != "1" else "2")
    return random_.choice([value + "x", value[:-1], value.swapcase()])


def tamperings(store, random_, most):
    """(what, statements) of every kind for every table, of so many of its rows."""
    database = sqlite3.connect(store.whole)
    tables = [n for (n,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")]
    for table in sorted(tables):
        names = columns(database, table)
        key = "id" if "id" in names else names[0]
        rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
        assert rows, f"{table} has no row to change: the store of this test wants one"
        for row in random_.sample(rows, min(most, len(rows))):
            at = row[names.index(key)]
            for name, value in zip(names, row):
                for new in {repr(v): v for v in (other(value, random_), *((None,) if value is not None else (7, 0, "")))}.values():
                    yield f"{table}.{name} {value!r} to {new!r}", [(f'UPDATE "{table}" SET "{name}" = ? WHERE "{key}" = ?', (new, at))]
            yield f"{table} {at} deleted", [(f'DELETE FROM "{table}" WHERE "{key}" = ?', (at,))]
            twin = [at + 100000 if n == key and isinstance(at, int) else v for n, v in zip(names, row)]
            yield f"{table} {at} twice", [(f'INSERT INTO "{table}" VALUES ({",".join("?" * len(names))})', twin)]
        if len(rows) > 1 and isinstance(rows[0][names.index(key)], int):
            a, b = (r[names.index(key)] for r in random_.sample(rows, 2))
            move = f'UPDATE "{table}" SET "{key}" = ? WHERE "{key}" = ?'
            yield f"{table} {a} and {b} exchanged", [(move, (-1, a)), (move, (a, b)), (move, (b, -1))]
    database.close()


def schema_changes(store):
    database = sqlite3.connect(store.whole)
    for kind, name in database.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"):
        yield f"the {kind} {name} dropped", f"DROP {kind} {name}"
    database.close()
    yield from [("a table added", "CREATE TABLE stranger (id)"),
                ("a trigger added", "CREATE TRIGGER t AFTER INSERT ON service BEGIN DELETE FROM due; END"),
                ("a view added", "CREATE VIEW v AS SELECT * FROM device"),
                ("a table added under a name of SQLite's own",
                 "CREATE TABLE stranger (id); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_x', "
                 "tbl_name = 'sqlite_x', sql = 'CREATE TABLE sqlite_x (id)' WHERE name = 'stranger'"),
                ("a migration before the first", "INSERT INTO schema_migration VALUES (-1, 'none', 'none', '2026-07-15')"),
                ("due dates deleted behind a change that was never taken into account",
                 "INSERT OR REPLACE INTO due_change SELECT DISTINCT device, (SELECT settled_on FROM due_settled) FROM due; "
                 "DELETE FROM due")]


def lines_of_alerts(store):
    """Of each part of each message, in whatever language: the line with the hash, as a reader would copy it."""
    for name in sorted(os.listdir(store.folder + "/box/new")):
        with open(f"{store.folder}/box/new/{name}", "rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_maintype() == "text":
                text = re.sub("<br>|</p>", "\n", part.get_content())
                yield (f"{part.get_content_subtype()} to {message['To']}",
                       next(html.unescape(re.sub("<[^>]*>", "", line)) for line in text.splitlines() if re.search("[0-9a-f]{64}", line)))


def cuts(store):
    """The journal cut at its end: only one who noted a head down, or was sent one, can tell."""
    store.edit()
    notes = [("journal head", store.head), *lines_of_alerts(store)]
    assert len(notes) == 7, notes
    for what, note in notes:
        yield f"the head of {what} is not accepted: {note}", store.status("journal", "verify", "--since", note) == 0
    entries = sqlite3.connect(store.whole).execute("SELECT id, first_row, hash FROM entry ORDER BY id").fetchall()
    for what, note in notes:
        noted = next(i for i, (_, _, digest) in enumerate(entries) if digest.hex() in note)
        for cut in (noted, noted // 2):  # the entry itself and all later ones, and earlier ones too
            entry, first, _ = entries[cut]
            assert store.edit(("DELETE FROM entry WHERE id >= ?", (entry,)), ("DELETE FROM entry_row WHERE id >= ?", (first,)))
            assert store.status("journal", "verify") == 0, "what is left is a journal"
            yield f"a cut at {cut} against {what}", store.status("journal", "verify", "--since", note) == 7
    other = store.head.replace(entries[-1][2].hex(), entries[-2][2].hex())
    store.edit()
    yield "the hash of another entry", store.status("journal", "verify", "--since", other) == 7


def mails_what_was_changed(store):
    """A message that another tool changed while it waited is not sent: the next run makes it anew."""
    assert store.edit(("UPDATE outgoing SET text = ?", (b"Subject: nothing overdue\n\nnothing\n",)))
    must(store.folder, "alert", "run", "--outbox", "box2")
    (name,) = os.listdir(store.folder + "/box2/new")
    with open(f"{store.folder}/box2/new/{name}", "rb") as file:
        if b"nothing overdue" in file.read() or store.status("check") != 0:
            return True
    # Nor is it where nothing is left to tell.
    assert store.edit(("UPDATE outgoing SET text = ?", (b"Subject: changed\n\nnothing\n",)))
    must(store.folder, "recipient", "edit", "waits@hospital.example", "--only", "overdue", "--after", "3000")
    must(store.folder, "alert", "run", "--outbox", "box3")
    return os.listdir(store.folder + "/box3/new") != [] or store.status("check") != 0


def main():
    most = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else 1
    random_ = random.Random(7)
    store = Store()
    tried, missed = 0, []
    for what, statements in tamperings(store, random_, most):
        if not store.edit(*statements):
            continue
        tried += 1
        if store.status("check") not in (4, 5, 7) and not store.finds_the_same(what):
            missed.append(what)
    for what, sql in schema_changes(store):
        shutil.copyfile(store.whole, store.path)
        database = sqlite3.connect(store.path)
        database.executescript(sql)
        database.commit()
        database.close()
        tried += 1
        if store.status("check") != 7:
            missed.append(what)
    for what, found in cuts(store):
        tried += 1
        if not found:
            missed.append(what)
    tried += 1
    if mails_what_was_changed(store):
        missed.append("a message that waits to be mailed")
    print(f"{tried} tamperings, {len(missed)} not found")
    for what in missed:
        print("  " + what)
    shutil.rmtree(store.folder)
    sys.exit(1 if missed or tried < 250 else 0)


if __name__ == "__main__":
    main()
