"""``voice-guide erase``: words go for good, after the passphrase, or a word, was typed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.cli.typed import Typist
    from voice_guide.dialogue.parts import Person
    from voice_guide.journal.erase import Erasure, Prepared
    from voice_guide.journal.exports import Paper
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "erase",
        help="erase for good: what was taken out, one person's words, a session, or everything",
        description="Erase words for good. What will go is shown first. Then the passphrase decides, typed here; "
        "where there is none, a word.",
        epilog="examples:\n"
        "  voice-guide erase latest --taken-out\n"
        "  voice-guide erase cd234 --person Jo --papers\n"
        "  voice-guide erase --all",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", nargs="?", metavar="ID", help="a session's ID, or latest")
    parser.add_argument("--person", metavar="P", help="only this person's words: their name, or their number (p1)")
    parser.add_argument("--taken-out", action="store_true", help="only what was taken out or changed by voice")
    parser.add_argument("--service-view", action="store_true", help="only what the service wrote of the plan")
    parser.add_argument("--all", action="store_true", help="every session in the vault")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument(
        "--papers", action="store_true", help="also the papers written from it that are as they were written"
    )
    kept.add_argument("--keep-papers", action="store_true", help="leave those papers; they are named")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show what will go, have it confirmed, and erase it."""
    from voice_guide.cli.typed import Typist
    from voice_guide.errors import UsageError, VaultError
    from voice_guide.journal.harden import harden_process
    from voice_guide.journal.places import vault_folder
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    parts = bool(arguments.person or arguments.taken_out), arguments.service_view
    if bool(arguments.session) == arguments.all or (arguments.all and any(parts)) or all(parts):
        raise UsageError("erase_what")
    harden_process()
    language = Language.load(load_settings(settings_path()).language)
    folder = vault_folder()
    if not Vault.exists(folder):
        raise VaultError("no_vault", folder=str(folder))
    typist = Typist(language)
    with typist.open(folder) as vault:
        return _erase(vault, arguments, language, typist)


def _erase(vault: Vault, arguments: argparse.Namespace, language: Language, typist: Typist) -> int:
    from voice_guide.journal.erase import prepare

    erasure, person = _erasure(vault, arguments)
    prepared = prepare(vault, erasure)
    _show(vault, prepared, language, person)
    papers = _papers_to_go(prepared.papers, arguments, language, typist)
    if not _confirmed(vault, language, typist):
        print(language.message("erase_left"))
        return 1
    kept = _erase_papers(papers)
    _carry_out(vault, prepared, language)
    _tell_done(vault, prepared, language, person, kept)
    return 0


def _erasure(vault: Vault, arguments: argparse.Namespace) -> tuple[Erasure, Person | None]:
    from voice_guide.cli.whom import find_person
    from voice_guide.dialogue.progress import Progress
    from voice_guide.journal.erase import Erasure
    from voice_guide.journal.projections import as_written

    if arguments.all:
        return Erasure(), None
    session = vault.find_session(arguments.session)
    if arguments.service_view:
        return Erasure(session, service_view=True), None
    if arguments.person is None:
        return Erasure(session, taken_out=arguments.taken_out), None
    facts = vault.facts(session)
    with as_written(session):
        people = Progress.fold(recorded.fact for recorded in facts).everyone
        person = find_person(people, arguments.person, session=session)
    return Erasure(session, person.id, arguments.taken_out), person


def _show(vault: Vault, prepared: Prepared, language: Language, person: Person | None) -> None:
    """What will go, and which papers are known to hold it. No words, and of names only one that was typed."""
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.journal import set_aside
    from voice_guide.journal.exports import State

    erasure = prepared.erasure
    values: dict[str, object] = {"answers": prepared.answers, "sessions": len(vault.sessions())}
    if erasure.session is not None:
        begun = next(each for each in vault.sessions() if each.id == erasure.session)
        day = Meaning(language).say_day(begun.started.astimezone().date().isoformat())
        values |= {"id": begun.id, "day": day, "guide": begun.guide_title, "person": person.id if person else ""}
    key = erasure.what.replace(" ", "_") + ("_of" if erasure.taken_out and person else "")
    print(language.message(f"erase_will_{key}", **values))
    if prepared.copies:
        print(language.message("erase_copies", reviews=", ".join(copy.started.session for copy in prepared.copies)))
    for paper in prepared.papers:
        if paper.state is not State.GONE:
            known = "as_written" if paper.state is State.AS_WRITTEN else "changed"
            print(language.message(f"erase_paper_{known}", file=paper.file))
    for each in prepared.prints:
        day = Meaning(language).say_day(each.at.astimezone().date().isoformat())
        print(language.message("erase_printed", day=day, printer=each.printer))
    for folder in set_aside.found(vault.folder):
        print(language.message("erase_aside_goes" if erasure.session is None else "erase_aside_stays", folder=folder))


def _papers_to_go(
    papers: Sequence[Paper], arguments: argparse.Namespace, language: Language, typist: Typist
) -> list[Paper]:
    """The papers that are to go too: those that hold what was written, where that was chosen."""
    from voice_guide.journal.exports import State

    whole = [paper for paper in papers if paper.state is State.AS_WRITTEN]
    if not whole or arguments.keep_papers:
        return []
    if arguments.papers:
        return whole
    chosen = typist.at_terminal and _is_yes(typist.word("erase_papers_too"), language)
    return whole if chosen else []


def _is_yes(typed: str, language: Language) -> bool:
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.understanding.yes_no import Answer

    return Meaning(language).yes_no(typed) is Answer.YES


def _confirmed(vault: Vault, language: Language, typist: Typist) -> bool:
    """The typed passphrase has opened the vault; without one a word is typed. At a terminal there is time to think."""
    if not vault.has_passphrase:
        word = language.message("erase_word")
        return typist.word("erase_type_word", word=word).casefold().strip("“”\"'") == word.casefold()
    return not typist.at_terminal or typist.word("erase_go_on") == ""


def _erase_papers(papers: Sequence[Paper]) -> list[tuple[Paper, str]]:
    """Erase them before the words: were it cut short here, they would still be known. Returns what could not be."""
    import os

    left = []
    for paper in papers:
        try:
            paper.erase()
        except OSError as error:
            left.append((paper, os.strerror(error.errno or 0)))
    return left


def _carry_out(vault: Vault, prepared: Prepared, language: Language) -> None:
    from voice_guide.journal.erase import carry_out
    from voice_guide.journal.exports import State
    from voice_guide.speaking.scratch import memory_folder, remove_leftovers

    remove_leftovers(memory_folder())  # sound of names that a program which was killed left behind
    carry_out(vault, prepared, gone={paper.file for paper in prepared.papers if paper.state is State.GONE})


def _tell_done(
    vault: Vault, prepared: Prepared, language: Language, person: Person | None, kept: Sequence[tuple[Paper, str]]
) -> None:
    from voice_guide.journal.exports import State
    from voice_guide.journal.rewriting import strangers

    print(language.message("erase_done"))
    if person is not None and person.name and not prepared.erasure.taken_out:
        named = _naming(prepared, person.name)
        if named:
            print(language.message("erase_others_name", count=named))
    reasons = {paper.file: reason for paper, reason in kept}
    left = [paper.file for paper in prepared.papers if paper.state is not State.GONE]
    for file in left:
        print(language.message("erase_by_hand", file=_with_reason(file, reasons)))
    for file in strangers(vault.folder):
        print(language.message("erase_by_hand", file=file))
    print(language.message("erase_beyond"))


def _with_reason(file: Path, reasons: dict[Path, str]) -> str:
    return f"{file} ({reasons[file]})" if file in reasons else str(file)


def _naming(prepared: Prepared, name: str) -> int:
    """In how many of the other people's answers the name is said. Those words are theirs."""
    import re

    said = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return sum(
        bool(said.search(str(recorded.fact.payload.get("text", ""))))
        for recorded in prepared.facts
        if recorded.session == prepared.erasure.session
    )
