"""A picture as PNG, for papers that can't hold SVG. Typst draws it, as it does in PDF."""

from __future__ import annotations

from functools import lru_cache

_POINTS = 72  # an inch
_SIDE = 100  # points; only the number of pixels comes out
_DRAWN = f"""#set page(width: {_SIDE}pt, height: {_SIDE}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")"""


@lru_cache(maxsize=128)
def as_png(svg: str, pixels: int = 512) -> bytes:
    """A picture as a square PNG with so many pixels a side, black on nothing, the same bytes each time."""
    import typst

    drawn: bytes = typst.compile(
        _DRAWN.encode(),
        format="png",
        ppi=pixels / _SIDE * _POINTS,
        sys_inputs={"svg": svg},
        ignore_system_fonts=True,
    )
    return drawn
