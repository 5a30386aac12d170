"""The register of daily reports, zero reports among them (article 9(4))."""
