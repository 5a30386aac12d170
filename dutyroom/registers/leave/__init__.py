"""Leave and whereabouts of everybody: who is away, until when, and who stands in (article 10)."""
