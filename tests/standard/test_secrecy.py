"""What is a level marking and what only speaks of one; what is a number and what a title."""

from __future__ import annotations

import pytest

from dutyroom.standard.secrecy import is_number, marking


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("机密★10年", "机密★10年"),
        ("秘密☆", "秘密☆"),
        ("来文一份【机密】请阅", "【机密】"),
        ("（绝 密）", "（绝 密）"),
        ("密级：秘密", "密级：秘密"),
        ("密级为机密，共3份", "密级为机密"),
        ("附件 绝密30年", "绝密30年"),
        ("市委办来文\n机密\n关于…", "机密"),
        ("  绝密", "绝密"),
        ("机密 关于水库调度的请示", "机密"),
        ("秘密：甲方案", "秘密"),
    ],
)
def test_a_marking_is_found_where_it_stands_on_paper(text: str, found: str) -> None:
    assert marking(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "来电人反映企业商业秘密被泄露",
        "咨询国家秘密定密程序",
        "系统随机密码已重置",
        "把机密文件锁进保密柜，已向领导报告",
        "群众举报有人打听机密",
        "保守秘密是义务",
        "秘密举报人要求不留姓名",
        "机密码头附近有船只搁浅",
        "公开★重要",
        "密切关注，3年一遇",
    ],
)
def test_who_only_speaks_of_secrets_is_not_stopped(text: str) -> None:
    assert marking(text) == ""


@pytest.mark.parametrize("text", ["清委发〔2026〕12号", "0007-03", "国密函2026-5 第3份"])
def test_a_number_is_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "无号",
        "《2026年方案》",
        "关于2026年防汛工作的通知",
        "12号。水库要泄洪",
        "1" * 41,
        "1\n2",
    ],
)
def test_a_title_or_a_sentence_is_no_number(text: str) -> None:
    assert not is_number(text)
