#!/usr/bin/env python3
"""The mail of `siyana alert run` as other programs read it: Python's email and mailbox modules, and a real msmtp that
sends it to a small SMTP server of this test on loopback. Hostile names break out nowhere; what was told is told once."""
import csv
import email
import email.policy
import email.utils
import io
import mailbox
import os
import re
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading

SIYANA = os.environ["SIYANA"]
NOW = "2026-07-15T09:00:00+01:00"
HOSTILE = "V\u202e-1 <script>alert(1)</script> =cmd|' /C calc'!A0"


class World:
    """A store in a folder of its own, in the environment that cron gives."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {"SIYANA_DB": os.path.join(folder, "s.db"), "SIYANA_NOW": NOW, "PATH": "/usr/bin:/bin",
                            "SHELL": "/bin/sh"}
        self("init", "--facility", "MOS", "--name", "EHS Mostaganem", "--country", "DZ")

    def run(self, *words, now=NOW, **more):
        return subprocess.run([SIYANA, *words], env=dict(self.environment, SIYANA_NOW=now), capture_output=True,
                              check=False, **more)

    def __call__(self, *words, now=NOW, status=0):
        done = self.run(*words, now=now)
        assert done.returncode == status, (words, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def path(self, name):
        return os.path.join(self.folder, name)


def fill(siyana):
    siyana("device", "add", "VENT-01", "--type", "Respirateur", "--manufacturer", "Dräger", "--model", "Evita",
           "--serial", "ASHD-42", "--department", "Réanimation", "--room", "Box 2")
    siyana("plan", "add", "VENT-01", "--every", "6m", "--due", "2026-06-30")
    siyana("device", "add", HOSTILE, "--type", "T" * 10240, "--department", "Réanimation")
    siyana("plan", "add", HOSTILE, "--every", "6m", "--due", "2026-07-10")
    siyana("device", "add", "PSE-07", "--type", "Pousse-seringue", "--department", "Urgences")
    siyana("down", "PSE-07", "door\r\nBcc: victim@example.org\r\n\r\nbody")
    siyana("recipient", "add", "rea@hospital.example", "--name", "Dr \"B\" Réa\r\nBcc: victim@example.org", "--lang",
           "ar", "--department", "Réanimation")
    siyana("recipient", "add", "chef@hospital.example", "--lang", "fr")


def parse(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert not message.defects, message.defects
    for part in message.walk():
        assert not part.defects, (part.get_content_type(), part.defects)
    return message


def parts(message):
    return {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}


def check_one(data, to, language):
    assert all(len(line) < 998 for line in data.split(b"\n")), "a line is too long"
    assert data.isascii(), "not plain ASCII"
    message = parse(data)
    assert message["To"].addresses[0].addr_spec == to and len(message["To"].addresses) == 1
    assert message["Bcc"] is None and message["Cc"] is None, "a header was smuggled in"
    assert message["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<alerts\.[0-9a-f]+\.[^<>]+>", message["List-Id"]), message["List-Id"]
    assert re.fullmatch(r"<[0-9a-f]{32}@[^<>@]+>", message["Message-ID"]), message["Message-ID"]
    assert email.utils.parsedate_to_datetime(message["Date"]).isoformat() == NOW, message["Date"]
    assert "\n" not in message["Subject"] and len(message["Subject"]) > 10
    found = parts(message)
    html = found["text/html"]
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert "<script" not in html and "\u202e" not in html and "http" not in html
    assert "VENT-01" in found["text/plain"] and "<bdi>VENT-01</bdi>" in html
    assert "Box 2" in found["text/plain"] and "Box 2" in html, "where to go is not said"
    if language == "ar":
        assert "\u2068VENT-01\u2069" in found["text/plain"]
    assert "\u202e" not in found["text/plain"]
    return message


def test_maildir(folder):
    siyana = World(folder)
    fill(siyana)
    box = siyana.path("box")
    before = siyana("alert", "preview", "--format", "csv")
    siyana("alert", "run", "--outbox", box)
    letters = {}
    for letter in mailbox.Maildir(box, factory=None, create=False):
        message = parse(letter.as_bytes())
        letters[message["To"].addresses[0].addr_spec] = message
    assert sorted(letters) == ["chef@hospital.example", "rea@hospital.example"]
    for name in os.listdir(os.path.join(box, "new")):
        with open(os.path.join(box, "new", name), "rb") as file:
            data = file.read()
        is_ar = b"Content-Language: ar" in data
        check_one(data, "rea@hospital.example" if is_ar else "chef@hospital.example", "ar" if is_ar else "fr")
    assert len(list(csv.reader(io.StringIO(before)))) == 1 + 2 + 3, before
    assert not os.listdir(os.path.join(box, "tmp"))
    return siyana, letters


def test_told_once(siyana, letters):
    box = siyana.path("box")
    for now in (NOW, "2026-07-15T18:00:00+01:00", "2026-07-16T09:00:00+01:00"):
        siyana("alert", "run", "--outbox", box, now=now)
    assert len(os.listdir(os.path.join(box, "new"))) == 2, "told again"
    siyana("done", "VENT-01", "--quiet", now="2026-07-17T09:00:00+01:00")
    text = siyana("alert", "run", "--stdout", now="2026-07-18T09:00:00+01:00")
    path = siyana.path("told.mbox")
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    box = [parse(letter.as_bytes()) for letter in mailbox.mbox(path, create=False)]
    assert len(box) == 2, len(box)
    for letter in box:
        first = letters[letter["To"].addresses[0].addr_spec]
        assert letter["References"].strip() == first["Message-ID"], (letter["References"], first["Message-ID"])
        assert "VENT-01" in parts(letter)["text/plain"] and "script" not in parts(letter)["text/plain"]
    rows = list(csv.DictReader(io.StringIO(siyana("alert", "history", "VENT-01", "--format", "csv"))))
    assert [row["why"] for row in rows] == ["cleared", "cleared", "new", "new"], rows
    siyana("alert", "run", "--stdout", now="2026-07-18T10:00:00+01:00")
    siyana("check")


def test_failure_is_kept(folder):
    siyana = World(folder)
    fill(siyana)
    mailer, taken = siyana.path("mailer"), siyana.path("taken")
    with open(mailer, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\ncat > {taken}.$$\ngrep -q '^To:.*chef' {taken}.$$ && [ ! -e {folder}/mended ] && exit 75\nexit 0\n")
    os.chmod(mailer, 0o755)
    siyana("alert", "run", "--deliver", mailer, status=6)
    kept = [open(siyana.path(n), "rb").read() for n in sorted(os.listdir(folder)) if n.startswith("taken.")]
    assert len(kept) == 2, "the other recipient was not tried"
    failed = [parse(data)["Message-ID"] for data in kept if b"chef@" in data][0]
    assert "chef@hospital.example" in siyana("doctor", "--format", "tsv", status=6)
    assert '"alerts_waiting"' in siyana("status", "--format", "json")
    for name in os.listdir(folder):
        if name.startswith("taken."):
            os.remove(siyana.path(name))
    open(siyana.path("mended"), "w").close()
    siyana("alert", "run", "--deliver", mailer, now="2026-07-16T09:00:00+01:00")
    again = [open(siyana.path(n), "rb").read() for n in os.listdir(folder) if n.startswith("taken.")]
    assert [parse(data)["Message-ID"] for data in again] == [failed], "not the same message, or not it alone"


def test_two_at_once(folder):
    siyana = World(folder)
    fill(siyana)
    box = siyana.path("box")
    command = [SIYANA, "alert", "run", "--outbox", box]
    runs = [subprocess.Popen(command, env=siyana.environment, stderr=subprocess.PIPE) for _ in range(4)]
    for one in runs:
        error = one.communicate()[1]
        assert one.returncode == 0, error
    assert len(os.listdir(os.path.join(box, "new"))) == 2, os.listdir(os.path.join(box, "new"))


def test_first_digest_is_short(folder):
    siyana = World(folder)
    for number in range(60):
        siyana("device", "add", f"D-{number:02}", "--type", "Centrifugeuse", "--department", "Labo")
    siyana("plan", "add", "--type", "Centrifugeuse", "--every", "1y", "--due", "2026-06-01")
    siyana("recipient", "add", "labo@hospital.example", "--lang", "fr")
    letter = parse(siyana("alert", "preview", "--stdout").encode().split(b"\n", 1)[1])
    attached = list(letter.iter_attachments())
    assert len(attached) == 1 and attached[0].get_filename() == "siyana-2026-07-15.csv"
    table = list(csv.reader(io.StringIO(attached[0].get_content().lstrip("\ufeff")), delimiter=";"))
    assert len(table) == 61, len(table)
    assert parts(letter)["text/plain"].count("D-") == 20
    assert "60" in letter["Subject"], letter["Subject"]


def test_a_hanging_mailer_is_given_up(folder):
    """Of 200 recipients each would wait a minute: after three in a row the rest is left to the next run."""
    siyana = World(folder)
    siyana("device", "add", "VENT-01")
    siyana("plan", "add", "VENT-01", "--every", "6m", "--due", "2026-06-30")
    for number in range(5):
        siyana("recipient", "add", f"r{number}@hospital.example")
    mailer, taken = siyana.path("mailer"), siyana.path("taken")
    with open(mailer, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\ncat > {taken}.$$\n[ -e {folder}/mended ] || exec sleep 100\n")
    os.chmod(mailer, 0o755)
    run = siyana.run("alert", "run", "--deliver", mailer, "--timeout", "1")
    assert run.returncode == 6 and b"2 recipients were not tried" in run.stderr, run.stderr
    assert run.stderr.count(b"within 1 seconds") == 3, run.stderr
    hung = take_all(folder)
    assert len(hung) == 3
    open(siyana.path("mended"), "w").close()
    siyana("alert", "run", "--deliver", mailer, now="2026-07-16T09:00:00+01:00")
    went = take_all(folder)
    assert len(went) == 5 and went.items() >= hung.items(), (hung, went)
    siyana("alert", "run", "--deliver", mailer, now="2026-07-16T10:00:00+01:00")
    assert not take_all(folder)


def test_a_signal_ends_a_hanging_mailer(folder):
    """Not after the minutes that a mailer has: it has seconds to end, then siyana ends, and the message goes again."""
    siyana = World(folder)
    siyana("device", "add", "VENT-01")
    siyana("plan", "add", "VENT-01", "--every", "6m", "--due", "2026-06-30")
    siyana("recipient", "add", "one@hospital.example")
    mailer, began = siyana.path("hangs"), siyana.path("began")
    with open(mailer, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\necho $$ > {began}.new\nmv {began}.new {began}\nexec sleep 600\n")
    os.chmod(mailer, 0o755)
    run = subprocess.Popen([SIYANA, "alert", "run", "--deliver", mailer, "--timeout", "500"], env=siyana.environment,
                           stderr=subprocess.PIPE)
    while not os.path.exists(began):
        assert run.poll() is None, run.stderr.read()
        os.sched_yield()
    run.send_signal(signal.SIGTERM)
    said = run.communicate(timeout=100)[1]
    assert run.returncode == 143 and b"hangs was stopped before it took it" in said, (run.returncode, said)
    with open(began, encoding="utf-8") as file:
        assert not os.path.exists("/proc/" + file.read().strip()), "the mailer was left running"
    siyana("alert", "run", "--outbox", siyana.path("box"))
    assert len(os.listdir(siyana.path("box/new"))) == 1


def take_all(folder):
    """The Message-ID by address of what the mailer took since."""
    found = {}
    for name in [name for name in os.listdir(folder) if name.startswith("taken.")]:
        with open(os.path.join(folder, name), "rb") as file:
            message = parse(file.read())
        assert message["To"].addresses[0].addr_spec not in found
        found[message["To"].addresses[0].addr_spec] = message["Message-ID"]
        os.remove(os.path.join(folder, name))
    return found


class Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a mailer needs."""

    def handle(self):
        self.say("220 loopback")
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith((b"EHLO", b"HELO")):
                self.say("250 loopback")
            elif word.startswith(b"RCPT"):
                self.server.to.append(line.strip().decode())
                self.say("250 good")
            elif word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(self.data())
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 good")

    def data(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            assert line.endswith(b"\r\n") and len(line) < 1000
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


def test_msmtp(folder):
    siyana = World(folder)
    fill(siyana)
    with socketserver.TCPServer(("127.0.0.1", 0), Smtp) as server:
        server.letters, server.to = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        config = siyana.path("msmtprc")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"account default\nhost 127.0.0.1\nport {server.server_address[1]}\ntls off\nauth off\n"
                       "from siyana@hospital.example\n")
        os.chmod(config, 0o600)
        siyana("policy", "set", "alert.from", "siyana@hospital.example")
        siyana("alert", "run", "--deliver", f"msmtp --file={config} -t -oi")
        server.shutdown()
    assert sorted(server.to) == ["RCPT TO:<chef@hospital.example>", "RCPT TO:<rea@hospital.example>"], server.to
    for data in server.letters:
        is_ar = b"Content-Language: ar" in data
        message = check_one(data.replace(b"\r\n", b"\n"), "rea@hospital.example" if is_ar else "chef@hospital.example",
                            "ar" if is_ar else "fr")
        assert message["From"].addresses[0].addr_spec == "siyana@hospital.example"


def main():
    with tempfile.TemporaryDirectory() as folder:
        test_told_once(*test_maildir(folder))
    for test in (test_failure_is_kept, test_two_at_once, test_first_digest_is_short, test_msmtp,
                 test_a_hanging_mailer_is_given_up, test_a_signal_ends_a_hanging_mailer):
        with tempfile.TemporaryDirectory() as folder:
            test(folder)


if __name__ == "__main__":
    sys.exit(main())
