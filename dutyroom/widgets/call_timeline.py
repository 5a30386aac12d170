"""What happened to a call, in the order it was journalled: by the line and by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.documents.call_words import word
from dutyroom.i18n import N_, _
from dutyroom.phrases import lead
from dutyroom.registers.calls.kinds import FirstSign, KnownBy
from dutyroom.registers.calls.write_up import FIELDS
from dutyroom.store.facts import KEEPER, Fact
from dutyroom.widgets.moments import clock, local, minute, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.store.journal import Entry

_LATE: Final = timedelta(seconds=30)
"""How much later than it happened a fact may be entered before both times are told."""

_LABELS: Final[Mapping[str, str]] = {
    **{field.name: field.label for field in FIELDS},
    "number": N_("Number"),
    "name": N_("Name as sent"),
    "outcome": N_("Outcome"),
}

_DISTURBED: Final[Mapping[tuple[str, bool], str]] = {
    ("box", False): N_("The box on the line was lost"),
    ("box", True): N_("The box on the line is back"),
    ("sound", False): N_("The sound from the line was lost"),
    ("sound", True): N_("The sound from the line is back"),
    ("keeper", False): N_("The line keeper stopped"),
    ("keeper", True): N_("The line keeper runs again"),
}
"""What is told by device, and whether it came back."""


_SIGNS: Final[Mapping[str, str]] = {
    FirstSign.RING: N_("First ring"),
    FirstSign.NUMBER: N_("A caller's number came; no ring was told of before"),
    FirstSign.HANDSET: N_("The handset was lifted to call out"),
    FirstSign.DIALLED: N_("A number was dialled"),
    FirstSign.RECORD: N_("Told by the box's record when it was over"),
    FirstSign.DIAL_TONE: N_("A dial tone was heard: the handset was lifted to call out"),
    FirstSign.IN_SILENCE: N_(
        "A caller's number came in a talk that had been quiet for ten seconds"
    ),
    FirstSign.VOICE: N_("A voice was heard and no ring was told of; who called whom is a guess"),
}
"""By what a call became known."""


def field_label(name: str) -> str:
    """Return what the officer reads for a field that can be corrected."""
    return _(_LABELS[name]) if name in _LABELS else shown(name, limit=20).plain


def field_value(name: str, value: str) -> Content:
    """Return a value of such a field; an outcome in words, nothing as `(empty)`."""
    if not value:
        return Content(_("(empty)"))
    return shown(word("outcome", value) if name == "outcome" else value, limit=300)


def person(actor: str) -> str:
    """Return who did something; what the keeper did by itself is said so."""
    return _("the line keeper") if actor == KEEPER else shown(actor, limit=40).plain


def timeline(facts: Iterable[Entry]) -> Content:
    """Return one line for each fact, with its time; nothing where there is none."""
    lines = [_line(entry) for entry in facts]
    if not lines:
        return Content("")
    return Content("\n").join([Content.styled(_("Course of the call"), "bold $accent"), *lines])


def _line(entry: Entry) -> Content:
    """Return one fact; where it was entered late, when that was."""
    fact = entry.fact
    say = _SAID.get(fact.kind)
    words = say(fact) if say is not None else shown(fact.kind, limit=40)
    line = Content.assemble((clock(fact.occurred_at), "$foreground 60%"), "  ", words)
    late = entry.entered_at - fact.occurred_at > _LATE
    if not late:
        return line
    same_day = local(entry.entered_at).date() == local(fact.occurred_at).date()
    time = clock(entry.entered_at) if same_day else minute(entry.entered_at)
    note = _("(entered {time})").format(time=time)
    return Content.assemble(line, " ", (note, "$foreground 60%"))


def _begun(fact: Fact) -> Content:
    """First sign of the call."""
    if fact.body.get("waiting") is True:
        return Content(_("Knocked while another call was on the line"))
    usual = "handset" if fact.body.get("direction") == "out" else "ring"
    return Content(_(_SIGNS.get(str(fact.body.get("sign")), _SIGNS[usual])))


def _numbered(fact: Fact) -> Content:
    """The number as sent, or why there is none."""
    number = fact.texts.get("number", "")
    if not number:
        return Content(word("absent", str(fact.body.get("absent") or "not_sent")))
    parts = [Content(_("Number sent:")), shown(number, limit=32)]
    if fact.texts.get("name"):
        parts.append(shown(fact.texts["name"], limit=40))
    if fact.body.get("checksum") is False:
        parts.append(Content.styled(_("(checksum wrong)"), "$warning"))
    return Content(" ").join(parts)


def _rang(fact: Fact) -> Content:
    """Another ring."""
    return Content(_("Rang {count} times").format(count=_whole(fact.body.get("count"))))


def _answered(fact: Fact) -> Content:
    """The handset was lifted, and how that is known."""
    if fact.body.get("by") == KnownBy.NOTHING:
        words = _("A voice: of this call, or of the talk before, at which it knocked")
        return Content.styled(words, "$warning")
    by = word("known_by", str(fact.body.get("by") or "nothing"))
    by = _("known by {what}").format(what=shown(by, limit=20).plain)
    return Content(f"{_('Answered')} ({by})")


def _ended(fact: Fact) -> Content:
    """The call is over."""
    outcome = shown(word("outcome", str(fact.body.get("outcome") or "unknown")), limit=20)
    seconds = fact.body.get("seconds")
    length = span(seconds) if isinstance(seconds, int | float) else ""
    return Content.assemble(lead(_("Over:")), outcome, "  ", length)


def _went_on(fact: Fact) -> Content:
    """The end before was a guess from silence."""
    seconds = fact.body.get("seconds")
    length = span(seconds) if isinstance(seconds, int | float) else ""
    words = _("A voice again after {time} of silence: the call went on, its end was a guess")
    return Content.styled(words.format(time=length), "$warning")


def _disturbed(fact: Fact) -> Content:
    """A device was lost, or is there again."""
    key = (str(fact.body.get("what")), fact.body.get("back") is True)
    told = _(_DISTURBED.get(key, N_("A device was lost")))
    return Content.styled(told, "" if key[1] else "bold $warning")


def _corrected(fact: Fact) -> Content:
    """A correction; old and new value stand under `Corrections`."""
    words = _("{field} corrected by {name}")
    label = field_label(str(fact.body.get("field")))
    return Content(words.format(field=label, name=person(fact.actor)))


def _stated(fact: Fact) -> Content:
    """What the officer said became of the call."""
    outcome = shown(word("outcome", str(fact.body.get("outcome") or "unknown")), limit=20).plain
    return Content(_("{name} says: {what}").format(name=person(fact.actor), what=outcome))


def _by(words: str) -> Callable[[Fact], Content]:
    """Return what tells that a person did something."""
    return lambda fact: Content(_(words).format(name=person(fact.actor)))


_SAID: Final[Mapping[str, Callable[[Fact], Content]]] = {
    "call.begun": _begun,
    "call.numbered": _numbered,
    "call.rang": _rang,
    "call.answered": _answered,
    "call.ended": _ended,
    "call.went_on": _went_on,
    "call.disturbed": _disturbed,
    "call.outcome_stated": _stated,
    "call.corrected": _corrected,
    "call.entered": _by(N_("Entered by hand by {name}")),
    "call.taken": _by(N_("Taken by {name}")),
    "call.written_up": _by(N_("Written up and signed by {name}")),
    "call.called_back": _by(N_("Called back by {name}")),
    "call.needless": _by(N_("{name} says that no write-up is needed")),
}
"""What is told of each kind of fact."""


def _whole(value: object) -> int:
    """Return a whole number; 0 where another version wrote something else."""
    return value if isinstance(value, int) else 0
