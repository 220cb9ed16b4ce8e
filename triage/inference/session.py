"""One ONNX Runtime session: how it is opened, and what the model says it takes and gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from triage.core.errors import PackError
from triage.inference.runtime import runtime

if TYPE_CHECKING:
    from triage.inference.pack_toml import Manifest, Preprocessing
    from triage.inference.packs import ModelFiles, ModelPack
    from triage.inference.providers import Provider

_FATAL_ONLY = 4
_MOST_FIXED_BATCH = 64
_ORT_TYPES = {
    "float32": "tensor(float)",
    "float16": "tensor(float16)",
    "uint8": "tensor(uint8)",
}
_FOUND_AT = re.compile(r"^.*\(caller: \w+\) \w+\(\d+\) tid\(\w+\) ")
"""As the Windows Implementation Library writes it before the code and words of an error."""
_SCORE_TYPES = ("tensor(float)", "tensor(float16)", "tensor(double)")


class Options(Protocol):
    """What is used of ``onnxruntime.SessionOptions``."""

    enable_mem_pattern: bool
    execution_mode: object
    graph_optimization_level: object
    inter_op_num_threads: int
    intra_op_num_threads: int
    log_severity_level: int
    use_deterministic_compute: bool

    def add_session_config_entry(self, key: str, value: str, /) -> None:
        """Set one of ONNX Runtime's configuration entries."""
        ...

    def add_free_dimension_override_by_name(self, name: str, size: int, /) -> None:
        """Fix the size of a named axis."""
        ...

    def add_external_initializers_from_files_in_memory(
        self, names: list[str], contents: list[bytes], sizes: list[int], /
    ) -> None:
        """Give the files that the model refers to, by name."""
        ...


class Session(Protocol):
    """What is used of ``onnxruntime.InferenceSession``."""

    def get_inputs(self) -> Sequence[Any]:
        """Name, type and shape of each input."""
        ...

    def get_outputs(self) -> Sequence[Any]:
        """Name, type and shape of each output."""
        ...

    def get_providers(self) -> list[str]:
        """What the session really runs on, the first one preferred."""
        ...

    def run(self, output_names: list[str], input_feed: dict[str, Any]) -> Sequence[Any]:
        """One run: arrays in, arrays out."""
        ...


Device = str | tuple[str, dict[str, str]]
"""A provider as ONNX Runtime wants it named, with its options where it has some."""

OpenSession = Callable[[bytes, Options, list[Device]], Session]
"""(ONNX bytes, SessionOptions, providers) -> session; tests record here what was asked for."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The input and the output that matter, and the sizes that the model leaves free.

    ``batch`` is 0 where any number of pictures may come; ``free`` maps the names of free axes
    to the sizes that the pack uses, without the batch axis, which is ``batch_axis`` ("" where
    it has no name).
    """

    input: str
    output: str
    batch: int
    batch_axis: str
    free: dict[str, int]


def open_session(model: bytes, options: Options, providers: list[Device]) -> Session:
    """Open a real session on those of ``providers`` that are there, without any fallback.

    ONNX Runtime's own fallback would print to standard output and hide what happened.
    """
    ort = runtime()
    there = set(ort.get_available_providers())
    usable = [entry for entry in providers if _ort_name(entry) in there]
    return ort.InferenceSession(model, options, providers=usable, enable_fallback=0)


def read_signature(pack: ModelPack, files: ModelFiles) -> Signature:
    """Load the model on the CPU, as it is, and compare it with the pack's manifest.

    Raises PackError where the model does not load or is not what the manifest says.
    """
    ort = runtime()
    options = _options(files)
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        session = open_session(files.model, options, ["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no common base
        why = first_line(error).rstrip(".")
        raise PackError(f"The model of the pack {pack.info.name} does not load: {why}.") from error
    try:
        return _signature(session, pack.manifest)
    except ValueError as error:
        raise PackError(
            f"The model of the pack {pack.info.name} does not fit its pack.toml: {error}."
        ) from error


def session_options(
    files: ModelFiles, signature: Signature, provider: Provider, batch: int
) -> Options:
    """Options for scoring: one thread, no spinning, fixed shapes, the rules of DirectML.

    Pictures are what runs in parallel; spinning threads would fight the decoders.
    """
    options = _options(files)
    options.enable_mem_pattern = provider.is_cpu
    for axis, size in signature.free.items():
        options.add_free_dimension_override_by_name(axis, size)
    if signature.batch_axis:
        options.add_free_dimension_override_by_name(signature.batch_axis, batch)
    return options


def provider_list(provider: Provider) -> list[Device]:
    """What ONNX Runtime is asked for: the device, then the CPU for what it cannot do."""
    if provider.is_cpu:
        return [provider.ort_name]
    return [(provider.ort_name, dict(provider.options)), "CPUExecutionProvider"]


def first_line(error: Exception) -> str:
    """What an error of ONNX Runtime says, short enough for a sentence.

    DirectML's errors begin with the place in the source code that found them.
    """
    lines = _FOUND_AT.sub("", str(error)).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__


def _options(files: ModelFiles) -> Options:
    ort = runtime()
    options: Options = ort.SessionOptions()
    options.log_severity_level = _FATAL_ONLY
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    # With a table of files ONNX Runtime opens none itself; the table must not be empty.
    external = files.external or {"none": b"\0"}
    options.add_external_initializers_from_files_in_memory(
        list(external), list(external.values()), [len(data) for data in external.values()]
    )
    return options


def _ort_name(entry: Device) -> str:
    return entry if isinstance(entry, str) else entry[0]


def _signature(session: Session, manifest: Manifest) -> Signature:
    inputs = session.get_inputs()
    if len(inputs) != 1:
        raise ValueError(f"it has {len(inputs)} inputs, and one is needed")
    steps = manifest.preprocessing
    if inputs[0].type != _ORT_TYPES[steps.dtype]:
        raise ValueError(f"its input is {inputs[0].type}, not {steps.dtype}")
    batch, *sides = _shape(inputs[0].shape, steps)
    fixed = batch if isinstance(batch, int) else 0
    if fixed > _MOST_FIXED_BATCH:
        raise ValueError(f"its batch of {fixed} is larger than {_MOST_FIXED_BATCH}")
    free = {
        axis: size for axis, size in zip(sides, _sides(steps), strict=True) if isinstance(axis, str)
    }
    axis = batch if isinstance(batch, str) else ""
    return Signature(inputs[0].name, _output(session, manifest.output.name), fixed, axis, free)


def _shape(shape: Sequence[Any], steps: Preprocessing) -> Sequence[Any]:
    """The input's shape, if pictures of the pack's size fit into it."""
    wanted = list(_sides(steps))
    fits = len(shape) == 4 and all(
        given == size
        for given, size in zip(shape[1:], wanted, strict=True)
        if isinstance(given, int)
    )
    if not fits or shape[0] == 0:
        raise ValueError(f"its input has the shape {list(shape)}, not {['n', *wanted]}")
    return shape


def _sides(steps: Preprocessing) -> tuple[int, int, int]:
    if steps.layout == "NCHW":
        return 3, steps.height, steps.width
    return steps.height, steps.width, 3


def _output(session: Session, wanted: str) -> str:
    outputs = {output.name: output.type for output in session.get_outputs()}
    if not wanted and len(outputs) != 1:
        raise ValueError(f"it has the outputs {', '.join(outputs)}: name one in [output]")
    name = wanted or next(iter(outputs))
    if name not in outputs:
        raise ValueError(f"it has no output {name!r}, but {', '.join(outputs)}")
    if outputs[name] not in _SCORE_TYPES:
        raise ValueError(f"its output {name} is {outputs[name]}, not numbers with a point")
    return name
