"""Guides made wrong on purpose: one slip each, as a person makes them, with the line and the mend that must be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_QUESTION = r"\[\[category\.question\]\]"
_FLAG = r"(ways_forward|strength) = true"
_SOURCE = r'(source = "page")'
PLACES = 6  # of the lines that a slip fits, so many spread over the guide


@dataclass(frozen=True)
class Wrong:
    """One guide with one slip. ``line`` and ``key`` are the fault that is told first, ``mend`` stands in its last sentence."""

    slip: str
    text: str
    line: int
    key: str
    mend: str


@dataclass(frozen=True)
class Slip:
    """``fits`` finds lines; ``change`` gives what stands there then, and the mend. Of two lines the second is told."""

    name: str
    fits: str
    change: Callable[[re.Match[str]], tuple[str, str]]
    key: str


def _words(name: str, change: Callable[[str, str], tuple[str, str]], key: str) -> Slip:
    """A slip in a line such as ``text = "words"``."""
    fits = r'(title|reason|text|wording) = "([^"]+)"'
    return Slip(name, fits, lambda found: change(found[1], found[2]), key)


def _line(name: str, fits: str, instead: str, mend: str, key: str) -> Slip:
    """A slip in one line, with what it matched in the places that ``\\1`` and ``\\2`` name."""
    return Slip(name, fits, lambda found: (found.expand(instead), found.expand(mend)), key)


def _end(words: str) -> str:
    """The end of a line put right, which is shown however long the line is."""
    return f'{words[-20:]}"'


ON_ONE_LINE = [
    _words("no closing mark", lambda key, words: (f'{key} = "{words}', _end(words)), "guide_quote_missing"),
    _words("no opening mark", lambda key, words: (f'{key} = {words}"', f'{key} = "'), "guide_quote_missing"),
    _words("no marks", lambda key, words: (f"{key} = {words}", f'{key} = "'), "guide_no_quotes"),
    _words("curly marks", lambda key, words: (f"{key} = “{words}”", _end(words)), "guide_curly_quotes"),
    _words("one curly mark", lambda key, words: (f'{key} = "{words}”', _end(words)), "guide_curly_quotes"),
    _words("colon", lambda key, words: (f'{key}: "{words}"', f'{key} = "'), "guide_colon"),
    _words("no equals sign", lambda key, words: (f'{key} "{words}"', f'{key} = "'), "guide_no_equals"),
    _words("marks inside", lambda key, words: (f'{key} = "A "so called" {words}"', "'so called'"), "guide_quote_inside"),
    _words("backslash", lambda key, words: (f'{key} = "yes\\quite {words}"', f'{key} = "'), "guide_backslash"),
    _words("nothing said", lambda key, words: (f'{key} = ""', f'{key} = "..."'), "guide_empty_text"),
    _words("nothing there", lambda key, words: (f"{key} =", f'{key} = "..."'), "guide_no_value"),
    _words("a number", lambda key, words: (f"{key} = 7", f'{key} = "..."'), "guide_wrong_kind"),
    _words("too long", lambda key, words: (f'{key} = "{(words + " ") * 100}'[:900] + '"', "Shorten it."), "guide_text_too_long"),
    _words("hidden sign", lambda key, words: (f'{key} = "\u202e{words}"', "Type the text again"), "guide_hidden_character"),
    _words("swapped", lambda key, words: (f'{key[:-2]}{key[-1]}{key[-2]} = "{words}"', f'{key} = "..."'), "guide_unknown_key"),
    _words("capital", lambda key, words: (f'{key.upper()} = "{words}"', f'{key} = "..."'), "guide_unknown_key"),
    _words("twice", lambda key, words: (f'{key} = "A."\n{key} = "{words}"', "Take one out."), "guide_key_twice"),
    _words("a list", lambda key, words: (f'{key} = ["{words}"]', f'{key} = "..."'), "guide_wrong_kind"),
    _line("role unknown", r'role = "(\w+)"', r'role = "\1s"', 'role = "core"', "guide_unknown_name"),
    _line("role bare", r'role = "(\w+)"', r"role = \1", r'role = "\1"', "guide_no_quotes"),
    _line("source unknown", r'source = "\w+"', 'source = "mine"', 'source = "added"', "guide_unknown_name"),
    _line("id with spaces", r'id = "(\w+)-.*"', r'id = "\1 \1"', "id = ", "guide_bad_id"),
    _line("id of the program", r'id = "\w\w-.*"', 'id = "review"', 'id = "my-review"', "guide_reserved_id"),
    _line("one bracket", r"\[\[(category.*)\]\]", r"[[\1]", r"[[\1]]", "guide_brackets"),
    _line("no such part", r"\[\[category\]\]", "[[catagory]]", "[[category]]", "guide_header_unknown"),
    _line("no such question", _QUESTION, "[[category.qestion]]", "[[category.question]]", "guide_header_unknown"),
    _line("of no part", _QUESTION, "[[question]]", "[[category.question]]", "guide_header_unknown"),
    _line("after nothing", r'after = ".*"', 'after = "nothing"', 'after = "', "guide_after_unknown"),
    _line("when never", r'when = ".*"', 'when = "never"', 'when = "cannot"', "guide_unknown_name"),
    _line("passed nothing", r'when = ".*"', 'when = "passed:it"', 'when = "passed:', "guide_when_unknown"),
    _line("capital True", _FLAG, r"\1 = True", r"\1 = true", "guide_true_false"),
    _line("yes", _FLAG, r"\1 = yes", r"\1 = true", "guide_true_false"),
    _line("in marks", _FLAG, r'\1 = "true"', r"\1 = true", "guide_wrong_kind"),
    _line("no brace", r"(introduction = .*) \}", r"\1", "introduction = {", "guide_list_open"),
    _line("no comma", r"(introduction = .*), source(.*)", r"\1 source\2", "introduction = {", "guide_list_wrong"),
    _line("schema", r"schema = 1", "schema = 2", "schema = 1", "guide_unknown_schema"),
    _line("loose words", r"# PART .*", "Ask Jo about this part", "# Ask Jo", "guide_loose_words"),
    _line("patience of words", _SOURCE, r'\1\npatience = "long"', "patience = 6", "guide_wrong_kind"),
    _line("patience of hours", _SOURCE, r"\1\npatience = 3600", "patience = 6", "guide_patience_range"),
    _line("in a question", _SOURCE, r'\1\nreason = "So."', "[[category]]", "guide_key_elsewhere"),
    _line("in a part", r'(reason = ".*")', r'\1\nrole = "core"', "[[category.question]]", "guide_key_elsewhere"),
]  # fmt: skip

# A whole line is left out: what is told is the line of the part or question that it was in.
LEFT_OUT = [
    (r'(wording) = ".*"', 'wording = "..."'),
    (r'(text) = ".*"', 'text = "..."'),
    (r'(source) = ".*"', 'source = "added"'),
    (r'(role) = ".*"', 'role = "core"'),
    (r'(reason) = ".*"', 'reason = "..."'),
    (r"(introduction) = .*", "introduction = {"),
]


def made_wrong(right: str) -> Iterator[Wrong]:
    """Every slip at some of the places in a right guide where it can be made."""
    lines = right.splitlines()
    for slip in ON_ONE_LINE:
        for at, found in _spread(lines, slip.fits):
            changed, mend = slip.change(found)
            text = "\n".join([*lines[:at], changed, *lines[at + 1 :]]) + "\n"
            yield Wrong(slip.name, text, at + 1 + changed.count("\n"), slip.key, mend)
    for fits, mend in LEFT_OUT:
        for at, found in _spread(lines, fits):
            header = max(number for number in range(at) if lines[number].startswith("[["))
            text = "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n"
            yield Wrong(f"no {found[1]}", text, header + 1, "guide_missing_key", mend)


def _spread(lines: list[str], fits: str) -> list[tuple[int, re.Match[str]]]:
    found = [(at, match) for at, line in enumerate(lines) if (match := re.fullmatch(fits, line))]
    step = max(1, len(found) // PLACES)
    return found[::step][:PLACES]
