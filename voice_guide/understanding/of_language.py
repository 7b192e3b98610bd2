"""The readers of one language, each made when it is first asked for: papers ask two of them, a conversation all."""

from __future__ import annotations

from typing import Generic, TypeVar

from voice_guide.languages import Language
from voice_guide.understanding import readers

_Kind = TypeVar("_Kind")


class _Lazily(Generic[_Kind]):
    """One kind of reader; it stays with whatever asks for it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, asking: OfLanguage, owner: type) -> _Kind:
        made: _Kind = readers.reader_of(asking._language, self._kind)
        vars(asking)[self._name] = made  # found there from now on
        return made


class OfLanguage:
    """What has the readers of a language at hand. A reader that is not known raises GuideError ``reader_unknown``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    _commands = _Lazily[readers.CommandReader]("commands")
    _yes_no = _Lazily[readers.YesNoReader]("yes_no")
    _plan = _Lazily[readers.PlanReader]("plan")
    _days = _Lazily[readers.DayReader]("days")
    _people = _Lazily[readers.PeopleReader]("people")
    _nothing = _Lazily[readers.NothingReader]("nothing")
    _cannot = _Lazily[readers.CannotReader]("cannot")
    _unfinished = _Lazily[readers.UnfinishedReader]("unfinished")
    _choices = _Lazily[readers.ChoiceReader]("choices")
    _deeds = _Lazily[readers.DeedReader]("deeds")
    _words = _Lazily[readers.WordReader]("words")
