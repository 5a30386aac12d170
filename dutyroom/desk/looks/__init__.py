"""The looks that the equipment self-check takes: one module per thing that is looked at."""
