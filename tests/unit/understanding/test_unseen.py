"""Lines written by people who had not seen the rules or the examples, and that neither holds."""

from __future__ import annotations

from pathlib import Path

from voice_guide.understanding.commands import Commands
from voice_guide.understanding.yes_no import Answer, YesNo

SETS = sorted((Path(__file__).parent / "unseen").iterdir(), key=lambda folder: int(folder.name))


def _lines(name: str) -> list[list[str]]:
    files = [folder / name for folder in SETS if (folder / name).exists()]
    return [
        line.split("\t") for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def test_unseen_answers(yes_no: YesNo) -> None:
    read = [(said, meant, yes_no.read(said)) for said, meant in _lines("yes_no.tsv")]
    assert len(read) > 2_500
    assert [line for line in read if line[1] != Answer.YES == line[2]] == []
    assert sum(meant == told for _, meant, told in read) >= 0.985 * len(read)


def test_unseen_commands(commands: Commands) -> None:
    read = [(said, meant.partition("/")[0], commands.recognise(said).command) for said, meant in _lines("commands.tsv")]
    assert len(read) > 1_800
    assert sum(meant == told for _, meant, told in read) >= 0.99 * len(read)
    wrong = [line for line in read if line[1] != line[2] and line[2] in ("stop", "take out", "delete all", "withdraw")]
    assert wrong == []
