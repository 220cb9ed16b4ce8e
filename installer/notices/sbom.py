"""The list of everything in the frozen folder, in the form of CycloneDX."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from installer.notices import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from importlib.metadata import Distribution
    from pathlib import Path

    from installer.notices.native import Native

NAME = "sbom.cdx.json"
_NAMESPACE = UUID("5c1f7f5e-5d0c-4d0e-9a57-6f0f6c1d4a11")
_FILE = "forensic-triage:file"

# A decorator of the library hides from a type checker what its classes take and have.
_bom: Final[Any] = Bom
_component: Final[Any] = Component
_hash: Final[Any] = HashType
_property: Final[Any] = Property


def text(
    internal: Path,
    version: str,
    packages: Iterable[Distribution],
    natives: Iterable[Native],
    made: datetime,
) -> str:
    """The list; the same folder gives the same text."""
    bom = _bom()
    bom.metadata.timestamp = made
    root = _component(
        name="forensic-triage",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"forensic-triage@{version}",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
    )
    bom.metadata.component = root
    parts: list[Any] = [_package(package) for package in packages]
    parts += [_native(internal, native) for native in natives]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(root, parts)
    bom.serial_number = uuid5(_NAMESPACE, "".join(str(part.bom_ref) for part in parts) + version)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _package(package: Distribution) -> Component:
    name = bundled.canonical(package.name)
    return _component(
        name=name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{package.version}",
        purl=PackageURL("pypi", name=name, version=package.version),
        licenses=[LicenseFactory().make_from_string(bundled.licence(package))],
    )


def _native(internal: Path, native: Native) -> Component:
    """With every file it consists of or is part of; a hash where it is one file alone."""
    hashes: list[HashType] = []
    if len(native.files) == 1:
        with (internal / native.files[0]).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        hashes.append(_hash(alg=HashAlgorithm.SHA_256, content=digest))
    return _component(
        name=native.kind.name,
        version=native.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=f"native:{native.kind.name}",
        licenses=[LicenseFactory().make_from_string(native.kind.licence)],
        hashes=hashes,
        properties=[_property(name=_FILE, value=f"_internal/{name}") for name in native.files],
    )
