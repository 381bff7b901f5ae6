#!/usr/bin/env python3
"""The figures for Prometheus are read by its own client library, whatever a department is called."""
import os
import subprocess
import sys
import tempfile

from prometheus_client.parser import text_string_to_metric_families

SIYANA = os.environ["SIYANA"]
PLACES = ['Réa "A"', "back\\slash", "two\nlines", "{x=\"y\"} 5", "مصلحة"]


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SIYANA_DB": os.path.join(folder, "s.db"), "SIYANA_NOW": "2026-07-15T09:00:00+01:00"}

        def siyana(*words):
            return subprocess.run([SIYANA, *words], env=environment, check=True, capture_output=True, text=True).stdout

        siyana("init", "--facility", "MOS", "--name", "x")
        for number, place in enumerate(PLACES):
            siyana("device", "add", f"T-{number}", "--type", "T", "--department", place, "--new")
        siyana("plan", "add", "--type", "T", "--every", "6m", "--due", "2026-01-01")
        families = {family.name: family for family in text_string_to_metric_families(
            siyana("status", "--format", "prometheus"))}
        assert families["siyana_plans_overdue"].samples[0].value == len(PLACES)
        assert all(family.documentation and family.type == "gauge" for family in families.values())
        places = {sample.labels["place"]: sample.value for sample in families["siyana_place_plans_overdue"].samples}
        assert places == {"MOS/" + place.replace("\n", "\\n"): 1 for place in PLACES}, places


if __name__ == "__main__":
    sys.exit(main())
