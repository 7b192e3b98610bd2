"""An afternoon with a guide of one's own, command by command, as docs/writing-a-guide.md has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.cli.answers import answer_to
from tests.integration.cli.program import Home

pytestmark = pytest.mark.slow

OLD = 'text = "What has brought us to where we are today?"'
NEW = 'text = "What has been going on at work?"'


def test_from_a_copy_to_a_conversation_and_to_somebody_else(home: Home, tmp_path: Path) -> None:
    made = home.run("guide", "new", "our-talk")
    assert made.status == 0
    guide = Path(made.out.splitlines()[0].partition(": ")[2])
    copy = guide.read_text(encoding="utf-8")

    guide.write_text(copy.replace(OLD, NEW.removesuffix('"')), encoding="utf-8")
    checked = home.run("guide", "check", "our-talk")
    assert checked.status == 1
    assert "a quotation mark is missing in “text”" in checked.out
    assert f"Right looks like this: {NEW}" in checked.out
    refused = home.run("start", "our-talk", "--keyboard", "--people", "Jo")
    assert (refused.status, refused.asked) == (1, [])
    assert "a quotation mark is missing in “text”" in refused.err

    guide.write_text(copy.replace(OLD, NEW), encoding="utf-8")
    checked = home.run("guide", "check", "our-talk")
    assert checked.status == 0
    assert "marked as the council's words" in checked.out

    place = copy[: copy.index(OLD)].count("\n")
    lines = copy.replace(OLD, NEW).splitlines(keepends=True)
    source = next(number for number in range(place, len(lines)) if lines[number].startswith("source"))
    lines[source] = 'source = "added"\n'
    guide.write_text("".join(lines), encoding="utf-8")
    checked = home.run("guide", "check", "our-talk")
    assert "think about" not in checked.out

    heard = home.run("guide", "rehearse", "our-talk", "--silent")
    assert heard.status == 0
    assert "What has been going on at work?" in heard.out
    assert not home.vault.exists()
    assert list(home.temporary.iterdir()) == []

    listed = home.run("guide", "list").out
    assert listed.splitlines()[-1].startswith("our-talk: Our talk.")

    talk = home.talk("start", "our-talk", "--keyboard", "--people", "Jo")
    asked = talk.next()
    while asked is not None:
        asked = talk.say(answer_to(asked))
    ended = talk.ended()
    assert ended.status == 0, ended.err
    assert "hat has been going on at work?" in ended.out

    out = tmp_path / "our-talk.toml"
    assert home.run("guide", "export", "our-talk", "--out", str(out)).status == 0
    other = Home(tmp_path / "another home")
    assert other.run("guide", "import", str(out)).status == 0
    assert other.run("guide", "show", "our-talk", "--json").out == home.run("guide", "show", "our-talk", "--json").out
    again = other.run("guide", "new", "our-talk")
    assert (again.status, again.out) == (2, "")


def test_it_is_the_guide_of_every_new_conversation_where_the_settings_say_so(home: Home) -> None:
    assert home.run("guide", "new", "our-talk").status == 0
    home.settings('guide = "our-talk"\n')
    assert home.run("start", "--keyboard", "--people", "Jo", lines="yes\n").asked == ["record:Jo Jo", "wh-today Jo"]
    assert home.data()["guide"] == "our-talk"
