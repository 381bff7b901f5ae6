#!/usr/bin/env python3
"""Hostile names in every list and every format: nothing breaks out of its cell, its line, its element or its property."""
import csv
import email
import email.policy
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile

SIYANA = os.environ["SIYANA"]
NOW = "2026-07-15T09:00:00+01:00"
MISLEADING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
TEXTS = ["a\r\nBcc: victim@example.org\r\n\r\nb", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+1",
         "\u202egnirts\u2066x", "\x1b]0;t\x07\x1b[31m", '" onload="alert(1)', "</style></title><img src=x onerror=alert(1)>",
         "x" * 10240, "é" * 5000, "a|b`c`\\", "END:VCALENDAR\nX:1", "=?UTF-8?B?Qg==?=", "\u2028\u2029\x85\x9b31m", "&lt;b&gt;",
         "[l](javascript:1)", "{tag}", "%s%n", "https://evil.example/x.png", "\tcell\ttab", "'quoted'", "\ufeffbom", "ع\u0610" * 9]
LISTS = ["device list", "find <x>", "device show {tag}", "overdue --within 3000d", "due", "why {tag}", "plan list", "plan list {tag}",
         "plan show {tag}", "plan list --terms", "pm list", "breakdown list", "work show MOS-000001", "journal list", "journal show 9",
         "facility list", "department list", "type list", "maker list", "model list", "recipient list", "snoozed",
         "alert preview", "alert history", "alert history {tag}", "policy list", "status", "doctor", "import list",
         "round --facility MOS --within 3000d --all", "round list", "tidy", "nomenclature list",
         "plan spread --all --from 2026-08-01 --per-day 1 --plan", "breakdown list {tag}"]
DAYS = ("due", "overdue", "plan list {", "plan spread", "round --", "snoozed")  # for a calendar
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "label", "input", "table", "thead", "tbody", "tr", "th",
            "td", "bdi", "figure", "svg", "text", "rect", "script", "path", "b", "i", "span", "div", "strong", "small", "hr", "ul", "li",
            "br", "a", "section", "header", "footer"}
ATTRIBUTES = {"lang", "dir", "direction", "charset", "name", "content", "http-equiv", "type", "scope", "class", "data-label",
              "data-sort", "viewbox", "role", "x", "y", "width", "height", "d", "style", "colspan", "rowspan", "id", "xmlns", "fill",
              "shape-rendering", "aria-label"}


class World:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {"SIYANA_DB": os.path.join(folder, "s.db"), "SIYANA_NOW": NOW, "PATH": "/usr/bin:/bin", "LANG": "C"}

    def run(self, *words):
        return subprocess.run([SIYANA, *words], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)

    def must(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, (words, done.returncode, done.stderr[:300])
        return done.stdout


def fill(siyana):
    """Each text in each place that takes text; the tags are those that a tag may be."""
    siyana.must("init", "--facility", "MOS", "--name", TEXTS[0])
    tags = []
    for number, text in enumerate(TEXTS):
        tag = f"T{number} {text}"[:200]
        facts = [word for field in ("type", "manufacturer", "model", "serial", "department", "room", "supplier", "note")
                 for word in ("--" + field, text)]
        if siyana.run("device", "add", tag, *facts, "--new", "--quiet").returncode != 0:
            tag = f"T{number}"  # a tag holds no line breaks
            siyana.must("device", "add", tag, *facts, "--new", "--quiet")
        tags.append(tag)
        siyana.must("plan", "add", "--quiet", "--every", "6m", "--due", f"2026-0{number % 6 + 1}-11", "--name", "p" + text, tag)
        siyana.must("breakdown", "open", tag, "--symptom", text, "--quiet")
        siyana.must("snooze", "--quiet", "--kind", "safety", "--until", "2026-08-01", "--reason", text, tag)
        siyana.must("recipient", "add", "--quiet", f"r{number}@hospital.example", "--name", text, "--department", text, "--lang",
                    ("en", "fr", "ar")[number % 3])
    siyana.must("done", tags[0], "p" + TEXTS[0], "--note", TEXTS[1], "--by", TEXTS[0], "--quiet")
    return tags


def no_control(text, allowed="\n"):
    found = MISLEADING.search(text.replace(allowed, "") if allowed else text)
    assert not found, f"a raw {found[0]!r}"


def check_table(text):
    no_control(text)


def check_md(text):
    no_control(text)
    lines = text.splitlines()
    assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines if line.startswith("|")}) <= 1, "a row of other cells"
    if lines and lines[0].startswith("|"):
        assert all(line.startswith("|") for line in lines), "a line that is no row"
        assert not re.search(r"(?<!\\)(?:\\\\)*[<`\[]", text), "markup"


def check_rows(rows):
    assert len({len(row) for row in rows}) == 1, "rows of unequal length"


def check_csv(text):
    check_rows(list(csv.reader(io.StringIO(text, newline=""), strict=True)))


def check_excel(text):
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))
    check_rows(rows)
    for row in rows:
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)", cell), f"a formula: {cell[:40]!r}"


def check_tsv(text):
    assert text.endswith("\n")
    check_rows([line.split("\t") for line in text[:-1].split("\n")])
    assert "\r" not in text


def check_json(text):
    rows = json.loads(text)
    assert len({tuple(row) for row in rows}) <= 1


def check_jsonl(text):
    for line in text.split("\n")[:-1]:
        json.loads(line)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.opened, self.scripts, self.inside, self.dirs = [], 0, "", []

    def handle_starttag(self, tag, attrs):
        assert tag in ELEMENTS, f"<{tag}>"
        self.inside = tag
        self.scripts += tag == "script"
        for name, value in attrs:
            assert name in ATTRIBUTES, f"<{tag} {name}>"
            assert name != "content" or "//" not in value
            self.dirs += [value] if name == "dir" else []

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside not in ("script", "style"):
            no_control(data)
        else:
            assert "//" not in re.sub(r"// .*", "", data) and "url(" not in data and "import" not in data, "it asks for more"


def check_html(text):
    page = Page()
    page.feed(text)
    page.close()
    assert page.scripts <= 1 and page.dirs[0] in ("ltr", "rtl") and set(page.dirs[1:]) <= {"ltr"}, (page.scripts, page.dirs)


def check_ics(text):
    assert "\n" not in text.replace("\r\n", "")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        no_control(line)
        assert re.match(r"(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|X-WR-CALNAME|UID|DTSTAMP|SUMMARY|LOCATION|DESCRIPTION|DTSTART|DUE|"
                        r"STATUS|TRANSP|ACTION|TRIGGER)[:;]", line), line[:60]
        assert not line.startswith(("BEGIN:", "END:")) or line.split(":")[1] in ("VCALENDAR", "VEVENT", "VTODO", "VALARM")


CHECKS = {"table": check_table, "csv": check_csv, "tsv": check_tsv, "json": check_json, "jsonl": check_jsonl, "html": check_html,
          "md": check_md, "ics": check_ics, "csv --excel": check_excel}


def check_lists(siyana, tags, faults):
    calendars = set()
    for name in LISTS:
        for tag in tags[:1] if "{tag}" in name else [""]:
            for form, check in CHECKS.items():
                for language in ("en", "ar") if form in ("table", "html") else ("fr",):
                    words = [tag if word == "{tag}" else word for word in name.split()]
                    done = siyana.run(*words, "--format", *form.split(), "--lang", language)
                    where = f"{name} as {form} in {language} {tag[:30]!r}"
                    if form == "ics" and done.returncode == 2:
                        continue
                    if form == "ics":
                        calendars.add(name)
                    if done.returncode != 0 and name != "doctor":
                        faults.append(f"{where}: status {done.returncode}: {done.stderr[:200]}")
                        continue
                    try:
                        check(done.stdout.decode())
                        no_control(done.stderr.decode())
                    except Exception as error:  # all are told, not the first alone
                        faults.append(f"{where}: {type(error).__name__} {str(error)[:200]}")
    return calendars


def check_mails(siyana, faults):
    box = os.path.join(siyana.folder, "box")
    siyana.must("alert", "run", "--outbox", box)
    letters = os.listdir(os.path.join(box, "new"))
    assert len(letters) == len(TEXTS), len(letters)
    for name in letters:
        with open(os.path.join(box, "new", name), "rb") as file:
            data = file.read()
        try:
            check_mail(data)
        except Exception as error:
            faults.append(f"mail: {type(error).__name__} {str(error)[:300]}")


def check_mail(data):
    assert data.isascii() and all(len(line) < 998 for line in data.split(b"\n")), "a long or foreign line"
    message = email.message_from_bytes(data, policy=email.policy.default)
    names = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Precedence", "List-Id", "MIME-Version", "Content-Type",
             "References", "In-Reply-To"}
    assert set(message.keys()) <= names and len(message.keys()) == len(set(message.keys())), message.keys()
    assert re.fullmatch(r"r\d+@hospital\.example", message["To"].addresses[0].addr_spec) and len(message["To"].addresses) == 1
    for header in ("To", "Subject", "From"):
        no_control(str(message[header]), "")
    for part in message.walk():
        assert not part.defects, part.defects
        if part.get_content_type() == "text/html":
            check_html(part.get_content())
        elif part.get_content_type() == "text/plain":
            no_control(part.get_content().replace("\u2068", "").replace("\u2069", ""))
        elif part.get_content_type() == "text/csv":
            check_excel(part.get_content())


def check_monitoring(siyana):
    line = siyana.run("overdue", "--format", "nagios").stdout.decode()
    no_control(line)
    assert line.count("\n") == 1 and line.count("|") == 1, line
    for line in siyana.must("status", "--format", "prometheus").decode().splitlines():
        no_control(line)
        assert re.fullmatch(r'# (HELP|TYPE) .*|siyana_\w+(\{\w+="(\\.|[^"\\])*"\})? -?[\d.]+', line), line[:100]


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        siyana = World(folder)
        tags = fill(siyana)
        check_monitoring(siyana)
        check_mails(siyana, faults)
        calendars = check_lists(siyana, tags, faults)
    assert calendars == {name for name in LISTS if name.startswith(DAYS)}, calendars
    for fault in faults[:70]:
        print(fault)
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
