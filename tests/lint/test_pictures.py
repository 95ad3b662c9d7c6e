"""What an SVG holds besides a picture: found however it is written, and never where there is none."""

from __future__ import annotations

import pytest

from practicum.lint.pictures import beside_the_picture
from practicum.scenario.model import Asset

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 3">{}</svg>'
INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"
  [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>
<svg xmlns="&ns_svg;" xmlns:i="http://www.inkscape.org/namespaces/inkscape" xmlns:cc="http://creativecommons.org/ns#"
  viewBox="0 0 4 3"><metadata><cc:Work i:online="yes" cc:resource="http://purl.org/dc/dcmitype/StillImage"/></metadata>
  <style>.a { fill: url(#red) } /* http://example.org */</style><text>on Monday: href="x"</text></svg>"""


def held(data: str) -> tuple[str, ...]:
    """Name what a picture holds."""
    return beside_the_picture(Asset(media_type="image/svg+xml", data=data.encode()))


@pytest.mark.parametrize(
    "inside, found",
    [
        ("<script>x()</script><script/>", ("a script",)),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg"/>', ("a script",)),
        ('<a href="java&#115;cript:x()"/>', ("a script",)),
        ('<rect onclick="x()"/><rect onclick="y()"/>', ("a handler of events (onclick)",)),
        ("<foreignObject><p>Hello</p></foreignObject>", ("HTML (foreignObject)",)),
        ('<image xlink:href="photo.jpg"/>', ("something from photo.jpg",)),
        ('<use href="https://example.org/a.svg#b"/>', ("something from https://example.org/a.svg#b",)),
        ('<a href="https://example.org"><text>Read</text></a>', ("a link to https://example.org",)),
        ("<rect style=\"fill: url( '//example.org/a' )\"/>", ("something from //example.org/a",)),
        ('<style>@import "https://example.org/a.css";</style>', ("something from https://example.org/a.css",)),
        (f'<image href="https://example.org/{"a" * 80}"/>', (f"something from https://example.org/{'a' * 39}…",)),
    ],
)
def test_what_is_no_picture_is_named(inside: str, found: tuple[str, ...]) -> None:
    """Each sort once, with what it names."""
    assert held(SVG.format(inside)) == found


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<image href="data:image/png;base64,AAAA"/><use xlink:href="#a"/>',
        "<!-- <script/> --><text><![CDATA[<script/>]]></text><title>onclick</title>",
        '<rect fill="url(#red)" style="mask: url(#hole)"/>',
    ],
)
def test_what_belongs_to_the_picture_is_not(inside: str) -> None:
    """Its own marks, what is embedded, words and comments."""
    assert held(SVG.format(inside)) == ()


def test_what_a_drawing_program_says_about_itself_is_not() -> None:
    """Its namespaces, its document type and its metadata ask for nothing."""
    assert held(INKSCAPE) == ()


def test_what_stands_before_the_picture_and_in_its_entities_counts() -> None:
    """As browsers read it."""
    svg = SVG.format("&run;")
    assert held(f'<!DOCTYPE svg [<!ENTITY run "<script/>">]>{svg}') == ("a script",)
    assert held(f'<!DOCTYPE svg [<!ENTITY run SYSTEM "file:///etc/passwd">]>{svg}') == (
        "something from file:///etc/passwd",
    )
    assert held(f'<?xml-stylesheet href="a.css"?>{SVG.format("")}') == ("a style sheet of its own",)


def test_what_is_no_xml_or_never_ends_holds_nothing() -> None:
    """No browser shows it, and reading it takes no time."""
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    for data in ("<svg><script>", "<svg", "", f'<!DOCTYPE svg [<!ENTITY a0 "<b/>">{bomb}]>{SVG.format("&a12;")}'):
        assert held(data) == ()
    assert (
        beside_the_picture(Asset(media_type="image/svg+xml", data=b'<?xml version="1.0" encoding="x-none"?><svg/>'))
        == ()
    )
    assert beside_the_picture(Asset(media_type="image/png", data=SVG.format("<script/>").encode())) == ()
