#!/usr/bin/python3
"""Disks and files that fail: a right answer or a clear error, never a wrong list; nothing is written by one who only looks."""
import os
import shutil
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
from harness import FAULTS, NOW, SIYANA, SOURCE, copy_folder, dump, finish, make_store, must, scratch, siyana

failures = []


def fail(what, done=None):
    failures.append(what + (f": status {done.returncode}: {done.stderr.decode(errors='replace')[:300]}" if done else ""))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def clear_error(done, statuses=(1, 5, 6, 7)):
    lines = done.stderr.decode(errors="replace").splitlines()
    return done.returncode in statuses and lines and lines[-1].startswith("siyana: ")


def expect_error(what, done, statuses=(1, 5, 6, 7)):
    if not clear_error(done, statuses):
        fail(what, done)


WRITES = [["done", "D-01"], ["import", "devices", "many.csv"], ["backup", "copy.db"], ["down", "D-03", "dark"]]


def failing_disk(base):
    """Full, or without a sync that succeeds, from each operation on: an error, and nothing changed; then all is well again."""
    if not os.path.exists(FAULTS):
        return
    for words in WRITES:
        for mode in ("full", "fsync"):
            for at in [1, 2, 3, 5, 8, 12, 20]:
                folder = copy_folder(base)
                before = dump(folder + "/siyana.db")
                done = siyana(folder, *words, faults={"MODE": mode, "AT": at})
                left = dump(folder + "/siyana.db")
                if done.returncode == 0:  # it was over before
                    shutil.rmtree(folder)
                    continue
                expect_error(f"{words} {mode} at {at}", done, (1,))
                # A failed sync after the commit's end leaves it there, said to be uncertain by the error.
                if left != before and not (mode == "fsync" and words[0] != "backup"):
                    fail(f"{words} {mode} at {at}: the store changed")
                if siyana(folder, "check", "--quiet").returncode != 0:
                    fail(f"{words} {mode} at {at}: check")
                if siyana(folder, "done", "D-00").returncode != 0:
                    fail(f"{words} {mode} at {at}: no write afterwards")
                shutil.rmtree(folder)


def small_disk(base):
    """A real disk that is full, where this user may mount one."""
    folder = scratch()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", folder], capture_output=True).returncode != 0:
        shutil.rmtree(folder)
        return
    try:
        for name in ("siyana.db", "many.csv"):
            shutil.copy(os.path.join(base, name), folder)
        before = dump(folder + "/siyana.db")
        expect_error("import on a full disk", siyana(folder, "import", "devices", "many.csv"), (1,))
        expect_error("backup on a full disk", siyana(folder, "backup", "copy.db"), (1,)) if os.statvfs(
            folder).f_bavail * 4096 < os.path.getsize(folder + "/siyana.db") else None
        if dump(folder + "/siyana.db") != before or siyana(folder, "check", "--quiet").returncode != 0:
            fail("a full disk changed the store")
        if [n for n in os.listdir(folder) if n.endswith((".part", "-journal"))]:
            fail(f"a full disk is left with {os.listdir(folder)}")
    finally:
        subprocess.run(["umount", folder], check=True)
        shutil.rmtree(folder)


def small_disk_for_copies(base):
    """Commands that make a whole new file: refused in one sentence, and nothing of it is left."""
    with_copy = copy_folder(base)
    must(with_copy, "backup", "copy.db")
    must(with_copy, "done", "D-05")
    for words in (["restore", "copy.db"], ["salvage", "siyana.db", "--into", "new.db"], ["upgrade"]):
        folder = scratch()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True).returncode != 0:
            shutil.rmtree(folder)
            break
        try:
            for name in ("siyana.db", "copy.db"):
                shutil.copy(os.path.join(with_copy, name), folder)
            if words == ["upgrade"]:
                make_old(folder)
            with open(folder + "/fill", "wb") as file:
                file.truncate(0)
                os.posix_fallocate(file.fileno(), 0, os.statvfs(folder).f_bavail * 4096 - 8192)
            before, names = dump(folder + "/siyana.db"), sorted(os.listdir(folder))
            done = siyana(folder, *words)
            if done.returncode != 1 or b"no space is left for" not in done.stderr:
                fail(f"{words} on a full disk", done)
            if dump(folder + "/siyana.db") != before or sorted(os.listdir(folder)) != names:
                fail(f"{words} on a full disk left {os.listdir(folder)}")
        finally:
            subprocess.run(["umount", folder], check=True)
            shutil.rmtree(folder)
    shutil.rmtree(with_copy)


def small_disk_for_mail(base):
    """What cannot be recorded is not sent: it would go again at each run."""
    folder = scratch()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True).returncode != 0:
        shutil.rmtree(folder)
        return
    mailer = scratch() + "/mailer"
    try:
        with open(mailer, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ngrep '^To:' >> {mailer}.sent\n")
        os.chmod(mailer, 0o755)
        shutil.copy(os.path.join(base, "siyana.db"), folder)
        for number in range(3):
            must(folder, "recipient", "add", f"r{number}@hospital.example")
        for free in (8, 14, 18, 22, 100):
            with open(folder + "/fill", "wb") as file:
                room = os.statvfs(folder).f_bavail - free
                os.posix_fallocate(file.fileno(), 0, room * 4096)
            done = siyana(folder, "alert", "run", "--deliver", mailer)
            if done.returncode != 1 or b"no space is left for" not in done.stderr or os.path.exists(mailer + ".sent"):
                fail(f"mail with {free} pages free", done)
            os.unlink(folder + "/fill")
        must(folder, "alert", "run", "--deliver", mailer)
        must(folder, "alert", "run", "--deliver", mailer)
        with open(mailer + ".sent", encoding="utf-8") as file:
            sent = file.read().splitlines()
        if sorted(line.strip("<>").removeprefix("To: ").strip("<>") for line in sent) != [f"r{n}@hospital.example" for n in range(3)]:
            fail(f"after room was made: {sent}")
    finally:
        subprocess.run(["umount", folder], check=True)
        shutil.rmtree(folder)
        shutil.rmtree(os.path.dirname(mailer))


def full_temporary_folder(_):
    """A past day is worked out in a private copy: where it finds no room, the sentence says which room that is."""
    folder, temporary = scratch(), scratch()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", temporary], capture_output=True).returncode == 0:
        try:
            must(folder, "init", "--facility", "MOS", "--name", "Mostaganem")
            with open(folder + "/many.csv", "w", encoding="utf-8") as file:
                file.write("tag,type\n" + "".join(f"N-{i:05},Pompe\n" for i in range(20000)))
            must(folder, "import", "devices", "many.csv")
            environment = {"HOME": folder, "SIYANA_NOW": NOW, "SIYANA_DB": folder + "/siyana.db", "TMPDIR": temporary}
            done = subprocess.run([SIYANA, "overdue", "--known-on", NOW[:10]], env=environment, capture_output=True)
            if done.returncode != 1 or b"no space is left for temporary files" not in done.stderr:
                fail("a full temporary folder", done)
        finally:
            subprocess.run(["umount", temporary], check=True)
    shutil.rmtree(folder)
    shutil.rmtree(temporary)


def make_old(folder):
    os.unlink(folder + "/siyana.db")
    database = sqlite3.connect(folder + "/siyana.db")
    with open(os.path.join(SOURCE, "tests/data/schema-5.sql"), encoding="utf-8") as file:
        database.executescript(file.read())
    database.close()


def rights(base):
    folder = copy_folder(base)
    if os.getuid() == 0:
        for path in [folder, *(os.path.join(folder, n) for n in os.listdir(folder))]:
            os.chown(path, 65534, 65534)
    user = 65534 if os.getuid() == 0 else None
    answer = siyana(folder, "overdue", user=user).stdout
    if answer != siyana(base, "overdue").stdout:
        fail("another user reads something else")
    os.chmod(folder, 0o555)
    if siyana(folder, "overdue", user=user).stdout != answer:
        fail("a read-only folder is not read")
    expect_error("a write in a read-only folder", siyana(folder, "done", "D-01", user=user), (1,))
    os.chmod(folder, 0o755)
    os.chmod(folder + "/siyana.db", 0o444)
    if siyana(folder, "overdue", user=user).stdout != answer:
        fail("a read-only file is not read")
    expect_error("a write to a read-only file", siyana(folder, "done", "D-01", user=user), (1,))
    os.chmod(folder + "/siyana.db", 0o600)
    os.unlink(folder + "/siyana.db")
    expect_error("a file that vanished", siyana(folder, "overdue", user=user), (3,))
    expect_error("a write to a file that vanished", siyana(folder, "done", "D-01", user=user), (3,))
    shutil.rmtree(folder)


def clocks(base):
    for now in ("2020-01-01T00:00:00Z", "1970-01-01T00:00:01Z"):
        folder = copy_folder(base)
        must(folder, "device", "add", "LATER", now=now)
        must(folder, "check", "--quiet", now=now)
        for table, column in (("entry", "tick"),):
            with sqlite3.connect(folder + "/siyana.db") as database:
                ticks = [t for (t,) in database.execute(f"SELECT {column} FROM {table} ORDER BY id")]
            database.close()
            if ticks != sorted(set(ticks)):
                fail(f"{now}: ticks go back")
        if must(folder, "overdue") != must(base, "overdue"):
            fail(f"{now}: the overdue list of today is another afterwards")
        must(folder, "backup", ".", "--keep", "1", now=now)
        if not os.path.exists(folder + f"/siyana-{now[:10]}.db"):
            fail(f"{now}: the copy just made is gone")
        must(folder, "check", "--quiet")
        shutil.rmtree(folder)


def expect_cut_short(what, done):
    if done.returncode != 1 or b"was cut short" not in done.stderr or done.stdout:
        fail(what, done)


def hot_journal(base):
    """A machine that died in a commit: a lister rolls it back where it may, and says so where it may not."""
    if not os.path.exists(FAULTS):
        return
    folder = copy_folder(base)
    whole = dump(folder + "/siyana.db")
    answer = siyana(base, "overdue").stdout
    count = base + "/count"
    siyana(folder, "import", "devices", "many.csv", faults={"COUNT": count})
    shutil.copy(base + "/siyana.db", folder)
    for at in range(int(read(count)), 0, -1):
        siyana(folder, "import", "devices", "many.csv", faults={"MODE": "kill", "AT": at})
        if os.path.exists(folder + "/siyana.db-journal") and read(folder + "/siyana.db") != read(base + "/siyana.db"):
            break
        for name in ("siyana.db", "siyana.db-journal"):
            if os.path.exists(os.path.join(base, name)):
                shutil.copy(os.path.join(base, name), folder)
            elif os.path.exists(os.path.join(folder, name)):
                os.unlink(os.path.join(folder, name))
    else:
        return fail("no hot journal was made")
    if os.getuid() == 0:
        for path in (folder, folder + "/siyana.db", folder + "/siyana.db-journal"):
            os.chown(path, 65534, 65534)
        left = read(folder + "/siyana.db")
        os.chmod(folder + "/siyana.db", 0o444)
        for rights_of_folder in (0o755, 0o555):
            os.chmod(folder, rights_of_folder)
            expect_cut_short("a hot journal where nothing may be written", siyana(folder, "overdue", user=65534))
            if read(folder + "/siyana.db") != left:
                fail("a file that may not be written was")
        os.chmod(folder + "/siyana.db", 0o600)  # it is rolled back there, and the journal cannot go
        expect_cut_short("a hot journal in a folder that may not be written", siyana(folder, "overdue", user=65534))
        os.chmod(folder, 0o755)
    done = siyana(folder, "overdue")
    if done.stdout != answer:
        fail("a hot journal: another answer", done)
    if dump(folder + "/siyana.db") != whole:
        fail("a hot journal was not rolled back")
    shutil.rmtree(folder)


def in_wal(folder):
    """What another tool holds open in WAL mode, with a change that is in the log alone."""
    database = sqlite3.connect(folder + "/siyana.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("PRAGMA user_version = 1")
    database.execute("DELETE FROM due")
    database.commit()
    return database


def wal_of_others(base):
    """Of a tool that has the store open, and of one that died: the log counts, and a lister leaves the file as it is."""
    folder = copy_folder(base)
    database = in_wal(folder)
    died = copy_folder(folder)
    os.unlink(died + "/siyana.db-shm")
    for what, place in (("is open elsewhere", folder), ("was open when its machine died", died)):
        before = read(place + "/siyana.db")
        done = siyana(place, "overdue", "--format", "csv")
        if done.returncode != 0 or done.stdout.count(b"\n") != 1:
            fail(f"a store in WAL mode that {what}: the log is passed over", done)
        if read(place + "/siyana.db") != before:
            fail(f"a store in WAL mode that {what}: a lister wrote to it")
    database.close()
    shutil.rmtree(folder)
    shutil.rmtree(died)


def wal(base):
    wal_of_others(base)
    folder = copy_folder(base)
    database = sqlite3.connect(folder + "/siyana.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    before = read(folder + "/siyana.db")
    if siyana(folder, "overdue").stdout != siyana(base, "overdue").stdout:
        fail("a store in WAL mode: another answer")
    if read(folder + "/siyana.db") != before:
        fail("a store in WAL mode: a lister wrote to it")
    for name in ("siyana.db-wal", "siyana.db-shm"):
        if os.path.exists(os.path.join(folder, name)):
            os.unlink(os.path.join(folder, name))
    if os.getuid() == 0:
        for path in (folder, folder + "/siyana.db"):
            os.chown(path, 65534, 65534)
        os.chmod(folder, 0o555)
        done = siyana(folder, "overdue", user=65534)
        if done.returncode != 1 or b"in WAL mode" not in done.stderr or done.stdout:
            fail("a store in WAL mode in a folder that may not be written", done)
        os.chmod(folder, 0o755)
    must(folder, "done", "D-01")
    if read(folder + "/siyana.db")[18] != 1:
        fail("a store in WAL mode stays there")
    must(folder, "check", "--quiet")
    shutil.rmtree(folder)


LISTS = [["overdue"], ["device", "list"], ["plan", "list"], ["pm", "list"], ["status"], ["why", "D-00"], ["journal", "list"],
         ["find", "moniteur"], ["breakdown", "list"]]


def answers(folder):
    return {" ".join(words): siyana(folder, *words, "--format", "csv" if words[0] not in ("why", "status") else "table") for words in LISTS}


def truncated(base):
    whole = read(base + "/siyana.db")
    good = answers(base)
    for part in (0, 1, 99, 100, 512, 4096, 8192, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        folder = scratch()
        with open(folder + "/siyana.db", "wb") as file:
            file.write(whole[:part])
        for words, done in answers(folder).items():
            if read(folder + "/siyana.db") != whole[:part]:
                fail(f"a file cut to {part} bytes: {words} wrote to it")
            if done.returncode == 0 and done.stdout != good[words].stdout:
                fail(f"a file cut to {part} bytes: {words} lists something else")
            if done.returncode != 0:
                expect_error(f"a file cut to {part} bytes: {words}", done)
        if siyana(folder, "check", "--quiet").returncode == 0:
            fail(f"a file cut to {part} bytes: check is content")
        shutil.rmtree(folder)


def share(base):
    """A store on a network share is read and not written, none is made there, and copies may lie there."""
    if not os.path.exists(FAULTS):
        return
    folder = copy_folder(base)
    os.mkdir(folder + "/share")
    store = shutil.copy(folder + "/siyana.db", folder + "/share")
    before = read(store)
    on_share = lambda *words: siyana(folder, *words, faults={"SHARE": folder + "/share"})
    for words in (["--db", store, "done", "D-01"], ["--db", store, "restore", "siyana.db"], ["salvage", "siyana.db", "--into", "share/s.db"],
                  ["--db", "share/new.db", "init", "--facility", "MOS", "--name", "Mostaganem"]):
        done = on_share(*words)
        expect_error(f"{words} on a share", done, (5,))
        if b"is on a network share (NFS), where two machines could damage it: keep the store on a local disk" not in done.stderr:
            fail(f"{words} on a share: another sentence", done)
    if read(store) != before or os.listdir(folder + "/share") != ["siyana.db"]:
        fail("something was written on a share")
    if on_share("--db", store, "overdue").stdout != siyana(base, "overdue").stdout:
        fail("a store on a share: another answer")
    done = on_share("backup", "share")
    if done.returncode != 0 or siyana(folder, "--db", "share/siyana-2026-07-15.db", "check").returncode != 0:
        fail("no copy on a share", done)
    # A virtual machine's folder of its host; a stick's NTFS has the number of FUSE, as sshfs has: its mount tells.
    for number, status in (("0x786f4256", 5), ("0xff534d42", 5), ("0x65735546", 0)):
        done = siyana(folder, "--db", store, "done", "D-01", faults={"SHARE": folder + "/share", "SHARE_TYPE": number})
        if done.returncode != status:
            fail(f"a file system of number {number}", done)
    shutil.rmtree(folder)


def part_in_the_way(base):
    """What has the name of a part file is never written through, nor kept as the copy of who laid it there; it is named."""
    folder = copy_folder(base)
    part, victim = folder + "/.copy.db.part", folder + "/victim"
    with open(victim, "w", encoding="utf-8") as file:
        file.write("kept")
    for lay in (lambda: os.symlink(victim, part), lambda: os.link(victim, part), lambda: os.mkfifo(part), lambda: os.mkdir(part)):
        lay()
        done = siyana(folder, "backup", "copy.db")
        if done.returncode != 4 or b"/.copy.db.part is in the way of copy.db: unless another siyana" not in done.stderr:
            fail("something in the way of a copy", done)
        os.rmdir(part) if os.path.isdir(part) and not os.path.islink(part) else os.unlink(part)
    if read(victim) != b"kept" or os.path.exists(folder + "/copy.db"):
        fail("a copy was written through what was laid in its way")
    if os.geteuid() == 0:
        with open(part, "w", encoding="utf-8"):
            pass
        os.chown(part, 65534, 65534)
        done = siyana(folder, "backup", "copy.db")
        if done.returncode != 0 or os.stat(folder + "/copy.db").st_uid != 0:
            fail("a copy of another user's part file", done)
    shutil.rmtree(folder)


def main():
    base = scratch()
    make_store(base)
    with open(base + "/many.csv", "w", encoding="utf-8") as file:
        file.write("tag,type,department\n" + "".join(f"N-{i:05},Pompe {i % 7},Urgences\n" for i in range(6000)))
    for test in (failing_disk, small_disk, small_disk_for_copies, small_disk_for_mail, full_temporary_folder, rights, clocks,
                 hot_journal, wal, share, part_in_the_way, truncated):
        test(base)
    shutil.rmtree(base)
    finish(failures)


if __name__ == "__main__":
    main()
