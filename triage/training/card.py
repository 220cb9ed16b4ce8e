"""The model card that training writes: data, effort, figures, and what nobody may conclude."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.core.names import safe
from triage.training import metrics
from triage.training.backend import torch
from triage.training.collect import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triage.training.calibration import Calibration, Judged
    from triage.training.collect import Material
    from triage.training.order import Order
    from triage.training.rows import Row

_HEAD: Final = (
    "| label | threshold | true | false | AP | recall | precision | false alarms | calibrated |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---|"
)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the card tells."""

    order: Order
    name: str
    material: Material
    calibration: Calibration
    judged: Judged
    how_judged: str
    val: Judged | None
    epochs: int
    seconds: float
    difference: float


def text(report: Report) -> str:
    """The card: the template beside this module, filled in."""
    template = resources.files("triage.training").joinpath("card_template.md")
    filled = template.read_text(encoding="utf-8")
    material = report.material
    values = {
        "name": report.name,
        "labels": ", ".join(label.display for label in material.labels),
        "pictures": f"{len(material.rows):,}",
        "sources": sources_table(material.rows),
        "left_out": told(material.left_out),
        "notices": "\n".join(material.notices),
        "effort": effort(report),
        "judged": report.how_judged,
        "figures": figures_table(report, report.judged),
        "val": _val(report),
        "not_calibrated": _not_calibrated(report),
    }
    for name, value in values.items():
        filled = filled.replace("{{" + name + "}}", value)
    return filled


def figures(report: Report, judged: Judged) -> dict[str, dict[str, float]]:
    """Per label: positives, negatives, average precision, and what its threshold does."""
    scores = report.calibration.scores(judged.logits)
    found: dict[str, dict[str, float]] = {}
    for column, name in enumerate(report.material.names):
        there = judged.known[:, column] > 0.5
        of_label, truth = scores[there, column], judged.truth[there, column]
        threshold = report.calibration.thresholds[column]
        recall, precision, false = metrics.at_threshold(of_label, truth, threshold)
        found[name] = {
            "threshold": threshold,
            "positives": float(truth.sum()),
            "negatives": float(len(truth) - truth.sum()),
            "average_precision": metrics.average_precision(of_label, truth),
            "recall": recall,
            "precision": precision,
            "false_alarms": false,
        }
    return found


def figures_table(report: Report, judged: Judged) -> str:
    """One line a label, as a Markdown table, and the mean."""
    lines = [_HEAD]
    found = figures(report, judged)
    for own, (name, one) in zip(report.calibration.own, found.items(), strict=True):
        rates = " | ".join(
            f"{one[key]:.3f}"
            for key in ("average_precision", "recall", "precision", "false_alarms")
        )
        counts = f"{one['positives']:.0f} | {one['negatives']:.0f}"
        own_curve = "yes" if own else "no"
        lines.append(f"| {name} | {one['threshold']:.3f} | {counts} | {rates} | {own_curve} |")
    mean = metrics.mean({name: one["average_precision"] for name, one in found.items()})
    return "\n".join([*lines, "", f"Mean AP {mean:.3f}."])


def sources_table(rows: list[Row]) -> str:
    """The pictures learned from, by source and licence."""
    lines = ["| source | pictures | labels | licence as stated | tier |", "|---|---:|---|---|---|"]
    by_source: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        by_source.setdefault((row.source, row.licence, row.tier), []).append(row)
    for (source, licence, tier), some in sorted(by_source.items(), key=lambda one: -len(one[1])):
        counts = Counter(name for row in some for name in row.labels)
        labels = ", ".join(f"{safe(name)} {count}" for name, count in counts.most_common())
        cells = (safe(source), str(len(some)), labels, safe(licence), safe(tier))
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines)


def effort(report: Report) -> str:
    """Machine, time and manner in a few sentences."""
    order = report.order
    teachers = ", ".join(place.parent.name or place.name for place in order.teachers) or "none"
    begun = f"the weights of {order.init.name}" if order.init else "random weights"
    return (
        f"{_processor()}, torch {torch.__version__}. Preset {order.preset}, seed {order.seed}, "
        f"begun with {begun}; teachers: {teachers}. {report.epochs} epochs in "
        f"{report.seconds / 3600.0:.2f} hours of wall time, waiting included. The exported model "
        f"differs from the trained one by {report.difference:.1e} at most."
    )


def _val(report: Report) -> str:
    if report.val is None:
        return "No pictures were set aside as `val`."
    return (
        "Scored once, after everything was decided. These pictures come from the same sources as "
        "those learned from, and flatter.\n\n" + figures_table(report, report.val)
    )


def _not_calibrated(report: Report) -> str:
    names: Mapping[str, bool] = dict(
        zip(report.material.names, report.calibration.own, strict=True)
    )
    bare = [name for name, own in names.items() if not own]
    return ", ".join(bare) or "none"


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
