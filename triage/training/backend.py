"""The one place where torch is imported.

Torch is needed by nobody but the person who trains a model, so it is not installed with the
program and the type checker cannot see it. It enters here as `Any`, once, instead of being
excused line by line all over the package.
"""

import importlib
from typing import Any, TypeAlias

torch: Any = importlib.import_module("torch")
nn: Any = importlib.import_module("torch.nn")
functional: Any = importlib.import_module("torch.nn.functional")

Tensor: TypeAlias = Any
Module: TypeAlias = Any
