"""What an import is measured against: the bare necessities, and the loop written first."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from PIL import Image

from triage.inference.normalise import Normaliser
from triage.inference.packs import default_packs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    from triage.inference.packs import ModelPack

BATCH = 8
THUMBNAIL = 320
_SIDE, _KEPT = 32, 8
_COSINES = np.cos(np.pi * np.arange(_KEPT)[:, None] * (2 * np.arange(_SIDE) + 1) / (2 * _SIDE))


def floor(folder: Path) -> None:
    """Three hashes, the decode at the import's scale, the model: one read, one thread."""
    (pack,) = default_packs()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = _session(pack, options)
    normaliser = Normaliser(pack.manifest.preprocessing)
    size = (pack.spec.width, pack.spec.height)
    side = max(pack.spec.least_side, THUMBNAIL)
    waiting: list[npt.NDArray[np.uint8]] = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        _hash(data)
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("RGB", (side, side))
            small = picture.resize(size, Image.Resampling.BILINEAR)
        waiting.append(np.asarray(small))
        if len(waiting) == BATCH:
            _score(session, normaliser, waiting)
            waiting = []
    if waiting:
        _score(session, normaliser, waiting)


def naive(folder: Path) -> None:
    """The loop that one would write first, with every cost that an import saves.

    Two reads of each file, a full decode, Lanczos for thumbnail and model, the perceptual hash
    of the full picture, batches of one, and a session with the runtime's own threads, which
    spin while they wait.
    """
    (pack,) = default_packs()
    session = _session(pack, onnxruntime.SessionOptions())
    normaliser = Normaliser(pack.manifest.preprocessing)
    size = (pack.spec.width, pack.spec.height)
    for path in sorted(folder.iterdir()):
        _hash(path.read_bytes())
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        thumbnail = picture.copy()
        thumbnail.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=None)
        thumbnail.save(io.BytesIO(), "JPEG", quality=80)
        _perceptual_hash(picture)
        pixels = np.asarray(picture.resize(size, Image.Resampling.LANCZOS))
        _score(session, normaliser, [pixels])


SIDES: dict[str, Callable[[Path], None]] = {"floor": floor, "naive": naive}


def _hash(data: bytes) -> None:
    for kind in (hashlib.md5, hashlib.sha1, hashlib.sha256):
        kind(data, usedforsecurity=False).digest()


def _session(pack: ModelPack, options: Any) -> Any:  # noqa: ANN401  the runtime has no types
    return onnxruntime.InferenceSession(
        str(pack.model_path), options, providers=["CPUExecutionProvider"]
    )


def _score(
    session: Any,  # noqa: ANN401  the runtime has no types
    normaliser: Normaliser,
    pictures: list[npt.NDArray[np.uint8]],
) -> None:
    buffer = normaliser.buffer(len(pictures))
    normaliser.fill(buffer, np.stack(pictures))
    session.run(None, {session.get_inputs()[0].name: buffer})


def _perceptual_hash(picture: Image.Image) -> bytes:
    grey = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    low = _COSINES @ np.asarray(grey, np.float64) @ _COSINES.T
    return np.packbits(low > np.median(low)).tobytes()
