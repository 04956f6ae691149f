"""Everything that faces out: the terminal, the browser, the tools people already use."""
