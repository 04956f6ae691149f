"""English words for numbers, months, approximations: data of the English reader."""


def _words(text: str) -> list[str]:
    return text.split()


UNITS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
TENS: dict[str, int] = {
    word: 10 * value for value, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
MULTIPLIERS: dict[str, int] = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
# After digits alone; of one letter `k` directly behind them, the others behind a sum of money.
SHORT: dict[str, int] = {
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12, "m": 10**6,
    "k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9, "b": 10**9, "T": 10**12,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
# What a fraction is made of: two-thirds, three quarters.
PARTS: dict[str, int] = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")
}
# Single words that say a number by the way, with its unit: the other language says it without one as often as not.
LOOSE: dict[str, tuple[int, str | None]] = {
    "both": (2, None), "pair": (2, None), "couple": (2, None), "duo": (2, None), "twins": (2, None), "twin": (2, None),
    "double": (2, "times"), "doubled": (2, "times"), "doubles": (2, "times"), "doubling": (2, "times"),
    "trio": (3, None), "triple": (3, "times"), "tripled": (3, "times"),
    "tripling": (3, "times"), "triad": (3, None), "treble": (3, "times"), "trebled": (3, "times"),
    "quadruple": (4, "times"), "quadrupled": (4, "times"), "quadrupling": (4, "times"), "quintupled": (5, "times"),
    "decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"), "millennium": (1000, "year"),
}  # fmt: skip
# Times of day that are said without a number, in minutes.
CLOCK: dict[str, int] = {"midnight": 0, "noon": 720, "midday": 720}
# These are said with a number in the other language too.
FIRM: dict[str, tuple[int, str | None]] = {
    "twice": (2, "times"), "thrice": (3, "times"), "twofold": (2, "times"), "threefold": (3, "times"),
    "fourfold": (4, "times"), "fivefold": (5, "times"), "sixfold": (6, "times"), "sevenfold": (7, "times"),
    "eightfold": (8, "times"), "ninefold": (9, "times"), "tenfold": (10, "times"),
}  # fmt: skip
# Of places and parts, behind a name: Article IV, Phase II. Alone `I` is a word.
_ONES = ("", *_words("I II III IV V VI VII VIII IX"))
_TO_29 = (tens + ones for tens in ("", "X", "XX") for ones in _ONES)
ROMAN: dict[str, int] = {numeral: value for value, numeral in enumerate(_TO_29) if value > 1}

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
         "September Sept Sep", "October Oct", "November Nov", "December Dec"), 1)
    for name in names.split()
}  # fmt: skip
# `May` and `March` alone are months after one of these.
BEFORE_MONTH = frozenset(
    _words(
        "in since until till by from to of last this next late early mid during between and through before after "
        "for every each mid- on around In Since Until By From Last This Next Late Early During "
    )
)

BEFORE: tuple[tuple[str, str], ...] = (
    ("most", "not exceeding|not exceed|not to exceed|up to|as many as|as much as|at most|no more than|not more than"
             "|a maximum of"),
    ("least", "at least|no less than|no fewer than|not less than|a minimum of"),
    ("under", "nearly|almost|close to|approaching|under|below|less than|fewer than|just under|short of|not quite"),
    ("over", "more than|over|above|in excess of|upwards of|greater than|exceeding|exceeded|exceeds|exceed|surpassing"
             "|surpassed|surpasses|surpass|topping|topped|tops|higher than"),
    ("about", "about|around|approximately|approx\\.?|roughly|some|circa|an estimated|estimated|nearer to"),
)  # fmt: skip
# Behind a number and its unit.
AFTER: tuple[tuple[str, str], ...] = (
    ("about", " or so"),
    ("least", " or more| or above| or over| or higher| or older"),
    ("most", " or less| or fewer| or under| or below| or younger"),
    ("over", "\\+| plus|-plus| odd|-odd"),
)

# A capitalised word that is no name: what follows it is a number, not part of a name (Seres 5, Level 2).
NOT_NAMES = frozenset(
    _words(
        "a about above according after age aged all almost also although among an and another any approximately "
        "apr april are around as at aug august autumn be because been before below between both but by can cny "
        "could dec december despite did do does during each early eight eur even every exceeding fall feb "
        "february few fewer first five following for four friday from further given had has have he her here his "
        "how if in including into is it its jan january jul july jun june just last late least less many mar "
        "march may mid might minus monday more most must my nearly next nine no not nov november now oct october "
        "of on one only or other our out over per percent plus rmb roughly saturday sep sept september seven "
        "several she since six so some spring still summer sunday ten than that the their then there these they "
        "this those though three thursday till to today tomorrow total totaling tuesday two under until up us usd "
        "via was we wednesday were what when where which while who why will winter with within would yesterday "
        "yet your yuan "
    )
)
