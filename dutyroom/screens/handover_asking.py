"""What is asked in the course of a handover."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.handover.absence import no_leader
from dutyroom.registers.shifts.blockers import Blocker
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.setting_aside import against_told, reasons_for
from dutyroom.standard.handover.values import Decision, Item, Walk
from dutyroom.standard.handover.walking import to_be_explained
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.shown import shown

LONGEST = 2000
"""Most characters of an explanation."""


def explanation(item: Item, before: str, asked: str) -> Question:
    """Return the question how an item stands.

    Args:
        item: The item.
        before: What was said of it already.
        asked: What the relief wants to know; empty: nothing. The answer adds to what was said.
    """
    words = _which(item)
    if asked:
        told = f"{_('Explained')} ", "$foreground 60%"
        words = Content.assemble(words, "\n", told, shown(before, limit=200)) if before else words
        words = Content.assemble(
            words, "\n", (f"{_('Asked')} ", "bold $warning"), shown(asked, limit=200)
        )
        text = Blank("text", _("Reply"), required=True, longest=LONGEST)
        return Question(_("Answer the relief"), words, _("Answer"), (text,))
    text = Blank("text", _("How it stands, what is next"), before, required=True, longest=LONGEST)
    return Question(_("Explain this item"), words, _("Explain"), (text,))


def reason(item: Item, title: str, label: str, accept: str) -> Question:
    """Return the question for the reason of a decision.

    Args:
        item: The item.
        title: What it is about, translated.
        label: What is asked, translated.
        accept: The word on the button, translated.
    """
    blank = Blank("reason", label, required=True, longest=LONGEST)
    return Question(title, _which(item), accept, (blank,))


def _which(item: Item) -> Content:
    """Return an item as a question names it: many calls read alike but for number and source."""
    named = " ".join(part for part in (item.number, item.source) if part)
    words = shown(item.what, limit=300)
    return Content.assemble(shown(named, limit=60), "\n", words) if named else words


def leader(shift: ShiftRow, *, unable: bool = False) -> Question:
    """Return the question how the leader on duty was told.

    Args:
        shift: The shift in charge.
        unable: The unit wants their signature, and they have no account to sign with.
    """
    why = _("No account to sign with: being told counts, and the list says so.") if unable else ""
    name = shown(shift.leader, limit=40).plain
    phone = shown(shift.phone, limit=40).plain
    return Question(
        _("The leader on duty was told"),
        Content("\n".join(part for part in (f"{name}  {phone}".strip(), why) if part)),
        _("Note it"),
        (
            Blank("leader", _("Leader on duty"), name, required=True, longest=40, named=True),
            Blank("mode", _("How"), "phone", required=True, choices=_ways()),
            Blank("call", _("Number of the call, if recorded"), longest=40),
        ),
    )


def absence(shift: ShiftRow, leaders: Collection[str], reason: str = "") -> Question:
    """Return the question why the outgoing officer cannot go on, and which leader agreed.

    Args:
        shift: The shift in charge.
        leaders: Names of those who may agree without a reason; none: any name does.
        reason: Why, as far as it was said already.
    """
    other = _("Why nobody of the register, if so")

    def wrong(answer: Mapping[str, str]) -> str:
        strange = bool(leaders) and answer["leader"] not in leaders
        return no_leader() if strange and not answer["why"] else ""

    words = _("The relief attests that {name} cannot go on, and that the leader agreed.")
    return Question(
        _("The outgoing officer was taken ill"),
        Content(words.format(name=shown(shift.officer, limit=40).plain)),
        _("Note it"),
        (
            Blank("reason", _("Reason"), reason, required=True, longest=LONGEST),
            Blank(
                "leader",
                _("Leader who agreed"),
                shown(shift.leader, limit=40).plain,
                required=True,
                longest=40,
                named=True,
            ),
            Blank("mode", _("How"), required=True, choices=_ways(), line=True),
            *((Blank("why", other, longest=LONGEST),) if leaders else ()),
        ),
        check=wrong,
    )


def back(shift: ShiftRow) -> Question:
    """Return the question whether the outgoing officer goes on after all."""
    words = _("{name} is noted as absent. From now on they explain and sign as ever.")
    name = shown(shift.officer, limit=40).plain
    title = _("The outgoing officer goes on after all?")
    return Question(title, Content(words.format(name=name)), _("Note it"))


def _ways() -> tuple[tuple[str, str], ...]:
    """Return how a leader is spoken to."""
    return ((_("by phone"), "phone"), (_("in person"), "in_person"))


def leader_password(shift: ShiftRow, *, changed: bool = False) -> Question:
    """Return the question for the leader's signature.

    Args:
        shift: The shift in charge.
        changed: The list has changed since they signed, while both were signing.
    """
    said = _("{name} signs the handover.")
    if changed:
        said = _("The list has changed: {name} signs anew. What was typed is kept.")
    words = said.format(name=shown(shift.leader, limit=40).plain)
    secret = Blank("password", _("Password"), required=True, secret=True, longest=128)
    return Question(_("The leader signs"), Content(words), _("Sign"), (secret,))


def note(now: datetime) -> Question:
    """Return the question for a note or a temporary state."""
    kinds = ((_("note for the next shift"), "note"), (_("temporary state in force"), "state"))

    def wrong(until: str) -> str:
        if not until or typed_moment(until, now) is not None:
            return ""
        return _("Write a time such as 18:00 or 11-27 8:30, or leave it empty.")

    return Question(
        _("Leave a note"),
        Content(_("It goes into every handover until somebody ends it.")),
        _("Leave it"),
        (
            Blank("text", _("Words"), required=True, longest=LONGEST),
            Blank("kind", _("What it is"), "note", required=True, choices=kinds),
            Blank("until", _("Expected until"), longest=20),
        ),
        check=lambda answer: wrong(answer["until"]),
    )


def ending(item: Item) -> Question:
    """Return the question what came of a note."""
    blank = Blank("how", _("What came of it"), longest=LONGEST)
    return Question(_("End this note?"), shown(item.what, limit=300), _("End it"), (blank,))


def taking_on(what: str, reason: str) -> Question:
    """Return the question what is done now about something that was declined.

    Args:
        what: What it is about.
        reason: Why it was declined.
    """
    body = Content.assemble(
        shown(what, limit=300),
        "\n",
        (f"{_('Reason')} ", "$foreground 60%"),
        shown(reason, limit=200),
    )
    blank = Blank("words", _("What is done about it now"), required=True, longest=LONGEST)
    return Question(_("Take this on"), body, _("Take on"), (blank,))


def meanwhile(item: Item, walk: Walk) -> Question:
    """Return the question what both say of an item that came or changed while they signed.

    Args:
        item: The item, as it stands now.
        walk: The handover.
    """
    unexplained = to_be_explained(walk, item)
    decisions = ((_("accept"), "accepted"), (_("decline"), "declined"))

    def wrong(answer: Mapping[str, str]) -> str:
        accepted = answer["decision"] == Decision.ACCEPTED
        if answer["reason"] or (accepted and not (unexplained and walk.absent)):
            return ""
        return _("This decision takes a reason.")

    explanation = Blank(
        "explanation", _("How it stands, what is next"), required=True, longest=LONGEST
    )
    words = _("It came or changed while you were signing. What was typed is kept.")
    return Question(
        _("Decide on this item, then it is signed"),
        Content("\n").join([Content(words), _which(item)]),
        _("Go on"),
        (
            *((explanation,) if unexplained and not walk.absent else ()),
            Blank("decision", _("The relief says"), required=True, choices=decisions, line=True),
            Blank("reason", _("Reason"), longest=LONGEST),
        ),
        check=wrong,
    )


def giving_up() -> Question:
    """Return the question why a handover is given up."""
    blank = Blank("reason", _("Reason"), required=True)
    words = Content(_("The shift goes on. What was explained can be read later."))
    return Question(_("Give this handover up?"), words, _("Give up"), (blank,))


def names(
    outgoing: str, incoming: str, against: Sequence[Blocker], *, absent: bool = False
) -> Question:
    """Return the question with which a desk without accounts signs.

    Args:
        outgoing: Name of the outgoing officer.
        incoming: Name of the relief.
        against: What stands against it; each takes a reason.
        absent: The outgoing officer was taken ill: the relief signs alone.
    """
    said = _("{outgoing} hands over to {incoming}. Both stand beside the desk and agree.")
    if absent:
        said = _("{outgoing} was taken ill and does not sign. {incoming} signs alone.")
    words = said.format(
        outgoing=shown(outgoing, limit=40).plain, incoming=shown(incoming, limit=40).plain
    )
    return Question(
        _("Sign the handover"),
        Content("\n").join([Content(words), *against_told(against)]),
        _("Sign"),
        (
            *reasons_for(against),
            Blank("leader", _("Leader of the new shift"), longest=40, named=True),
            Blank("phone", _("Their phone"), longest=40),
        ),
    )
