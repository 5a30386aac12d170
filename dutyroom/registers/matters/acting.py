"""What may be done to a matter; what the rules forbid is refused in a sentence (article 14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import facts
from dutyroom.registers.matters.detail import MatterDetail, detail
from dutyroom.registers.matters.ending import Said, ended
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.facts import Note, Opening
from dutyroom.registers.matters.fields import CODED, CORRECTABLE, TIMES, Officer, coded
from dutyroom.registers.matters.instruction_facts import Instruction, instructed
from dutyroom.registers.matters.kinds import LinkKind
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.reading import get
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def known(access: Access, matter: str) -> MatterDetail:
    """Return a matter.

    Raises:
        MatterRefused: There is none.
    """
    with access.store.read() as session:
        found = detail(session, matter)
    if found is None:
        raise MatterRefused(_("This matter is not in the register. Nothing was changed."))
    return found


def still_open(access: Access, matter: str) -> MatterDetail:
    """Return a matter that is still to be done.

    Raises:
        MatterRefused: There is none, or it is closed.
    """
    found = known(access, matter)
    if not found.row.open:
        raise MatterRefused(_("This matter is closed: reopen it first. Nothing was changed."))
    return found


def needed(text: str, sentence: str) -> str:
    """Return a text without the spaces around it.

    Args:
        text: What was typed.
        sentence: What is said where nothing was.

    Raises:
        MatterRefused: Nothing was typed.
    """
    if not text.strip():
        raise MatterRefused(sentence)
    return text.strip()


def record(access: Access, row: MatterRow, *made: Fact) -> None:
    """Record facts that follow all that is known of a matter, each the one before.

    Raises:
        MatterRefused: Somebody else has changed it meanwhile.
        StoreError: The database cannot be written; nothing was changed.
    """
    followed = [facts.after(fact, row.revision + number) for number, fact in enumerate(made)]
    access.ledger.record(*followed, provided=lambda session: unchanged(session, row))


def unchanged(session: Session, row: MatterRow) -> None:
    """Look whether a matter still stands as it was read.

    Raises:
        MatterRefused: Somebody else has changed it meanwhile.
    """
    now = get(session, row.id)
    if now is None or now.revision != row.revision:
        raise MatterRefused(
            _("Somebody else has just changed this matter: look again. Nothing was changed.")
        )


def open_matter(
    access: Access,
    what: Opening,
    *,
    by: Officer,
    at: datetime | None = None,
    identity: str = "",
    ordered: Instruction | None = None,
) -> str:
    """Take a matter into the register; its first receiver stays that for ever (article 14).

    Args:
        access: Gives database, clock and place.
        what: What is known of it.
        by: Who enters it and handles it until somebody else accepts it; its first receiver where
            nothing else is known.
        at: When it is entered; by default now.
        identity: Its id, so that a form sent twice opens one matter; by default a new one.
        ordered: What a leader ordered with it; recorded together with it or not at all.

    Returns:
        Its id.

    Raises:
        MatterRefused: It says nothing, or nobody receives it; or who or what of the instruction.
        StoreError: The database cannot be written; nothing was changed.
    """
    needed(what.content, _("A matter says what it is about. Nothing was changed."))
    needed(by.name, _("A matter has a first receiver. Nothing was changed."))
    matter = identity or facts.new_id()
    now, place = at or access.clock.now(), access.place
    made = [facts.opened(matter, now, place, by=by, what=what)]
    if ordered is not None:
        instruction_given(ordered)
        # The same form sent twice gives one instruction, too: the first of this matter.
        said = instructed(matter, now, place, actor=by.name, instruction=matter, what=ordered)
        made.append(facts.after(said, 0))
    access.ledger.record(*made)
    return matter


def instruction_given(what: Instruction) -> None:
    """See that an instruction says who gave it, in which words.

    Raises:
        MatterRefused: It does not.
    """
    needed(what.given_by, _("Write who gave the instruction. Nothing was changed."))
    needed(what.words, _("Write the exact words of the instruction. Nothing was changed."))


def note(
    access: Access, matter: str, said: Note, *, by: Officer, at: datetime | None = None
) -> None:
    """Add an entry to the thread: done what, told whom, by which way, with what answer.

    Raises:
        MatterRefused: It says nothing, or the matter is closed.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = still_open(access, matter).row
    needed(
        said.words + said.told + said.waiting_for,
        _("Write what was done or who was told. Nothing was changed."),
    )
    fact = facts.noted(matter, at or access.clock.now(), access.place, actor=by.name, note=said)
    record(access, row, fact)


def close(
    access: Access, matter: str, result: str, *, by: Officer, said: Said | None = None
) -> None:
    """Close a matter; there must be a result, and nobody who was asked and has not answered.

    Of each instruction without an outcome it is said what came of it, or expressly why the matter
    is closed all the same (article 16).

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        result: The result.
        by: Who closes it.
        said: What is said of instructions.

    Raises:
        MatterRefused: There is no result, it is closed, a transfer is pending, or nothing is said
            of an instruction.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = still_open(access, matter)
    words = needed(result, _("A matter is only closed with a result. Nothing was changed."))
    if found.asked is not None:
        name = found.asked.offered_to
        raise MatterRefused(
            _(
                "{name} was asked to take this matter over and has not answered: take the offer "
                "back first. Nothing was changed."
            ).format(name=name)
        )
    ordered = ended(access, found, said or Said(), by)
    made = facts.closed(matter, access.clock.now(), access.place, actor=by.name, result=words)
    record(access, found.row, *ordered, made)


def reopen(access: Access, matter: str, why: str, *, by: Officer) -> None:
    """Reopen a matter; there must be a reason. Its handler is whoever had it.

    Raises:
        MatterRefused: There is no reason, or it is open.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, matter).row
    if row.open:
        raise MatterRefused(_("This matter is open. Nothing was changed."))
    said = needed(why, _("A matter is only reopened with a reason. Nothing was changed."))
    made = facts.reopened(matter, access.clock.now(), access.place, actor=by.name, why=said)
    record(access, row, made)


def link(access: Access, matter: str, kind: LinkKind, target: str, *, by: Officer) -> None:
    """Link a matter to a call, a recording, an incident or another matter.

    A link between two matters is written to both.

    Raises:
        MatterRefused: It is the matter itself, one that is not there, or one that somebody
            else has changed meanwhile.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, matter).row
    now, place = access.clock.now(), access.place
    there = facts.linked(matter, now, place, actor=by.name, kind=kind, target=target)
    made, seen = [facts.after(there, row.revision)], [row]
    if kind is LinkKind.MATTER:
        if target == matter:
            raise MatterRefused(_("A matter is not linked to itself. Nothing was changed."))
        other = known(access, target).row
        back = facts.linked(target, now, place, actor=by.name, kind=kind, target=matter)
        made.append(facts.after(back, other.revision))
        seen.append(other)

    def still(session: Session) -> None:
        for each in seen:
            unchanged(session, each)

    access.ledger.record(*made, provided=still)


def correct(
    access: Access, matter: str, changes: Mapping[str, str], why: str, *, by: Officer
) -> None:
    """Change fields, all of them or none; old and new values are shown from now on.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        changes: What is right, by names of `fields.CORRECTABLE`; a time as ISO 8601. Empty:
            nothing is to stand there.
        why: The reason.
        by: Who changes it.

    Raises:
        MatterRefused: A field never changes, a value does not fit, or there is no reason.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = known(access, matter).row
    said = needed(why, _("A correction takes a reason. Nothing was changed."))
    now, made = access.clock.now(), []
    for name, new in changes.items():
        old = _replaced(row, name, new)
        fact = facts.corrected(
            matter, now, access.place, actor=by.name, name=name, old=old, new=new, why=said
        )
        made.append(fact)
    if not made:
        raise MatterRefused(_("Nothing has been changed."))
    record(access, row, *made)


def _replaced(row: MatterRow, name: str, new: str) -> str:
    """Return what stands in a field that another value is to take the place of.

    Raises:
        MatterRefused: The field never changes, or the value does not fit or is the same.
    """
    if name not in CORRECTABLE:
        raise MatterRefused(
            _("First receiver and handler are never corrected. Nothing was changed.")
        )
    value = getattr(row, name)
    old = iso(value) if name in TIMES else str(value)
    if name in CODED and not coded(name, new):
        raise MatterRefused(_("This value is not one of the choices. Nothing was changed."))
    if name == "content":
        needed(new, _("A matter says what it is about. Nothing was changed."))
    if old == new:
        raise MatterRefused(_("Nothing has been changed."))
    return old
