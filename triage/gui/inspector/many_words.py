"""What many items have in common, in lines that a person reads at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.inspector.metadata_words import Fact, kind
from triage.gui.looks import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triage.gui.inspector.many_facts import ManyFacts

_NAMED = 3
"""Values that are told by name; of more, the count and the most frequent ones."""


def in_plain_words(facts: ManyFacts) -> list[Fact]:
    """The lines, those left out of which nothing is known."""
    states = {words.state(state): count for state, count in facts.states.items()}
    flags = {words.flag(flag): count for flag, count in facts.flags.items()}
    suggested = {one.display: one.count for one in facts.suggested}
    rows = [
        Fact("State", _values(states, facts.count, "")),
        Fact("Size", _sizes(facts)),
        Fact("Taken", _taken(facts)),
        Fact("Camera", _values(facts.cameras, facts.count, "cameras", "without a camera")),
        Fact("Type", _values(_kinds(facts), facts.count, "types", "not read")),
        Fact("Source", _values(facts.sources, facts.count, "sources")),
        Fact("Folder", _folder(facts)),
        Fact("Suggested", _suggested(suggested)),
        Fact("Place", f"{words.count(facts.gps)} with GPS" if facts.gps else ""),
        Fact("Marks", _lines(flags)),
    ]
    return [row for row in rows if row.shown]


def _values(found: Mapping[str, int], total: int, many: str, none: str = "") -> str:
    """One value by its name; few with their counts; of many how many, the first of them named.

    ``many`` "" names them all. ``none`` is how "no value" (the key "") is called.
    """
    named = sorted(((k, n) for k, n in found.items() if k), key=lambda pair: -pair[1])
    if not named:
        return ""
    if len(named) == 1 and named[0][1] == total:
        return words.safe(named[0][0])
    shown = named if not many else named[:_NAMED]
    parts = [f"{words.safe(name)}: {words.count(count)}" for name, count in shown]
    if len(named) > len(shown):
        parts.append(f"and {words.count(len(named) - len(shown))} more")
    if none and found.get(""):
        parts.append(f"{none}: {words.count(found[''])}")
    head = f"{words.count(len(named))} {many}\n" if many and len(named) > 1 else ""
    return head + "\n".join(parts)


def _kinds(facts: ManyFacts) -> dict[str, int]:
    found: dict[str, int] = {}
    for media_type, count in facts.media_types.items():
        shown = kind(media_type)
        found[shown] = found.get(shown, 0) + count
    return found


def _sizes(facts: ManyFacts) -> str:
    if facts.bytes_unknown == facts.count:
        return ""
    told = f"{words.size(facts.bytes_known)} together"
    if facts.bytes_unknown:
        told += f", {words.count(facts.bytes_unknown)} of unknown size"
    return told


def _taken(facts: ManyFacts) -> str:
    """Months are enough to see whether they belong together; days where it is one month."""
    first, last = facts.first_taken, facts.last_taken
    if first is None or last is None:
        return ""
    if first == last:
        told = first.isoformat()
    elif first.isoformat()[:7] == last.isoformat()[:7]:
        told = f"{first.isoformat()} to {last.isoformat()}"
    else:
        told = f"{first.isoformat()[:7]} to {last.isoformat()[:7]}"
    return f"{told}, {words.count(facts.undated)} without a date" if facts.undated else told


def _folder(facts: ManyFacts) -> str:
    if facts.folder is None:
        return words.noun(facts.folders, "folder", "folders")
    return words.safe(facts.folder) or "top folder of the source"


def _suggested(found: Mapping[str, int]) -> str:
    """The machine's words: how many items reach the threshold of each label."""
    shown = list(found.items())[: 2 * _NAMED]
    return "\n".join(f"{words.safe(name)}: {words.count(count)}" for name, count in shown)


def _lines(found: Mapping[str, int]) -> str:
    return "\n".join(f"{name}: {words.count(count)}" for name, count in found.items())
