"""The equipment of a duty room as rules: the list of items, what is due, stock, room, faults."""
