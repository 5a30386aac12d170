"""What developers and packagers run; nothing here ships with the program."""
