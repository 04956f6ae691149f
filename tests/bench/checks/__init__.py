"""How much the checks find, and how often they are wrong."""
