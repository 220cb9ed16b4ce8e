"""The student: a residual network, plain 3x3 blocks first and bottlenecks after.

Processors like it: no depthwise convolutions, which train slowly, and widths that are multiples
of eight. It gives an embedding of the picture and one logit a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.training.backend import Module, Tensor, functional, nn, torch

if TYPE_CHECKING:
    from triage.training.shape import Shape

MEAN: Final = 0.5
DEVIATION: Final = 0.25


class Block(nn.Module):
    """A branch of convolutions beside a shortcut; ``drop`` is how often the branch is left out."""

    def __init__(self, branch: Module, shortcut: Module, drop: float) -> None:
        super().__init__()
        self.branch = branch
        self.shortcut = shortcut
        self.drop = drop

    def forward(self, pixels: Tensor) -> Tensor:
        """Map (N, inputs, H, W) to (N, outputs, H / stride, W / stride)."""
        branch = self.branch(pixels)
        if self.training and self.drop > 0.0:
            branch = branch * _survivors(branch, self.drop)
        return functional.relu(branch + self.shortcut(pixels))


class Network(nn.Module):
    """Normalised RGB pixels (N, 3, H, W) to an embedding and ``labels`` logits.

    ``copied`` is the length of what the teachers say; 0 where there is none to learn.
    """

    def __init__(
        self,
        shape: Shape,
        labels: int,
        copied: int = 0,
        *,
        dropout: float = 0.2,
        block_drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.shape = shape
        self.stem = nn.Sequential(*_convolution(3, shape.stem, 3, 2), nn.ReLU())
        self.blocks = nn.Sequential(*_blocks(shape, block_drop))
        last = shape.widths[-1]
        self.neck = nn.Sequential(*_convolution(last, shape.embedding, 1, 1), nn.ReLU())
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(shape.embedding, labels)
        self.copy = nn.Linear(shape.embedding, copied) if copied else None

    def embedding(self, pixels: Tensor) -> Tensor:
        """The picture in ``shape.embedding`` numbers, none below 0; shape (N, embedding)."""
        return self.neck(self.blocks(self.stem(pixels))).mean(dim=(2, 3))

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Return the embedding (N, embedding) and the logits (N, labels)."""
        embedding = self.embedding(pixels)
        return embedding, self.head(self.dropout(embedding))


class Scorer(nn.Module):
    """The network as it is exported: pixels to calibrated scores and an embedding.

    ``slope`` and ``offset`` (one a label) turn the logits into those whose sigmoid is a share.
    """

    def __init__(self, network: Module, slope: Tensor, offset: Tensor) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("slope", slope)
        self.register_buffer("offset", offset)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Map pixels (N, 3, H, W) to scores (N, labels) and embeddings (N, embedding)."""
        embedding, logits = self.network(pixels)
        return torch.sigmoid(logits * self.slope + self.offset), embedding


def _blocks(shape: Shape, drop: float) -> list[Module]:
    blocks: list[Module] = []
    inputs = shape.stem
    for stage, (width, depth) in enumerate(zip(shape.widths, shape.depths, strict=True)):
        for position in range(depth):
            stride = 2 if position == 0 else 1
            # Early blocks are dropped less often: everything later depends on them.
            share = drop * (len(blocks) + 1) / sum(shape.depths)
            make = _plain if stage < shape.plain else _bottleneck
            blocks.append(
                Block(make(inputs, width, stride), _shortcut(inputs, width, stride), share)
            )
            inputs = width
    return blocks


def _plain(inputs: int, outputs: int, stride: int) -> Module:
    return nn.Sequential(
        *_convolution(inputs, outputs, 3, stride), nn.ReLU(), *_convolution(outputs, outputs, 3, 1)
    )


def _bottleneck(inputs: int, outputs: int, stride: int) -> Module:
    middle = outputs // 2
    return nn.Sequential(
        *_convolution(inputs, middle, 1, 1),
        nn.ReLU(),
        *_convolution(middle, middle, 3, stride),
        nn.ReLU(),
        *_convolution(middle, outputs, 1, 1),
    )


def _convolution(inputs: int, outputs: int, side: int, stride: int) -> list[Module]:
    return [
        nn.Conv2d(inputs, outputs, side, stride=stride, padding=side // 2, bias=False),
        nn.BatchNorm2d(outputs),
    ]


def _shortcut(inputs: int, outputs: int, stride: int) -> Module:
    if stride == 1 and inputs == outputs:
        return nn.Identity()
    return nn.Sequential(
        # Averaging keeps what a strided 1x1 convolution would throw away.
        nn.AvgPool2d(stride) if stride > 1 else nn.Identity(),
        *_convolution(inputs, outputs, 1, 1),
    )


def _survivors(branch: Tensor, drop: float) -> Tensor:
    """A factor per picture, shape (N, 1, 1, 1): 0 where the branch is dropped, else above 1."""
    keep = torch.rand(branch.shape[0], 1, 1, 1, device=branch.device) >= drop
    return keep.to(branch.dtype) / (1.0 - drop)
