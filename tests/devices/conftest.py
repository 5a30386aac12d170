"""What the tests of the sound edge share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sound_server import SoundServer, require_sound_server


@pytest.fixture
def sound_server() -> Iterator[SoundServer]:
    """A running PulseAudio with a null sink."""
    require_sound_server()
    server = SoundServer()
    server.start()
    yield server
    server.close()
