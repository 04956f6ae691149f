"""What the writer and the reader share: namespaces, categories, and the mark of an unchanged text."""

from zlib import crc32

# One namespace for versions 2.0 and 2.1; 2.2 has its own, and the same elements.
CORE = "urn:oasis:names:tc:xliff:document:2.0"
CORE_22 = "urn:oasis:names:tc:xliff:document:2.2"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OURS = "urn:duizhao:draft:1"
# The authority of our sub-states, types and categories (XLIFF 2.1, section 4.3.1: `prefix:value`).
PREFIX = "duizhao:"
BEAD, FIXES = f"{PREFIX}bead", f"{PREFIX}fixes"
NOTE, OMITTED = "note", "omitted"


def checksum(target: str) -> str:
    """By which the reader knows whether somebody changed a text after it was written."""
    return f"{crc32(target.encode('utf-8', 'surrogatepass')):08x}"
