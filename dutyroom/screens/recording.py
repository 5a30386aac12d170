"""The recording panel: the waveform of a call, and a player under the keys."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.sound import SOUND
from dutyroom.desk.desk import DeskError
from dutyroom.desk.recording_file import below
from dutyroom.devices.playback import Phase, PlayerState
from dutyroom.devices.wav import NotAWavError
from dutyroom.devices.waveform import Waveform
from dutyroom.i18n import N_, _
from dutyroom.os_reasons import os_reason
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.deck import Deck
from dutyroom.screens.excerpt import Source, ask_excerpt
from dutyroom.standard.playing_time import around
from dutyroom.widgets.call_card import caller
from dutyroom.widgets.mark_lines import mark_lines, marked_places
from dutyroom.widgets.moments import minute, span
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown
from dutyroom.widgets.waveform import WaveformView

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.calls.recordings import RecordingRow

STEP = 5.0
"""Seconds that one key goes back or on."""

_MINUTE = 60.0
_GROWTH = 1.0
"""Seconds between two looks at a file that still grows."""

_PHASES = {
    Phase.PAUSED: N_("Paused"),
    Phase.PLAYING: N_("Playing"),
    Phase.ENDED: N_("At the end"),
    Phase.FAILED: N_("No sound"),
}


class Heard(Message):
    """The player said where it is."""

    def __init__(self, state: PlayerState) -> None:
        """Carry a state from the player's thread.

        Args:
            state: What it said.
        """
        super().__init__()
        self.state = state


class RecordingScreen(DutyScreen[None]):
    """One call's recordings, one at a time."""

    OFFERS: ClassVar = SOUND
    BINDINGS: ClassVar = bindings(SOUND)

    DEFAULT_CSS = """
    RecordingScreen #head, RecordingScreen #state, RecordingScreen #marks {
        height: auto; padding: 0 1; }
    RecordingScreen #head { background: $surface; }
    RecordingScreen #state { margin-top: 1; text-style: bold; }
    """

    def __init__(self, call: str, *, last_minute: bool = False) -> None:
        """Open the recordings of a call.

        Args:
            call: Its id.
            last_minute: Begin a minute before the end, at once.
        """
        super().__init__()
        self._call = call
        self._last_minute = last_minute
        self._recordings: tuple[RecordingRow, ...] = ()
        self._index = 0
        self._label = ""
        self._deck = Deck()
        self._waveform: Waveform | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out head, picture and state."""
        yield Prose("", id="head")
        yield WaveformView()
        yield Prose("", id="state")
        yield Prose("", id="marks")

    def on_mount(self) -> None:
        """Read the call and open its recording."""
        self.watch(self.app, "edition", self._changed, init=False)
        self._open()

    @work(exclusive=True)
    async def _open(self) -> None:
        """Read what recordings there are."""
        desk = host_of(self).desk
        try:
            detail = await desk.ask(lambda registers: registers.call(self._call))
        except DeskError as error:
            self._say(str(error))
            return
        if detail is None or not detail.recordings:
            self._say(_("This call has no recording."))
            return
        self._recordings = detail.recordings
        self._index = len(self._recordings) - 1 if self._last_minute else 0
        self._head(detail)
        await self._open_segment()

    async def _open_segment(self) -> None:
        """Draw the chosen recording and start a player for it."""
        await self._deck.close()
        recording = self._recordings[self._index]
        path = below(host_of(self).desk.places.recordings, recording.path)
        if path is None:
            self._say(_("The recording is not where it should be."))
            return
        self._waveform = Waveform(path)
        await self._draw()
        self._show_marks()
        try:
            await self._deck.load(path, self._told)
        except OSError as error:
            self._say(os_reason(error))
            return
        if self._last_minute:
            self._deck.go_to(max(self._waveform.seconds - _MINUTE, 0.0))
            self._deck.play()
        if recording.finished_at is None:
            self.set_timer(_GROWTH, self._grow)

    async def _draw(self) -> None:
        """Read what is new of the file, and draw it."""
        waveform, view = self._waveform, self.query_one(WaveformView)
        if waveform is None:
            return
        try:
            await asyncio.to_thread(waveform.update)
        except (OSError, NotAWavError):
            self._say(_("The recording cannot be read. Its entry in the log is not affected."))
            return
        view.length = waveform.seconds
        view.peaks = waveform.columns(view.wanted)

    async def _grow(self) -> None:
        """Go on drawing a recording that is still being made."""
        if self.is_attached:
            await self._draw()
            self.set_timer(_GROWTH, self._grow)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._draw)

    def _told(self, state: PlayerState) -> None:
        """Pass on what the player says; in its thread."""
        self.post_message(Heard(state))

    @on(Heard)
    def heard(self, message: Heard) -> None:
        """Show where the player is."""
        self._deck.state = state = message.state
        view = self.query_one(WaveformView)
        if state.phase is Phase.FAILED:
            self._say(state.message or _("There is no sound output."))
            return
        view.at = state.at
        view.length = max(view.length, state.length)
        words = f"{_(_PHASES[state.phase])}  {span(state.at)} / {span(view.length)}"
        self._say(f"{words}  x{state.speed:g}")

    def _head(self, detail: CallDetail) -> None:
        """Say which call it is."""
        row = detail.row
        self._label = row.label
        line = Content.assemble(
            shown(row.label, limit=12).stylize("bold"),
            "  ",
            minute(row.started_at),
            "  ",
            caller(row),
        )
        self.query_one("#head", Prose).update(line)

    def _say(self, sentence: str) -> None:
        """Say how the player stands."""
        self.query_one("#state", Prose).update(Content(sentence))

    def _changed(self) -> None:
        """Look for new marks when the registers change."""
        self._marks_again()

    @work(exclusive=True, group="marks")
    async def _marks_again(self) -> None:
        """Show marks that were set meanwhile."""
        try:
            detail = await host_of(self).desk.ask(lambda r: r.call(self._call))
        except DeskError:
            return  # the strip says so already
        if detail is not None and detail.recordings:
            self._recordings = detail.recordings
            self._show_marks()

    def _marks(self) -> list[float]:
        """Return the places of the marks, in seconds."""
        return marked_places(self._recordings[self._index])

    def _show_marks(self) -> None:
        """Show the marks in the picture and below it."""
        recording = self._recordings[self._index]
        self.query_one(WaveformView).marks = self._marks()
        place = (self._index + 1, len(self._recordings))
        self.query_one("#marks", Prose).update(mark_lines(recording, place))

    @on(WaveformView.Sought)
    def sought(self, message: WaveformView.Sought) -> None:
        """Go where somebody clicked."""
        self._deck.go_to(message.part * self.query_one(WaveformView).length)

    @work(exclusive=True, group="player")
    async def do_play_pause(self) -> None:
        """Play, or pause; a loudspeaker may have been plugged in since there was none."""
        try:
            await self._deck.play_pause(self.query_one(WaveformView).at)
        except OSError as error:
            self._say(os_reason(error))

    def do_rewind(self) -> None:
        """Five seconds back."""
        self._deck.skip(-STEP)

    def do_forward(self) -> None:
        """Five seconds on."""
        self._deck.skip(STEP)

    def do_slower(self) -> None:
        """The next lower speed."""
        self._deck.change_speed(-1)

    def do_faster(self) -> None:
        """The next higher speed."""
        self._deck.change_speed(1)

    def do_next_mark(self) -> None:
        """To the next mark, or the first one."""
        marks = self._marks() if self._recordings else []
        if not marks:
            host_of(self).tell(_("There is no mark in this recording."))
            return
        later = [place for place in marks if place > self._deck.state.at + 0.2]
        self._deck.go_to(later[0] if later else marks[0])

    async def do_next_segment(self) -> None:
        """The next recording of the call, or the first one."""
        if len(self._recordings) > 1:
            self._index = (self._index + 1) % len(self._recordings)
            await self._open_segment()

    @work(exclusive=True, group="saving")
    async def do_save_part(self) -> None:
        """Save what lies between the marks on both sides, or another part."""
        waveform = self._waveform
        if waveform is None:
            host_of(self).tell(_("This call has no recording."))
            return
        offered = around(self._deck.state.at, self._marks(), waveform.seconds)
        source = Source(waveform.path, self._label, waveform.seconds, offered)
        await ask_excerpt(self.app, source)

    async def on_unmount(self) -> None:
        """End the player with the screen."""
        await self._deck.close()
