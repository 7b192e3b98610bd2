"""An organisation's own notice, by setting: read aloud, and kept in the vault as it was read."""

from __future__ import annotations

import pytest

from tests.integration.cli.program import Home
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = pytest.mark.slow
TALK = ("start", "short", "--keyboard", "--people", "Jo,Kai")
OURS, NEW = "We are the Wrekin Club.\nWe keep your words for one year.\n", "We keep your words for one week."


def test_it_is_read_and_kept_word_for_word_also_when_it_changes(home: Home) -> None:
    home.settings('notice = "ours.txt"\n')
    file = home.folder / "config" / "voice-guide" / "ours.txt"
    file.write_text(OURS)
    ran = home.run(*TALK, lines="yes\n")
    assert " ".join(OURS.split()) in ran.out
    file.write_text(NEW)
    ran = home.run("start", "--keyboard", "--resume", "latest", "--people", "Jo,Kai", lines="yes\n")
    assert NEW in ran.out
    assert ran.asked[0] == "record:Kai Kai"
    with Vault.open(home.vault, passphrase=None) as vault:
        agreed = [each.fact for each in vault.everything() if each.fact.kind == FactKind.AGREED_TO_RECORD]
        read = [vault.notice(str(fact.payload["notice"])) for fact in agreed]
    assert read == [" ".join(OURS.split()), NEW]


@pytest.mark.parametrize("content", [None, b"", b" \n", b"caf\xe9"])
def test_one_that_can_not_be_read_is_told_and_nothing_begins(home: Home, content: bytes | None) -> None:
    home.settings('notice = "ours.txt"\n')
    if content is not None:
        (home.folder / "config" / "voice-guide" / "ours.txt").write_bytes(content)
    ran = home.run(*TALK, lines="yes\n")
    assert (ran.status, ran.asked) == (1, [])
    assert "ours.txt can't be read, or nothing is in it." in ran.err
    assert not home.vault.exists()
