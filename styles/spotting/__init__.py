"""Terms of a glossary found in text, with exact spans: the forms a term may take, and the longest at each place."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.spotting.english import plural as plural
    from styles.spotting.english import singular as singular
    from styles.spotting.forms import Form as Form
    from styles.spotting.spotter import Spotted as Spotted
    from styles.spotting.spotter import Spotter as Spotter
    from styles.spotting.spotter import load_spotter as load_spotter
    from styles.spotting.spotter import outermost as outermost

__getattr__, __dir__ = offer(
    __name__,
    {
        "Form": "styles.spotting.forms",
        "Spotted": "styles.spotting.spotter",
        "Spotter": "styles.spotting.spotter",
        "load_spotter": "styles.spotting.spotter",
        "outermost": "styles.spotting.spotter",
        "plural": "styles.spotting.english",
        "singular": "styles.spotting.english",
    },
)
