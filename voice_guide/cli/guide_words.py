"""The words that the recogniser of this machine can hear, for ``voice-guide guide check``."""

from __future__ import annotations

from dataclasses import dataclass

from voice_guide.errors import ModelError, UsageError
from voice_guide.guide.looking_over import Vocabulary
from voice_guide.guide.pieces import Unknown, in_pieces
from voice_guide.languages import Language
from voice_guide.settings import Settings


@dataclass(frozen=True)
class Hearing:
    """What listens here. ``vocabulary`` is None where it can write down any word, ``model`` None where nothing listens."""

    model: str | None
    vocabulary: Vocabulary | None


def hearing(language: Language, settings: Settings) -> Hearing:
    """Look which model listens here, and load it where its words are counted (Vosk; Whisper spells any word)."""
    from voice_guide.models import choose

    try:
        chosen = choose(language.code, setting=settings.recogniser)
        if chosen.engine != "vosk":
            return Hearing(chosen.name, None)

        from voice_guide.listening.vosk_recogniser import VoskRecogniser

        recogniser = VoskRecogniser(chosen.folder, name=chosen.name)
    except (ModelError, UsageError):
        return Hearing(None, None)
    unknown: Unknown = recogniser.unknown_words
    if language.voice.get("heard_in_pieces"):
        unknown = in_pieces(unknown)
    return Hearing(chosen.name, Vocabulary(chosen.name, unknown))
