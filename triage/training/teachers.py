"""Teachers: ONNX models whose outputs the student learns to give as well.

A teacher is a model file. How it wants its pictures stands beside it in
`preprocessor_config.json`; without that file ImageNet's usual numbers are taken. Of its outputs
the one named `features` is used, else the first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.inference.runtime import runtime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from triage.inference.session import Session

CONFIG: Final = "preprocessor_config.json"
FEATURES: Final = "features"
_MEAN: Final = (0.485, 0.456, 0.406)
_DEVIATION: Final = (0.229, 0.224, 0.225)
_SIDE_IF_FREE: Final = 224


@dataclass(frozen=True, slots=True)
class Preparation:
    """How a teacher wants its pictures: ``(pixel / 255 - mean) / deviation`` at a size."""

    side: tuple[int, int]
    mean: tuple[float, ...]
    deviation: tuple[float, ...]

    def prepare(self, picture: Image.Image) -> NDArray[np.float32]:
        """The model's input for one RGB picture; shape (3, height, width)."""
        sized = picture.resize(self.side, Image.Resampling.BICUBIC)
        pixels = np.asarray(sized, dtype=np.float32) / 255.0
        normal = (pixels - np.array(self.mean, dtype=np.float32)) / np.array(
            self.deviation, dtype=np.float32
        )
        return np.ascontiguousarray(normal.transpose(2, 0, 1), dtype=np.float32)


class Teacher:
    """One model, loaded; KnownError where it cannot be a teacher."""

    def __init__(self, place: Path, threads: int = 1) -> None:
        self.place = place
        self._shown = safe(str(place))
        self._session = self._opened(threads)
        (self._input,) = self._inputs()
        self._output = self._chosen_output()
        self.preparation = self._preparation()
        self.size = self.features([Image.new("RGB", (32, 32))]).shape[1]

    def features(self, pictures: Sequence[Image.Image]) -> NDArray[np.float32]:
        """What the teacher says of RGB pictures; shape (pictures, size)."""
        pixels = np.stack([self.preparation.prepare(picture) for picture in pictures])
        try:
            (found,) = self._session.run([self._output], {self._input.name: pixels})
        except Exception as error:  # ONNX Runtime's errors have no common base
            why = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
            raise KnownError(
                f"The teacher {self._shown} cannot look at a picture: {why.rstrip('.')}."
            ) from error
        return np.asarray(found, dtype=np.float32).reshape(len(pictures), -1)

    def _opened(self, threads: int) -> Session:
        ort = runtime()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return ort.InferenceSession(
                str(self.place), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime's errors have no common base
            raise KnownError(
                f"The teacher {self._shown} cannot be loaded: give an ONNX model."
            ) from error

    def _inputs(self) -> Sequence[Any]:
        inputs = self._session.get_inputs()
        fits = len(inputs) == 1 and inputs[0].type == "tensor(float)"
        shape = inputs[0].shape if inputs else []
        if not fits or len(shape) != 4 or shape[1] != 3:
            told = ", ".join(f"{one.type} {list(one.shape)}" for one in inputs) or "nothing"
            raise KnownError(
                f"The teacher {self._shown} takes {told}: a teacher must take one float32 input "
                "of the shape [n, 3, height, width]."
            )
        if isinstance(shape[0], int):
            raise KnownError(
                f"The teacher {self._shown} takes exactly {shape[0]} pictures at a time: "
                "export it with a free batch axis."
            )
        return inputs

    def _chosen_output(self) -> str:
        names = [output.name for output in self._session.get_outputs()]
        return FEATURES if FEATURES in names else names[0]

    def _preparation(self) -> Preparation:
        place = self.place.parent / CONFIG
        given: dict[str, Any] = {}
        if place.is_file():
            try:
                given = json.loads(place.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise KnownError(f"{safe(str(place))} cannot be read: {error}.") from error
        height, width = (
            stated if isinstance(stated, int) else _SIDE_IF_FREE for stated in self._input.shape[2:]
        )
        size = given.get("size", {})
        return Preparation(
            side=(size.get("width", width), size.get("height", height)),
            mean=tuple(given.get("image_mean", _MEAN)),
            deviation=tuple(given.get("image_std", _DEVIATION)),
        )
