"""Every command in the documents exists, and the help page is the program's own help."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.docs.commands_page import page
from tests.unit.docs.pages import PAGES, ROOT, code_lines, read
from voice_guide.cli.main import parser

COMMAND = re.compile(r"(?:^|`|\s)(?:\.venv/bin/)?voice-guide((?: [^`|<>;#]+)?)")
SCRIPT = re.compile(r"(?<![\w/.-])(?:\./)?(scripts/[\w/.]+)")


def test_the_help_page_is_the_programs_own_help(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.setenv(name, "")  # so that what page() sets is taken back afterwards

    assert words(read(ROOT / "docs/commands.md")) == words(page())


def words(text: str) -> list[str]:
    """Where a line breaks depends on Python's version; the words do not."""
    return text.split()


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_command_in_a_code_block_can_be_parsed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in documented(path):
        assert status(given) == 0, f"{path.name}: voice-guide {shlex.join(given)}: {capsys.readouterr().err}"


def test_a_command_that_does_not_exist_would_be_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["sessions", "--no-such-option"]) == 2
    assert "--no-such-option" in capsys.readouterr().err


def status(given: list[str]) -> int | str | None:
    """What reading these arguments ends with; nothing is run."""
    try:
        parser().parse_args(given)
    except SystemExit as ended:
        return ended.code
    return 0


def test_the_readme_shows_commands_at_all() -> None:
    shown = [given[:1] for given in documented(ROOT / "README.md")]

    assert ["check"] in shown
    assert ["transcript"] in shown


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_script_that_is_named_is_there(path: Path) -> None:
    missing = {name for name in SCRIPT.findall(read(path)) if not (ROOT / name.rstrip(".")).exists()}

    assert not missing


def documented(path: Path) -> Iterator[list[str]]:
    """The arguments of every ``voice-guide`` command in a page's code blocks."""
    for line in code_lines(path):
        for found in COMMAND.finditer(line):
            given = shlex.split(found[1], comments=True)
            if given and not set("{}[]").intersection(found[1]) and "COMMAND" not in given:
                yield given
