"""The whole way from DATA to a pack: collect, draw, train, calibrate, write."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from triage.core.errors import KnownError
from triage.training import (
    begin_with,
    calibration,
    card,
    export_pack,
    hold_out,
    metrics,
    order,
    rows,
)
from triage.training.backend import torch
from triage.training.calibration import Judged
from triage.training.clusters import clusters
from triage.training.collect import collect, told
from triage.training.drawing import Drawer
from triage.training.looks import Looks
from triage.training.pictures import logits_of_rows
from triage.training.rounds import Rounds
from triage.training.student import Device
from triage.training.teachers import Teacher
from triage.training.workshop import Room, Training

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from triage.core.job import JobContext
    from triage.training.collect import Material
    from triage.training.look import Looked
    from triage.training.order import Order
    from triage.training.rows import Row

    Floats = NDArray[np.float32]

_HELD_OUT: Final = (
    "On a tenth of the near-copy groups, never learned from. They come from the same sources as "
    "the others and flatter: expect less elsewhere."
)
_OUT_OF_FOLD: Final = (
    "On pictures of sources left out in turn: each was scored by a shorter training that had "
    "seen nothing of its source."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training became."""

    pack: Path
    epochs: int
    difference: float
    mean_ap: float
    left_out: str
    notices: tuple[str, ...]


def train(asked: Order, ctx: JobContext) -> Outcome:
    """Do everything that is still to be done; a training that was stopped goes on.

    Raises KnownError where the order cannot be carried out.
    """
    teachers = [Teacher(place) for place in asked.teachers]
    weights = begin_with.weights_of(asked.init) if asked.init else {}
    order.open_folder(asked)
    material = _collected(asked, ctx)
    order.check_same(asked, order.fingerprint(asked, material.rows, material.names))
    bases = _drawn(asked, material, teachers, ctx)
    torch.set_num_threads(asked.threads or max(1, torch.get_num_threads()))
    room = Room(material, bases, asked.effort, asked.out, asked.seed, Device.best(), ctx)
    final, judged, how = _trained(asked, room, weights)
    return _written(asked, room, final, judged, how)


def _collected(asked: Order, ctx: JobContext) -> Material:
    looks = Looks(asked.out)

    def looked(row: Row) -> Looked:
        ctx.checkpoint()
        return looks.look(row)

    try:
        return collect(asked, looked, _saying(ctx, "looking at pictures"))
    finally:
        looks.save()


def _drawn(
    asked: Order, material: Material, teachers: Sequence[Teacher], ctx: JobContext
) -> list[Path]:
    rounds = Rounds(asked.out / "crops", len(material.rows), asked.seed)
    drawer = Drawer(material.rows, material.names, asked.seed)
    said = _saying(ctx, "drawing crops")
    bases: list[Path] = []
    for number in range(asked.effort.rounds):
        done = number * rounds.count
        rounds.draw(
            number,
            drawer,
            teachers,
            lambda some, count, done=done: said(done + some, count * asked.effort.rounds),
        )
        bases += rounds.bases(number)
    return bases


def _trained(asked: Order, room: Room, weights: dict[str, Any]) -> tuple[Training, Judged, str]:
    """The training that is kept, and the scores of pictures that trainings had not seen."""
    material, preset = room.material, room.preset
    sources = {row.source for row in material.rows}
    folds = min(preset.folds, len(sources))
    if folds < 2 or material.single:
        held = _held(asked, material)
        final = _run(asked, room, "training", held, preset.epochs, weights)
        return final, _judged(room, final, held), _HELD_OUT
    fold_of = hold_out.by_source(material.rows, folds)
    parts: list[tuple[list[bool], Judged]] = []
    for fold in range(folds):
        held = [one == fold for one in fold_of]
        name = f"fold-{fold + 1}"
        training = _run(asked, room, name, held, preset.fold_epochs, weights)
        parts.append((held, _judged(room, training, held)))
    nothing = [False] * len(material.rows)
    final = _run(asked, room, "training", nothing, preset.epochs, weights)
    return final, _together([judged for _held_out, judged in parts]), _OUT_OF_FOLD


def _held(asked: Order, material: Material) -> list[bool]:
    if asked.group == "folder":
        return hold_out.by_cluster([row.source for row in material.rows])
    hashes = [looked.hashes for looked in material.looks if looked.hashes is not None]
    return hold_out.by_cluster(clusters(hashes, [row.cluster for row in material.rows]))


def _run(
    asked: Order,
    room: Room,
    name: str,
    held: Sequence[bool],
    epochs: int,
    weights: dict[str, Any],
) -> Training:
    training = Training(room, name, held, epochs)
    if weights and asked.init:
        init = asked.init
        training.begin_with(lambda network: begin_with.fill(network, weights, init))
    training.run()
    return training


def _judged(room: Room, training: Training, held: Sequence[bool]) -> Judged:
    some = [row for row, out in zip(room.material.rows, held, strict=True) if out]
    kept = training.place.with_suffix(".scores.npy")
    if not kept.exists():
        _save_array(kept, _logits(room, training, some))
    return _of(room.material, some, np.load(kept))


def _logits(room: Room, training: Training, some: Sequence[Row]) -> Floats:
    said = _saying(room.ctx, "judging")
    return logits_of_rows(training.network, some, room.preset.side, room.device.name, said)


def _of(material: Material, some: Sequence[Row], logits: Floats) -> Judged:
    return Judged(
        logits,
        rows.targets(some, material.names),
        rows.known(some, material.names),
        [row.source for row in some],
    )


def _together(parts: Sequence[Judged]) -> Judged:
    return Judged(
        np.concatenate([part.logits for part in parts]),
        np.concatenate([part.truth for part in parts]),
        np.concatenate([part.known for part in parts]),
        [source for part in parts for source in part.sources],
    )


def _written(asked: Order, room: Room, final: Training, judged: Judged, how: str) -> Outcome:
    material = room.material
    calibrated = calibration.calibrate(judged, material.labels)
    asked.pack.mkdir(exist_ok=True)
    difference = export_pack.write_model(
        final.network, calibrated, room.preset.side, asked.pack / export_pack.MODEL
    )
    facts = export_pack.Facts(
        name=pack_name(asked),
        version="1.0.0",
        description=f"{len(material.labels)} labels, trained on {len(material.rows)} pictures.",
        licence="not stated",
        labels=material.labels,
        multi_label=not material.single,
        side=room.preset.side,
    )
    export_pack.write_manifest(asked.pack, facts, calibrated.thresholds)
    export_pack.write_fingerprint(material, asked.pack / export_pack.FINGERPRINT)
    # Everything that could be chosen has been chosen: only now is `val` looked at.
    val = material.judged
    report = card.Report(
        order=asked,
        name=facts.name,
        material=material,
        calibration=calibrated,
        judged=judged,
        how_judged=how,
        val=_of(material, val, _logits(room, final, val)) if val else None,
        epochs=final.diary.epochs,
        seconds=final.diary.seconds,
        difference=difference,
    )
    (asked.pack / "CARD.md").write_text(card.text(report), encoding="utf-8")
    return _outcome(report, asked.pack)


def _outcome(report: card.Report, pack: Path) -> Outcome:
    per_label = card.figures(report, report.judged)
    figures: dict[str, object] = {"judged": report.how_judged, "labels": _as_json(per_label)}
    if report.val is not None:
        figures["val"] = _as_json(card.figures(report, report.val))
    (pack / "metrics.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    aps = {name: one["average_precision"] for name, one in per_label.items()}
    return Outcome(
        pack=pack,
        epochs=report.epochs,
        difference=report.difference,
        mean_ap=metrics.mean(aps),
        left_out=told(report.material.left_out),
        notices=tuple(report.material.notices),
    )


def pack_name(asked: Order) -> str:
    """The name of the pack: as asked for, else after OUT; KnownError where it will not do."""
    if asked.name:
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", asked.name):
            raise KnownError(
                f"A pack cannot be named {asked.name!r}: use a-z, 0-9, full stop, - and _."
            )
        return asked.name
    made = re.sub(r"[^a-z0-9._-]+", "-", asked.out.resolve().name.lower()).strip("-._")
    return made[:64] or "pack"


def _as_json(figures: dict[str, dict[str, float]]) -> dict[str, dict[str, float | None]]:
    """JSON has no word for a figure that nobody could measure."""
    return {
        name: {key: None if np.isnan(value) else value for key, value in one.items()}
        for name, one in figures.items()
    }


def _save_array(place: Path, array: Floats) -> None:
    unfinished = place.with_suffix(".part.npy")
    np.save(unfinished, array)
    unfinished.replace(place)


def _saying(ctx: JobContext, stage: str) -> Callable[[int, int], None]:
    def said(done: int, total: int) -> None:
        ctx.checkpoint()
        ctx.report(stage, done, total)

    return said
