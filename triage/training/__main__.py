"""`python -m triage.training DATA OUT`: train the general model and write its pack."""

import argparse
import logging
import sys
from pathlib import Path

from triage.training import card, export_pack, metrics
from triage.training.manifest import divide_by_cluster, read_split
from triage.training.train import Settings, Trainer, prepare_hold_out, scores_of

log = logging.getLogger("triage.training")


def main() -> int:
    """Train, write the pack, then look at `val` once; return the exit status."""
    told = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    settings = Settings(told.minutes, told.seed, told.threads, told.bf16)
    told.out.mkdir(parents=True, exist_ok=True)
    split = read_split(told.data, "train")
    learned, held = divide_by_cluster(split)
    log.info("%d pictures to learn from, %d held out", len(learned.rows), len(held.rows))
    hold_out = prepare_hold_out(held)
    trainer = Trainer(settings, told.out)
    if told.resume:
        trainer.resume(told.resume)
    trainer.run(learned, hold_out)

    network = trainer.finished()
    scores = scores_of(network, hold_out.plain)
    thresholds = metrics.default_thresholds(scores, hold_out.truth, hold_out.known)
    # Everything that could be chosen has been chosen: only now is `val` opened.
    validation = prepare_hold_out(read_split(told.data, "val"))
    report = card.Report(
        split=split,
        learned=len(learned.rows),
        settings=settings,
        progress=trainer.progress,
        hold_out=card.judged(network, hold_out, thresholds),
        validation=card.judged(network, validation, thresholds),
    )
    folder = told.out / "general"
    difference = export_pack.write_pack(network, folder, thresholds, card.text(report))
    log.info("wrote %s; torch and ONNX differ by %.1e", folder, difference)
    log.info("%s", card.figures_table(report))
    log.info("%s", card.top_line(report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m triage.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with manifest.csv and the pictures")
    parser.add_argument("out", type=Path, help="folder for checkpoints and the pack `general`")
    parser.add_argument("--minutes", type=float, default=60.0, help="wall time of the training")
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="threads of torch")
    parser.add_argument(
        "--bf16", action="store_true", help="half the time on processors with AVX512-BF16"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
