"""What is said on walks at random. A story's ``{mark}`` is where its own mark goes; else that stands at its end.

A story that ends in one of ``UNSAID`` is asked about, and is no answer where that was meant.
"""

from __future__ import annotations

NAMES = ("Jo", "Kai", "Sam")
YES = ("yes", "yeah", "aye", "yes please", "yes I do")
NO = ("no", "nope", "no I don't", "not really", "no thanks")
UNCLEAR = ("I'm not sure", "maybe", "mm-hmm", "well it depends", "yes and no", "he said yes", "no well yes", "hmm")
COMMANDS = (
    *("repeat that", "what does that mean", "what is this part for", "slower please", "faster", "louder", "quieter"),
    *(
        "pass",
        "go back",
        "skip to ways forward",
        "skip to needs",
        "pause please",
        "carry on",
        "hold on",
        "I'm finished",
    ),
    *("read that back", "change that", "change what I said about Tuesday", "take that out", "who is next"),
    *("change what I said about Tuesday it was Monday", "it was Thursday not Friday", "no my sister is doing it"),
    *(
        "take out what I said about feelings",
        "how far are we",
        "help",
        "stop",
        "delete everything",
        "stop saving my words",
    ),
)
KEYS = (
    *("repeat", "explain", "pass", "back", "hold", "pause", "carry on", "stop", "help", "louder", "quieter", "slower"),
    *(
        "faster",
        "finished",
        "yes",
        "no",
        "unsure",
        "take out",
        "change",
        "delete all",
        "read back",
        "progress",
        "withdraw",
    ),
)
STORIES = (
    "it was Tuesday and he came in late",
    "I told him stop that's all then he left",
    "I felt rotten the whole week",
    "Mum will ring the school on Friday",
    "I can't do it on my own",
    "we could have a meal all at one table",
    "rotten {mark} go back",
    "I felt sick {mark}. Take that out.",
    "it was all right {mark} pass",
    "I shouted {mark}. Louder.",
    "he would not {mark}. Stop.",
    "we sat there {mark}. Pause please.",
    "she said pass me the salt and I said help yourself",
    "I'd like to be asked first",
    "on Friday and every Tuesday after that",
)
UNSAID = {"go back": "back"}
AT_A_CHECK = ("yes", "no", "hmm", "it's part of my answer", "carry on", "what", "go back", "stop", "help", "hold on")
HANDED_ON = (
    "passing to {name}",
    "over to {name}",
    "{name}'s turn",
    "pass it on",
    "passing it on",
    "say the ground rules",
)
GOING = ("{name} is stepping out", "I have to leave now", "{name} is back", "I'm back", "{name} has left us")
