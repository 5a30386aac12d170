"""The equipment of the duty room: checklist, sheets, faults, stock and the room (article 12)."""
