#!/usr/bin/env python3
"""The overdue list in JSON is what schemas/json/overdue.schema.json says, and its columns are the contract's."""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

SIYANA = os.environ["SIYANA"]
SOURCE = os.environ["SOURCE"]
COLUMNS = ("tag facility department type manufacturer model serial plan kind due_on closes_on days_late state "
           "last_done_on blocked_by snoozed_until").split()


def main():
    with open(os.path.join(SOURCE, "schemas/json/overdue.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SIYANA_DB": os.path.join(folder, "s.db"), "SIYANA_NOW": "2026-07-15T09:00:00+01:00"}

        def siyana(*words):
            return subprocess.run([SIYANA, *words], env=environment, check=True, capture_output=True, text=True).stdout

        siyana("init", "--facility", "MOS", "--name", "x")
        assert json.loads(siyana("overdue", "--format", "json")) == []
        siyana("device", "add", "bare")
        siyana("plan", "add", "bare", "--every", "1y", "--due", "2026-01-01")
        siyana("device", "add", 'V\u202e-1 "\\', "--type", "T", "--manufacturer", "M", "--model", "N", "--serial", "S",
               "--department", "مصلحة")
        siyana("plan", "add", 'V\u202e-1 "\\', "--every", "6m", "--due", "2026-12-01")
        siyana("fail", 'V\u202e-1 "\\', "x\ny")
        rows = json.loads(siyana("overdue", "--within", "365d", "--format", "json"))
        validator.validate(rows)
        assert [row["tag"] for row in rows] == ["bare", 'V\u202e-1 "\\'], rows
        assert [row["state"] for row in rows] == ["overdue", "retest"], rows
        assert list(rows[0])[:len(COLUMNS)] == COLUMNS, list(rows[0])
        assert rows[0]["department"] is None and rows[0]["last_done_on"] is None, rows[0]
        lines = [json.loads(line) for line in siyana("overdue", "--within", "365d", "--format", "jsonl").splitlines()]
        assert lines == rows
        broken = dict(rows[0], days_late="44")
        assert list(validator.iter_errors([broken])), "the schema lets a text stand for days_late"


if __name__ == "__main__":
    sys.exit(main())
