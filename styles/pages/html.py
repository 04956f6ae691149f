"""One HTML page with both languages side by side."""

from collections.abc import Mapping

from corpora.article import Article, Origin
from corpora.bitext import Bitext, join
from corpora.language import unspaced
from corpora.signature import version
from styles.pages.head import head_of
from styles.pages.layout import Paragraph, Row, rows_of_bitext, rows_of_draft
from styles.pages.templates import load_template
from styles.pages.wording import direction, language_name, metadata, words
from tm.draft import Draft

# Below this confidence an editor should look at a bead.
_CONFIDENT = 0.8


def render_bitext(bitext: Bitext, *, url: str = "", marks: bool = False, names: Mapping[str, str] | None = None) -> str:
    """The page of an aligned pair.

    Args:
        url: the page's own address; the target article's where none is given.
        marks: whether beads that are partial or of low confidence are marked, for editors.
        names: publishers and people as the target language writes them.
    """
    return _page(
        rows_of_bitext(bitext, confident=_CONFIDENT if marks else 0.0),
        languages=(bitext.source_language, bitext.target_language),
        articles=(bitext.source_article, bitext.target_article),
        url=url,
        names=names,
    )


def render_draft(draft: Draft, *, url: str = "", marks: bool = False, names: Mapping[str, str] | None = None) -> str:
    """The page of a draft: omitted and untranslated sentences stand on the source side alone.

    Args:
        url, names: as for `render_bitext`.
        marks: whether beads that are not final are marked, for editors.
    """
    return _page(
        rows_of_draft(draft, doubts=marks),
        languages=(draft.source_language, draft.target_language),
        articles=(draft.article, None),
        url=url,
        names=names,
    )


def _page(
    rows: list[Row],
    *,
    languages: tuple[str, str],
    articles: tuple[Article | None, Article | None],
    url: str,
    names: Mapping[str, str] | None,
) -> str:
    source, target = languages
    titles, body = _titled(rows)
    original = articles[0].origin if articles[0] else Origin()
    own = articles[1].origin if articles[1] else original
    headlines = [_plain(side, tag) for side, tag in zip(titles, languages, strict=True)]
    opening = _plain([p for row in body for p in row.target if p.kind == "paragraph"][:1], target)
    head = head_of(
        titles=(headlines[0], headlines[1] or headlines[0] or opening or language_name(target)),
        opening=opening,
        languages=languages,
        articles=articles,
        url=url,
        names=names,
    )
    sides = ("source", "target")
    return load_template("page.html.j2").render(
        head=head,
        sides=sides,
        languages={side: _language(tag) for side, tag in zip(sides, languages, strict=True)},
        titles=dict(zip(sides, titles, strict=True)),
        entries={
            "source": metadata(original, language=source, written_in=source),
            "target": metadata(own, language=target, written_in=source, names=names),
        },
        rows=body,
        say={side: words(tag) for side, tag in zip(sides, languages, strict=True)},
        doubtful=any(s.doubt for row in rows for p in (*row.source, *row.target) for s in p.sentences),
        version=version(),
    )


def _language(tag: str) -> dict[str, str]:
    return {
        "tag": tag,
        "name": language_name(tag),
        "direction": direction(tag),
        "space": "" if unspaced(tag) else " ",
    }


def _titled(rows: list[Row]) -> tuple[tuple[list[Paragraph], list[Paragraph]], list[Row]]:
    """The title on both sides, which stands at the head of the story, and the other rows."""
    count = next((index for index, row in enumerate(rows) if row.kind != "title"), len(rows))
    source = [paragraph for row in rows[:count] for paragraph in row.source]
    target = [paragraph for row in rows[:count] for paragraph in row.target]
    return (source, target), rows[count:]


def _plain(paragraphs: list[Paragraph], language: str) -> str:
    return " ".join(join([s.text for s in paragraph.sentences], language=language) for paragraph in paragraphs)
