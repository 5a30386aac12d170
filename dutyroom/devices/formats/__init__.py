"""Sans-IO decoders, one module per caller-ID or recorder-box format.

`decoder` makes one by name, `profile` tells what its box needs, `recognise`
finds the format of a capture; `SetupDialogue` talks a modem into caller ID.
"""

from __future__ import annotations

from dutyroom.devices.formats.base import Decoder, FormatError
from dutyroom.devices.formats.profile import Profile, SerialSettings
from dutyroom.devices.formats.recognition import SAMPLE, recognise
from dutyroom.devices.formats.registry import decoder, names, profile
from dutyroom.devices.formats.setup import SetupDialogue, SetupState

__all__ = [
    "SAMPLE",
    "Decoder",
    "FormatError",
    "Profile",
    "SerialSettings",
    "SetupDialogue",
    "SetupState",
    "decoder",
    "names",
    "profile",
    "recognise",
]
