"""Plain drawing: scales, axes and marks as SVG text, for the forecast's picture and the model's document.

Rules:
- A drawing is text made from figures alone: the same figures give the same bytes on every machine, so coordinates are
  rounded to a tenth of a pixel.
- It carries its own colours, light and dark, and needs no script, no font and no other file.
- Every drawing has a title and a description in words, for those who can't see it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

MANY: Final = 300  # dots; more are drawn smaller
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

LIGHT: Final = (
    "--sheet:#fff;--ink:#1b1a18;--ink-2:#47443f;--ink-3:#625e57;--rule:#dcd9d1;--strong:#837e74;"
    "--main:#2a3fa8;--wash:#e8ebf8;--target:#a3271b;--second:#1a6643"
)
DARK: Final = (
    "--sheet:#1e1e1c;--ink:#edebe5;--ink-2:#c2beb5;--ink-3:#a19d93;--rule:#33322e;--strong:#8e8a80;"
    "--main:#aab6ff;--wash:#252a45;--target:#f49a8c;--second:#7fcba0"
)
STYLE: Final = f"""
.plot{{{LIGHT}}}
@media (prefers-color-scheme: dark){{.plot{{{DARK}}}}}
.plot text{{font:12px system-ui,"Segoe UI",sans-serif;fill:var(--ink-2)}}
.plot .head{{font-size:15px;font-weight:600;fill:var(--ink)}}
.plot .small{{fill:var(--ink-3)}}
.plot .strong{{font-weight:600;fill:var(--ink)}}
.plot .sheet{{fill:var(--sheet)}}
.plot .halo{{paint-order:stroke;stroke:var(--sheet);stroke-width:4px;stroke-linejoin:round}}
.plot path{{fill:none;stroke-width:2;stroke-linejoin:round}}
.plot .grid{{stroke:var(--rule);stroke-width:1}}
.plot .axis{{stroke:var(--strong);stroke-width:1}}
.plot .leader{{stroke:var(--strong);stroke-width:1}}
.plot .main{{stroke:var(--main)}}
.plot .second{{stroke:var(--second);stroke-dasharray:7 4}}
.plot .third{{stroke:var(--strong);stroke-dasharray:2 4}}
.plot .limit{{stroke:var(--target);stroke-width:1.5;stroke-dasharray:4 3}}
.plot .band{{fill:var(--wash);stroke:none}}
.plot .dots{{stroke:var(--strong);stroke-width:5;stroke-linecap:round;opacity:.8}}
.plot .many{{stroke-width:3;opacity:.6}}
.plot .bar{{fill:var(--main)}}
.plot .mark{{fill:var(--sheet);stroke-width:2.5;stroke-dasharray:none}}
"""


class Scale(msgspec.Struct, frozen=True):
    """A stretch of figures and the pixels that it is drawn on."""

    low: float
    high: float
    start: float
    end: float

    def at(self, figure: float) -> float:
        """Give a figure's place in pixels."""
        return self.start + (figure - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


class Frame(msgspec.Struct, frozen=True):
    """The two scales of a plot."""

    x: Scale
    y: Scale

    def points(self, figures: Iterable[Point]) -> list[Point]:
        """Give the pixels of points in figures."""
        return [(self.x.at(across), self.y.at(up)) for across, up in figures]


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Give round figures that cover a stretch, a few of them."""
    span = (high - low) or abs(high) or 1.0
    size = 10.0 ** math.floor(math.log10(span / about))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times * about >= span * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) + 0.0 for number in range(first, last + 1)]


def words(text: str) -> str:
    """Write a text so that nothing in it is read as markup."""
    plain = "".join(letter for letter in text if letter >= " " or letter in "\n\t")
    for letter, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        plain = plain.replace(letter, written)
    return plain


def text(x: float, y: float, says: str, *, anchor: Anchor = "start", style: str = "") -> str:
    """Draw a line of text."""
    named = f' class="{style}"' if style else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{_px(x)}" y="{_px(y)}"{placed}{named}>{words(says)}</text>'


def path(points: Sequence[Point], style: str) -> str:
    """Draw a line through points."""
    return f'<path class="{style}" d="M{"L".join(_pair(point) for point in points)}"/>' if points else ""


def band(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Fill what lies between two lines."""
    return f'<path class="band" d="M{"L".join(_pair(point) for point in [*upper, *reversed(lower)])}Z"/>'


def dots(points: Iterable[Point]) -> str:
    """Draw many equal dots as one path; those that fall on one place are drawn once."""
    placed = dict.fromkeys(_pair(point) for point in points)
    style = "dots many" if len(placed) > MANY else "dots"
    return f'<path class="{style}" d="{"".join(f"M{place}h0" for place in placed)}"/>' if placed else ""


def mark(point: Point, style: str, says: str, size: float = 6.0) -> str:
    """Draw one point that counts, with what it is."""
    x, y = point
    shape = f'class="mark {style}" cx="{_px(x)}" cy="{_px(y)}" r="{_px(size)}"'
    return f"<circle {shape}><title>{words(says)}</title></circle>"


def bar(x: float, y: float, width: float, height: float) -> str:
    """Draw a bar."""
    return f'<rect class="bar" x="{_px(x)}" y="{_px(y)}" width="{_px(width)}" height="{_px(height)}"/>'


def axes(frame: Frame, across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]]) -> str:
    """Draw a grid of both axes' figures, each with what is written beside it."""
    x, y = frame.x, frame.y
    drawn = [path([(x.start, y.at(at)), (x.end, y.at(at))], "grid") for at, _ in up]
    drawn += [text(x.start - 8, y.at(at) + 4, says, anchor="end", style="small") for at, says in up]
    drawn += [path([(x.at(at), y.start), (x.at(at), y.start + 5)], "axis") for at, _ in across]
    drawn += [text(x.at(at), y.start + 19, says, anchor="middle", style="small") for at, says in across]
    drawn.append(path([(x.start, y.start), (x.end, y.start)], "axis"))
    return "\n".join(drawn)


def svg(width: int, height: int, *, title: str, about: str, parts: Iterable[str], id: str = "plot") -> str:
    """Put a drawing together."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    told = f'role="img" aria-labelledby="{id}-title {id}-about"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" {size} {told}>',
            f'<title id="{id}-title">{words(title)}</title>',
            f'<desc id="{id}-about">{words(about)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="sheet" width="{width}" height="{height}"/>',
            text(16, 26, title, style="head"),
            *(part for part in parts if part),
            "</svg>",
            "",
        ]
    )


def spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move labels apart until no two are nearer than ``least``, each as near to its wanted place as that allows."""
    order = sorted(range(len(wanted)), key=lambda which: (wanted[which], which))
    placed = list(wanted)
    floor = low
    for which in order:
        placed[which] = floor = max(placed[which], floor)
        floor += least
    ceiling = high
    for which in reversed(order):
        placed[which] = ceiling = min(placed[which], ceiling)
        ceiling -= least
    return placed


def _pair(point: Point) -> str:
    return f"{_px(point[0])} {_px(point[1])}"


def _px(figure: float) -> str:
    return f"{round(figure, 1) + 0.0:g}"
