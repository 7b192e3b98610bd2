"""A session in which words are said that are in no other file of this machine, however it ends: where are they found?"""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.integration.cli.program import PROGRAM, ROOT, Home

CANARY, NAME = "quizzaciously", "Zebedeequux"
PASSPHRASE = "green kettles sing"
ENDS = {
    "stopped": None,
    "Ctrl-C": signal.SIGINT,
    "killed": signal.SIGKILL,
    "crashed": signal.SIGSEGV,
    "aborted": signal.SIGABRT,
}
# Cores are wished for, so that it is the program that has none.
_WITH_CORES = ["bash", "-c", 'ulimit -c unlimited; exec "$@"', "bash"]


@dataclass(frozen=True)
class Place:
    """A person's whole home: the program's data, settings and temporary files, the caches, and where cores would be."""

    home: Home

    @classmethod
    def made(cls, folder: Path) -> Place:
        user = folder / "user"
        user.mkdir(parents=True)
        passphrase = folder / "passphrase.txt"
        passphrase.write_text(PASSPHRASE)
        more = {"HOME": str(user), "XDG_CACHE_HOME": str(user / "cache"), "PYTHONPATH": str(ROOT)}
        return cls(Home(folder, extra={**more, "VOICE_GUIDE_PASSPHRASE_FILE": str(passphrase)}))

    @property
    def work(self) -> Path:
        """The folder that the program runs in."""
        return self.home.folder / "user"

    def talk(self, end: str) -> int:
        """Say the words in names, answers and a way forward, then have it end so; returns the status."""
        talk = self.home.talk("start", "short", "--keyboard", program=[*_WITH_CORES, *PROGRAM], cwd=self.work)
        talk.next()
        talk.say(f"my name is {NAME}", "yes", "yes")
        for number in range(3):
            talk.say(f"it was {CANARY} number {number}")
        talk.answer(f"and then {CANARY} at last")
        if end == "stopped":
            talk.next()
            talk.answer("stop")
        else:
            talk.next()
        return talk.end(ENDS[end]).status

    def holding(self, *words: str) -> list[str]:
        """The files below the home in which one of these words is, in any of the ways in which a program writes words."""
        wanted = [
            form for word in words for form in (word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le"))
        ]
        wanted += [word.encode().hex().encode() for word in words]
        return [str(path.relative_to(self.home.folder)) for path in self.home.files() if _holds(path, wanted)]

    def cores(self) -> list[str]:
        """Files that are memory of a program that crashed."""
        return [path.name for path in self.home.files() if path.name.startswith("core")]


def _holds(path: Path, wanted: list[bytes]) -> bool:
    content = path.read_bytes().lower()
    return any(form.lower() in content for form in wanted)


def makes_cores(folder: Path) -> bool:
    """Whether this machine leaves the memory of a program that crashed in its folder."""
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    subprocess.run([*_WITH_CORES, sys.executable, "-c", crash], cwd=folder, check=False)
    found = list(folder.glob("core*"))
    for path in found:
        path.unlink()
    return bool(found)
