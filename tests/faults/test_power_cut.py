"""The power goes at any moment: every answer that was called saved is there."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.power_cut import TRACED, Disk, calls
from tests.faults.saving import CHILD
from tests.faults.saving_child import answer
from voice_guide.errors import VoiceGuideError
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has"),
]


def replay(folder: Path, *options: str, answers: int, chances: int) -> tuple[int, list[str]]:
    """Cut the power after every system call of a program that saves answers: how many cuts, and what went wrong."""
    trace = folder.with_name("trace")
    disk = Disk(folder)
    child = [*CHILD, str(folder), str(answers), *options]
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-o", str(trace)]
    subprocess.run([*strace, *child], check=True, capture_output=True)
    chance = random.Random(3)
    cuts, wrong, said = 0, [], ""
    for number, call in enumerate(calls(trace)):
        said = call.said or said
        if not disk.apply(call):
            continue
        images = [disk.left(None), disk.left(None, everything=True), *(disk.left(chance) for _ in range(chances))]
        for image in images:
            cuts += 1
            trouble = _trouble(image, said, folder.with_name("after"))
            if trouble:
                wrong.append(f"after call {number} ({call.name}), said {said.strip()}: {trouble}")
    return cuts, wrong


def _trouble(image: dict[str, bytes], said: str, after: Path) -> str | None:
    """What a person would find missing who starts the program again on what is left."""
    shutil.rmtree(after, ignore_errors=True)
    after.mkdir()
    for name, content in image.items():
        (after / name).write_bytes(content)
    try:
        if not Vault.exists(after):
            Vault.create(after, passphrase=None).close()
        with Vault.open(after, passphrase=None) as vault:
            kept = [each.fact for session in vault.sessions() for each in vault.facts(session.id)]
    except VoiceGuideError as error:
        return error.key
    kept = [fact for fact in kept if fact.kind == FactKind.ANSWER_KEPT]
    saved = int(said.split()[1]) + 1 if said.startswith("saved") else 0
    if len(kept) < saved:
        return f"{saved - len(kept)} answers lost"
    return None if kept == [answer(number) for number in range(len(kept))] else "answers changed"


def test_a_power_cut_loses_nothing_that_was_called_saved(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    Vault.create(folder, passphrase=None).close()
    cuts, wrong = replay(folder, answers=10, chances=2)
    assert cuts > 400
    assert wrong == []


def test_a_power_cut_while_the_vault_is_made_leaves_a_vault_or_room_for_one(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o700)
    cuts, wrong = replay(folder, "create", answers=2, chances=3)
    assert cuts > 200
    assert wrong == []


def test_the_control_without_syncing_loses_answers(tmp_path: Path) -> None:
    """If this finds nothing wrong, the tests above prove nothing."""
    folder = tmp_path / "vault"
    Vault.create(folder, passphrase=None).close()
    _, wrong = replay(folder, "synchronous=OFF", answers=10, chances=2)
    assert len(wrong) > 50
