from __future__ import annotations

import threading

from triage.core.job import JobContext
from triage.store import audit


def test_a_first_import_is_all_new(run, source, case):
    done = run(source)
    assert (done.new, done.changed, done.missing) == (done.found, 0, 0)
    with case.reader() as reader:
        *_, last = audit.rows(reader.connection)
    assert (last.what, last.detail["new"], last.detail["missing"]) == ("job-ended", done.found, 0)


def test_later_imports_say_what_is_different(run, source):
    run(source)
    (source / "added.txt").write_text("new", encoding="utf-8")
    (source / "notes.txt").write_text("other words than before", encoding="utf-8")
    (source / "empty.jpg").unlink()
    second = run(source)
    third = run(source)
    assert (second.new, second.changed, second.missing) == (1, 1, 1)
    assert (third.new, third.changed, third.missing) == (0, 0, 1)


def test_the_bar_ends_at_everything_found(run, source, monkeypatch):
    (source / "link").symlink_to(source / "notes.txt")
    shown = set()
    kept = JobContext.report

    def report(ctx, stage, done, total=None, counts=(), message=""):
        shown.add((stage, done, total))
        kept(ctx, stage, done, total, counts, message)

    monkeypatch.setattr(JobContext, "report", report)
    found = run(source).found
    assert ("hashing and analysing", found, found) in shown


def test_a_file_that_takes_long_is_named(run, source, monkeypatch):
    from triage.ingest import hash_stage, pipeline

    named = threading.Event()
    kept = JobContext.report
    read = hash_stage.hash_and_identify

    def report(ctx, stage, done, total=None, counts=(), message=""):
        if message.startswith("reading "):
            named.set()
        kept(ctx, stage, done, total, counts, message)

    def slow(*arguments):
        named.wait(20)
        return read(*arguments)

    monkeypatch.setattr(JobContext, "report", report)
    monkeypatch.setattr(hash_stage, "hash_and_identify", slow)
    monkeypatch.setattr(pipeline, "_QUIET_S", 0.0)
    run(source)
    assert named.is_set()
