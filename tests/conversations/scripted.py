"""Conversations as lists of lines, held with the real dialogue and the real words, without a device or a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from voice_guide.cli.wiring import dialogue_for, load_named_guide
from voice_guide.dialogue.dialogue import Dialogue
from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.options import DialogueOptions
from voice_guide.dialogue.progress import Progress
from voice_guide.events import (
    Event,
    Fact,
    Finish,
    InputEnded,
    Keep,
    KeyCommand,
    Listen,
    NoInput,
    NoMatch,
    Outcome,
    Say,
    ShowNumbers,
    SpokeOn,
    Started,
    Turn,
    Utterance,
)
from voice_guide.guide.model import Guide
from voice_guide.languages import Language

THURSDAY = date(2026, 11, 26)
ENGLISH = Language.load("en")
MEANING = Meaning(ENGLISH)


@dataclass
class Conversation:
    """Say something, look at what is asked next. ``facts`` is what the journal would hold."""

    dialogue: Dialogue
    facts: list[Fact] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    turn: Turn | None = None
    aloud: bool = True  # whether the turn was asked, or only listened to on
    finished: Finish | None = None
    talk_time: bool = False  # whether a group is asked about it
    pages: int = 0  # how often the help numbers were shown

    @classmethod
    def begin(
        cls,
        guide: str | Guide = "short",
        *,
        people: tuple[str, ...] = ("Jo",),
        supporters: tuple[str, ...] = (),
        facts: list[Fact] | None = None,
        agreed: bool = True,
        prepared: bool = True,
        locked: bool = False,
        language: Language = ENGLISH,
        talk_time: bool = False,
    ) -> Conversation:
        """A new conversation, or one that goes on from facts; ``agreed`` answers yes to being recorded.

        ``prepared`` answers yes to the worker's list of a guide that ships, where it is given by its name.
        """
        options = DialogueOptions(people=people, supporters=supporters, locked=locked, talk_time=talk_time)
        progress = Progress.fold(facts or [])
        found = load_named_guide(language, guide) if isinstance(guide, str) else guide
        meaning = MEANING if language is ENGLISH else Meaning(language)
        conversation = cls(dialogue_for(found, language, meaning, options, progress))
        conversation.facts = list(facts or [])
        conversation.talk_time = talk_time
        conversation.take(Started())
        while prepared and isinstance(guide, str) and conversation.asked.startswith("prepare-"):
            conversation.say(str(language.prompts["keys"]["yes"]))
        while agreed and conversation.asked.startswith("record:"):
            conversation.say(str(language.prompts["keys"]["yes"]))
        return conversation

    @property
    def asked(self) -> str:
        """The id of the turn that is listened to."""
        return self.turn.id if self.turn else "nothing"

    @property
    def prompt(self) -> str:
        """What the last turn asked."""
        return self.turn.prompt.text if self.turn and self.turn.prompt else ""

    def say(self, *lines: str) -> Conversation:
        """Say these lines, one a turn; an empty one is silence."""
        for line in lines:
            assert self.turn is not None, f"nobody listens to “{line}”"
            self.take(Utterance(self.turn.id, line) if line else NoInput(self.turn.id, 40.0))
        return self

    def say_over(self, line: str) -> Conversation:
        """Say this before the prompt is over."""
        assert self.turn is not None
        self.take(Utterance(self.turn.id, line, over_prompt=True))
        return self

    def press(self, name: str) -> Conversation:
        """Press the key of a command or an answer."""
        self.take(KeyCommand(name))
        return self

    def mumble(self) -> Conversation:
        """Speak so that no words are made of it."""
        assert self.turn is not None
        self.take(NoMatch(self.turn.id))
        return self

    def speak_on(self, turn_id: str) -> Conversation:
        """Go on speaking after the answer was taken."""
        self.take(SpokeOn(turn_id))
        return self

    def leave(self) -> Conversation:
        """The input ends."""
        self.take(InputEnded())
        return self

    def resumed(self, *, guide: str | Guide = "short") -> Conversation:
        """The same session, carried on from its facts alone."""
        return Conversation.begin(guide, people=(), facts=self.facts, agreed=False, talk_time=self.talk_time)

    def kinds(self, *names: str) -> list[str]:
        """The kinds of the facts kept, or only these."""
        return [str(fact.kind) for fact in self.facts if not names or fact.kind in names]

    def words_kept(self) -> str:
        """Everything that the journal holds, as one text."""
        return " ".join(str(fact.payload) for fact in self.facts)

    def take(self, event: Event) -> None:
        """Let this happen."""
        self.said.clear()
        for action in self.dialogue.handle(event, today=THURSDAY):
            match action:
                case Keep(facts):
                    self.facts += facts
                case Say(prompts):
                    self.said += [prompt.text for prompt in prompts]
                case ShowNumbers():
                    self.pages += 1
                case Outcome(_, outcome):
                    self.outcomes.append(outcome)
                case Listen(turn, ask):
                    self.turn, self.aloud = turn, ask
                    if ask and turn.prompt:
                        self.said.append(turn.prompt.text)
                case Finish():
                    self.finished, self.turn = action, None
                case _:
                    continue


def guide_file(name: str) -> Path:
    """A guide's file."""
    return ENGLISH.folder / "guides" / f"{name}.toml"
