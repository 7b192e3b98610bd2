"""Stories made of templates, with commands in the middle of what people tell: none of them is meant for the program."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voice_guide.languages import Language
from voice_guide.understanding import phrases

WHO = (
    *("mum", "dad", "my brother", "our Kai", "his teacher", "my nan", "her next door", "the lad from school"),
    *("my sister", "the social worker", "my stepdad", "everyone", "this girl in my class", "one of them"),
)
WHEN = (
    *("on Tuesday", "last week", "in the car", "that night", "after tea", "in front of everyone", "at my dad's"),
    *("when I was little", "before school", "all weekend", "over Christmas", "on the phone", "at the bus stop"),
)
# A command as somebody's own words, or told of; "{command}" stands for any of them.
TELLING = (
    "{when} {who} told me {command} and I didn't know where to look",
    "{who} kept saying {command} {command} and nobody listened",
    "I shouted {command} at {who} and slammed the door",
    "{command} is what {who} said {when} and then it all kicked off",
    "{who} always says {command} when we are making a racket",
    "I wanted to say {command} but I was too scared {when}",
    "and then {who} goes {command} and everybody laughed {when}",
    "we had a row {when} and in the end {who} said {command}",
    "all I could hear {when} was {command} through the wall",
    "if I hear {who} say {command} one more time I'll scream",
    "I never asked {who} to say {command} it just came out {when}",
    "it was {command} this and {command} that until {who} left",
    "{who} wrote {command} on the door {when} and I cried",
)
# A command's words as what somebody did, wanted or felt.
LIVING = (
    "I just wanted {who} to stop and it didn't stop {when}",
    "{who} wouldn't help me and I couldn't help it {when}",
    "I want to go back to how it was before {who} moved in",
    "we had to pause the game {when} because {who} was crying",
    "I passed {who} on the stairs {when} and we never spoke",
    "nobody could carry on like that {when} not even {who}",
    "I tried to explain it to {who} and he said he had finished with me",
    "{who} got louder and louder {when} and I got quieter",
    "things have to change {when} or {who} will leave and that's that",
    "I hold my breath when {who} comes in {when}",
    "the next thing I knew {who} had taken my phone out of my hand",
    "you could read it back in the messages {who} sent {when}",
    "I'd like us to take a break from {who} for a bit",
    "it's the same again and again with {who} {when}",
    "{who} ended up in hospital {when} and I wasn't done talking",
    "I need a bit of help with {who} {when}",
)
# Nothing of a command in it.
PLAIN = (
    "I felt sick {when} and I couldn't eat a thing",
    "{who} came in late {when} and I lost it",
    "I was thinking that {who} hates me",
    "it's hard because {who} doesn't sleep {when}",
    "rotten really",
    "{who} mostly",
    "it was all right {when} but not with {who}",
    "I think {who} was frightened as well {when}",
    "well it was {who} that started it {when}",
    "we could all sit down with {who} {when}",
)
HESITATING = ("um", "er", "well", "like", "you know", "I mean", "erm so")


class Stories:
    """Stories by chance; the commands in them are the language's own phrases."""

    def __init__(self, language: Language, chance: random.Random) -> None:
        self._data: Mapping[str, Any] = language.understanding("commands")
        self._chance = chance

    def tell(self, words: int) -> Iterator[str]:
        """Stories until so many words are told."""
        told = 0
        while told < words:
            story = self._story()
            told += len(story.split())
            yield story

    def _story(self) -> str:
        chance = self._chance
        story = chance.choice(chance.choice((TELLING, TELLING, LIVING, PLAIN)))
        said = story.format(who=chance.choice(WHO), when=chance.choice(WHEN), command=self.command())
        row = said.split()
        for _ in range(chance.choice((0, 0, 1, 2))):
            row.insert(chance.randrange(len(row)), chance.choice(HESITATING))
        said = " ".join(row)
        # As one recogniser writes it, or as the other does.
        return said.lower() if chance.random() < 0.5 else f"{said[:1].upper()}{said[1:]}."

    def command(self) -> str:
        """One way to say one of the commands."""
        entry = self._data["command"][self._chance.choice(self._data["order"])]
        says = self._chance.choice([*entry["says"], *entry.get("gaps", [])])
        return " ".join(self._words(phrases.read(says, self._data["rules"])))

    def _words(self, parts: Sequence[Any]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, phrases.Choice):
                yield from self._words(self._chance.choice(part.ways))
            else:
                yield "school" if isinstance(part, phrases.Gap) else part
