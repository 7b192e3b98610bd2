"""An agreement that is read aloud: what it is, how long, which parts; then the sheet line by line, and nothing else."""

from __future__ import annotations

import pytest

from tests.conversations.scripted import ENGLISH, Conversation
from tests.conversations.test_ways_forward import at_the_list
from tests.unit.record.test_papers import papers_of, whole
from tests.unit.record.test_review_and_strengths import good_here
from voice_guide.guide.checker import check_sayings, load_checks
from voice_guide.guide.sayings import ADDED, Saying, audio_sayings
from voice_guide.languages import Language, read_toml
from voice_guide.record.audio_copy import LINE_PAUSE, SHORT_PAUSE, WAY_PAUSE, AudioCopy, audio_copy

READ_AS_ON_THE_SHEET = {
    "sheet": ("made-by", "nothing", "review", "no-review", "agreed", "agreed-here", "not-agreed", "people"),
    "common": ("rehearsed", "all-taken-out"),
    "service": ("note", "yes", "no", "not-yet", "erased"),
}
JO_AND_KAI = ("Jo", "Kai")


def read(copy: AudioCopy) -> list[str]:
    """Every line, in the order in which it is read."""
    beginning = [*copy.greeting, copy.length(100), *copy.outline]
    return [line.text for line in (*beginning, *(line for track in copy.tracks for line in track.lines))]


def listed(*answers: str) -> Conversation:
    """Jo's one thing for the list, then each one's answer to it; it ends before the next question."""
    talk = Conversation.begin(people=JO_AND_KAI)
    while not talk.asked.startswith("agree"):
        talk.say({"wf-what": "a meal all at one table", "wf-who": "me", "wf-another": "no"}.get(talk.asked, "my own"))
    return talk.say(*answers).leave()


def test_it_says_first_what_it_is_who_made_it_how_long_it_is_and_which_parts_it_has() -> None:
    assert read(audio_copy(papers_of(whole(JO_AND_KAI))))[:7] == [
        "Our ways forward.",
        "Thursday the 26th of November 2026.",
        "A computer made this, and a computer reads it.",
        "This takes about 2 minutes.",
        "It has 2 parts.",
        "First: Our ways forward.",
        "Last: When we look at this again.",
    ]


def test_then_each_way_forward_comes_line_by_line_and_it_ends_with_the_review_day() -> None:
    assert read(audio_copy(papers_of(whole(JO_AND_KAI))))[7:] == [
        "Our ways forward.",
        "There is one thing on the list.",
        "Number 1.",
        "a meal all at one table",
        "Who: me (Jo)",
        "By when: Friday the 27th of November (“on Friday”)",
        "Who checks how it is going: my sister",
        "If it does not work: we talk again",
        "Jo said yes.",
        "Kai said yes.",
        "my sister, who is to check: still to be asked.",
        "Agreed by everyone who was here.",
        "When we look at this again.",
        "We will look at this again: Thursday the 10th of December (“in two weeks”).",
        "The words are the words of the people who said them. A computer wrote them down. It may have heard words wrong.",
        "This is the end.",
    ]


def test_nothing_of_the_transcript_is_read() -> None:
    assert not [line for line in read(audio_copy(papers_of(whole(JO_AND_KAI)))) if "what I say to" in line]


def test_each_person_s_own_answer_is_read() -> None:
    lines = read(audio_copy(papers_of(listed("yes", "no"))))
    assert lines[lines.index("Jo said yes.") + 1] == "Kai said no."
    assert "Not agreed by everyone yet." in lines
    assert "Nothing was agreed on this day. That is all right." in lines
    assert not [line for line in lines if line.startswith("We will look at this again")]
    assert "Kai was not sure." in read(audio_copy(papers_of(listed("yes", "not sure"))))


def test_who_was_not_asked_is_still_to_be_asked() -> None:
    assert "Kai is still to be asked." in read(audio_copy(papers_of(listed("yes"))))


def test_strengths_are_read_in_their_words_after_whose_they_are() -> None:
    copy = audio_copy(good_here("we laugh a lot", "nothing", "Jo cooks"))
    assert "First: What is good here." in [line.text for line in copy.outline]
    part = next(track for track in copy.tracks if track.title == "What is good here")
    assert [line.text for line in part.lines] == [
        "What is good here.",
        "Jo said:",
        "we laugh a lot",
        "Sam said:",
        "Jo cooks",
    ]


def test_a_list_with_nothing_on_it_is_a_copy_too() -> None:
    talk = Conversation.begin()
    while talk.finished is None:
        talk.say("pass")
    lines = read(audio_copy(papers_of(talk)))
    assert "It has one part: Our ways forward." in lines
    assert lines.count("Nothing was agreed on this day. That is all right.") == 1
    assert not [line for line in lines if "on the list" in line]


def test_where_everything_was_taken_out_only_that_is_read() -> None:
    talk = at_the_list().say("a meal all at one table", "my brother", "on Friday", "pass", "pass", "no", "yes")
    talk.say("delete everything", "yes", "yes")
    assert read(audio_copy(papers_of(talk)))[4:] == ["Everything that was said was taken out.", "This is the end."]


def test_a_rehearsal_says_that_it_is_one() -> None:
    assert "This was a rehearsal with a made-up participant." in read(audio_copy(papers_of(whole(), rehearsed=True)))


def test_each_part_and_each_way_forward_has_a_mark_and_parts_have_a_tone() -> None:
    copy = audio_copy(papers_of(whole(JO_AND_KAI)))
    assert [(track.title, track.new_part) for track in copy.tracks] == [
        ("Our ways forward", True),
        ("Number 1", False),
        ("When we look at this again", True),
        ("The end", False),
    ]
    assert copy.title == "The beginning"


def test_there_is_quiet_after_every_line_and_more_after_each_way_forward() -> None:
    copy = audio_copy(papers_of(whole(JO_AND_KAI)))
    pauses = [line.pause for track in copy.tracks for line in track.lines]
    assert min(pauses) >= SHORT_PAUSE >= 0.5
    assert SHORT_PAUSE < LINE_PAUSE < WAY_PAUSE
    assert [track.lines[-1].pause for track in copy.tracks[1:3]] == [WAY_PAUSE, WAY_PAUSE]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10, "This takes less than one minute."),
        (44.9, "This takes less than one minute."),
        (45, "This takes about one minute."),
        (89, "This takes about one minute."),
        (91, "This takes about 2 minutes."),
        (1199, "This takes about 20 minutes."),
    ],
)
def test_the_length_is_told_to_the_nearest_minute(seconds: float, said: str) -> None:
    assert audio_copy(papers_of(whole())).length(seconds).text == said


def test_labels_tell_that_a_computer_made_it_and_when_and_nothing_of_what_it_is_about() -> None:
    copy = audio_copy(papers_of(whole(JO_AND_KAI)))
    assert (copy.label, copy.comment, copy.date) == (
        "Read aloud",
        "Made by a computer. Language: en-GB.",
        "2026-11-26",
    )


def test_words_that_look_like_markup_stay_as_they_were_said() -> None:
    words = "*stars* <b>not bold</b> [a](http://b) {name} 🙂 محمد"
    talk = Conversation.begin()
    while talk.asked != "wf-what":
        talk.say("so it is with me")
    talk.say(words, *([words] if "wf-what" in talk.asked else [])).leave()
    assert words in read(audio_copy(papers_of(talk)))


@pytest.mark.parametrize("code", ["en", "ko"])
def test_what_we_say_is_short_and_plain(code: str) -> None:
    language = Language.load(code)
    checks = load_checks(read_toml(language.folder / "checks.toml"))
    sayings = audio_sayings(language)
    assert len(sayings) > 20
    sayings += [
        Saying("papers.toml", f"{table}.{key}", language.papers[table][key], ADDED)
        for table, keys in READ_AS_ON_THE_SHEET.items()
        for key in keys
    ]
    assert check_sayings(sayings, checks) == []


def test_a_long_sentence_there_would_be_noticed() -> None:
    checks = load_checks(read_toml(ENGLISH.folder / "checks.toml"))
    long = Saying(
        "papers.toml", "audio.end", "This is the end of all that there is to be read to you here on this day.", ADDED
    )
    assert [str(each.kind) for each in check_sayings([long], checks)] == ["long_sentence", "long_sentences"]
