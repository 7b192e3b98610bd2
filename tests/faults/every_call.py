"""The disk refuses one call of the program, each in turn: what it told, and what is on the disk afterwards.

strace makes the chosen call fail, once or from then on, in the real program: a short conversation by keyboard, or a paper.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.cli.program import PROGRAM, ROOT, Home
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.vault import Vault

ERRORS = ("EIO", "ENOSPC", "EROFS", "ENOENT")  # the last is what a folder gives that was removed
CALLS = ("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "unlink", "mkdir")
TALK = ("start", "short", "--keyboard", "--people", "Jo")
SAID = ("it began on Tuesday at the bus stop", "I was cross with everybody", "a bit better by now")
NOT_SAVED = "not-saved everyone"
_MOST_TURNS = 24
_PATH = re.compile(r'"(/[^"]*)"|<(/[^>]*)>')


@dataclass(frozen=True)
class Fault:
    """The call to fail: which, on which file, which time it comes; ``on``: every one after it too."""

    call: str
    path: Path
    when: int
    error: str
    on: bool = False

    def before(self) -> list[str]:
        """What stands before a command to have it so."""
        when = f"{self.when}{'+' if self.on else ''}"
        inject = f"inject={self.call}:error={self.error}:when={when}"
        # The file alone is named, so that nothing else of the program is counted; the trace is thrown away.
        return ["strace", "-f", "-qq", "-o", os.devnull, "-P", str(self.path), "-e", inject]

    def __str__(self) -> str:
        return f"{self.error} at {self.call} {self.when}{'+' if self.on else ''} of {self.path.name}"


def calls(home: Home, command: Sequence[str], *, lines: str = "") -> Iterator[tuple[str, Path, int]]:
    """Every call of a command on a file in its home that worked: its name, the file, and how manieth of both it is."""
    trace = home.folder / "trace"
    home.run(*command, lines=lines, program=["strace", "-f", "-qq", "-y", "-o", str(trace), "-e", ",".join(CALLS)])
    counts: dict[tuple[str, Path], int] = {}
    for line in trace.read_text(errors="replace").splitlines():
        name = line.partition("(")[0].split()[-1]
        if name not in CALLS:
            continue
        for path in {Path(text) for pair in _PATH.findall(line.rpartition(" = ")[0]) for text in pair if text}:
            if path == trace or home.folder not in path.parents:
                continue
            counts[name, path] = counts.get((name, path), 0) + 1
            if not re.search(r" = -1 ", line):
                yield name, path, counts[name, path]
    trace.unlink()


@dataclass
class Outcome:
    """What came of one fault. ``wrong`` says what must not be, none of it anybody's words."""

    wrong: list[str] = field(default_factory=list)
    asked: bool = False  # the people were asked what to do
    told: bool = False  # the command said what is wrong and ended
    unnoticed: bool = False  # nothing came of it: the program found another way, or did not need the call


def talk_through(home: Home, fault: Fault) -> Outcome:
    """Hold a short conversation with this fault in it. Whoever is asked tries again twice, then stops."""
    outcome = Outcome()
    talk = home.talk(*TALK, program=[*fault.before(), *PROGRAM])
    taken: list[str] = []
    asked, tries = talk.next(), 0
    for _ in range(_MOST_TURNS):
        if asked is None:
            break
        if asked == NOT_SAVED:
            outcome.asked = True
            tries += 1
            asked = talk.say("try again" if tries < 3 else "stop")
        elif asked.startswith(("not-saved-stop", "record:")):
            asked = talk.say("yes")
        elif len(taken) < len(SAID):
            words = SAID[len(taken)]
            asked = talk.say(words)
            taken.append(words)
        else:
            asked = talk.say("stop")
    else:
        outcome.wrong.append("it went on for ever")
    ran = talk.kill() if outcome.wrong else talk.ended()
    outcome.told = ran.status == 1
    outcome.unnoticed = not (outcome.asked or outcome.told)
    _look_at_talk(home, outcome, taken, ran.status, ran.out, ran.err)
    return outcome


def _look_at_talk(home: Home, outcome: Outcome, taken: list[str], status: int, out: str, err: str) -> None:
    if "Traceback" in out + err or "The program has a fault" in err:
        outcome.wrong.append("a fault of the program's own")
    if status not in (1, 130):
        outcome.wrong.append(f"status {status}")
    if status == 1 and len(err.splitlines()) < 3:
        outcome.wrong.append("it did not say what is wrong, what is safe and what mends it")
    stopped = outcome.told and "and is gone" in err
    if outcome.told and ("is saved. To carry on" in err or "Your words are saved" in out):
        outcome.wrong.append("a false “saved”")
    # What was acknowledged (the next question came) must be there; of what was given up, only the last may be missing.
    sure = taken[:-1] if stopped or (outcome.told and taken) else taken
    kept = _kept(home)
    if isinstance(kept, str):
        if taken or status == 130:
            outcome.wrong.append(f"the vault afterwards: {kept}")
        return
    if kept[: len(sure)] != sure or kept != taken[: len(kept)]:
        outcome.wrong.append(f"{len(taken)} said, {len(sure)} of them surely saved, {len(kept)} there")


def _kept(home: Home) -> list[str] | str:
    """The answers in the vault, without any fault; or the key of the error that stands in the way."""
    try:
        if not Vault.exists(home.vault):
            Vault.create(home.vault, passphrase=None).close()  # nothing may stand in the way of another try
            return []
        with Vault.open(home.vault, passphrase=None) as vault:
            if not vault.sessions():
                return []
        data = home.data()
    except VoiceGuideError as error:
        return error.key
    texts = [answer["text"] for part in data["categories"] for each in part["questions"] for answer in each["answers"]]
    return [text for text in texts if text is not None]


def write_paper(home: Home, fault: Fault, paper: str, out: Path) -> Outcome:
    """Have a paper written over an older one with this fault: the old or the new one is there, whole, and the truth is told."""
    old, outcome = "an older paper\n", Outcome()
    out.write_text(old)
    shown = home.run(paper, "latest").out
    ran = home.run(paper, "latest", "--out", str(out), program=fault.before())
    outcome.told = ran.status == 1
    outcome.unnoticed = ran.status == 0
    if "Traceback" in ran.err or "The program has a fault" in ran.err:
        outcome.wrong.append("a fault of the program's own")
    if ran.status not in (0, 1) or (ran.status == 1 and len(ran.err.splitlines()) < 3):
        outcome.wrong.append(f"status {ran.status} with {len(ran.err.splitlines())} lines")
    found = out.read_text() if out.exists() else None
    if found not in (old, shown) or (ran.status == 0 and found != shown):
        outcome.wrong.append("the paper is neither the old one nor the new one")
    if left := [path.name for path in out.parent.iterdir() if path != out]:
        outcome.wrong.append(f"left behind: {left}")
    return outcome


def prepared(folder: Path) -> Home:
    """A home with one session that was stopped."""
    home = Home(folder)
    lines = "\n".join(["yes", *SAID, "stop"]) + "\n"
    assert home.run(*TALK, lines=lines).status == 130
    assert json.dumps(home.data()).count(SAID[0]) == 1
    assert ROOT.is_dir()
    return home
