"""The fonts of a document: a Chinese one first, and one for every character.

Small Chinese fonts lack characters that stand in people's names; a document
with an empty box in a name is worse than none, so every character is looked up
before anything is typeset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dutyroom.documents.errors import FontMissing
from dutyroom.documents.glyphs import Glyphs, UnreadableFontError, read_glyphs

if TYPE_CHECKING:
    import typst

PREFERRED: Final = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "FangSong",
    "STFangsong",
    "SimSun",
    "Songti SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "Droid Sans Fallback",
)
"""Families that a Chinese form can be set in, the best first: with serifs as print has them."""

_REGULAR: Final = 400


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of the machine.

    Attributes:
        family: Name of its family.
        path: Its file.
        index: Its number within the file.
    """

    family: str
    path: Path
    index: int = 0


def installed(folders: Sequence[Path] = (), *, system: bool = True) -> list[FontFile]:
    """List a regular font of every installed family.

    Args:
        folders: More folders to look into.
        system: Look into the system's own folders.
    """
    return files(searched(folders, system=system))


def searched(folders: Sequence[Path] = (), *, system: bool = True) -> typst.Fonts:
    """Look for fonts; a document can be set with what was found without looking again.

    Args:
        folders: More folders to look into.
        system: Look into the system's own folders.
    """
    import typst  # noqa: PLC0415 - 33 MB, never in the console

    return typst.Fonts(include_system_fonts=system, font_paths=[str(folder) for folder in folders])


def files(found: typst.Fonts) -> list[FontFile]:
    """Return a regular font of every family that was found; those within typst have no file."""
    families: dict[str, FontFile] = {}
    for font in sorted(found.fonts(), key=lambda font: abs(font.weight - _REGULAR)):
        if font.path is not None and font.style == "normal":
            families.setdefault(font.family, FontFile(font.family, Path(font.path), font.index))
    return list(families.values())


def choose(text: str, fonts: Sequence[FontFile]) -> tuple[str, ...]:
    """Return the families that together draw a text, a Chinese one first.

    Args:
        text: Everything that the document will hold.
        fonts: The fonts there are.

    Raises:
        FontMissing: There is no Chinese font, or none draws one of the characters.
    """
    families, left = covering(text, fonts)
    if left:
        raise FontMissing(left[0])
    return families


def covering(text: str, fonts: Sequence[FontFile]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the families that draw as much of a text as can be drawn, and what none draws.

    Args:
        text: Everything that the document will hold.
        fonts: The fonts there are.

    Returns:
        The families, a Chinese one first, and the characters that none of all fonts draws.

    Raises:
        FontMissing: There is no Chinese font.
    """
    preferred = [font for name in PREFERRED for font in fonts if font.family == name]
    if not preferred:
        raise FontMissing
    wanted = sorted({character for character in text if not character.isspace()})
    others = [font for font in fonts if font not in preferred]
    chain: list[str] = []
    for font, glyphs in _readable([*preferred, *others]):
        drawn = {character for character in wanted if character in glyphs}
        if drawn or not chain:
            chain.append(font.family)
        wanted = [character for character in wanted if character not in drawn]
        if not wanted:
            break
    if not chain:
        raise FontMissing
    return tuple(chain), tuple(wanted)


def _readable(fonts: Iterable[FontFile]) -> Iterator[tuple[FontFile, Glyphs]]:
    """Yield the fonts that can be read, each with its characters.

    The fonts of one file hold the same characters in other shapes, so each file
    is read once.
    """
    looked_at: set[Path] = set()
    for font in fonts:
        if font.path in looked_at:
            continue
        looked_at.add(font.path)
        try:
            yield font, read_glyphs(font.path, font.index)
        except UnreadableFontError:
            continue  # a broken font file is the same as none
