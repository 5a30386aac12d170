"""One module per paper register: its tables and the operations the standard allows on them."""
