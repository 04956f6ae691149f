"""Units and currencies: their codes, what they are called in Chinese and English, and what they are worth.

Codes of units are the identifiers of CLDR (unit.xml), with `mu`, `jin` and `times` beside them;
codes of currencies are those of ISO 4217, with `$`, `¥` and `pound` where a text does not say whose.
"""

from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit of measurement.

    Args:
        code: its identifier.
        dimension: what it measures; units of one dimension convert into each other.
        factor: its worth in the first unit of its dimension.
        chinese, english: what it is called, singular and plural; abbreviations must not be words.
        offset: what is added after multiplying, for temperatures.
    """

    code: str
    dimension: str
    factor: Fraction
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    offset: Fraction = Fraction(0)


def _unit(code: str, dimension: str, factor: str, chinese: str, english: str, offset: str = "0") -> Unit:
    names = tuple(name.replace("_", " ") for name in english.split())
    return Unit(code, dimension, Fraction(factor), tuple(chinese.split()), names, Fraction(offset))


UNITS: tuple[Unit, ...] = (
    _unit("meter", "length", "1", "米 公尺", "metre metres meter meters m"),
    _unit("kilometer", "length", "1000", "公里 千米", "kilometre kilometres kilometer kilometers km kms"),
    _unit("centimeter", "length", "0.01", "厘米 公分 釐米", "centimetre centimetres centimeter centimeters cm"),
    _unit("millimeter", "length", "0.001", "毫米 公釐", "millimetre millimetres millimeter millimeters mm"),
    _unit("mile", "length", "1609.344", "英里 哩", "mile miles"),
    _unit("yard", "length", "0.9144", "码 碼", "yard yards yd"),
    _unit("foot", "length", "0.3048", "英尺 呎", "foot feet ft"),
    _unit("inch", "length", "0.0254", "英寸 吋", "inch inches"),
    _unit("nautical-mile", "length", "1852", "海里 浬", "nautical_mile nautical_miles"),
    _unit("square-meter", "area", "1", "平方米 平米 平方公尺",
          "square_metre square_metres square_meter square_meters sq_m m² m2 sqm"),
    _unit("square-kilometer", "area", "1000000", "平方公里 平方千米",
          "square_kilometre square_kilometres square_kilometer square_kilometers sq_km km² km2"),
    _unit("square-mile", "area", "2589988.110336", "平方英里", "square_mile square_miles"),
    _unit("square-foot", "area", "0.09290304", "平方英尺 平方呎", "square_foot square_feet sq_ft"),
    _unit("hectare", "area", "10000", "公顷 公頃", "hectare hectares ha"),
    _unit("acre", "area", "4046.8564224", "英亩 英畝", "acre acres"),
    _unit("mu", "area", "2000/3", "亩 畝", "mu"),
    _unit("cubic-meter", "volume", "1000", "立方米 立方公尺",
          "cubic_metre cubic_metres cubic_meter cubic_meters m³ m3"),
    _unit("liter", "volume", "1", "升 公升", "litre litres liter liters"),
    _unit("milliliter", "volume", "0.001", "毫升", "millilitre millilitres milliliter milliliters ml"),
    _unit("kilogram", "mass", "1", "公斤 千克", "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs"),
    _unit("gram", "mass", "0.001", "克 公克", "gram grams gramme grammes g"),
    _unit("milligram", "mass", "0.000001", "毫克", "milligram milligrams mg"),
    _unit("tonne", "mass", "1000", "吨 公吨 噸 公噸", "tonne tonnes ton tons metric_ton metric_tons t"),
    _unit("pound", "mass", "0.45359237", "磅", "lb lbs"),
    _unit("ounce", "mass", "0.028349523125", "盎司", "ounce ounces oz"),
    _unit("jin", "mass", "0.5", "斤 市斤", "jin"),
    _unit("second", "duration", "1", "秒 秒钟 秒鐘", "second seconds"),
    _unit("minute", "duration", "60", "分钟 分鐘", "minute minutes min mins"),
    _unit("hour", "duration", "3600", "小时 小時 钟头 鐘頭", "hour hours hr hrs"),
    _unit("day", "duration", "86400", "天 昼夜", "day days"),
    _unit("week", "duration", "604800", "周 週 星期 礼拜 禮拜", "week weeks"),
    _unit("month", "calendar", "1", "月", "month months"),
    _unit("year", "calendar", "12", "年 岁 歲 周岁 周歲 周年 週年",
          "year years year-old year-olds years-old years_old years_of_age yr yrs"),
    _unit("decade", "calendar", "120", "", "decade decades"),
    _unit("century", "calendar", "1200", "世纪 世紀", "century centuries"),
    _unit("kilometer-per-hour", "speed", "1", "公里/小时 千米/小时 公里每小时 千米每小时 公里/时 千米/时 公里/小時",
          "km/h kph kmh kmph km/hr km/hour km_per_hour km_an_hour kilometres_per_hour kilometers_per_hour "
          "kilometres_an_hour kilometers_an_hour "
          "kilometres/hour kilometers/hour"),
    _unit("mile-per-hour", "speed", "1.609344", "英里/小时 英里每小时 英里/时",
          "mph mile_per_hour miles_per_hour mile_an_hour miles_an_hour miles/hour"),
    _unit("celsius", "temperature", "1", "摄氏度 攝氏度 ℃ °C",
          "°C ℃ degrees_Celsius degree_Celsius degrees_Centigrade degrees_centigrade"),
    _unit("fahrenheit", "temperature", "5/9", "华氏度 華氏度 ℉ °F",
          "°F ℉ degrees_Fahrenheit degree_Fahrenheit", "-160/9"),
    _unit("watt", "power", "1", "瓦 瓦特", "watt watts"),
    _unit("kilowatt", "power", "1000", "千瓦", "kilowatt kilowatts kW"),
    _unit("megawatt", "power", "1000000", "兆瓦", "megawatt megawatts MW"),
    _unit("gigawatt", "power", "1000000000", "吉瓦", "gigawatt gigawatts GW"),
    _unit("kilowatt-hour", "energy", "1", "千瓦时 千瓦時", "kilowatt-hour kilowatt-hours kilowatt_hours kWh"),
    _unit("meter-per-second", "speed", "3.6", "米/秒 米每秒", "m/s m_per_second metres_per_second meters_per_second"),
    _unit("times", "multiple", "1", "倍", "times times fold"),
    # 增长两倍: so many times added.
    _unit("times-more", "multiple", "1", "", "times_more", "1"),
)  # fmt: skip

CURRENCIES: tuple[tuple[str, str, str], ...] = (
    ("CNY", "人民币 人民幣 元人民币 元人民幣", "yuan renminbi RMB CNY"),
    ("USD", "美元 美金 美圆 美圓", "US_dollar US_dollars U.S._dollar U.S._dollars American_dollars USD"),
    ("HKD", "港元 港币 港幣 港圆 港圓", "Hong_Kong_dollar Hong_Kong_dollars HKD"),
    ("MOP", "澳门元 澳門元 澳门币 澳門幣", "patacas MOP"),
    ("TWD", "新台币 新臺幣 新台幣 台币 臺幣 台幣", "New_Taiwan_dollars NTD TWD"),
    ("EUR", "欧元 歐元", "euro euros EUR"),
    ("GBP", "英镑 英鎊", "pounds_sterling sterling GBP"),
    ("JPY", "日元 日圆 日圓 円", "yen JPY"),
    ("KRW", "韩元 韓元 韩币 韓圜", "South_Korean_won Korean_won KRW"),
    ("AUD", "澳元 澳币 澳幣", "Australian_dollar Australian_dollars AUD"),
    ("CAD", "加元 加币 加幣", "Canadian_dollar Canadian_dollars CAD"),
    ("NZD", "新西兰元 纽币 紐元", "New_Zealand_dollars NZD"),
    ("SGD", "新元 新加坡元 新币 坡币", "Singapore_dollar Singapore_dollars SGD"),
    ("CHF", "瑞士法郎 瑞郎", "Swiss_franc Swiss_francs CHF"),
    ("RUB", "卢布 盧布", "ruble rubles rouble roubles RUB"),
    ("INR", "卢比 盧比 印度卢比", "rupee rupees INR"),
    ("THB", "泰铢 泰銖", "baht THB"),
    ("VND", "越南盾", "dong VND"),
    ("IDR", "印尼盾 印尼卢比 印度尼西亚盾", "rupiah IDR"),
    ("MYR", "林吉特 令吉 马币 馬幣", "ringgit MYR"),
    ("$", "", "dollar dollars"),
    ("pound", "", "pound pounds"),
)
# Signs that stand before a number, the longest first where one begins another.
SIGNS: tuple[tuple[str, str], ...] = (
    ("US$", "USD"), ("U.S.$", "USD"), ("USD", "USD"), ("HK$", "HKD"), ("HKD", "HKD"), ("NT$", "TWD"),
    ("MOP$", "MOP"), ("A$", "AUD"), ("AU$", "AUD"), ("C$", "CAD"), ("CA$", "CAD"), ("NZ$", "NZD"), ("S$", "SGD"),
    ("RMB¥", "CNY"), ("RMB￥", "CNY"), ("CN¥", "CNY"), ("RMB", "CNY"), ("CNY", "CNY"), ("EUR", "EUR"),
    ("GBP", "GBP"), ("JPY", "JPY"), ("CHF", "CHF"), ("人民币", "CNY"), ("人民幣", "CNY"), ("港币", "HKD"),
    ("港幣", "HKD"), ("€", "EUR"), ("£", "GBP"), ("￡", "GBP"), ("¥", "¥"), ("￥", "¥"), ("₹", "INR"), ("₩", "KRW"),
    ("₽", "RUB"), ("฿", "THB"), ("$", "$"), ("＄", "$"),
)  # fmt: skip
# What a word or sign that leaves the country open may stand for.
_OPEN: dict[str, frozenset[str]] = {
    "$": frozenset({"USD", "HKD", "TWD", "AUD", "CAD", "NZD", "SGD"}),
    "¥": frozenset({"CNY", "JPY"}),
    "pound": frozenset({"GBP"}),
}

BY_CODE: dict[str, Unit] = {unit.code: unit for unit in UNITS}


def same_money(one: str, other: str) -> bool:
    """Whether two currency codes may mean the same money.

    >>> same_money("$", "HKD"), same_money("CNY", "USD")
    (True, False)
    """
    return one == other or other in _OPEN.get(one, ()) or one in _OPEN.get(other, ())


def names_of(language: str) -> dict[str, str]:
    """Name to code of every unit and currency in `zh` or `en`."""
    named: dict[str, str] = {}
    for unit in UNITS:
        named |= dict.fromkeys(unit.chinese if language == "zh" else unit.english, unit.code)
    for code, chinese, english in CURRENCIES:
        words = chinese if language == "zh" else english.replace(" ", "\0").replace("_", " ")
        named |= dict.fromkeys(words.split() if language == "zh" else words.split("\0"), code)
    named.pop("", None)
    return named
