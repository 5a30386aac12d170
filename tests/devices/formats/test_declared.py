"""Formats declared in TOML: what they read, and how a mistake in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.devices.events import Absent, Direction, EventKind
from dutyroom.devices.formats import FormatError, SerialSettings, decoder, names, profile
from tests.devices.formats.reading import call, closed, kinds, read

HEAD = 'name = "my-box"\n'
RING = '[[record]]\npattern = "RING"\nevent = "ring"\n'


def declared(folder: Path, text: str) -> Path:
    """Write a declaration and return its path."""
    path = folder / "my-box.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    """Return the sentence with which a declaration is refused, without the path."""
    path = declared(folder, text)
    with pytest.raises(FormatError) as error:
        decoder(path)
    return str(error.value).removeprefix(str(path))


def test_the_shipped_example_tells_what_its_box_needs() -> None:
    assert "recorder-box" in names()
    box = profile("recorder-box")
    assert box.serial == SerialSettings(9600, 8, "none", 1)
    assert box.setup == ("VER?", "CID ON")
    assert (box.hooks, box.line_end, box.keep_alive) == (True, "\r\n", None)


def test_a_record_has_the_fields_that_its_pattern_names(tmp_path: Path) -> None:
    path = declared(
        tmp_path,
        HEAD + "[[record]]\n"
        r"pattern = '(?P<line>\d) (?P<date>\S{4}) (?P<time>\S{4}) (?P<number>\d{0,15}) "
        r"(?P<name>[^;]{0,9});(?P<seconds>\d{1,4})'"
        '\nevent = "call_end"\ndirection = "out"\nanswered = true\n',
    )
    (event,) = read(path, "2 0511 1852 10086 张三;0093\n".encode())
    assert (event.event, event.format) == (EventKind.CALL_END, "my-box")
    assert (event.line, event.number, event.name) == ("2", "10086", "张三")
    assert (event.telco_time, event.seconds) == ("0511 1852", 93)
    assert (event.direction, event.answered) == (Direction.OUT, True)


def test_words_and_a_missing_number_say_why(tmp_path: Path) -> None:
    path = declared(
        tmp_path,
        HEAD + "[[record]]\npattern = 'N(?P<number>.{0,20})'\nevent = \"caller_id\"\n"
        'absent = "technical"\nwords = { "保密" = "withheld", "E1" = "bad_checksum" }\n',
    )
    assert call(path, "N保密\n".encode()).absent is Absent.WITHHELD
    assert call(path, b"NE1\n").absent is Absent.BAD_CHECKSUM
    assert call(path, b"N\n").absent is Absent.TECHNICAL
    assert call(path, b"NO\n").absent is Absent.UNAVAILABLE
    assert call(path, b"N10086\n").number == "10086"


def test_the_first_pattern_that_fits_the_whole_line_counts(tmp_path: Path) -> None:
    path = declared(
        tmp_path,
        HEAD + RING + '[[record]]\npattern = "R.{0,9}"\nevent = "busy"\n'
        '[[record]]\npattern = "x|RX"\nevent = "ignore"\n'
        '[[record]]\npattern = "啊.{0,3}"\nevent = "silence"\n',
    )
    stream = "RING\nRINGS\nx\nSTRING\n啊呀\n".encode()
    assert kinds(read(path, stream)) == ["ring", "busy", "unknown", "silence"]


@pytest.mark.parametrize(
    ("line_end", "stream"),
    [("cr", b"RING\rRING\r"), ("lf", b"RING\nRING\n"), ("crlf", b"RING\r\nRING\r\n")],
)
def test_line_ends(tmp_path: Path, line_end: str, stream: bytes) -> None:
    path = declared(tmp_path, HEAD + f'line_ending = "{line_end}"\n' + RING)
    reader = decoder(path)
    assert kinds(reader.feed(stream)) == ["ring", "ring"]


def test_encodings(tmp_path: Path) -> None:
    rule = '[[record]]\npattern = "N(?P<name>.{0,9})"\nevent = "caller_id"\n'
    for encoding, raw in (("gb18030", b"\xd5\xc5"), ("big5", b"\xb1i"), ("auto", b"\xd5\xc5")):
        path = declared(tmp_path, HEAD + f'encoding = "{encoding}"\n' + rule)
        assert call(path, b"N" + raw + b"\n").name in {"张", "張"}


def test_a_line_that_is_too_long_is_unknown(tmp_path: Path) -> None:
    path = declared(tmp_path, HEAD + '[[record]]\npattern = "a*"\nevent = "ring"\n')
    assert kinds(closed(read(path, b"a" * 256 + b"\n" + b"a" * 257 + b"\n"))) == ["ring", "unknown"]


def test_hostile_names_are_harmless_here_too(tmp_path: Path) -> None:
    path = declared(
        tmp_path, HEAD + '[[record]]\npattern = "N(?P<name>.{0,99})"\nevent = "caller_id"\n'
    )
    assert call(path, b"N\x1b[31m[red]A\x00\n").name == "[red]A"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = \n", " is not a TOML file: line 1 cannot be understood"),
        (RING, ':1: "name" is missing'),
        (HEAD, ':1: "record" [[record]] must stand there 1 to 64 times'),
        ("name = 3\n" + RING, ':1: "name" must be text in quotes'),
        ('name = "A B"\n' + RING, ':1: "name" must be lower-case letters, digits and dashes'),
        (HEAD + "colour = 1\n" + RING, ':2: "colour" is not a key here'),
        (HEAD + 'encoding = "utf-16"\n' + RING, ':2: "encoding" is not an encoding'),
        (HEAD + 'encoding = "klingon"\n' + RING, ':2: "encoding" is not an encoding'),
        (HEAD + 'line_ending = "x"\n' + RING, ':2: "line_ending" must be one of: any, crlf'),
        (HEAD + "[serial]\nbaud = 1\n" + RING, ':3: "serial.baud" must be from 50 to 4000000'),
        (HEAD + "[serial]\nstop_bits = 1.2\n" + RING, ':3: "serial.stop_bits" must be 1, 1.5'),
        (HEAD + "serial = 9600\n" + RING, ':2: "serial" must be a table'),
        (HEAD + '[setup]\nlines = "AT"\n' + RING, ':3: "setup.lines" must be a list of texts'),
        (HEAD + "record = 1\n", ':2: "record" must be written as [[record]]'),
        (HEAD + RING + RING.replace("ring", "rang"), ':7: record 2: "event" must be one of: ring'),
        (HEAD + RING + "answered = 1\n", ':5: record 1: "answered" must be true or false'),
        (HEAD + RING + 'words = { P = "gone" }\n', ':5: record 1: "words.P" must be one of'),
        (HEAD + "\n\n" + RING.replace("RING", "(a"), ':5: record 1: "pattern" is not a regular'),
        (HEAD + RING.replace("RING", "(?P<who>a)"), ':3: record 1: "pattern" names a field who'),
        (HEAD + RING.replace("RING", "(a+)+"), ':3: record 1: "pattern" has a repetition'),
    ],
)
def test_a_mistake_is_named_with_its_key_and_line(tmp_path: Path, text: str, sentence: str) -> None:
    assert refused(tmp_path, text).startswith(sentence)


def test_a_declaration_may_not_take_a_built_in_name(tmp_path: Path) -> None:
    assert "hayes" in refused(tmp_path, 'name = "hayes"\n' + RING)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big.toml").write_bytes(b"#" * 70_000)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for name in ("missing.toml", "big.toml", "bytes.toml", "."):
        with pytest.raises(FormatError):
            decoder(tmp_path / name)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FormatError, match="hayes, hayes-hex, mdmf"):
        decoder("fancy")


def test_the_example_in_the_documentation_is_a_format(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs" / "decode.md"
    example = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path = declared(tmp_path, example)
    assert call(path, "CID1:10086,张三\r\n".encode("gbk")).name == "张三"
    assert profile(path).good == {b"OK"}
