"""Chooses the model that listens: the preferred one that is here and whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from voice_guide.errors import ModelError, UsageError
from voice_guide.models.manifest import Manifest, Model, known_models
from voice_guide.models.places import folder_of
from voice_guide.models.state import State, compare, engine_of, look

AUTO = "auto"


class Reason(StrEnum):
    """Why this model listens."""

    PREFERRED = "preferred"  # the first of its language that is here and whole
    EMBEDDED = "embedded"  # no fetched model is here; this one came with the libraries
    SETTING = "setting"  # the setting or the option names it
    SECOND = "second"  # it reads again what another one heard live
    FOLDER = "folder"  # the person pointed at this folder


@dataclass(frozen=True)
class ChosenModel:
    """The model to load. ``passed_over`` names preferred models that are here but damaged."""

    engine: str
    name: str
    folder: Path
    reason: Reason
    passed_over: tuple[str, ...] = ()


def find(name: str, *, manifest: Manifest | None = None) -> Path | None:
    """The folder of a known model that is here and whole, or None. Raises UsageError for an unknown name."""
    found = look((manifest or known_models()).model(name))
    return found.folder if found.usable else None


def choose(
    language: str,
    *,
    setting: str = AUTO,
    override: Path | None = None,
    manifest: Manifest | None = None,
) -> ChosenModel:
    """The model that listens to a language (``en``).

    ``setting``: ``auto``, an engine (``vosk``, ``whisper``) or a model's name. ``override``: a folder that is a model,
    or that holds a known model's folder. Only sizes are compared here; ``voice-guide models verify`` reads every byte.
    Raises UsageError for an unknown setting; ModelError when what is wanted is missing or damaged.
    """
    candidates = _candidates(manifest or known_models(), language, setting)
    if override is not None:
        return _in_folder(override, candidates)
    damaged: list[tuple[str, Path]] = []
    for model in candidates:
        found = look(model)
        if found.usable:
            passed_over = tuple(name for name, _ in damaged)
            return ChosenModel(model.engine, model.name, found.folder, _reason(model, setting), passed_over)
        if found.state is State.ALTERED:
            damaged.append((model.name, found.folder))
    if damaged:
        raise ModelError("model_altered", model=damaged[0][0], folder=damaged[0][1])
    wanted = next((model for model in candidates if not model.optional), candidates[0])
    raise ModelError("model_missing", model=wanted.name, folder=look(wanted).folder)


def choose_second(language: str, live: ChosenModel, *, manifest: Manifest | None = None) -> ChosenModel | None:
    """The model that reads answers again after ``live`` heard them as they came: a whole Whisper of the language, if any."""
    if live.engine != "vosk":
        return None
    for model in (manifest or known_models()).for_language(language):
        if model.engine == "whisper" and (found := look(model)).usable:
            return ChosenModel(model.engine, model.name, found.folder, Reason.SECOND)
    return None


def _candidates(known: Manifest, language: str, setting: str) -> tuple[Model, ...]:
    here = known.for_language(language)
    if not here:
        raise ModelError("model_none_for_language", language=language)
    if setting == AUTO:
        return here
    chosen = tuple(model for model in here if setting in (model.name, model.engine))
    if not chosen:
        words = dict.fromkeys([AUTO, *(model.engine for model in here), *(model.name for model in here)])
        raise UsageError("model_setting_unknown", setting=setting, known=", ".join(words))
    return chosen


def _reason(model: Model, setting: str) -> Reason:
    if setting != AUTO:
        return Reason.SETTING
    return Reason.EMBEDDED if model.package is not None else Reason.PREFERRED


def _in_folder(folder: Path, models: tuple[Model, ...]) -> ChosenModel:
    if not folder.is_dir():
        raise ModelError("model_folder_missing", folder=folder)
    for model in models:
        if model.archive is None:
            continue
        inside = folder_of(model, folder)
        state, _ = compare(model, inside)
        if state in (State.GOOD, State.UNCHECKED):
            return ChosenModel(model.engine, model.name, inside, Reason.FOLDER)
        if state is State.ALTERED and inside.name == model.name:
            raise ModelError("model_altered", model=model.name, folder=inside)
    engine = engine_of(folder)
    if engine is None:
        raise ModelError("model_folder_holds_none", folder=folder)
    return ChosenModel(engine, folder.resolve().name, folder, Reason.FOLDER)
