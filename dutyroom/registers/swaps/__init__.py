"""Swaps of duties (article 15): asked, agreed by all, reported, carried out, noticed."""
