"""What a look-up in a memory of a million units costs and finds, beside SQLite's own trigram index."""

from tests.bench.memory.measure import measure as measure
