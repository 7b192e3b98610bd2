"""Whole conversations in Korean, from the welcome to the closing."""

from __future__ import annotations

from tests.conversations.scripted import Conversation
from voice_guide.facts import FactKind
from voice_guide.languages import Language

KOREAN = Language.load("ko")
SHORT = ["wh-today", "tf-thinking", "tf-feeling", "tf-now", "im-others", "im-hardest", "ne-need"]


def begin(*people: str, agreed: bool = True) -> Conversation:
    return Conversation.begin("short", people=people, agreed=agreed, language=KOREAN)


def at_the_plan(*people: str) -> Conversation:
    """A conversation that has come to its ways forward."""
    talk = begin(*people)
    while talk.asked != "wf-what":
        talk.say("패스")
    return talk


def test_from_the_welcome_to_saved_ways_forward() -> None:
    talk = begin(agreed=False)
    assert talk.said[0] == "안녕하세요, 반갑습니다. 저는 컴퓨터예요. 몇 가지 질문을 드릴게요."
    talk.say("저는 지민이고 얘는 민수예요")
    assert talk.prompt == "지민, 그리고 민수. 맞나요?"
    talk.say("네 맞아요")
    assert talk.asked == "record:지민"
    assert "저장해요" in " ".join(talk.said)
    talk.say("네", "네, 좋아요")
    assert talk.prompt == "지민 님, 무슨 일로 오늘 여기까지 오게 되었나요?"
    for question in SHORT:
        for name in ("지민", "민수"):
            assert (talk.asked, talk.turn.name if talk.turn else "") == (question, name)
            talk.say(f"{name}의 이야기는 좀 길어요")
    talk.say("서로 이야기를 들으면 좋겠어요", "잘 모르겠어요")
    assert talk.asked == "wf-what"
    talk.say("엄마가 금요일에 학교에 전화할 거예요")
    assert talk.asked == "wf-check"  # who and when were said with it
    talk.say("민수요")
    assert talk.asked == "wf-if"
    talk.say("다시 이야기해요")
    assert talk.asked == "wf-another"
    talk.say("아니요")
    talk.say("제가 설거지를 할게요")
    assert talk.asked == "wf-when"
    talk.say("매주 토요일이요")
    talk.say("지민이요", "미안하다고 할게요", "더 없어요")
    assert talk.asked == "agree:지민"
    said = " ".join(talk.said)
    assert "1번. “학교에 전화할 거예요”. 누가: 엄마. 언제: 금요일에, 11월 27일 금요일." in said
    assert "2번. “설거지를 할게요”. 누가: 제가, 민수. 언제: 매주 토요일" in said
    talk.say("네 동의해요", "네", "네", "네")
    assert talk.asked == "review"
    talk.say("이 주 뒤에요")
    assert "12월 10일 목요일." in talk.said
    talk.say("없어요", "고맙다고 말하고 싶어요")
    assert talk.finished is not None
    assert talk.finished.closed
    assert talk.kinds()[-1] == FactKind.CLOSED


def test_a_bare_yes_says_nothing_about_what() -> None:
    talk = at_the_plan("지민").say("네 동의해요")
    assert talk.outcomes[-1] == "no-match"
    assert talk.prompt.startswith("누가 무엇을 할지")


def test_no_and_in_doubt_are_never_a_yes() -> None:
    talk = at_the_plan("지민").say("제가 금요일에 청소할게요", "패스", "패스", "아니요")
    assert talk.asked == "agree:지민"
    talk.say("괜찮아요")
    assert talk.outcomes[-1] == "no-match"
    assert talk.prompt == "확실히 하고 싶어요. 지민 님, 네인가요, 아니요인가요, 잘 모르겠나요?"
    talk.say("생각해 볼게요")
    answers = [fact.payload["answer"] for fact in talk.facts if fact.kind == FactKind.WAY_FORWARD_ANSWERED_BY]
    assert answers == ["unsure"]
    talk.say("네")
    assert talk.finished is not None
    assert "오늘은 동의한 것이 없어요. 괜찮아요." in " ".join(talk.said)


def test_a_no_is_offered_a_change() -> None:
    talk = at_the_plan("지민").say("제가 금요일에 청소할게요", "패스", "패스", "아니요", "싫어요")
    assert talk.prompt == "바꿀까요, 뺄까요, 그대로 둘까요?"
    talk.say("빼 주세요")
    assert talk.said[0] == "뺐어요."


def test_what_was_just_read_back_is_put_right() -> None:
    talk = at_the_plan("지민").say("엄마가 금요일에 학교에 전화할 거예요", "패스", "패스", "아니요")
    talk.say("금요일이 아니라 월요일이에요")
    assert talk.said[0] == "바꿨어요."
    assert "언제: 월요일, 11월 30일 월요일." in " ".join(talk.said)


def test_words_of_a_life_are_kept_and_asked_about() -> None:
    talk = begin("지민").say("다 끝내고 싶어요")
    assert talk.asked == "check"
    assert talk.prompt == "그만하자고 하신 말씀인가요, 아니면 대답인가요?"
    assert "다 끝내고 싶어요" in talk.words_kept()
    talk.say("대답이에요")
    assert talk.asked == "tf-thinking"
    assert FactKind.STOPPED not in talk.kinds()


def test_commands_are_done_and_leave_no_words() -> None:
    talk = begin("지민").say("다시 말해 주세요")
    assert talk.asked == "wh-today"
    talk.say("무슨 뜻이에요")
    assert talk.prompt == "오늘이 오기까지 그동안 어떤 일이 있었어요?"
    talk.say("화요일에 싸웠어요", "뒤로 가요")
    assert talk.asked == "wh-today"
    talk.say("패스", "읽어 주세요")
    talk.say("잠깐 쉴게요")
    assert talk.asked == "paused"
    talk.say("계속할게요")
    talk.say("도움 전화번호 알려 주세요")
    assert talk.pages == 1
    talk.say("그만할게요")
    assert talk.finished is not None
    assert not talk.finished.closed


def test_words_are_taken_out_and_saving_is_stopped() -> None:
    talk = begin("지민").say("화요일에 크게 싸웠어요", "방금 한 말 지워 주세요")
    assert "뺄까요?" in talk.prompt
    talk.say("네")
    assert FactKind.ANSWER_TAKEN_OUT in talk.kinds()
    talk.say("제 말 저장하지 마세요", "네")
    assert FactKind.WITHDREW in talk.kinds()


def test_asked_whether_to_take_words_out_saying_so_again_is_a_yes() -> None:
    talk = begin("지민").say("화요일에 크게 싸웠어요", "방금 한 말 지워 주세요", "지워 주세요")
    assert FactKind.ANSWER_TAKEN_OUT in talk.kinds()


def test_stop_is_heard_where_a_yes_or_a_no_is_asked_for() -> None:
    talk = at_the_plan("지민").say("제가 금요일에 청소할게요", "패스", "패스", "아니요")
    assert talk.asked == "agree:지민"
    talk.say("그만할게요")
    assert talk.finished is not None
    assert FactKind.WAY_FORWARD_ANSWERED_BY not in talk.kinds()


def test_nobody_is_recorded_who_does_not_say_yes() -> None:
    for said in (
        ["제 말 저장하지 마세요", "아니요"],
        ["괜찮아요", "괜찮아요"],
        ["네?", "잘 모르겠어요"],
        ["저장해 주세요", "글쎄요"],
    ):
        talk = begin("지민", agreed=False).say(*said)
        assert talk.kinds(FactKind.DECLINED_TO_RECORD, FactKind.AGREED_TO_RECORD) == [FactKind.DECLINED_TO_RECORD]


def test_a_part_is_found_by_its_short_words() -> None:
    talk = begin("지민").say("화요일에 크게 싸웠어요", "아무 생각 없었어요", "그냥 슬펐어요", "느낌 이야기는 빼 주세요")
    assert "생각과 느낌" in talk.prompt


def test_on_to_another_part() -> None:
    talk = begin("지민").say("필요한 것 부분으로 갈게요")
    assert talk.asked == "ne-need"


def test_a_silence_a_resume_and_someone_who_is_not_recorded() -> None:
    talk = begin("지민", "민수", agreed=False).say("아니요", "네")
    assert "손님" not in talk.words_kept()
    again = Conversation.begin("short", people=(), facts=talk.facts, agreed=False, language=KOREAN)
    assert again.asked == talk.asked
    assert again.said[0] == "다시 만나서 반가워요. 전에 하신 말씀은 잘 있어요. 이어서 할 수 있어요."
