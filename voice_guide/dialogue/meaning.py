"""Everything the dialogue asks of the words that were said, in one place."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voice_guide.events import Expected, Reading, Transcription, Utterance
from voice_guide.languages import Language
from voice_guide.understanding.commands import CommandMatch
from voice_guide.understanding.group_readers import group_reader
from voice_guide.understanding.of_language import OfLanguage
from voice_guide.understanding.plan import PlanParts
from voice_guide.understanding.readers import reader_of, readers_of
from voice_guide.understanding.text import normalise
from voice_guide.understanding.yes_no import Answer

# A real "Yep." came out as "No.", and a "Nah." as "Yeah.": what is no further apart than this is asked again
# (Whisper tiny.en, 5 readings; scripts/bench hearing polarity).
WELL_APART = 1.25
# How surely a command must be heard where commands are expected, to be asked about (mean log-probability of a token). Of 89
# that came out as other words, 63 were at least as sure, and one of 663 short answers (espeak-ng's voices and people).
SURELY_EXPECTED = -0.6
WEIGHTY = frozenset(
    ("stop", "take out", "delete all", "withdraw")
)  # not lightly taken back: heard both ways, or asked about
# A doubt that is so close to the best, read both ways, is one where nothing better tells: "I'm not here" for "I'm not sure".
NEARLY = 0.3
CLOSE = 0.5  # a yes that is only heard where it is expected is none: without that, it stands so close to the best


@dataclass(frozen=True)
class Amendment:
    """What is put right in a line: ``slot``, and the ``new`` and ``old`` words as they were said, where they were said."""

    slot: str
    new: str | None
    old: str | None


class Meaning(OfLanguage):
    """Words to meaning, in one language. Pure; in doubt it is part of the answer, and in doubt it is not a yes."""

    def __init__(self, language: Language, *, at_once: bool = True) -> None:
        """``at_once``: all readers are made now, before anybody waits for an answer; else each when it is asked."""
        super().__init__(language)
        if at_once:
            readers_of(language)
        self.in_a_group = False  # a talking piece goes round: what hands it on is looked for, too

    def command(self, text: str) -> CommandMatch:
        """The command that a whole utterance is, if it is one; ``new`` as it was said."""
        found = self._commands.recognise(text)
        return replace(found, new=self._commands.as_said(found.new, text)) if found.new else found

    def steering(self, heard: Utterance) -> CommandMatch:
        """As ``command``, for what was spoken: a command that is heard only where one is expected is asked about.

        Not where more words were heard than the command has: "I don't understand him" is no "I don't understand". What can't
        be taken back lightly has to be heard both ways, or it is asked about too.
        """
        match = self.command(heard.text)
        told = next((one for one in heard.readings if one.expecting is Expected.COMMAND), None)
        if told is None or match.ask:
            return match
        found = self._commands.recognise(told.text).command
        if match.command in WEIGHTY and found != match.command:
            return CommandMatch("answer", ask=match.command)  # "faster, please" came out as "ah, stop, please"
        if match.command != "answer" or found == "answer" or told.score < SURELY_EXPECTED:
            return match
        return match if set(normalise(told.text)) <= set(normalise(heard.text)) else replace(match, ask=found)

    def amendment(self, text: str) -> Amendment | None:
        """What some words put right in a line just read back, or None where they put nothing right."""
        found = self._commands.recognise(text, during="read-back")
        if found.command != "amend" or found.about is None:
            return None
        new, old = (self._commands.as_said(said, text) if said else None for said in (found.new, found.old))
        return Amendment(found.about, new, old)

    def is_answer_too(self, found: CommandMatch, text: str) -> bool:
        """Whether a command to finish is an answer as well, whose words are to be kept."""
        return found.command == "finished" and self._commands.says_something(text)

    def closes(self, text: str) -> bool:
        """Whether this, said by itself after a pause, ends an answer: a closing phrase, or a whole command."""
        if not text.strip():
            return False
        hands_on = self.in_a_group and group_reader(self._language).may_be(text)
        return hands_on or self._commands.is_closing_phrase(text) or self._commands.known(text).command != "answer"

    def yes_no(self, text: str) -> Answer:
        """Yes, no, unsure or something else."""
        return self._yes_no.read(text)

    def known_yes_no(self, text: str) -> Answer:
        """As ``yes_no``, by the rules alone: for where other rules may know the words better than their likeness does."""
        return self._yes_no.known(text)

    def answer(self, heard: Utterance) -> Answer:
        """As ``yes_no``, but a yes or a no that could nearly as well be its opposite is neither.

        A no may be told only by the readings that expect an answer; a yes stands in those and in the others.
        """
        read = self._yes_no.known(heard.text)
        ways = [[one for one in heard.readings if one.expecting is expected] for expected in (None, Expected.YES_NO)]
        if read is Answer.OTHER and ways[1]:
            expected = self._yes_no.known(ways[1][0].text)
            read = read if expected is Answer.UNSURE else expected
        if read is Answer.OTHER and all(ways) and all(self._in_doubt(way) for way in ways):
            return Answer.UNSURE
        if read in (Answer.OTHER, self._yes_no.known(heard.text)):
            read = self.yes_no(heard.text)  # by what it is most like, too
        opposite = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(read)
        if opposite is None:
            return read
        if any(self._behind(way, opposite) <= WELL_APART for way in ways):
            return Answer.OTHER
        if read is Answer.YES and any(self._behind(way, read) > CLOSE for way in ways if way):
            return Answer.OTHER
        return read

    def _in_doubt(self, readings: Sequence[Reading]) -> bool:
        """Whether a doubt is nearly the best of these readings, and no yes or no is."""
        told = (Answer.UNSURE, Answer.YES, Answer.NO)
        near = (self._behind(readings, answer, by=self._yes_no.known) <= NEARLY for answer in told)
        return list(near) == [True, False, False]

    def is_only_yes(self, text: str) -> bool:
        """Whether a yes is all that is said: "yes, agreed". "Yes, I'll do it" names somebody, and "yes, Sunday" a day."""
        named = self._people.is_pointed_at(text)
        return not named and self._yes_no.read(text) is Answer.YES and self._yes_no.is_plain(text)

    def decides(self, heard: Transcription) -> bool:
        """Whether this is a clear yes or a clear no, by its other readings too."""
        return self.answer(Utterance("", heard.text, readings=heard.readings)) in (Answer.YES, Answer.NO)

    def _behind(
        self, readings: Sequence[Reading], answer: Answer, *, by: Callable[[str], Answer] | None = None
    ) -> float:
        """How far the best reading that is this answer is behind the best of all; infinite where there is none."""
        read = by or self.yes_no
        scores = [reading.score for reading in readings if read(reading.text) is answer]
        return max(reading.score for reading in readings) - max(scores) if scores else math.inf

    def hangs(self, text: str) -> bool:
        """Whether an answer ends so that more must follow."""
        return self._unfinished.hangs(text)

    def is_nothing(self, text: str) -> bool:
        """Whether the answer is that there is nothing."""
        return self._nothing.is_nothing(text)

    def says_nothing(self, text: str) -> bool:
        """Whether there is no word in this but such as fill a pause: "hmm"."""
        return not self._words.plain(text)

    def plan(self, text: str, today: date) -> PlanParts:
        """Who does what, and when."""
        return self._plan.parse(text, today)

    def names_an_action(self, text: str, today: date) -> bool:
        """Whether this says who will do what: something that could go on the list."""
        parts = self._plan.parse(text, today)
        return parts.who is not None and parts.what is not None

    def day(self, text: str, today: date) -> str | None:
        """The day or the repetition in an answer to "when": an ISO date, ``every friday``, or None."""
        return self._days.when(text, today)

    def may_have_a_day(self, text: str, today: date) -> bool:
        """Whether words about when name no day, though there may be one: "soon", and not "every time he is late"."""
        return self.day(text, today) is None and not self._days.is_no_one_day(text)

    def say_day(self, day: str) -> str | None:
        """A day in full with its weekday; None for a repetition, which is said in the words that were used."""
        try:
            return self._days.say_day(date.fromisoformat(day))
        except ValueError:
            return None

    def people(self, text: str) -> list[str]:
        """The names in an answer to "who is here?"."""
        return self._people.people(text)

    def who(self, words: str, people: Sequence[str], speaker: str | None) -> tuple[list[str], list[str]]:
        """Which of these people some words name, and those of the words that name nobody who is here."""
        here = self._people.match(words, people, speaker=speaker)
        absent = self._people.absent(words, people, speaker=speaker)
        return here, absent

    def names_a_deed(self, words: str) -> bool:
        """Whether these words can be what is done, by themselves: "ring the school", and not "the hedge" or "ring"."""
        return self._deeds.is_deed(words)

    def is_somebody_unnamed(self, words: str) -> bool:
        """Whether these words only point at somebody: "he", "they", "you"."""
        return self._people.is_unnamed(words)

    def says_cannot(self, text: str) -> bool:
        """Whether someone says that they can't."""
        return self._cannot.says_cannot(text)

    def minutes(self, text: str) -> int | None:
        """The length of time that a whole answer names, in minutes."""
        found: int | None = reader_of(self._language, "durations").minutes(text)  # read where a guide has private time
        return found

    def choice(self, text: str, name: str) -> str | None:
        """Which of a named question's choices was said, or None."""
        return self._choices.read(name, text)

    def titled(self, text: str, titles: Mapping[str, str]) -> str | None:
        """The key of the title that was said, or None."""
        return self._choices.titled(titles, text)

    def choices(self, name: str) -> list[str]:
        """What can be chosen at a named question."""
        return self._choices.kinds(name)
