"""What `dutyroom doctor` looks at: one module per check, and what is common to them.

A check looks and changes nothing. It offers `jobs(desk)`, the questions that it
asks of this desk; each is answered in a thread of its own, within a time limit.
"""
