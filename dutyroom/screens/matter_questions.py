"""The questions about a matter that are answered in a line or two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.matter_words import choices
from dutyroom.i18n import _
from dutyroom.registers.matters import acting, attaching, instructing, moving, reading
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Channel, LinkKind
from dutyroom.registers.matters.linked import call_numbered, recording_numbered
from dutyroom.registers.people import reading as people
from dutyroom.registers.values import choice
from dutyroom.screens.asking import Blank, Question
from dutyroom.widgets.moments import minute
from dutyroom.widgets.path_suggester import chosen
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.matters.detail import MatterDetail

Answer = Mapping[str, str]
_WHY = "why"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what is done with the answer.

    Attributes:
        question: The question.
        act: Does it, in the writing thread; may raise a `PlainError`.
    """

    question: Question
    act: Callable[[Access, Answer], object]


def convey(detail: MatterDetail, by: Officer) -> Asked:
    """Ask to whom an instruction was passed on."""
    orders = [
        (f"{minute(each.received_at)} {shown(each.given_by, limit=30).plain}", each.id)
        for each in reversed(detail.instructions)
    ]
    blanks = (
        Blank("instruction", _("Instruction"), orders[0][1], required=True, choices=orders),
        Blank("told", _("Conveyed to"), required=True, named=True),
        Blank("channel", _("By which way"), Channel.PHONE, choices=choices("channel")),
    )

    def act(access: Access, answer: Answer) -> None:
        channel = choice(Channel, answer["channel"]) or Channel.PHONE
        order, told = answer["instruction"], answer["told"]
        instructing.convey(access, detail.row.id, order, told, channel, by=by)

    return Asked(Question(_("Conveyed"), _about(detail), _("Confirm"), blanks), act)


def receipt(detail: MatterDetail, by: Officer) -> Asked:
    """Ask who confirmed an instruction, and how."""
    waiting = [
        (f"{minute(each.at)} {shown(each.told, limit=30).plain}", each.id)
        for each in detail.conveyances
        if each.receipt_at is None
    ]
    blanks = (
        Blank("conveyance", _("Conveyed to"), waiting[0][1], required=True, choices=waiting),
        Blank("words", _("Receipt"), required=True),
    )

    def act(access: Access, answer: Answer) -> None:
        told, words = answer["conveyance"], answer["words"]
        instructing.receipt(access, detail.row.id, told, words, by=by)

    return Asked(Question(_("Receipt"), _about(detail), _("Confirm"), blanks), act)


def settle(detail: MatterDetail, by: Officer) -> Asked:
    """Ask what came of an instruction."""
    waiting = [
        (f"{minute(each.received_at)} {shown(each.given_by, limit=30).plain}", each.id)
        for each in detail.instructions
        if each.settled_at is None
    ]
    blanks = (
        Blank("instruction", _("Instruction"), waiting[0][1], required=True, choices=waiting),
        Blank("outcome", _("Outcome"), required=True, longest=1000),
    )

    def act(access: Access, answer: Answer) -> None:
        order, outcome = answer["instruction"], answer["outcome"]
        instructing.settle(access, detail.row.id, order, outcome, by=by)

    return Asked(Question(_("Outcome"), _about(detail), _("Confirm"), blanks), act)


def transfer(detail: MatterDetail, by: Officer) -> Asked:
    """Ask who is to take it over."""
    words = _("It stays with {name} until the other accepts.").format(
        name=shown(detail.row.handler, limit=40).plain
    )
    blanks = (
        Blank("to", _("Transfer to"), required=True, longest=40, named=True),
        Blank(_WHY, _("Reason"), required=True),
    )

    def act(access: Access, answer: Answer) -> None:
        with access.store.read() as session:
            known = people.named(session, answer["to"])
        to = Officer(answer["to"], known[0].id if len(known) == 1 else "")
        moving.ask_transfer(access, detail.row.id, to, answer[_WHY], by=by)

    body = Content.assemble(_about(detail), "\n", words)
    return Asked(Question(_("Transfer"), body, _("Ask"), blanks), act)


def accept(detail: MatterDetail, by: Officer) -> Asked:  # noqa: ARG001 - whoever was asked answers
    """Ask whoever was asked for their name, and for their password where they have one."""
    asked = detail.row.asked
    words = _("{name} was asked. From now on the matter is theirs.").format(
        name=shown(asked, limit=40).plain
    )
    blanks = (
        Blank("name", _("Your name"), required=True, longest=40, named=True),
        Blank("password", _("Password, if you have an account"), secret=True),
    )

    def act(access: Access, answer: Answer) -> None:
        name = answer["name"]
        identity = detail.row.asked_id if name == asked else ""
        who = Officer(name, identity)
        moving.accept_transfer(access, detail.row.id, by=who, password=answer["password"])

    body = Content.assemble(_about(detail), "\n", words)
    return Asked(Question(_("Accept the transfer"), body, _("Accept"), blanks), act)


def decline(detail: MatterDetail, by: Officer) -> Asked:  # noqa: ARG001 - whoever was asked answers
    """Ask whoever was asked why they do not take it over."""
    blanks = (
        Blank("name", _("Your name"), required=True, longest=40, named=True),
        Blank(_WHY, _("Reason"), required=True),
        Blank("password", _("Password, if you have an account"), secret=True),
    )

    def act(access: Access, answer: Answer) -> None:
        name, reason = answer["name"], answer[_WHY]
        who = Officer(name, detail.row.asked_id if name == detail.row.asked else "")
        moving.decline_transfer(access, detail.row.id, reason, by=who, password=answer["password"])

    question = Question(_("Decline the transfer"), _about(detail), _("Decline"), blanks)
    return Asked(question, act)


def withdraw(detail: MatterDetail, by: Officer) -> Asked:
    """Ask whoever asked, or the handler, whether the offer is taken back."""
    blanks = (
        Blank("name", _("Your name"), required=True, longest=40, named=True),
        Blank(_WHY, _("Reason")),
        Blank("password", _("Password, if you have an account"), secret=True),
    )

    def act(access: Access, answer: Answer) -> None:
        named = (each for each in (detail.row.holder, by) if each.name == answer["name"])
        who, why = next(named, Officer(answer["name"])), answer[_WHY]
        moving.withdraw_transfer(
            access, detail.row.id, by=who, why=why, password=answer["password"]
        )

    return Asked(Question(_("Take the transfer back"), _about(detail), _("Confirm"), blanks), act)


def reopen(detail: MatterDetail, by: Officer) -> Asked:
    """Ask why it is reopened."""
    blanks = (Blank(_WHY, _("Reason"), required=True),)

    def act(access: Access, answer: Answer) -> None:
        acting.reopen(access, detail.row.id, answer[_WHY], by=by)

    return Asked(Question(_("Reopen"), _about(detail), _("Reopen"), blanks), act)


def attach(detail: MatterDetail, by: Officer, folder: Path, largest: int) -> Asked:
    """Ask which file is kept with it.

    Args:
        detail: The matter.
        by: Who attaches it.
        folder: Where attachments are kept.
        largest: Most bytes of a file.
    """
    blanks = (Blank("path", _("File"), "~/", required=True, longest=1000, path=True),)

    def act(access: Access, answer: Answer) -> None:
        path = chosen(answer["path"])
        if path is None:
            raise MatterRefused(_("That is no name of a file."))
        attaching.attach(access, detail.row.id, path, folder, largest=largest, by=by)

    return Asked(Question(_("Attach a file"), _about(detail), _("Attach"), blanks), act)


def link(detail: MatterDetail, by: Officer) -> Asked:
    """Ask to what it is linked, by the printed number."""
    words = _("A recording has its call's number, with /2 for its second segment.")
    blanks = (
        Blank("kind", _("Link to"), LinkKind.MATTER, required=True, choices=choices("link")),
        Blank("number", _("Printed number"), required=True, longest=40),
    )

    def act(access: Access, answer: Answer) -> None:
        kind = LinkKind(answer["kind"])
        target = _numbered(access, kind, answer["number"])
        acting.link(access, detail.row.id, kind, target, by=by)

    body = Content.assemble(_about(detail), "\n", words)
    return Asked(Question(_("Link"), body, _("Link"), blanks), act)


def _numbered(access: Access, kind: LinkKind, number: str) -> str:
    """Return the id of what has a printed number; an incident is known by its number alone.

    Raises:
        MatterRefused: There is none.
    """
    if kind is LinkKind.INCIDENT:
        return number.strip()
    with access.store.read() as session:
        if kind is LinkKind.MATTER:
            matter = reading.numbered(session, number)
            found = matter.id if matter is not None else ""
        elif kind is LinkKind.RECORDING:
            found = recording_numbered(session, number)
        else:
            found = call_numbered(session, number)
    if not found:
        raise MatterRefused(_("There is nothing with this number. Nothing was changed."))
    return found


def _about(detail: MatterDetail) -> Content:
    """Return which matter it is."""
    content = shown(" ".join(detail.row.content[:200].split()), limit=60)
    return Content.assemble((detail.row.label, "bold"), "  ", content)
