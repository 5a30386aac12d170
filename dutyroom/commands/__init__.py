"""Every command of the console, declared once: keys, words, and when it can be used."""
