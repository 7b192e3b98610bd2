"""The power goes while something is erased: the vault is as it was, or the words are on no page of what is left."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conversations.scripted import Conversation
from tests.faults.erasing import BACKUP, CHILD
from tests.faults.power_cut import TRACED, Disk, calls
from tests.kept import keep, words_in
from voice_guide.errors import VoiceGuideError
from voice_guide.journal.rows import RecordedFact
from voice_guide.journal.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has"),
]
CHANCES = 2


def test_a_power_cut_leaves_the_vault_as_it_was_or_erased(tmp_path: Path) -> None:
    folder, trace = tmp_path / "vault", tmp_path / "trace"
    umask = os.umask(0o077)
    with Vault.create(folder, passphrase=None) as vault:
        gone = keep(vault, Conversation.begin().say("it was quizzaciously loud").leave())
        before = vault.facts(keep(vault, Conversation.begin().say("it was a Tuesday").leave()))
    os.umask(umask)
    (folder / BACKUP).write_bytes((folder / "vault.db").read_bytes())
    disk = Disk(folder)
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-o", str(trace)]
    subprocess.run([*strace, *CHILD, str(folder), gone], check=True, capture_output=True)
    chance, said = random.Random(5), ""
    cuts, erased, wrong = 0, 0, []
    for number, call in enumerate(calls(trace)):
        said = call.said or said
        if not disk.apply(call):
            continue
        for image in (disk.left(None), disk.left(None, everything=True), *(disk.left(chance) for _ in range(CHANCES))):
            cuts += 1
            found = _found(image, tmp_path / "after", before, gone)
            erased += found == "erased"
            if found not in ("as it was", "erased") or (said.startswith("erased") and found != "erased"):
                wrong.append(f"after call {number} ({call.name}): {found}")
    assert wrong == []
    assert cuts > 100
    assert 4 < erased < cuts


def _found(image: dict[str, bytes], after: Path, before: list[RecordedFact], gone: str) -> str:
    """What a person would find who starts the program again on what is left."""
    shutil.rmtree(after, ignore_errors=True)
    after.mkdir()
    for name, content in image.items():
        (after / name).write_bytes(content)
    try:
        with Vault.open(after, passphrase=None) as vault:
            if vault.facts(before[0].session) != before:
                return "another session is not whole"
            there = gone in [session.id for session in vault.sessions()]
    except VoiceGuideError as error:
        return error.key
    if there:
        return "as it was"
    return "words left" if words_in(after, ("quizzaciously",)) else "erased"
