"""The pictures in the documents are those of this program, and come out alike each time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools.picture_svg import redrawn
from tools.screenshots import LANGUAGES, PICTURES, SIZES, pictures

NAMES = {
    f"{picture.name}-{columns}x{rows}.{language}.svg"
    for picture in pictures()
    for columns, rows in SIZES
    for language in LANGUAGES
}


def exported(text: str, x: float = 0.0) -> str:
    """Return a text as Textual exports it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><!-- made by -->\n<style>'
        '@font-face { src: url("https://fonts.example/a.woff2"); }\n'
        ".matrix { font-family: Fira Code, monospace;\n font-size: 20px; }</style>"
        f'<text class="r1" x="{x}" y="20" textLength="1" clip-path="url(#l)">{text}</text></svg>'
    )


def placed(svg: str) -> list[tuple[str, float, float]]:
    """Return text, place and length of each run, in cells."""
    found = re.findall(r'x="([\d.]+)" y="21.6" textLength="([\d.]+)"[^>]*>([^<]*)<', svg)
    return [(text, float(x) / 12.2, float(length) / 12.2) for x, length, text in found]


def test_runs_stand_where_their_cells_are() -> None:
    """Wide characters take two cells, symbols one; blanks only take place."""
    runs = placed(redrawn(exported("&#160;&#160;值班&#160;ok&amp;◉通", x=12.2)))
    assert [text for text, _x, _length in runs] == ["值班", "ok&amp;", "◉", "通"]
    assert [round(x) for _text, x, _length in runs] == [3, 8, 11, 12]
    assert [round(length) for _text, _x, length in runs] == [4, 3, 1, 2]


def test_nothing_is_fetched_from_anywhere() -> None:
    """No font, no comment of the exporter."""
    svg = redrawn(exported("值班"))
    assert "值班" in svg
    assert not re.search("font-face|https|Fira|<!--", svg)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_pictures_are_there_and_whole(name: str) -> None:
    """Each is well-formed and names no host but that of the SVG namespace."""
    text = (PICTURES / name).read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314 - our own file
    assert set(re.findall(r"https?://[^\"' )]*", text)) == {"http://www.w3.org/2000/svg"}


def test_no_picture_is_left_over() -> None:
    """What is no longer drawn is no longer kept."""
    assert {path.name for path in PICTURES.iterdir()} == NAMES


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_drawing_again_changes_nothing(tmp_path: Path) -> None:
    """Run `make screenshots` where this fails."""
    command = [sys.executable, "-m", "tools.screenshots", "--to", str(tmp_path)]
    subprocess.run(command, check=True, cwd=PICTURES.parents[1])
    changed = [
        name
        for name in sorted(NAMES)
        if (tmp_path / name).read_bytes() != (PICTURES / name).read_bytes()
    ]
    assert not changed
