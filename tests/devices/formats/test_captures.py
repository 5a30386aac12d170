"""Golden captures: what is printed of them, and that every format knows its own."""

from __future__ import annotations

import json

import pytest

from dutyroom.cli.decode import printed
from dutyroom.devices.formats import decoder, names, profile, recognise
from tests.devices.formats.reading import CAPTURES, bytewise, capture, closed, read


@pytest.mark.parametrize("name", names())
def test_a_capture_prints_what_it_always_printed(name: str) -> None:
    expected = (CAPTURES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert [printed(event) for event in closed(read(name, capture(name)))] == expected


@pytest.mark.parametrize("name", names())
def test_byte_by_byte_a_capture_reads_as_in_one_block(name: str) -> None:
    assert bytewise(name, capture(name)) == read(name, capture(name))


@pytest.mark.parametrize("name", names())
def test_a_capture_is_recognised(name: str) -> None:
    assert recognise(capture(name)) == name


@pytest.mark.parametrize("name", names())
def test_a_name_gives_a_decoder_and_a_profile_of_that_name(name: str) -> None:
    assert decoder(name).name == name
    assert profile(name).name == name


@pytest.mark.parametrize("name", names())
def test_a_records_raw_bytes_decode_to_the_same_record_again(name: str) -> None:
    for event in closed(read(name, capture(name))):
        if event.event.value == "unknown" or event.checksum is False:
            continue
        (again, *more) = [e for e in closed(read(name, event.raw)) if e.event is event.event]
        assert not more
        assert json.loads(printed(again)) == {**json.loads(printed(event)), "offset": 0}
