"""The rules of a house style looked up in a pair."""

from collections.abc import Iterator

from corpora.bitext import Bitext
from styles.house.house import House
from styles.house.rule import Rule
from styles.house.story import Story
from tm.finding import Finding


def check_style(bitext: Bitext, *, house: House) -> Iterator[Finding]:
    """`style.NAME` for what a rule of the house style objects to in the target."""
    story = Story(bitext)
    for rule in house.active(bitext.target_language):
        yield from apply(rule, story)


def apply(rule: Rule, story: Story) -> Iterator[Finding]:
    """What one rule objects to.

    A pattern that takes too long gives up for this story, and the last finding says so.
    """
    found = 0
    try:
        for hit in rule.finder.find(story, rule.scope):
            yield Finding(rule.id, rule.severity, rule.say(hit.said), hit.bead, hit.source, hit.span, hit.fixes)
            found += 1
            if found == rule.limit:
                return
    except TimeoutError:
        message = (
            f"The pattern of {rule.name} takes too long here: it repeats what it repeats. The rest was not looked at."
        )
        yield Finding(rule.id, "warning", message)
