"""Terms: a concept of the source that the target does not name, or names in a way that is not ours."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.checks.terms.terms import check_terms as check_terms

__getattr__, __dir__ = offer(__name__, {"check_terms": "styles.checks.terms.terms"})
