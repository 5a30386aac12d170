"""The bytes of each call, put beside the facts of the call as they are written down.

Every byte of a call, from its first event to its end, goes with the next fact about it, so that
it costs no row and no sync of its own, and a crash takes at most what came since the last fact.
A call that waits is a call on the line, so that its bytes stand in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.line.box_stream import BoxStream
from dutyroom.line.tracking.steps import Step
from dutyroom.registers.calls.captures import (
    BYTES,
    BYTES_FORMAT,
    BYTES_GO_ON,
    BYTES_LEFT_OUT,
    MOST,
)
from dutyroom.registers.calls.fact_kinds import BEGUN, ENDED, WENT_ON
from dutyroom.registers.calls.kinds import FirstSign
from dutyroom.store.facts import Fact, JsonValue

_REMEMBERED: Final = 8
"""Past calls of which a record may still come, as the tracker remembers them."""


@dataclass(slots=True)
class _Captured:
    """How far the bytes of one call were taken.

    Attributes:
        opened: In which opening of the port.
        since: Position of its first byte there.
        upto: Position behind its last one there.
        pieces: Bytes that no fact holds yet, one piece for each opening of the port.
        goes_on: The first piece follows bytes of the same opening that a fact holds.
        kept: Bytes taken in all.
        left_out: Bytes that were too many, since the last fact.
        cut: Whether bytes were ever left out.
    """

    opened: int
    since: int
    upto: int
    pieces: list[bytearray] = field(default_factory=lambda: [bytearray()])
    goes_on: bool = False
    kept: int = 0
    left_out: int = 0
    cut: bool = False

    def take(self, data: bytes, lost: int = 0) -> None:
        """Take bytes, as far as there is room.

        Args:
            data: The bytes.
            lost: How many before them nobody has any more.
        """
        room = max(0, MOST - self.kept) if not (lost or self.cut) else 0
        self.pieces[-1] += data[:room]
        self.kept += len(data[:room])
        self.left_out += lost + len(data[room:])
        self.cut = self.cut or self.left_out > 0

    def begin_anew(self, opened: int) -> None:
        """Begin another piece: the port was opened again."""
        if self.pieces[-1]:
            self.pieces.append(bytearray())
        elif len(self.pieces) == 1:
            self.goes_on = False
        self.opened, self.since, self.upto = opened, 0, 0

    def told(self) -> str:
        """Return the bytes that wait, in hex, one piece a line; from now on a fact holds them."""
        pieces = [piece for piece in self.pieces if piece]
        if pieces:
            self.goes_on = bool(self.pieces[-1])
        self.pieces, self.left_out = [bytearray()], 0
        return "\n".join(piece.hex() for piece in pieces)


class LineCapture:
    """Follows the calls of one line by their facts, and adds the bytes of the box to these."""

    def __init__(self, line: str, stream: BoxStream) -> None:
        """Begin with an idle line.

        Args:
            line: Name of the line.
            stream: What its box sends.
        """
        self._line = line
        self._stream = stream
        self._open: dict[str, _Captured] = {}
        self._past: dict[str, _Captured] = {}
        self._ring: int | None = None

    def resume(self, call: str, kept: int) -> None:
        """Go on with a call of which an earlier keeper has kept some bytes.

        Args:
            call: Its id.
            kept: How many bytes.
        """
        self._begin(call, self._stream.horizon).kept = kept

    def gather(self) -> None:
        """Take what the stream is about to let go."""
        for captured in self._open.values():
            self._take(captured, self._stream.horizon)

    def restart(self) -> None:
        """Begin the open calls anew: the port was opened again, and the stream begins anew."""
        self._ring = None
        for captured in self._open.values():
            captured.begin_anew(self._stream.opened)

    def beside(self, steps: list[Step], event: LineEvent | None) -> list[Step]:
        """Return steps whose facts hold the bytes that came since the last ones.

        Args:
            steps: What the tracker made of an event, or of the time that passed.
            event: What the box said; None: it said nothing.
        """
        about = [step for step in steps if isinstance(step, Fact)]
        end = self._stream.horizon if event is None else event.offset + len(event.raw)
        first = end
        begun = {fact.subject for fact in about if fact.kind == BEGUN}
        if begun:
            first = self._first(about, event, end)
            for call in begun:
                self._begin(call, first)
        self._note(event)
        over = {fact.subject for fact in about if fact.kind == ENDED}
        went_on = {fact.subject for fact in about if fact.kind == WENT_ON}
        for call in dict.fromkeys(fact.subject for fact in about):
            if call in went_on:
                self._reopen(call, end)
            self._share(call, event, first if call in over - begun else end)
        done = self._added(steps, event)
        for call in over - went_on:
            self._close(call)
        return done

    def _first(self, about: Iterable[Fact], event: LineEvent | None, end: int) -> int:
        """Return where the calls begin that an event begins: at times with the ring before it."""
        if event is None:
            return end
        signs = {fact.body.get("sign") for fact in about if fact.kind == BEGUN}
        rang_before = event.event is EventKind.CALLER_ID and FirstSign.RING in signs
        return self._ring if rang_before and self._ring is not None else event.offset

    def _note(self, event: LineEvent | None) -> None:
        """Note where the last ring stands."""
        if event is not None and event.event is EventKind.RING:
            self._ring = event.offset

    def _begin(self, call: str, at: int) -> _Captured:
        captured = self._open[call] = _Captured(self._stream.opened, at, at)
        return captured

    def _reopen(self, call: str, at: int) -> None:
        """Go on with a call that was no more than silent."""
        captured = self._past.pop(call, None)
        if captured is None:
            self._begin(call, at)
            return
        if captured.opened != self._stream.opened:
            captured.begin_anew(self._stream.opened)
        self._open[call] = captured

    def _close(self, call: str) -> None:
        """Let a call go, but for what may come late."""
        captured = self._open.pop(call, None)
        if captured is not None:
            self._past[call] = captured
        while len(self._past) > _REMEMBERED:
            del self._past[next(iter(self._past))]

    def _share(self, call: str, event: LineEvent | None, until: int) -> None:
        """Take for a call what came up to a position; for one that is over, an event alone."""
        if (captured := self._open.get(call)) is not None:
            self._take(captured, until)
        elif event is not None and (captured := self._past.get(call)) is not None:
            if captured.opened != self._stream.opened:
                captured.begin_anew(self._stream.opened)
            captured.upto = max(captured.upto, event.offset)
            self._take(captured, event.offset + len(event.raw))

    def _take(self, captured: _Captured, until: int) -> None:
        if until > captured.upto:
            captured.take(*self._stream.stretch(self._line, captured.upto, until))
            captured.upto = until

    def _added(self, steps: list[Step], event: LineEvent | None) -> list[Step]:
        """Return the steps with the bytes added to the last fact about each call."""
        done: list[Step] = list(steps)
        seen: set[str] = set()
        for at in range(len(done) - 1, -1, -1):
            step = done[at]
            if not isinstance(step, Fact) or step.subject in seen:
                continue
            seen.add(step.subject)
            captured = self._open.get(step.subject) or self._past.get(step.subject)
            if captured is not None and (any(captured.pieces) or captured.left_out):
                done[at] = self._with_bytes(step, captured, event)
        return done

    def _with_bytes(self, fact: Fact, captured: _Captured, event: LineEvent | None) -> Fact:
        """Return a fact with the bytes that wait; a caller ID stands in them already."""
        body: dict[str, JsonValue] = {
            **fact.body,
            BYTES_FORMAT: self._stream.format,
            BYTES_GO_ON: captured.goes_on,
            BYTES_LEFT_OUT: captured.left_out,
        }
        texts = dict(fact.texts)
        if event is not None and captured.since <= event.offset and not captured.cut:
            texts.pop("raw", None)
        if told := captured.told():
            texts[BYTES] = told
        return replace(fact, body=body, texts=texts)
