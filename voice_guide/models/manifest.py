"""The manifest: which models are known, where they come from, and what they must be, byte for byte."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from voice_guide.errors import UsageError

MANIFEST = Path(__file__).with_name("manifest.toml")
SCHEMA = 1


@dataclass(frozen=True)
class FileFact:
    """What a file must be."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Archive:
    """A ZIP file at its maker's. ``unpacked_limit_bytes`` is the most that it may unpack to."""

    file: str
    size_bytes: int
    sha256: str
    unpacked_limit_bytes: int
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    """A Python package that carries a model in one of its folders."""

    module: str
    folder: str
    files: Mapping[str, FileFact]


@dataclass(frozen=True)
class Model:
    """One known model. Exactly one of ``archive`` and ``package`` is set."""

    name: str
    engine: str
    language: str
    licence: str
    optional: bool
    archive: Archive | None = None
    package: Package | None = None

    @property
    def size_bytes(self) -> int:
        """What is fetched (an archive) or takes up room (a package)."""
        if self.archive is not None:
            return self.archive.size_bytes
        return sum(fact.size_bytes for fact in self.package.files.values()) if self.package else 0


@dataclass(frozen=True)
class Manifest:
    """All known models, in order of preference within a language."""

    models: tuple[Model, ...]

    def model(self, name: str) -> Model:
        """The model with this name. Raises UsageError when there is none."""
        for model in self.models:
            if model.name == name:
                return model
        raise UsageError("model_unknown", model=name, known=", ".join(model.name for model in self.models))

    def for_language(self, language: str) -> tuple[Model, ...]:
        """A language's models, the preferred first."""
        return tuple(model for model in self.models if model.language == language)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file. It is part of the program: a wrong one raises KeyError, TypeError or ValueError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if data["schema"] != SCHEMA:
        raise ValueError(f"{path}: schema {data['schema']}, not {SCHEMA}")
    return Manifest(tuple(_model(entry) for entry in data["model"]))


@cache
def known_models() -> Manifest:
    """The manifest that comes with the program."""
    return read_manifest(MANIFEST)


def _model(entry: dict[str, Any]) -> Model:
    archive, package = entry.get("archive"), entry.get("package")
    if (archive is None) == (package is None):
        raise ValueError(f"{entry['name']}: either an archive or a package")
    return Model(
        name=entry["name"],
        engine=entry["engine"],
        language=entry["language"],
        licence=entry["licence"],
        optional=entry.get("optional", False),
        archive=None if archive is None else Archive(**{**archive, "addresses": tuple(archive["addresses"])}),
        package=None if package is None else _package(package),
    )


def _package(entry: dict[str, Any]) -> Package:
    files = {name: FileFact(**fact) for name, fact in entry["files"].items()}
    return Package(entry["module"], entry["folder"], files)
