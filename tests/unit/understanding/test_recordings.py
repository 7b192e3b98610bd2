"""What real people said, as written down beside the recordings: none of it a command, but for those that are."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from voice_guide.understanding.commands import Commands

SPEECH = Path(os.environ.get("VOICE_GUIDE_SPEECH", Path(__file__).parents[4] / "shared" / "speech"))
COMMANDS = {"next": "pass", "pause": "pause", "resume": "carry on", "back": "back", "backward": "back", "stop": "stop"}


@pytest.mark.skipif(not (SPEECH / "manifest.tsv").is_file(), reason="the recordings are not on this machine")
def test_no_transcript_is_taken_for_a_command(commands: Commands) -> None:
    with (SPEECH / "manifest.tsv").open(encoding="utf-8") as file:
        said = [row["transcript"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert len(said) > 600
    for text in filter(None, said):
        found = commands.recognise(text)
        assert found.command == COMMANDS.get(text.lower(), "answer")
        assert found.ask is None
