"""Where a vault lies, what the process asks of itself, private files, and a sentence for every error."""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

import voice_guide.facts
import voice_guide.journal
from voice_guide.errors import StorageError
from voice_guide.facts import FactKind
from voice_guide.journal import files
from voice_guide.journal.places import vault_folder
from voice_guide.languages import LANGUAGES, read_toml

ROOM = Path(voice_guide.journal.__file__).parent


def test_the_vault_lies_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert vault_folder() == tmp_path / "voice-guide"


@pytest.mark.parametrize("setting", [None, "", "relative/place"])
def test_otherwise_where_this_system_keeps_data(monkeypatch: pytest.MonkeyPatch, setting: str | None) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    usual = Path(platformdirs.user_data_dir("voice-guide", appauthor=False))
    if setting is not None:
        monkeypatch.setenv("XDG_DATA_HOME", setting)
    assert vault_folder() == usual
    assert vault_folder().is_absolute()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no core limit")
def test_a_hardened_process_dumps_no_core_and_makes_private_files(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from voice_guide.journal.harden import harden_process\n"
        "harden_process(); Path(sys.argv[1]).touch(); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    made = tmp_path / "made"
    told = subprocess.run([sys.executable, "-c", script, str(made)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "(0, 0)"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    files.replace_private(tmp_path / "notes", b"one")
    files.replace_private(tmp_path / "notes", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("notes", b"two")]


def test_a_file_that_can_not_be_replaced_still_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.replace_private(tmp_path / "notes", b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="disk_full"):
        files.replace_private(tmp_path / "notes", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("notes", b"one")]


def test_every_error_of_this_room_has_its_sentences_in_every_language() -> None:
    raised = _error_keys()
    assert {"wrong_passphrase", "disk_full", "unknown_session"} <= raised
    for language in LANGUAGES.glob("*/messages/vault.toml"):
        ours = read_toml(language)["errors"]
        known = {key for path in language.parent.glob("*.toml") for key in read_toml(path).get("errors", {})}
        assert raised <= known
        assert set(ours) <= raised  # a sentence that nothing says any more is taken out
        for key, sentences in ours.items():
            assert set(sentences) == {"what", "safe", "mend"}, key
            assert sentences["what"], key
            assert sentences["mend"], key


def test_the_kinds_of_fact_stand_at_the_bottom_and_import_nothing_of_ours() -> None:
    source = Path(voice_guide.facts.__file__).read_text(encoding="utf-8")
    assert "import voice_guide" not in source
    assert "from voice_guide" not in source
    assert len({kind.value for kind in FactKind}) == len(FactKind)


def _error_keys() -> set[str]:
    """The first argument of every VaultError, StorageError and UsageError in this room."""
    keys: set[str] = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error") and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " not in part.value:
                        keys.add(part.value)
    return keys
