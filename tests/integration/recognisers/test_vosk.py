"""What Vosk alone can do, with its real Korean model."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.integration.recognisers.voices import Speak, inside, quiet
from voice_guide.dialogue.meaning import Meaning
from voice_guide.errors import ModelError
from voice_guide.events import Expected, Utterance
from voice_guide.languages import Language
from voice_guide.listening.load import load_recogniser
from voice_guide.listening.vosk_recogniser import VoskRecogniser
from voice_guide.ports import Samples
from voice_guide.understanding.yes_no import Answer

pytestmark = pytest.mark.slow

YES, NO = "네", "아니요"
KOREAN = Meaning(Language.load("ko"))
NEVER_HEARD = "플로르브즈"


def said(recogniser: VoskRecogniser, sound: Samples, *grammar: str) -> str:
    answer = recogniser.open(grammar=grammar)
    answer.feed(sound)
    return answer.finish().text


def test_a_grammar_hears_yes_and_no(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    assert said(vosk_ko, inside(speak(YES, "ko")), YES, NO) == YES
    assert said(vosk_ko, inside(speak(NO, "ko")), YES, NO) == NO


def test_what_is_outside_the_grammar_is_no_words(vosk_ko: VoskRecogniser) -> None:
    noise = quiet(1, level=0.05)
    assert "[unk]" not in said(vosk_ko, inside(noise), YES, NO)


def test_a_short_answer_is_heard_freely_and_as_what_is_expected(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    meant = {
        YES: Answer.YES,
        NO: Answer.NO,
        "학교에 갔어요": Answer.OTHER,
        "못 해요": Answer.OTHER,
        "내일": Answer.OTHER,
    }
    for said, answer_meant in meant.items():
        answer = vosk_ko.open(expected=Expected.YES_NO)
        answer.feed(inside(speak(said, "ko")))
        heard = answer.finish()
        assert heard.readings[0].text == heard.text
        assert heard.readings[-1].expecting is Expected.YES_NO
        assert heard.readings[-1].text in (YES, NO, "모르 겠어요", "")  # a whole phrase, or nothing
        assert all(reading.expecting is None for reading in heard.readings[:-1])
        assert KOREAN.answer(Utterance("agree", heard.text, readings=heard.readings)) is answer_meant


def test_every_phrase_of_the_language_is_known_to_its_model(vosk_ko: VoskRecogniser) -> None:
    data = Language.load("ko").understanding("yes_no")
    words = [word for phrase in [*data["grammar"], *data["grammar_beside"]] for word in phrase.split()]
    assert vosk_ko.unknown_words(words) == []


def test_of_what_may_be_said_beside_it_only_yes_is_a_yes() -> None:
    """What is heard among many phrases is often another one: a word of agreeing among them would be heard where none was said."""
    data = Language.load("ko").understanding("yes_no")
    assert {phrase for phrase in data["grammar_beside"] if KOREAN.yes_no(phrase) is Answer.YES} == {YES, "예"}
    assert [str(KOREAN.yes_no(phrase)) for phrase in data["grammar"]] == ["yes", "no", "unsure"]


def test_where_nothing_is_expected_it_is_heard_once(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    answer = vosk_ko.open(expected=Expected.COMMAND)
    answer.feed(inside(speak(YES, "ko")))
    assert answer.finish().readings == ()


def test_words_the_model_can_not_hear_are_told(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    assert vosk_ko.unknown_words([YES, NEVER_HEARD, NO, NEVER_HEARD]) == [NEVER_HEARD]
    # "yes florb" must not quietly become "yes"
    assert said(vosk_ko, inside(speak(YES, "ko")), f"{YES} {NEVER_HEARD}", NO) != YES


def test_a_grammar_of_unknown_words_listens_freely(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    sound = inside(speak(YES, "ko"))
    assert said(vosk_ko, sound, NEVER_HEARD) == said(vosk_ko, sound)


def test_partials_grow_while_a_person_speaks(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    sound = inside(speak("오늘 날씨가 좋습니다", "ko"))
    answer = vosk_ko.open()
    partials = [answer.feed(sound[start : start + 1_600]) for start in range(0, len(sound), 1_600)]
    assert partials[0] == ""
    assert len({partial for partial in partials if partial}) >= 3
    last = partials[-1].split()
    assert len(last) >= len(partials[len(partials) // 2].split()) >= 1
    assert len(answer.finish().text.split()) >= len(last) - 1


def test_results_on_both_sides_of_a_pause_are_one_answer(vosk_ko: VoskRecogniser, speak: Speak) -> None:
    first = inside(speak("오늘 날씨가 좋습니다", "ko"), after=3.0)
    sound = np.concatenate([first, inside(speak("우리 가족이 같이 이야기를 합니다", "ko"))])
    answer = vosk_ko.open()
    for start in range(0, len(sound), 512):
        partial = answer.feed(sound[start : start + 512])
    heard = answer.finish()
    resumed_at = len(first) / 16_000
    before = [word for word in heard.words if word.end < resumed_at - 2]
    after = [word for word in heard.words if word.start > resumed_at]
    assert before
    assert after
    assert len(before) + len(after) == len(heard.words)
    assert partial.startswith(" ".join(word.text for word in before))


def test_nothing_is_written_to_the_terminal(
    vosk_ko: VoskRecogniser, speak: Speak, capfd: pytest.CaptureFixture[str]
) -> None:
    said(vosk_ko, inside(speak(YES, "ko")), YES, NEVER_HEARD)
    said(vosk_ko, inside(speak(YES, "ko")))
    assert capfd.readouterr() == ("", "")


def test_a_damaged_model_is_told_and_not_fatal(
    vosk_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(vosk_folder, damaged, ignore=shutil.ignore_patterns("final.mdl", "*.fst"))
    for name in ("am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst"):
        (damaged / name).write_bytes((vosk_folder / name).read_bytes()[:1_000])
    with pytest.raises(ModelError) as told:
        load_recogniser("vosk", damaged, name="ko", language="ko")
    assert told.value.key == "recogniser_will_not_load"
    assert capfd.readouterr() == ("", "")
