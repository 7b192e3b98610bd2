"""One reader of each kind for a language: they hold words alone, and building one reads and unfolds thousands of phrases."""

from __future__ import annotations

from typing import Any, TypeVar

from voice_guide.languages import Language

_Reader = TypeVar("_Reader")

_made: dict[tuple[type[Any], Language], Any] = {}


def shared(reader: type[_Reader], language: Language) -> _Reader:
    """This language's reader of this kind, made when first asked for."""
    key = (reader, language)
    if key not in _made:
        _made[key] = reader(language)  # type: ignore[call-arg]
    made: _Reader = _made[key]
    return made
