"""The register of handovers (article 17): nothing that came in is lost between two people."""
