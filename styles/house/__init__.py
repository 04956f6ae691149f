"""The house style: rules that are data, the kinds of rule that read them, and the styles that come with us."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.house.application import check_style as check_style
    from styles.house.examples import try_examples as try_examples
    from styles.house.house import HOUSES as HOUSES
    from styles.house.house import House as House
    from styles.house.house import load_house as load_house

__getattr__, __dir__ = offer(
    __name__,
    {
        "HOUSES": "styles.house.house",
        "House": "styles.house.house",
        "check_style": "styles.house.application",
        "load_house": "styles.house.house",
        "try_examples": "styles.house.examples",
    },
)
