"""`duizhao publish`: the bilingual page of a finished draft."""

from pathlib import Path

import click

from cli.output import write
from cli.workspace import now, open_workspace


@click.command("publish")
@click.argument("draft")
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False), help="Where to write.")
@click.option("--to", "form", type=click.Choice(["html"]), default="html", show_default=True, help="What to write.")
@click.option("--reason", default="", metavar="TEXT", help="Publish all the same; the reason stands in the log.")
@click.pass_obj
def command(workspace: str | None, draft: str, output: str, form: str, reason: str) -> int:
    """Write the page of DRAFT (XLIFF), both languages side by side, into DIR.

    Refused while a sentence is unfinished or a finding of severity error stands.
    """
    from corpora.files import make_folder, write_text
    from styles.pages import publish

    edition = publish(open_workspace(workspace).read_draft(draft), reason=reason, at=now())
    folder = make_folder(output)
    page = folder / f"{Path(draft).stem}.{form}"
    write_text(page, edition.page)
    log = folder / "editions.log"
    before = log.read_text("utf-8") if log.exists() else ""
    write_text(log, before + edition.log + "\n")
    write(f"Wrote {page}.")
    return 0
