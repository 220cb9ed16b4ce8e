"""The second program: what do case, audit log, report and copies say was done at the window?

It reads with the standard library alone, knows nothing of our code, and asks the ``triage``
command only to check the case and to print its log. It compares with the journal of the one who
did it, and prints one JSON object: what holds, with figures, and what does not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.window_run.journal import Journal
from tests.e2e.window_run.read_case import ReadCase
from tests.e2e.window_run.read_exports import read_copies, read_report

_ROOT = Path(__file__).parents[3]


class Findings:
    """One line for each question: what was found, and whether it is what was done."""

    def __init__(self) -> None:
        self.holds: dict[str, object] = {}
        self.differs: dict[str, object] = {}

    def same(self, question: str, found: object, done: object) -> None:
        """Both must be equal."""
        if found == done:
            self.holds[question] = found
        else:
            self.differs[question] = {"found": found, "done": done}


def read_back(journal: Journal) -> Findings:
    """Ask everything."""
    found = Findings()
    with ReadCase(Path(journal.case)) as case:
        _case(found, case, journal)
        _log(found, case, journal)
        _import(found, case, journal)
        _threshold(found, case, journal)
        _grades(found, case, journal)
        _exports(found, case, journal)
    _command(found, journal)
    return found


def _case(found: Findings, case: ReadCase, journal: Journal) -> None:
    told = (journal.name, journal.number, journal.examiner)
    found.same("case: name, number, examiner", case.facts(), told)
    sources = [(name, journal.exhibit) for name in journal.sources]
    found.same("sources with their exhibit number", case.sources(), sources)


def _log(found: Findings, case: ReadCase, journal: Journal) -> None:
    rows = case.log()
    found.same("log: rows, as the window said last", len(rows), journal.log_rows)
    found.same("log: rows whose hash is not that of their content", case.broken_rows(), [])
    found.same("log: persons", sorted({row["by"] for row in rows}), [journal.examiner])
    imports = journal.stopped + 1
    expected = {
        "case-created": 1,
        "case-opened": 1,
        "source-added": len(journal.sources),
        "job-begun": imports,
        "job-ended": imports,
        "model-run": imports,
        "threshold-changed": len(journal.moved),
        "grade-set": len(journal.grades) + journal.undone,
        "exported": len(journal.exports),
    }
    kinds = [row["what"] for row in rows]
    found.same("log: rows of each kind", {kind: kinds.count(kind) for kind in kinds}, expected)


def _import(found: Findings, case: ReadCase, journal: Journal) -> None:
    jobs = case.jobs()
    outcomes = ["cancelled"] * journal.stopped + ["done"]
    found.same("jobs: outcomes", [job["outcome"] for job in jobs], outcomes)
    ended = [row["detail"]["outcome"] for row in case.log("job-ended")]
    found.same("jobs: outcomes by the log", ended, outcomes)
    counts = case.counts()
    parts = ("analysed", "skipped", "failed", "pending")
    told = " + ".join(f"{part} {counts[part]:,}" for part in parts if part != "pending")
    found.same(
        "counts, as the window said", f"found {counts['found']:,} = {told}", journal.equation
    )
    found.same("pending items", counts["pending"], 0)
    found.same("items = files of the sources", counts["found"], case.files_of_sources())
    last = jobs[-1]["detail"]
    found.same(
        "counts of the last job",
        {part: last[part] for part in ("found", *parts)},
        {part: counts[part] for part in ("found", *parts)},
    )
    found.same("job steps add up", sum(job["detail"]["done"] for job in jobs), counts["found"])
    found.same("items whose SHA-256 is not that of their file", case.other_hashes(), [])
    found.same("analysed items without scores", case.unscored(), 0)


def _threshold(found: Findings, case: ReadCase, journal: Journal) -> None:
    rows = [row["detail"] for row in case.log("threshold-changed")]
    moves = [(row["label"], round(row["old"], 4), round(row["new"], 4)) for row in rows]
    done = [(one.label, round(one.old, 4), round(one.new, 4)) for one in journal.moved]
    found.same(f"thresholds: one row a move, none for {journal.given_up} given up", moves, done)
    last = {one.label: round(one.new, 4) for one in journal.moved}
    found.same("thresholds in force", case.thresholds(), last)


def _grades(found: Findings, case: ReadCase, journal: Journal) -> None:
    kept = {one.name: one.category for one in journal.kept()}
    found.same("grades: items with a grade", len(case.grades()), len(kept))
    found.same("grades: each item's category", case.grades() == kept, True)
    found.same("grades: by", case.graders(), [journal.examiner])
    rows = [row["detail"] for row in case.log("grade-set")]
    names = case.names()
    given = [(names[row["items"][0]], row["category"]) for row in rows if "note" not in row]
    done = [(one.name, one.category) for one in journal.grades]
    found.same("grades: rows in their order are the keys pressed", given == done, True)
    found.same("grades: rows", len(given), len(done))
    found.same("grades: one item a row", {len(row["items"]) for row in rows}, {1})
    undone = [
        (names[row["items"][0]], row["old"][0], row["category"], row["note"])
        for row in rows
        if "note" in row
    ]
    taken = journal.grades[len(journal.grades) - journal.undone :]
    backwards = [(one.name, one.category, None, "undo") for one in reversed(taken)]
    found.same("grades: rows of undo, the last grade first", undone, backwards)


def _exports(found: Findings, case: ReadCase, journal: Journal) -> None:
    rows = [row["detail"] for row in case.log("exported")]
    told = [(row["kind"], row["out"], row["items"]) for row in rows]
    done = [(one.kind, one.out, len(one.names)) for one in journal.exports]
    found.same("exports: kind, place, items", told, done)
    for row, export in zip(rows, journal.exports, strict=False):
        out = Path(export.out)
        read = read_report(out) if export.kind == "html" else read_copies(out)
        said = f"{export.kind}:"
        found.same(f"{said} SHA-256 in the log = that of its manifest", row["sha256"], read.sha256)
        found.same(f"{said} files that are not as its manifest says", read.broken, [])
        found.same(f"{said} files", read.files > 0, True)
        names = sorted(export.names)
        found.same(f"{said} the pictures that were chosen", sorted(read.hashes) == names, True)
        hashes = {name: case.hash_of(name) for name in read.hashes}
        found.same(f"{said} hashes are those of the case", read.hashes == hashes, True)
        grades = {name: case.grades().get(name) for name in read.hashes}
        found.same(f"{said} grades are those of the case", read.grades == grades, True)
        if export.kind == "html":
            found.same(f"{said} privacy is stated", "privacy" in row, journal.privacy)
            veiled = read.veiled == len(export.names) if journal.privacy else read.veiled == 0
            found.same(f"{said} every covered picture is veiled", veiled, True)
            found.same(f"{said} log rows before it", read.log_rows, row["audit"]["rows"])


def _command(found: Findings, journal: Journal) -> None:
    """What our own command says of the same case."""
    checked = _triage("verify", "--evidence", journal.case)
    found.same("triage verify --evidence: exit", checked.returncode, 0)
    printed = _triage("audit", "--format", "jsonl", journal.case).stdout.splitlines()
    found.same("triage audit: rows", len(printed), journal.log_rows)


def _triage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "triage", *arguments],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def main(argv: list[str]) -> int:
    """``python -m tests.e2e.window_run.read_back JOURNAL``: 0 where all is as it was done."""
    found = read_back(Journal.read(Path(argv[1])))
    told = {"holds": found.holds, "differs": found.differs}
    print(json.dumps(told, indent=2, default=list, ensure_ascii=False))
    return 1 if found.differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
