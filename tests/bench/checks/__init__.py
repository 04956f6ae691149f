"""How much the checks find, and how often they are wrong."""

from tests.bench.checks.measure import measure as measure
