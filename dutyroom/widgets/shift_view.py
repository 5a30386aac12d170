"""Everything about a shift, as it is read on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from textual.content import Content

from dutyroom.i18n import N_, _
from dutyroom.phrases import listed, pair
from dutyroom.registers.equipment.needed import CRITICAL
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.reading import ShiftDetail
from dutyroom.registers.shifts.rows import LeaderRow, PresenceRow
from dutyroom.registers.values import choice
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown

_LABEL: Final = 20

CODES: Final = {
    "role": N_("not among the officers"),
    "post": N_("kind of post"),
    "inactive": N_("not on duty on this day"),
    "training": N_("training expired"),
    "holiday-training": N_("no pre-holiday training"),
    "no-leader": N_("no leader"),
    "leader": N_("not among the leaders"),
    "rostered-otherwise": N_("rostered otherwise"),
    "same-officer": N_("serves already"),
    "elsewhere": N_("in charge elsewhere"),
    "outgoing-absent": N_("outgoing officer did not sign"),
    "leader-consent": N_("leader who agreed"),
    "away": N_("officer is on leave"),
    "leader-away": N_("leader is on leave"),
    "equipment-check": N_("equipment not checked"),
    CRITICAL: N_("critical equipment out of order"),
    "equipment-end-check": N_("equipment not checked at the end"),
    "handover-unsigned": N_("handover not signed"),
}
"""Short words for what may be set aside, whichever register asks for it."""

FIELD_LABELS: Final = {
    "officer": N_("Officer"),
    "phone": N_("Leader's phone"),
    "arrived_at": N_("Arrived"),
}
"""Words for the fields that a correction may change."""


_MISSING: Final = {
    "first": N_("first responsible"),
    "acting": N_("acting deputy"),
    "main": N_("mainly responsible"),
    "direct": N_("directly responsible"),
    "head_of_room": N_("head of the duty room"),
    "officers": N_("duty officer"),
}
"""Words for those who answer and of whom nobody is known."""


def whole(known: ShiftDetail, devices: Mapping[str, str]) -> Content:
    """Return everything about a shift, a line for each thing.

    Args:
        known: The shift.
        devices: The names of what stands in the room, by its key in the checklist.
    """
    return Content("\n").join(list(_lines(known, devices)))


def _lines(known: ShiftDetail, devices: Mapping[str, str]) -> Iterator[Content]:
    """Yield the lines."""
    shift = known.shift
    began = Content.assemble(minute(shift.begun_at), "  ", _arrival(known))
    yield _line(_("In charge since"), began)
    fit = _("declared: no alcohol, fit for duty") if known.fit else ""
    officer = Content.assemble(_bold(shift.officer), "  ", fit, _new(known, known.in_charge))
    yield _line(_("Officer"), officer)
    for leader in reversed(known.leaders):
        yield _line(_("Leader"), _leader(leader))
    if not known.leaders:
        yield _line(_("Leader"), Content.styled(_("none"), "bold $error"))
    for other in known.officers:
        joined = minute(other.joined_at)
        left = minute(other.left_at) if other.left_at else ""
        span = f"{joined} - {left}" if left else _("since {time}").format(time=joined)
        told = Content.assemble(_bold(other.name), "  ", span, _new(known, other.person))
        yield _line(_("Beside"), told)
    for away in known.absences:
        out = minute(away.out_at) if away.out_at else ""
        back = minute(away.in_at) if away.in_at else _("still away")
        who = _("{name} stood in").format(name=shown(away.substitute, limit=12).plain)
        reason = shown(away.reason, limit=60)
        whose = Content.assemble(_bold(shift.officer), "  ", out, " - ", back)
        yield _line(_("Away"), Content.assemble(whose, "  ", reason, "  ", who))
    for gone in known.officers_away:
        out = minute(gone.out_at) if gone.out_at else ""
        back = minute(gone.in_at) if gone.in_at else _("still away")
        whose = Content.assemble(_bold(gone.name), "  ", out, " - ", back)
        yield _line(_("Away"), Content.assemble(whose, "  ", shown(gone.reason, limit=60)))
    if known.presence:
        yield _line(_("Presence"), Content("  ").join([_presence(each) for each in known.presence]))
    for code, why in known.overrides.items():
        aside = pair(_aside(known, code, devices), shown(why, limit=120).plain)
        yield _line(_("Set aside"), Content(aside))
    yield from _answering(known)
    for fix in known.corrections:
        label = _(FIELD_LABELS[fix.field]) if fix.field in FIELD_LABELS else fix.field
        words = Content.assemble(
            label, " ", shown(fix.old, limit=40), " > ", shown(fix.new, limit=40), "  ",
            minute(fix.at), " ", shown(fix.by, limit=12), "  ", shown(fix.why, limit=80),
        )  # fmt: skip
        yield _line(_("Corrected"), words)


def _new(known: ShiftDetail, person: str) -> Content:
    """Return the marks of a first duty, and of who is not of the fixed pool (article 13)."""
    marks = [_("first duty on record")] if person in known.first_time else []
    if person in known.ad_hoc:
        marks.append(_("outside the fixed pool") if person else _("not in the register"))
    return Content.styled("".join(f"  {mark}" for mark in marks), "$warning")


def _aside(known: ShiftDetail, code: str, devices: Mapping[str, str]) -> str:
    """Return what was set aside, and for which item, later leader, other officer or substitute."""
    if (device := code.removeprefix(f"{CRITICAL}-")) != code:
        return f"{_(CODES[CRITICAL])} {shown(devices.get(device, device), limit=24).plain}"
    came = {
        "/": [each.name for each in known.leaders],
        "+": [each.name for each in known.officers],
        "~": [each.substitute for each in known.absences],
    }
    mark = next((each for each in came if each in code), "/")
    what, _mark, number = code.partition(mark)
    word = _(CODES[what]) if what in CODES else shown(code, limit=24).plain
    named = came[mark][int(number) - 1 : int(number)] if number.isdecimal() else ()
    return " ".join([word, *(shown(each, limit=12).plain for each in named)])


def _answering(known: ShiftDetail) -> Iterator[Content]:
    """Yield who answers for the shift (article 25)."""
    for each in known.responsible:
        kind = each.kind.label if each.kind is not None else ""
        post, phone = shown(each.post, limit=20), shown(each.phone, limit=20)
        since = _("from {time} on").format(time=minute(each.since)) if each.since else ""
        yield _line(kind, Content.assemble(_bold(each.name), "  ", post, "  ", phone, "  ", since))
    if known.responsible_missing:
        words = listed(_(_MISSING.get(name, name)) for name in known.responsible_missing)
        yield _line(_("Nobody known"), Content.styled(words, "$warning"))


def _leader(row: LeaderRow) -> Content:
    """Return a leader, where they are, and whether they have said so."""
    mode = choice(LeaderMode, row.mode)
    where = mode.label if mode is not None else ""
    if row.acknowledged_at is None:
        said = Content.styled(_("has not confirmed"), "$warning")
    elif row.attested_by and mode is LeaderMode.AT_POST:
        said = Content.styled(
            _("reported {time} by {name}, not signed by the leader").format(
                time=f"{local(row.acknowledged_at):%H:%M}",
                name=shown(row.attested_by, limit=12).plain,
            ),
            "$warning",
        )
    else:
        heard = _("heard by {name}").format(name=shown(row.attested_by, limit=12).plain)
        said = Content.assemble(
            _("confirmed {time}").format(time=f"{local(row.acknowledged_at):%H:%M}"),
            "  ",
            heard if row.attested_by else "",
        )
    phone = shown(row.phone, limit=20)
    return Content.assemble(_bold(row.name), "  ", phone, "  ", where, "  ", said)


def _arrival(known: ShiftDetail) -> Content:
    """Return when the officer came, and how early."""
    arrived, margin = known.shift.arrived_at, known.shift.margin
    if arrived is None:
        return Content("")
    words = _("arrived {time}").format(time=f"{local(arrived):%H:%M}")
    if margin is None:
        return Content(words)
    early = _("{minutes} min early") if margin >= 0 else _("{minutes} min late")
    return Content(f"{words}  {early.format(minutes=int(abs(margin) // 60))}")


def _presence(row: PresenceRow) -> Content:
    """Return one confirmation."""
    due = f"{local(row.due_at):%H:%M}"
    if row.missed:
        late = f" ({local(row.confirmed_at):%H:%M})" if row.confirmed_at else ""
        return Content.styled(_("{time} not confirmed").format(time=due) + late, "$warning")
    return Content(_("{time} confirmed").format(time=due))


def _bold(text: str) -> Content:
    """Return a name."""
    return shown(text, limit=20).stylize("bold")


def _line(label: str, words: Content) -> Content:
    """Return a label with what belongs to it."""
    return Content.assemble(
        Content.styled(cell(Content(label), _LABEL).plain, "$foreground 60%"), " ", words
    )
