"""Our own stories in Chinese and English, with hand-checked beads and a glossary (CC0; see README.md)."""
