"""From a Guide to the text of its file: what ``parse_guide`` reads back as the same guide.

People's words may stand in it, so no sign of a text is ever taken for TOML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from voice_guide.guide import schema
from voice_guide.guide.model import Category, Guide, PrivateTime, Question

_LINE = 90  # characters of a text on one line: with an escape of ten characters for each, what a line may hold
_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def guide_text(guide: Guide) -> str:
    """The guide as TOML; its own ``text`` and ``hash`` are left out of account."""
    lines = [
        f"schema = {schema.SCHEMA}",
        f"id = {_string(guide.id)}",
        f"title = {_string(guide.title)}",
        *_given("description", guide.description),
        *(["joint = true"] if guide.joint else []),
        *(["roles = true"] if guide.roles else []),
        *(["service_view = true"] if guide.service_view else []),
    ]
    for category in guide.categories:
        lines += _category(category)
    lines += _private_time(guide.private_time) if guide.private_time is not None else []
    return "\n".join(lines) + "\n"


def _category(category: Category) -> Iterator[str]:
    introduction = category.introduction
    yield from ("", "[[category]]", f"id = {_string(category.id)}", f"title = {_string(category.title)}")
    yield f"reason = {_string(category.reason)}"
    yield f"introduction = {{ text = {_string(introduction.text)}, source = {_string(introduction.source)} }}"
    yield "ask_order = ["
    yield from (f"  {_string(name)}," for name in category.ask_order)
    yield "]"
    if category.ways_forward:
        yield "ways_forward = true"
    if category.rounds:
        yield "rounds = true"
    if category.ground_rules:
        yield "ground_rules = true"
    for question in category.questions:
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield from ("", "[[category.question]]", f"id = {_string(question.id)}", f"role = {_string(question.role.value)}")
    yield from _given("after", question.after)
    yield from _given("when", question.when)
    yield from _given("read", question.read)
    yield f"text = {_string(question.text)}"
    yield f"wording = {_string(question.wording)}"
    yield f"source = {_string(question.source)}"
    if question.patience_seconds is not None:
        yield f"patience = {question.patience_seconds}"
    if question.strength:
        yield "strength = true"


def _private_time(private: PrivateTime) -> Iterator[str]:
    introduction = private.introduction
    yield from ("", schema.PRIVATE_HEADER, f"before = {_string(private.before)}", f"minutes = {private.minutes}")
    yield f"longest_minutes = {private.longest_minutes}"
    yield f"introduction = {{ text = {_string(introduction.text)}, source = {_string(introduction.source)} }}"


def _given(key: str, text: str | None) -> Iterator[str]:
    if text:
        yield f"{key} = {_string(text)}"


def _string(text: str) -> str:
    """A TOML string: on one line, or where it is long over several, with nothing between them."""
    if len(text) <= _LINE:
        return f'"{"".join(_escaped(text))}"'
    pieces = ("".join(_escaped(text[start : start + _LINE])) for start in range(0, len(text), _LINE))
    return '"""' + "".join(f"\\\n{_kept_space(piece)}" for piece in pieces) + '"""'


def _escaped(text: Iterable[str]) -> Iterator[str]:
    for sign in text:
        yield _ESCAPES.get(sign) or (sign if sign.isprintable() else f"\\U{ord(sign):08X}")


def _kept_space(piece: str) -> str:
    """A space at the start of a line would be dropped with the line's end."""
    return piece.replace(" ", "\\U00000020", 1) if piece.startswith(" ") else piece
