"""Who serves at the desk since when: sign-on, relief, the post left, and who answers for it."""
