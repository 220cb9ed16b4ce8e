"""Where a picture lies: it fits, zooms at a point, stays in sight and turns around its middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.gui.viewing.placement import MOST_ZOOM, Placement


def placed(
    width: float = 4000, height: float = 3000, view: tuple[float, float] = (1000, 600)
) -> Placement:
    placement = Placement()
    placement.set_view(*view, 1.0)
    placement.show(width, height)
    return placement


def under(placement: Placement, x: float, y: float) -> tuple[float, float]:
    """The point of the picture at a point of the view."""
    left, top, _, _ = placement.rectangle
    return (x - left) / placement.zoom, (y - top) / placement.zoom


def test_a_picture_fits_in_the_middle() -> None:
    assert placed().rectangle == (100.0, 0.0, 800.0, 600.0)
    assert not placed().can_pan


def test_a_small_picture_is_enlarged_no_further_than_twice() -> None:
    assert placed(64, 48).zoom == 2.0


def test_a_fitted_picture_goes_on_to_fit() -> None:
    placement = placed()
    placement.set_view(2000, 1200, 1.0)
    assert placement.rectangle == (200.0, 0.0, 1600.0, 1200.0)


@pytest.mark.parametrize("at", [(500, 300), (300, 200), (800, 500)])
def test_the_point_under_the_pointer_stays(at: tuple[float, float]) -> None:
    placement = placed()
    placement.zoom_to(1.0, at)
    before = under(placement, *at)
    placement.zoom_to(3.0, at)
    assert under(placement, *at) == pytest.approx(before, abs=1.0)


def test_zooming_stops_at_one_for_one() -> None:
    placement = placed()
    placement.zoom_to(0.9)
    placement.zoom_by(1.25)
    assert placement.zoom == 1.0
    placement.zoom_by(1.25)
    assert placement.zoom == 1.25
    placement.zoom_by(0.5)
    assert placement.zoom == 1.0


def test_zooming_out_ends_with_the_fitted_picture() -> None:
    placement = placed()
    placement.zoom_to(1.0)
    assert not placement.fitted
    placement.zoom_by(0.01)
    assert placement.fitted


def test_steps_meet_one_for_one_and_end() -> None:
    placement = placed()
    seen: list[float] = []
    for _ in range(30):
        placement.step(up=True)
        seen.append(placement.zoom)
    assert 1.0 in seen
    assert placement.zoom == MOST_ZOOM
    for _ in range(30):
        placement.step(up=False)
    assert placement.fitted


def test_a_picture_turns_around_the_point_in_the_middle() -> None:
    placement = placed()
    placement.zoom_to(1.0, (100, 100))
    x, y = under(placement, 500, 300)
    placement.turn(clockwise=True)
    assert placement.size == (3000, 4000)
    assert under(placement, 500, 300) == pytest.approx((3000 - y, x), abs=1.0)
    for _ in range(3):
        placement.turn(clockwise=True)
    assert under(placement, 500, 300) == pytest.approx((x, y), abs=1.0)
    placement.turn(clockwise=False)
    placement.turn(clockwise=True)
    assert under(placement, 500, 300) == pytest.approx((x, y), abs=1.0)


def test_a_corrected_size_moves_nothing() -> None:
    placement = placed()
    placement.zoom_to(1.0, (200, 100))
    before = placement.rectangle
    placement.correct_size(8000, 6000)
    assert placement.rectangle == pytest.approx(before, abs=1.0)
    assert placement.zoom == 0.5


moves = st.lists(
    st.tuples(
        st.sampled_from(["zoom", "pan", "turn", "step", "view"]),
        st.floats(-3000, 3000),
        st.floats(-3000, 3000),
    ),
    max_size=12,
)


@given(st.integers(1, 30_000), st.integers(1, 30_000), moves)
def test_no_empty_ground_is_seen_beside_a_picture_that_could_cover_it(
    width: int, height: int, done: list[tuple[str, float, float]]
) -> None:
    placement = placed(width, height)
    for word, x, y in done:
        if word == "zoom":
            placement.zoom_by(2 ** (x / 1500), (abs(x), abs(y)))
        elif word == "pan":
            placement.pan(x, y)
        elif word == "turn":
            placement.turn(x > 0)
        elif word == "step":
            placement.step(x > 0)
        else:
            placement.set_view(abs(x) + 10, abs(y) + 10, 1.5)
    left, top, wide, high = placement.rectangle
    for start, length, room in ((left, wide, placement.view[0]), (top, high, placement.view[1])):
        if length >= room:
            assert start <= 1
            assert start + length >= room - 1
        else:
            assert start == pytest.approx((room - length) / 2, abs=1.0)
