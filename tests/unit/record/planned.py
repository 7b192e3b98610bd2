"""Plans as the journal holds them, and the calendars made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.conversations.scripted import ENGLISH, MEANING, Conversation
from tests.kept import told
from voice_guide.cli.wiring import load_named_guide, plan_for
from voice_guide.dialogue.meaning import Meaning
from voice_guide.events import Fact
from voice_guide.facts import FactKind
from voice_guide.journal.exports import ENTRIES
from voice_guide.journal.projections import session_view
from voice_guide.journal.rows import RecordedFact
from voice_guide.languages import Language
from voice_guide.record.calendar import as_ics
from voice_guide.record.calendar_entries import Chosen, PlanCalendar
from voice_guide.record.calendar_given import CALENDAR
from voice_guide.record.document import Papers
from voice_guide.settings import Settings, reminder_after
from voice_guide.understanding.repetitions import Repetitions

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)  # the Thursday on which the conversations are held
ID = "cd234"
SHORT = load_named_guide(ENGLISH, "short")


def family() -> Conversation:
    """A made-up family: two things that all agree to, one that Kai is not sure of, one without a day, and a review."""
    return told(
        Conversation.begin(people=("Jo", "Kai")),
        {
            ("wf-what", "Jo"): [
                "Jo and Kai will wash up every friday",
                "Jo will ring the school tomorrow",
                "Kai will tidy the shed on Saturday",
                "Jo will say sorry to nan",
            ],
            ("wf-check", "Jo"): ["Kai", "nobody, we just do it", "Jo", "Kai"],
            ("wf-if", "Jo"): ["we swap; and then, we talk", "pass", "pass", "pass"],
            ("wf-another", "Jo"): ["yes", "yes", "yes", "no"],
            ("agree", "Kai"): ["yes", "yes", "not sure", "yes"],
            ("review", "Jo"): ["in two weeks"],
        },
    )


@dataclass
class Journal:
    """A session's facts with their times: a second between two, and a day before what is added later."""

    recorded: list[RecordedFact] = field(default_factory=list)

    @classmethod
    def of(cls, facts: Iterable[Fact], *, language: str = "en", began: datetime = BEGAN, session: str = ID) -> Journal:
        """A session that holds these facts."""
        begun = {"guide": SHORT.id, "guide_title": SHORT.title, "guide_hash": SHORT.hash, "language": language}
        all_of_it = [Fact(FactKind.SESSION_STARTED, payload=begun | {"rehearsed": False}), *facts]
        made = [RecordedFact(n, began + timedelta(seconds=n), session, fact) for n, fact in enumerate(all_of_it, 1)]
        return cls(made)

    def later(self, *facts: Fact) -> Journal:
        """The same with these, a day after the last."""
        last = self.recorded[-1]
        more = [
            RecordedFact(last.seq + n, last.at + timedelta(days=1, seconds=n), last.session, fact)
            for n, fact in enumerate(facts, 1)
        ]
        return Journal([*self.recorded, *more])

    def exported(self, plan: PlanCalendar) -> Journal:
        """The same, and this calendar was written to a file."""
        payload: dict[str, object] = {
            "what": CALENDAR,
            "format": "ics",
            "file": "/x.ics",
            ENTRIES: [each.key for each in plan.entries],
        }
        return self.later(Fact(FactKind.EXPORTED, plan.person, None, payload))


def calendar_of(journal: Journal, chosen: Chosen | None = None, language: Language = ENGLISH) -> PlanCalendar:
    """The calendar of a session, as the command makes it, in a room where it is UTC."""
    meaning = MEANING if language is ENGLISH else Meaning(language)
    view = session_view(journal.recorded)
    papers = Papers(view, SHORT, plan_for(SHORT, language), language, say_day=meaning.say_day, zone=lambda at: at)
    reader = Repetitions(language).read
    return PlanCalendar(papers, journal.recorded, chosen or Chosen(), repetition=reader, zone=lambda at: at)


def person_of(journal: Journal, name: str, *, own_titles: bool = False) -> Chosen:
    """The calendar of somebody by name."""
    people = session_view(journal.recorded).people
    return Chosen(next(each for each in people if each.name == name), own_titles=own_titles)


def file_of(plan: PlanCalendar, reminder: str = Settings.reminder, neutral: str = "Reminder") -> str:
    """The calendar file's text, line ends and all."""
    return as_ics(plan, neutral=neutral, reminder=reminder_after(reminder), zone="Europe/London").decode()


def way(
    number: int, what: str, when: str | None, day: str | None, *, by: str = "p1", **more: dict[str, object] | None
) -> Fact:
    """One way forward that somebody named, to be done by them; ``more`` are other slots, or None for one that is not there."""
    slots: dict[str, dict[str, object] | None] = {
        "what": {"words": what},
        "who": {"words": "me", "people": [by]},
        "when": {"words": when, "day": day},
        **more,
    }
    kept = {slot: filled for slot, filled in slots.items() if filled is not None}
    return Fact(FactKind.WAY_FORWARD_DRAFTED, by, None, {"way": number, "turn": "wf-what", "slots": kept})


def said(number: int, answer: str = "yes", by: str = "p1") -> Fact:
    """Somebody's answer to a way forward."""
    return Fact(FactKind.WAY_FORWARD_ANSWERED_BY, by, None, {"way": number, "answer": answer, "words": answer})


def joined(*names: str) -> list[Fact]:
    """These people are here, and agreed to be recorded."""
    return [
        Fact(FactKind.PARTICIPANT_JOINED, f"p{number}", None, _member(name, number, len(names)))
        for number, name in enumerate(names, 1)
    ]


def _member(name: str, number: int, of: int) -> dict[str, object]:
    return {"name": name, "recorded": True, "number": number, "of": of}


def plan(ways: Sequence[Fact], names: Sequence[str] = ("Jo",)) -> list[Fact]:
    """A plan to which everybody here says yes."""
    people = range(1, len(names) + 1)
    yes = [said(int(str(each.payload["way"])), by=f"p{person}") for each in ways for person in people]
    return [*joined(*names), *ways, *yes]
