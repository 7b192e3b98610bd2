"""``voice-guide export``: one person's own copy of what they said."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from voice_guide.cli.papers import LAYOUTS

if TYPE_CHECKING:
    from voice_guide.cli.making import Make
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help="one person's own copy: their words, and nobody else's",
        epilog="example:\n  voice-guide export latest --person Jo --format json --out jo.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
    parser.add_argument("--person", required=True, metavar="P", help="whose: their name, or their number (p1)")
    parser.add_argument("--format", metavar="F", help="md, txt, html, pdf, docx or json (the file's ending, else md)")
    parser.add_argument(
        "--layout", default=LAYOUTS[0], choices=LAYOUTS, help="of html, pdf, docx (standard unless said)"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the copy."""
    from voice_guide.cli.making import Making
    from voice_guide.cli.opening import opened
    from voice_guide.cli.output import put
    from voice_guide.cli.papers import form_of
    from voice_guide.record.forms import FORMS

    form = form_of(arguments, (*FORMS, "json"))
    content: str | bytes | None = None
    with opened() as (vault, language):
        making = Making(vault, language, vault.find_session(arguments.session), "person", _maker(arguments))
        if arguments.out is not None:
            making.write(arguments.out, form)
        else:
            content = making.made(form)
    if content is not None:
        put(content.encode("utf-8") if isinstance(content, str) else content)
    return 0


def _maker(arguments: argparse.Namespace) -> Make:
    """What makes the copy in a form. Raises UsageError ``unknown_person``."""
    from voice_guide.cli.own_template import look_of
    from voice_guide.cli.papers import papers_of, pictures_of
    from voice_guide.cli.whom import find_person
    from voice_guide.dialogue.progress import Progress
    from voice_guide.record import own_copy_forms
    from voice_guide.record.forms import make
    from voice_guide.record.own_copy import OwnCopy
    from voice_guide.record.pictured import without

    look = look_of(arguments.layout)

    def made(vault: Vault, language: Language, session: str, form: str) -> tuple[str | bytes, frozenset[str], str]:
        facts = vault.facts(session)
        people = Progress.fold(recorded.fact for recorded in facts).everyone
        person = find_person(people, arguments.person, session=session)
        papers = papers_of(vault, language, session)
        copy = OwnCopy(papers, facts, person, vault.texts())
        if form == "json":
            return own_copy_forms.as_json(copy), frozenset(), person.id
        pictures = pictures_of(papers).of_slot if look.picture_mm else without
        found = make(own_copy_forms.paper(copy), form, look, pictures)
        return found.content, found.missing, person.id

    return made
