"""Counts by month as a picture shows them: without gaps, by year where there are many."""

# Months in a picture; more are shown as years.
_MONTHS = 24


def periods(months: tuple[tuple[str, int], ...], *, most: int = _MONTHS) -> list[tuple[str, int]]:
    """Units by month, or by year where that would be too many rows, without a gap; units without a month left out.

    >>> periods((("", 3), ("2023-11", 2), ("2024-01", 5)))
    [('2023-11', 2), ('2023-12', 0), ('2024-01', 5)]
    >>> periods((("2022-11", 2), ("2024-01", 5)), most=3)
    [('2022', 2), ('2023', 0), ('2024', 5)]
    """
    counts = {
        int(month[:4]) * 12 + int(month[5:]) - 1: number
        for month, number in months
        if month and "01" <= month[5:] <= "12"
    }
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if last - first < most:
        return [(f"{at // 12:04}-{at % 12 + 1:02}", counts.get(at, 0)) for at in range(first, last + 1)]
    years: dict[int, int] = {}
    for at, number in counts.items():
        years[at // 12] = years.get(at // 12, 0) + number
    wanted = range(first // 12, last // 12 + 1) if last // 12 - first // 12 < most else sorted(years)
    return [(f"{year:04}", years.get(year, 0)) for year in wanted]
