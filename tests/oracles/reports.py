"""Reads a report in each form with other people's readers:  reports.py TOOL GUIDE

TOOL is the program, GUIDE a guide folder with faults. SARIF goes through the models that PyPI's `pydantic-sarif` makes of the
official schema, and through the schema itself when SARIF_SCHEMA names it; JUnit XML through `junitparser`; the table through
Python's own `csv`. All must tell the same findings as findings.json. The page goes to vnu and axe (see README.md).
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from urllib.parse import unquote

from junitparser import Failure, JUnitXml, Skipped
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

LEVELS = {"must-fix": "error", "should-fix": "warning", "note": "note"}


def told(tool: str, guide: str, form: str) -> bytes:
    words = [tool, "check", "--guide", guide, "--as-of", "2026-09-01", "--format", form]
    run = subprocess.run(words, capture_output=True, timeout=300)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)} ended with {run.returncode}: {run.stderr.decode()}")
    return run.stdout


def main(tool: str, guide: str) -> list[str]:
    faults = []
    findings = json.loads(told(tool, guide, "json"))["findings"]
    counts = Counter(finding["severity"] for finding in findings)

    text = told(tool, guide, "sarif")
    Sarif.model_validate_json(text)
    log = json.loads(text)
    if schema := os.environ.get("SARIF_SCHEMA"):
        import jsonschema

        with open(schema, encoding="utf-8") as file:
            validator = jsonschema.Draft4Validator(json.load(file), format_checker=jsonschema.FormatChecker())
        faults += [f"SARIF: {fault.json_path}: {fault.message}" for fault in validator.iter_errors(log)]
    run = log["runs"][0]
    if len(run["results"]) != len(findings):
        faults.append(f"SARIF has {len(run['results'])} results, findings.json {len(findings)} findings")
    for result, finding in zip(run["results"], findings):
        place = finding["place"]
        physical = result["locations"][0].get("physicalLocation", {})
        found = (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"],
            result["level"],
            unquote(physical.get("artifactLocation", {}).get("uri", "")),
            physical.get("region", {}).get("startLine"),
            physical.get("region", {}).get("startColumn"),
        )
        wanted = (finding["rule"], LEVELS[finding["severity"]], place["file"], place["line"], place["column"])
        if found != wanted:
            faults.append(f"SARIF says {found}, findings.json {wanted}")

    suites = JUnitXml.fromstring(told(tool, guide, "junit"))
    results = [kind for suite in suites for case in suite for kind in case.result]
    failures = sum(isinstance(kind, Failure) for kind in results)
    skipped = sum(isinstance(kind, Skipped) for kind in results)
    if (failures, skipped) != (counts["must-fix"], counts["should-fix"] + counts["note"]):
        faults.append(f"JUnit has {failures} failures and {skipped} skipped, findings.json {dict(counts)}")
    if (suites.failures, suites.skipped) != (failures, skipped):
        faults.append("JUnit's own counts are not those of its tests")

    table = told(tool, guide, "csv")
    if not table.startswith(b"\xef\xbb\xbf") or re.search(rb"(?<!\r)\n", table):
        faults.append("The table lacks the byte-order mark, or has line ends that Excel does not expect")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    if [row["rule"] for row in rows] != [finding["rule"] for finding in findings]:
        faults.append("The table has other rows than findings.json")
    for row in rows:
        faults += [f"Excel would run {cell!r}" for cell in row.values() if cell.lstrip()[:1] in ("=", "+", "-", "@")]

    print(f"{len(findings)} findings in SARIF, JUnit XML and the table: {dict(counts)}")
    return faults


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wrong = main(sys.argv[1], sys.argv[2])
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
