"""The register of notes: what the next shift should know, and temporary states in force."""
