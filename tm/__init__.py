"""What we remember, and how it travels."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from tm.draft import Draft as Draft
    from tm.draft import DraftBead as DraftBead
    from tm.finding import Finding as Finding
    from tm.finding import Fix as Fix
    from tm.formats.termlist import load_glossary as load_glossary
    from tm.glossary import Concept as Concept
    from tm.glossary import Glossary as Glossary
    from tm.glossary import Term as Term
    from tm.match import Edit as Edit
    from tm.match import Match as Match
    from tm.memory import Memory as Memory
    from tm.memory import open_memory as open_memory
    from tm.sqlite.copying import backup_memory as backup_memory
    from tm.sqlite.copying import restore_memory as restore_memory
    from tm.unit import Provenance as Provenance
    from tm.unit import TranslationUnit as TranslationUnit
    from tm.unit import Variant as Variant

__getattr__, __dir__ = offer(
    __name__,
    {
        "Draft": "tm.draft",
        "DraftBead": "tm.draft",
        "Finding": "tm.finding",
        "Fix": "tm.finding",
        "Concept": "tm.glossary",
        "Glossary": "tm.glossary",
        "Term": "tm.glossary",
        "Edit": "tm.match",
        "Match": "tm.match",
        "Memory": "tm.memory",
        "open_memory": "tm.memory",
        "load_glossary": "tm.formats.termlist",
        "backup_memory": "tm.sqlite.copying",
        "restore_memory": "tm.sqlite.copying",
        "Provenance": "tm.unit",
        "TranslationUnit": "tm.unit",
        "Variant": "tm.unit",
    },
)
