"""Yes, no and "I'm not sure", told apart so that nothing but a plain yes is ever taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from voice_guide.languages import Language
from voice_guide.understanding.everyday import Everyday
from voice_guide.understanding.gist import Gist, without_repeats
from voice_guide.understanding.sayings import Sayings
from voice_guide.understanding.shared import shared

_MOST_WORDS = 60  # more than this is a story, whatever it holds


class Answer(StrEnum):
    """What a person answered to a question that takes yes or no. OTHER is asked again."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    OTHER = "other"


class YesNo:
    """A language's ways to say yes and no (``understanding/yes_no.toml``)."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("yes_no")
        self._everyday = shared(Everyday, language)
        self._sayings = Sayings(
            self._everyday,
            {kind: data[kind] for kind in ("other", "unsure", "no", "yes", "of_others", "echo", "weak", "neutral")},
        )
        self._gist = Gist(self._everyday, language.understanding("gist"))
        self._openers = [self._everyday.spelt(opener.split()) for opener in data["unsure_openers"]]
        self._plain = frozenset(data["plain"])
        self._turning = frozenset(data["turning"])
        self._no_goes_on = frozenset(data["no_goes_on"])
        self._approving = frozenset(data["approving"])
        self._denying = frozenset(data["denying"])

    def read(self, text: str) -> Answer:
        """Tell what was answered. Anything mixed, conditional or unknown is OTHER; agreement is never inferred."""
        words = self._everyday.plain(text)
        if not words or len(words) > _MOST_WORDS:
            return Answer.OTHER
        if self._begins_unsure(words):
            return Answer.UNSURE
        parts = list(self._sayings.parts(words))
        kinds = [kind for kind, _ in parts if kind != "neutral"]
        read = self._read_partly_known(parts) if None in kinds else _decide(set(kinds))
        if read is Answer.OTHER:
            read = Answer(self._gist.read(words, asks=text.rstrip().endswith("?")))
            if read is Answer.YES and None not in kinds and any(kind == "no" and _denies(said) for kind, said in parts):
                return Answer.OTHER  # both are said: "it isn't, that sounds right"
        return read

    def is_plain(self, text: str) -> bool:
        """Whether every word of this belongs to a yes, a no or a doubt: "I don't know", and not "I don't know what you mean"."""
        words = without_repeats(self._everyday.plain(text))
        kinds = {kind for kind, _ in self._sayings.parts(words)}
        return bool(words) and None not in kinds and _decide(kinds - {"neutral"}) is not Answer.OTHER

    def _begins_unsure(self, words: list[str]) -> bool:
        for opener in self._openers:
            rest = words[len(opener) :]
            if words[: len(opener)] == opener and rest:
                return not (self._plain | {"but"} | self._turning - {"if", "or", "when"}) & set(rest)
        return False

    def _read_partly_known(self, parts: Sequence[tuple[str | None, tuple[str, ...]]]) -> Answer:
        """Only a "no" may go on in words of its own, and only in ones that don't take it back."""
        spoken = [(kind, words) for kind, words in parts if kind not in ("neutral", "weak")]
        if spoken[0][0] != "no":
            return Answer.OTHER
        rest = [word for _, words in parts[parts.index(spoken[0]) + 1 :] for word in words]
        kinds = {kind for kind, _ in spoken[1:]}
        if kinds & {"yes", "other", "unsure"} or not rest or self._turning & set(rest):
            return Answer.OTHER
        denied = any(word.endswith("n't") or word in self._denying for word in rest)
        if denied or (rest[0] in self._no_goes_on and not self._approving & set(rest)):
            return Answer.NO
        return Answer.OTHER


def _denies(said: tuple[str, ...]) -> bool:
    return said[-1].endswith("n't")


def _decide(kinds: set[str | None]) -> Answer:
    """Weigh up kinds of which every word is known."""
    meant = kinds - {"weak"}
    if "of_others" in meant and "unsure" in meant:
        meant = meant - {"of_others"}
    if "echo" in meant:
        meant = meant - {"echo"} | {"yes"}
    if meant == {"yes"}:
        return Answer.YES
    if meant == {"no"}:
        return Answer.NO
    if ("unsure" in meant and meant <= {"unsure", "yes"}) or meant == {"unsure", "no"}:
        return Answer.UNSURE
    return Answer.OTHER
