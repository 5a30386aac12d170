"""Under which name a file of a matter is offered to be saved."""

from __future__ import annotations

import pytest

from dutyroom.screens.matter_files import offered_name


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("现场.jpg", "现场.jpg"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("C:\\报告\\一.docx", "一.docx"),
        (".bashrc", "bashrc"),
        ("~root", "root"),
        ("..", "attachment"),
        ("a\x1b]0;x\u202egpj.exe", "a]0;xgpj.exe"),
        ("一\n二", "一 二"),
    ],
)
def test_a_foreign_name_is_no_path_and_hides_nothing(name: str, offered: str) -> None:
    assert offered_name(name) == offered
