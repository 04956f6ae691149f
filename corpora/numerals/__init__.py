"""Numbers, money, dates, times, percentages in Chinese and English: found with exact spans, turned to values."""

from corpora.numerals.agreement import agree
from corpora.numerals.comparison import Comparison, compare
from corpora.numerals.find import approximated, find_quantities
from corpora.numerals.quantity import Date, Quantity

__all__ = ["Comparison", "Date", "Quantity", "agree", "approximated", "compare", "find_quantities"]
