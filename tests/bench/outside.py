"""How pairs outside the encoder's languages are aligned: by length, numbers and names.

Usage: python -m tests.bench.outside DATA NTREX

The documents named in `ntrex_hard`, in Finnish and English, each perturbed once; nothing was fitted on Finnish.
"""

import random
import sys
from pathlib import Path

from corpora.alignment import align, score_documents
from tests.bench import galechurch
from tests.bench.fit_alignment import LANGUAGES, read_ntrex, split_segments
from tests.bench.perturbation import Document, perturb

SEED = 20261125
TAGS = ("fi", "en")
LANGUAGES_HERE = {"fi": "newstest2019-ref.fin", "en": LANGUAGES["en"]}


def make_documents(data: Path, ntrex: Path) -> list[Document]:
    """One perturbed document of each family."""
    random_ = random.Random(SEED)
    families = sorted(file.stem for file in (data / "alignment" / "ntrex_hard").glob("*.gold"))
    held = {
        name: split_segments(segments, TAGS)
        for name, segments in read_ntrex(ntrex, families, languages=LANGUAGES_HERE).items()
    }
    made = []
    for family, pairs in held.items():
        pool = [pair for name in random_.sample(sorted(held), 6) if name != family for pair in held[name]]
        document = perturb(list(pairs), pool, random_, family=family, languages=TAGS)
        if document:
            made.append(document)
    return made


def main(argv: list[str]) -> int:
    """Prints the scores of ours and of Gale and Church's programme."""
    documents = make_documents(Path(argv[0]), Path(argv[1]))
    ours, peers, signature = [], [], ""
    for document in documents:
        texts = list(document.source), list(document.target)
        bitext = align(*texts, source_language=TAGS[0], target_language=TAGS[1])
        signature = bitext.signature
        ours.append((document.gold, [(bead.source, bead.target) for bead in bitext.beads]))
        peers.append((document.gold, galechurch.align(*texts)))
    for name, pairs in (("ours", ours), ("Gale-Church", peers)):
        score = score_documents(pairs)
        print(f"{name}: {len(pairs)} documents, strict {score.strict.f1:.3f}, null {score.null.f1:.3f}")
    print(signature)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
