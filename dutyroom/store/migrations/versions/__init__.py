"""The migration scripts, `mNNNN_name.py`, in order."""
