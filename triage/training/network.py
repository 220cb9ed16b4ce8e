"""A small residual network with plain 3x3 convolutions, built from random weights."""

from collections.abc import Sequence
from typing import Final

from triage.training.backend import Module, Tensor, functional, nn, torch
from triage.training.labels import NAMES

STEM: Final = 16
WIDTHS: Final = (32, 64, 128, 256)
DEPTHS: Final = (1, 2, 2, 2)


class Block(nn.Module):
    """Two convolutions beside a shortcut; the first one halves the picture when `stride` is 2."""

    def __init__(self, inputs: int, outputs: int, stride: int, drop: float) -> None:
        super().__init__()
        self.first = _convolution(inputs, outputs, stride)
        self.second = _convolution(outputs, outputs, 1)
        self.shortcut = _shortcut(inputs, outputs, stride)
        self.drop = drop

    def forward(self, pixels: Tensor) -> Tensor:
        """Map (N, inputs, H, W) to (N, outputs, H / stride, W / stride)."""
        branch = self.second(functional.relu(self.first(pixels)))
        if self.training and self.drop > 0.0:
            branch = branch * _survivors(branch, self.drop)
        return functional.relu(branch + self.shortcut(pixels))


class Network(nn.Module):
    """Normalised RGB pixels (N, 3, H, W) to one logit a label (N, 14)."""

    def __init__(
        self,
        stem: int = STEM,
        widths: Sequence[int] = WIDTHS,
        depths: Sequence[int] = DEPTHS,
        *,
        dropout: float = 0.2,
        block_drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.stem = _convolution(3, stem, 2)
        self.blocks = nn.Sequential(*_blocks(stem, widths, depths, block_drop))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(widths[-1], len(NAMES))

    def forward(self, pixels: Tensor) -> Tensor:
        """Return the logits; the sigmoid is added by `Scorer`, for the loss works on logits."""
        features = self.blocks(functional.relu(self.stem(pixels)))
        pooled = features.mean(dim=(2, 3))
        return self.head(self.dropout(pooled))


class Scorer(nn.Module):
    """The network as it is exported: pixels to scores between 0 and 1."""

    def __init__(self, network: Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Tensor:
        """Map pixels (N, 3, H, W) to scores (N, 14)."""
        return torch.sigmoid(self.network(pixels))


def _blocks(stem: int, widths: Sequence[int], depths: Sequence[int], drop: float) -> list[Module]:
    blocks: list[Module] = []
    inputs = stem
    for width, depth in zip(widths, depths, strict=True):
        for position in range(depth):
            stride = 2 if position == 0 else 1
            # Early blocks are dropped less often: everything later depends on them.
            share = (len(blocks) + 1) / sum(depths)
            blocks.append(Block(inputs, width, stride, drop * share))
            inputs = width
    return blocks


def _convolution(inputs: int, outputs: int, stride: int) -> Module:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
    )


def _shortcut(inputs: int, outputs: int, stride: int) -> Module:
    if stride == 1 and inputs == outputs:
        return nn.Identity()
    return nn.Sequential(
        # Averaging keeps what a strided 1x1 convolution would throw away.
        nn.AvgPool2d(stride) if stride > 1 else nn.Identity(),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
    )


def _survivors(branch: Tensor, drop: float) -> Tensor:
    """A factor per picture, shape (N, 1, 1, 1): 0 where the branch is dropped, else above 1."""
    keep = torch.rand(branch.shape[0], 1, 1, 1, device=branch.device) >= drop
    return keep.to(branch.dtype) / (1.0 - drop)
