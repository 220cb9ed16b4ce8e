from __future__ import annotations

import os
import subprocess
import sys


def with_a_second_runtime(folder, *arguments):
    """Run a command where a second distribution of ONNX Runtime says it is installed."""
    other = "onnxruntime" if sys.platform == "win32" else "onnxruntime-directml"
    record = folder / f"{other.replace('-', '_')}-1.24.4.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {other}\nVersion: 1.24.4\n", encoding="utf-8"
    )
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", "triage", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_two_runtimes_at_once_stop_an_import_before_the_case_is_made(tmp_path):
    source = tmp_path / "evidence"
    source.mkdir()
    packages = tmp_path / "packages"
    packages.mkdir()
    done = with_a_second_runtime(packages, "import", tmp_path / "c.triage", source)
    assert done.returncode == 1
    assert "overwrite each other's files" in done.stderr
    assert not (tmp_path / "c.triage").exists()
