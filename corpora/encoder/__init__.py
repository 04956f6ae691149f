"""Sentences to vectors, of whole sentences, of runs of them, of clauses and of words."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.encoder.cached import CachedEncoder as CachedEncoder
    from corpora.encoder.embedded import LANGUAGES as LANGUAGES
    from corpora.encoder.embedded import EmbeddedEncoder as EmbeddedEncoder
    from corpora.encoder.encoded import Encoded as Encoded
    from corpora.encoder.encoded import Encoder as Encoder
    from corpora.encoder.encoded import Parts as Parts
    from corpora.encoder.encoded import StoredEncoder as StoredEncoder
    from corpora.encoder.loading import load_encoder as load_encoder
    from corpora.encoder.vector_cache import open_vector_cache as open_vector_cache

__getattr__, __dir__ = offer(
    __name__,
    {
        "CachedEncoder": "corpora.encoder.cached",
        "EmbeddedEncoder": "corpora.encoder.embedded",
        "Encoded": "corpora.encoder.encoded",
        "Encoder": "corpora.encoder.encoded",
        "LANGUAGES": "corpora.encoder.embedded",
        "Parts": "corpora.encoder.encoded",
        "StoredEncoder": "corpora.encoder.encoded",
        "load_encoder": "corpora.encoder.loading",
        "open_vector_cache": "corpora.encoder.vector_cache",
    },
)
