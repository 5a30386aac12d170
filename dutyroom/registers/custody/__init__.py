"""The register of documents by number: received, lent, returned, passed on; never what they say."""
