"""The call slip as a page: everything is on it, and no text can do anything but be read."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from dutyroom.documents import fonts
from dutyroom.documents.errors import FontMissing, TypesettingFailed
from dutyroom.documents.fonts import FontFile
from dutyroom.documents.plain import printable
from dutyroom.documents.slip import CallSlip, as_text
from dutyroom.documents.slip_page import as_pdf
from dutyroom.documents.slip_sheet import as_xlsx
from tests.thorough import examples

AT = datetime(2026, 11, 23, 8, 57, tzinfo=UTC)
SLIP = CallSlip(
    unit="云岭区人民政府总值班室",
    number="2026-00012",
    called_at=AT,
    printed_at=AT,
    outcome="已接",
    caller_unit="清河镇人民政府",
    caller_name="覃小梅",
    caller_post="值班员",
    caller_number="0480-2310110",
    content="石桥村三组发生小型山体滑坡，约200立方米土石阻断村道。",
    urgent=True,
    urgent_fields=(("起因", "连续降雨"), ("影响", "")),
    proposed="请区应急局派员处置。",
    instruction="同意，注意安全。",
    result="已转区交通局。",
    recorder="李建国",
    recorded_at=AT,
    leader="王海燕",
    corrections=("来电人由“覃小美”更正为“覃小梅”",),
    recordings=("2026/11/23/165700.wav  SHA-256 0123456789abcdef",),
)
HOSTILE = [
    '#panic("x") #read("/etc/passwd") #eval("1")',
    "$x^2$ *bold* _it_ `code` <label> @ref = Heading\n- list\n/ term: x // comment /* c */",
    '"]]}) #{ \\u{41} \\ ~ -- ... "',
    "[/oops][bold]markup[/]",
    "=SUM(A1:A9)",
]


@pytest.fixture(scope="module")
def available() -> list[FontFile]:
    """The fonts of the machine."""
    return fonts.installed()


def page_text(pdf: bytes) -> str:
    """Return everything that a PDF shows, without the spaces that a layout adds."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    """Return a text without spaces and the invisible places where a line may break."""
    return re.sub(r"[\s\u200b]+", "", text)


def test_everything_stands_on_one_page(available: list[FontFile]) -> None:
    pdf = as_pdf(SLIP, available=available)
    assert pdf.startswith(b"%PDF")
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    shown = page_text(pdf)
    for text in (
        *(SLIP.unit, SLIP.number, SLIP.outcome, SLIP.caller_unit, SLIP.caller_name),
        *(SLIP.caller_post, SLIP.caller_number, SLIP.content, "起因", "连续降雨", SLIP.proposed),
        *(SLIP.instruction, SLIP.result, SLIP.recorder, SLIP.leader, SLIP.corrections[0]),
        *(SLIP.recordings[0], "URGENT", "2026-11-23 16:57", "Leader's instruction", "Signature"),
    ):
        assert squeezed(text) in shown, text


def test_the_fonts_are_embedded(available: list[FontFile]) -> None:
    page = PdfReader(io.BytesIO(as_pdf(SLIP, available=available))).pages[0]
    resources = cast("DictionaryObject", page["/Resources"])
    for font in cast("DictionaryObject", resources["/Font"]).values():
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_appears_literally(available: list[FontFile], text: str) -> None:
    slip = replace(SLIP, unit=text, caller_name=text, content=text, recorder=text, number=text)
    shown = page_text(as_pdf(slip, available=available))
    assert shown.count(squeezed(text)) >= 5


def test_control_characters_are_left_out(available: list[FontFile]) -> None:
    slip = replace(SLIP, content="甲\x00\x1b[31m乙\u202e丙\ud800丁\x9b")
    assert "甲[31m乙丙丁" in page_text(as_pdf(slip, available=available))


def test_ten_thousand_characters_go_on_under_a_repeated_heading(available: list[FontFile]) -> None:
    content = "".join(f"第{number}句没有尽头的话，" for number in range(1000)) + "A" * 10_000 + "完"
    pages = PdfReader(io.BytesIO(as_pdf(replace(SLIP, content=content), available=available))).pages
    assert len(pages) > 3
    assert squeezed(content) in re.sub(
        r"(Printed2026-11-2316:57\d+/\d+)|(云岭区人民政府总值班室Callslip\(continued\)No\.2026-00012)",
        "",
        squeezed("".join(page.extract_text() for page in pages)),
    )
    for page in pages[1:]:
        heading = squeezed(page.extract_text())
        assert "2026-00012" in heading
        assert "Callslip(continued)" in heading


def test_a_long_word_stays_on_the_page(available: list[FontFile]) -> None:
    pdf = as_pdf(replace(SLIP, content="网" * 3 + "W" * 400 + "终"), available=available)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    rightmost: list[float] = []

    def visit(text: str, _cm: object, matrix: list[float], *_font: object) -> None:
        if text.strip():
            rightmost.append(matrix[4])

    page.extract_text(visitor_text=visit)
    assert 0 < max(rightmost) < float(page.mediabox.width)
    assert "网" * 3 + "W" * 400 + "终" in page_text(pdf)


def test_a_character_that_no_font_has_is_named(available: list[FontFile]) -> None:
    with pytest.raises(FontMissing, match=r"U\+323AF.*fonts-noto-cjk") as caught:
        as_pdf(replace(SLIP, caller_name="张\U000323af"), available=available)
    assert caught.value.character == "\U000323af"


def test_no_symbol_keeps_a_page_from_being_made(available: list[FontFile]) -> None:
    """A code point that no font can have is numbered, and a face or a letter without a font."""
    chinese = [font for font in available if "CJK" in font.family]
    slip = replace(SLIP, caller_name="张\ue123\u0378三\U0001f600℃\u0f56")
    text = page_text(as_pdf(slip, available=chinese))
    assert "张[U+E123][U+0378]三[U+1F600]℃[U+0F56]" in text


def test_without_a_chinese_font_nothing_is_printed(available: list[FontFile]) -> None:
    latin = [font for font in available if font.family.startswith("DejaVu")]
    for some in ([], latin):
        with pytest.raises(FontMissing, match="fonts-noto-cjk") as caught:
            as_pdf(SLIP, available=some)
        assert caught.value.character == ""


def test_a_broken_font_file_counts_as_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"OTTO\x00\xff" + b"\x00" * 40)
    with pytest.raises(FontMissing):
        fonts.choose("中", [FontFile("Noto Serif CJK SC", broken)])


def test_rare_characters_of_names_are_drawn_by_some_font(available: list[FontFile]) -> None:
    assert "𬭎䶮喆㛃" in page_text(
        as_pdf(replace(SLIP, caller_name="𬭎䶮喆㛃"), available=available)
    )


def test_too_much_text_is_refused(available: list[FontFile]) -> None:
    with pytest.raises(TypesettingFailed, match="too long"):
        as_pdf(replace(SLIP, content="长" * 300_000), available=available)


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_is_set_or_its_missing_character_named(
    available: list[FontFile], name: str, content: str
) -> None:
    slip = replace(SLIP, caller_name=name, content=content)
    try:
        pdf = as_pdf(slip, available=available)
    except FontMissing as error:
        assert error.character in printable(name + content)  # noqa: PT017 - either way is right
    else:
        assert pdf.startswith(b"%PDF")


def test_text_and_spreadsheet_need_no_font() -> None:
    slip = replace(SLIP, caller_name="张\U00013000", content="甲\x1b[31m\n乙")
    text = as_text(slip)
    assert "张\U00013000" in text
    assert "\x1b" not in text
    for part in (SLIP.number, SLIP.instruction, SLIP.recorder, SLIP.corrections[0], "URGENT"):
        assert part in text
    assert as_xlsx(slip).startswith(b"PK")
