"""The call slip (电话记录单): what it holds, and its words.

One record of one call, on which the leader writes an instruction by hand and
the recorder signs: time of the call; unit, name, post and number of the caller;
content; proposed handling, instruction, result; and for an urgent call what
article 16 asks for. The same slip becomes a page, plain text or a spreadsheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.documents.plain import printable
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.standard.clocks import local


@dataclass(frozen=True, slots=True)
class CallSlip:
    """The values of one slip; an empty text leaves room to write by hand.

    Attributes:
        unit: Name of the unit that keeps the record.
        number: Running number, for instance `2026-00012`.
        called_at: When the call came or was made, aware.
        printed_at: When the slip is made, aware.
        stated_time: The time as the officer wrote it down; empty: as the line says.
        outgoing: The unit made the call itself.
        medium: How it came, in the words of the interface; empty: the recorded line.
        outcome: What became of it, in the words of the interface.
        caller_unit: Unit of the caller.
        caller_name: Name of the caller.
        caller_post: Post of the caller.
        caller_number: Number, as the officer reads it.
        content: What was said.
        urgent: The call is urgent.
        urgent_fields: Label and text of what an urgent call needs besides.
        proposed: Proposed handling (拟办意见).
        instruction: The leader's instruction (领导批示).
        result: Result (处理结果).
        recorder: Who wrote the record.
        recorded_at: When it was signed in the console, aware.
        leader: The leader on duty.
        corrections: One sentence for each correction made later.
        recordings: File and hash of each recording.
    """

    unit: str
    number: str
    called_at: datetime
    printed_at: datetime
    stated_time: str = ""
    outgoing: bool = False
    medium: str = ""
    outcome: str = ""
    caller_unit: str = ""
    caller_name: str = ""
    caller_post: str = ""
    caller_number: str = ""
    content: str = ""
    urgent: bool = False
    urgent_fields: tuple[tuple[str, str], ...] = ()
    proposed: str = ""
    instruction: str = ""
    result: str = ""
    recorder: str = ""
    recorded_at: datetime | None = None
    leader: str = ""
    corrections: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A field of the form that is written in, by the program or by hand.

    Attributes:
        label: What stands in the margin.
        text: What is known.
        room: Least height in centimetres.
        signed: Somebody signs and dates it.
    """

    label: str
    text: str
    room: float
    signed: bool = False


def local_minute(moment: datetime) -> str:
    """Return a time as records have it: Beijing time, to the minute, 24 hours."""
    here = local(moment)
    return _("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}").format(
        year=here.year, month=here.month, day=here.day, hour=here.hour, minute=here.minute
    )


def minute_or_empty(moment: datetime | None) -> str:
    """Return a time to the minute; empty where there is none."""
    return local_minute(moment) if moment is not None else ""


def title() -> str:
    """Return the name of the form."""
    return _("Call slip")


def pairs(slip: CallSlip) -> list[tuple[str, str]]:
    """Return label and text of the short fields, in the order of the form."""
    when, unit, number = (
        (_("Time of the outgoing call"), _("Called unit"), _("Called number"))
        if slip.outgoing
        else (_("Time of call"), _("Caller's unit"), _("Caller's number"))
    )
    way = slip.medium or _("Duty line")
    fields = [
        (when, slip.stated_time or local_minute(slip.called_at)),
        (_("Way"), " ".join(part for part in (way, slip.outcome) if part)),
        (unit, slip.caller_unit),
        (number, slip.caller_number),
        (_("Name"), slip.caller_name),
        (_("Post"), slip.caller_post),
    ]
    return [(label, printable(text, lines=False)) for label, text in fields]


def boxes(slip: CallSlip) -> list[Box]:
    """Return the long fields, in the order of the form."""
    urgent = [Box(label, printable(text), 0.6) for label, text in slip.urgent_fields if text]
    return [
        Box(_("Content of the call"), printable(slip.content), 2.4 if urgent else 5.6),
        *urgent,
        Box(_("Proposed handling"), printable(slip.proposed), 1.6),
        Box(_("Leader's instruction"), printable(slip.instruction), 2.6, signed=True),
        Box(_("Handling and result"), printable(slip.result), 1.6),
    ]


def notes(slip: CallSlip) -> list[str]:
    """Return what stands below the form: corrections, and the recordings with their hashes."""
    corrected = [
        _("Correction {number}: {text}").format(number=number, text=printable(text, lines=False))
        for number, text in enumerate(slip.corrections, 1)
    ]
    recorded = [
        _("Recording {number}: {text}").format(number=number, text=printable(text, lines=False))
        for number, text in enumerate(slip.recordings, 1)
    ]
    return corrected + recorded


def footer(slip: CallSlip) -> str:
    """Return the line that says when the slip was made."""
    return _("Printed {time}").format(time=local_minute(slip.printed_at))


def as_text(slip: CallSlip) -> str:
    """Return the slip as plain text: what remains where no page can be made."""
    heading = f"{printable(slip.unit, lines=False)}  {title()}"
    number = _("No. {number}").format(number=printable(slip.number, lines=False))
    lines = [heading, number + (f"  [{_('URGENT')}]" if slip.urgent else ""), ""]
    lines += [pair(label, text) for label, text in pairs(slip)]
    for box in boxes(slip):
        lines += ["", f"[{box.label}]", box.text]
    lines += ["", pair(_("Recorder"), printable(slip.recorder, lines=False))]
    if slip.recorded_at is not None:
        lines.append(pair(_("Recorded"), local_minute(slip.recorded_at)))
    if slip.leader:
        lines.append(pair(_("Leader on duty"), printable(slip.leader, lines=False)))
    lines += [*notes(slip), "", footer(slip)]
    return "\n".join(lines) + "\n"
