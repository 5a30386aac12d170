"""The proof of the recorder: lift the handset, the tone is found, recorded, played and heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from dutyroom.commands.command import bindings
from dutyroom.commands.host import Host, host_of
from dutyroom.commands.proving import LIFTED, OVER, PLAYABLE, PLAYED, PROVING
from dutyroom.commands.situation import Situation
from dutyroom.desk.proving import ProofStep, Stage, prove, reading_of
from dutyroom.devices.playback import Phase, PlayerState
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog
from dutyroom.screens.deck import Deck
from dutyroom.screens.proof_call import lifted_to_prove
from dutyroom.standard.judging.recorder import judge_heard, judge_unplayed
from dutyroom.standard.probing import WORDS, Reading, State, Verdict, worded
from dutyroom.widgets.level_meter import meter
from dutyroom.widgets.proof_steps import steps_told
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.desk.looks.bench import AskKeeper

_LOOK: Final = 0.2
"""Seconds between two pictures of the level."""

_STYLES: Final = {
    State.OK: "bold $success",
    State.FAULTY: "bold $error",
    State.CANNOT_TELL: "bold $warning",
    State.CANCELLED: "bold $warning",
}


class Played(Message):
    """The player said where it is."""

    def __init__(self, state: PlayerState) -> None:
        """Carry a state from the player's thread.

        Args:
            state: What it said.
        """
        super().__init__()
        self.state = state


class RecorderProofDialog(Dialog[Reading | None]):
    """Proves one line's recorder; dismissed with the reading, None where it came to nothing."""

    OFFERS: ClassVar = PROVING
    BINDINGS: ClassVar = bindings(PROVING)

    DEFAULT_CSS = """
    RecorderProofDialog .title { text-style: bold; color: $accent; margin-bottom: 1; }
    RecorderProofDialog #found { margin-top: 1; height: auto; }
    """

    def __init__(self, line: str, ask: AskKeeper, by: str = "") -> None:
        """Prove the recorder of a line.

        Args:
            line: The line.
            ask: The way to the line keeper.
            by: Who does, where nobody is on duty: whoever checks before taking charge.
        """
        super().__init__()
        self._line = line
        self._by = by
        self._ask = ask
        self._deck = Deck()
        self._step = ProofStep(Stage.LIFT)
        self._played = False
        self._trouble = ""
        self._noted = ""
        self._begun = 0.0

    def compose_body(self) -> ComposeResult:
        """Lay out title, steps and what was found."""
        with Vertical(classes="frame"):
            title = _("Proof of the recorder, line {line}").format(
                line=shown(self._line, limit=20).plain
            )
            yield Prose(Content(title), classes="title")
            yield Prose("", id="steps")
            yield Prose("", id="found")

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_LOOK, self._draw)
        self._go()

    async def on_unmount(self) -> None:
        """End the player; leaving the worker ends the trial."""
        await self._deck.close()

    def situation(self) -> Situation:
        """Add how far the proof is."""
        base = super().situation()
        here = {
            OVER: self._step.stage is Stage.OVER,
            PLAYABLE: self._step.path is not None and self._good,
            PLAYED: self._played,
            LIFTED: self._unsaid,
        }
        return replace(base, here=base.here | {word for word, so in here.items() if so})

    @property
    def _good(self) -> bool:
        """Whether all that the program can prove is proven."""
        return self._step.verdict is not None and self._step.verdict.state is State.OK

    @property
    def _unsaid(self) -> bool:
        """Whether a handset was lifted, no tone was found, and nobody has said what for."""
        step = self._step
        return step.stage is Stage.OVER and step.path is None and step.call not in ("", self._noted)

    @work(exclusive=True)
    async def _go(self) -> None:
        """Follow the trial, and play what came of it."""
        clock = host_of(self).clock
        self._begun = clock.monotonic()
        self._played, self._trouble = False, ""
        async for step in prove(self._ask, self._line, clock):
            self._step = step
            self._draw()
        if self._good and self._step.path is not None:
            try:
                await self._deck.load(self._step.path, self._tell)
            except OSError as error:
                self._trouble = str(error)
            self._deck.play()
        self._draw()

    def _tell(self, state: PlayerState) -> None:
        """Bring what the player says into the screen; in the player's thread."""
        self.post_message(Played(state))

    @on(Played)
    def take_in(self, message: Played) -> None:
        """Note that it is played, or why not."""
        message.stop()
        self._deck.state = message.state
        self._played = self._played or message.state.phase is Phase.PLAYING
        if message.state.phase is Phase.FAILED:
            self._trouble = message.state.message
        self._draw()

    # --- what is seen -----------------------------------------------------

    def _draw(self) -> None:
        """Show how far it is."""
        if not self.is_mounted:
            return
        loudness = host_of(self).loudness
        level = meter(loudness) if loudness is not None else Content("")
        told = steps_told(self._step, good=self._good, played=self._played, level=level)
        self.query_one("#steps", Prose).update(told)
        self.query_one("#found", Prose).update(self._found())

    def _found(self) -> Content:
        """Return what was found and what to do."""
        verdict = self._step.verdict
        if verdict is None:
            return Content(_("Do not dial. Lay the handset down when the tone was recorded."))
        parts = [
            Content.styled(_(WORDS[verdict.state]), _STYLES.get(verdict.state, "")),
            Content("  "),
            shown(worded(verdict.evidence), limit=400),
        ]
        if verdict.advice is not None:
            parts += [Content("\n"), shown(worded(verdict.advice), limit=400)]
        if not self._good:
            parts += [Content("\n"), Content(_("F3 tries again."))]
            parts += [Content(f"\n{words}") for words in self._of_call()]
        else:
            ask = _("Listen to it, and say whether you heard it: F9 heard, Del not heard.")
            if self._trouble and not self._played:
                ask = _("F4 plays it again; Esc keeps what was found: nobody heard it.")
            parts += [Content("\n"), shown(self._trouble), Content("\n" if self._trouble else "")]
            parts += [Content(ask)]
        return Content("").join(parts)

    def _of_call(self) -> Iterator[str]:
        """Yield what becomes of the call as which the lifted handset is logged."""
        if self._unsaid:
            yield _("The handset is logged as a call. X: only for this proof.")
        elif self._noted and self._noted == self._step.call:
            yield _("Noted: the call of the handset needs no write-up.")

    # --- what is pressed --------------------------------------------------

    def do_play_proof(self) -> None:
        """Play it from its beginning."""
        self._deck.go_to(0.0)
        self._deck.play()

    async def do_heard(self) -> None:
        """Say that it was heard."""
        await self._end(heard=True)

    async def do_not_heard(self) -> None:
        """Say that it was not heard."""
        await self._end(heard=False)

    async def do_try_again(self) -> None:
        """Begin anew."""
        await self._deck.close()
        await self._release()
        self._step = ProofStep(Stage.LIFT)
        self._go()

    async def do_back(self) -> None:  # type: ignore[override] # a worker: it may note something
        """Leave; what was found is kept, but a proof without an answer is none."""
        verdict = self._step.verdict
        if verdict is not None and self._good and self._trouble and not self._played:
            verdict = judge_unplayed(verdict, self._trouble)
        elif verdict is not None and verdict.state is not State.FAULTY:
            verdict = None
        await self._release()
        self.dismiss(self._reading(verdict) if verdict is not None else None)

    async def _end(self, *, heard: bool) -> None:
        """Give the reading back."""
        if self._step.verdict is None:
            return
        await self._release()
        self.dismiss(self._reading(judge_heard(self._step.verdict, heard)))

    async def do_only_proof(self) -> None:
        """Say that the handset was lifted for the proof alone, though no tone was found."""
        if await self._note() is False:
            words = _("Nothing was noted: somebody dialled, or nobody is named. See the call log.")
            host_of(self).tell(words, wrong=True)
        self._draw()

    async def _release(self) -> None:
        """Note of the lifted handset that it was the proof, where its tone was recorded.

        So it was then, whatever was heard of it. Where none was found, the handset may have been
        lifted for something else: the officer says so.
        """
        if self._step.path is not None:
            await self._note()

    async def _note(self) -> bool | None:
        """Note of the lifted handset that it was the proof; return whether it is noted."""
        host, call = host_of(self), self._step.call
        noted = await lifted_to_prove(host, self._line, call, host.officer or self._by)
        if noted:
            self._noted = call
        return noted

    def _reading(self, verdict: Verdict) -> Reading:
        """Return a verdict as a reading."""
        clock = host_of(self).clock
        return reading_of(self._line, verdict, clock, clock.monotonic() - self._begun)


async def ask_proof(app: App[Any], line: str, ask: AskKeeper, by: str = "") -> Reading | None:
    """Prove the recorder of a line with the officer; must run in a worker of the app.

    Args:
        app: The app, which is a `Host`.
        line: The line.
        ask: The way to the line keeper.
        by: Who proves it, where nobody is on duty.

    Returns:
        The reading of `Kind.RECORDER`; None where it came to nothing.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    if not any(each.name == line and each.audio for each in host.desk.settings.lines):
        host.tell(_("This line has no sound device: calls are not recorded."))
        return None
    return await app.push_screen_wait(RecorderProofDialog(line, ask, by))
