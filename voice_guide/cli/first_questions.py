"""What is asked before a session begins, and nothing of it is kept: whether to carry on, and which guide."""

from __future__ import annotations

from voice_guide.cli.offered_guides import OfferedGuides
from voice_guide.cli.quiet_before import QuietBefore
from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import (
    QUIET,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NoMatch,
    NothingHeard,
    Prompt,
    SpokeOn,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.languages import Language
from voice_guide.session.loop import Conversant
from voice_guide.understanding.yes_no import Answer


class FirstQuestions:
    """Asks them. ``quiet`` is the quiet key before there is a session.

    ``offered``: the guides to choose from, the language's own unless given. ``keys``: a line can be typed where words are
    not clear.
    """

    def __init__(
        self,
        conversant: Conversant,
        language: Language,
        meaning: Meaning,
        quiet: QuietBefore | None,
        *,
        offered: OfferedGuides | None = None,
        keys: bool = False,
    ) -> None:
        self._offered = offered or OfferedGuides(language, meaning)
        self._keys = keys
        self._conversant = conversant
        self._language = language
        self._meaning = meaning
        self._quiet = quiet

    def carry_on(self, *, alone: bool = False) -> bool:
        """Whether the unfinished session is to be carried on; by a key where the family was left ``alone`` in it.

        Raises KeyboardInterrupt where the input ends.
        """
        prompt = self._language.prompt("welcome.offer")
        said = self._ask("carry-on", prompt, TurnKind.LIGHT, recorded=not alone)
        return said is not None and self._meaning.yes_no(said) is Answer.YES

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one guide to choose from by voice."""
        return self._offered.has_choice

    def guide(self) -> str | None:
        """The name of the guide that is chosen; None where it is not clear. Raises as ``carry_on``."""
        self._conversant.show_lines(self._offered.shown())
        for prompt in (self._offered.which(), self._offered.again()):  # once more, in plainer words
            said = self._ask("guide", prompt, TurnKind.CHOICE)
            chosen = self._offered.chosen(said) if said else None
            if chosen is not None:
                return chosen
        return self._typed() if self._keys and self._offered.own else None

    def _typed(self) -> str | None:
        """The same by keys, where there are some: a number is typed. Anything else leaves it open."""
        self._conversant.show_lines(self._offered.lines())
        said = self._ask("guide-typed", self._language.prompt("welcome.which-typed"), TurnKind.CHOICE, typed=True)
        return self._offered.numbered(said) if said else None

    def _ask(
        self, turn_id: str, prompt: Prompt, kind: TurnKind, *, recorded: bool = True, typed: bool = False
    ) -> str | None:
        """One turn. None when a key came that answers nothing."""
        name = self._language.prompt("who.everyone").text
        turn = Turn(turn_id, kind, name, prompt=prompt, patience_seconds=1.0, recorded=recorded, typed=typed)
        event = self._conversant.converse((), Listen(turn))
        while (told := self._first(event)) is not None:
            # Silence decides nothing: wait, for ever if need be. Whoever spoke on has not heard what was asked.
            ask = event == QUIET or isinstance(event, SpokeOn | Utterance)
            event = self._conversant.converse([self._language.prompt(key) for key in told], Listen(turn, ask=ask))
        if isinstance(event, InputEnded):
            raise KeyboardInterrupt
        return self._words(event)

    def _first(self, event: Event) -> list[str] | None:
        """What is told before the question is listened to again; None where this answers it."""
        if event == QUIET and self._quiet is not None:
            self._quiet.hold(self._conversant)
        if isinstance(event, NothingHeard):
            return ["answer.nothing-heard"]
        if isinstance(event, Utterance):
            command = self._meaning.command(event.text)
            if (command.command, command.about) != ("help", "numbers"):
                return None
            self._conversant.show_numbers()
            return ["numbers.shown"]
        return [] if isinstance(event, NoInput | NoMatch | SpokeOn) or event == QUIET else None

    def _words(self, event: Event) -> str | None:
        if isinstance(event, KeyCommand) and event.name in ("yes", "no"):
            return str(self._language.prompts["keys"][event.name])
        return event.text if isinstance(event, Utterance) else None
