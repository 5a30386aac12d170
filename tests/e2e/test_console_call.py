"""From the first ring to the printed slip, at the real console with real serial and sound."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from dutyroom.i18n import _
from tests.e2e.console_desk import (
    KNOWN,
    KNOWN_AS,
    LEADER,
    LOOKS,
    OFFICER,
    UNIT,
    dutyroom,
    form_opens,
    running,
    sign,
    sign_on,
    spoken,
)  # fmt: skip
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.sound_server import SoundServer, require_sound_server

pytestmark = [pytest.mark.device, pytest.mark.timeout(120)]

CONTENT = "清河水位超过警戒线三十厘米，请求支援抢险物资"
_WAVE = re.compile("[\u2801-\u28ff]{8}")
"""Dots of a drawn sound."""


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """Return a sound server into which somebody talks."""
    require_sound_server()
    made = SoundServer()
    made.start()
    rate, seconds = 8000, 60
    talk = array("h", ((n // 8) % 16_000 + 8_000 for n in range(rate * seconds)))
    player = made.play(talk.tobytes())
    yield made
    player.kill()
    player.wait()
    made.close()


@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_a_call_from_the_first_ring_to_the_slip(
    tmp_path: Path, server: SoundServer, size: tuple[int, int], language: str
) -> None:
    """Rings, named, taken, recorded, written up, signed, found, opened, printed."""
    home = tmp_path / "home"
    with (
        spoken(language),
        running(home, audio="default", env=server.env, book=True) as desk,
        Terminal(home, "--no-keeper", size=size, language=language, env=server.env) as terminal,
    ):
        sign_on(terminal)
        _take(desk, terminal)
        _write_up(desk, terminal)
        _find(terminal)
        _listen(terminal)
        _print(desk, tmp_path / "slip.pdf")
        terminal.press("Esc", "Ctrl+Q")
        assert terminal.ended() == 0


def _take(desk: KeeperDesk, terminal: Terminal) -> None:
    """The card names the caller before anybody has touched a key; F2 opens the form."""
    desk.ring(number=KNOWN, name="")
    seen = terminal.until(KNOWN, *KNOWN_AS, "F2/Ctrl+T", _("Ringing"))
    assert UNIT in seen.splitlines()[0]
    until(lambda: desk.line_state()["recorder"] == "recording", what="the recorder")
    terminal.press("F2")
    terminal.until(_("taken"))
    form_opens(terminal, KNOWN)
    desk.lift()
    terminal.until(_("Talking"))
    terminal.press("F8")
    terminal.until(_("Marked."))


def _write_up(desk: KeeperDesk, terminal: Terminal) -> None:
    """The form is prefilled, keeps a draft, and is signed with the officer's name."""
    form = terminal.until(_("Content")).partition(_("Time of call"))[2]
    assert all(word in form for word in (KNOWN, *KNOWN_AS))
    terminal.type(CONTENT)
    terminal.until(CONTENT[:20], _("Draft saved."))
    desk.lay_down()
    until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
    sign(terminal)
    terminal.until("00001", _("Answered"), _("Written up"))
    assert desk.calls()[0].summary.startswith(CONTENT[:10])


def _find(terminal: Terminal) -> None:
    """One character, two characters and the end of the number find it; other words do not."""
    for query in ("险", "水位", KNOWN[-4:]):
        terminal.move("/")
        terminal.type("火星")
        terminal.until(_("  Nothing found.").strip(), gone="00001")
        terminal.move("Esc", "/")
        terminal.type(query)
        terminal.until("00001", KNOWN, gone=_("  Nothing found.").strip())
        terminal.move("Enter", "Esc")


def _listen(terminal: Terminal) -> None:
    """The recording panel draws the sound and lists the mark."""
    terminal.press("F4")
    seen = terminal.until("-00001", "M ", OFFICER, "0:00 / ")
    assert _WAVE.search(seen), seen


def _print(desk: KeeperDesk, slip: Path) -> None:
    """The slip holds what was written, and whom the shift names."""
    dutyroom(desk.home, "slip", desk.calls()[0].label, "--output", str(slip))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(slip).pages)
    text = "".join(text.replace("\u200b", "").split())
    assert all(word in text for word in (CONTENT, KNOWN, KNOWN_AS[1], OFFICER, LEADER)), text
