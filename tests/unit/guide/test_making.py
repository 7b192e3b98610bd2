"""Making a guide of one's own, giving it to somebody, and taking one in."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_guide.cli.guide_files import export_guide, import_guide, new_guide, write_new
from voice_guide.errors import GuideError, StorageError, UsageError, VoiceGuideError
from voice_guide.guide.commented import commented
from voice_guide.guide.loader import find_guide, load_guide, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.names import LONGEST, is_name, like
from voice_guide.guide.shelf import Shelf
from voice_guide.languages import Language, read_toml

NO_PAGE: frozenset[str] = frozenset()


@pytest.fixture
def shelf(guides: Path, tmp_path: Path) -> Shelf:
    return Shelf(guides, tmp_path / "home" / "guides")


def given_file(tmp_path: Path, text: str, name: str = "theirs.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def in_the_home(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.own.iterdir()) if shelf.own.exists() else []


# New


@pytest.mark.parametrize("copied", ["short", "restorative"])
def test_a_new_guide_asks_what_the_other_asks_in_the_same_order(copied: str, shelf: Shelf, english: Language) -> None:
    new_guide("our-talk", copied, shelf, english)
    ours, other = shelf.find("our-talk"), shelf.find(copied)
    assert (ours.id, ours.title) == ("our-talk", "Our talk")
    for mine, theirs in zip(ours.categories, other.categories, strict=True):
        assert mine.ask_order == theirs.ask_order
        assert {question.id: question for question in mine.questions} == {q.id: q for q in theirs.questions}
        assert replace(mine, questions=theirs.questions) == theirs


def test_each_part_has_its_note_once_above_the_line_it_is_about(shelf: Shelf, english: Language) -> None:
    new_guide("our-talk", "restorative", shelf, english)
    lines = (shelf.own / "our-talk.toml").read_text(encoding="utf-8").splitlines()
    notes = read_toml(english.folder / "guide_comments.toml")
    for key, note in [*notes["question"].items(), *notes["category"].items()]:
        if key in ("start", "patience", "rounds", "ground_rules"):
            continue
        last = "# " + str(note).strip().splitlines()[-1]
        below = [lines[at + 1] for at, line in enumerate(lines) if line == last]
        assert len(below) == 1, key
        assert below[0].startswith(f"{key} = "), key


def test_every_statement_of_a_new_guide_is_on_one_line(shelf: Shelf, english: Language) -> None:
    new_guide("our-talk", "restorative", shelf, english)
    for line in (shelf.own / "our-talk.toml").read_text(encoding="utf-8").splitlines():
        tomllib.loads(line)


def test_where_it_is_and_what_comes_next_are_told(
    shelf: Shelf, english: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    new_guide("our-talk", "short", shelf, english)
    place = shelf.own / "our-talk.toml"
    printed = capsys.readouterr().out
    assert printed.startswith(f"Your guide is here: {place}\n")
    assert printed.endswith("voice-guide guide check our-talk\n")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.own.stat().st_mode) == 0o700


def test_a_guide_that_is_there_is_never_written_over(shelf: Shelf, english: Language) -> None:
    new_guide("our-talk", "short", shelf, english)
    place = shelf.own / "our-talk.toml"
    place.write_text("my afternoon's work", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        new_guide("our-talk", "restorative", shelf, english)
    assert str(place) in english.explain(refused.value)
    assert place.read_text(encoding="utf-8") == "my afternoon's work"


def test_a_copy_of_a_wrong_guide_is_not_made(shelf: Shelf, english: Language, tmp_path: Path) -> None:
    wrong = given_file(tmp_path, 'schema = 1\nid = "wrong"\n')
    with pytest.raises(GuideError):
        new_guide("our-talk", str(wrong), shelf, english)
    assert in_the_home(shelf) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("A row at work!", "a-row-at-work"),
        ("Café talk", "cafe-talk"),
        ("../../etc/passwd", "etc-passwd"),
        ("talk.toml", "talk"),
        ("CON", "my-con"),
        ("", "my-guide"),
        ("다툼", "my-guide"),
        ("x" * 300, "x" * LONGEST),
        ("\x1b[2J", "2j"),
    ],
)
def test_a_name_that_will_not_do_gets_one_that_does(name: str, right: str, shelf: Shelf, english: Language) -> None:
    with pytest.raises(UsageError) as refused:
        new_guide(name, "short", shelf, english)
    told = english.explain(refused.value)
    assert told.endswith(f"This would do: {right}")
    assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert in_the_home(shelf) == []


@given(st.text(max_size=60))
def test_a_name_is_right_or_another_is_offered_that_is(name: str) -> None:
    assert is_name(like(name))
    assert not is_name(name) or like(name) == name


@pytest.mark.parametrize("name", ["short", "restorative"])
def test_the_name_of_a_guide_that_ships_is_taken(name: str, shelf: Shelf, english: Language) -> None:
    with pytest.raises(UsageError) as refused:
        new_guide(name, "short", shelf, english)
    assert "comes with the program" in english.explain(refused.value)


# Found and listed


def test_ones_own_guide_is_found_by_its_name_and_one_that_ships_comes_first(shelf: Shelf, small: str) -> None:
    shelf.own.mkdir(parents=True)
    (shelf.own / "small.toml").write_text(small, encoding="utf-8")
    (shelf.own / "short.toml").write_text(small, encoding="utf-8")
    assert shelf.find("small").title == "Small guide"
    assert shelf.find("short").title == "Short conversation"
    right, wrong = shelf.own_guides()
    assert [name for name, _ in right] == ["small"]
    assert [(name, error.key) for name, error in wrong] == [("short", "guide_name_shipped")]


def test_a_wrong_guide_of_ones_own_keeps_nobody_from_the_others(shelf: Shelf, small: str) -> None:
    shelf.own.mkdir(parents=True)
    (shelf.own / "small.toml").write_text(small, encoding="utf-8")
    (shelf.own / "half.toml").write_text(small[:200], encoding="utf-8")
    (shelf.own / "folder.toml").mkdir()
    (shelf.own / ".small.toml.new").write_text(small[:200], encoding="utf-8")
    (shelf.own / "._small.toml").write_bytes(b"\0\5\x16\7")  # what macOS leaves on sticks
    right, wrong = shelf.own_guides()
    assert [name for name, _ in right] == ["small"]
    assert [name for name, _ in wrong] == ["folder", "half"]
    assert shelf.find("short").id == "short"


# Given to somebody, and taken in


def test_a_guide_goes_out_in_one_file_and_comes_in_the_same(
    shelf: Shelf, english: Language, guides: Path, tmp_path: Path
) -> None:
    new_guide("our-talk", "restorative", shelf, english)
    file = tmp_path / "stick" / "our-talk.toml"
    file.parent.mkdir()
    export_guide("our-talk", file, shelf, english)

    theirs = Shelf(guides, tmp_path / "their home" / "guides")
    assert import_guide(file, theirs, english, NO_PAGE) == 0
    assert theirs.find("our-talk") == shelf.find("our-talk")
    assert in_the_home(theirs) == ["our-talk.toml"]


def test_a_guide_that_is_here_already_is_left_as_it_is(
    shelf: Shelf, english: Language, tmp_path: Path, small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = given_file(tmp_path, small)
    assert [import_guide(file, shelf, english, NO_PAGE) for _ in range(2)] == [0, 0]
    assert "is here already" in capsys.readouterr().out
    with pytest.raises(UsageError) as refused:
        import_guide(given_file(tmp_path, small.replace("led to", "came before")), shelf, english, NO_PAGE)
    assert refused.value.key == "guide_name_taken"
    assert (shelf.own / "small.toml").read_text(encoding="utf-8") == small


def test_what_there_is_to_think_about_is_told_of_a_strangers_guide(
    shelf: Shelf, english: Language, tmp_path: Path, small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = given_file(tmp_path, small.replace("What led to today?", "Who is the victim?"))
    assert import_guide(file, shelf, english, NO_PAGE) == 0
    printed = capsys.readouterr().out
    assert "“victim”" in printed
    assert "voice-guide guide show small" in printed


def test_an_export_never_writes_over_a_file(shelf: Shelf, english: Language, tmp_path: Path) -> None:
    file = given_file(tmp_path, "something of mine", "short.toml")
    for place in (file, tmp_path):
        with pytest.raises(UsageError):
            export_guide("short", place, shelf, english)
    assert file.read_text(encoding="utf-8") == "something of mine"
    assert list(tmp_path.iterdir()) == [file]


def hostile_ids() -> Iterator[str]:
    yield from ("../small", "/etc/small", "..", ".small", "small.toml", "small/", "Small", "nul", "com1", "small--x")
    yield from ("x" * 41, "x" * 300, "sma\\u0000ll", "sm\\u202eall", "-small", "short", "~")


@pytest.mark.parametrize("name", list(hostile_ids()))
def test_a_guide_whose_name_means_harm_is_refused_whole(
    name: str, shelf: Shelf, english: Language, tmp_path: Path, small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = given_file(tmp_path, small.replace('id = "small"', f'id = "{name}"', 1))
    before = set(tmp_path.rglob("*"))
    try:
        assert import_guide(file, shelf, english, NO_PAGE) == 1
        told = capsys.readouterr().out
    except VoiceGuideError as error:
        told = english.explain(error)
    assert told
    assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "huge", "bytes", "half", "archive"])
def test_a_file_that_is_no_guide_is_refused_whole(
    kind: str, shelf: Shelf, english: Language, tmp_path: Path, small: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "theirs.toml"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind != "nothing":
        given = {
            "huge": small.encode() + b"#\n" * 200_000,
            "bytes": bytes(range(256)),
            "archive": b"PK\3\4" + b"\0" * 99,
        }
        file.write_bytes(given.get(kind, small.encode()[:-200]))
    if kind in ("nothing", "folder", "pipe"):
        with pytest.raises(UsageError) as refused:
            import_guide(file, shelf, english, NO_PAGE)
        assert str(file) in english.explain(refused.value)
    else:
        assert import_guide(file, shelf, english, NO_PAGE) == 1
        assert str(file) in capsys.readouterr().out
    assert in_the_home(shelf) == []


def test_a_link_in_the_place_of_a_guide_leads_nowhere(
    shelf: Shelf, english: Language, tmp_path: Path, small: str
) -> None:
    shelf.own.mkdir(parents=True)
    (shelf.own / "small.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(UsageError):
        import_guide(given_file(tmp_path, small), shelf, english, NO_PAGE)
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_stick_that_knows_no_second_names_gets_the_file_and_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuses)
    write_new(tmp_path / "our-talk.toml", "one")
    with pytest.raises(UsageError):
        write_new(tmp_path / "our-talk.toml", "two")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"our-talk.toml": "one"}


def test_a_disk_that_is_full_leaves_nothing_behind(
    shelf: Shelf, english: Language, tmp_path: Path, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as refused:
        import_guide(given_file(tmp_path, small), shelf, english, NO_PAGE)
    assert "No space left" in english.explain(refused.value)
    assert in_the_home(shelf) == []


def test_ones_own_notes_and_signs_come_through(english: Language, small: str) -> None:
    guide: Guide = parse_guide(
        small.replace("What led to today?", 'What led to \\"today\\" \\\\ now?'), file="small.toml"
    )
    notes = read_toml(english.folder / "guide_comments.toml")
    again = parse_guide(commented(guide, notes, name="small", title=guide.title), file="small.toml")
    assert again.categories == guide.categories


def test_the_file_of_a_new_guide_reads_back_from_the_disk(shelf: Shelf, english: Language, guides: Path) -> None:
    new_guide("our-talk", "short", shelf, english)
    assert load_guide(shelf.own / "our-talk.toml").text == shelf.find("our-talk").text
    assert find_guide("our-talk", guides, shelf.own).id == "our-talk"
