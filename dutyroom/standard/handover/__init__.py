"""The handover between two shifts (article 17), as pure rules over plain values."""
