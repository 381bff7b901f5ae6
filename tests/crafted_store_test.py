#!/usr/bin/python3
"""Stores that somebody made to harm, with another tool and the triggers dropped: every command answers, or refuses with a
sentence, and soon; none crashes or runs for ever.

    crafted_store_test.py [CASE…]    of these (all)
"""
import concurrent.futures
import os
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
from harness import copy_folder, make_store, must, scratch, siyana, use_everything

LAST = 2**63 - 1
SITE = 2**32
SLOW = "length(hex(zeroblob(499999999)))"  # a second, and a gigabyte, for each row
LOOKS = [["overdue"], ["overdue", "--as-of", "9999-12-31"], ["overdue", "--known-on", "2026-07-15"], ["status"], ["device", "list"],
         ["why", "D-00"], ["why", "D-01"], ["plan", "list", "--terms"], ["pm", "list"], ["breakdown", "list"], ["journal", "list"],
         ["journal", "show", "5"], ["check"], ["find", "moniteur"], ["tidy"], ["round", "Réanimation"], ["alert", "preview"],
         ["alert", "history"], ["import", "list"], ["type", "list"]]
WRITES = [["done", "D-01"], ["down", "D-03", "dark"], ["import", "devices", "one.csv"], ["undo", "30"],
          ["void", "5", "--reason", "x"], ["type", "merge", "Moniteur", "--into", "Respirateur"],
          ["device", "move", "D-05", "--department", "Réanimation"], ["alert", "run", "--outbox", "b"], ["backup", "c.db"],
          ["salvage", "siyana.db", "--into", "n.db"], ["upgrade"]]


def numbers_to(end):
    return f"WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {end})"


CASES = {
    # references that lead in a ring, or nowhere
    **{f"{table} in a ring": [f"UPDATE {table} SET same_as = id"] for table in ("type", "maker", "model", "department")},
    "types in a pair": ["UPDATE type SET same_as = (SELECT max(id) FROM type t WHERE t.id <> type.id)"],
    "types in a long ring": [f"{numbers_to(20000)} INSERT INTO type (id, last, live, name, name_key, same_as, root, shown) SELECT "
                             "80000000 + i, 1, 1, 'T' || i, 't' || i, 80000000 + i % 20000 + 1, 1, 'x' FROM n"],
    "roots that are not there": ["UPDATE type SET root = root + 1", "UPDATE maker SET root = 0",
                                 f"UPDATE department SET root = {LAST}"],
    "parents in a ring": ["UPDATE device SET parent = id"],
    "a device that is not there": [f"UPDATE {t} SET device = {LAST}" for t in ("placement", "service", "breakdown", "told", "snooze",
                                                                              "visit", "suspension", "status")],
    "rows built on themselves": ["UPDATE entry_row SET prior = id"],
    "rows built on later ones": ["UPDATE entry_row SET prior = id + 1"],
    "rows of nothing": [f"UPDATE entry_row SET subject = {LAST} WHERE id % 3 = 0",
                        f"UPDATE entry_row SET subject = -{LAST} WHERE id % 3 = 1"],
    "entries that void themselves": ["UPDATE entry SET voids = id"],
    "entries that void each other": ["UPDATE entry SET voids = id + 1"],
    # numbers at the end of their range
    "rows without end": [f"UPDATE entry SET rows = {LAST}"],
    "rows less than none": [f"UPDATE entry SET rows = -{LAST}, first_row = -{LAST}"],
    "a first row at the end": [f"UPDATE entry SET first_row = {LAST} WHERE id % 2 = 0"],
    "the last tick": [f"UPDATE entry SET tick = {LAST}", f"UPDATE service SET tick = {LAST}"],
    "the first tick": [f"UPDATE entry SET tick = -{LAST} - 1"],
    "the last entry of a site": [f"UPDATE entry SET id = {2 * SITE - 1} WHERE id = (SELECT max(id) FROM entry)"],
    "the last row of a site": [f"UPDATE entry_row SET id = {2 * SITE - 1} WHERE id = (SELECT max(id) FROM entry_row)"],
    "the last id": [f"UPDATE {t} SET id = {LAST} WHERE id = (SELECT max(id) FROM {t})" for t in ("entry", "entry_row", "device")],
    "a row of an entry to come": [f"UPDATE entry_row SET entry = {2 * SITE - 1} WHERE id % 5 = 0"],
    **{f"the site {n}": [f"UPDATE site SET id = {n}"] for n in (LAST, 2**31, 0, -1)},
    "twenty thousand sites": [f"{numbers_to(20000)} INSERT INTO site SELECT i + 1, randomblob(16), 'MOS', 0 FROM n"],
    "two sites of its own": ["INSERT INTO site VALUES (7, randomblob(16), 'X', 1)"],
    "no site": ["DELETE FROM site"],
    "long numbers": ["UPDATE breakdown SET number = 'MOS-99999999999999999999', number_key = number",
                     f"UPDATE service SET minutes = {LAST}", f"UPDATE round SET number = {LAST}, within_days = {LAST}",
                     f"UPDATE breakdown SET severity = {LAST}", f"UPDATE told SET step = {LAST}",
                     f"UPDATE recipient SET repeat_days = -{LAST}, after_days = {LAST}", f"UPDATE nomenclature SET terms = {LAST}"],
    "windows without end": [f"UPDATE terms SET before_days = {LAST}, after_days = {LAST}, lead_days = {LAST}"],
    "windows less than none": [f"UPDATE terms SET before_days = -{LAST}, after_days = -{LAST}, lead_days = -{LAST}"],
    # time
    "every 0 days": ["UPDATE terms SET every = '0d'"],
    "every x": ["UPDATE terms SET every = 'x'"],
    "every day of all years": ["UPDATE terms SET every = '1d', basis = 'fixed', anchor = '1000-01-01', since = '1000-01-01'"],
    "an anchor before all": ["UPDATE terms SET every = '1d', basis = 'fixed', anchor = '0001-01-01', since = '0001-01-01'"],
    "an anchor after all": ["UPDATE terms SET every = '9999y', basis = 'fixed', anchor = '9999-12-31'"],
    "many terms": [f"{numbers_to(20000)} INSERT INTO terms (id, last, live, plan, since, every, basis, anchor, before_days, after_days, "
                   "lead_days, ended) SELECT 50000000 + i, 1, 1, (SELECT min(id) FROM plan), date('1900-01-01', '+' || i || ' days'), "
                   "'1d', 'fixed', date('1900-01-01', '+' || (i + 1) || ' days'), 0, 0, 30, 0 FROM n"],
    "many pauses in many days": ["UPDATE terms SET every = '1d', basis = 'fixed', anchor = '1000-01-01', since = '1000-01-01'",
                                 f"{numbers_to(20000)} INSERT INTO suspension (id, last, live, device, since, suspended) SELECT "
                                 "70000000 + i, 1, 1, (SELECT min(id) FROM device), date('1950-01-01', '+' || i || ' days'), i % 2 FROM n"],
    "no dates": ["UPDATE service SET done_on = '2026-02-31'", "UPDATE device SET in_service_on = ''",
                 "UPDATE breakdown SET reported_at = 'x', closed_at = 'y'", "UPDATE due SET due_on = 'x', closes_on = 'y'",
                 "UPDATE entry SET at = '-1'", "UPDATE due_settled SET settled_on = 'x'", "UPDATE visit SET visited_at = 'x'",
                 "UPDATE told SET day = 'x'", "UPDATE message SET delivered_at = 'x'"],
    "no breakdown's instant": ["UPDATE breakdown SET reported_at = 'x', closed_at = 'y'"],
    "dates to come": ["UPDATE service SET done_on = '9999-12-31'", "UPDATE breakdown SET reported_at = '9999-12-31T23:59:59-14:00'",
                      "UPDATE entry SET at = '9999-12-31T23:59:59-14:00'", "UPDATE due_settled SET settled_on = '9999-12-31'"],
    # texts
    "brackets without end": ["UPDATE entry_row SET after = replace(hex(zeroblob(300000)), '00', '[')"],
    "braces without end": ["UPDATE entry_row SET after = replace(hex(zeroblob(100000)), '00', '{\"a\":')"],
    "numbers that are none": ["UPDATE entry_row SET after = '{\"minutes\":99999999999999999999,\"live\":1e999,\"rows\":-0}'"],
    "half a character": ["UPDATE entry_row SET after = '{\"tag\":\"\\ud800\\u0000\"}'", "UPDATE device SET tag = CAST(x'ff80c0' AS TEXT)"],
    "references that are none": ["UPDATE entry_row SET after = replace(after, '#', '#99999999999999999999')"],
    "empty tags": ["UPDATE device SET tag = '', tag_key = ''"],
    "words that are none": ["UPDATE status SET axis = 'x', value = 'y'", "UPDATE due SET state = 'x'", "UPDATE terms SET basis = 'x'",
                            "UPDATE policy SET value = 'x'", "UPDATE recipient SET hears = 'x,,', lang = 'xx'"],
    "an odd way out": ["INSERT INTO outgoing SELECT 2, min(id), '2026-07-15', '<a>' || char(10) || 'Bcc: b', 's', x'41', 'x', 1, "
                       "'-1 2 3', NULL, x'' FROM recipient"],
    # the tables that are siyana's own
    "schemas to come": [f"UPDATE schema_migration SET number = {LAST} WHERE number = 17"],
    "no schema": ["DELETE FROM schema_migration"],
    "no index of words": ["DELETE FROM device_find_config", "DELETE FROM device_find_data"],
    "an index of other words": ["UPDATE device_find_data SET block = x'ffffffffffffffffff'"],
    "no terms": ["DROP TABLE terms"],
    # what SQLite would work out
    "an index that takes for ever": ["CREATE INDEX slow ON entry_row (substr(hex(zeroblob(400000000)), 1, id % 9))"],
    "an index of a condition": [f"CREATE INDEX slow ON entry_row (id) WHERE {SLOW} > 0"],
    "a virtual table for a table": ["ALTER TABLE due RENAME TO due_", "CREATE VIRTUAL TABLE due USING fts5 (device, name_key, plan, name, "
                                    "kind, tag_key, department, state, soon_on, opens_on, due_on, closes_on, last_done_on)"],
    "a column that takes for ever": ("device", "note TEXT", f"/* note */ note TEXT\nAs/* */({SLOW} || 'x')"),
    "a default that takes for ever": ("department", "DEFAULT ''", "DEFAULT\n(hex(zeroblob(499999999)))"),
    "a check that takes for ever": ("entry", "what TEXT NOT NULL", f"what TEXT NOT NULL CHECK ({SLOW} > 0)"),
    "words of another table": ("device_find", "content = 'device_text'", "content = 'entry_row'"),
}


def change_definition(database, table, old, new):
    database.execute("PRAGMA writable_schema = ON")
    assert database.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ? AND instr(sql, ?)",
                            (old, new, table, old)).rowcount == 1
    database.execute("PRAGMA writable_schema = RESET")


def craft(path, case):
    database = sqlite3.connect(path, isolation_level=None)
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    if isinstance(case, tuple):
        change_definition(database, *case)
    else:
        for statement in case:
            database.execute(statement)
    for _, sql in triggers:
        database.execute(sql)
    database.close()


def problem_of(done):
    lines = done.stderr.decode(errors="replace").splitlines()
    if done.returncode in (0, 3, 4, 5, 7) and (done.returncode == 0 or lines and lines[-1].startswith("siyana: ")):
        return None
    return f"{done.returncode} {lines[-3:]}"


def problems_of(base, name):
    folder = copy_folder(base)
    craft(folder + "/siyana.db", CASES[name])
    crafted = shutil.copy(folder + "/siyana.db", folder + "/crafted.db")
    found = []
    for words in LOOKS + WRITES:
        if words in WRITES:
            shutil.copy(crafted, folder + "/siyana.db")
        problem = problem_of(siyana(folder, *words))
        if problem:
            found.append(f"{name}: {' '.join(words)}: {problem}")
    shutil.rmtree(folder)
    return found


def main():
    base = scratch()
    make_store(base)
    use_everything(base)
    with open(base + "/one.csv", "w", encoding="utf-8") as file:
        file.write("tag,type\nZ-1,Moniteur\n")
    must(base, "check", "--quiet")
    with concurrent.futures.ThreadPoolExecutor(2) as two:
        found = [problem for problems in two.map(lambda name: problems_of(base, name), sys.argv[1:] and
                                                 [n for n in sys.argv[1:] if n in CASES] or CASES) for problem in problems]
    shutil.rmtree(base)
    print("\n".join(found[:60]))
    print(f"{len(CASES)} crafted stores, {len(found)} problems")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
