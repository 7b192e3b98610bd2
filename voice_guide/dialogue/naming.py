"""Names as they are given, put right, spelt, told apart and agreed: from one roll to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue import name_turns as turns
from voice_guide.dialogue.name_order import in_order
from voice_guide.dialogue.roll import Roll, Writing
from voice_guide.events import Turn, Utterance
from voice_guide.languages import Language
from voice_guide.understanding.name_words import AT_CHECK, AT_WHO, LATER, Does, NameWord
from voice_guide.understanding.names import each_once
from voice_guide.understanding.naming_readers import naming_readers
from voice_guide.understanding.yes_no import Answer

_KEYBOARD = "keyboard"
MOST_CHARACTERS = 60  # of a name: the longest that anybody could say, hear or read on a sheet


@dataclass(frozen=True)
class Named:
    """What an utterance makes of the roll. ``told``: the key of what is said first, or what is asked in another way."""

    outcome: str
    roll: Roll
    told: str | None = None
    again: str | None = None


class Naming:
    """Reads what is said at the turns that are about names. Pure: a roll goes in, and a roll comes out."""

    def __init__(self, language: Language) -> None:
        readers = naming_readers(language)
        self._words, self._names, self._roles = readers.words, readers.names, readers.roles
        self.spelling = readers.spelling

    def later(self, text: str, names: Sequence[str]) -> NameWord | None:
        """Somebody who comes, or is to be taken off, in the middle of the conversation."""
        return self._words.read(text, names, LATER)

    def first(
        self, turn: Turn, heard: Utterance, roll: Roll, names: Sequence[str], known: Sequence[str]
    ) -> Named | None:
        """What is about a name, before it could be a command or a yes: None for everything else.

        ``names`` are those of people who are not in yet, ``known`` those of people who are.
        """
        if turn.id in (turns.TYPE, turns.SPELL):
            return self._spelt_or_typed(turn, heard, roll, names)
        if turn.id == turns.APART:
            return self._told_apart(heard.text, roll, known)
        if turn.id in (turns.WHO, turns.ADD):
            word = self._words.read(heard.text, names, AT_WHO)
            return self._done(roll, word, names) if word is not None else None
        if turn.id == turns.CHECK or turn.id.startswith(f"{turns.RECORD}:"):
            kinds = AT_CHECK if turn.id == turns.CHECK else (Does.ADDS, Does.COMES)
            word = self._words.read(heard.text, names, kinds)
            return self._done(roll, word, names) if word is not None else None
        return None

    def given(self, text: str, roll: Roll, known: Sequence[str]) -> Named:
        """The names in an answer to who is here, or who has come."""
        if self._roles.is_refused(text):
            return Named("no-match", roll, again="who.not-that-word")
        heard = [name for name in self._names.named(text) if name not in known]
        names = each_once(heard)
        if any(len(name) > MOST_CHARACTERS for name in names):
            return Named("no-match", roll, again="who.too-long")
        if not names:
            missed = replace(roll, missed=roll.missed + 1)
            return Named("no-match", missed, again="who.again" if roll.missed == 0 else "who.again-more")
        twice = next((name for name in names if sum(name.casefold() == each.casefold() for each in heard) > 1), None)
        return Named("answer", replace(roll.with_names(names), twice=twice))

    def checked(self, read: Answer, roll: Roll) -> Named:
        """Are the names right? Without a clear yes they are asked for again."""
        if read is Answer.YES:
            return Named("yes", replace(roll, agreed=True, again=False, spelt=None))
        if read is Answer.OTHER and not roll.again:
            return Named("no-match", replace(roll, again=True), again="")
        empty = replace(roll, names=(), again=False, spelt=None, supporters=())
        return Named("no" if read is Answer.NO else "no-match", empty)

    def not_spelt(self, roll: Roll) -> Named:
        """No letters were made of it: once more, and then the names stand as they were."""
        if not roll.again:
            return Named("no-match", replace(roll, again=True), again="who.spell-again")
        return Named("no-match", replace(roll, writing=None, of=None, again=False))

    def two(self, read: Answer, roll: Roll) -> Named:
        """Is it the name of two people? Only a yes makes them two."""
        if read is Answer.OTHER and not roll.again:
            return Named("no-match", replace(roll, again=True), again="")
        name, one = str(roll.twice), replace(roll, twice=None, again=False)
        if read is not Answer.YES:
            return Named({Answer.NO: "no", Answer.UNSURE: "unsure"}.get(read, "no-match"), one)
        return Named("yes", replace(one, names=(*one.names, name)))

    def _spelt_or_typed(self, turn: Turn, heard: Utterance, roll: Roll, names: Sequence[str]) -> Named | None:
        if heard.engine == _KEYBOARD and turn.id == turns.TYPE:
            return self._written(roll, self._names.written(heard.text), names)  # whatever it is, "Stop" too
        spelt = self.spelling.read(heard.text)
        if spelt is not None:
            return self._written(roll, spelt.name, names)
        word = self._words.read(heard.text, names, (Does.TYPE,))
        if word is not None and turn.id == turns.SPELL:
            return self._done(roll, word, names)
        name = self._names.one(heard.text) if heard.engine == _KEYBOARD or turn.id == turns.TYPE else None
        return self._written(roll, name, names) if name is not None else None

    def _done(self, roll: Roll, word: NameWord, names: Sequence[str]) -> Named | None:
        match word.does:
            case Does.SPELL | Does.TYPE:
                of = word.old or (names[0] if len(names) == 1 else None)
                return Named("answer", replace(roll, writing=Writing(word.does.value), of=of, again=False))
            case Does.REPLACE:
                return Named("answer", roll.instead(word.old, str(word.name), spelt=word.spelt))
            case Does.CALLED | Does.LABEL if word.name is not None:
                refused = self._roles.is_refused(word.name) or len(word.name) > MOST_CHARACTERS
                if roll.names and word.does is Does.CALLED:
                    return None
                if refused:
                    return Named("no-match", roll, again="who.not-that-word")
                return Named("answer", roll.with_names([*roll.names, word.name]))
            case Does.ADD | Does.ADDS | Does.COMES if word.name is not None:
                if word.name in roll.names:
                    return None
                return Named("answer", roll.with_names([*roll.names, word.name]))
            case Does.FIRST | Does.LAST | Does.BEFORE | Does.AFTER | Does.SWAP if word.old in roll.names:
                return Named("answer", roll.with_names(in_order(roll.names, word)))
            case Does.REMOVE:
                return Named("answer", roll.with_names([name for name in roll.names if name != word.old]))
            case Does.TWO if word.name is not None:
                others = [name for name in roll.names if name.casefold() != word.name.casefold()]
                return Named("answer", roll.with_names([*others, word.name, word.name]))
            case Does.SUPPORTER if word.old is not None:
                beside = tuple(dict.fromkeys([*roll.supporters, word.old]))
                return Named("answer", replace(roll.with_names(roll.names), supporters=beside))
        return None

    def _written(self, roll: Roll, name: str, names: Sequence[str]) -> Named:
        """A name that was spelt or typed: in the place of the one it was heard as, or by itself."""
        if not any(sign.isalnum() for sign in name):
            return self.not_spelt(roll)
        if len(name) > MOST_CHARACTERS:
            return Named("no-match", roll, again="who.too-long")
        if self._roles.is_refused(name):
            return Named("no-match", roll, again="who.not-that-word")
        old = roll.of or self._words.closest(name, names)
        return Named("answer", roll.instead(old, name, spelt=True))

    def _told_apart(self, text: str, roll: Roll, known: Sequence[str]) -> Named | None:
        """Another name for one of two, or a letter: "Dan B"."""
        double = str(roll.double(known))
        letter = self.spelling.letter(text)
        name = f"{double} {letter}" if letter else self._other_name(text, double)
        taken = {each.casefold() for each in (*roll.names, *known)}
        if name is None or len(name) > MOST_CHARACTERS or name.casefold() in taken:
            return None
        at = len(roll.names) - 1 - [each.casefold() for each in reversed(roll.names)].index(double.casefold())
        return Named("answer", roll.with_names([*roll.names[:at], name, *roll.names[at + 1 :]]))

    def _other_name(self, text: str, double: str) -> str | None:
        """``Danny``, or ``Dan B``: the name with the letter that is said after it."""
        first, _, rest = text.strip().rstrip(".").partition(" ")
        if first.casefold() == double.casefold() and (letter := self.spelling.letter(rest)):
            return f"{double} {letter}"
        found = self._names.people(text)
        return found[0] if len(found) == 1 and not self._roles.is_refused(text) else None
