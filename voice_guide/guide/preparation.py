"""What a worker confirms before a joint conversation: read from its file and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voice_guide.errors import GuideError
from voice_guide.facts import text_hash
from voice_guide.languages import read_toml
from voice_guide.small_file import read_small

_FILE_BYTES = 64 * 1024
_MOST_ITEMS = 20
_MOST_CHARACTERS = 300  # as for a guide's texts: about 20 seconds of speech
_EXAMPLES = {
    "id": 'id = "prepared"',
    "text": 'text = "Did each person choose to come?"',
    "wording": 'wording = "Does each person want to be here?"',
    "no": 'no = "It can wait until each person was asked."',
}


@dataclass(frozen=True)
class PreparationItem:
    """One question to the worker. A yes to ``text`` confirms it; ``no`` says what a no means; ``wording`` is plainer."""

    id: str
    text: str
    wording: str
    no: str


def load_preparation(path: Path) -> tuple[PreparationItem, ...]:
    """The items in a file, in its order. Raises GuideError with what is wrong, where, and an example of right."""
    try:
        read_small(path, _FILE_BYTES)
        table = read_toml(path)
    except OSError as error:
        raise GuideError("preparation_unreadable", file=str(path)) from error
    entries = table.get("item")
    unknown = [key for key in table if key != "item"]
    if unknown or not isinstance(entries, list) or not 0 < len(entries) <= _MOST_ITEMS:
        raise _wrong(path, unknown[0] if unknown else "item", "[[item]]")
    items = tuple(_item(path, place, entry) for place, entry in enumerate(entries, 1))
    for place, item in enumerate(items, 1):
        if item.id in (earlier.id for earlier in items[: place - 1]):
            raise _wrong(path, f"item {place}: id", f'id = "{item.id}-{place}"')
    return items


def list_hash(items: Sequence[PreparationItem]) -> str:
    """What the facts name a list by: the SHA-256 of its questions, one on each line."""
    return text_hash("\n".join(f"{item.id} {item.text}" for item in items))


def _item(path: Path, place: int, entry: object) -> PreparationItem:
    if not isinstance(entry, Mapping):
        raise _wrong(path, f"item {place}", "[[item]]")
    unknown = next((key for key in entry if key not in _EXAMPLES), None)
    if unknown is not None:
        raise _wrong(path, f"item {place}: {unknown}", ", ".join(_EXAMPLES))
    for key, example in _EXAMPLES.items():
        value = entry.get(key)
        right = isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= _MOST_CHARACTERS
        if not right:
            raise _wrong(path, f"item {place}: {key}", example)
    return PreparationItem(entry["id"], entry["text"].strip(), entry["wording"].strip(), entry["no"].strip())


def _wrong(path: Path, wrong: str, example: str) -> GuideError:
    return GuideError("preparation_wrong", file=str(path), wrong=wrong, example=example)
