"""The keeper's log on a disk that takes no more."""

from __future__ import annotations

import errno
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.line.logs import log_to


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root of all logs, as it was before when the test is over."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield logger
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


class _Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(errno.ENOSPC, "No space left on device", text)


def test_a_line_that_a_full_disk_refuses_is_left_out_and_nobody_sees_a_traceback(
    root: logging.Logger,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = set(root.handlers)
    log_to(tmp_path, "keeper")
    (handler,) = set(root.handlers) - before
    assert isinstance(handler, logging.FileHandler)
    with monkeypatch.context() as patched:
        patched.setattr(handler, "stream", _Full())
        root.info("lost")
    assert capsys.readouterr().err == ""
    root.info("written again")
    handler.flush()
    log = (tmp_path / "keeper.log").read_text(encoding="utf-8")
    assert "written again" in log
    assert "lost" not in log
