"""The on-duty roster: published versions that never change, and drafts beside them."""
