"""The whole transcript as JSON (docs/transcript-json.md says what each field holds)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from voice_guide.dialogue.parts import WayForward
from voice_guide.guide.model import Question
from voice_guide.journal.private_times import PrivateSpan
from voice_guide.journal.projections import KeptAnswer
from voice_guide.journal.service_views import ServiceView
from voice_guide.record.document import Papers
from voice_guide.record.options import Order, TranscriptOptions
from voice_guide.record.unclear import is_unclear
from voice_guide.record.ways import checking_only
from voice_guide.shown import plain_json

JSON_SCHEMA = 1
_EVERYTHING = TranscriptOptions()


def as_json(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> str:
    """The transcript as JSON: the whole of it, or what the options choose. Raises UsageError ``unknown_category``."""
    return "".join(pieces(papers, options))


def pieces(papers: Papers, options: TranscriptOptions = _EVERYTHING) -> Iterator[str]:
    """The JSON piece by piece: all words of a long session as one tree would take hundreds of megabytes."""
    papers = options.applied(papers)
    view = papers.view
    ways = view.ways_forward if papers.has_list else []
    review = view.progress.review if papers.has_list else None
    data: dict[str, Any] = {
        "schema": JSON_SCHEMA,
        "made_by": papers.line("common.made-by"),
        "names": papers.named,
        "only_category": papers.only.id if papers.only is not None else None,
        "order": str(options.order),
        "session": view.id,
        "guide": view.guide_id,
        "guide_title": view.guide_title,
        "language": view.language,
        "started": view.started.isoformat(),
        "last": view.last.isoformat(),
        "closed": view.closed,
        "rehearsed": view.rehearsed,
        "reviews": view.reviews,
        "preparation": [{"text": text, "answer": answer} for text, answer in view.progress.prepared.items()],
        "people": [
            {
                "id": person.id,
                "name": person.name if papers.named else papers.name(person),
                "recorded": person.recorded,
                "erased": person.erased,
                "role": person.role,
                "answers": person.answers,
                "away": person.away,
            }
            for person in view.people
        ],
        "ground_rules": [] if view.all_taken_out or not _has_rules(papers) else papers.to_ground_rules(),
        "all_taken_out": view.all_taken_out,
        "sequence": [] if view.all_taken_out else _sequence(papers, options.order),
        "private_times": private_json(view.private_times),
        "ways_forward": [_way_json(papers, way, number) for number, way in enumerate(ways, 1)],
        "ways_taken_out": view.ways_taken_out if papers.has_list else 0,
        "left_out": [way.words("what") for way in view.left_out] if papers.has_list else [],
        "service_views": [_service_json(given) for given in view.service_views],
        "review": None if review is None else {"words": review.words, "day": review.day},
    }
    categories = iter(()) if view.all_taken_out else _categories(papers)
    yield from map(plain_json, _object(data, "categories", categories))
    yield "\n"


def _object(fields: dict[str, Any], last: str, parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """An object whose last field is a list of parts, each given piece by piece. A line's end is never within a string."""
    yield f'{_dumped(fields)[:-2]},\n "{last}": ['
    separator = ""
    for part in parts:
        yield f"{separator}\n  "
        yield from (piece.replace("\n", "\n  ") for piece in part)
        separator = ","
    yield "\n ]\n}" if separator else "]\n}"


def _dumped(fields: dict[str, Any], indent: int | None = 1) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=indent)


def private_json(spans: Sequence[PrivateSpan]) -> list[dict[str, str | None]]:
    """When the family was alone."""
    return [
        {"began": span.began.isoformat(), "ended": span.ended.isoformat() if span.ended is not None else None}
        for span in spans
    ]


def _service_json(given: ServiceView) -> dict[str, Any]:
    return {
        "at": given.at.isoformat(),
        "support": None if given.erased else given.support,
        "why": given.why,
        "on_sheet": given.on_sheet,
        "erased": given.erased,
    }


def _has_rules(papers: Papers) -> bool:
    return papers.only is None or papers.only.ground_rules


def _numbers(papers: Papers) -> dict[int, int]:
    """The place in time of each answer, from 1, by its identity: two may be alike."""
    ordered = sorted(papers.view.answers, key=lambda answer: answer.at)
    return {id(answer): number for number, answer in enumerate(ordered, 1)}


def _sequence(papers: Papers, order: Order) -> list[int]:
    """The numbers of all answers that are here, in the order that was chosen."""
    numbers = _numbers(papers)
    places = {question.id: place for place, question in enumerate(_questions(papers))}
    here = [answer for answer in papers.view.answers if answer.question in places]
    people = {person.id: place for place, person in enumerate(papers.view.progress.everyone)}
    keys: dict[Order, Callable[[KeptAnswer], tuple[int, ...]]] = {
        Order.TIME: lambda answer: (numbers[id(answer)],),
        Order.QUESTIONS: lambda answer: (places[answer.question], people[answer.participant], numbers[id(answer)]),
        Order.PERSON: lambda answer: (people[answer.participant], places[answer.question], numbers[id(answer)]),
    }
    return [numbers[id(answer)] for answer in sorted(here, key=keys[order])]


def _questions(papers: Papers) -> list[Question]:
    return [question for category in papers.guide.categories for question in category.questions]


def _categories(papers: Papers) -> Iterator[Iterator[str]]:
    numbers = _numbers(papers)
    given: dict[str, list[KeptAnswer]] = {}
    for answer in papers.view.answers:
        given.setdefault(answer.question, []).append(answer)

    def answers(question: Question) -> Iterator[Iterator[str]]:
        return (_answer(papers, answer, numbers[id(answer)]) for answer in given[question.id])

    for category in papers.guide.categories:
        asked = [question for question in category.questions if question.id in given]
        questions = (_object(_question_json(papers, question), "answers", answers(question)) for question in asked)
        yield _object({"id": category.id, "title": category.title}, "questions", questions)


def _question_json(papers: Papers, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "source": question.source,
        "read": None if question.read is None else papers.without_names(question.read),
        "strength": question.strength,
    }


def _answer(papers: Papers, answer: KeptAnswer, number: int) -> Iterator[str]:
    """An answer, each of its words on a line of its own."""
    words = ((_dumped(word, indent=None),) for word in words_json(answer))
    return _object(_answer_json(papers, answer, number), "words", words)


def _answer_json(papers: Papers, answer: KeptAnswer, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "participant": answer.participant,
        "name": papers.name(papers.view.progress.person(answer.participant)),
        "at": answer.at.isoformat(),
        "passed": answer.passed,
        "latest": answer is papers.view.latest(answer.question, answer.participant),
        "taken_out": answer.taken_out,
        "changed": answer.changed,
        "lost": answer.lost,
        "erased": answer.erased,
        "text": answer.text,
        "engine": answer.engine,
        "over_prompt": answer.over_prompt,
        "second_text": answer.second_text if answer.text is not None else None,
        "second_engine": answer.second_engine if answer.text is not None else None,
    }


def words_json(answer: KeptAnswer) -> list[dict[str, Any]]:
    """Each word of an answer, with its times in the answer's sound and how surely it was heard."""
    return [
        {"text": text, "start": start, "end": end, "confidence": confidence, "unclear": is_unclear(confidence)}
        for text, start, end, confidence in answer.words
    ]


def _way_json(papers: Papers, way: WayForward, number: int) -> dict[str, Any]:
    return {
        "number": number,
        **{
            slot: None if (kept := way.slots.get(slot)) is None else kept.words
            for slot in ("what", "who", "when", "check", "if")
        },
        "day": way.slots["when"].day if "when" in way.slots else None,
        "agreed": papers.view.agreed(way),
        "still_to_be_asked": [*way.absent("who"), *checking_only(way)],
        "answers": [
            {"participant": person.id, "name": papers.name(person), "answer": way.answers.get(person.id, "later")}
            for person in papers.view.asked(way)
        ],
    }
