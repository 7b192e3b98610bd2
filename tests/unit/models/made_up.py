"""A small made-up model: its files, its ZIP file, and a manifest that knows it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from voice_guide.models.manifest import Archive, Manifest, Model

NAME = "vosk-model-made-up"
FILES = {
    "am/final.mdl": b"acoustics " * 4_000,
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
    "graph/HCLr.fst": b"graph " * 2_000,
    "README": b"A made-up model.\n",
}


def write_zip(path: Path, files: Mapping[str, bytes] = FILES, *, top: str = NAME) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(f"{top}/{name}", content)
    return path


def write_folder(folder: Path) -> Path:
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@dataclass(frozen=True)
class MadeUp:
    """The maker's ZIP file, and a manifest with its right size and checksum."""

    zip_file: Path
    manifest: Manifest

    @property
    def model(self) -> Model:
        return self.manifest.model(NAME)

    @property
    def archive(self) -> Archive:
        assert self.model.archive is not None
        return self.model.archive

    def at(self, *addresses: str) -> Manifest:
        """The manifest with these addresses."""
        model = replace(self.model, archive=replace(self.archive, addresses=addresses))
        return Manifest((model, *(other for other in self.manifest.models if other.name != NAME)))
