"""The whole transcript as JSON (docs/transcript-json.md says what each field holds)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from voice_guide.journal.private_times import PrivateSpan
from voice_guide.journal.service_views import ServiceView
from voice_guide.record.document import Papers
from voice_guide.record.unclear import is_unclear
from voice_guide.record.ways import checking_only
from voice_guide.shown import plain_json

JSON_SCHEMA = 1


def as_json(papers: Papers) -> str:
    """The whole transcript as JSON."""
    view = papers.view
    data: dict[str, Any] = {
        "schema": JSON_SCHEMA,
        "made_by": papers.line("common.made-by"),
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
                "name": person.name,
                "recorded": person.recorded,
                "erased": person.erased,
                "role": person.role,
                "answers": person.answers,
                "away": person.away,
            }
            for person in view.people
        ],
        "ground_rules": [] if view.all_taken_out else papers.to_ground_rules(),
        "all_taken_out": view.all_taken_out,
        "categories": [] if view.all_taken_out else [_category_json(papers, each) for each in _category_ids(papers)],
        "private_times": private_json(view.private_times),
        "ways_forward": [_way_json(papers, number) for number in range(len(view.ways_forward))],
        "ways_taken_out": view.ways_taken_out,
        "left_out": [way.words("what") for way in view.left_out],
        "service_views": [_service_json(given) for given in view.service_views],
        "review": None
        if view.progress.review is None
        else {"words": view.progress.review.words, "day": view.progress.review.day},
    }
    return plain_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


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


def _category_ids(papers: Papers) -> list[str]:
    return [category.id for category in papers.guide.categories]


def _category_json(papers: Papers, category_id: str) -> dict[str, Any]:
    category = next(category for category in papers.guide.categories if category.id == category_id)
    questions = []
    for question in category.questions:
        answers = [answer for answer in papers.view.answers if answer.question == question.id]
        if not answers:
            continue
        questions.append(
            {
                "id": question.id,
                "text": question.text,
                "source": question.source,
                "read": question.read,
                "strength": question.strength,
                "answers": [
                    {
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
                        "words": [
                            {
                                "text": text,
                                "start": start,
                                "end": end,
                                "confidence": confidence,
                                "unclear": is_unclear(confidence),
                            }
                            for text, start, end, confidence in answer.words
                        ],
                        "over_prompt": answer.over_prompt,
                        "second_text": answer.second_text if answer.text is not None else None,
                        "second_engine": answer.second_engine if answer.text is not None else None,
                    }
                    for answer in answers
                ],
            }
        )
    return {"id": category.id, "title": category.title, "questions": questions}


def _way_json(papers: Papers, index: int) -> dict[str, Any]:
    way = papers.view.ways_forward[index]
    return {
        "number": index + 1,
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
