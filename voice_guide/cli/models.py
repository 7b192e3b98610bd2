"""``voice-guide models``: which models there are, fetching one, checking every byte, learning from the examples."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from voice_guide.errors import ModelError, VoiceGuideError
from voice_guide.languages import Language
from voice_guide.models import Found, State, choose, known_models, look
from voice_guide.models.places import models_folder
from voice_guide.settings import load_settings, settings_path

LIST_EXAMPLE = "example:\n  voice-guide models list --json"
FETCH_EXAMPLE = """examples:
  voice-guide models fetch
  voice-guide models fetch vosk-model-en-us-0.22-lgraph
  voice-guide models fetch --from /media/stick"""
VERIFY_EXAMPLE = "example:\n  voice-guide models verify"
LEARN_EXAMPLE = "example:\n  voice-guide models learn"
GROUP_EXAMPLE = "example:\n  voice-guide models list"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``models list``, ``models fetch`` and ``models verify`` to the command line."""
    group = _parser(
        commands, "models", "speech models: list, fetch, verify; and what is learnt from examples", GROUP_EXAMPLE
    )
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)

    listing = _parser(actions, "list", "which models there are, and which one listens here", LIST_EXAMPLE)
    listing.set_defaults(run=run_list)

    fetching = _parser(actions, "fetch", "fetch a model from its maker, a folder or a ZIP file", FETCH_EXAMPLE)
    fetching.add_argument("names", nargs="*", metavar="NAME", help="which; without it, the usual one for the language")
    fetching.add_argument("--from", dest="source", type=Path, metavar="PATH", help="take it from a folder or ZIP file")
    fetching.set_defaults(run=run_fetch)

    verifying = _parser(actions, "verify", "check every byte of the models that are here", VERIFY_EXAMPLE)
    verifying.add_argument("names", nargs="*", metavar="NAME", help="which; without it, all that are here")
    verifying.set_defaults(run=run_verify)

    learning = _parser(actions, "learn", "learn now how people say things, so that no start has to", LEARN_EXAMPLE)
    learning.set_defaults(run=run_learn)

    for parser in (listing, fetching, verifying):
        parser.add_argument("--json", action="store_true", help="print facts as JSON")


def run_list(args: argparse.Namespace) -> int:
    """Print the known models, how each stands, and which one listens on this machine and why."""
    language = Language.load()
    found = [look(model) for model in known_models().models]
    listener, why = _listener(language)
    if args.json:
        facts = {"folder": str(models_folder()), "listens": listener, "models": [_facts(one) for one in found]}
        print(json.dumps(facts, indent=2))
        return 0
    for one in found:
        print(_line(language, one))
    print(language.message("models_folder", folder=models_folder()))
    print(why)
    return 0


def run_fetch(args: argparse.Namespace) -> int:
    """Fetch; exit status 1 where no address answers, after one plain line that says so."""
    from voice_guide.models.download import Unreachable
    from voice_guide.models.fetch import Fetched, fetch, fetch_from, wanted_by_default

    language = Language.load()
    done: list[Fetched] = []
    try:
        if args.source is not None:
            done.append(fetch_from(args.source, args.names))
        else:
            names = args.names or wanted_by_default(language.code)
            done.extend(fetch(name, progress=_progress(language, name)) for name in names)
    except Unreachable as error:
        print(_unreachable(language, error), file=sys.stderr)
        return error.exit_status
    if args.json:
        print(json.dumps([{"model": f.model, "folder": str(f.folder), "already": f.already} for f in done], indent=2))
        return 0
    for one in done:
        print(
            language.message("models_already" if one.already else "models_fetched", model=one.model, folder=one.folder)
        )
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Read every byte of the models that are here; exit status 1 when one is not as it should be, or is not here."""
    language = Language.load()
    models = [known_models().model(name) for name in args.names] or list(known_models().models)
    found = [look(model, thorough=True) for model in models]
    here = [one for one in found if one.state is not State.ABSENT or args.names]
    if args.json:
        print(json.dumps([_facts(one) for one in here], indent=2))
    else:
        for one in here:
            print(language.message(f"models_verify_{one.state}", model=one.model.name, wrong=", ".join(one.wrong)))
    return 1 if any(one.state in (State.ALTERED, State.ABSENT) for one in here) else 0


def run_learn(args: argparse.Namespace) -> int:
    """Learn from the examples of the language that the settings name. Takes some seconds once, and nothing after that."""
    from voice_guide.understanding.likeness import Likeness

    language = Language.load(load_settings(settings_path()).language)
    if language.has_examples:
        Likeness(language).prepare()
    print(language.message("models_learnt"))
    return 0


def _parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, epilog: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=text, description=text, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _facts(found: Found) -> dict[str, object]:
    model = found.model
    return {
        "name": model.name,
        "engine": model.engine,
        "language": model.language,
        "state": str(found.state),
        "folder": str(found.folder),
        "size_bytes": model.size_bytes,
        "licence": model.licence,
        "optional": model.optional,
        "comes_with_libraries": model.package is not None,
        "wrong": list(found.wrong),
    }


def _line(language: Language, found: Found) -> str:
    model = found.model
    built_in = found.state is State.GOOD and model.package is not None
    state = language.message("models_state_built_in" if built_in else f"models_state_{found.state}")
    size = language.message("models_megabytes", number=round(model.size_bytes / 1e6))
    return f"{model.name:30}{model.engine:9}{model.language:4}{size:>7}  {model.licence:12}{state}"


def _listener(language: Language) -> tuple[dict[str, str] | None, str]:
    """Which model listens here, as facts and in words, as settings.toml has it."""
    try:
        chosen = choose(language.code, setting=load_settings(settings_path()).recogniser)
    except VoiceGuideError as error:
        return None, language.explain(error)
    sentence = language.message(f"models_listens_{chosen.reason}", model=chosen.name, engine=chosen.engine)
    over = "".join("\n" + language.message("models_passed_over", model=name) for name in chosen.passed_over)
    facts = {"name": chosen.name, "engine": chosen.engine, "folder": str(chosen.folder), "reason": str(chosen.reason)}
    return facts, sentence + over


def _unreachable(language: Language, error: ModelError) -> str:
    """One line: what could not be fetched, and what listens meanwhile."""
    try:
        meanwhile = choose(language.code).name
    except VoiceGuideError:
        return language.explain(error)
    return language.message("models_unreachable", **{**error.values, "listener": meanwhile})


def _progress(language: Language, name: str) -> Callable[[int, int], None]:
    """Say how far a download is, at every tenth: on a terminal or in a log alike."""
    said = 0

    def say(done_bytes: int, all_bytes: int) -> None:
        nonlocal said
        tenths = 10 * done_bytes // all_bytes
        if tenths > said:
            said = tenths
            megabytes = round(all_bytes / 1e6)
            print(
                language.message("models_progress", model=name, percent=tenths * 10, megabytes=megabytes),
                file=sys.stderr,
                flush=True,
            )

    return say
