"""Which voice speaks: one that was named, the natural voice where it is here, or the language's own."""

from __future__ import annotations

import contextlib

from voice_guide.errors import DeviceError
from voice_guide.languages import Language
from voice_guide.settings import Settings

NATURAL = "piper"


def chosen_voice(wanted: str | None, settings: Settings, language: Language, *, natural_first: bool = False) -> str:
    """The voice as its engine knows it: the one that is ``wanted``, else the setting's, else the language's own.

    ``natural_first``: where neither is named, the natural voice goes before the language's own if it is here. Raises
    DeviceError where a natural voice is named and is not here.
    """
    named = wanted or (settings.voice if settings.language == language.code else None)
    if named is not None:
        return _found(named, language)
    if natural_first:
        with contextlib.suppress(DeviceError):  # it is not here
            return _found(NATURAL, language)
    return str(language.voice["voice"])


def _found(voice: str, language: Language) -> str:
    from voice_guide.speaking.piper_voices import is_natural, natural_voice

    if not is_natural(voice):
        return voice
    from voice_guide.models.places import models_folder

    carried = language.voice.get("natural", {})
    return str(natural_voice(voice, language.code, models=models_folder(), carried=carried))
