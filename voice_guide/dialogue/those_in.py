"""What those are called who are in, as far as it is known now: names that are not kept are known in this run alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voice_guide.dialogue.progress import Progress
from voice_guide.understanding.text import normalise


def called(progress: Progress, names: Mapping[str, str], person_id: str) -> str:
    """What somebody is called; nothing where no name is known. ``names``: those that are not kept."""
    return progress.person(person_id).name or names.get(person_id, "")


def by_name(progress: Progress, names: Mapping[str, str]) -> dict[str, str]:
    """The ids of those who are in and not taken off, by what they are called."""
    found = {called(progress, names, person.id): person.id for person in (*progress.people, *progress.supporters)}
    return {name: person for name, person in found.items() if name}


def is_called(text: str, names: Iterable[str]) -> bool:
    """Whether a whole utterance is one of these names, and nothing else."""
    return normalise(text) in [normalise(name) for name in names]
