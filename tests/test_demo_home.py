"""The demo's folder: made ready once, by a process of its own, and never a real desk's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dutyroom import apart
from dutyroom.config import Settings, places, save_settings
from dutyroom.demo_home import made_ready
from dutyroom.errors import PlainError


def test_a_demo_that_is_ready_starts_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(apart, "run")
    save_settings(places(tmp_path).config, Settings(demo=True))
    assert made_ready(tmp_path).demo


def test_a_real_desk_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(apart, "run")
    save_settings(places(tmp_path).config, Settings())
    with pytest.raises(PlainError, match="belongs to a real desk"):
        made_ready(tmp_path)


@pytest.mark.parametrize(
    ("code", "words", "said"), [(2, b"No room.\n", "^No room.$"), (-9, b"", r"made ready \(-9\)")]
)
def test_a_process_that_failed_leaves_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: bytes, said: str
) -> None:
    done = subprocess.CompletedProcess[bytes]([], code, b"", words)
    monkeypatch.setattr(apart, "run", lambda *_words: done)
    with pytest.raises(PlainError, match=said):
        made_ready(tmp_path / "demo")
