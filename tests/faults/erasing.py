"""Erasing that is stopped at one of its steps, and what is found afterwards: held by tests, and by the benchmark at all."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conversations.scripted import Conversation
from tests.kept import OF_JO, OF_KAI, keep, papers_in, review_kept, two_people, words_in
from voice_guide.journal.vault import Vault

CHILD = [sys.executable, "-m", "tests.faults.erasing_child"]
STEPS = ("openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
BACKUP = "vault.db.version-1"
ASIDE = "set-aside-2026-11-29"
PARTS = ("vault.db", "vault.key", "vault.key.copy")
_NAMES = (
    "vault.db",
    "vault.db-journal",
    "vault.db.fresh",
    "vault.db.fresh-journal",
    BACKUP,
    "vault.erasing",
    "vault.erasing.new",
    "",
    *(f"{ASIDE}/{name}" for name in PARTS),
    ASIDE,
)


@dataclass(frozen=True)
class Made:
    """A vault with a session that is to go, its review meeting, another that stays, and a copy that a migration left."""

    folder: Path
    gone: str
    stays: str

    @classmethod
    def at(cls, folder: Path) -> Made:
        """Make one."""
        before = os.umask(0o077)
        with Vault.create(folder, passphrase=None) as vault:
            gone = keep(vault, two_people())
            review_kept(vault, gone)
            stays = keep(vault, Conversation.begin().say("it was a Tuesday").leave())
        os.umask(before)
        (folder / BACKUP).write_bytes((folder / "vault.db").read_bytes())
        return cls(folder, gone, stays)


def stopped_at(folder: Path, what: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Erase under strace; ``what`` says which step is refused or is the last, as strace writes it."""
    paths = [part for name in _NAMES for part in ("-P", str(folder / name))]
    strace = ["strace", "-f", "-o", os.devnull, *paths, "-e", f"inject={what}"]
    return subprocess.run([*strace, *CHILD, str(folder), *arguments], capture_output=True, text=True)


def killed_at(made: Made, folder: Path, call: str, when: int) -> tuple[bool, bool, list[str]]:
    """Kill the erasing in ``folder``, a copy of ``made``, at one step. Whether it was killed, whether it erased, faults."""
    ran = stopped_at(folder, f"{call}:signal=SIGKILL:when={when}", made.gone)
    faults = []
    with Vault.open(folder, passphrase=None) as vault:
        erased = made.gone not in [session.id for session in vault.sessions()]
        if "it was a Tuesday" not in papers_in(vault, made.stays):
            faults.append("another session's words are gone")
        if not erased and "quizzaciously" not in papers_in(vault, made.gone):
            faults.append("half erased")
        if not erased and "erased" in ran.stdout:
            faults.append("said to be erased, and was not")
        if erased and (found := words_in(folder, (*OF_JO, *OF_KAI))):
            faults.append(f"{len(found)} words are still there")
        left = [name for name in ("vault.erasing", "vault.db.fresh") if (folder / name).exists()]
        left += [BACKUP] if erased and (folder / BACKUP).exists() else []
        faults += [f"{name} is still there" for name in left]
    return ran.returncode != 0, erased, faults
