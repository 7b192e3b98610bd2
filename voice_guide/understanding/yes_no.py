"""Yes, no and "I'm not sure", told apart so that nothing but a plain yes is ever taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from voice_guide.languages import Language
from voice_guide.understanding.answer_pieces import AnswerPieces
from voice_guide.understanding.clauses import Clauses
from voice_guide.understanding.everyday import Everyday, once, without_repeats
from voice_guide.understanding.gist import Gist
from voice_guide.understanding.likeness import Likeness
from voice_guide.understanding.sentences import Sentences
from voice_guide.understanding.shared import shared

_MOST_WORDS = 60  # more than this is a story, whatever it holds
_MOST_LIKE = 30  # words: the examples have no longer answers
# How likely an answer that no rule knows must be, by the examples. Found by leaving out a fifth of 3,998 lines that no rule
# was made for, five times over: with them 95 and not 78 of 100 are right. A yes that rules know and that is so
# unlikely is asked again: what was left out held 700 lines made to look like a yes.
_LIKELY, _LIKELY_YES, _UNLIKELY_YES = 0.5, 0.85, 0.15
# "I wasn't sure at first, but yes" may be one, "yes, if he stops" none. With such a word among these first and last words
# no yes is taken from examples; in the midst of others it must be surer.
_FIRST, _LAST, _LIKELY_TURNED = 3, 4, 0.93
_LIKELY_NEAR = (
    0.95  # a yes with such a word near an end, and no no in it that rules know: "I see nothing wrong with that"
)
_ENDING = 2  # words
_LIKELY_NO = 0.7  # of those less likely more than a third were none
_SHORT, _LIKELY_SHORT = 3, 0.8  # a few words may be others misheard
_SURELY_YES = 0.95  # a yes after a doubt: "I wasn't sure, but yes, I do"
_SURELY_UNSURE = 0.9  # what rules read as a no, and is so surely a doubt, was one 5 times of 6


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
        self._likeness = shared(Likeness, language)
        words = language.understanding("sentences")["words"]
        self._turning, self._hanging = self._set(words["turning"]), self._set(words["hanging"])
        self._yes_words, self._own = self._set(words["yes"]), self._set(words["i"])
        self._telling, self._but = self._set(words["tells"]), self._set(words["but"])
        self._no_words, self._conditions = self._set(words["no"]), self._set(words["conditions"])
        self._plainest = self._set(words["plainest"])

    def _set(self, words: str) -> frozenset[str]:
        return frozenset(self._everyday.phrase(words).split())

    def read(self, text: str) -> Answer:
        """Tell what was answered. Anything mixed, conditional or unknown is OTHER; agreement is never inferred.

        The rules decide. What they don't know is told by what it is most like; and a yes stands only where it is like one.
        """
        told = self.known(text)
        like = self._likeness.answer(text) if len(self._plain(text)) <= _MOST_LIKE else None
        if like is None:
            return told
        if like.exact:
            return Answer(like.kind)
        if told is Answer.YES:
            return Answer.OTHER if like.of[Answer.YES] < _UNLIKELY_YES else told
        if told is Answer.NO:
            doubt = len(self._plain(text)) > _SHORT and like.of[Answer.UNSURE] >= _SURELY_UNSURE
            return Answer.UNSURE if doubt else told
        if told is Answer.UNSURE:
            return Answer.YES if like.of[Answer.YES] >= _SURELY_YES and self._ends_in_yes(text) else told
        least = _LIKELY_SHORT if len(self._plain(text)) <= _SHORT else _LIKELY
        if like.kind in (Answer.YES, Answer.NO):
            least = self._least_yes(text) if like.kind == Answer.YES else max(least, _LIKELY_NO)
        if like.kind == Answer.NO and self._yes_words & set(self._everyday.fluent(text)[-_ENDING:]):
            return told  # "no, I mean yes" is asked again
        return Answer(like.kind) if like.likely >= least else told

    def _least_yes(self, text: str) -> float:
        """How likely a yes must be that only examples tell; more than 1 where none is taken."""
        words = self._everyday.fluent(text)
        if not words or text.rstrip().endswith("?") or words[-1] in self._hanging:
            return 2.0
        turned = [self._turns(*pair) for pair in zip(["", *words], words, strict=False)]
        if words[0] in self._plainest and not any(turned) and not self._conditions & set(words):
            return _LIKELY  # "yes, it was the Monday"
        if (at := self._but_yes(words)) is not None:
            turned = turned[at + 1 :]  # what comes after the last "but" decides
        if any(turned[:_FIRST] + turned[-_LAST:]):
            return 2.0 if turned[0] or any(turned[-2:]) or self._takes_back(words) else _LIKELY_NEAR
        return _LIKELY_TURNED if any(turned) else _LIKELY_YES

    def _takes_back(self, words: Sequence[str]) -> bool:
        """Whether a condition stands in these words, or a no or a doubt that the rules know at their beginning or end."""
        if self._conditions & set(words):
            return True
        if words[0] in self._yes_words and words[1:2] and words[1] in self._no_words:  # "yeah, no, that's fine"
            return self.known(" ".join(words[2:])) is not Answer.YES
        parts = [words[:at] for at in range(1, len(words))] + [words[at:] for at in range(1, len(words))]
        return any(self.known(" ".join(part)) in (Answer.NO, Answer.UNSURE) for part in parts)

    def _turns(self, before: str, word: str) -> bool:
        """Whether a word may turn a yes: "no", and "he said", but not "I said"."""
        told = word in self._telling and before in self._own
        return (word in self._turning or word.endswith("n't")) and not told

    def _ends_in_yes(self, text: str) -> bool:
        """Whether the rules know a yes in what comes after the last "but"."""
        words = self._everyday.fluent(text)
        at = self._but_yes(words)
        return at is not None and self.known(" ".join(words[at + 1 :])) is Answer.YES

    def _but_yes(self, words: Sequence[str]) -> int | None:
        """Where the last "but" stands that a yes follows, where no plain "no" stands before it: that is asked again."""
        pairs = list(enumerate(pairwise(words)))
        found = next(
            (at for at, (but, yes) in reversed(pairs[1:]) if but in self._but and yes in self._yes_words), None
        )
        return None if found is None or self._no_words & set(words[:found]) else found

    def known(self, text: str) -> Answer:
        """As ``read``, by the rules alone."""
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
