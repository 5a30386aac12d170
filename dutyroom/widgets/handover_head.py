"""The two lines on top of a handover: who hands over to whom, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.handover_words import LEADER, agreed_words, margin_words, word
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.standard.handover.values import Walk
from dutyroom.standard.handover.walking import Standing, Step, before_shift, standing, step
from dutyroom.widgets.handover_words import steps
from dutyroom.widgets.moments import local
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.desk.handover import Looked
    from dutyroom.registers.shifts.rows import OfficerRow


def head(looked: Looked, now: datetime, *, leader_done: bool = True) -> Content:
    """Return the two lines; empty where nobody is on duty.

    Args:
        looked: How the handover stands.
        now: The present.
        leader_done: Nothing is owed to the leader before the signatures.
    """
    held = looked.held
    if held is None:
        return Content("")
    row = held.row
    title = Content.styled(_("Handover"), "bold $accent")
    number = Content(f" {row.label}") if row is not None else Content("")
    relief = row.relief if row is not None else ""
    who = Content.assemble(
        shown(held.shift.officer, limit=12).stylize("bold"),
        *(Content(f" + {shown(each.name, limit=12).plain}") for each in _here(looked)),
        " > ",
        shown(relief, limit=12).stylize("bold") if relief else Content.styled("?", "bold $warning"),
    )
    parts = [Content.assemble(title, number), who]
    if row is not None and held.walk.absent:
        agreed = agreed_words(row.agreed_by, row.agreed_mode)
        absent = clauses(part for part in (_("taken ill"), agreed) if part)
        parts.append(shown(absent, limit=40).stylize("bold $warning"))
    if row is not None and row.margin is not None:
        late = row.margin < 0
        parts.append(Content.styled(margin_words(row.margin), "bold $error" if late else ""))
    elif row is not None and row.arrived_at is not None:  # no hour is planned: when alone is said
        parts.append(Content(_("here since {time}").format(time=_hour(row.arrived_at, now))))
    if row is not None and row.arrived_at and before_shift(held.shift.begun_at, row.arrived_at):
        parts.append(Content.styled(_("clock set back"), "bold $warning"))
    if looked.ends is not None:
        parts.append(_ends(looked.ends, now))
    if row is not None and row.leader:
        told = " ".join([_("Leader told"), word(LEADER, row.leader_mode)])
        anew = row.leader_mode == "signed" and row.under_way and not held.leader_signed
        changed = Content.styled(_("the list has changed: leader signs anew"), "bold $warning")
        parts.append(changed if anew else Content.styled(told, "$success"))
    return Content.assemble(
        Content("  ").join(parts),
        "\n",
        steps(step(held.walk)),
        "  ",
        _counts(held.walk, leader_done=leader_done),
    )


def _here(looked: Looked) -> Iterator[OfficerRow]:
    """Yield the officers who still serve beside the one in charge."""
    return (each for each in looked.beside if each.left_at is None)


def _ends(ends: datetime, now: datetime) -> Content:
    """Return when the shift is to end, with the day where it is another one; red when that is over.

    A shift of a whole day ends at the hour at which it began.
    """
    words = _("hands over {time}").format(time=_hour(ends, now))
    return Content.styled(words, "bold $error" if now >= ends else "")


def _hour(moment: datetime, now: datetime) -> str:
    """Return the hour of a moment, with the day where that is not today."""
    at = local(moment)
    return f"{at:%H:%M}" if at.date() == local(now).date() else f"{at:%m-%d %H:%M}"


def _counts(walk: Walk, *, leader_done: bool) -> Content:
    """Return how many items stand how."""
    count = Counter(standing(walk, item) for item in walk.items)
    to_explain = count[Standing.UNEXPLAINED] + count[Standing.ASKED]
    to_decide = count[Standing.EXPLAINED] + count[Standing.CHANGED]
    now = step(walk)
    if now is Step.EQUIPMENT and walk.unchecked:
        return Content.styled(_("End check due: e opens it"), "bold $warning")
    if now is Step.SIGN:
        done = _("taken {accepted}  kept {declined}  F9 signs")
        if not leader_done:
            done = _("taken {accepted}  kept {declined}  l: leader")
        return Content(
            done.format(accepted=count[Standing.ACCEPTED], declined=count[Standing.DECLINED])
        )
    words = _("explain {explain}  decide {decide}  taken {accepted}  kept {declined}")
    return Content(
        words.format(
            explain=to_explain,
            decide=to_decide,
            accepted=count[Standing.ACCEPTED],
            declined=count[Standing.DECLINED],
        )
    )
