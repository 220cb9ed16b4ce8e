"""Begin a training with the weights of an earlier pack."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.inference.packs import load_pack
from triage.training.backend import Module, torch

if TYPE_CHECKING:
    from pathlib import Path

_PREFIX: Final = "network."
_HEAD: Final = "head."


def weights_of(pack: Path) -> dict[str, Any]:
    """The weights in the model of a pack, by their names in the network.

    Raises PackError where the folder is no pack, KnownError where it was not made by training.
    """
    onnx: Any = importlib.import_module("onnx")
    numpy_helper: Any = importlib.import_module("onnx.numpy_helper")
    model = onnx.load_from_string(load_pack(pack).read().model)
    found = {
        entry.name.removeprefix(_PREFIX): torch.from_numpy(numpy_helper.to_array(entry).copy())
        for entry in model.graph.initializer
        if entry.name.startswith(_PREFIX)
    }
    if not found:
        raise KnownError(
            f"The pack {safe(str(pack))} was not made by this program's training: "
            "its weights cannot be a beginning."
        )
    return found


def fill(network: Module, weights: dict[str, Any], pack: Path) -> None:
    """Put weights into a network; the head only where it has as many labels.

    KnownError where the pack's network is of another size.
    """
    wanted = network.state_dict()
    usable = {
        name: value
        for name, value in weights.items()
        if name in wanted and wanted[name].shape == value.shape
    }
    strange = [name for name in weights if not name.startswith(_HEAD) and name not in usable]
    if strange:
        raise KnownError(
            f"The network of the pack {safe(str(pack))} is of another size than this preset's: "
            "choose the preset that the pack was made with."
        )
    network.load_state_dict({**wanted, **usable})
