"""Who graded, when, and what: the lines under the grade buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.looks import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from triage.gui.session.counted import Category
    from triage.store.item_detail import GradeFacts

_NONE = "Not graded"


def said_of_one(category: int | None, grade: GradeFacts | None) -> str:
    """Of one item. ``category`` is what counts now; ``grade`` may be a moment older."""
    if category is None:
        return _NONE
    if grade is None or grade.category != category:
        return f"Graded {category}"
    told = f"Graded by {words.safe(grade.by)} · {words.moment(grade.at)}"
    if grade.given_to is None:
        return told
    return (
        f"{told}\nGiven to earlier content (SHA-256 {grade.given_to[:12]}…): "
        "the file has changed since."
    )


def said_of_many(
    grades: Mapping[int | None, int], categories: Sequence[Category]
) -> tuple[int | None, str]:
    """The grade that all of them have, and how the grades are spread where they differ."""
    if set(grades) <= {None}:
        return None, "None of them is graded"
    named = {one.number: one.name for one in categories}
    if len(grades) == 1:
        (category,) = grades
        told = f"All graded {category} {words.safe(named.get(category or 0, ''))}"
        return category, told.rstrip()
    parts = [
        f"{number} {words.safe(named.get(number, ''))}".strip() + f": {words.count(count)}"
        for number, count in sorted((n, c) for n, c in grades.items() if n is not None)
    ]
    if left := grades.get(None, 0):
        parts.append(f"not graded: {words.count(left)}")
    return None, " · ".join(parts)
