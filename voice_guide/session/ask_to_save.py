"""What is asked when words can't be saved: try again, use another folder, carry on, or stop.

It is said aloud and shown. The words themselves stay in memory all the while. Whoever was still speaking is heard to the
end first, as over any prompt; what is said to these questions is not kept, and that is told where it is no answer to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import (
    QUIET,
    Alone,
    Event,
    InputEnded,
    KeyCommand,
    Listen,
    NoInput,
    NothingHeard,
    Outcome,
    Prompt,
    SpokeOn,
    Turn,
    TurnKind,
    Utterance,
)
from voice_guide.languages import Language
from voice_guide.session.lasting_journal import NotSaved, Way
from voice_guide.session.loop import Conversant
from voice_guide.understanding.yes_no import Answer

TURN = "not-saved"
FOLDER_TURN = "not-saved-folder"
STOP_TURN = "not-saved-stop"
_BY_KEY = {"yes": Way.AGAIN, "finished": Way.AGAIN, "pause": Way.CARRY_ON}
_BY_CHOICE = {"again": Way.AGAIN, "carry-on": Way.CARRY_ON}
_BY_COMMAND = {"carry on": Way.CARRY_ON, "skip to": Way.CARRY_ON, "pass": Way.CARRY_ON}


class Asked(Conversant, Protocol):
    """A side that can also be asked for a folder."""

    @property
    def can_type(self) -> bool:
        """Whether somebody can type a line."""

    def typed(self, turn: Turn) -> str:
        """Show what the turn asks, say nothing, and return the line that somebody types; empty where they type none."""

    def put_back(self, event: Event) -> None:
        """This event was meant for the turn that comes next: it is what comes of that."""

    def say_next(self, prompts: Sequence[Prompt]) -> None:
        """Say these before what is said or asked next, in place of what was to be."""


class AskToSave:
    """Asks until it has a clear answer. ``show`` puts lines on the worker's screen; ``keys``: single keys answer too.

    ``alone``: whether the family is, so that the microphone stays closed and keys alone answer.
    """

    def __init__(
        self,
        conversant: Asked,
        language: Language,
        meaning: Meaning,
        show: Callable[[str], None],
        *,
        keys: bool = False,
        alone: Callable[[], bool] = lambda: False,
    ) -> None:
        self._conversant = conversant
        self._language = language
        self._meaning = meaning
        self._show = show
        self._ways = language.message("not_saved_keys" if keys else "not_saved_lines")
        self._everyone = language.prompt("who.everyone").text
        self._alone = alone
        self._failed = False  # since something was saved

    def __call__(self, error: NotSaved, goes_on: bool) -> Way | Path:
        """What to do about this failure; ``goes_on``: the conversation does, so whoever is still speaking is to be heard.

        Where they are, where the input has ended, or the quiet key came, the words are kept for later.
        """
        self._show(self._language.message("not_saved", what=self._language.what(error)))
        self._show(self._ways)
        told, self._failed = self._failed, True
        said = "saving.still" if told else "saving.failed"
        self._tell(said, goes_on=goes_on)
        ask = True
        while True:
            event = self._hear(TURN, TurnKind.CHOICE, "what", ask=ask)
            if _ends(event) or _speaks_on(event):
                self._failed = told  # perhaps nobody heard it
                self._conversant.put_back(event)
                return Way.CARRY_ON if _ends(event) else Way.LATER
            way = self._way(event)
            if way is not None:
                return way
            if isinstance(event, Utterance):
                self._tell(*self._again(event, said), goes_on=True)
            ask = not isinstance(event, NoInput | NothingHeard)  # silence is waited through

    def saved(self) -> None:
        """Say that everything is saved by now."""
        self._failed = False
        self._tell("saving.saved", goes_on=True)

    def _way(self, event: Event) -> Way | Path | None:
        if isinstance(event, KeyCommand):
            if event.name == "stop":
                return self._stop()
            return self._other_folder() if event.name == "no" else _BY_KEY.get(event.name)
        if not isinstance(event, Utterance):
            return None
        if folder := _folder(event.text):
            return folder
        choice = self._meaning.choice(event.text, "saving")
        if choice == "elsewhere":
            return self._other_folder()
        if choice is not None:
            return _BY_CHOICE[choice]
        command = self._meaning.command(event.text)
        if command.command == "stop" and not command.ask:
            return self._stop()
        if (command.command, command.about) == ("help", "numbers"):
            self._conversant.show_numbers()
        if self._meaning.answer(event) is Answer.YES:
            return Way.AGAIN
        return _BY_COMMAND.get(command.command)

    def _again(self, heard: Utterance, told: str) -> list[str]:
        """What is told before it is asked once more: that what they said is not kept, and what they may not have heard."""
        meant = (
            self._meaning.answer(heard) is not Answer.OTHER
            or self._meaning.choice(heard.text, "saving") is not None
            or self._meaning.command(heard.text).command != "answer"
        )
        numbers = self._meaning.command(heard.text).about == "numbers"
        said = ["numbers.shown"] if numbers else [] if meant else ["saving.not-kept"]
        return [*said, *([told] if heard.over_prompt else [])]

    def _other_folder(self) -> Path | None:
        """The folder that somebody types; None where they type none."""
        prompt = self._language.prompt("saving.where" if self._conversant.can_type else "saving.no-keyboard")
        self._conversant.say([prompt])
        asked = Prompt(FOLDER_TURN, self._language.message("not_saved_folder"))
        turn = Turn(FOLDER_TURN, TurnKind.OPEN, self._everyone, prompt=asked)
        while self._conversant.can_type:
            line = self._conversant.typed(turn)
            if not line or (folder := _folder(line)):
                return folder if line else None
            self._show(self._language.message("not_saved_whole_name"))
        return None

    def _stop(self) -> Way | None:
        """Stopping loses what is not saved, so only a clear yes stops."""
        ask = True
        while True:
            event = self._hear(STOP_TURN, TurnKind.WEIGHTY, "stop", ask=ask)
            if _ends(event):
                self._conversant.put_back(event)
                return Way.CARRY_ON
            if isinstance(event, Utterance):
                return Way.STOP if self._meaning.answer(event) is Answer.YES else None
            if isinstance(event, KeyCommand):
                return Way.STOP if event.name == "yes" else None
            ask = not isinstance(event, NoInput | NothingHeard)

    def _hear(self, turn_id: str, kind: TurnKind, prompt: str, *, ask: bool) -> Event:
        turn = Turn(
            turn_id, kind, self._everyone, prompt=self._language.prompt(f"saving.{prompt}"), patience_seconds=2.0
        )
        if self._alone():
            turn = replace(turn, recorded=False, alone=Alone())
        event = self._conversant.converse((), Listen(turn, ask=ask))
        if not _speaks_on(event):
            self._conversant.settle(Outcome(turn_id, TURN))
        return event

    def _tell(self, *keys: str, goes_on: bool) -> None:
        """Say it with what is said next, so that the microphone is open beside it; by itself where nothing is heard any more."""
        prompts = [self._language.prompt(key) for key in keys]
        if goes_on:
            self._conversant.say_next(prompts)
        else:
            self._conversant.say(prompts)


def sure_texts(language: Language) -> list[str]:
    """What is said when a disk fails, to be rendered while it still works."""
    return [language.prompt(f"saving.{key}").text for key in ("failed", "what", "still", "saved", "stop", "not-kept")]


def _ends(event: Event) -> bool:
    return event == QUIET or isinstance(event, InputEnded)


def _speaks_on(event: Event) -> bool:
    """Whether somebody goes on with what they said before they were asked this."""
    return isinstance(event, SpokeOn) and event.turn_id not in (TURN, STOP_TURN)


def _folder(text: str) -> Path | None:
    """The folder that a typed line names in full."""
    try:
        folder = Path(text.strip()).expanduser()
    except RuntimeError:  # a home of nobody
        return None
    return folder if folder.is_absolute() else None
