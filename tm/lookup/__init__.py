"""How near a text is to what is remembered: the score, the index, the edits. The door to rapidfuzz."""
