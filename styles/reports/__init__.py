"""Findings as people and machines read them; a form a file."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.reports.machine import report_json as report_json
    from styles.reports.text import report_text as report_text

__getattr__, __dir__ = offer(
    __name__,
    {
        "report_json": "styles.reports.machine",
        "report_text": "styles.reports.text",
    },
)
