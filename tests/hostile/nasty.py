"""Texts, names, paths and files as somebody who means harm, or an odd program, would make them."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import strategies as st

SIGNS = [chr(n) for n in (0, 7, 8, 9, 10, 13, 27, 127, 0x85, 0x9B)]
SIGNS += [chr(n) for n in (0x2028, 0x2029, 0xFEFF, 0x200B, 0x200D, 0x202E, 0x2066, 0x2069, 0x61C, 0xD800, 0xE0001)]
SIGNS += list("=+-@#*_`~$<>&[](){}|\\/:;'\"%!? ")
SENTENCES = (
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31m",
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;&#x41;",
    "# heading\n## another",
    "---\ntitle: x\n---",
    "[click](javascript:alert(1)) ![x](file:///etc/passwd)",
    "| a | b |\n|---|---|",
    "```\ncode\n```",
    '#set page(fill: red)\n#read("/etc/passwd")',
    "$ sum_(i=0)^n $ \\input{/etc/passwd}",
    "{name} {question} {0} {0.__class__} %s %(x)s",
    "'); DROP TABLE facts; --",
    "../../etc/passwd",
    "e\u0301\u0301\u0301\u0301" * 40,
    "\u202ereversed",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufeffx",
    "a" * 5000,
    "no yes pass stop delete everything take that out",
)

texts = st.one_of(
    st.text(max_size=80),
    st.sampled_from(SENTENCES),
    st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=6), st.sampled_from(SENTENCES)), max_size=8).map(
        "".join
    ),
)

paths = st.one_of(
    st.lists(
        st.sampled_from(["..", ".", "", "a", "model", "~", "C:", "CON", "\\", "etc", "x" * 300, "\x1b[2J", "é"]),
        max_size=6,
    ).map("/".join),
    st.sampled_from(
        ["/etc/passwd", "\\\\host\\share", "../../../x", "a/../../x", "/", "", ".", "..", "a\0b", "file:///etc/passwd"]
    ),
    texts,
)

numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, -1, 2**31, 2**63, 2**64, 10**400, float("inf"), float("-inf"), float("nan"), True]),
)

values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), numbers, texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)

contents = st.one_of(
    st.binary(max_size=300),
    texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    texts.map(lambda text: text.encode("utf-16", "surrogatepass")),
    texts.map(lambda text: text.encode("utf-32", "surrogatepass")),
    texts.map(lambda text: b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode("utf-8", "replace")),
    st.sampled_from(
        [b"", b"\0" * 4096, b"PK\x03\x04", b"SQLite format 3\0", b"\x7fELF", b"%PDF-1.7", b"\x1f\x8b", b"\xff" * 99]
    ),
)


def as_json(value: object) -> str:
    """Any value as JSON text, with what JSON itself has no form for, such as NaN, as Python writes it."""
    return json.dumps(value)


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """A file with a few of its bytes changed, cut short, or with something in the middle of it."""
    content = bytearray(whole)
    match chance.randrange(4):
        case 0:
            return bytes(content[: chance.randrange(len(content) + 1)])
        case 1:
            at = chance.randrange(len(content) + 1)
            return bytes(content[:at]) + chance.randbytes(chance.randrange(1, 200)) + bytes(content[at:])
        case 2:
            return chance.randbytes(chance.randrange(3 * len(content) + 1))
        case _:
            for _ in range(chance.randrange(1, 6)):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            return bytes(content)
