"""Encoders of sentence-transformers (the extra `duizhao[labse]`): the door to the library.

Sentences and clauses are encoded one by one. Runs of sentences are approximated by their sentences' vectors, each
counting by its length, until `encode_runs` is asked for those that matter. Words are the model's token vectors less
their mean over the sentences at hand; of a model that gives none, the clauses stand for the words.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpora.encoder.model_card import LABSE, LABSE_LANGUAGES, EveryLanguage, read_languages
from corpora.encoder.sentence_vectors import Sentence, SentenceVectors, pack, unpack
from corpora.errors import Missing, WrongFormat

if TYPE_CHECKING:
    from corpora.encoder.encoded import Encoder, Vectors

# Sentences whose token vectors are held at once.
_BATCH = 64


class TransformerEncoder:
    """A model of sentence-transformers, on the processor.

    Args:
        model: a `SentenceTransformer`.
        title: what the model is called; a print of its weights is added to it.
        languages: subtags of the languages that it knows.
    """

    def __init__(self, model: Any, *, title: str, languages: Container[str]) -> None:
        self._model = model
        self.languages = languages
        self.name = f"{title}-{fingerprint(model)}"

    def encode(
        self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True
    ) -> SentenceVectors:
        """See `Encoder.encode`."""
        return SentenceVectors.of(self._read(sentences, cuts, parts), self._again(self))

    def pack(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> list[bytes]:
        """See `StoredEncoder.pack`."""
        return [pack(sentence) for sentence in self._read(sentences, cuts, parts)]

    def unpack(self, packed: Sequence[bytes], *, again: "Encoder | None" = None) -> SentenceVectors:
        """See `StoredEncoder.unpack`."""
        return SentenceVectors.of([unpack(each) for each in packed], self._again(again or self))

    @staticmethod
    def _again(encoder: "Encoder") -> "Callable[[Sequence[str]], Vectors]":
        return lambda texts: encoder.encode(texts, parts=False).joined(1)[0]

    def _read(self, sentences: Sequence[str], cuts: Sequence[Sequence[int]], parts: bool) -> list[Sentence]:
        if not parts:
            vectors = self._vectors(sentences)
            return [Sentence(text, vector) for text, vector in zip(sentences, vectors)]
        ends = [list(cuts[number]) if cuts else [len(text)] for number, text in enumerate(sentences)]
        spans = [list(zip([0, *own[:-1]], own)) for own in ends]
        # A sentence of one clause is that clause.
        clauses = iter(
            self._vectors([text[a:b] for text, own in zip(sentences, spans) if len(own) > 1 for a, b in own])
        )
        out = []
        for start in range(0, len(sentences), _BATCH):
            here = slice(start, start + _BATCH)
            for text, own, (vector, tokens, places) in zip(sentences[here], spans[here], self._tokens(sentences[here])):
                told = np.array([next(clauses) for _ in own]) if len(own) > 1 else vector[None]
                out.append(Sentence(text, vector, told, np.array(own, np.int64).reshape(-1, 2), tokens, places))
        return out

    def _vectors(self, texts: Sequence[str]) -> "Vectors":
        if not texts:
            return np.zeros((0, 1), np.float32)
        found = self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return normalised(np.asarray(found, np.float32))

    def _tokens(self, texts: Sequence[str]) -> "Iterable[tuple[Vectors, Vectors, np.ndarray[Any, Any]]]":
        """Of each text its vector, and vectors and places of its tokens, where the model gives them."""
        features = self._model.encode(list(texts), show_progress_bar=False, output_value=None)
        for text, own in zip(texts, features):
            vector = normalised(np.asarray(own["sentence_embedding"].detach().cpu(), np.float32)[None])[0]
            places = self._places(text)
            if "token_embeddings" in own and "attention_mask" in own and places is not None:
                rows = own["token_embeddings"][own["attention_mask"].bool()].detach().cpu().float().numpy()
                if len(rows) == len(places):
                    solid = np.array([text[a:b].strip() != "" for a, b in places], bool)
                    yield vector, rows[solid], places[solid]
                    continue
            yield vector, np.zeros((0, 0), np.float32), np.zeros((0, 2), np.int64)

    def _places(self, text: str) -> "np.ndarray[Any, Any] | None":
        """Where the model's tokens stand; None where it does not say."""
        tokenizer: Any = getattr(self._model, "tokenizer", None)
        if not getattr(tokenizer, "is_fast", False):
            return None
        told = tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=self._model.max_seq_length)
        return np.array(told["offset_mapping"], np.int64).reshape(-1, 2)


def normalised(rows: "Vectors") -> "Vectors":
    """The rows at length 1."""
    result: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return result


def fingerprint(model: Any) -> str:
    """Eight letters that change with any weight or setting of a model."""
    digest = hashlib.sha256(repr(model).encode())
    for name, values in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(values.detach().cpu().float().numpy().tobytes())
    backend = getattr(getattr(model, "tokenizer", None), "backend_tokenizer", None)
    if backend is not None:
        digest.update(backend.to_str().encode())
    return digest.hexdigest()[:8]


@lru_cache(maxsize=1)
def load_transformer(name: str) -> TransformerEncoder:
    """A model by name or folder, loaded once; nothing is fetched.

    Raises:
        Missing: the library, or the model, is not on this machine.
        WrongFormat: the folder holds no model.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise Missing(
            f"the package sentence-transformers, which the encoder {name} needs, is not installed",
            "Install it with pip install 'duizhao[labse]'",
        ) from None
    folder = Path(name)
    if folder.is_dir() and not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise WrongFormat("there is no model in this folder", "Name the folder that holds modules.json", file=folder)
    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except Exception as error:  # the library raises whatever its parts do
        if folder.is_dir():
            cause = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise WrongFormat(f"the model cannot be loaded ({cause})", "Save or fetch it anew", file=folder) from error
        raise Missing(
            f"the model {name} is not on this machine",
            f"Fetch it once with `hf download {name}`, or name the folder that holds it",
        ) from error
    if folder.is_dir():
        return TransformerEncoder(model, title=folder.resolve().name, languages=read_languages(folder))
    languages = LABSE_LANGUAGES if name == LABSE else EveryLanguage()
    return TransformerEncoder(model, title=name.rpartition("/")[2], languages=languages)
