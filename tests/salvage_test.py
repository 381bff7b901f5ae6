#!/usr/bin/python3
"""Damaged stores: `siyana salvage` finds again what the damage did not touch, invents nothing and says what is missing."""
import csv
import io
import os
import random
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
from harness import FAULTS, SIYANA, SOURCE, NOW, dump, make_store, must, scratch, siyana, use_everything
from terminal import Terminal

PAGE = 4096
LISTS = [["overdue"], ["device", "list"], ["plan", "list"], ["pm", "list"], ["breakdown", "list"], ["find", "moniteur"]]
failures = []


def lists(folder, name):
    return [siyana(folder, "--db", os.path.join(folder, name), *words, "--format", "csv").stdout for words in LISTS]


class Store:
    def __init__(self):
        self.folder = scratch()
        make_store(self.folder)
        with open(self.folder + "/many.csv", "w", encoding="utf-8") as file:
            file.write("tag,type,department\n" + "".join(f"N-{i:05},Pompe {i % 7},Urgences\n" for i in range(400)))
        must(self.folder, "import", "devices", "many.csv")
        must(self.folder, "plan", "add", "--type", "Moniteur", "--every", "1y")
        for i in range(12):
            must(self.folder, "pm", "log", f"D-{i:02}", "--on", "2026-07-10", "--note", "x" * 300 * i, "--plan", "pm", "--extra")
        self.path = self.folder + "/siyana.db"
        with open(self.path, "rb") as file:
            self.whole = file.read()
        self.rows = {table: set(rows) for table, rows in dump(self.path).items()}
        self.lists = lists(self.folder, "siyana.db")

    def pages_of(self, table):
        """The root of a table's pages and, of each leaf under it, the number."""
        with sqlite3.connect(self.path) as database:
            (root,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        return root, self.leaves(root)

    def leaves(self, number):
        page = self.whole[(number - 1) * PAGE:number * PAGE]
        if page[0] != 5:
            return [number]
        cells = [int.from_bytes(page[12 + 2 * i:14 + 2 * i], "big") for i in range(int.from_bytes(page[3:5], "big"))]
        children = [int.from_bytes(page[at:at + 4], "big") for at in cells] + [int.from_bytes(page[8:12], "big")]
        return [leaf for child in children for leaf in self.leaves(child)]

    def salvage(self, what, damaged, changes_entries=False):
        """(status, {table: its line}, whether the lists are those of the undamaged store)."""
        with open(self.folder + "/damaged.db", "wb") as file:
            file.write(damaged)
        if os.path.exists(self.folder + "/new.db"):
            os.unlink(self.folder + "/new.db")
        done = siyana(self.folder, "salvage", "damaged.db", "--into", "new.db", "--format", "csv")
        with open(self.folder + "/damaged.db", "rb") as file:
            if file.read() != damaged:
                failures.append(f"{what}: the damaged store was written to")
        if done.returncode not in (0, 7):
            failures.append(f"{what}: {done.returncode} {done.stderr.decode()}")
        lines = {line["table"]: line for line in csv.DictReader(io.StringIO(done.stdout.decode()))}
        if not lines:
            return done.returncode, {}, False
        self.holds(what, changes_entries)
        return done.returncode, lines, lists(self.folder, "new.db") == self.lists

    def holds(self, what, changes_entries):
        """The new store is sound, and can be copied; its journal says nothing that was not there."""
        for words in (["check", "--quiet"], ["backup", "copy.db", "--quiet"]):
            done = siyana(self.folder, "--db", self.folder + "/new.db", *words)
            if done.returncode != 0:
                failures.append(f"{what}: {words} {done.stderr.decode()[:300]}")
        os.unlink(self.folder + "/copy.db") if os.path.exists(self.folder + "/copy.db") else None
        made = [row for row in dump(self.folder + "/new.db")["entry"] if row not in self.rows["entry"]]
        if not changes_entries and any("'lost'" not in row and "'salvage'" not in row for row in made):
            failures.append(f"{what}: {made}")

    def all_is_well(self, what, damaged):
        status, _, same = self.salvage(what, damaged)
        if status != 0 or not same:
            failures.append(f"{what}: status {status}, the lists are {'the same' if same else 'others'}")

    def zeroed(self, *pages):
        text = bytearray(self.whole)
        for page in pages:
            text[(page - 1) * PAGE:page * PAGE] = bytes(PAGE)
        return bytes(text)


def journal_is_enough(store):
    """What is not in the journal's own pages is read around the damage, or made again."""
    store.all_is_well("nothing is damaged", store.whole)
    store.all_is_well("the first page is gone", store.zeroed(1))
    for table in ("entry_row", "entry", "device", "device_tag", "service", "due", "device_find_data", "plan", "facility"):
        root, leaves = store.pages_of(table)
        if root not in leaves or not table.startswith("entry"):
            store.all_is_well(f"the root of {table}", store.zeroed(root))
    _, leaves = store.pages_of("device")
    store.all_is_well("half of the devices", store.zeroed(*leaves[::2]))


def journal_has_gaps(store):
    """Its rows that are lost are made again from the tables: what is missing then is what a thing was before."""
    _, leaves = store.pages_of("entry_row")
    assert len(leaves) > 8, "the journal is too short to be cut"
    for at in (0, 4, len(leaves) - 1):
        status, lines, same = store.salvage(f"the journal's page {at}", store.zeroed(leaves[at]))
        if not same or lines["entry_row"]["remade"] == "0":
            failures.append(f"the journal's page {at}: {status} {lines['entry_row']}, the lists are {same}")
    _, entries = store.pages_of("entry")
    status, lines, same = store.salvage("half of the entries", store.zeroed(*entries[::2]))
    if status != 7 or not same or lines["entry"]["missing"] == "0" or lines["entry_row"]["missing"] != "0":
        failures.append(f"half of the entries: {status} {lines['entry']} {lines['entry_row']}, the lists are {same}")
    flipped = bytearray(store.whole)
    at = store.whole.index(b"N-00123", (leaves[0] - 1) * PAGE)
    while at // PAGE + 1 not in leaves:
        at = store.whole.index(b"N-00123", at + 1)
    flipped[at] ^= 1
    status, lines, same = store.salvage("a flipped bit", bytes(flipped))
    if lines["entry_row"]["remade"] != "1" or not same:
        failures.append(f"a flipped bit: {status} {lines['entry_row']}, the lists are {same}")


def is_vouched_for(store):
    """What was saved and changed afterwards is found, though the chain has gaps."""
    _, leaves = store.pages_of("entry_row")
    _, entries = store.pages_of("entry")
    store.salvage("what is changed", store.zeroed(leaves[4], entries[0]))
    with open(store.folder + "/new.db", "rb") as file:
        whole = file.read()
    head = siyana(store.folder, "journal", "head").stdout.decode()
    if siyana(store.folder, "--db", store.folder + "/new.db", "journal", "verify", "--since", head).returncode != 7:
        failures.append("what was noted down before is said to be proven")
    changes = ["UPDATE entry SET reason = 'x' WHERE id % 4294967296 = 9", "UPDATE entry SET login = 'x' WHERE what = 'lost'",
               "DELETE FROM entry_row WHERE id % 4294967296 = 300",
               "INSERT INTO entry_row SELECT id + 1, entry, kind, subject, prior, also, after, x'00' FROM entry_row WHERE NOT EXISTS "
               "(SELECT 1 FROM entry_row r WHERE r.id = entry_row.id + 1) LIMIT 1"]
    for change in changes:
        with open(store.folder + "/new.db", "wb") as file:
            file.write(whole)
        database = sqlite3.connect(store.folder + "/new.db")
        triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        assert database.execute(change).rowcount == 1 or "lost" in change, change
        for _, sql in triggers:
            database.execute(sql)
        database.commit()
        database.close()
        if siyana(store.folder, "--db", store.folder + "/new.db", "check", "--quiet").returncode != 7:
            failures.append(f"check passes over {change}")


def names_what_is_not_proven(store):
    """An entry's own fields have no mark of their own: where its hash does not fit, it comes over and is named."""
    changed = {"UPDATE entry SET login = 'x' WHERE id % 4294967296 = 9": "9",
               "UPDATE entry SET at = '2026-07-01T00:00:00Z' WHERE id % 4294967296 IN (7, 8, 11)": "7-8 11",
               "UPDATE entry SET hash = zeroblob(32) WHERE id % 4294967296 = 9": "9-10",
               "DELETE FROM entry WHERE id % 4294967296 = 9": "10",
               "DELETE FROM entry_row WHERE entry % 4294967296 = 9": "9"}
    for change, doubtful in changed.items():
        path = shutil.copy(store.path, store.folder + "/changed.db")
        edit(path, change)
        with open(path, "rb") as file:
            status, lines, _ = store.salvage(change, file.read(), changes_entries=True)
        if status != 7 or lines["entry"]["doubtful"] != doubtful:
            failures.append(f"{change}: status {status}, {lines.get('entry')}")
    path = shutil.copy(store.path, store.folder + "/changed.db")
    edit(path, "UPDATE entry SET login = 'x' WHERE id % 4294967296 = 9")
    done = siyana(store.folder, "salvage", "changed.db", "--into", "told.db")
    if b"1 entry is not proven by its hash (9)" not in done.stderr:
        failures.append(f"a changed entry is not told: {done.stderr.decode()}")


def is_cut(store):
    for part in (2, 3):
        status, lines, _ = store.salvage(f"cut at {part} of 4", store.whole[:len(store.whole) * part // 4 + 100])
        if status != 7 or part == 3 and not int(lines["entry_row"]["rows"]) > 50:
            failures.append(f"cut at {part} of 4: {status} {lines}")


def is_random(store):
    """Pages anywhere: no crash, nothing invented, and what is missing is less than what was damaged."""
    chosen = random.Random(3)
    for _ in range(12 if os.path.exists(FAULTS) else 4):  # the sanitizers make it slow
        pages = chosen.sample(range(1, len(store.whole) // PAGE + 1), 4)
        status, lines, same = store.salvage(f"the pages {pages}", store.zeroed(*pages))
        missing = sum(int(line["missing"]) for line in lines.values())
        unproven = int(lines["entry"]["unproven"])
        if (status == 0) != (missing + unproven == 0) or missing > 4 * 80 or unproven > 4 * 80:
            failures.append(f"the pages {pages}: status {status}, {missing} missing, {unproven} not proven")
        if status == 0 and not same:
            failures.append(f"the pages {pages}: the lists are others")


def is_old(store):
    """A store of an older schema becomes one of today's; one of a newer siyana is left to that."""
    for schema in (5, 12):
        folder = scratch()
        database = sqlite3.connect(folder + "/siyana.db")
        with open(os.path.join(SOURCE, f"tests/data/schema-{schema}.sql"), encoding="utf-8") as file:
            database.executescript(file.read())
        database.close()
        with open(folder + "/siyana.db", "rb") as file:
            whole = file.read()
        must(folder, "upgrade")
        wanted = lists(folder, "siyana.db")
        pages = len(whole) // PAGE
        for page in [0, *range(1, 8), *random.Random(schema).sample(range(8, pages), 8)]:
            what = f"schema {schema}, page {page}"
            damaged = bytearray(whole)
            damaged[max(0, page - 1) * PAGE:page * PAGE] = bytes(PAGE if page > 0 else 0)
            with open(folder + "/damaged.db", "wb") as file:
                file.write(damaged)
            done = siyana(folder, "salvage", "damaged.db", "--into", f"{page}.db")
            if done.returncode not in (0, 7) or lists(folder, f"{page}.db") != wanted:
                failures.append(f"{what}: {done.returncode} {done.stderr.decode()}, or the lists are others")
            if siyana(folder, "--db", f"{folder}/{page}.db", "check", "--quiet").returncode != 0:
                failures.append(f"{what}: the new store is not sound")
        shutil.rmtree(folder)
    newer = shutil.copy(store.path, store.folder + "/newer.db")
    edit(newer, "INSERT INTO schema_migration VALUES (99, '0099_later', 'x', 'x')", "UPDATE entry SET schema = 99")
    done = siyana(store.folder, "salvage", "newer.db", "--into", "older.db")
    if done.returncode != 5 or b"install the newer siyana" not in done.stderr or os.path.exists(store.folder + "/older.db"):
        failures.append(f"a store of a newer siyana: {done.returncode} {done.stderr.decode()}")


def edit(path, *statements):
    """With another tool, the journal's triggers dropped."""
    database = sqlite3.connect(path, isolation_level=None)
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        database.execute(statement)
    for _, sql in triggers:
        database.execute(sql)
    database.close()


def has_everything(_):
    """Tables without an id: the terms of a nomenclature, and what waits for its way out."""
    folder = scratch()
    make_store(folder)
    use_everything(folder)
    before = dump(folder + "/siyana.db")
    must(folder, "salvage", "siyana.db", "--into", "new.db")
    must(folder, "--db", folder + "/new.db", "check", "--quiet")
    after = dump(folder + "/new.db")
    for table, rows in before.items():
        if not table.startswith("device_find") and not set(rows) <= set(after[table]) and table not in ("site", "schema_migration"):
            failures.append(f"of {table} {len(rows)} rows, {len(after[table])} were saved")
    edit(folder + "/siyana.db", "DELETE FROM nomenclature_term WHERE code = 'Z2'")
    done = siyana(folder, "salvage", "siyana.db", "--into", "lacking.db", "--format", "csv")
    if done.returncode != 7 or "nomenclature_term,1,0,1,LOCAL,0," not in done.stdout.decode().split() or b"terms of LOCAL" not in done.stderr:
        failures.append(f"a term is lost: {done.returncode} {done.stdout.decode()} {done.stderr.decode()}")
    must(folder, "--db", folder + "/lacking.db", "nomenclature", "load", "codes.csv", "--system", "LOCAL")
    must(folder, "--db", folder + "/lacking.db", "check", "--quiet")
    shutil.rmtree(folder)


def has_odd_numbers(store):
    """Damaged numbers that would make billions of lost entries."""
    last = 2 * 2**32 - 1
    for what in (f"UPDATE entry SET id = {last} WHERE id = (SELECT max(id) FROM entry)",
                 f"UPDATE entry_row SET entry = {last} WHERE id = (SELECT max(id) FROM entry_row)",
                 f"UPDATE entry SET rows = {2**62} WHERE id = (SELECT min(id) + 5 FROM entry)",
                 f"UPDATE entry SET tick = {2**63 - 1} WHERE id = (SELECT min(id) + 5 FROM entry)",
                 "UPDATE site SET id = 2147483648"):
        path = shutil.copy(store.path, store.folder + "/odd.db")
        edit(path, what)
        with open(path, "rb") as file:
            store.salvage(what, file.read())


def is_left_half_done(store):
    """What a dead writer left is taken back first: only what was committed is saved."""
    if not os.path.exists(FAULTS):
        return
    with open(store.folder + "/more.csv", "w", encoding="utf-8") as file:
        file.write("tag,type\n" + "".join(f"M-{i:05},Pompe {i}\n" for i in range(6000)))
    for at in (30, 60, 90, 120):
        siyana(store.folder, "import", "devices", "more.csv", faults={"MODE": "kill", "AT": at})
        if os.path.exists(store.path + "-journal"):
            break
    must(store.folder, "salvage", "siyana.db", "--into", "taken-back.db")
    must(store.folder, "--db", store.folder + "/taken-back.db", "check", "--quiet")
    if lists(store.folder, "taken-back.db") != store.lists:
        failures.append("what was left half done was saved")


def is_told_and_ended(store):
    """At a terminal: how far it is, and ^C, which leaves nothing behind."""
    with open(store.folder + "/more.csv", "w", encoding="utf-8") as file:
        file.write("tag,type\n" + "".join(f"M-{i:05},Pompe\n" for i in range(12000)))
    must(store.folder, "import", "devices", "more.csv", "--quiet")
    before = sorted(os.listdir(store.folder))
    terminal = Terminal([SIYANA, "salvage", store.path, "--into", store.folder + "/ended.db"],
                        {"HOME": store.folder, "SIYANA_NOW": NOW, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"})
    terminal.until("4096")
    terminal.press("\x03")
    told = terminal.rest()
    status = os.waitstatus_to_exitcode(terminal.status())
    terminal.close()
    if status != 130 or sorted(os.listdir(store.folder)) != before:
        failures.append(f"^C: {status} {told[-200:]!r}, left {set(os.listdir(store.folder)) - set(before)}")


def is_none(store):
    for name, text in (("empty", b""), ("a letter", b"Dear colleague\n" * 1000), ("zeros", bytes(8 * PAGE))):
        status, lines, _ = store.salvage(name, text)
        if status != 7 or lines or os.path.exists(store.folder + "/new.db"):
            failures.append(f"{name}: {status} {lines}")
    if siyana(store.folder, "salvage", "siyana.db", "--into", "many.csv").returncode != 4:
        failures.append("a file that is there is replaced")


def main():
    store = Store()
    for test in (journal_is_enough, journal_has_gaps, is_vouched_for, names_what_is_not_proven, is_cut, is_random, is_old,
                 has_everything, has_odd_numbers, is_none, is_left_half_done, is_told_and_ended):
        test(store)
    shutil.rmtree(store.folder)
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
