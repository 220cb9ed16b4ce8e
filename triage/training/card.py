"""The model card: what went into the model, what came out, what it must not be used for."""

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from triage.training import metrics
from triage.training.backend import Module, torch
from triage.training.labels import NAMES, VERSION
from triage.training.manifest import Row, Split
from triage.training.train import Figures, Floats, HoldOut, Progress, Settings, scores_of

TOP: Final = 50
TABLE_HEAD: Final = (
    "| label | threshold | hold-out true | AP | AP grey | recall | precision "
    "| val true | AP | AP grey | recall | precision |"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Figures on one set of pictures; the dictionaries are by label, `nan` without a case."""

    pictures: int
    true: Mapping[str, int]
    plain: Figures
    grey: Figures
    recall: Figures
    precision: Figures
    thresholds: Mapping[str, float]
    top_firearms: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the card tells."""

    split: Split
    learned: int
    settings: Settings
    progress: Progress
    hold_out: Judged
    validation: Judged


def judged(network: Module, pictures: HoldOut, thresholds: Mapping[str, float]) -> Judged:
    """Score `pictures` with colour and without, and count at the default thresholds."""
    truth, known = pictures.truth, pictures.known
    scores = scores_of(network, pictures.plain)
    recall: Figures = {}
    precision: Figures = {}
    for column, name in enumerate(NAMES):
        seen = known[:, column] > 0.5
        recall[name], precision[name] = _at_threshold(
            scores[seen, column], truth[seen, column], thresholds[name]
        )
    return Judged(
        pictures=len(truth),
        true={name: int(truth[:, column].sum()) for column, name in enumerate(NAMES)},
        plain=metrics.per_label_precision(scores, truth, known),
        grey=metrics.per_label_precision(scores_of(network, pictures.grey), truth, known),
        recall=recall,
        precision=precision,
        thresholds=thresholds,
        top_firearms=metrics.precision_at(scores[:, 0], truth[:, 0], TOP),
    )


def figures_table(report: Report) -> str:
    """One line a label, hold-out beside val, as a Markdown table."""
    lines = [
        TABLE_HEAD,
        "|---|---:|" + "---:|" * 10,
    ]
    for name in NAMES:
        cells = [f"{report.hold_out.thresholds[name]:.3f}"]
        for part in (report.hold_out, report.validation):
            cells.append(str(part.true[name]))
            columns = (part.plain, part.grey, part.recall, part.precision)
            cells.extend(f"{column[name]:.2f}" for column in columns)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    means = [
        f"{float(np.nanmean(list(part.plain.values()))):.3f}"
        for part in (report.hold_out, report.validation)
    ]
    lines.append(f"\nMean AP: hold-out {means[0]}, val {means[1]}.")
    return "\n".join(lines)


def top_line(report: Report) -> str:
    """How many of the best firearm scores on val are firearms."""
    return (
        f"Of the {TOP} best firearm scores on val, {report.validation.top_firearms} are firearms."
    )


def sources_table(split: Split) -> str:
    """The pictures learned from and held out, by repository and licence."""
    lines = [
        "| repository | pictures | labels | licence as stated | tier |",
        "|---|---:|---|---|---|",
    ]
    by_source: dict[tuple[str, str, str], list[Row]] = {}
    for row in split.rows:
        by_source.setdefault((row.source, row.licence, row.tier), []).append(row)
    for (source, licence, tier), rows in sorted(by_source.items(), key=lambda item: -len(item[1])):
        counts = Counter(name for row in rows for name in row.labels)
        labels = ", ".join(f"{name} {count}" for name, count in counts.most_common())
        lines.append(f"| {source} | {len(rows)} | {labels} | {licence} | {tier} |")
    tiers = Counter(row.tier for row in split.rows)
    told = ", ".join(f"{tier} {count}" for tier, count in sorted(tiers.items()))
    lines.append(f"\nBy tier: {told} (A permissive, CC-BY or CC0; B other free; C none stated).")
    return "\n".join(lines)


def text(report: Report) -> str:
    """Return CARD.md: the template beside this module, filled in."""
    template = resources.files("triage.training").joinpath("card_template.md")
    values = {
        "version": VERSION,
        "choice": choice(report.progress),
        "pictures": str(len(report.split.rows)),
        "learned": str(report.learned),
        "held": str(report.hold_out.pictures),
        "val": str(report.validation.pictures),
        "sources": sources_table(report.split),
        "figures": figures_table(report),
        "top": top_line(report),
        "effort": effort(report),
    }
    filled = template.read_text(encoding="utf-8")
    for name, value in values.items():
        filled = filled.replace("{{" + name + "}}", value)
    return filled


def effort(report: Report) -> str:
    """Machine and time, in one sentence or two."""
    processor_minutes = report.progress.processor_seconds / 60.0
    wall_minutes = report.progress.seconds / 60.0
    precision = "bfloat16 products" if report.settings.bf16 else "float32"
    return (
        f"{_processor_name()}, no graphics processor, torch {torch.__version__} with "
        f"{report.settings.threads} thread, {precision}, one process beside it for the pictures. "
        f"{report.progress.steps} steps of {report.settings.batch} pictures in "
        f"{wall_minutes:.0f} minutes of wall time, seed {report.settings.seed}; both processes "
        f"together used {processor_minutes:.0f} processor minutes."
    )


def choice(progress: Progress) -> str:
    """Which weights were kept, and by what figure."""
    best = max(progress.history, key=lambda figures: figures["merit"])
    return (
        f"The weights kept are the best of {len(progress.history)} candidates on the hold-out, "
        f"those of minute {best['minute']:.0f} with the figure {best['merit']:.3f}: the mean of "
        "the AP of both weapons with and without colour, and twice the mean AP of all labels."
    )


def _processor_name() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _at_threshold(scores: Floats, truth: Floats, threshold: float) -> tuple[float, float]:
    true = truth > 0.5
    flagged = scores >= threshold
    both = float((true & flagged).sum())
    recall = both / float(true.sum()) if true.any() else float("nan")
    precision = both / float(flagged.sum()) if flagged.any() else float("nan")
    return recall, precision
