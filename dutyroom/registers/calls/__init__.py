"""The call log (来电登记): every call from its first sign on, and its write-up."""
