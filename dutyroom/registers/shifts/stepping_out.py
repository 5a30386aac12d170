"""An officer who serves beside the one in charge is away for a while, and back (article 15).

The post is never left to nobody: somebody else of the shift stays there meanwhile.
"""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.shifts import course, facts
from dutyroom.registers.shifts.steps import lasting, record
from dutyroom.standard.at_post import AtPost


def step_out(access: Access, shift_id: str, person_id: str, *, reason: str, actor: str) -> str:
    """Note that another officer leaves the post for a while; they go on serving.

    Args:
        access: The door.
        shift_id: Id of the shift.
        person_id: Id of the officer.
        reason: Why.
        actor: Who notes it.

    Returns:
        Id of the time away.

    Raises:
        AccessRefused: They do not serve, are away already, give no reason, or nobody would be left.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    serves = (each for each in known.officers if each.person == person_id and not each.left_at)
    officer = next(serves, None)
    if officer is None:
        raise AccessRefused(_("This person does not serve in this shift. Nothing was changed."))
    if any(each.person == person_id for each in known.stepped_out):
        raise AccessRefused(_("The officer is away already. Nothing was changed."))
    if not reason.strip():
        raise AccessRefused(_("Leaving the post takes a reason. Nothing was changed."))
    leaves = AtPost(officer.name, officer.person)
    if all(each.is_also(leaves) for each in known.at_post):
        raise AccessRefused(
            _("Nobody would be left at the post: somebody comes back first. Nothing was changed.")
        )
    absence = facts.new_id()
    gone = course.officer_away(
        shift_id, access.clock.now(), access.place, actor=actor, absence=absence,
        who=leaves, reason=reason,
    )  # fmt: skip
    record(access, known, gone)
    return absence


def step_in(access: Access, shift_id: str, person_id: str, *, actor: str) -> None:
    """Note that another officer is back at the post.

    Raises:
        AccessRefused: They are not away.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    away = next((each for each in known.stepped_out if each.person == person_id), None)
    if away is None:
        raise AccessRefused(_("The officer is not away. Nothing was changed."))
    back = course.officer_back(
        shift_id, access.clock.now(), access.place, actor=actor, absence=away.id
    )
    record(access, known, back)
