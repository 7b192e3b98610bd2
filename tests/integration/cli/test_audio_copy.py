"""``voice-guide audio-copy``: sound and cue sheet, both whole or neither, for their owner alone, known to the journal."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from tests.conversations.scripted import Conversation
from tests.integration.cli.program import PROGRAM, ROOT, Home
from tests.integration.cli.test_korean import answer_to
from tests.kept import keep, told, two_people
from tests.unit.speaking.test_piper import made_up_piper
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "linux" and shutil.which("espeak-ng") is None, reason="needs espeak-ng"),
]
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which Linux alone has")


@pytest.fixture
def held(home: Home) -> Home:
    """A finished conversation of two people, each with a way forward; read by eSpeak NG, whatever else is here."""
    home.settings('voice = "gmw/en-gb-x-rp"')
    with Vault.create(home.vault, passphrase=None) as vault:
        keep(vault, two_people())
    return home


def long_one(home: Home) -> None:
    """A conversation with so many ways forward that reading them takes seconds."""
    talk = Conversation.begin(people=("Jo",))
    lines = {("wf-what", "Jo"): ["I will paint the garden fence on Friday"] * 60}
    talk = told(talk, lines | {("wf-another", "Jo"): ["yes"] * 59 + ["no"], ("wf-check", "Jo"): ["my sister"] * 60})
    with Vault.open(home.vault, passphrase=None) as vault:
        keep(vault, talk)


def exported(home: Home) -> list[Fact]:
    with Vault.open(home.vault, passphrase=None) as vault:
        return [each.fact for each in vault.everything() if each.fact.kind == FactKind.EXPORTED]


def places(home: Home) -> Iterator[Path]:
    """Everything in the folder where copies are written in these tests."""
    return (home.folder / "out").iterdir()


@pytest.fixture
def out(held: Home) -> Path:
    (held.folder / "out").mkdir()
    return held.folder / "out"


@pytest.mark.parametrize("ending", ["wav", "mp3", "opus"])
def test_sound_and_cue_sheet_are_written_and_known(held: Home, out: Path, ending: str) -> None:
    file, cue = out / f"agreement.{ending}", out / f"agreement.{ending}.cue"
    ran = held.run("audio-copy", "latest", "--out", str(file))
    assert (ran.status, ran.out) == (0, "")
    assert sorted(places(held)) == [file, cue]
    for path in (file, cue):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with soundfile.SoundFile(file) as sound:
        seconds = sound.frames / sound.samplerate
        assert sound.copy_metadata()["title"] == "Read aloud"
        assert sound.copy_metadata()["comment"] == "Made by a computer. Language: en-GB."
    assert f"{round(seconds) // 60} min {round(seconds) % 60} s" in ran.err
    assert f'FILE "agreement.{ending}"' in cue.read_text()
    facts = exported(held)
    assert [fact.payload["format"] for fact in facts] == [ending, "cue"]
    for fact, path in zip(facts, (file, cue), strict=True):
        assert fact.payload["what"] == "audio copy"
        assert fact.payload["file"] == str(path)
        assert fact.payload["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_neither_labels_nor_cue_sheet_hold_a_word_of_anybody(held: Home, out: Path) -> None:
    file = out / "agreement.wav"
    held.run("audio-copy", "latest", "--out", str(file))
    with soundfile.SoundFile(file) as sound:
        labels = " ".join(sound.copy_metadata().values())
    for words in ("Josephina", "Kailash", "wombatish", "shed", "aunt", "boat"):
        assert words not in labels + (out / "agreement.wav.cue").read_text()


def test_a_title_that_is_chosen_stands_in_both(held: Home, out: Path) -> None:
    held.run("audio-copy", "latest", "--out", str(out / "a.opus"), "--title", 'Our "plan"')
    with soundfile.SoundFile(out / "a.opus") as sound:
        assert sound.copy_metadata()["title"] == 'Our "plan"'
    assert "TITLE \"Our 'plan'\"" in (out / "a.opus.cue").read_text()


def test_erasing_the_papers_erases_both(held: Home, out: Path) -> None:
    held.run("audio-copy", "latest", "--out", str(out / "a.mp3"))
    assert held.run("erase", "latest", "--papers", lines="erase\n").status == 0
    assert list(places(held)) == []


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        (("--out", "a.flac"), 2, "There is: .wav, .mp3, .opus, .ogg."),
        (("--out", "agreement"), 2, "has no ending that tells the format"),
        (("--out", 'a".mp3'), 2, "quotation mark"),
        (("--out", "missing/a.mp3"), 1, "could not be written"),
        (("--out", "folder.mp3"), 1, "could not be written"),
        (("--out", "a.mp3", "--voice", "none.onnx"), 1, "Nothing was changed."),
        ((), 2, "--out"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    held: Home, out: Path, given: tuple[str, ...], status: int, told: str
) -> None:
    (out / "folder.mp3").mkdir()
    ran = held.run("audio-copy", "latest", *given, cwd=out)
    assert ran.status == status
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in places(held)] == ["folder.mp3"]
    assert exported(held) == []


@needs_strace
@pytest.mark.parametrize(("call", "error"), [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EIO")])
def test_a_disk_that_refuses_is_told_and_what_was_there_stays(held: Home, out: Path, call: str, error: str) -> None:
    file = out / "a.mp3"
    file.write_text("what was there before")
    paths = ["-P", str(file), "-P", str(out / ".a.mp3.new")]
    strace = ["strace", "-f", "-o", os.devnull, *paths, "-e", f"inject={call}:error={error}"]
    ran = held.run("audio-copy", "latest", "--out", str(file), program=strace)
    assert ran.status == 1
    assert f"{file} could not be written" in ran.err
    assert list(places(held)) == [file]
    assert file.read_text() == "what was there before"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_copy_that_is_broken_off_leaves_nothing(held: Home, out: Path, number: signal.Signals, status: int) -> None:
    long_one(held)
    command = [*PROGRAM, "audio-copy", "latest", "--out", str(out / "a.opus")]
    with subprocess.Popen(command, env=held.environment(), cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert "Reading it aloud" in running.stderr.readline()  # it is in the middle of it, and says so
        running.send_signal(number)
        assert running.wait(timeout=30) == status
    assert list(places(held)) == []
    assert exported(held) == []


@needs_strace
def test_the_disk_holds_no_name_for_it_until_it_is_whole(held: Home, out: Path) -> None:
    trace = held.folder / "trace"
    strace = ["strace", "-f", "-o", str(trace), "-e", "trace=openat,rename,unlink"]
    assert held.run("audio-copy", "latest", "--out", str(out / "a.wav"), program=strace).status == 0
    calls = [line for line in trace.read_text().splitlines() if str(out) in line and "ENOENT" not in line]
    written = [line for line in calls if "O_CREAT" in line or "O_TMPFILE" in line]
    named = [number for number, line in enumerate(written) if "O_TMPFILE" not in line]
    assert len(named) == 2
    assert min(named) == len(written) - 2  # first without a name, at the end both drafts


def test_one_person_s_own_copy_is_known_as_theirs(held: Home, out: Path) -> None:
    ran = held.run("audio-copy", "latest", "--person", "kailash", "--out", str(out / "kai.wav"))
    assert ran.status == 0
    assert [fact.participant for fact in exported(held)] == ["p2", "p2"]
    nobody = held.run("audio-copy", "latest", "--person", "Sam", "--out", str(out / "sam.wav"))
    assert (nobody.status, (out / "sam.wav").exists()) == (2, False)


def test_words_that_the_voice_can_not_say_are_told_of(held: Home, out: Path, tmp_path: Path) -> None:
    held.extra |= made_up_piper(tmp_path)
    held.settings(f'voice = "{tmp_path / "good.onnx"}"')
    talk = told(
        Conversation.begin(people=("Jo",)),
        {("wf-what", "Jo"): ["Jo will paint the whispered fence on Friday"], ("wf-another", "Jo"): ["no"]},
    )
    with Vault.open(held.vault, passphrase=None) as vault:
        session = keep(vault, talk)
    ran = held.run("audio-copy", session, "--out", str(out / "a.wav"))
    assert ran.status == 0
    assert f"words that this voice can't say: 1. They stand on the sheet: voice-guide sheet {session}" in ran.err
    with soundfile.SoundFile(out / "a.wav") as sound:
        assert sound.samplerate == 16_000  # the natural voice's


def test_a_korean_agreement_is_read_by_a_korean_voice_and_labelled_in_korean(held: Home, out: Path) -> None:
    talk = held.talk("start", "short", "--keyboard", "--language", "ko")
    asked = talk.next()
    while asked is not None:
        asked = talk.say(answer_to(asked))
    talk.ended()
    ran = held.run("audio-copy", "latest", "--out", str(out / "a.opus"))
    assert ran.status == 0
    assert "The voice" not in ran.err  # the language's own is here, and the setting's English one is not asked for
    with soundfile.SoundFile(out / "a.opus") as sound:
        assert sound.copy_metadata()["title"] == "소리로 읽은 글"
        assert sound.frames / sound.samplerate > 20
    assert '"앞으로 우리가 할 일"' in (out / "a.opus.cue").read_text(encoding="utf-8")
    ran = held.run("audio-copy", "latest", "--out", str(out / "a.mp3"))
    assert "its title was left out" in ran.err
    with soundfile.SoundFile(out / "a.mp3") as sound:
        assert sound.copy_metadata().get("title", "") == ""
