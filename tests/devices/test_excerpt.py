"""Excerpts, made by pydub in a process of its own."""

from __future__ import annotations

import hashlib
import re
import stat
import subprocess
import wave
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.devices import signals
from dutyroom.devices.excerpt import ExcerptError, export_excerpt
from dutyroom.devices.wav_writer import WavWriter


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Four seconds of a counted ramp."""
    writer = WavWriter(tmp_path / "call-1-1.wav", 8000)
    writer.write(signals.ramp(0, 32_000))
    writer.close()
    return tmp_path / "call-1-1.wav"


def test_a_wav_excerpt_holds_exactly_the_part(recording: Path, tmp_path: Path) -> None:
    """Sample for sample, for the owner alone, and the recording is as it was."""
    before = hashlib.sha256(recording.read_bytes()).digest()
    export_excerpt(recording, tmp_path / "part.wav", 1.0, 2.5)
    with wave.open(str(tmp_path / "part.wav")) as file:
        assert file.getframerate() == 8000
        assert file.readframes(99_999) == signals.ramp(8000, 12_000)
    assert stat.S_IMODE((tmp_path / "part.wav").stat().st_mode) == 0o600
    assert hashlib.sha256(recording.read_bytes()).digest() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["call-1-1.wav", "part.wav"]


@pytest.mark.parametrize("kind", ["mp3", "ogg"])
def test_other_formats_hold_the_part(recording: Path, tmp_path: Path, kind: str) -> None:
    """ffprobe, which did not write it, finds the length."""
    target = tmp_path / f"part.{kind}"
    export_excerpt(recording, target, 0.0, 2.0)
    found = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", target],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert float(found.stdout) == pytest.approx(2.0, abs=0.2)


@pytest.mark.parametrize(("start", "end"), [(4.0, 9.0), (2.0, 2.0), (3.0, 1.0)])
def test_no_sound_is_an_error(recording: Path, tmp_path: Path, start: float, end: float) -> None:
    """An empty excerpt would look like a call without words."""
    with pytest.raises(ExcerptError, match="no sound"):
        export_excerpt(recording, tmp_path / "part.wav", start, end)
    assert not (tmp_path / "part.wav").exists()


def test_a_missing_ffmpeg_is_said(
    recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install, and WAV still works."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExcerptError, match="ffmpeg"):
        export_excerpt(recording, tmp_path / "part.mp3", 0, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["call-1-1.wav"]
    export_excerpt(recording, tmp_path / "part.wav", 0, 1)


def test_nothing_is_overwritten_or_made_of_garbage(recording: Path, tmp_path: Path) -> None:
    """An existing file, an unknown format, a broken recording: a sentence each, in one language."""
    i18n.use("zh")
    taken = tmp_path / "taken.wav"
    taken.write_bytes(b"evidence")
    for source, target in [
        (recording, taken), (recording, tmp_path / "a.flac"), (taken, tmp_path / "b.wav"),
        (tmp_path / "missing.wav", tmp_path / "c.wav"),
    ]:  # fmt: skip
        with pytest.raises(ExcerptError) as caught:
            export_excerpt(source, target, 0, 1)
        assert str(caught.value).endswith("。")
        assert not re.search("errno|such|sample|header|RIFF", str(caught.value), re.IGNORECASE)
    assert taken.read_bytes() == b"evidence"
