"""Initials: every reading finds a name, a corrected one alone where it is given."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.registers.contacts.pinyin import MOST, initials


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾国强", "zgq"),
        ("单晓明", "sxm"),
        ("仇丽华", "qlh"),
        ("区志强", "ozq"),
        ("查文斌", "zwb"),
        ("解红", "xh"),
        ("乐毅", "yy"),
        ("盖志刚", "gzg"),
        ("重庆办事处", "cqbsc"),
        ("A区B座", "aqbz"),
    ],
)
def test_a_name_is_found_by_its_initials(name: str, typed: str) -> None:
    assert typed in initials(name).split()


def test_a_corrected_reading_is_the_only_one() -> None:
    assert initials("单晓明", "shan xiaoming") == "sxm"
    assert initials("单晓明", "Shan Xiao Ming") == "sxm"
    assert "oyx" in initials("欧阳修", "ouyang xiu").split()


def test_pypinyin_is_loaded_only_when_something_is_written() -> None:
    code = (
        "import sys, dutyroom.registers.index, dutyroom.registers.sheets.staging, "
        "dutyroom.registers.contacts.who; sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_name_has_few_combinations(name: str, reading: str) -> None:
    found = initials(name, reading).split()
    assert len(found) <= MOST
    assert all(one.isascii() and one.isalnum() for one in found)
