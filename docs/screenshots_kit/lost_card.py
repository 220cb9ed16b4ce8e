"""A graphics card that is lost in the middle of an import: ONNX Runtime's border is played."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import onnxruntime

from triage.inference import providers

if TYPE_CHECKING:
    from collections.abc import Generator

_RUNS_BEFORE = 3
_DML = "DmlExecutionProvider"


class _CardSession:
    """A session on the processor that says it runs on the card, until that is lost."""

    def __init__(self, real: Any) -> None:  # noqa: ANN401  a class of ONNX Runtime, untyped
        self._real = real
        self._left = _RUNS_BEFORE

    def get_providers(self) -> list[str]:
        """What it is said to run on."""
        return [_DML]

    def run(self, names: list[str], feed: dict[str, Any]) -> Any:  # noqa: ANN401  untyped there
        """Scores, or what DirectML says where the device is gone."""
        self._left -= 1
        if self._left < 0:
            raise RuntimeError("887A0005 the GPU device instance has been suspended")
        return self._real.run(names, feed)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the real one has
        return getattr(self._real, name)


@contextmanager
def lost_card() -> Generator[None]:
    """While the block runs, this machine has a card that is about to be lost."""
    real_session: Any = onnxruntime.InferenceSession
    real_names = onnxruntime.get_available_providers
    real_available = providers.available
    card = providers.Provider("dml", "Sample Graphics 2000")

    def session(model: bytes, options: object, **how: Any) -> object:  # noqa: ANN401  as there
        named = [one if isinstance(one, str) else one[0] for one in how["providers"]]
        real = real_session(model, options, **how | {"providers": ["CPUExecutionProvider"]})
        return _CardSession(real) if _DML in named else real

    onnxruntime.InferenceSession = session
    onnxruntime.get_available_providers = lambda: [_DML, *real_names()]
    providers.available = lambda: [card, *real_available()]
    try:
        yield
    finally:
        onnxruntime.InferenceSession = real_session
        onnxruntime.get_available_providers = real_names
        providers.available = real_available
