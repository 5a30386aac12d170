"""JSON for programs, on a terminal: it comes back as it was, and acts on nothing."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.documents.json_text import json_text

OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Lo", "So", "Mn"])))
def test_every_text_comes_back_and_none_is_obeyed(text: str) -> None:
    written = json_text({"name": text})
    assert json.loads(written) == {"name": text}
    assert not [each for each in written if unicodedata.category(each) in OBEYED]


def test_what_can_be_read_stays_as_it_is() -> None:
    assert json_text(["张三，“值班”", "\x9b31m\u061c\u202e"]) == (
        '["张三，“值班”", "\\u009b31m\\u061c\\u202e"]'
    )
    assert json_text({"a": 1}, indent=1) == '{\n "a": 1\n}'
