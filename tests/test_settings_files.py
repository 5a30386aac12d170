"""What is wrong with a settings file is said in the user's language, with the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.cli.checks import settings as settings_check
from dutyroom.cli.checks.result import State
from dutyroom.config import Line, Settings, Unit
from dutyroom.config.files import ConfigurationError, load_settings, save_settings
from tests.cli.doctor_kit import desk_at, one


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x = [", "文件不完整，最后一项没有写完"),
        (b"x = " + b"[" * 5000, "条目嵌套过深"),
        (b"\na = \n", "第 2 行无法识别"),
        (b"[unit]\nname = 3\n", "unit.name 的值不合规定（此处应为加引号的文字，不能是整数）"),
        (b"[equipment]\nexpiring = -4\n", "equipment.expiring 的值不合规定（不得小于 0）"),
        (b"[equipment]\nexpiring = 9000\n", "不得大于 730"),
        (b"[roster]\nday_starts = '25'\n", "此处应为时刻"),
        (b"[roster]\npattern_from = '12-16'\n", "此处应为日期，如 2026-12-16"),
        (b"[roster]\npattern_from = '2026-02-30'\n", "配置项 roster"),
        (b"[interface]\ntheme = 'red'\n", "没有 'red' 这一选项"),
        (b"[[probes.networks]]\nport = 3\n", "此处缺少 name"),
        (b"[unit]\nnmae = 'x'\n", "没有配置项 nmae"),
        (b'[backup]\nfolder = "/b\\u0000"\n', "配置项 backup.folder 含有控制字符"),
        (b'[[lines]]\nformat = "\\u001b[2J"\n', r"配置项 lines\[0\].format 含有控制字符"),
        (b'[[probes.networks]]\nname = "intranet"\nhost = "a\\n"\n', r"networks\[0\].host 含有"),
        (b"[[lines]]\nbaud = -5\n", r"配置项 lines\[0\].baud 的值不合规定"),
        (b"\xff\xfe", "不是 UTF-8 文本"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "dutyroom.toml"
    path.write_bytes(content)
    i18n.use("zh")
    with pytest.raises(ConfigurationError, match=told):
        load_settings(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(unit=Unit(name="值\x07班室")), "配置项 unit.name 含有控制字符"),
        (Settings(lines=(Line(baud=-5),)), r"配置项 lines\[0\].baud 的值不合规定"),
    ],
)
def test_nothing_is_written_that_could_not_be_read_again(
    tmp_path: Path, settings: Settings, told: str
) -> None:
    i18n.use("zh")
    with pytest.raises(ConfigurationError, match=told):
        save_settings(tmp_path / "dutyroom.toml", settings)
    assert list(tmp_path.iterdir()) == []


def test_two_lines_of_one_port_are_told_apart_by_the_box(tmp_path: Path) -> None:
    """Else one of them would never get a call; without a box there is nothing to tell apart."""
    i18n.use("zh")
    path = tmp_path / "dutyroom.toml"

    def of(*names: str, port: str = "COM3") -> Settings:
        lines = (Line(str(at), port, box_line=name) for at, name in enumerate(names))
        return Settings(lines=tuple(lines))

    for same in (of("", ""), of("1", "01")):
        with pytest.raises(ConfigurationError, match="线路 0 和 1"):
            save_settings(path, same)
        desk = desk_at(tmp_path, settings=same)
        assert one(settings_check.jobs(desk)).state is State.FAIL
    assert not path.exists()
    for told in (of("01", "02"), of("", "", port="")):
        save_settings(path, told)
