"""`duizhao add`: two versions aligned and kept."""

from typing import TYPE_CHECKING, NamedTuple

import click

from cli.correction import Languages, Standing, align_around, find_standing, read_correction, read_pair
from cli.output import emit, output_options, say
from cli.pairs import Stories, read_pairs
from cli.workspace import Workspace, now, open_workspace
from corpora.errors import DuizhaoError, NotReady, WrongSetting

if TYPE_CHECKING:
    from corpora.article import Article
    from corpora.encoder import Encoder


@click.command("add")
@click.argument("source", required=False)
@click.argument("target", required=False)
@click.option("--source-lang", metavar="TAG", help="Language of SOURCE, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of TARGET.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out beads less sure than this.")
@click.option("--beads", metavar="FILE", help="Take these beads, .beads or .xlsx, as corrected and confirmed by you.")
@click.option("--realign", is_flag=True, help="Align anew also what was confirmed.")
@click.option("--encoder", metavar="NAME", help="embedded, labse, or a model's name or folder; else the setting.")
@click.option("--pairs", metavar="FILE", help="Add every pair in a file that `duizhao pair` wrote.")
@click.option("--domain", metavar="NAME", default="", help="What the story is about, such as cars; look-ups prefer it.")
@click.option("--client", metavar="NAME", default="", help="For whom it was translated.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    source: str | None,
    target: str | None,
    source_lang: str | None,
    target_lang: str | None,
    memory: str | None,
    min_confidence: float,
    beads: str | None,
    realign: bool,
    encoder: str | None,
    pairs: str | None,
    domain: str,
    client: str,
    format: str,
    output: str | None,
) -> int:
    """Align SOURCE with TARGET and keep the pair in the memory; with --pairs, every pair of a file.

    The same pair twice adds nothing; a changed one replaces its units and keeps the old in the history.
    Beads that were confirmed with --beads stay when the pair is added again.
    """
    place = open_workspace(workspace)
    if memory is None:
        place.place(place.settings.memory)
    if beads is not None and realign:
        raise WrongSetting("both --beads and --realign are given", "Give one of them")
    model = click.get_current_context().with_resource(place.open_encoder(encoder))
    keeping = Keeping(place, memory, min_confidence, beads, realign, model, domain, client)
    languages = (source_lang, target_lang)
    if pairs is not None:
        if source is not None or beads is not None:
            raise WrongSetting("--pairs is given with another story or beads", "Give --pairs alone")
        return keep_pairs(keeping, pairs, languages, format, output)
    if source is None or target is None:
        raise click.UsageError(f"Missing argument '{'SOURCE' if source is None else 'TARGET'}'")
    kept = keeping.keep(*read_pair(place, source, target, languages=languages), names=(source, target))
    emit(format, output, document=lambda: kept.record, text=lambda: kept.told)
    return 0


class Kept(NamedTuple):
    """What came of a pair: for machines (docs/schemas/added.json), and for a person."""

    record: dict[str, object]
    told: str


class Keeping(NamedTuple):
    """How pairs are aligned and kept; see the options of the command."""

    place: Workspace
    memory: str | None
    min_confidence: float
    beads: str | None
    realign: bool
    encoder: "Encoder"
    domain: str
    client: str

    def keep(self, story: "Article", version: "Article", *, names: tuple[str, str]) -> Kept:
        """Aligns two articles and keeps them.

        Args:
            names: of their files, as a person gave them.

        Raises:
            NotReady: they are unrelated.
        """
        from cli.commands.align import UNRELATED

        place, beads, realign = self.place, self.beads, self.realign
        standing = Standing() if beads is not None else find_standing(place, story, version, memory=self.memory)
        fixed = read_correction(beads, story, version) if beads is not None else () if realign else standing.beads
        bitext = align_around(place, story, version, fixed, encoder=self.encoder)
        related = bitext.relatedness
        if related is not None and related < UNRELATED:
            raise NotReady(
                f"the two look unrelated (score {related:.2f}) and were not added",
                "Check that they are one story",
                file=names[1],
            )
        with place.open_memory(self.memory, to="write") as store:
            added = store.add(
                bitext,
                editor=place.settings.editor,
                at=now(),
                why=f"beads corrected in {beads}" if beads is not None else "aligned anew" if realign else "",
                domain=self.domain,
                client=self.client,
                minimum_confidence=self.min_confidence,
                realign=realign,
            )
        record = {
            "source": names[0],
            "target": names[1],
            "added": added.added,
            "unchanged": added.unchanged,
            "updated": added.updated,
            "replaced": added.replaced,
            "skipped": added.skipped,
            "doubtful": added.doubtful,
            "confirmed": added.confirmed,
            "confirmed_lost": max(0, standing.known - added.confirmed),
            "signature": bitext.signature,
        }
        told = [
            f"{added.added} units added, {added.unchanged} there already, {added.updated} updated, "
            f"{added.replaced} replaced, {added.skipped - added.doubtful} sentences without counterpart.",
            f"{added.doubtful} beads of confidence below {self.min_confidence:g} left out."
            if self.min_confidence
            else "",
            f"All {added.confirmed} beads confirmed." if beads is not None else "",
            f"{standing.known} confirmed beads given up." if realign and standing.known else "",
            "" if realign else standing.told(bitext),
        ]
        return Kept(record, "\n".join(filter(None, told)))


def keep_pairs(keeping: Keeping, file: str, languages: Languages, format: str, output: str | None) -> int:
    """Adds every pair of a file, goes on after one that cannot be added, and says which; gives the exit code."""
    refused: list[tuple[int, DuizhaoError]] = []
    kept: list[Kept] = []
    stories = Stories(keeping.place)
    lines = read_pairs(file, on_skip=lambda broken: refused.append((broken.line or 0, broken)))
    for line, source, target in lines:
        try:
            story, version = (stories.read(name, language=tag) for name, tag in zip((source, target), languages))
            kept.append(keeping.keep(story, version, names=(source, target)))
        except DuizhaoError as error:
            refused.append((line, error))
    refused.sort(key=lambda each: each[0])
    records = [each.record for each in kept]
    skipped = [{"line": line, "reason": str(reason)} for line, reason in refused]
    emit(
        format,
        output,
        document=lambda: {"file": file, "pairs": records, "skipped": skipped},
        records=lambda: records,
        text=lambda: (
            "".join(f"{each.record['source']} {each.record['target']}: {each.told}\n" for each in kept)
            + f"{len(kept)} of {len(lines)} pairs kept."
        ),
    )
    for line, reason in refused:
        say(f"duizhao: {reason if reason.file == file else f'{file}:{line}: {reason}'}")
    if kept:
        return 3 if refused else 0
    return 1 if all(isinstance(reason, NotReady) for _, reason in refused) else 2
