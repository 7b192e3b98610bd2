"""One way forward, as the transcript and the sheet show it."""

from __future__ import annotations

from collections.abc import Iterator

from voice_guide.dialogue.parts import LATER, Slot, WayForward
from voice_guide.record.document import Papers
from voice_guide.record.filling import filled
from voice_guide.record.paper import Row, Runs, Whose, ours, plain, theirs

SLOTS = ("who", "when", "check", "if")
SHEET = "sheet"  # the table of papers.toml with the lines; another has the same lines in other words


def slot_runs(papers: Papers, slot: str, kept: Slot | None, table: str = SHEET) -> Runs:
    """What stands in a slot: the words used, and beside them the day in full where one was worked out."""
    if kept is None or kept.words is None:
        return ours(papers.line(f"{table}.not-said"))
    words = (Whose.THEIRS, kept.words)
    if slot == "when" and kept.day and (day := papers.day(kept.day)):
        return filled(papers, f"{table}.words-and-day", {"day": (Whose.OURS, day), "words": words})
    if kept.people and not (slot == "when" and kept.day) and not _names_them(papers, kept):
        return filled(papers, f"{table}.words-and-names", {"words": words, "names": (Whose.OURS, _names(papers, kept))})
    return theirs(kept.words)


def slot_text(papers: Papers, slot: str, kept: Slot | None) -> str:
    """``slot_runs`` in one piece."""
    return plain(slot_runs(papers, slot, kept))


def slot_rows(papers: Papers, way: WayForward) -> Iterator[Row]:
    """Who does it, by when, who checks and what if: each with its label."""
    for slot in SLOTS:
        yield Row(papers.line(f"sheet.{slot}"), slot_runs(papers, slot, way.slots.get(slot)), picture=slot)


def _names(papers: Papers, kept: Slot) -> str:
    return ", ".join(papers.name(papers.view.progress.person(person_id)) for person_id in kept.people)


def _names_them(papers: Papers, kept: Slot) -> bool:
    """Whether the words themselves name everyone they mean; "me" and "we" do not."""
    words = (kept.words or "").casefold()
    people = [papers.view.progress.person(person_id) for person_id in kept.people]
    return all((person.name or papers.name(person)).casefold() in words for person in people)


def answer_runs(papers: Papers, way: WayForward, table: str = SHEET) -> list[tuple[str, Runs]]:
    """Each person's own answer, with its kind: yes, no, unsure, later or erased.

    Whoever has not given one, and whoever is not here, is still to be asked: ``later``.
    """
    given = [(way.answers.get(person.id, LATER), papers.name(person)) for person in papers.view.asked(way)]
    found = [(kind, filled(papers, f"{table}.{kind}", {"name": (Whose.OURS, name)})) for kind, name in given]
    for key, absent in (("absent", way.absent("who")), ("absent-check", checking_only(way))):
        found += [(LATER, filled(papers, f"{table}.{key}", {"who": (Whose.THEIRS, words)})) for words in absent]
    return found


def checking_only(way: WayForward) -> list[str]:
    """Who is to check and is not here, but for those who are to do it and are not here either."""
    doing = {words.casefold() for words in way.absent("who")}
    return [words for words in way.absent("check") if words.casefold() not in doing]


def title_runs(papers: Papers, way: WayForward, number: int) -> Runs:
    """The number and the words of what will be done."""
    what = (Whose.THEIRS, way.words("what") or "")
    return filled(papers, "sheet.number", {"number": (Whose.OURS, str(number)), "what": what})


def agreed_line(papers: Papers, way: WayForward, table: str = SHEET) -> str:
    """How far it is agreed: by everyone, or, where somebody who is only to check is away, by everyone who was here."""
    if not papers.view.agreed(way):
        return papers.line(f"{table}.not-agreed")
    return papers.line(f"{table}.agreed-here" if checking_only(way) else f"{table}.agreed")
