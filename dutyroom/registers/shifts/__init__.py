"""Who sits at the desk since when: the least of a shift, until sign-on exists."""
