"""No sentence for a person and no list of words stands in the program's code: they are a language's data."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import voice_guide
from voice_guide.languages import Language

CODE = Path(voice_guide.__file__).parent
ENGLISH = Language.load("en")

_SENTENCE = re.compile(r"^[“\"]?[^\W\d_]+.*\w[”\"')]*[.?!…]$", re.DOTALL)  # ends as a sentence does
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SQL = re.compile(r"\s*(?:SELECT|INSERT|CREATE|DELETE|DROP|UPDATE|PRAGMA|FROM)\b")
_PROSE_WORDS = 8  # so many words in a row are a sentence, whatever they end with
_FEW = 2  # so many words that people speak with make a list of words


def spoken_words() -> frozenset[str]:
    """Words of English that people speak with, and that name nothing in the program."""
    people, dates = ENGLISH.understanding("people"), ENGLISH.understanding("dates")
    words = {*people["pronouns"], *people["determiners"], *people["kin"], *people["me"]}
    words |= {*ENGLISH.understanding("everyday")["hesitations"], *ENGLISH.understanding("unfinished")["words"]}
    words |= {name for names in [*dates["weekdays"], *dates["months"]] for name in names}
    words |= {text for texts in ENGLISH.understanding("choices")["bare"].values() for text in texts}
    named_in_code = {
        "yes",
        "no",
        "who",
        "when",
        "that",
        "which",
        "where",
        "or",
        "to",
        "for",
        "a",
        "by",
        "in",
        "on",
        "at",
        "is",
        "just",
    }
    return frozenset(word for word in words if word.isalpha()) - named_in_code


SPOKEN = spoken_words()


class Reader(ast.NodeVisitor):
    """Collects the string literals that may be for people; what is for programmers alone is passed over by these rules."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.lists: list[tuple[int, list[str]]] = []
        self._helping = 0
        self._help_names: set[str] = set()
        self._help_types: set[str] = set()

    def read(self, tree: ast.Module) -> None:
        """Read a whole file."""
        self._help_types = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and "ArgumentParser" in ast.unparse(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self._help_names = {
            name.id
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef) and self._makes_help(function)
            for name in ast.walk(function)
            if isinstance(name, ast.Name) and name.id.isupper()
        }
        self.visit(tree)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A string that stands alone is a docstring."""
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """The command line's own help may be in code, and so may what a diagram for the docs is drawn with."""
        passed_over = self._makes_help(node) or node.name == "diagram"
        self._helping += passed_over
        self.generic_visit(node)
        self._helping -= passed_over

    def _makes_help(self, function: ast.FunctionDef) -> bool:
        """Whether a function makes the command line: it, or what it is given, is an argparse parser, or makes one."""
        types = [argument.annotation for argument in function.args.args] + [function.returns]
        named = {name for each in types if each is not None for name in re.findall(r"\w+", ast.unparse(each))}
        return bool(named & {"ArgumentParser", "_SubParsersAction", *self._help_types})

    def visit_Assign(self, node: ast.Assign) -> None:
        """So may what that help is made of."""
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if not names & self._help_names:
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        """What a fault of the program's own says is for programmers; an error for people carries a key."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """So is what an assert says."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """A type may be written as a string."""
        if node.value is not None:
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        """An error that is made and raised later."""
        named = node.func.id if isinstance(node.func, ast.Name) else ""
        if named not in {"AssertionError", "RuntimeError", "ValueError", "TypeError", "OSError", "TypeVar", "cast"}:
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """An f-string, with "0" where a value will stand."""
        parts = [str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values]
        if not self._helping:
            self.found.append((node.lineno, "".join(parts)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        """A string."""
        if isinstance(node.value, str) and not self._helping:
            self.found.append((node.lineno, node.value))

    def _list(self, node: ast.List | ast.Tuple | ast.Set) -> None:
        self._words(node.lineno, node.elts)
        self.generic_visit(node)

    visit_List = visit_Tuple = visit_Set = _list

    def visit_Dict(self, node: ast.Dict) -> None:
        """A table of words."""
        self._words(node.lineno, [key for key in node.keys if key is not None])
        self.generic_visit(node)

    def _words(self, line: int, nodes: list[ast.expr]) -> None:
        words = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        self.lists.append((line, words))


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """The line and text of each sentence for a person, or list of words that people speak with, in a file's code."""
    reader = Reader()
    reader.read(ast.parse(source))
    for line, text in reader.found:
        words = _WORD.findall(text)
        spaced = len(text.split()) > 1 and not _SQL.match(text) and not _is_toml(text)
        prose = len(words) >= _PROSE_WORDS and re.fullmatch(r"[\w\s,;:'’“”\"().?!…-]+", text)
        if any(map(_is_of_another_script, text)) or (spaced and (_SENTENCE.search(text.strip()) or prose)):
            yield line, text
        parts = [part for part in re.split(r"[|()?:\\^$\[\]]+", text) if part]
        if "|" in text and len(SPOKEN & set(parts)) >= _FEW:
            yield line, text
        if len(text.split()) > _FEW and len(words) > _FEW and set(words) <= SPOKEN:
            yield line, text
    for line, words in reader.lists:
        if len(SPOKEN & set(words)) >= _FEW:
            yield line, " ".join(words)


def _is_of_another_script(sign: str) -> bool:
    """Whether this is a letter, and no Latin one."""
    return unicodedata.category(sign) in ("Lu", "Ll", "Lo") and not unicodedata.name(sign, "").startswith("LATIN")


def _is_toml(text: str) -> bool:
    """Whether this shows what a right line of a settings or guide file looks like."""
    try:
        return bool(tomllib.loads(text)) and "=" in text
    except tomllib.TOMLDecodeError:
        return False


def test_no_sentence_and_no_list_of_words_is_in_code() -> None:
    found = [
        f"{path.relative_to(CODE)}:{line}: {text!r}"
        for path in sorted(CODE.rglob("*.py"))
        for line, text in sentences(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'say("I did not catch that.")',
        'SAID = f"Hello, {name}."',
        'print("Everything is saved. To carry on: voice-guide start")',
        'return "is that right?"',
        'text = "please say the first name of each person who is here"',
        'AND = ("and", "but", "because")',
        'pronouns = frozenset({"i", "he", "she"})',
        'KIN = {"mum": 1, "dad": 2}',
        'EXPRESSION = re.compile(r"(?:monday|tuesday|friday)")',
        'words = "um er uh".split()',
        'def run(args: Namespace) -> int:\n    print("Nothing was changed here.")',
        'YES = "네"',
        'FIRST = "и"',
    ],
)
def test_it_finds_what_must_not_be_there(code: str) -> None:
    assert list(sentences(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring. It may say anything."""',
        'def add(commands: argparse._SubParsersAction) -> None:\n    commands.add_parser("x", help="Hold a conversation.")',
        'HELP = "Hold a talk."\ndef parser() -> argparse.ArgumentParser:\n    return argparse.ArgumentParser(HELP)',
        'raise AssertionError("the last try ends in the loop.")',
        'raise UsageError("not_typed", file="x")',
        'rows.execute("SELECT text FROM texts WHERE hash = ? AND kind = ?.")',
        'example = "hours = \\"Day and night.\\""',
        'KINDS = ("yes", "no", "unsure")',
        'slot = {"who": 1, "what": 2, "when": 3}',
    ],
)
def test_it_passes_over_what_is_not_for_people(code: str) -> None:
    assert not list(sentences(code))
