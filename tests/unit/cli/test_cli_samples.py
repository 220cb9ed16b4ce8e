from __future__ import annotations

import hashlib

import pytest

from triage.evidence.samples import canvas, charts, exif, folder, letters, receipts, screenshots


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


def test_samples_are_drawn_alike_every_time():
    for draw in (letters.letter, receipts.receipt, screenshots.screenshot, charts.chart):
        assert digest(draw(2)) == digest(draw(2))
        assert digest(draw(2)) != digest(draw(3))


def test_there_are_about_eighty_of_them(tmp_path, monkeypatch):
    small = canvas.Sheet(40, 30).image
    for kind in ("photo", "letter", "receipt", "screenshot", "chart"):
        monkeypatch.setattr(folder, kind, lambda _number: small.copy())
    told = sum(write(tmp_path) for _, write in folder.steps())
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert told == len(files) == 80
    assert any(path.stat().st_size == 0 for path in files)


def test_a_position_survives_the_way_into_exif():
    (degrees, _), (minutes, _), (seconds, scale) = exif._degrees(54.3313)
    assert degrees + minutes / 60 + seconds / scale / 3600 == pytest.approx(54.3313)
