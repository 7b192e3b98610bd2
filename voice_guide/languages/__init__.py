"""Languages: everything that is said, shown or understood, as TOML files in one folder each.

languages/en/
  prompts.toml            what the program says in a conversation
  plan.toml               the questions asked for each way forward
  notice.txt              the agreement-to-record notice that an organisation edits
  numbers.toml            the page of help numbers, unless an organisation has its own
  preparation.toml        what a worker confirms before a joint conversation, unless an organisation has its own
  voice.toml              voices, spoken forms of signs, models
  guides/*.toml           guides
  rehearsal.toml          what a made-up participant says where no answer is given
  language.toml           the language whose messages stand in for missing ones, in languages that have not all
  review.toml             the guide of a review meeting, without the list that is reviewed
  messages/*.toml         what the program shows outside a conversation: [messages] and [errors.<key>]
  understanding/*.toml    the words that commands, yes and no, names and days are known by
  examples/*.tsv          what people say, and what it is: from these the words that no rule knows are learnt
  papers.toml             headings and lines of transcripts and sheets
  paper_template.toml     the file that an organisation begins its template with
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from voice_guide.errors import GuideError, UsageError, VoiceGuideError
from voice_guide.events import Prompt
from voice_guide.shown import told
from voice_guide.small_file import is_file

LANGUAGES = Path(__file__).parent
_CODE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")  # a name of a folder here, and no way out of it


def read_toml(path: Path) -> dict[str, Any]:
    """Read one content file. Raises GuideError with the file and line when it is not TOML or not UTF-8."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise GuideError("content_not_utf8", file=str(path), line=line) from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, and a number with thousands of digits
        raise GuideError("content_not_toml", file=str(path), wrong=str(error)) from error


@lru_cache(maxsize=64)
def _understanding(folder: Path, name: str) -> dict[str, Any]:
    """Read once: several readers share a file."""
    return read_toml(folder / "understanding" / f"{name}.toml")


@dataclass(frozen=True)
class Language:
    """One language's folder, read when first asked for."""

    code: str
    folder: Path

    @classmethod
    def load(cls, code: str = "en", root: Path = LANGUAGES) -> Language:
        """The language with this code. Raises UsageError when there is no such folder."""
        folder = root / code
        if not _CODE.fullmatch(code) or not is_file(folder / "prompts.toml"):
            known = ", ".join(sorted(p.parent.name for p in root.glob("*/prompts.toml")))
            raise UsageError("unknown_language", language=code, known=known)
        return cls(code, folder)

    @cached_property
    def prompts(self) -> dict[str, Any]:
        """prompts.toml: tables of prompts; ``prompt("yes-no.again")`` finds ``[yes-no] again``."""
        return read_toml(self.folder / "prompts.toml")

    @cached_property
    def plan(self) -> dict[str, Any]:
        """plan.toml: the questions asked for each way forward."""
        return read_toml(self.folder / "plan.toml")

    @cached_property
    def papers(self) -> dict[str, Any]:
        """papers.toml: headings and lines of transcripts and sheets."""
        return read_toml(self.folder / "papers.toml")

    @cached_property
    def voice(self) -> dict[str, Any]:
        """voice.toml: voices, spoken forms of signs, models."""
        return read_toml(self.folder / "voice.toml")

    @cached_property
    def rehearsal(self) -> dict[str, str]:
        """rehearsal.toml: what a made-up participant says where nothing else is given, and in which voice."""
        return read_toml(self.folder / "rehearsal.toml")

    @property
    def numbers_file(self) -> Path:
        """numbers.toml: the page of help numbers."""
        return self.folder / "numbers.toml"

    @property
    def pictures_file(self) -> Path:
        """pictures.toml: which picture stands beside which line of an Easy Read paper."""
        return self.folder / "pictures.toml"

    @property
    def preparation_file(self) -> Path:
        """preparation.toml: what a worker confirms before a joint conversation."""
        return self.folder / "preparation.toml"

    @cached_property
    def _messages(self) -> dict[str, dict[str, Any]]:
        merged: dict[str, dict[str, Any]] = {"messages": {}, "errors": {}}
        for folder in (self._fallback_folder, self.folder):
            for path in sorted((folder / "messages").glob("*.toml")) if folder is not None else ():
                for table, entries in read_toml(path).items():
                    merged.setdefault(table, {}).update(entries)
        return merged

    @property
    def _fallback_folder(self) -> Path | None:
        """The language whose messages stand in for those that this one lacks; None where it has all."""
        file = self.folder / "language.toml"
        named = read_toml(file).get("messages_from") if is_file(file) else None
        return self.folder.parent / str(named) if named else None

    @property
    def review(self) -> Path:
        """review.toml, which is a guide's file: the review meeting."""
        return self.folder / "review.toml"

    def understanding(self, name: str) -> dict[str, Any]:
        """One file of understanding/, such as ``commands`` or ``yes_no``."""
        return _understanding(self.folder, name)

    @property
    def has_examples(self) -> bool:
        """Whether there is anything to learn from."""
        return (self.folder / "examples").is_dir()

    def examples(self, name: str) -> list[tuple[str, str]]:
        """What is said, and what it is (or nothing), by examples/NAME.tsv and more_NAME.tsv. Empty where there are none."""
        rows: list[tuple[str, str]] = []
        for path in (self.folder / "examples" / f"{first}{name}.tsv" for first in ("", "more_")):
            lines = path.read_text(encoding="utf-8").splitlines() if is_file(path) else []
            parts = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
            rows += [(said, told[0] if told else "") for said, *told in parts]
        return rows

    def notice(self) -> str:
        """The agreement-to-record notice, one sentence after another."""
        return " ".join((self.folder / "notice.txt").read_text(encoding="utf-8").split())

    def prompt(self, key: str, /, **values: object) -> Prompt:
        """The prompt under a dotted key, its gaps filled. Raises KeyError for an unknown key."""
        return Prompt(key, fill(_dig(self.prompts, key), values))

    def message(self, key: str, /, **values: object) -> str:
        """A message for the screen, its gaps filled. Raises KeyError for an unknown key."""
        return fill(str(self._messages["messages"][key]), _told(values))

    def what(self, error: VoiceGuideError) -> str:
        """The first of an error's sentences: what happened."""
        return fill(self._messages["errors"][error.key]["what"], _told(error.values))

    def explain(self, error: VoiceGuideError) -> str:
        """An error in plain words: what happened, what is safe, what mends it."""
        entry: Mapping[str, str] = self._messages["errors"][error.key]
        parts = (entry.get("what", ""), entry.get("safe", ""), entry.get("mend", ""))
        return "\n".join(fill(part, _told(error.values)) for part in parts if part)


def _told(values: Mapping[str, object]) -> dict[str, str]:
    """Values as a terminal may be shown them: a path or a file's own words may hold anything."""
    return {name: told(value) for name, value in values.items()}


def _dig(table: Mapping[str, Any], key: str) -> str:
    found: Any = table
    for part in key.split("."):
        found = found[part]
    return str(found)


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values into ``{gaps}``. Only the template is read for gaps: braces inside a value stay as they are."""
    if not values:
        return text
    out = text
    pieces: list[str] = []
    while out:
        before, brace, rest = out.partition("{")
        pieces.append(before)
        if not brace:
            break
        name, closed, after = rest.partition("}")
        if closed and name in values:
            pieces.append(str(values[name]))
            out = after
        else:
            pieces.append("{")
            out = rest
    return "".join(pieces)
