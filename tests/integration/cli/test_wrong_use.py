"""Wrong use and broken content: a clear sentence, the right exit status, nothing begun."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.integration.cli.program import ROOT, Home, Ran
from voice_guide.cli.main import GROUPS, parser
from voice_guide.models import choose

pytestmark = pytest.mark.slow
GUIDES = ROOT / "voice_guide/languages/en/guides"
TALK = ("start", "--keyboard", "--people", "Jo")


def assert_told(home: Home, ran: Ran, status: int, *words: str) -> None:
    assert ran.status == status
    assert "Traceback" not in ran.err
    assert ran.asked == []
    for word in words:
        assert word in ran.err
    assert len(ran.err.splitlines()) <= 3, ran.err
    assert not home.vault.exists()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (
            ("start", "nosuch", "--keyboard"),
            2,
            ["no guide called “nosuch”", "restorative, school, short", "guide list"],
        ),
        (("start", "nosuch.toml", "--keyboard"), 2, ["nosuch.toml"]),
        ((*TALK, "--patience", "40"), 2, ["between 2 and 15", "--patience 6"]),
        (("start", "--keyboard", "--people", " , "), 2, ["at least one name"]),
        (("transcript", "latest"), 1, ["no vault", "voice-guide start"]),
        (("rehearse", "--answers", "nosuch.json"), 2, ["nosuch.json", "can't be read"]),
    ],
)
def test_a_wrong_command_is_told(home: Home, arguments: tuple[str, ...], status: int, words: list[str]) -> None:
    assert_told(home, home.run(*arguments), status, *words)


@pytest.mark.parametrize(
    ("settings", "status", "words"),
    [
        ('guide = "short"\nlanguage = "xx"\n', 2, ["no language “xx”", "en"]),
        ('\nguid = "short"\n', 1, ["line 2", "“guid” is not a setting", 'guide = "short"']),
    ],
)
def test_wrong_settings_are_told(home: Home, settings: str, status: int, words: list[str]) -> None:
    home.settings(settings)
    assert_told(home, home.run(*TALK), status, *words)


def test_a_broken_guide_is_told_with_its_file_its_line_and_an_example(home: Home) -> None:
    text = (GUIDES / "short.toml").read_text()
    line = text[: text.index('role = "core"')].count("\n") + 1
    guide = home.folder / "mine.toml"
    guide.write_text(text.replace('role = "core"', 'role = "cor"', 1))
    assert_told(home, home.run("start", str(guide), "--keyboard"), 1, "mine.toml", f"line {line}", "core")
    guide.write_text(text.replace("[[category]]", "[[category", 1))
    assert_told(home, home.run("start", str(guide), "--keyboard"), 1, "mine.toml", "line ")


def test_a_model_that_is_missing_unknown_or_altered_is_told(home: Home) -> None:
    answers = home.folder / "answers.json"
    answers.write_text(json.dumps([{"say": "yes"}]))
    rehearse = ("rehearse", "short", "--answers", str(answers))
    home.extra["VOICE_GUIDE_MODELS"] = str(home.folder / "models")

    def tried(*more: str) -> Ran:
        ran = home.run(*rehearse, *more)
        shutil.rmtree(home.vault, ignore_errors=True)  # it may be opened before the engines are looked for
        lines = [line for line in ran.err.splitlines() if "without a passphrase" not in line]
        return Ran(ran.status, ran.out, "\n".join(lines))

    assert_told(home, tried("--recogniser", "nosuch"), 2, "nosuch", "models list")
    assert_told(home, tried("--recogniser", "vosk"), 1, "is not here", "models fetch")
    weights = altered_copy(home.folder / "shadow")
    home.extra["PYTHONPATH"] = str(home.folder / "shadow")
    assert_told(home, tried("--recogniser", "whisper"), 1, "damaged", "scripts/setup")
    weights.unlink()
    assert_told(home, tried("--recogniser", "whisper"), 1, "damaged")


def altered_copy(place: Path) -> Path:
    """A short copy of the package that carries Whisper's weights, which Python finds before the real one."""
    real = choose("en", setting="whisper").folder
    copy = place / real.parent.name / real.name
    copy.mkdir(parents=True)
    (copy.parent / "__init__.py").touch()
    for path in real.iterdir():
        (copy / path.name).write_bytes(path.read_bytes()[:1000])
    return copy / "model.bin"


def test_each_command_shows_an_example_in_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    commands = {
        name
        for group in GROUPS
        for name in {"papers": ("transcript", "sheet"), "paper_wishes": ("papers",)}.get(
            group, (group.replace("_", "-"),)
        )
    }
    for command in sorted(commands):
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([command, "--help"])
        assert ended.value.code == 0
        told = capsys.readouterr().out
        assert "example" in told, command
        assert f"voice-guide {command}" in told.partition("example")[2], command
