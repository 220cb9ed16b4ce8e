"""A model that is loaded before anybody asks for it: the next import begins at once.

Light to load itself: the engine, NumPy and ONNX Runtime come when something is prepared.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.inference.engine import Engine
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider


class Standby:
    """Holds one engine at most. Whoever takes it has it alone: a second taker gets none.

    Any thread may ask; one that asks for what is being prepared waits for it, which takes no
    longer than to load it twice.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._pack = ""

    def prepare(self, pack: ModelPack, provider: Provider) -> None:
        """Load a pack on a device and try it once. Raises PackError where that cannot be.

        What runs elsewhere than was asked for is not kept: whoever needs it shall hear why.
        """
        from triage.inference.engine import Engine  # noqa: PLC0415  see the module's words

        with self._lock:
            self._engine = None
            engine = Engine(pack, provider)
            if not engine.notice:
                self._engine = engine
                self._pack = pack.info.sha256

    def take(self, pack: ModelPack, provider: Provider) -> Engine | None:
        """The engine of exactly this pack on exactly this device; None where there is none.

        It goes by the hash of the pack's manifest, which has the hash of every file.
        """
        with self._lock:
            engine = self._engine
            if engine is None or self._pack != pack.info.sha256 or engine.provider != provider:
                return None
            self._engine = None
        engine.take_turns_with(provider)
        return engine
