"""Compensatory leave (article 21): rule packs, what a shift earns, and the ledger."""

from dutyroom.standard.roster.compensation.amounts import hours
from dutyroom.standard.roster.compensation.earning import Earned, earned, months_later, worked
from dutyroom.standard.roster.compensation.entries import Entry, EntryKind, LedgerRefused
from dutyroom.standard.roster.compensation.ledger import Application, Ledger, Lot
from dutyroom.standard.roster.compensation.pack import CompensationPack, PackError, read_pack
from dutyroom.standard.roster.compensation.posting import folded, post

__all__ = [
    "Application",
    "CompensationPack",
    "Earned",
    "Entry",
    "EntryKind",
    "Ledger",
    "LedgerRefused",
    "Lot",
    "PackError",
    "earned",
    "folded",
    "hours",
    "months_later",
    "post",
    "read_pack",
    "worked",
]
