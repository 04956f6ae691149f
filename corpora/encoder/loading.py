"""Encoders by name."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpora.encoder.model_card import LABSE
from corpora.errors import WrongSetting

if TYPE_CHECKING:
    from corpora.encoder.encoded import StoredEncoder

EMBEDDED = "embedded"
# Names for models of sentence-transformers.
MODELS = {"labse": LABSE}


def load_encoder(name: str = EMBEDDED, *, workers: int = 1) -> "StoredEncoder":
    """The encoder of a name; nothing is fetched from anywhere.

    Args:
        name: `embedded`, which comes with the product; `labse`; or any model of sentence-transformers, by its
            name (owner/model) or its folder.
        workers: threads that the embedded encoder may use; others see to theirs themselves.

    Raises:
        WrongSetting: there is no encoder of this name.
        Missing: the extra that it needs, or the model itself, is not on this machine.
    """
    if name == EMBEDDED:
        from corpora.encoder.embedded import load_embedded

        return load_embedded(workers=workers)
    if name not in MODELS and "/" not in name and not Path(name).is_dir():
        known = ", ".join((EMBEDDED, *MODELS))
        raise WrongSetting(
            f"there is no encoder {name!r}",
            f"Choose {known}, or name a model of sentence-transformers as owner/model or by its folder",
        )
    from corpora.encoder.transformers import load_transformer

    return load_transformer(MODELS.get(name, name))
