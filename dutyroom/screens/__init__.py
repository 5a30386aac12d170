"""What the duty officer sees and presses: one module and one style sheet per screen."""
