"""What is looked at in a duty room: one item of the checklist (articles 11, 12, 20 and 22)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _, language


class Group(StrEnum):
    """Where an item belongs; the order is that in which one walks through the room."""

    LINE = "line"
    MACHINES = "machines"
    PAPERS = "papers"
    SAFETY = "safety"
    LAW = "law"
    STOCK = "stock"
    VEHICLES = "vehicles"
    WELFARE = "welfare"
    ROOM = "room"

    @property
    def label(self) -> str:
        """The group in words."""
        return _(_GROUPS[self])


class Kind(StrEnum):
    """What is asked of an item: only its state, or also a quantity, an expiry or measures."""

    STATE = "state"
    QUANTITY = "quantity"
    EXPIRY = "expiry"
    ROOM = "room"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_KINDS[self])

    @property
    def stocked(self) -> bool:
        """Whether what there is of it is counted by movements."""
        return self in {Kind.QUANTITY, Kind.EXPIRY}


class Often(StrEnum):
    """How often an item is looked at."""

    SHIFT = "shift"
    START = "start"
    END = "end"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """How often, in words."""
        return _(_OFTEN[self])


class Who(StrEnum):
    """Who looks after an item."""

    OFFICER = "officer"
    HEAD = "head"
    TECHNICIAN = "technician"
    LOGISTICS = "logistics"

    @property
    def label(self) -> str:
        """Who, in words."""
        return _(_WHO[self])


class State(StrEnum):
    """How an item was found; what nobody has looked at has no state."""

    OK = "ok"
    FAULTY = "faulty"
    OUT_OF_USE = "out_of_use"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])


class SheetKind(StrEnum):
    """Why a sheet is filled in."""

    START = "start"
    END = "end"
    ON_DEMAND = "on_demand"

    @property
    def label(self) -> str:
        """Why, in words."""
        return _(_SHEETS[self])


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is looked at.

    Attributes:
        key: Its name for programs; it never changes.
        group: Where it belongs.
        zh: Its name in Chinese.
        en: Its name in English.
        critical: Whether the desk cannot be kept without it or a workaround.
        often: How often it is looked at.
        who: Who looks after it.
        kind: What is asked of it.
        probes: The probes whose evidence stands beside it; none ever ticks it.
        look_zh: What to look at, in Chinese.
        look_en: What to look at, in English.
        minimum: Least quantity; 0: none is laid down.
        measure_zh: What is counted, in Chinese.
        measure_en: What is counted, in English.
        article: The article that asks for it; 0: the unit's own.
        place: Where it is kept, for what is counted; empty: nobody has said.
    """

    key: str
    group: Group
    zh: str
    en: str
    critical: bool = False
    often: Often = Often.SHIFT
    who: Who = Who.OFFICER
    kind: Kind = Kind.STATE
    probes: tuple[str, ...] = ()
    look_zh: str = ""
    look_en: str = ""
    minimum: int = 0
    measure_zh: str = ""
    measure_en: str = ""
    article: int = 0
    place: str = ""

    @property
    def name(self) -> str:
        """Its name in the language in force."""
        return _chosen(self.zh, self.en) or self.key

    @property
    def look(self) -> str:
        """What to look at, in the language in force."""
        return _chosen(self.look_zh, self.look_en)

    @property
    def measure(self) -> str:
        """What is counted, in the language in force."""
        return _chosen(self.measure_zh, self.measure_en)

    def served_by(self, probe: str) -> bool:
        """Tell whether a probe's evidence stands beside it.

        Args:
            probe: Its key: a kind, or a kind with its subject.
        """
        return bool({probe, probe.partition(":")[0]} & set(self.probes))

    def place_of(self, probe: str) -> int:
        """Return where a probe's evidence stands beside it: in the order of its list, from 0.

        Args:
            probe: Its key; one that is not the item's stands last.
        """
        names = [name for name in (probe, probe.partition(":")[0]) if name in self.probes]
        return self.probes.index(names[0]) if names else len(self.probes)


def named(zh: str, en: str) -> str:
    """Return a name in the language in force; the other one where there is none."""
    return _chosen(zh, en)


def _chosen(zh: str, en: str) -> str:
    """Return the text of the language in force, or the other where it is empty."""
    return (en or zh) if language() == "en" else (zh or en)


_GROUPS: Final = {
    Group.LINE: N_("Telephone line"),
    Group.MACHINES: N_("Machines and networks"),
    Group.PAPERS: N_("Rules and papers"),
    Group.SAFETY: N_("Secrecy and fire safety"),
    Group.LAW: N_("Emergency laws and plans"),
    Group.STOCK: N_("Emergency stock"),
    Group.VEHICLES: N_("Vehicles"),
    Group.WELFARE: N_("Welfare"),
    Group.ROOM: N_("The room"),
}
_KINDS: Final = {
    Kind.STATE: N_("state"),
    Kind.QUANTITY: N_("quantity"),
    Kind.EXPIRY: N_("quantity and expiry"),
    Kind.ROOM: N_("yearly verification"),
}
_OFTEN: Final = {
    Often.SHIFT: N_("start and end of each shift"),
    Often.START: N_("start of each shift"),
    Often.END: N_("end of each shift"),
    Often.WEEKLY: N_("each week"),
    Often.MONTHLY: N_("each month"),
    Often.YEARLY: N_("each year"),
}
_WHO: Final = {
    Who.OFFICER: N_("duty officer"),
    Who.HEAD: N_("head of the duty room"),
    Who.TECHNICIAN: N_("technician"),
    Who.LOGISTICS: N_("logistics"),
}
_STATES: Final = {
    State.OK: N_("in order"),
    State.FAULTY: N_("faulty"),
    State.OUT_OF_USE: N_("out of use"),
    State.MISSING: N_("missing"),
}
_SHEETS: Final = {
    SheetKind.START: N_("start of the shift"),
    SheetKind.END: N_("end of the shift"),
    SheetKind.ON_DEMAND: N_("on demand"),
}
