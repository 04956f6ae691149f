"""An encoder that keeps what it made of each sentence, and looks there first."""

from collections.abc import Container, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpora.encoder.encoded import Encoded, StoredEncoder
    from corpora.encoder.vector_cache import Cache

# Changes with what an encoder packs: entries of before are not found any more.
_FORM = 2
# Sentences that are encoded and kept at once: what is done is not lost, and little is held twice.
_GROUP = 256


class CachedEncoder:
    """Another encoder with a cache; sentences come out the same, whether found or made.

    Args:
        encoder: what encodes; its name tells its entries from those of other encoders.
        cache: where they are kept.
    """

    def __init__(self, encoder: "StoredEncoder", cache: "Cache") -> None:
        self._encoder, self._cache = encoder, cache

    @property
    def name(self) -> str:
        """The encoder's name: with the cache it says the same."""
        return self._encoder.name

    @property
    def languages(self) -> Container[str]:
        """The encoder's languages."""
        return self._encoder.languages

    def encode(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> "Encoded":
        """See `Encoder.encode`."""
        own = [cuts[number] if cuts else (len(text),) for number, text in enumerate(sentences)]
        keys = [self._key(text, ends, parts) for text, ends in zip(sentences, own)]
        held = self._cache.find(list(dict.fromkeys(keys)))
        wanted = {key: number for number, key in enumerate(keys) if key not in held}
        missing = list(wanted.items())
        for start in range(0, len(missing), _GROUP):
            group = missing[start : start + _GROUP]
            texts, ends = [sentences[number] for _, number in group], [own[number] for _, number in group]
            made = self._encoder.pack(texts, cuts=ends, parts=parts)
            fresh = dict(zip((key for key, _ in group), made))
            self._cache.keep(fresh)
            held |= fresh
        try:
            return self._encoder.unpack([held[key] for key in keys], again=self)
        except ValueError:
            return self._encoder.unpack(self._encoder.pack(sentences, cuts=own, parts=parts), again=self)

    def _key(self, text: str, ends: Sequence[int], parts: bool) -> bytes:
        """Sixteen bytes that stand for a sentence, how it is cut, and what made its vectors."""
        head = f"{_FORM}\n{self.name}\n{int(parts)}\n{' '.join(map(str, ends)) if parts else ''}\n"
        return blake2b((head + text).encode("utf-8", "surrogatepass"), digest_size=16).digest()
