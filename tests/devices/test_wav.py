"""WAV files: true at every moment, repaired after a crash, read by every reader."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices import signals
from dutyroom.devices.wav import NotAWavError, WavReader
from dutyroom.devices.wav_writer import HEADER_BYTES, WavWriter, header, repair


def test_a_growing_file_is_true_after_every_write(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, 8000)
    for count in range(1, 5):
        writer.write(signals.ramp((count - 1) * 800, 800))
        with wave.open(str(path)) as found:
            assert (found.getframerate(), found.getnchannels(), found.getsampwidth()) == (
                8000,
                1,
                2,
            )
            assert found.getnframes() == count * 800
            assert signals.ramp_faults(found.readframes(count * 800)) == 0
    writer.close()
    assert path.stat().st_size == HEADER_BYTES + 4 * 1600
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_exists_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"evidence")
    with pytest.raises(FileExistsError):
        WavWriter(path, 8000)
    assert path.read_bytes() == b"evidence"


@given(claimed=st.integers(0, 400), held=st.integers(0, 801))
def test_repair_goes_by_the_size_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, claimed: int, held: int
) -> None:
    path = tmp_path_factory.mktemp("repair") / "a.wav"
    samples = signals.ramp(7, 401)[:held]
    path.write_bytes(header(8000, claimed) + samples)
    assert repair(path) == held // 2
    assert path.read_bytes() == header(8000, held // 2) + samples[: held // 2 * 2]
    with wave.open(str(path)) as found:
        assert found.readframes(1000) == samples[: held // 2 * 2]
    assert repair(path) == held // 2


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.wav"
    for content in (raw, header(8000, 5)[: len(raw)] + raw, b"RIFF\0\0\0\0WAVE" + raw):
        path.write_bytes(content)
        try:
            with WavReader(path) as reader:
                assert len(reader.read(0, 1000)) == reader.info.frames * 2
        except NotAWavError:
            pass


def test_a_foreign_layout_is_read_but_not_repaired(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    plain = header(8000, 3)
    path.write_bytes(
        plain[:36] + b"LIST\x03\0\0\0abc\0" + plain[36:] + signals.ramp(1, 3) + b"tail"
    )
    with WavReader(path) as reader:
        assert reader.info.frames == 3
        assert reader.read(1, 9) == signals.ramp(2, 2)
    before = path.read_bytes()
    with pytest.raises(NotAWavError):
        repair(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", [(20, 3), (22, 2), (34, 24)])
def test_other_encodings_are_refused(tmp_path: Path, change: tuple[int, int]) -> None:
    raw = bytearray(header(8000, 0))
    raw[change[0]] = change[1]
    path = tmp_path / "a.wav"
    path.write_bytes(raw)
    with pytest.raises(NotAWavError):
        WavReader(path)


def test_a_full_disk_leaves_a_true_file(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from dutyroom.devices.wav_writer import WavWriter\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "writer = WavWriter(Path(sys.argv[1]), 8000)\n"
        "try:\n"
        "    while True: writer.write(bytes(1600))\n"
        "except OSError: pass\n"
        "writer.close(); print(writer.frames)"
    )
    path = tmp_path / "a.wav"
    limit = 100_001
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(limit)],
        capture_output=True, check=True, timeout=30,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    frames = int(done.stdout)
    assert frames == (limit - HEADER_BYTES) // 1600 * 800
    with wave.open(str(path)) as found:
        assert found.getnframes() == frames
    assert path.stat().st_size == HEADER_BYTES + frames * 2
