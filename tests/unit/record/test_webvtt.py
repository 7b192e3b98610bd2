"""Captions: each word at its own time, valid for whoever reads WebVTT, and nothing in them but what was said."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import webvtt as reader

from tests.conversations.scripted import ENGLISH
from tests.hostile.nasty import SENTENCES
from tests.kept import JO, KAI, OF_JO, OF_KAI, keep, two_people
from tests.unit.record import many_scripts_family
from tests.unit.record.test_papers import BEGAN, papers_of, whole
from voice_guide.cli.papers import papers_of as kept_papers
from voice_guide.dialogue.progress import Progress
from voice_guide.journal.projections import KeptAnswer
from voice_guide.journal.vault import Vault
from voice_guide.record import webvtt
from voice_guide.record.document import Papers
from voice_guide.record.options import TranscriptOptions
from voice_guide.record.own_copy import OwnCopy
from voice_guide.shown import one_line

GOLDEN = Path(__file__).parent / "golden/transcript.vtt"
TIME = r"\d{2,}:[0-5]\d:[0-5]\d\.\d{3}"
TIMES = re.compile(rf"({TIME}) --> ({TIME})")
# A caption's text as W3C's grammar has it, as far as we use it: a voice, its words, times, and one class.
TOKEN = re.compile(rf"<({TIME})>|<v ([^<>&\n]|&(?:amp|lt|gt);)+>|<c\.unclear>|</c>|&(?:amp|lt|gt);|[^<>&\n]")
Heard = tuple[str, float, float, float]


def said(*answers: tuple[str, list[Heard]], seconds: float | None = None) -> Papers:
    """Papers in which Jo and Kai by turns gave these answers to the first question."""
    papers = papers_of(whole(("Jo", "Kai")))
    kept = (
        KeptAnswer("wh-today", f"p{n % 2 + 1}", BEGAN + timedelta(hours=n), text, tuple(words), "x", seconds=seconds)
        for n, (text, words) in enumerate(answers)
    )
    papers.view = replace(papers.view, answers=tuple(kept))
    return papers


def milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round(3_600_000 * int(hours) + 60_000 * int(minutes) + 1000 * float(seconds))


def captions(file: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, who and what of each caption. Fails where the file is not as the grammar of WebVTT has it."""
    head, *blocks = file.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    before = 0
    for block in blocks:
        if block.startswith("NOTE"):
            assert block[4] in " \n"
            assert "-->" not in block
            continue
        name, times, text = block.split("\n")
        assert re.fullmatch(r"\d+\.\d+", name)
        found = TIMES.fullmatch(times)
        assert found
        start, end = milliseconds(found[1]), milliseconds(found[2])
        assert before <= start < end
        before, last = end, start
        tokens = list(TOKEN.finditer(text))
        assert "".join(token[0] for token in tokens) == text
        for token in tokens:
            if token[1]:
                assert last < milliseconds(token[1]) < end
                last = milliseconds(token[1])
        voice, words = text.removeprefix("<v ").split(">", 1)
        yield start, end, html.unescape(voice), html.unescape(re.sub("<[^>]*>", "", words))


def test_the_many_scripts_familys_captions_are_as_the_golden_file_shows() -> None:
    file = webvtt.render(many_scripts_family.papers())
    assert file == GOLDEN.read_text(encoding="utf-8")
    assert [words for _, _, _, words in captions(file)][:3] == list(many_scripts_family.SAID["wh-today"])


def test_another_program_reads_the_same_words_voices_and_times() -> None:
    file = webvtt.render(many_scripts_family.papers())
    read = [(each.voice, html.unescape(each.text), each.start, each.end) for each in reader.from_string(file).captions]
    assert [(who, words, milliseconds(start), milliseconds(end)) for who, words, start, end in read] == [
        (who, words, start, end) for start, end, who, words in captions(file)
    ]
    assert len(read) == 5


def test_each_word_has_its_own_time_and_the_next_answer_follows_the_sound_of_the_last() -> None:
    words = [("We", 0.5, 0.7, 0.9), ("were", 0.7, 0.9, 0.9), ("late.", 1.0, 1.4, 0.9)]
    file = webvtt.render(said(("We were late.", words), ("No!", [("No!", 0.25, 0.5, 0.9)]), seconds=2.0))
    assert "1.1\n00:00:00.500 --> 00:00:01.400\n<v Jo>We <00:00:00.700>were <00:00:01.000>late.\n" in file
    assert "2.1\n00:00:02.250 --> 00:00:02.500\n<v Kai>No!\n" in file
    assert len(list(captions(file))) == 2


def test_words_that_were_not_heard_well_are_marked_as_on_every_paper() -> None:
    words = [("my", 0.0, 0.2, 0.9), ("mam", 0.2, 0.4, 0.1), ("rang.", 0.4, 0.6, 0.2), ("Twice", 0.6, 0.9, 0.1)]
    file = webvtt.render(said(("my mam rang. Twice", words), ("he came.", [("he", 0, 1, 0.9), ("came.", 1, 2, 0.1)])))
    assert "<v Jo>my <00:00:00.200><c.unclear>[unclear: mam <00:00:00.400>rang.]</c>\n" in file
    assert "<v Jo><c.unclear>[unclear: Twice]</c>\n" in file
    assert [words for *_, words in captions(file)] == [
        "my [unclear: mam rang.]",
        "[unclear: Twice]",
        "he [unclear: came].",
    ]


def test_a_caption_ends_with_a_sentence_a_long_pause_or_as_much_as_can_be_read() -> None:
    text = "One. Two three " + " ".join(f"w{n}" for n in range(30))
    words = [(word, n * 0.5, n * 0.5 + 0.4, 0.9) for n, word in enumerate(text.split())]
    words[2:] = [(word, start + 3, end + 3, sure) for word, start, end, sure in words[2:]]
    shown = [words for *_, words in captions(webvtt.render(said((text, words))))]
    assert shown[:2] == ["One.", "Two"]
    assert [len(words.split()) for words in shown[2:]] == [12, 12, 7]
    assert " ".join(shown) == text


@pytest.mark.parametrize(
    "words",
    [
        [],
        [("other", 0.0, 1.0, 0.9)],
        [("we", 1.0, 0.5, 0.9), ("two", 0.2, 0.1, 0.9), ("went", 0.2, 0.2, 0.1)],
        [("we", 0.0, 0.0, 0.9), ("two", 0.0, 0.0, 0.9), ("went", 0.0, 0.0, 0.9)],
    ],
)
def test_however_the_times_are_every_word_is_there_and_the_file_is_valid(words: list[Heard]) -> None:
    file = webvtt.render(said(("we – two went", words), ("we two went", [])))
    shown = [re.sub(r"\[unclear: (.*?)\]", r"\1", text) for *_, text in captions(file)]
    assert shown == ["we – two went", "we two went"]


@pytest.mark.parametrize("words", SENTENCES)
def test_any_words_and_names_are_text(words: str) -> None:
    papers = said((f"{words} --> 00:00:01.000\n\nNOTE <v Kai> {words}", []))
    papers.view.progress.people[0].name = words
    file = webvtt.render(papers)
    found = list(captions(file))
    assert " ".join(shown for *_, shown in found).split() == (
        one_line(f"{words} --> 00:00:01.000\n\nNOTE <v Kai> {words}").split()
    )
    assert {voice for _, _, voice, _ in found} == {one_line(words)}


def test_a_computer_made_it_and_what_has_no_words_is_a_note() -> None:
    file = webvtt.render(many_scripts_family.papers())
    assert file.split("\n\n")[1].startswith(
        "NOTE\nWhat was said\nThis was written by a computer. It may have heard words wrong."
    )
    assert "NOTE Łucja: Passed.\n" in file
    assert "NOTE What were you thinking?\n" in file


def test_a_second_reading_is_a_note_under_the_words() -> None:
    papers = said(("we went", []))
    (answer,) = papers.view.answers
    papers.view = replace(papers.view, answers=(replace(answer, second_text="he went --> home", second_engine="b"),))
    assert "<v Jo>we went\n\nNOTE Read again by computer: he went -- > home\n" in webvtt.render(papers)


def test_options_leave_out_names_and_parts() -> None:
    papers = papers_of(whole(("Jo", "Kai")))
    unnamed = webvtt.render(papers, TranscriptOptions(names=False))
    assert {who for _, _, who, _ in captions(unnamed)} == {"Person 1", "Person 2"}
    assert "Kai" not in unnamed
    part = webvtt.render(papers, TranscriptOptions(category="impact"))
    assert [words for *_, words in captions(part)] == [
        f"what I say to {q}" for q in ("im-others", "im-hardest") for _ in (0, 1)
    ]
    assert "This is one part of what was said: Impact." in part


def test_one_persons_captions_hold_not_one_word_of_the_others(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "vault", passphrase=None) as vault:
        session = keep(vault, two_people())
        facts = vault.facts(session)
        people = Progress.fold(recorded.fact for recorded in facts).people
        of_jo, of_kai = (
            webvtt.render_own(OwnCopy(kept_papers(vault, ENGLISH, session), facts, person, vault.texts()))
            for person in people
        )
    assert "quizzaciously" in of_jo
    assert "zanzibarred" in of_kai
    assert not [words for words in (*OF_KAI, KAI) if words in of_jo]
    assert not [words for words in OF_JO if words in of_kai]
    assert f"{JO} was zanzibarred" in " ".join(words for *_, words in captions(of_kai))  # Kai's own words


@pytest.mark.slow
def test_ten_thousand_answers_take_no_more_time_each_than_a_thousand() -> None:
    text = "it was late and we were tired of it all by then"
    words = [(word, n * 0.4, n * 0.4 + 0.3, 0.9) for n, word in enumerate(text.split())]

    def seconds(count: int) -> float:
        papers = said(*[(text, words)] * count)
        began = time.process_time()
        file = webvtt.render(papers)
        took = time.process_time() - began
        assert file.count(" --> ") == count
        return took

    small, large = seconds(1_000), seconds(10_000)
    assert large < 10
    assert large < 30 * small
