"""When the voice that is wanted is missing."""

from __future__ import annotations

from voice_guide.speaking.voices import nearest_voice

ESPEAK = [
    ("gmw/de", ["de"]),
    ("gmw/en-029", ["en-029"]),
    ("gmw/en-gb-scotland", ["en-gb-scotland"]),
    ("gmw/en", ["en-gb"]),
    ("gmw/en-us", ["en-us"]),
]


def test_the_plain_voice_of_the_same_country_stands_in() -> None:
    assert nearest_voice("gmw/en-gb-x-rp", ESPEAK) == "gmw/en"


def test_another_country_is_better_than_none() -> None:
    assert nearest_voice("gmw/en-gb-x-rp", [("gmw/de", ["de"]), ("gmw/en-us", ["en-us"])]) == "gmw/en-us"


def test_names_of_other_systems_are_read_too() -> None:
    macos = [("com.apple.voice.Alex", ["en_US"]), ("com.apple.voice.Daniel", ["en_GB"])]
    assert nearest_voice("gmw/en-gb-x-rp", macos) == "com.apple.voice.Daniel"


def test_another_language_never_stands_in() -> None:
    assert nearest_voice("gmw/en-gb-x-rp", [("gmw/de", ["de"]), ("ko", ["ko"]), ("none", [])]) is None
