"""Findings as people and machines read them; a form a file."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.reports.github import report_github as report_github
    from styles.reports.html import report_html as report_html
    from styles.reports.machine import report_json as report_json
    from styles.reports.report import Report as Report
    from styles.reports.sarif import report_sarif as report_sarif
    from styles.reports.text import report_text as report_text

__getattr__, __dir__ = offer(
    __name__,
    {
        "Report": "styles.reports.report",
        "report_github": "styles.reports.github",
        "report_html": "styles.reports.html",
        "report_json": "styles.reports.machine",
        "report_sarif": "styles.reports.sarif",
        "report_text": "styles.reports.text",
    },
)
