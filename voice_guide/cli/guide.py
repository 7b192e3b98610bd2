"""``voice-guide guide``: list, show and check guides, make new ones, hear them, and share them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from voice_guide.cli import guide_rehearse

if TYPE_CHECKING:
    from voice_guide.guide.shelf import Shelf
    from voice_guide.languages import Language

_WHOLE_PAGE = "restorative"  # the guide that has all the words of the council's page
_EXAMPLES = """examples:
  voice-guide guide list
  voice-guide guide show short
  voice-guide guide sentences restorative --json
  voice-guide guide new our-talk --from short
  voice-guide guide check our-talk
  voice-guide guide rehearse our-talk
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``guide`` group to the command line."""
    group = commands.add_parser(
        "guide",
        help="list, show, make, check, hear and share guides",
        description="List, show, make, check, hear and share the guides that a conversation follows.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(actions, "list", _list, "list the guides there are", example="voice-guide guide list --json")
    show = _add(
        actions, "show", _show, "show a guide, the page's words and ours marked", example="voice-guide guide show short"
    )
    show.add_argument("guide", metavar="GUIDE", help="a guide's name, or a path to a .toml file")
    sentences = _add(
        actions,
        "sentences",
        _sentences,
        "print every sentence that may be said with a guide",
        example="voice-guide guide sentences restorative",
    )
    sentences.add_argument("guide", metavar="GUIDE", help="a guide's name, or a path to a .toml file")
    check = _add(
        actions,
        "check",
        _check,
        "check a guide's file: exit status 1 for faults",
        example="voice-guide guide check my.toml",
    )
    check.add_argument("file", metavar="FILE", help="the guide's .toml file, or its name")
    _add_making(actions)
    guide_rehearse.add(actions)


def _add_making(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = _add(
        actions,
        "new",
        _new,
        "make a guide of your own: a copy of another, with notes that say what each part is",
        example="voice-guide guide new our-talk --from short",
        prints_facts=False,
    )
    new.add_argument("name", metavar="NAME", help="what it is to be called: small letters, numbers and hyphens")
    new.add_argument(
        "--from", dest="copied", default="short", metavar="GUIDE", help="which to copy (short unless said)"
    )
    export = _add(
        actions,
        "export",
        _export,
        "write a guide to one file, to give to somebody",
        example="voice-guide guide export our-talk --out /media/stick/our-talk.toml",
        prints_facts=False,
    )
    export.add_argument("guide", metavar="GUIDE", help="a guide's name, or a path to a .toml file")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to (here, under its name, unless said)")
    take_in = _add(
        actions,
        "import",
        _import,
        "take in a guide that somebody gave you, when all of it is right",
        example="voice-guide guide import /media/stick/our-talk.toml",
        prints_facts=False,
    )
    take_in.add_argument("file", type=Path, metavar="FILE", help="the guide's .toml file")


def _add(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
    *,
    example: str,
    prints_facts: bool = True,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=says,
        description=says[0].upper() + says[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if prints_facts:
        parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def _load() -> tuple[Language, Shelf, frozenset[str]]:
    """The language, the guides there are, and the texts of the council's page."""
    from voice_guide.guide.loader import guide_paths, load_guide
    from voice_guide.guide.sayings import page_texts
    from voice_guide.guide.shelf import Shelf
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    language = Language.load(load_settings(settings_path()).language)
    shelf = Shelf.of(language)
    whole = [load_guide(path) for path in guide_paths(shelf.shipped) if path.stem == _WHOLE_PAGE]
    return language, shelf, page_texts(*whole)


def _list(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.loader import list_guides

    language, shelf, _ = _load()
    guides, own = list_guides(shelf.shipped), shelf.own_guides()
    _print(args, views.list_facts(guides, own), lambda: views.list_lines(guides, own, shelf.own, language))
    return 0


def _show(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views

    language, shelf, page = _load()
    guide = shelf.find(args.guide)
    _print(args, views.guide_facts(guide), lambda: views.guide_lines(guide, language, page))
    return 0


def _sentences(args: argparse.Namespace) -> int:
    from voice_guide.cli import guide_views as views
    from voice_guide.guide.sayings import guide_sayings, language_sayings

    language, shelf, page = _load()
    sayings = guide_sayings(shelf.find(args.guide), page) + language_sayings(language)
    _print(args, views.sentence_facts(sayings), lambda: views.sentence_lines(sayings, language))
    return 0


def _check(args: argparse.Namespace) -> int:
    from voice_guide.cli.guide_checking import check_file

    language, shelf, page = _load()
    return check_file(args.file, shelf.path(args.file), language, page, as_json=args.json)


def _new(args: argparse.Namespace) -> int:
    from voice_guide.cli.guide_files import new_guide

    language, shelf, _ = _load()
    new_guide(args.name, args.copied, shelf, language)
    return 0


def _export(args: argparse.Namespace) -> int:
    from voice_guide.cli.guide_files import export_guide

    language, shelf, _ = _load()
    export_guide(args.guide, args.out, shelf, language)
    return 0


def _import(args: argparse.Namespace) -> int:
    from voice_guide.cli.guide_files import import_guide

    language, shelf, page = _load()
    return import_guide(args.file, shelf, language, page)


def _print(args: argparse.Namespace, facts: object, lines: Callable[[], list[str]]) -> None:
    import json

    if args.json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines()))
