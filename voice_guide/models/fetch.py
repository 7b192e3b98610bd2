"""Fetches a model: from its maker's addresses, or from a folder or ZIP file that someone brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voice_guide.errors import ModelError, UsageError
from voice_guide.models.download import Progress, Unreachable, download
from voice_guide.models.install import install_archive, install_folder, only_one
from voice_guide.models.manifest import Manifest, Model, known_models
from voice_guide.models.places import folder_of, models_folder
from voice_guide.models.record import hash_file
from voice_guide.models.state import State, compare, look, looks_like

PARTIAL_PREFIX = ".partial-"


@dataclass(frozen=True)
class Fetched:
    """A model that is here now. ``already``: it was here and usable, and nothing was done."""

    model: str
    folder: Path
    already: bool


def wanted_by_default(language: str, *, manifest: Manifest | None = None) -> tuple[str, ...]:
    """The models that set-up tries to fetch for a language."""
    models = (manifest or known_models()).for_language(language)
    return tuple(model.name for model in models if model.archive is not None and not model.optional)


def fetch(name: str, *, progress: Progress | None = None, manifest: Manifest | None = None) -> Fetched:
    """Fetch a model from the first of its addresses that gives the right file. A usable one is left alone.

    Raises UsageError for an unknown model; Unreachable when no address answers; ModelError when what came is not the
    file it should be; StorageError when it can't be written.
    """
    model = _archived(manifest or known_models(), name)
    target = _target(model)
    if look(model, thorough=True).usable:  # before anything is written: a stick may be read-only
        return Fetched(model.name, target, already=True)
    with only_one(target.parent):
        already = look(model, thorough=True).usable  # another fetch may have brought it while this one waited
        if not already:
            _fetch_archive(model, target, progress)
    return Fetched(model.name, target, already=already)


def fetch_from(source: Path, names: Sequence[str] = (), *, manifest: Manifest | None = None) -> Fetched:
    """Take a model from a folder (a model's own, one that holds it, or its ZIP file) or from a ZIP file.

    ``names`` says which; without it, the first known model that is there. Raises UsageError, ModelError, StorageError.
    """
    known = manifest or known_models()
    models = [_archived(known, name) for name in names] or [m for m in known.models if m.archive is not None]
    if not source.exists():
        raise UsageError("model_source_missing", path=source)
    if not source.is_dir() and not source.is_file():  # a pipe or a device may never end
        raise ModelError("model_file_not_known", file=source, known=", ".join(model.name for model in models))
    model, found = _find_in_folder(source, models) if source.is_dir() else _identify(source, models)
    target = _target(model)
    with only_one(target.parent):
        install = install_folder if found.is_dir() else install_archive
        install(found, model, target)
    return Fetched(model.name, target, already=False)


def _fetch_archive(model: Model, target: Path, progress: Progress | None) -> None:
    assert model.archive is not None
    partial = target.parent / f"{PARTIAL_PREFIX}{model.archive.file}"
    failure: ModelError | None = None
    for address in model.archive.addresses:
        # A file that was put together from parts and is wrong gets one more try, from its first byte.
        for _ in range(2 if partial.exists() else 1):
            try:
                download(address, partial, model=model.name, size_bytes=model.archive.size_bytes, progress=progress)
                install_archive(partial, model, target)
            except Unreachable as error:
                failure = failure or error
                break
            except ModelError as error:
                failure = error
                partial.unlink()
            else:
                partial.unlink()
                return
    raise failure or Unreachable("model_unreachable", model=model.name, host="-")


def _archived(known: Manifest, name: str) -> Model:
    model = known.model(name)
    if model.archive is None:
        raise UsageError("model_comes_with_libraries", model=name)
    return model


def _target(model: Model) -> Path:
    return folder_of(model, models_folder())


def _identify(file: Path, models: Sequence[Model]) -> tuple[Model, Path]:
    """Which model's archive a file is, whatever it is called. Raises ModelError when it is none."""
    sha256 = hash_file(file)
    for model in models:
        if model.archive is not None and model.archive.sha256 == sha256:
            return model, file
    raise ModelError("model_file_not_known", file=file, known=", ".join(model.name for model in models))


def _find_in_folder(folder: Path, models: Sequence[Model]) -> tuple[Model, Path]:
    """The first model that a folder is or holds. Raises ModelError when there is none."""
    for model in models:
        inside = folder_of(model, folder)
        if compare(model, inside)[0] is not State.ABSENT and inside.name == model.name:
            return model, inside
        if model.archive is not None and (zip_file := folder / model.archive.file).is_file():
            return model, zip_file
    if len(models) == 1 and looks_like(models[0].engine, folder):
        return models[0], folder  # named by the person, whatever its folder is called
    raise ModelError("model_not_in_folder", folder=folder, known=", ".join(model.name for model in models))
