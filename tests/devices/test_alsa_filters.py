"""ALSA finds no filters, and every device that it finds otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dutyroom.devices.alsa_filters import without_filters
from tests.sound_server import SoundServer

LOOK = """
import json, os, sys
from pathlib import Path
if sys.argv[1] == "plain":
    from dutyroom.devices import sound_system
    sound_system.keep_out_filters = lambda: None
from dutyroom.devices import sound_system
names = [device.name for device in sound_system.SoundSystem().devices()]
maps = Path("/proc/self/maps").read_text()
chosen = os.environ.get("ALSA_CONFIG_PATH", "")
print(json.dumps([names, "libasound_module_pcm_a52" in maps, chosen]))
"""
FILTERS = {"a52", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix"}


def test_files_of_filters_are_left_out_and_all_others_keep_their_order(tmp_path: Path) -> None:
    folder = tmp_path / "conf.d"
    folder.mkdir()
    for name in ("60-a52-encoder", "99-pipewire-default", "10-rate-lav", "50-pulse", "60-upmix"):
        (folder / f"{name}.conf").touch()
    (folder / "README").touch()
    text = f'files [\n"{folder}"\n"/nowhere/conf.d"\n"/etc/asound.conf"\n"~/.asoundrc"\n]'
    assert without_filters(text) == (
        f'files [\n"{folder}/50-pulse.conf"\n"{folder}/99-pipewire-default.conf"\n'
        '"/nowhere/conf.d"\n"/etc/asound.conf"\n"~/.asoundrc"\n]'
    )


def look(server: SoundServer, how: str, **environment: str) -> tuple[list[str], bool, str]:
    """Return the devices, whether a filter was loaded, and which configuration was read."""
    said = subprocess.run(
        [sys.executable, "-c", LOOK, how],
        env={**server.env, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    names, loaded, chosen = json.loads(said)
    return names, loaded, chosen


@pytest.mark.device
def test_every_device_but_the_filters_is_found_as_before(sound_server: SoundServer) -> None:
    plain, _loaded, _chosen = look(sound_server, "plain")
    found, loaded, _chosen = look(sound_server, "filtered")
    assert found == [name for name in plain if name not in FILTERS]
    assert {"pulse", "default"} <= set(found)
    assert not loaded


@pytest.mark.device
def test_the_users_own_configuration_is_left_alone(sound_server: SoundServer) -> None:
    own = "/usr/share/alsa/alsa.conf"
    assert look(sound_server, "filtered", ALSA_CONFIG_PATH=own)[2] == own


@pytest.mark.device
def test_what_a_parent_process_had_left_is_made_anew(sound_server: SoundServer) -> None:
    names, loaded, chosen = look(sound_server, "filtered", ALSA_CONFIG_PATH="/proc/1/fd/99")
    assert "default" in names
    assert not loaded
    assert chosen != "/proc/1/fd/99"
