"""Texts are put together with the marks of the language in force."""

from __future__ import annotations

from dutyroom import i18n
from dutyroom.phrases import clauses, closed, lead, listed, ordinal, pair, sentences


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


def test_a_statement_that_others_follow_ends_as_a_sentence() -> None:
    """What a rule has against it is put in front of what was done about it."""
    said = []
    for code in ("zh", "en"):
        i18n.use(code)
        said += [closed(text) for text in ("李军只休息 0 小时", "Li rests 0 h", "未声明。", "No.")]
    assert said == [
        "李军只休息 0 小时。", "Li rests 0 h。", "未声明。", "No.",
        "李军只休息 0 小时.", "Li rests 0 h.", "未声明。", "No.",
    ]  # fmt: skip


def test_sentences_stand_as_their_language_sets_them() -> None:
    said = [sentences(each) for each in (("未声明。", "已请假。"), ("No.", "Yes."), ())]
    assert said == ["未声明。已请假。", "No. Yes.", ""]
