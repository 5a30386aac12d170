"""Who may open a session at the desk, by password; a PIN only unlocks one that is open."""
