"""Yes, no and "I'm not sure", told apart so that nothing but a plain yes is ever taken for one."""

from __future__ import annotations

from enum import StrEnum

from voice_guide.languages import Language
from voice_guide.understanding.answer_pieces import AnswerPieces
from voice_guide.understanding.clauses import Clauses
from voice_guide.understanding.everyday import Everyday, once, without_repeats
from voice_guide.understanding.gist import Gist
from voice_guide.understanding.sentences import Sentences
from voice_guide.understanding.shared import shared

_MOST_WORDS = 60  # more than this is a story, whatever it holds


class Answer(StrEnum):
    """What a person answered to a question that takes yes or no. OTHER is asked again."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    OTHER = "other"


class YesNo:
    """A language's ways to say yes and no (``understanding/answers.toml`` and ``gist.toml``)."""

    def __init__(self, language: Language) -> None:
        self._everyday = shared(Everyday, language)
        answers = language.understanding("answers")
        self._pieces, self._clauses = AnswerPieces(self._everyday, answers), Clauses(answers)
        self._gist = Gist(self._everyday, language.understanding("gist"))
        self._sentences = Sentences(
            self._everyday, self._pieces, language.understanding("sentences"), plain=self._plain, read=self._whole
        )

    def read(self, text: str) -> Answer:
        """Tell what was answered. Anything mixed, conditional or unknown is OTHER; agreement is never inferred."""
        told = self._whole(text)
        if told == Answer.OTHER and len(self._plain(text)) <= _MOST_WORDS:
            told = self._sentences.read(text)
        return Answer(told)

    def _whole(self, text: str) -> str:
        """What was answered, all its words taken together."""
        words = self._plain(text)
        if not words or len(words) > _MOST_WORDS:
            return Answer.OTHER
        asks = text.rstrip().endswith("?")
        pieces = self._pieces.pieces(without_repeats(words))
        told = self._clauses.read(pieces, asks=asks)
        return told if told is not None else self._gist.read(pieces, asks=asks)

    def is_plain(self, text: str) -> bool:
        """Whether every word of this belongs to a yes, a no or a doubt: "I don't know", and not "I don't know what you mean"."""
        words = without_repeats(self._plain(text))
        return bool(words) and self._clauses.is_plain(self._pieces.pieces(words))

    def _plain(self, text: str) -> list[str]:
        """The plain words of this; "maybe, maybe not" keeps both of its halves."""
        words = self._everyday.spelt(self._everyday.spoken(text))
        return once(self._pieces.both_ways(words))
