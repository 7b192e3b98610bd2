"""``voice-guide export``: one person's own copy of what they said."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


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
    parser.add_argument("--format", metavar="F", help="md, txt or json (the file's ending, else md)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the copy."""
    from voice_guide.cli.opening import opened
    from voice_guide.cli.paper_files import write_paper
    from voice_guide.cli.papers import form_of, papers_of
    from voice_guide.cli.whom import find_person
    from voice_guide.dialogue.progress import Progress
    from voice_guide.journal.projections import as_written
    from voice_guide.record import own_copy_forms
    from voice_guide.record.own_copy import OwnCopy

    makers = {"md": own_copy_forms.as_markdown, "txt": own_copy_forms.as_text, "json": own_copy_forms.as_json}
    form = form_of(arguments, makers)
    with opened() as (vault, language):
        session = vault.find_session(arguments.session)
        facts = vault.facts(session)
        with as_written(session):
            people = Progress.fold(recorded.fact for recorded in facts).everyone
            person = find_person(people, arguments.person, session=session)
            text = makers[form](OwnCopy(papers_of(vault, language, session), facts, person, vault.texts()))
        if arguments.out is not None:
            write_paper(vault, session, arguments.out, text, what="person", form=form, person=person.id)
            return 0
    sys.stdout.write(text)
    return 0
