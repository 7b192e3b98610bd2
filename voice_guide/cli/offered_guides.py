"""Which guides are offered by voice before a session: those that the language names, then one's own by their titles."""

from __future__ import annotations

from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Prompt
from voice_guide.guide.shelf import Shelf
from voice_guide.languages import Language
from voice_guide.shown import printable

MOST_SAID = 4  # of one's own titles; more are shown, and not read out
_ASKED = "guide"  # the question's name among a language's choices


class OfferedGuides:
    """What is asked, and what an answer chooses. ``shelf``: where one's own lie; None: none are offered."""

    def __init__(self, language: Language, meaning: Meaning, shelf: Shelf | None = None) -> None:
        self._language = language
        self._meaning = meaning
        self._shelf = shelf
        right, self._wrong = shelf.own_guides() if shelf is not None else ([], [])
        self.own = {name: guide.title for name, guide in right}

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one to choose from."""
        return len(self._meaning.choices(_ASKED)) + len(self.own) > 1

    def which(self) -> Prompt:
        """The question."""
        which = self._language.prompt("welcome.which")
        if not self.own:
            return which
        titles = str(self._language.prompts["welcome"]["or"]).join(self.own.values())
        key = "welcome.which-yours" if len(self.own) <= MOST_SAID else "welcome.which-yours-many"
        return self._language.prompt(key, which=which.text, titles=titles)

    def again(self) -> Prompt:
        """The same in plainer words."""
        return self._language.prompt("welcome.which-yours-again" if self.own else "welcome.which-again")

    def shown(self) -> list[str]:
        """What is on the screen beside the question: titles that are not read out, and guides that can't be used."""
        titles = list(self.own.values()) if len(self.own) > MOST_SAID else []
        wrong = [
            self._language.message("guide_list_wrong", name=printable(name), what=self._language.what(error))
            for name, error in self._wrong
        ]
        return titles + wrong

    def chosen(self, said: str) -> str | None:
        """The name of the guide that a whole answer chooses; None where that is not clear."""
        return self._meaning.choice(said, _ASKED) or self._meaning.titled(said, self.own)

    def lines(self) -> list[str]:
        """Each guide with the number that is typed for it, and the name that ``start`` knows it by."""
        return [
            self._language.prompt("welcome.which-line", number=number, title=title, name=name).text
            for number, (name, title) in enumerate(self._all().items(), 1)
        ]

    def numbered(self, typed: str) -> str | None:
        """The name of the guide whose number was typed, or whose title; else None."""
        names = list(self._all())
        number = int(typed) if typed.isdecimal() and len(typed) <= len(str(len(names))) else 0
        return names[number - 1] if 1 <= number <= len(names) else self.chosen(typed)

    def _all(self) -> dict[str, str]:
        ours = self._meaning.choices(_ASKED) if self._shelf is not None else []
        return {name: self._shelf.find(name).title for name in ours if self._shelf is not None} | self.own
