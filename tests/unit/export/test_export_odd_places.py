"""Places that an export must not be made at, by their names alone."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, cast

import pytest

from triage.core.errors import ExportError
from triage.export.staging import refuse_place

if TYPE_CHECKING:
    from collections.abc import Callable


def refuse(out: Any) -> None:
    refuse_place(out, Path("c.triage"), ())


@pytest.mark.parametrize(
    "name", ["report.csv:hidden", "NUL", "con.csv", "report. ", "trip \\a.csv"]
)
def test_a_name_that_windows_takes_for_something_else_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match="is no name for an export"):
        refuse(PureWindowsPath("D:\\out") / name)


def test_the_top_of_a_drive_exists() -> None:
    with pytest.raises(ExportError, match="exists already"):
        refuse(Path(Path.cwd().anchor))


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a colon is an ordinary letter")
def test_on_windows_no_stream_of_a_source_is_written(
    small: Any, export: Callable[..., Any]
) -> None:
    stream = cast("Path", small.source).with_name(f"{small.source.name}:notes.csv")
    with pytest.raises(ExportError, match="is no name for an export"):
        export("csv", to=stream)
