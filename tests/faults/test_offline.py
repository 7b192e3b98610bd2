"""A whole session and every paper, on a machine without a network: no socket is made that leaves the machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.faults.network import can_be_alone, left_the_machine, watched
from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import PROGRAM, Home

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_be_alone(), reason="needs strace and a network of one's own, which Linux alone has"),
]


class Alone:
    """A home on a machine without a network. Each command's socket calls are kept in a file of their own."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.traces: list[Path] = []

    def program(self, *command: str) -> list[str]:
        """The command, watched there."""
        self.traces.append(self.home.folder / f"calls-{len(self.traces)}.txt")
        return [*watched(self.traces[-1]), *command]

    def run(self, *arguments: str) -> int:
        """Run a command of the program there to its end."""
        return self.home.talk(*arguments, program=self.program(*PROGRAM)).end().status

    def left(self) -> list[str]:
        """All calls that left the machine."""
        assert all(trace.exists() for trace in self.traces)
        return [call for trace in self.traces for call in left_the_machine(trace)]


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    return Alone(Home(tmp_path / "home"))


def test_a_session_by_keyboard_and_every_paper_leave_the_machine_alone(alone: Alone) -> None:
    talk = alone.home.talk("start", "--keyboard", program=alone.program(*PROGRAM))
    asked = talk.next()
    while asked is not None:
        asked = talk.say(answer_to(asked))
    assert talk.ended().status == 0
    papers = [["transcript", "latest", "--format", name] for name in ("md", "txt", "json")]
    papers += [["sheet", "latest"], ["sheet", "latest", "--out", str(alone.home.folder / "sheet.md")]]
    papers += [["export", "latest", "--person", "p1", "--format", name] for name in ("md", "txt", "json")]
    vault = [["sessions"], ["retention"], ["vault", "verify"], ["vault", "backup", str(alone.home.folder / "stick")]]
    others = [["guide", "list"], ["models", "list"], ["models", "verify"], ["numbers"]]
    for command in [*papers, *vault, *others]:
        assert alone.run(*command) == 0, command
    assert alone.left() == []


def test_a_rehearsal_by_voice_leaves_the_machine_alone(alone: Alone) -> None:
    answers, out = alone.home.folder / "answers.json", alone.home.folder / "out"
    answers.write_text(json.dumps([{"say": "yes"}, {"say": "the music was loud last night"}]), encoding="utf-8")
    assert alone.run("rehearse", "--answers", str(answers), "--people", "Jo", "--out", str(out)) == 130
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [turn["outcome"] for turn in report["turns"][:2]] == ["yes", "answer"]
    assert alone.left() == []


def test_a_program_that_reaches_out_is_noticed(alone: Alone) -> None:
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    assert alone.home.talk(program=alone.program(sys.executable, "-c", reach)).end().status != 0
    assert any("192.0.2.1" in call for call in alone.left())


def test_a_name_that_is_looked_up_is_noticed(alone: Alone) -> None:
    look = "import socket; socket.getaddrinfo('voice-guide.example', 443)"
    alone.home.talk(program=alone.program(sys.executable, "-c", look)).end()
    assert alone.left()
