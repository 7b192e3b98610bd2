"""Is a story ever taken for a command?

    scripts/bench false_commands [--words 90000] [--seed 5] [--failures]

Each story is an answer to an open question, through the dialogue. What people said in recordings is taken from the
recordings' own texts and, where they are there, from what Whisper heard in them, each also in lower case without marks, as
Vosk writes; recordings of commands alone are left out. The stories of templates (tests/conversations/told_stories.py) hold
commands in the middle of what is told, and are told until there are so many words in all. The short answers
(tests/conversations/short_answers.txt) were written to be near to commands, before anybody looked at what becomes of them; a few
could be meant either way.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench_parts.figures import print_machine, print_table, share
from scripts.bench_parts.hearing.material import has_recordings
from scripts.bench_parts.recognition import speech_folder
from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.told_stories import Stories
from voice_guide.understanding.text import normalise

# What is said in recordings of single words that are commands.
SHORT = Path(__file__).parents[2] / "tests" / "conversations" / "short_answers.txt"
COMMANDS = {"next", "pause", "resume", "back", "backward", "stop"}


@dataclass
class Told:
    """What became of the stories of one kind."""

    source: str
    stories: int = 0
    words: int = 0
    taken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def tell(self, story: str) -> None:
        """Tell one."""
        talk = Conversation.begin().say(story)
        self.stories += 1
        self.words += len(normalise(story))
        if talk.asked == "check":
            self.asked.append(story)
        elif talk.outcomes[-1] != "answer":
            self.taken.append(f"{talk.outcomes[-1]}: {story}")

    def row(self) -> Sequence[object]:
        """The table's row."""
        found = (share(len(each), self.stories) for each in (self.taken, self.asked))
        return (self.source, self.stories, self.words, *found)


def recorded() -> Iterator[str]:
    """What was said in the recordings, in each way to write it down."""
    heard: dict[str, list[str]] = {}
    with (speech_folder() / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            heard[row["file"]] = [row["transcript"]]
    by_whisper = speech_folder() / "tiny_en.tsv"
    if by_whisper.is_file():
        for line in by_whisper.read_text(encoding="utf-8").splitlines():
            name, _, text = line.partition("\t")
            heard.setdefault(name, []).append(text)
    for texts in heard.values():
        if " ".join(normalise(texts[0])) not in COMMANDS:
            for text in texts:
                yield from dict.fromkeys(way for way in (text, " ".join(normalise(text))) if normalise(way))


def main() -> int:
    """Print the table; 1 where a story was taken for a command."""
    parser = argparse.ArgumentParser(prog="scripts/bench false_commands", description="is a story taken for a command")
    parser.add_argument("--words", type=int, default=90_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--failures", action="store_true", help="also list what was taken or asked about")
    chosen = parser.parse_args()
    print_machine()
    people, templates, short = Told("recordings of people"), Told("templates"), Told("short answers")
    if has_recordings():
        for text in recorded():
            people.tell(text)
    else:
        print("No recordings: set VOICE_GUIDE_SPEECH. Only templates are told.\n")
    for story in Stories(ENGLISH, random.Random(chosen.seed)).tell(chosen.words - people.words):
        templates.tell(story)
    for answer in SHORT.read_text(encoding="utf-8").splitlines():
        short.tell(answer)
    all_told = (people, templates, short)
    head = ("said in", "answers", "words", "taken as commands", "asked about")
    print_table(head, [told.row() for told in all_told])
    if chosen.failures:
        for told in all_told:
            print_table((f"{told.source}: taken or asked about",), [[text] for text in (*told.taken, *told.asked)])
    return int(any(told.taken for told in all_told))


if __name__ == "__main__":
    raise SystemExit(main())
