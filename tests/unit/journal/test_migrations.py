"""A vault of every earlier version opens, and is copied before its shape changes.

``vaults/v<N>/`` holds one vault as version N made it, never changed; ``make_vault.py`` beside them made it.
Whoever adds a migration adds a folder made by it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from voice_guide.errors import VaultError
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal import copying
from voice_guide.journal.building import backup_path, open_newest
from voice_guide.journal.database import open_database
from voice_guide.journal.key_copies import read_keys
from voice_guide.journal.migrations import MIGRATIONS, version_of
from voice_guide.journal.recovery import RecoveryKey
from voice_guide.journal.session_journal import SessionJournal
from voice_guide.journal.unlocking import secret
from voice_guide.journal.vault import Vault
from voice_guide.journal.verify import examine

Begin = Callable[..., SessionJournal]
VAULTS = Path(__file__).parent / "vaults"
KEPT = sorted(VAULTS.glob("v*"))
NEXT = (*MIGRATIONS, "ALTER TABLE facts ADD COLUMN note TEXT")
BROKEN = (*MIGRATIONS, "ALTER TABLE facts ADD COLUMN note TEXT; SELECT no_such_function()")


def key_of(folder: Path) -> bytes:
    return read_keys(folder).unlock(None, folder=folder)


def columns(connection: apsw.Connection) -> list[str]:
    return [row[1] for row in connection.execute("PRAGMA table_info(facts)")]


@pytest.fixture
def closed_vault(folder: Path, begin: Begin) -> Path:
    with Vault.create(folder, passphrase=None) as vault:
        begin(vault).append([Fact(FactKind.ANSWER_KEPT, payload={"text": "before the change"})])
    return folder


# The SHA-256 of each migration. A new one gets a line; a line that is here never changes.
RELEASED = ["ac42a11846bf5d1fdf62fccb747255d60b3da08ceb93c8fc95f67b24c6a83e8a"]


def test_no_migration_is_ever_edited() -> None:
    assert [hashlib.sha256(each.encode()).hexdigest() for each in MIGRATIONS] == RELEASED


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_vault_of_every_version_is_whole_and_can_have_a_recovery_key(kept: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(kept, tmp_path / "vault"))
    found = examine(folder, secret("a quiet place", None, folder))
    assert found.pages_whole
    assert not any(each.wrong for each in found.noted)
    assert not found.keys.has_recovery_key
    with Vault.open(folder, passphrase="a quiet place") as vault:
        vault.keyring.change_recovery_key(paper := RecoveryKey.new())
    Vault.open(folder, passphrase=None, recovery_key=paper).close()


def test_a_vault_of_every_version_is_kept() -> None:
    assert [path.name for path in KEPT] == [f"v{number}" for number in range(1, len(MIGRATIONS) + 1)]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_vault_of_every_version_opens_with_its_words(kept: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(kept, tmp_path / "vault"))
    with Vault.open(folder, passphrase="a quiet place") as vault:
        (session,) = vault.sessions()
        assert (session.id, session.guide_id, session.closed) == (vault.find_session("latest"), "short", True)
        assert vault.guide_text(session.guide_hash) == 'id = "short"'
        assert vault.notice(session.notice_hash) == "If you agree, I save your words here."
        said = [each.fact.payload.get("text") for each in vault.facts(session.id)]
        assert said == [None, "We had a row — and then, well, 네.", None]


def test_a_new_vault_has_the_newest_version(closed_vault: Path) -> None:
    connection = open_database(closed_vault / "vault.db", key_of(closed_vault), folder=closed_vault)
    assert version_of(connection) == len(MIGRATIONS)
    connection.close()


def test_the_database_is_copied_before_its_shape_changes(closed_vault: Path) -> None:
    key = key_of(closed_vault)
    connection = open_newest(closed_vault, key, NEXT)
    assert version_of(connection) == len(NEXT)
    assert "note" in columns(connection)
    connection.close()
    copy = backup_path(closed_vault, len(MIGRATIONS))
    assert copy.stat().st_mode & 0o077 == 0
    earlier = open_database(copy, key, folder=closed_vault)
    assert version_of(earlier) == len(MIGRATIONS)
    assert "note" not in columns(earlier)
    newest = earlier.execute("SELECT payload FROM facts ORDER BY seq DESC").fetchall()[0][0]
    assert "before the change" in str(newest)
    earlier.close()


def test_an_earlier_copy_is_not_written_over(closed_vault: Path) -> None:
    key = key_of(closed_vault)
    earlier = backup_path(closed_vault, len(MIGRATIONS))
    earlier.write_bytes(b"kept from another day")
    open_newest(closed_vault, key, NEXT).close()
    assert earlier.read_bytes() == b"kept from another day"
    copy = open_database(earlier.with_name(f"{earlier.name}-2"), key, folder=closed_vault)
    assert version_of(copy) == len(MIGRATIONS)
    copy.close()


def test_the_copy_is_a_whole_database_that_an_older_program_opens(closed_vault: Path) -> None:
    open_newest(closed_vault, key_of(closed_vault), NEXT).close()
    backup_path(closed_vault, len(MIGRATIONS)).replace(closed_vault / "vault.db")
    assert examine(closed_vault, secret(None, None, closed_vault)).pages_whole
    with Vault.open(closed_vault, passphrase=None) as vault:
        assert len(vault.facts(vault.find_session("latest"))) == 2


def test_opening_the_newest_version_copies_nothing(closed_vault: Path) -> None:
    Vault.open(closed_vault, passphrase=None).close()
    assert not backup_path(closed_vault, len(MIGRATIONS)).exists()


def test_a_step_that_fails_leaves_the_vault_as_it_was(closed_vault: Path) -> None:
    key = key_of(closed_vault)
    with pytest.raises(Exception, match="storage_failed"):
        open_newest(closed_vault, key, BROKEN)
    with Vault.open(closed_vault, passphrase=None) as vault:
        assert len(vault.facts(vault.find_session("latest"))) == 2


def test_a_newer_vault_is_refused_untouched(closed_vault: Path) -> None:
    open_newest(closed_vault, key_of(closed_vault), NEXT).close()
    before = (closed_vault / "vault.db").read_bytes()
    with pytest.raises(VaultError, match="vault_newer"):
        Vault.open(closed_vault, passphrase=None)
    assert (closed_vault / "vault.db").read_bytes() == before


def test_no_migration_starts_without_a_copy(closed_vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "create_private", full)
    key = key_of(closed_vault)
    with pytest.raises(Exception, match="disk_full"):
        open_newest(closed_vault, key, NEXT)
    Vault.open(closed_vault, passphrase=None).close()
