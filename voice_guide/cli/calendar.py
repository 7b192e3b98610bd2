"""``voice-guide calendar``: the days of a plan for a phone, as a calendar file or as codes to scan."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from segno import QRCode

    from voice_guide.journal.kept import Kept
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language
    from voice_guide.record.calendar_entries import Aside, Entry, PlanCalendar
    from voice_guide.record.document import Papers

_FORM = "ics"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "calendar",
        help="the days of a plan, for the calendar of a phone",
        epilog="examples:\n"
        "  voice-guide calendar latest --out reminders.ics\n"
        "  voice-guide calendar latest --person Jo --qr\n"
        "  voice-guide calendar latest --encrypt --out reminders.zip",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
    parser.add_argument("--person", metavar="P", help="only what this person does or checks: their name, or p1")
    parser.add_argument(
        "--titles", choices=("neutral", "own"), default="neutral", help="neutral (unless said), or people's own words"
    )
    parser.add_argument("--all", action="store_true", help="also what not everyone has agreed to yet")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--qr", action="store_true", help="a code for each entry; with --out as .svg or .png")
    form.add_argument("--encrypt", action="store_true", help="in a .zip that only a passphrase opens")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the calendar, or its codes."""
    from voice_guide.cli.opening import opened
    from voice_guide.cli.output import tell
    from voice_guide.cli.papers import papers_of
    from voice_guide.cli.sealing import check_sealed_name
    from voice_guide.errors import UsageError, VoiceGuideError
    from voice_guide.journal.projections import as_written

    if arguments.encrypt:
        check_sealed_name(arguments.out)
    if arguments.qr and arguments.out is not None and _picture_kind(arguments.out) is None:
        raise UsageError("calendar_code_ending", file=str(arguments.out))
    with opened() as (vault, language):
        session = vault.find_session(arguments.session)
        with as_written(session):
            papers = papers_of(vault, language, session)
            plan = plan_calendar(vault, papers, arguments)
            for line in _beside(plan, language, codes=arguments.qr):
                tell(line)
            if not (plan.entries or (plan.taken_back and not arguments.qr)):
                raise VoiceGuideError("calendar_empty", session=session)
        if arguments.qr:
            _codes(vault, papers, plan, language, arguments)
        else:
            _file(vault, papers, plan, language, arguments)
    return 0


def plan_calendar(vault: Kept, papers: Papers, arguments: argparse.Namespace) -> PlanCalendar:
    """The calendar that these arguments ask for. Raises UsageError as ``find_person``."""
    from voice_guide.cli.whom import find_person
    from voice_guide.languages import Language
    from voice_guide.record.calendar_entries import Chosen, PlanCalendar
    from voice_guide.understanding.repetitions import Repetitions

    session, person = papers.view.id, None
    if arguments.person is not None:
        person = find_person(papers.view.people, arguments.person, session=session)
    chosen = Chosen(person, own_titles=arguments.titles == "own", not_agreed=arguments.all)
    repetition = Repetitions(Language.load(papers.view.language)).read
    zone = lambda at: at.astimezone()  # noqa: E731 - as the papers have it
    return PlanCalendar(papers, vault.facts(session), chosen, repetition=repetition, zone=zone)


def _file(vault: Vault, papers: Papers, plan: PlanCalendar, language: Language, arguments: argparse.Namespace) -> None:
    from voice_guide.cli.output import put
    from voice_guide.cli.sealing import SEALED_ENDING, sealed_paper
    from voice_guide.journal.projections import as_written
    from voice_guide.record.calendar import as_ics

    reminder, form = _reminder(), _FORM
    with as_written(plan.session):
        content = as_ics(
            plan, neutral=papers.line("calendar.title"), reminder=reminder, zone=papers.line("calendar.zone")
        )
    if arguments.out is None:
        put(content)
        return
    name = papers.line("calendar.file")
    if arguments.encrypt:
        content, form = sealed_paper(content, _FORM, name=name, language=language)
    out: Path = arguments.out
    if out.is_dir():
        out = out / f"{name}{SEALED_ENDING if arguments.encrypt else f'.{_FORM}'}"
    _written(vault, plan, out, content, form, plan.entries)


def _codes(vault: Vault, papers: Papers, plan: PlanCalendar, language: Language, arguments: argparse.Namespace) -> None:
    from voice_guide.cli.output import tell
    from voice_guide.journal.projections import as_written
    from voice_guide.record.qr import code_of, fits, picture

    codes: list[tuple[Entry, QRCode]] = []
    with as_written(plan.session):
        for entry in plan.entries:
            if not fits(entry, plan.changed):
                tell(language.message("calendar_too_long", number=entry.number))
                entry = replace(entry, title=papers.line("calendar.title"))
            codes.append((entry, code_of(entry, plan.changed)))
    if arguments.out is None:
        _show(codes, papers, language)
        return
    kind = _picture_kind(arguments.out)
    assert kind is not None
    for number, (entry, code) in enumerate(codes, 1):
        out: Path = arguments.out
        if len(codes) > 1:
            out = out.with_stem(f"{out.stem}-{number}")
        _written(vault, plan, out, picture(code, kind), kind, [entry])
        if len(codes) > 1:
            tell(language.message("calendar_written", file=out))


def _show(codes: Sequence[tuple[Entry, QRCode]], papers: Papers, language: Language) -> None:
    """Each code under its day. In a terminal its colours are told, so that light stays light."""
    from voice_guide.record.qr import terminal_lines

    begin, end = ("\x1b[97;40m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    for entry, code in codes:
        day = papers.day(entry.day.isoformat())
        told = "calendar_code_review" if entry.number is None else "calendar_code"
        print(language.message(told, number=entry.number, day=day))
        for line in terminal_lines(code):
            print(f"{begin}{line}{end}")
        print()


def _written(vault: Vault, plan: PlanCalendar, out: Path, content: bytes, form: str, entries: Sequence[Entry]) -> None:
    from voice_guide.cli.paper_files import write_paper
    from voice_guide.journal.exports import ENTRIES
    from voice_guide.record.calendar_given import CALENDAR

    also = {ENTRIES: [entry.key for entry in entries]}
    write_paper(vault, plan.session, out, content, what=CALENDAR, form=form, person=plan.person, also=also)


def _beside(plan: PlanCalendar, language: Language, *, codes: bool) -> list[str]:
    """What is not in it, and why: numbers alone, for somebody may look over the worker's shoulder."""
    lines = [_told(aside, language) for aside in (*plan.left_out, *plan.neutral_all_the_same)]
    if plan.taken_back and not codes:
        lines.append(language.message("calendar_taken_back", count=len(plan.taken_back)))
    return lines


def _told(aside: Aside, language: Language) -> str:
    if aside.number is None:
        return language.message(f"calendar_{aside.why}_review")
    return language.message(f"calendar_{aside.why}", number=aside.number)


def _picture_kind(out: Path) -> Literal["svg", "png"] | None:
    match out.suffix.lower():
        case ".svg":
            return "svg"
        case ".png":
            return "png"
    return None


def _reminder() -> timedelta | None:
    from voice_guide.settings import load_settings, reminder_after, settings_path

    return reminder_after(load_settings(settings_path()).reminder)
