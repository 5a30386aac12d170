"""Draw the printed handover list of the documents: `python -m tools.paper_pictures`.

A made-up shift of the demo unit is handed over at a fixed time; its sheet is written as PDF and as
a picture. What the letters look like depends on the machine's fonts, so no test compares them.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom import i18n
from dutyroom.documents.handover_sheet import HandoverSheet, paper
from dutyroom.documents.paper_page import as_pdf, as_png
from dutyroom.documents.slip import local_minute
from dutyroom.registers.handover.reading import LineRow
from dutyroom.standard.clocks import BEIJING

PAPERS: Final = Path(__file__).resolve().parent.parent / "docs" / "papers"
_HOUR: Final = datetime(2026, 11, 24, 8, 30, tzinfo=BEIJING)


def line(kind: str, number: str, what: str, **more: object) -> LineRow:
    """Return a line of the list; what is not named is empty."""
    known: dict[str, object] = dict.fromkeys(LineRow.__dataclass_fields__, "")
    known |= {"item": f"{kind}:{number}", "kind": kind, "number": number, "what": what}
    known |= {"at": _HOUR - timedelta(hours=9), "done": False, "urgent": False, "due": None}
    return LineRow(**(known | more))  # type: ignore[arg-type] # the fields of a line


def sheet() -> HandoverSheet:
    """Return the sheet of a made-up night."""
    items = [
        line(
            "matter", "2026-0031", "清河镇报告水位超警戒0.2米，已加密巡查", urgent=True,
            source="清河镇人民政府", outcome="每两小时报一次水情", due=_HOUR + timedelta(hours=2),
            contact="覃小梅 0480-2310110", risk="如再降雨50毫米，则水库将超汛限",
            handler="周敏 > 李建国",
            explanation="07:40 水位已回落0.1米，09:30 再问一次", standing="accepted",
        ),
        line(
            "matter", "2026-0030", "市总值班室会议通知：24日9时视频会商", source="市政府总值班室",
            outcome="报送参会名单", due=_HOUR - timedelta(minutes=5), handler="周敏 > 李建国",
            explanation="名单已送领导审定，签后即报", standing="accepted",
        ),
        line(
            "fault", "", "复印机：卡纸，双面器报错", source="复印机", contact="机关服务中心",
            handler="周敏", explanation="今日上午来人检修", standing="accepted",
        ),
        line(
            "call", "2026-00412", "群众咨询3路公交改线后的站点", done=True, source="群众",
            outcome="已答复，转交通运输局公交科", contact="19900001212", handler="周敏",
            standing="done",
        ),
    ]  # fmt: skip
    return HandoverSheet(
        unit="云岭区人民政府总值班室", number="2026-0327", outgoing="周敏", incoming="李建国",
        since=_HOUR - timedelta(hours=15), planned_end=_HOUR, margin=840.0,
        arrived_at=_HOUR - timedelta(minutes=14),
        leader=f"王海燕 电话 {local_minute(_HOUR - timedelta(minutes=8))}",
        signed_at=_HOUR, emergency="", journal=48211,
        anchor="9f31c2a7d04b66e1", items=items, printed_at=_HOUR + timedelta(minutes=1),
        equipment="正常12、故障1；1项与接班检查不同：复印机 正常 > 故障",
        signatures=("周敏（密码签署）", "李建国（密码签署）", ""),
    )  # fmt: skip


def main() -> int:
    """Write the sheet."""
    i18n.use("zh")
    PAPERS.mkdir(exist_ok=True)
    made = paper(sheet())
    (PAPERS / "handover-list.pdf").write_bytes(as_pdf(made))
    (PAPERS / "handover-list.png").write_bytes(as_png(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
