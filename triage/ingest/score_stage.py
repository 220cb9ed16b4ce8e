"""Scores from every chosen pack: one lane per pack, one model run per device really used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.inference.lane import Lane
from triage.store.commands import BeginModelRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Future

    from triage.core.records import Pixels
    from triage.inference.lane import Scored
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider
    from triage.inference.standby import Standby
    from triage.store.case import Case

_BATCH_WAIT_S = 0.25
"""How long a lane waits to fill a batch: nobody watches single scores, padding costs time."""


class ScoreStage:
    """The lanes of all packs. ``submit`` blocks while a lane is full: that is the brake."""

    def __init__(
        self,
        case: Case,
        packs: Sequence[ModelPack],
        provider: Provider,
        threads: int,
        job_id: int,
        by: str,
        standby: Standby | None = None,
    ) -> None:
        self.packs = tuple(packs)
        self._case = case
        self._job_id = job_id
        self._by = by
        self._lanes: list[Lane] = []
        try:
            for pack in self.packs:
                lane = Lane(pack, provider, threads=threads, wait_s=_BATCH_WAIT_S, standby=standby)
                self._lanes.append(lane)
        except BaseException:
            self.close()
            raise
        self._runs: dict[tuple[int, int], int] = {}

    def take_over(self, newest: Mapping[str, str]) -> list[str]:
        """Begin the run of every pack that is not the newest of its name; sentences for people.

        ``newest``: pack name to the SHA-256 of the pack that its suggestions come from now.
        What an import was told to use counts from its beginning, also where no file is left
        to be scored.
        """
        now = dict(newest)
        told: list[str] = []
        for position, pack in enumerate(self.packs):
            name, sha256 = pack.info.name, pack.info.sha256
            before = now.get(name)
            if before == sha256:
                continue
            self._run(position, 0)
            now[name] = sha256
            if before is not None:
                told.append(
                    f"Suggestions of {name} now come from pack {sha256[:8]} (before: {before[:8]})."
                )
        return told

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about devices that were lost or not used."""
        return tuple(notice for lane in self._lanes for notice in lane.notices)

    @property
    def providers(self) -> str:
        """The providers really used so far, for people."""
        used = [p.provider for lane in self._lanes for p in lane.provenances]
        return ", ".join(dict.fromkeys(used))

    def submit(self, position: int, pixels: Pixels) -> Future[Scored]:
        """Score one picture with the pack at ``position``."""
        return self._lanes[position].submit(pixels)

    def stored(self, position: int, scored: Scored) -> tuple[int, bytes]:
        """(run id, float32 little-endian vector) as the case keeps it.

        Begins a model run the first time a device gave a score in this job.
        """
        run_id = self._run(position, scored.provenance)
        return run_id, scored.scores.astype("<f4").tobytes()

    def _run(self, position: int, provenance: int) -> int:
        """Id of this job's run of a pack on a device, begun where it is the first."""
        key = (position, provenance)
        if key not in self._runs:
            command = BeginModelRun(
                pack=self.packs[position].info,
                provenance=self._lanes[position].provenances[provenance],
                job_id=self._job_id,
                by=self._by,
            )
            self._runs[key] = self._case.send(command).result().ids[0]
        return self._runs[key]

    def close(self) -> None:
        """End the lanes and their sessions."""
        for lane in self._lanes:
            lane.close()
