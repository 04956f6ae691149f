"""Where and when a report was sent from: `新华社重庆8月9日电`, `CHONGQING, Aug. 9 (Xinhua) --`."""

import re
from dataclasses import dataclass

from corpora.text import Span

_HAN = "\u3400-\u9fff"
_AGENCY = (
    rf"(?:本报|本网|本刊|本台|[{_HAN}\\w-]{{1,14}}?(?:社|网|網|日报|晚报|晨报|时报|商报|新闻|在线|客户端|融媒体中心|融媒|发布|報|频道)"
    rf"|[{_HAN}]{{2,4}}(?<![资通电喜音短简快腾])(?=讯))"
)
_CHINESE = re.compile(
    rf"[\s\u3000【]*(?!据|综合|记者)(?P<text>(?P<agency>{_AGENCY})(?P<place>[{_HAN}]{{2,8}}?)?"
    rf"(?P<date>(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日)?(?P<kind>电|電|讯|訊|消息))[\s\u3000】]*(?=[（(【:：，,\s\u3000]|题[：:]|$|】)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_ENGLISH = re.compile(
    rf"\s*(?P<text>(?P<place>[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){{0,3}}(?:,\s(?!{_MONTH}\s)[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*)?)?"
    rf"|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,2}}(?=,\s{_MONTH}\s\d))"
    rf"(?:,\s(?P<date>{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?))?"
    rf"(?:,?\s?[(/](?P<agency>[A-Z][\w .&'’-]{{1,40}})[)/])?)\s*(?:--|—|–|－|-\s)\s*(?=\S)"
)
_REPORTERS = re.compile(r"[（(]([^（）()]{2,60})[）)]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words with which an agency's report begins (IPTC NewsML-G2, dateline).

    Args:
        text: as they stood.
        agency, place, date: its parts; empty where it does not say.
        reporters: what stands in brackets behind it (`记者 某某`), or empty.
        span: its place in the paragraph.
    """

    text: str
    agency: str
    place: str
    date: str
    reporters: str
    span: Span


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None where there is none.

    >>> found = read_dateline("新华社重庆8月9日电（记者 钟凯）工厂昨日开工。")
    >>> found.text, found.agency, found.place, found.date, found.reporters
    ('新华社重庆8月9日电', '新华社', '重庆', '8月9日', '记者 钟凯')
    >>> read_dateline("CHONGQING, Aug. 9 (Xinhua) -- A plant opened.").place
    'CHONGQING'
    """
    head = text[:200]
    match = _CHINESE.match(head)
    if match is None:
        match = _ENGLISH.match(head)
        if match is None or not (match["date"] or match["agency"] or match["place"].isupper()):
            return None
    elif not (match["date"] or match["kind"] in "讯訊" or (match["place"] and match["agency"].endswith("社"))):
        return None
    reporters = _REPORTERS.match(head, match.end())
    parts = {name: value or "" for name, value in match.groupdict().items()}
    return Dateline(
        parts["text"],
        parts["agency"],
        parts["place"],
        parts["date"],
        reporters[1].strip() if reporters and "kind" in parts else "",
        Span(*match.span("text")),
    )
