"""The copies of a session's list that its review meetings hold: erased where the list's own words are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from voice_guide.dialogue.meaning import Meaning
from voice_guide.dialogue.progress import Progress
from voice_guide.dialogue.reviewing import Reviewing
from voice_guide.facts import FactKind
from voice_guide.guide.loader import load_guide, parse_guide
from voice_guide.guide.model import Guide
from voice_guide.guide.writer import guide_text
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.languages import Language

Facts = Sequence[RecordedFact]
LanguageOf = Callable[[str], Language]


@dataclass(frozen=True)
class ChangedCopy:
    """A review meeting's first fact and guide as they are to be, where the copy of the list held erased words."""

    started: RecordedFact
    guide_hash: str
    guide_text: str


def changed_copies(
    everything: Facts, texts: Mapping[str, str], session: str, after: Facts, languages: LanguageOf = Language.load
) -> list[ChangedCopy]:
    """The review meetings of this session whose copy has to change; ``after``: the session's facts without the words.

    ``after`` is empty where the whole session goes. A line that is as it was stays word for word.
    """
    before = [recorded for recorded in everything if recorded.session == session]
    found = []
    for started in everything:
        payload = started.fact.payload
        if started.fact.kind != FactKind.SESSION_STARTED or payload.get("reviews") != session:
            continue
        old_hash = str(payload["guide_hash"])
        guide = parse_guide(texts[old_hash], file=f"{payload['guide']}.toml")
        reviewing = _reviewing(languages(str(payload.get("language", "en"))))
        new = guide_text(_without(guide, reviewing, _until(before, started), _until(after, started)))
        made = parse_guide(new, file=f"{payload['guide']}.toml")
        if [_reads(made), made.title] != [_reads(guide), guide.title]:
            fact = replace(started.fact, payload=payload | {"guide_hash": made.hash})
            found.append(ChangedCopy(replace(started, fact=fact), made.hash, made.text))
    return found


def _reviewing(language: Language) -> Reviewing:
    return Reviewing(load_guide(language.review), language, Meaning(language))


def _until(facts: Facts, started: RecordedFact) -> Facts:
    """The session as the meeting found it."""
    return [recorded for recorded in facts if recorded.seq < started.seq]


def _reads(guide: Guide) -> list[str | None]:
    return [question.read for category in guide.categories for question in category.questions]


def _without(guide: Guide, reviewing: Reviewing, before: Facts, after: Facts) -> Guide:
    """The meeting's guide with each line of the list as it is without the words."""
    last = session_view(before).progress
    now = session_view(after).progress if after else Progress()
    ways = last.ways_kept
    numbers = iter(range(len(ways)))
    left = {way.number: way for way in now.ways_kept}

    def line(read: str | None) -> str | None:
        if read is None:
            return None
        place = next(numbers, None)
        if place is None:  # a copy that does not go with the list: nothing of it can be told apart
            return reviewing.erased(0)
        way, number = ways[place], place + 1
        if way.number not in left:
            return reviewing.erased(number)
        made = reviewing.line(left[way.number], number, now)
        return read if made == reviewing.line(way, number, last) else made

    categories = tuple(
        replace(
            category,
            questions=tuple(replace(question, read=line(question.read)) for question in category.questions),
        )
        for category in guide.categories
    )
    return replace(guide, categories=categories)
