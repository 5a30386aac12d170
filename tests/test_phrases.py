"""Texts are put together with the marks of the language in force."""

from __future__ import annotations

from dutyroom import i18n
from dutyroom.phrases import clauses, listed, pair


def test_chinese_and_english_have_their_own_marks() -> None:
    said = {}
    for code in ("zh", "en"):
        i18n.use(code)
        said[code] = pair("复印机", clauses([listed(["卡纸", "缺墨"]), "已报修"]))
    assert said == {"zh": "复印机：卡纸、缺墨；已报修", "en": "复印机: 卡纸, 缺墨; 已报修"}
