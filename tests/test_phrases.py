"""Texts are put together with the marks of the language in force."""

from __future__ import annotations

from dutyroom import i18n
from dutyroom.phrases import clauses, lead, listed, ordinal, pair, sentences


def test_chinese_and_english_have_their_own_marks() -> None:
    said = {}
    for code in ("zh", "en"):
        i18n.use(code)
        said[code] = pair("复印机", clauses([listed(["卡纸", "缺墨"]), "已报修"]))
        said[f"{code} 17"] = " ".join(ordinal(number) for number in (5, 10, 17, 20, 25))
    assert said.pop("zh 17") == "五 十 十七 二十 二十五"
    assert said.pop("en 17") == "5 10 17 20 25"
    assert said == {"zh": "复印机：卡纸、缺墨；已报修", "en": "复印机: 卡纸, 缺墨; 已报修"}


def test_a_chinese_colon_has_its_gap_within() -> None:
    assert [lead(label) for label in ("检查要点：", "Look:")] == ["检查要点：", "Look: "]


def test_sentences_stand_as_their_language_sets_them() -> None:
    said = [sentences(each) for each in (("未声明。", "已请假。"), ("No.", "Yes."), ())]
    assert said == ["未声明。已请假。", "No. Yes.", ""]
