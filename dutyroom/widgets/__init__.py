"""Parts of the screen that several screens share."""
