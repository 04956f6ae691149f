"""Two sequences of sentences and the beads that tie them: anchors, evidence, path, confidence."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.alignment.beads import read_beads as read_beads
    from corpora.alignment.evaluation import Score as Score
    from corpora.alignment.evaluation import score_documents as score_documents
    from corpora.alignment.two_pass import align as align

__getattr__, __dir__ = offer(
    __name__,
    {
        "align": "corpora.alignment.two_pass",
        "Score": "corpora.alignment.evaluation",
        "read_beads": "corpora.alignment.beads",
        "score_documents": "corpora.alignment.evaluation",
    },
)
