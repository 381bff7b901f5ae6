#!/usr/bin/env python3
"""Every sentence, heading and word that a person reads is in each catalogue of schemas/messages; each translation keeps
the form of its message; and the program says nothing in English to a reader of another language.

    messages_test.py             checks
    messages_test.py --update    adds what is missing to the catalogues, for the translator

SIYANA and TRANSCRIPT name the programs.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MESSAGES = ROOT / "schemas" / "messages"
FORMS = {"fr": 2, "ar": 6}

# ---- what is to be translated

TOKEN = re.compile(
    r'(?P<raw>R"(?P<mark>\w*)\((?:.|\n)*?\)(?P=mark)")|(?P<text>(?:u8)?"(?:\\.|[^"\\\n])*")|(?P<char>\'(?:\\.|[^\'\\\n])+\')'
    r"|(?P<line>//[^\n]*)|(?P<block>/\*(?:.|\n)*?\*/)|(?P<include>\#\s*include[^\n]*)|(?P<name>\w+)|(?P<other>\S)"
)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "0": "\0", "'": "'"}

# Files whose texts stay English: the manual page, what the shell asks for.
ENGLISH = {"cmd/manual.cpp", "cmd/complete.cpp", "cmd/hidden.cpp", "cmd/words.cpp"}
# Files full of words that are understood and not said: only what they say counts.
UNDERSTOOD = {
    "lib/base/date.cpp",
    "lib/base/money.cpp",
    "lib/exchange/columns.cpp",
    "lib/exchange/import_sheet.cpp",
    "lib/exchange/import_words.cpp",
    "lib/exchange/values.cpp",
    "lib/exchange/xlsx.cpp",
    "lib/render/mail.cpp",
    "cmd/monitoring.cpp",
    "cmd/nomenclature.cpp",
    "lib/device/alike.cpp",
    "lib/device/trade_words.cpp",
}
# Looks like a sentence, and no person reads it as one.
NOT_READ = {
    "SQLite format 3",
    "BEGIN IMMEDIATE",
    "job urgent",
    "plan edit",  # what an entry of the journal is of
    "plan spread",
    "id, last, live",
    "siyana: reason",  # the heading of a column that import reads back
    "standard input",  # the journal keeps it as the file's name
    "{word}",
    "picture, svg, png, html",
    # file systems
    "Ceph",
    "Coda",
    "Lustre",
    # what SQLite would say, had it a word for it
    " names a row of ",
    " that is not there",
}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|WHERE|ORDER BY|GROUP BY|LIMIT|JOIN|FROM [a-z]+|"
                 r"IN \(|NOT IN|IS NULL|PRAGMA|BEGIN IMMEDIATE|ON CONFLICT|UNION|VALUES|AND|OR) |IN \($|IS (NOT )?NULL$|^ (FROM|SET|AND|OR|IN) |[<>=] \$?\d")
SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;…]? [^\W_{(\"«]|\{\w+\}[,:]? [^\W\d_]|[^\W\d_]{2,}[:,]? [{(\"]")
HEADING = re.compile(r'\b(?:field|word)\("\w+", &R::\w+, "([^"]+)"')
LABEL = re.compile(r"^[A-Z][a-z]+( [A-Za-z]+)*$")
MARKUP = re.compile(r'[<>]|="|\w=[a-z]+ |\{\w+:')


def unescaped(literal):
    body = literal[literal.index('"') + 1:-1]
    return re.sub(r"\\(x[0-9a-fA-F]+|.)", lambda m: "\0" if m[1][0] == "x" else ESCAPES.get(m[1], m[1]), body)


def literals(source):
    """(text, whether it is what a sentence is made of) of each string, adjacent ones joined."""
    text, said, before = None, False, []
    for token in TOKEN.finditer(source):
        kind = "raw" if token.lastgroup == "mark" else token.lastgroup
        if kind in ("line", "block", "include"):
            continue
        if kind == "text" and text is not None:
            text += unescaped(token["text"])
        elif kind == "text":
            text, said = unescaped(token["text"]), is_said(before)
        elif text is not None:
            yield text, said
            text = None
        before = (before + [token[0]])[-8:]
    if text is not None:
        yield text, said


def is_said(before):
    """After `say(`, `say_n(` or `Error(Fault::x,`."""
    if before[-1:] == ["("]:
        return before[-2:-1] in (["say"], ["say_n"])
    return before[-1:] == [","] and ("Fault" in before[-5:] or before[-2:-1] == ["fault"])


def is_message(text, said, name):
    if text in NOT_READ or "\0" in text:
        return False
    if said or name in UNDERSTOOD:
        return said
    if text.startswith("siyana ") or "\n" in text or "|" in text or MARKUP.search(text) or SQL.search(text):
        return False
    return bool(SENTENCE.search(text) or LABEL.match(text))


def plural_pairs(source):
    """The one and the many of each say_n."""
    texts = r'((?:"(?:\\.|[^"\\])*"\s*)+)'
    for found in re.finditer(r"(?:say_n|count|summary)\([^\";]*?,\s*" + texts + r",\s*" + texts, source):
        yield tuple("".join(unescaped(t) for t in re.findall(r'"(?:\\.|[^"\\])*"', part)) for part in found.groups())


def collected(siyana):
    """{English: plural or None} of all messages, and the (context, word) pairs that a catalogue may tell apart."""
    found, plurals = set(), {}
    for folder in ("lib", "cmd"):
        for path in sorted((ROOT / folder).rglob("*.?pp")):
            name = str(path.relative_to(ROOT))
            if name in ENGLISH:
                continue
            source = path.read_text(encoding="utf-8")
            pairs = dict(plural_pairs(source))
            plurals.update(pairs)
            if name in UNDERSTOOD - {"cmd/monitoring.cpp"}:  # what monitoring prints stays English
                found |= set(pairs) | set(HEADING.findall(source))
            found |= {text for text, said in literals(source) if is_message(text, said, name)}
    found -= set(plurals.values()) - set(plurals)
    contexts = set()
    for line in subprocess.run([siyana, "__words"], check=True, capture_output=True, text=True).stdout.splitlines():
        context, text = line.split("\t", 1)
        found.add(text)
        if context:
            contexts.add((context, text))
    return {text: plurals.get(text) for text in found}, contexts


# ---- catalogues


class Catalogue:
    """A .po file: {(context, English): [plural or None, [translations], fuzzy]}, and its head as it stands."""

    def __init__(self, path):
        self.path = path
        self.entries = {}
        head, *blocks = path.read_text(encoding="utf-8").split("\n\n")
        self.head = head
        for block in blocks:
            self.read(block)

    def read(self, block):
        fields, last, fuzzy = {}, None, False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or line.startswith("#,") and "fuzzy" in line
                continue
            keyword, text = re.match(r'(?:(\w+(?:\[\d\])?) )?(".*")$', line).groups()
            last = keyword or last
            fields[last] = fields.get(last, "") + unescaped(text)
        if "msgid" in fields:
            forms = [fields[name] for name in sorted(fields) if name.startswith("msgstr")]
            self.entries[fields.get("msgctxt", ""), fields["msgid"]] = [fields.get("msgid_plural"), forms, fuzzy]

    def write(self):
        blocks = [self.head]
        for (context, text), (plural, forms, fuzzy) in sorted(self.entries.items(), key=lambda e: (e[0][1], e[0][0])):
            lines = ["#, fuzzy"] if fuzzy else []
            lines += [f"msgctxt {quoted(context)}"] if context else []
            lines += [f"msgid {quoted(text)}"]
            lines += [f"msgid_plural {quoted(plural)}"] if plural else []
            lines += [f"msgstr[{i}] {quoted(form)}" for i, form in enumerate(forms)] if plural else [f"msgstr {quoted(forms[0])}"]
            blocks.append("\n".join(lines))
        self.path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def names_in(text):
    return set(re.findall(r"\{\w+\}", text))


def options_in(text):
    return set(re.findall(r"(?<![A-Za-z0-9-])--[a-z][a-z-]*", text))


def ending(text):
    """The punctuation it ends in, as English writes it."""
    last = text[-1:].translate(str.maketrans("؟،؛", "?,;"))
    return last if last in ".?!:;,…" else ""


def faults_of_form(language, text, plural, form, number):
    """What a translation does that its message does not."""
    wanted = names_in(plural if plural and number > 0 else text)
    if plural and language == "ar" and number < 3:  # none, one and two are words
        wanted = wanted - {"{n}"} | names_in(form) & {"{n}"}
    if names_in(form) != wanted:
        yield f"its parts are {sorted(names_in(form))}, and should be {sorted(wanted)}"
    if options_in(form) != options_in(text):
        yield "an option's name is lost or changed"
    if (form[:1].isspace(), form[-1:].isspace()) != (text[:1].isspace(), text[-1:].isspace()):
        yield "it begins or ends in a blank"
    if ending(form) != ending(text):
        yield "it ends in other punctuation"
    if language == "fr" and re.search(r" [:;!?»]|« ", form):
        yield "French has a no-break space before : ; ! ? and inside « »"
    if language == "ar" and re.search("[ـ\u064b-\u0652٠-٩۰-۹]", form):
        yield "Arabic is written without tatweel and vowel marks, and with the digits 0 to 9"


def faults_of(catalogue, messages, contexts):
    language = catalogue.path.stem[:2]
    overlay = "_" in catalogue.path.stem
    entries = catalogue.entries
    if not overlay:
        for text in sorted(messages):
            if ("", text) not in entries:
                yield f"missing: {text}"
    for (context, text), (plural, forms, fuzzy) in entries.items():
        shown = f"{context}: {text}" if context else text
        if text not in messages or context and (context, text) not in contexts:
            yield f"no longer in the program: {shown}"
            continue
        if fuzzy or not all(forms):
            yield f"not translated: {shown}"
        if plural != messages[text] or len(forms) != (FORMS[language] if plural else 1):
            yield f"has other forms than the message: {shown}"
        for number, form in enumerate(forms):
            for fault in faults_of_form(language, text, plural, form, number) if form else ():
                yield f"{fault}: {shown}"


def update(catalogue, messages):
    forms = FORMS[catalogue.path.stem]
    for text, plural in messages.items():
        catalogue.entries.setdefault(("", text), [plural, [""] * (forms if plural else 1), False])
    catalogue.write()


# ---- what the program says


# Thousands of rows, of which none says anything new; and what is not in English as it is written.
LEFT_OUT = {"hospital.test", "import_many.test", "french.test", "arabic.test"}


def answers_in(transcript):
    """[(command, printed lines)] of a transcript."""
    said = []
    for line in transcript.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("$"):
            said.append((f"{transcript.name}: {line[2:]}", []))
        elif said and not line.startswith(("#", ">")):
            said[-1][1].append(line)
    return said


def answers(siyana, transcript, language, folder):
    """The same of all transcripts, run in a language."""
    where = pathlib.Path(folder) / language
    where.mkdir()
    program = where / "siyana"
    program.write_text(f'#!/bin/sh\nSIYANA_LANG={language} exec "{siyana}" "$@"\n')
    program.chmod(0o755)
    said = []
    for path in transcripts():
        copy = where / path.name
        copy.write_bytes(path.read_bytes())
        subprocess.run([transcript, "--accept", program, copy], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        said += answers_in(copy)
    return said


def transcripts():
    return [path for path in sorted((ROOT / "tests" / "cli").glob("*.test")) if path.name not in LEFT_OUT]


def is_heading(command, line):
    return "--format table" in command and "--lang" not in command and re.match(r"[A-Z][a-z]+( [a-z]+)*  +[A-Z]", line)


def english_in(english, other):
    for (command, lines), (same, translated) in zip(english, other):
        if command != same:
            yield f"{command}: another transcript"
        for line in lines[:1] if any(is_heading(command, line) for line in lines[:1]) else []:
            if line in translated:
                yield f"{command}: the heading is English: {line}"
        for line in lines:
            if line.startswith("siyana: ") and line in translated:
                yield f"{command}: {line}"


def main():
    siyana, transcript = os.environ["SIYANA"], os.environ["TRANSCRIPT"]
    messages, contexts = collected(siyana)
    catalogues = [Catalogue(path) for path in sorted(MESSAGES.glob("*.po"))]
    if "--update" in sys.argv:
        for catalogue in catalogues:
            if catalogue.path.stem in FORMS:
                update(catalogue, messages)
        return 0
    faults = [f"{c.path.name}: {fault}" for c in catalogues for fault in faults_of(c, messages, contexts)]
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ThreadPoolExecutor() as runs:
            said = dict(zip(FORMS, runs.map(lambda lang: answers(siyana, transcript, lang, folder), FORMS)))
        english = [answer for path in transcripts() for answer in answers_in(path)]
        faults += [f"{lang}: {fault}" for lang in FORMS for fault in english_in(english, said[lang])]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
