"""What the system refuses is said in the user's language, and without the system's numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.clock import SystemClock
from dutyroom.config import Settings
from dutyroom.config.files import load_settings, save_settings
from dutyroom.demo import prepare
from dutyroom.errors import PlainError


def test_a_folder_that_is_a_file_is_named_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    below = tmp_path / "file" / "dutyroom.toml"
    i18n.use("zh")
    for act, why in (
        (lambda: load_settings(below), "路径中有一部分不是文件夹"),
        (lambda: save_settings(below, Settings()), "该处已有同名文件"),
        (lambda: prepare(below, SystemClock()), "路径中有一部分不是文件夹"),
    ):
        with pytest.raises(PlainError) as refused:
            act()
        assert why in str(refused.value)
        assert "Errno" not in str(refused.value)
