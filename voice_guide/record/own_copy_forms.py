"""One person's copy as Markdown, plain text and JSON (docs/person-json.md says what each field holds)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from voice_guide.journal.projections import KeptAnswer
from voice_guide.record import markdown, text
from voice_guide.record.filling import filled, marked_runs
from voice_guide.record.own_copy import SLOTS, OwnCopy, OwnWay
from voice_guide.record.paper import Block, Heading, Item, Line, Paper, Row, Runs, Whose, ours, theirs
from voice_guide.record.transcript_json import private_json, words_json

FORMATS = ("md", "txt", "json")
PERSON_SCHEMA = 1


def as_markdown(copy: OwnCopy) -> str:
    """The copy as Markdown."""
    return markdown.render(paper(copy))


def as_text(copy: OwnCopy) -> str:
    """The copy as plain text."""
    return text.render(paper(copy))


def paper(copy: OwnCopy) -> Paper:
    """The copy before it has a format."""
    line = copy.papers.line
    title = line("own.title", name=copy.name)
    blocks: list[Block] = [Heading(1, ours(title)), *(Line(ours(each)) for each in heading_lines(copy))]
    if not copy.nothing_is_here:
        blocks += _questions(copy)
        blocks += _to_rules(copy)
        blocks += _ways(copy) if copy.papers.has_list else ()
        if said := list(copy.else_said()):
            blocks += [Heading(2, ours(line("own.else"))), *(Item(theirs(words.text)) for words in said)]
    return Paper(title, line("common.language"), tuple(blocks), line("common.legend"))


def _questions(copy: OwnCopy) -> Iterator[Block]:
    for part in copy.parts():
        yield Heading(2, ours(part.title))
        for _, asked, answers in part.questions:
            yield Heading(3, ours(asked))
            for answer in answers:
                yield Line(*_said(copy, answer))
                yield from (Line(runs) for runs in copy.papers.beside(answer))


def _to_rules(copy: OwnCopy) -> Iterator[Block]:
    line, to_rules = copy.papers.line, copy.to_ground_rules()
    if to_rules is not None:
        yield Heading(2, ours(line("own.to-rules")))
        yield Item(ours(line(f"sheet.{to_rules.answer}", name=copy.name)), picture=to_rules.answer)
        if to_rules.words:
            yield Item(filled(copy.papers, "own.words", {"words": (Whose.THEIRS, to_rules.words)}))


def _ways(copy: OwnCopy) -> Iterator[Block]:
    yield Heading(2, ours(copy.papers.line("transcript.ways-forward")))
    for way in copy.ways():
        yield Heading(3, ours(copy.papers.line("own.way", number=way.number)))
        yield from _way_lines(copy, way)
    yield from (Line(ours(each)) for each in _list_lines(copy))


def as_json(copy: OwnCopy) -> str:
    """The copy as JSON."""
    view, agreement = copy.papers.view, copy.agreement()
    here = not copy.nothing_is_here
    data: dict[str, Any] = {
        "schema": PERSON_SCHEMA,
        "kind": "person",
        "names": copy.papers.named,
        "only_category": copy.papers.only.id if copy.papers.only is not None else None,
        "made_by": copy.papers.line("common.made-by"),
        "session": view.id,
        "guide": view.guide_id,
        "guide_title": view.guide_title,
        "language": view.language,
        "started": view.started.isoformat(),
        "last": view.last.isoformat(),
        "rehearsed": view.rehearsed,
        "all_taken_out": view.all_taken_out,
        "private_times": private_json(view.private_times),
        "service_view_given": bool(view.service_views),
        "person": {
            "id": copy.person.id,
            "name": _kept_name(copy) if here else None,
            "recorded": copy.person.recorded,
            "erased": copy.person.erased,
            "role": copy.person.role if here else None,
            "answers": copy.person.answers,
        },
        "agreement_to_record": {
            "agreed": agreement.agreed,
            "at": agreement.at.isoformat() if agreement.at else None,
            "notice": agreement.notice,
            "withdrawn_at": agreement.withdrawn_at.isoformat() if agreement.withdrawn_at else None,
        },
        "questions": [
            {"id": number, "category": part.id, "text": text, "answers": [_answer_json(answer) for answer in answers]}
            for part in (copy.parts() if here else ())
            for number, text, answers in part.questions
        ],
        "ground_rules": asdict(to_rules) if here and (to_rules := copy.to_ground_rules()) else None,
        "ways_forward": [_way_json(way) for way in (copy.ways() if here else ())],
        "review": copy.review() if here else None,
        "else_said": [
            {"turn": words.turn, "at": words.at.isoformat(), "text": words.text}
            for words in (copy.else_said() if here else ())
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def heading_lines(copy: OwnCopy) -> list[str]:
    """What stands at the top of every copy."""
    line, view, agreement = copy.papers.line, copy.papers.view, copy.agreement()
    lines = [
        line("common.made-by"),
        line("transcript.facts", guide=view.guide_title, day=copy.papers.day_held, id=view.id),
        line("own.alone"),
        *copy.papers.chosen_lines(),
    ]
    if view.rehearsed:
        lines.append(line("common.rehearsed"))
    if copy.nothing_is_here:
        return [*lines, line("common.all-taken-out")]
    lines += [line("own.role", role=copy.person.role)] if copy.person.role else []
    lines += [] if copy.person.answers else [line("own.supporter")]
    if copy.person.erased:
        lines.append(line("own.erased"))
    elif agreement.agreed is not None:
        lines.append(line("own.agreed" if agreement.agreed else "own.declined"))
    if agreement.withdrawn_at is not None:
        lines.append(line("own.withdrew"))
    if agreement.notice:
        lines.append(line("own.notice", notice=agreement.notice))
    told = [line("service.given")] if view.service_views else []
    return [*lines, *copy.papers.private_lines(), *told]


def _kept_name(copy: OwnCopy) -> str | None:
    """None where none is kept; a number where names are left out."""
    return copy.person.name if copy.papers.named else copy.name


def _said(copy: OwnCopy, answer: KeptAnswer) -> tuple[Runs, bool]:
    """The words, or a note of ours where there are none, and whether it is one."""
    if answer.text is not None:
        return marked_runs(copy.papers, answer), False
    key = "passed" if answer.passed else "taken-out" if answer.taken_out else "erased" if answer.erased else "not-saved"
    return ours(copy.papers.line(f"transcript.{key}")), True


def _way_lines(copy: OwnCopy, way: OwnWay) -> Iterator[Block]:
    line = copy.papers.line
    for slot, words in way.parts.items():
        yield Row(line("own.what" if slot == "what" else f"sheet.{slot}"), theirs(words), picture=slot)
    if way.others:
        yield Item(ours(line("own.others")))
    yield Item(ours(line(f"sheet.{way.answer}", name=copy.name)), picture=way.answer)
    if way.words:
        yield Item(filled(copy.papers, "own.words", {"words": (Whose.THEIRS, way.words)}))


def _list_lines(copy: OwnCopy) -> list[str]:
    if not copy.papers.view.ways_forward:
        return [copy.papers.line("transcript.no-ways-forward")]
    review = copy.review()
    return [copy.papers.line("sheet.review", day=review)] if review else []


def _answer_json(answer: KeptAnswer) -> dict[str, Any]:
    return {
        "at": answer.at.isoformat(),
        "passed": answer.passed,
        "taken_out": answer.taken_out,
        "changed": answer.changed,
        "erased": answer.erased,
        "text": answer.text,
        "engine": answer.engine,
        "words": words_json(answer),
        "over_prompt": answer.over_prompt,
        "second_text": answer.second_text if answer.text is not None else None,
        "second_engine": answer.second_engine if answer.text is not None else None,
    }


def _way_json(way: OwnWay) -> dict[str, Any]:
    parts = {slot: way.parts.get(slot) for slot in SLOTS}
    given: dict[str, Any] = {"number": way.number, **parts, "day": way.day}
    return given | {"others": way.others, "answer": way.answer, "words": way.words}
