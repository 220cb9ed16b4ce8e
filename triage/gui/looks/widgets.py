"""Every small control that all rooms share, in one place to import from."""

from __future__ import annotations

from triage.gui.looks.buttons import (
    Chip,
    DangerButton,
    IconButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
    SectionHeader,
)
from triage.gui.looks.fields import padded
from triage.gui.looks.labels import (
    ElidedLabel,
    KeyValue,
    PlainLabel,
    ValueText,
    plain_tip,
    restyle,
    set_role,
    set_tip,
)
from triage.gui.looks.notices import Banner, Toast, announce

__all__ = [
    "Banner",
    "Chip",
    "DangerButton",
    "ElidedLabel",
    "IconButton",
    "KeyValue",
    "LinkButton",
    "PlainButton",
    "PlainLabel",
    "PrimaryButton",
    "SectionHeader",
    "Toast",
    "ValueText",
    "announce",
    "padded",
    "plain_tip",
    "restyle",
    "set_role",
    "set_tip",
]
