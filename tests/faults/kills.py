"""Conversations that are killed at random moments: what was acknowledged must be kept, once, and resume stand right.

An answer is acknowledged when the next prompt has appeared. Tests hold a few of these, the benchmark many.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conversations.scripted import Conversation
from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import PROGRAM, ROOT, STUCK_SECONDS, Home
from voice_guide.journal.vault import Vault

MOST_TURNS = 9  # answered before a kill
LONGEST_WAIT_SECONDS = 0.02  # after the last answer: most kills fall while it is understood and written


@dataclass
class Killed:
    """What a number of kills came to. ``faults`` says what went wrong, in order; none of it is anybody's words."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged_kept: int = 0
    slowest_reopening_seconds: float = 0.0  # of the vault after a kill, the derivation of its key apart
    faults: list[str] = field(default_factory=list)

    def reopen(self, folder: Path) -> None:
        """Open the vault that was left, and see how long that takes. It has no passphrase, so no key is derived."""
        begun = time.perf_counter()
        if Vault.exists(folder):
            Vault.open(folder, passphrase=None).close()
        self.slowest_reopening_seconds = max(self.slowest_reopening_seconds, time.perf_counter() - begun)


def expected_order(people: tuple[str, ...]) -> list[str]:
    """What the brackets of each prompt hold in a conversation that nobody disturbs."""
    talk = Conversation.begin("short", people=people, agreed=False)
    order = []
    while talk.turn is not None:
        asked = f"{talk.turn.id} {talk.turn.name}"
        order.append(asked)
        talk.say(answer_to(asked, "word"))
    return order


def mark(life: int, turn: int) -> str:
    """A made-up word that stands for one answer of one session, and means nothing to the program."""
    letters = "abcdefghij"
    return "zq" + "".join(letters[int(figure)] for figure in f"{life:03d}{turn:03d}") + "qz"


@dataclass
class KeyboardLives:
    """Sessions by keyboard, one after another, each killed and carried on until it is over."""

    home: Home
    chance: random.Random
    people: tuple[str, ...] = ("Jo", "Kai")
    result: Killed = field(default_factory=Killed)
    _life: int = 0
    _session: str | None = None
    _place: int = 0  # the turn at which the session ought to stand, or the one after it
    _sent: int | None = None  # the last answer before the kill, where it was not acknowledged

    def __post_init__(self) -> None:
        self._order = expected_order(self.people)

    def kill(self) -> None:
        """Carry on, answer some turns, be killed, and look at what is there."""
        resume = ["--resume", self._session] if self._session else ["short"]
        talk = self.home.talk("start", "--keyboard", "--people", ",".join(self.people), *resume)
        self._stands_right(talk.next())
        seen = self._place
        self._sent = None
        for _ in range(self.chance.randint(0, MOST_TURNS)):
            self._answer_with_mark(talk.answer, seen)
            if talk.next() is None:
                break
            seen += 1
        else:
            if self.chance.random() < 0.9:
                self._answer_with_mark(talk.answer, seen)
                self._sent = seen
            time.sleep(self.chance.uniform(0, LONGEST_WAIT_SECONDS))
        asked_before = talk.printed.count("\n[")
        ended = talk.kill()
        seen += ended.out.count("\n[") - asked_before
        self._look(seen, ended.err)

    def _answer_with_mark(self, answer: Callable[[str], None], turn: int) -> None:
        if turn < len(self._order):
            answer(answer_to(self._order[turn], mark(self._life, turn)))

    def _stands_right(self, asked: str | None) -> None:
        """At the first turn that was not acknowledged, or after it if its answer was just kept."""
        may: list[str | None] = [self._order[self._place]] if self._place < len(self._order) else [None]
        if self._sent is not None:
            may.append(self._order[self._place + 1] if self._place + 1 < len(self._order) else None)
        if asked not in may:
            self._fault(f"stood at {asked}, not at {may}")
        elif asked != may[0]:
            self._place += 1
            self.result.unacknowledged_kept += 1

    def _look(self, seen: int, err: str) -> None:
        self.result.kills += 1
        self.result.acknowledged += seen - self._place
        self._place = seen
        if "Traceback" in err:
            self._fault("a traceback")
        self.result.reopen(self.home.vault)
        data = self.home.data() if self._session is None else self.home.data(self._session)
        self._session = data["session"]
        text = json.dumps(data)
        last = seen + (self._sent is not None)
        for turn in range(last):
            asked, word = self._order[turn], mark(self._life, turn)
            if word in answer_to(asked, word):
                found = text.count(word)
                if found > 1 or (found == 0 and turn < seen):
                    self._fault(f"the answer to {asked} is there {found} times")
        if data["closed"] or seen >= len(self._order):
            self._life, self._session, self._place, self._sent = self._life + 1, None, 0, None

    def _fault(self, what: str) -> None:
        self.result.faults.append(f"kill {self.result.kills}: {what}")


SAID = {
    "questions": [
        {"say": "We had a row on Tuesday about the garden."},
        {"say": "I was thinking that nobody listens to me."},
        {"say": "I felt tired and cross."},
        {"say": "I wish I had waited until the morning."},
        {"say": "My brother heard it all."},
        {"say": "The hardest thing was the quiet in the house."},
        {"say": "I need to know that he is safe."},
    ],
    "ways_forward": [{"say": "nothing"}, {"say": "nothing"}],
}


def kill_rehearsal(home: Home, chance: random.Random, result: Killed, *, most: int = 6) -> None:
    """Kill one rehearsal at a random moment of its first ``most`` questions; look what is there and where it goes on."""
    answers = home.folder / "answers.json"
    answers.write_text(json.dumps(SAID))
    order = [asked.split()[0] for asked in expected_order(("Jo",)) if asked.startswith(("wh-", "tf-", "im-", "ne-"))]
    command = [
        *PROGRAM,
        "rehearse",
        "short",
        "--answers",
        str(answers),
        "--people",
        "Jo",
        "--patience",
        "2",
        "--progress",
    ]
    asked = _rehearse_until_killed(home, command, order[:most], chance)
    result.kills += 1
    result.acknowledged += max(0, len(asked) - 1)
    number = result.kills
    result.reopen(home.vault)
    data = home.data()
    answered = [
        each["id"]
        for part in data["categories"]
        for each in part["questions"]
        for answer in each["answers"]
        if answer["text"]
    ]
    if answered[: len(asked) - 1] != order[: max(0, len(asked) - 1)]:
        result.faults.append(f"kill {number}: {len(asked)} asked, answers to {answered}")
    if len(answered) > len(asked) or len(answered) != len(set(answered)):
        result.faults.append(f"kill {number}: doubled, answers to {answered}")
    result.unacknowledged_kept += max(0, len(answered) - max(0, len(asked) - 1))
    goes_on = home.run("start", "--keyboard", "--resume", data["session"], "--people", "Jo").asked
    right = f"{order[len(answered)]} Jo" if answered or asked else "record:Jo Jo"
    if not goes_on or goes_on[0] != right:
        result.faults.append(f"kill {number}: stood at {goes_on[:1]}, not at {right}")


class Papers:
    """Papers of one session that are written to files, and killed at it: each file is whole, or as it was before."""

    _KINDS = (
        ("transcript", "md"), ("transcript", "txt"), ("transcript", "json"), ("sheet", "md"),
        ("sheet", "html"), ("sheet", "pdf"), ("transcript", "pdf"), ("sheet", "docx"),
    )  # fmt: skip
    _LATER, _SOONER = 1.3, 0.9  # so the kills stay about the moment of writing, however busy the machine is

    def __init__(self, home: Home, chance: random.Random, result: Killed) -> None:
        self._home, self._chance, self._result = home, chance, result
        self._folder = home.folder / "papers"
        self._folder.mkdir()
        talk = home.talk("start", "--keyboard", "--people", "Jo", "short")
        asked = talk.next()
        while asked is not None:
            asked = talk.say(answer_to(asked))
        talk.ended()
        self._before = self._words()
        begun = time.monotonic()
        self._whole = {kind: self._written(*kind) for kind in self._KINDS}
        self._about = (time.monotonic() - begun) / len(self._KINDS)  # seconds to the moment of writing

    def _written(self, what: str, form: str) -> bytes | None:
        """A paper that nobody disturbed."""
        path = self._folder / f"whole.{form}"
        assert self._home.run(what, "latest", "--out", str(path)).status == 0
        return _timeless(_text_and_file(path)[0])

    def kill(self) -> None:
        """Kill one command at a random moment, and look at what is there."""
        kind = self._chance.choice(self._KINDS)
        path = self._folder / f"{kind[0]}-{self._result.kills % 7}.{kind[1]}"
        was, file_was = _text_and_file(path)
        talk = self._home.talk(kind[0], "latest", "--format", kind[1], "--out", str(path))
        time.sleep(self._about * self._chance.uniform(0.7, 1.1))
        talk.kill()
        self._result.kills += 1
        self._result.reopen(self._home.vault)
        is_now, file_is_now = _text_and_file(path)
        written = file_is_now != file_was
        self._about *= self._SOONER if written else self._LATER
        if is_now != was and _timeless(is_now) != self._whole[kind]:
            self._result.faults.append(f"kill {self._result.kills}: half a {kind[0]}")
        self._result.acknowledged += written
        if self._words() != self._before:
            self._result.faults.append(f"kill {self._result.kills}: the session is not as it was")

    def _words(self) -> list[object]:
        data = self._home.data()
        return [data["categories"], data["ways_forward"], data["review"]]


def _timeless(paper: bytes | None) -> bytes | None:
    """A paper without the time at which something was last kept of its session: that it was written is kept too."""
    return None if paper is None else re.sub(rb'"last": "[^"]*"', b"", paper)


def _text_and_file(path: Path) -> tuple[bytes | None, int | None]:
    """What is in a paper, and which file on the disk it is: a new one is put in its place."""
    return (path.read_bytes(), path.stat().st_ino) if path.exists() else (None, None)


def _rehearse_until_killed(home: Home, command: list[str], order: list[str], chance: random.Random) -> list[str]:
    """The questions whose prompt had begun before the kill."""
    stop_at, wait = chance.randrange(len(order)), chance.uniform(0, 1)
    asked: list[str] = []
    options: dict[str, Any] = {"env": home.environment(), "cwd": ROOT, "start_new_session": True}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options) as child:
        guard = threading.Timer(STUCK_SECONDS, child.kill)
        guard.start()
        for line in child.stderr or ():
            key = line.partition("]")[0].removeprefix("[")
            if line.startswith("[") and key in order and key not in asked:
                asked.append(key)
                if len(asked) > stop_at:
                    threading.Timer(wait, child.kill).start()
        guard.cancel()
    _wait_until_gone(child.pid)
    return asked


def _wait_until_gone(session: int) -> None:
    """Wait until the voice's process has noticed that the program is gone; whatever stays is ended as a fault."""
    until = time.monotonic() + 10
    while list(_members(session)):
        if time.monotonic() > until:
            os.killpg(session, signal.SIGKILL)
            raise AssertionError("a process stayed behind")
        time.sleep(0.05)


def _members(session: int) -> Iterator[Path]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            yield status
