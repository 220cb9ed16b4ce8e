"""One start in a process of its own, for start_up.py; prints moments of the monotonic clock."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from triage.gui.window.beginning import Beginning

_LOOK_MS = 20
_PATIENCE_S = 60


def main() -> int:
    """``empty`` | ``session MODEL`` | ``window SETTINGS [CASE]`` | ``ready SETTINGS``."""
    kind, *rest = sys.argv[1:]
    if kind == "empty":
        return _empty()
    if kind == "session":
        return _session(Path(rest[0]))
    return _window(Path(rest[0]), rest[1:], wait=kind == "ready")


def _tell() -> None:
    """The moment, and what this process has used of the processor so far."""
    print(json.dumps([time.monotonic(), time.process_time()]), flush=True)


def _empty() -> int:
    """A bare window of PySide6, to its first painted picture."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415  only what is measured is loaded
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415  the same

    class Window(QMainWindow):
        """Tells of its first picture."""

        def paintEvent(self, event: QPaintEvent) -> None:
            """Painted; the event loop goes on behind it."""
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: (_tell(), app.quit()))

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1280, 720)
    window.show()
    return app.exec()


def _session(model: Path) -> int:
    """ONNX Runtime with nothing around it: loaded, opened, run once."""
    import numpy as np  # noqa: PLC0415  only what is measured is loaded
    import onnxruntime  # noqa: PLC0415  the same

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    (told,) = session.get_inputs()
    shape = [side if isinstance(side, int) else 4 for side in told.shape]
    kind = {"tensor(float)": np.float32, "tensor(uint8)": np.uint8}[told.type]
    session.run(None, {told.name: np.zeros(shape, kind)})
    _tell()
    return 0


def _window(settings: Path, words: list[str], *, wait: bool) -> int:
    """The program, to its first picture, to that of a case, or until an import would begin."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415  as the program itself begins

    from triage.gui.looks.settings import Settings  # noqa: PLC0415  the same
    from triage.gui.window.app import run  # noqa: PLC0415  the same

    def watch(beginning: Beginning) -> None:
        program = beginning.program
        case = bool(words)
        end = time.monotonic() + _PATIENCE_S

        def stop() -> None:
            _tell()
            program.quit()

        def look() -> None:
            shown = program.case is not None and program.case.session.views.shown is not None
            if shown or time.monotonic() > end:
                stop()
            else:
                QTimer.singleShot(_LOOK_MS, look)

        if wait:
            beginning.readiness.ready.connect(stop)
        elif case:
            beginning.first_paint.painted.connect(look)
        else:
            beginning.first_paint.painted.connect(stop)

    return run(["triage-gui", *words], Settings(settings), watch)


if __name__ == "__main__":
    raise SystemExit(main())
