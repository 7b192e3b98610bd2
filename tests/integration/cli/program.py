"""The real program in a process of its own, and a person's home for it: what the command line tests are held with."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voice_guide.cli.papers import papers_of
from voice_guide.journal.vault import Vault
from voice_guide.languages import Language
from voice_guide.record import transcript

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [sys.executable, "-m", "voice_guide.cli.main"]
STUCK_SECONDS = 60.0  # a program that waits so long for nothing is ended, and its test fails
_ASKED = re.compile(r"\[(.*?)\] ")


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def asked(self) -> list[str]:
        """What stands in the brackets of each prompt: the turn's id and who is asked."""
        return [found[1] for line in self.out.splitlines() if (found := _ASKED.match(line))]


@dataclass
class Home:
    """A home of its own: data, settings and temporary files under one folder."""

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("data", "config", "temporary"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    @property
    def vault(self) -> Path:
        """Where the vault is."""
        return self.folder / "data" / "voice-guide"

    @property
    def temporary(self) -> Path:
        """Where temporary files go."""
        return self.folder / "temporary"

    def environment(self) -> dict[str, str]:
        """The environment of a command run here."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("VOICE_GUIDE_", "XDG_"))}
        places = {
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "TMPDIR": str(self.temporary),
        }
        return kept | places | self.extra

    def settings(self, text: str) -> None:
        """Write settings.toml."""
        folder = self.folder / "config" / "voice-guide"
        folder.mkdir(exist_ok=True)
        (folder / "settings.toml").write_text(text, encoding="utf-8")

    def run(
        self, *arguments: str | bytes, lines: str | bytes = b"", program: Sequence[str] = (), **options: Any
    ) -> Ran:
        """Run a command to its end; ``lines`` come through a pipe, ``program`` stands before it (such as strace)."""
        given = lines.encode() if isinstance(lines, str) else lines
        usual: dict[str, Any] = {"env": self.environment(), "cwd": ROOT, "timeout": STUCK_SECONDS}
        if "stdin" not in options:
            usual["input"] = given
        done = subprocess.run([*program, *PROGRAM, *arguments], capture_output=True, **usual | options)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def talk(self, *arguments: str, program: Sequence[str] = PROGRAM, **options: Any) -> Talk:
        """Begin a conversation by keyboard through a pipe that stays open."""
        return Talk([*program, *arguments], self, **options)

    def data(self, session: str = "latest", folder: Path | None = None) -> dict[str, Any]:
        """The transcript of a session as JSON data, made without another process; ``folder`` is another vault's."""
        language = Language.load("en")
        with Vault.open(folder or self.vault, passphrase=None) as vault:
            papers = papers_of(vault, language, vault.find_session(session))
            found: dict[str, Any] = json.loads(transcript.as_json(papers))
        return found

    def files(self) -> Iterator[Path]:
        """Every file under this home."""
        return (path for path in self.folder.rglob("*") if path.is_file())


class Talk:
    """One conversation by keyboard, answered prompt by prompt."""

    def __init__(self, command: Sequence[str], home: Home, **options: Any) -> None:
        self._err = home.folder / "stderr.txt"
        with self._err.open("wb") as err:
            usual: dict[str, Any] = {"env": home.environment(), "cwd": ROOT, "start_new_session": True}
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err, **usual | options
            )
        self._guard = threading.Timer(STUCK_SECONDS, self.process.kill)
        self._guard.start()
        self.printed = ""

    def next(self) -> str | None:
        """Read on to the next prompt's brackets; None at the end."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            text = line.decode()
            self.printed += text
            if found := _ASKED.match(text):
                return found[1]
        return None

    @property
    def asked(self) -> list[str]:
        """What stood in the brackets of each prompt so far."""
        return [found[1] for line in self.printed.splitlines() if (found := _ASKED.match(line))]

    def answer(self, line: str) -> None:
        """Answer with one line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def say(self, *lines: str) -> str | None:
        """Answer one prompt after another; what is asked then."""
        asked = None
        for line in lines:
            self.answer(line)
            asked = self.next()
        return asked

    def end(self, with_signal: int | None = None) -> Ran:
        """Send a signal or close the pipe, and wait for the end."""
        if with_signal is not None:
            self.process.send_signal(with_signal)
        elif self.process.stdin is not None:
            self.process.stdin.close()
        return self.ended()

    def kill(self) -> Ran:
        """End it as a power cut would."""
        return self.end(signal.SIGKILL)

    def ended(self) -> Ran:
        """Wait for the end."""
        while self.next() is not None:
            pass
        status = self.process.wait()
        self._guard.cancel()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        return Ran(status, self.printed, self._err.read_text())
