"""The grammar of a plan: which of its words are the person, and which say what will be done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from voice_guide.languages import Language
from voice_guide.understanding.phrases import read, wordings
from voice_guide.understanding.plan_sentence import Kept, PlanSentence, Spoken
from voice_guide.understanding.plan_words import PlanWords, apart, split
from voice_guide.understanding.subjects import Subjects
from voice_guide.understanding.turned_about import TurnedAbout
from voice_guide.understanding.who_it_is import WhoItIs
from voice_guide.understanding.without_will import WithoutWill
from voice_guide.understanding.word_row import WordRow


class PlanGrammar:
    """Finds who and what in a row of lower-case words whose day has been taken out and whose clitics stand apart."""

    def __init__(self, language: Language) -> None:
        data = language.understanding("plan")
        self._words = PlanWords(language)
        self._subjects = Subjects(language)
        self._sentence = PlanSentence(language, self._words, self._subjects)
        self._who_it_is = WhoItIs(language, self._words, self._subjects)
        self._turned = TurnedAbout(language, self._words, self._subjects, self._sentence)
        self._lead = apart(data["lead"])
        self._reason_ends = frozenset(data["reason_ends"])
        self._would_of = frozenset(data["would_of"])
        self._promising = apart(data["promising"])
        self._lead_deeds = apart(data["lead_deeds"])
        self._to = apart(["to"])
        self._lead_before_person = apart(data["lead_before_person"])
        self._tails = _tails(data["tail"])
        self._tails_kept = _tails(data["tail_kept"])
        self._tails_unless_after = frozenset(data["tail_unless_after"])
        self._tail_not_after = frozenset(data["tail_not_after"])
        self._without_will = WithoutWill(language, self._words, self._subjects, self._sentence)

    def read(
        self, words: Sequence[str], *, planned_day: bool, again: bool = False, marked: Collection[int] = ()
    ) -> Kept | None:
        """Who and what, or None where nothing is planned.

        ``planned_day``: a day to come was said with it; ``again``: one that comes again and again. ``marked``: the places of
        words after which a comma or stop was heard. ``what`` is empty where only a person was named ("dad will").
        """
        start, end = self._trimmed(words)
        spoken = Spoken(planned_day, marked, again)
        start = self._past_lead_before_person(WordRow(words[:end]), start, spoken)
        row = WordRow(words[start:end])
        if not row.words or self._words.is_story(row):
            return None
        kept = self._read(row, spoken.moved(start))
        return kept.moved(start) if kept else None

    def _read(self, row: WordRow, spoken: Spoken) -> Kept | None:
        conditional = self._turned.read(row, spoken) or self._sentence.conditional(row, spoken)
        if conditional or self._words.begins_no_plan(row):
            return conditional or self._after_all(row, spoken)
        return (
            self._sentence.person_alone(row, spoken)
            or self._who_it_is.read(row, self._sentence, spoken)
            or self._sentence.read(row, spoken)
            or self._who_it_is.for_person_to(row)
            or self._without_will.read(row, planned_day=spoken.planned_day, again=spoken.again)
        )

    def _after_all(self, row: WordRow, spoken: Spoken) -> Kept | None:
        """``i don't want to promise but i'll try to be on time``: what somebody does for all that."""
        for at in range(2, len(row.words) - 2):
            if row.words[at] in self._reason_ends and row.words[at + 1] in self._would_of:
                kept = self._sentence.read(WordRow(row.words[at + 1 :]), spoken.moved(at + 1))
                return kept.moved(at + 1) if kept and kept.who == (0,) else None
        return None

    def is_nothing_but_frame(self, words: Sequence[str]) -> bool:
        """Whether nothing is left but words such as "so" and "then"."""
        start, end = self._trimmed(words)
        row = WordRow(words[:end])
        while length := row.longest(self._lead_before_person, start) or row.longest(self._lead, start):
            start += length
        return start >= end

    def _trimmed(self, words: Sequence[str]) -> tuple[int, int]:
        start = self._past_leads(WordRow(words), 0)
        end = len(words)
        while end > start and (length := self._tail_length(words[start:end])):
            end -= length
        return start, end

    def _tail_length(self, words: Sequence[str]) -> int:
        if any(tuple(words[-len(tail) :]) == tail for tail in self._tails_kept.get(words[-1], ())):
            return 0
        for tail in self._tails.get(words[-1], ()):
            if tuple(words[-len(tail) :]) == tail:
                return len(tail)
        belongs = len(words) > 1 and words[-2] in self._tail_not_after
        return 1 if words[-1] in self._tails_unless_after and not belongs else 0

    def _past_leads(self, row: WordRow, start: int) -> int:
        while length := row.longest(self._lead, start):
            if any(self._sentence.markers.is_said_they_will(row, start + at) for at in (1, 2) if at < length):
                break  # "we said we'd", where "we'd" alone tells nothing
            if row.longest(self._promising, start) == length and row.longest(self._to, start + length):
                break  # "i've promised to"
            if row.longest(self._lead_deeds, start) > length and not row.longest(self._lead, start + length):
                break  # "listen to each other"
            start += length
        return start

    def _past_lead_before_person(self, row: WordRow, start: int, spoken: Spoken) -> int:
        """The place after "no", "put that" and the like, if a person and what they will do follow; else ``start``."""
        length = row.longest(self._lead_before_person, start)
        if length <= self._words.length_of_no_plan(row, start):  # "no one", where "no" alone might be left out
            return start
        after = self._past_leads(row, start + length)
        after = self._past_lead_before_person(row, after, spoken)
        rest = WordRow(row.words[after:])
        surely = rest.longest(self._subjects.people.sure, 0) > 0
        will = self._sentence.read(rest, spoken.moved(after))
        named = will is not None and 0 in will.who and (surely or not self._words.is_deed(rest, 0))
        named |= surely and self._without_will.person_does(rest, planned_day=True) is not None
        return after if named or (surely and start + length - 1 in spoken.marked) else start


def _tails(texts: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    """What may stand at a plan's end, by its last word, the longest first."""
    spelt = {tuple(words.split()) for text in texts for words in wordings(read(split(text)))}
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(spelt, key=len, reverse=True):
        found.setdefault(words[-1], []).append(words)
    return found
