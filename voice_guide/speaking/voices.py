"""Which of the machine's voices comes nearest to the one that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

KnownVoice = tuple[str, Sequence[str]]  # a voice's id and the languages it speaks


def nearest_voice(wanted: str, known: Iterable[KnownVoice]) -> str | None:
    """The voice whose language shares most with the wanted one's (``gmw/en-gb-x-rp`` is ``en``, ``gb``, ``x``, ``rp``).

    At least the language itself must be the same, else None. Between equals the one with the plainest language wins,
    then the first listed.
    """
    target = _parts(wanted.rpartition("/")[2])
    best: tuple[int, int] | None = None
    found: str | None = None
    for voice_id, languages in known:
        for language in languages:
            parts = _parts(language)
            shared = _shared(target, parts)
            rank = (shared, -len(parts))
            if shared and (best is None or rank > best):
                best, found = rank, voice_id
    return found


def _parts(language: str) -> list[str]:
    return [part for part in language.lower().replace("_", "-").split("-") if part != "x"]  # "x": private use follows


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
