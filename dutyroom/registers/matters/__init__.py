"""The matters register: what came in, who answers for it, and what became of it (article 14)."""
