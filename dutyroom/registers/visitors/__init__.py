"""The register of visitors: who was let in, whom they saw, who is still in (article 18)."""
