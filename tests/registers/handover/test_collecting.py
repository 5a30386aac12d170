"""What the registers of article 18 hand over."""

from __future__ import annotations

from dutyroom.registers.custody import acts as custody
from dutyroom.registers.custody.facts import Document
from dutyroom.registers.visitors import acts as visits
from dutyroom.registers.visitors.facts import Visit
from dutyroom.standard.secrecy import Level
from tests.registers.handover.handover_kit import HandoverDesk


def test_visitors_still_in_and_documents_out_are_handed_over(desk: HandoverDesk) -> None:
    """Explained, accepted and signed like the rest; who left in the middle is in no list."""
    access, now = desk.access, desk.desk.clock.now()
    visitor = visits.let_in(access, Visit("兰雨"), now, actor="覃小梅")
    leaving = visits.let_in(access, Visit("韦东"), now, actor="覃小梅")
    what = Document("0321", 2, Level.SECRET, "机要局", "覃小梅")
    paper = custody.receive(access, what, actor="覃小梅")
    custody.lend(access, paper, "单晓明", actor="覃小梅")
    handover = desk.settled()
    visits.let_out(access, leaving, now, actor="覃小梅")
    desk.sign()
    assert {(line.item, line.standing) for line in desk.lines(handover)} == {
        (f"visitor:{visitor}", "accepted"),
        (f"document:{paper}", "accepted"),
    }
