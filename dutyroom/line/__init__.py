"""The line keeper: from bytes and sound to facts, without a screen."""
