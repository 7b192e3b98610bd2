"""Loads a recogniser from a folder. The engines are imported here, when one is wanted, and not before."""

from __future__ import annotations

from pathlib import Path

from voice_guide.errors import ModelError, UsageError
from voice_guide.events import Expected
from voice_guide.languages import Language
from voice_guide.listening.heard_again import Usual
from voice_guide.ports import Recogniser

# What an engine needs before it may be asked to load a folder: Vosk aborts or answers "Failed to create a model", and
# faster-whisper would look a missing tokenizer up on the network.
NEEDED_FILES: dict[str, tuple[tuple[str, ...], ...]] = {
    "vosk": (
        ("am/final.mdl", "final.mdl"),
        ("conf/mfcc.conf", "mfcc.conf"),
        ("graph/HCLG.fst", "graph/HCLr.fst", "HCLG.fst", "HCLr.fst"),
    ),
    "whisper": (("model.bin",), ("config.json",), ("tokenizer.json",), ("vocabulary.txt", "vocabulary.json")),
}


def load_recogniser(engine: str, folder: Path, *, name: str, language: str) -> Recogniser:
    """Load an engine ("vosk" or "whisper") with the model in a folder, ready to decode without delay.

    ``name`` is the model's, as the journal shows it after the engine's. Nothing is ever fetched. Raises UsageError for
    an unknown engine, ModelError when the folder does not hold a model of it or its files will not load.
    """
    needed = NEEDED_FILES.get(engine)
    if needed is None:
        raise UsageError("recogniser_unknown", engine=engine, known=", ".join(sorted(NEEDED_FILES)))
    for choices in needed:
        if not any(_holds_something(folder / choice) for choice in choices):
            raise ModelError("recogniser_not_a_model", model=name, folder=folder, missing=choices[0])
    if engine == "vosk":
        from voice_guide.listening.vosk_recogniser import VoskRecogniser

        return VoskRecogniser(folder, name=name, usual=_usual(language))
    from voice_guide.listening.whisper_recogniser import WhisperRecogniser

    return WhisperRecogniser(folder, name=name, language=language)


def _usual(language: str) -> dict[Expected, Usual]:
    """What a short answer may well be, where a language's data lists that for a recogniser that takes phrases."""
    data = Language.load(language).understanding("yes_no")
    if "grammar" not in data:
        return {}
    return {Expected.YES_NO: Usual(data["grammar"], data["grammar_beside"])}


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
