"""What speaks for and against a bead: each measure on sentences that show it."""

import io

import numpy as np
import pytest

from corpora.alignment.anchors import find_anchors, lay_band
from corpora.alignment.clauses import clauses, cut_clauses
from corpora.alignment.coverage import cover
from corpora.alignment.document import read_document
from corpora.alignment.evidence import gather
from corpora.alignment.lattice import MOST, SHAPES, Lattice
from corpora.alignment.paired import PAIRED, measure_paired
from corpora.alignment.sides import Side, read_side
from corpora.alignment.single import SINGLE, measure_single
from corpora.alignment.weights import PAIRED_SHAPES, SINGLE_SHAPES, Layer, Weights, load_weights, save_weights
from corpora.alignment.window import Shared, Window
from corpora.article import Segment
from corpora.encoder import load_encoder
from corpora.lexicon import Lexicon

ZH = [
    "龙兴渡口昨日恢复通航。",
    "渡船每天往返36个班次，学生凭证免费乘坐。",
    "船长何德海今年五十八岁，在江上跑了三十年。",
    "“江面宽了，船也大了。”他说。",
    "上午下了一场小雨。",
    "渡口旁的老茶馆也重新开了门。",
]
EN = [
    "The Longxing ferry ran again yesterday.",
    "It makes 36 trips a day.",
    "Students ride free with their cards.",
    "Captain He Dehai, 58, has worked the river for 30 years.",
    '"The river is wider, and so are the boats," he said.',
    "The old teahouse by the landing has opened its doors again.",
]


def sides(source: list[str] = ZH, target: list[str] = EN, **options: object) -> tuple[Side, Side]:
    encoder = load_encoder()
    return (
        read_side([Segment(text) for text in source], language="zh", encoder=encoder, **options),  # type: ignore[arg-type]
        read_side([Segment(text) for text in target], language="en", encoder=encoder, source=False, **options),  # type: ignore[arg-type]
    )


def window(*given: Side) -> Window:
    return Window(*(given or sides()))


def paired(name: str, i: int, j: int, shape: tuple[int, int], seen: Window | None = None) -> float:
    seen = seen or window()
    document = read_document(seen, lengths=0.0, counts=0.0)
    row = measure_paired(seen, document, np.array([i]), np.array([j]), shape, ratio=0.0)
    return float(row[0, PAIRED.index(name)])


def single(name: str, i: int, j: int, shape: tuple[int, int]) -> float:
    seen = window()
    document = read_document(seen, lengths=0.0, counts=0.0)
    return float(measure_single(seen, document, np.array([i]), np.array([j]), shape)[0, SINGLE.index(name)])


# Clauses


@pytest.mark.parametrize(
    ("text", "density", "expected"),
    [
        ("渡船每天往返36个班次，学生凭证免费乘坐。", 0.31, ["渡船每天往返36个班次，", "学生凭证免费乘坐。"]),
        ("好，开船。", 0.31, ["好，开船。"]),
        ("When the rain stopped, the ferry left.", 1.0, ["When the rain stopped, ", "the ferry left."]),
        ("", 1.0, [""]),
    ],
)
def test_clauses_end_at_commas_and_short_ones_go_on(text: str, density: float, expected: list[str]) -> None:
    assert clauses(text, cut_clauses(text, density)) == expected


def test_a_long_clause_is_cut_between_words() -> None:
    text = "the ferry that has carried the children of three villages to their school since the old bridge fell " * 2
    parts = clauses(text, cut_clauses(text, 1.0))
    assert "".join(parts) == text
    assert len(parts) == 3
    assert all(part.endswith(" ") for part in parts)


# Measures of beads with two sides


def test_a_sentence_is_like_its_translation_and_less_like_another() -> None:
    assert paired("cosine", 0, 0, (1, 1)) > 0.5 > paired("cosine", 4, 3, (1, 1))
    assert paired("margin", 0, 0, (1, 1)) > 0.1 > paired("margin", 4, 3, (1, 1))
    assert paired("weak", 4, 3, (1, 1)) > paired("weak", 0, 0, (1, 1)) == 0


def test_a_sentence_too_many_and_one_too_few_change_the_likeness() -> None:
    assert paired("add_target", 1, 1, (1, 1)) > 0
    assert paired("drop_target", 1, 1, (1, 2)) > 0
    assert paired("drop_source", 3, 4, (2, 1)) < 0


def test_two_pairs_taken_for_one_would_be_better_split() -> None:
    assert paired("split", 2, 3, (2, 2)) > paired("split", 0, 0, (2, 2))


def test_lengths_are_compared_as_english() -> None:
    assert paired("length", 1, 1, (1, 2)) < paired("length", 1, 1, (1, 1))
    assert paired("longer", 1, 1, (1, 1)) < 0


def test_numbers_count_by_value_inside_and_beside() -> None:
    assert paired("number_shared", 1, 1, (1, 1)) == 1
    assert paired("number_shared", 2, 3, (1, 1)) == 2
    assert paired("number_source", 2, 4, (1, 1)) == 2
    assert paired("number_beside_source", 2, 4, (1, 1)) == 2
    assert paired("number_target", 0, 1, (1, 1)) == 1
    assert paired("number_beside_target", 0, 1, (1, 1)) == 1


def test_latin_words_and_terms_are_shared() -> None:
    seen = window(*sides(["这艘船由Marlin公司制造。"], ["The boat was built by Marlin."]))
    assert paired("latin_shared", 0, 0, (1, 1), seen) == 1
    known = Lexicon([("龙兴渡口", "Longxing ferry"), ("茶馆", "teahouse")])
    seen = window(*sides(lexicon=known))
    assert paired("term_shared", 0, 0, (1, 1), seen) == 1
    assert paired("term_source", 5, 4, (1, 1), seen) == 1


def test_words_of_one_stem_are_shared_between_spaced_languages() -> None:
    encoder = load_encoder()
    german = read_side([Segment("Die Expedition erreichte den Gipfel.")], language="de", encoder=encoder)
    french = read_side([Segment("L'expédition atteignit le sommet.")], language="fr", encoder=encoder, source=False)
    assert paired("latin_shared", 0, 0, (1, 1), window(german, french)) == 0.5


def test_marks_and_forms_agree_or_not() -> None:
    assert paired("quote", 3, 4, (1, 1)) == 0
    assert paired("quote", 2, 4, (1, 1)) == 1
    asking = window(*sides(["谁来开船？", "老何。"], ["Who runs the ferry?", "(Photo/Luo Min)"]))
    assert paired("question", 0, 0, (1, 1), asking) == 0
    assert paired("question", 1, 0, (1, 1), asking) == 1
    assert paired("form", 1, 1, (1, 1), asking) == 1


def test_kinds_of_blocks_and_paragraphs_agree_or_not() -> None:
    encoder = load_encoder()
    story = [Segment("渡口恢复通航", 0, "title"), Segment(ZH[0], 1), Segment(ZH[1], 1), Segment(ZH[2], 2)]
    version = [Segment("Ferry runs again", 0, "title"), Segment(EN[0], 1), Segment(EN[1], 2)]
    seen = window(
        read_side(story, language="zh", encoder=encoder),
        read_side(version, language="en", encoder=encoder, source=False),
    )
    assert paired("kind", 0, 0, (1, 1), seen) == 0
    assert paired("kind", 0, 1, (1, 1), seen) == 1
    assert [paired("crossing_source", 1, 1, (n, 1), seen) for n in (1, 2, 3)] == [0, 0, 1]
    assert paired("crossing_target", 1, 1, (1, 2), seen) == 1
    assert [paired("starts", i, 1, (1, 1), seen) for i in (1, 2)] == [1, -1]


def test_clauses_and_words_are_covered_inside_or_only_outside() -> None:
    assert paired("gain_source", 1, 1, (1, 2)) > paired("gain_source", 1, 1, (1, 1))
    assert paired("least_inside_source", 1, 1, (1, 2)) > paired("least_inside_source", 1, 1, (1, 1))
    assert paired("words_source", 1, 1, (1, 2)) > paired("words_source", 1, 1, (1, 1))
    assert paired("lost_source", 1, 1, (1, 1)) > paired("lost_source", 1, 1, (1, 2))
    assert paired("own_source", 0, 0, (1, 1)) > paired("own_source", 4, 3, (1, 1))
    assert paired("claim_source", 5, 5, (1, 1)) > 0 > paired("claim_source", 4, 5, (1, 1))


# Measures of sentences alone


def test_a_dropped_sentence_has_nothing_like_it() -> None:
    assert single("best_cosine", 4, 5, (1, 0)) < single("best_cosine", 5, 5, (1, 0))
    assert single("best_words", 4, 5, (1, 0)) < single("best_words", 0, 0, (1, 0))
    assert single("claim", 4, 5, (1, 0)) < single("claim", 5, 5, (1, 0))
    assert single("words_near", 5, 5, (1, 0)) > single("words_near", 5, 0, (1, 0))


def test_half_of_a_sentence_would_add_to_the_other_half() -> None:
    assert single("attach_before", 2, 2, (0, 1)) > single("attach_before", 5, 5, (1, 0))
    assert single("gain_before", 2, 2, (0, 1)) > 0


def test_letters_are_few_in_what_a_scanner_made() -> None:
    seen = window(*sides(ZH[:1], ["* ,.- ^", EN[0]]))
    document = read_document(seen, lengths=0.0, counts=0.0)
    rows = measure_single(seen, document, np.array([0, 0]), np.array([0, 1]), (0, 1))
    assert rows[0, SINGLE.index("letters")] < 0.2 < 0.8 < rows[1, SINGLE.index("letters")]


# Documents, windows, weights


def test_a_document_says_how_much_has_a_counterpart() -> None:
    alike = read_document(window(), lengths=0.1, counts=0.0)
    unlike = read_document(
        window(*sides(target=["Prices fell.", "The bank is closed on Monday."])), lengths=0.1, counts=0.0
    )
    assert alike.words > unlike.words
    assert alike.best > unlike.best
    assert alike.strangers < unlike.strangers


def test_a_long_text_is_measured_as_its_stretches_are() -> None:
    source, target = sides(ZH * 24, [text for text in EN for _ in range(1)] * 24)
    anchors = find_anchors(source.vectors[0], target.vectors[0])
    parts = list(gather(lay_band(anchors, len(source), len(target)), source, target, ratio=0.0))
    assert len(parts) > 1
    cells = np.concatenate([part.cells[1, 1] for part in parts])
    assert np.all(np.diff(cells) > 0)
    assert all(part.columns[1, 1].shape == (len(part.cells[1, 1]), len(PAIRED)) for part in parts)


def test_without_an_encoder_numbers_and_lengths_are_measured_all_the_same() -> None:
    ours = read_side([Segment(ZH[1])], language="zh", encoder=None)
    theirs = read_side([Segment(EN[1])], language="en", encoder=None, source=False)
    (part,) = gather(Lattice.full(1, 1), ours, theirs, ratio=0.0)
    row = part.columns[1, 1][0]
    assert row[PAIRED.index("number_shared")] == 1
    assert row[PAIRED.index("cosine")] == 0


def test_things_are_shared_inside_a_run_and_beside_it() -> None:
    shared = Shared([frozenset({1}), frozenset({2, 3})], [frozenset({2}), frozenset({1, 9})])
    both, left, right, left_beside, right_beside = shared.between(np.array([0, 1]), np.array([0, 0]), (1, 1))
    assert both.tolist() == [0, 1]
    assert left.tolist() == [1, 1]
    assert right.tolist() == [1, 0]
    assert left_beside.tolist() == [1, 0]
    assert right_beside.tolist() == [1, 0]


def test_a_run_longer_than_the_text_is_covered_by_what_there_is() -> None:
    source, target = sides(ZH[:2], EN[:1])
    assert source.clauses
    assert source.words
    assert target.clauses
    assert target.words
    ours, theirs = (source.clauses, source.words), (target.clauses, target.words)
    found = cover(ours, theirs, target.vectors[0], most=MOST)
    assert all(np.array_equal(gain, found.inside[0]) for gain in found.inside)


def test_weights_come_back_as_they_were_written() -> None:
    weights = load_weights("encoder")
    file = io.BytesIO()
    np.savez(file, **save_weights({"encoder": weights}))  # type: ignore[arg-type]
    file.seek(0)
    held = np.load(file)
    for layer in ("paired", "single"):
        for part in Layer.__dataclass_fields__:
            assert np.array_equal(held[f"encoder.{layer}.{part}"], getattr(getattr(weights, layer), part))


@pytest.mark.parametrize("name", ["encoder", "plain"])
def test_shipped_weights_fit_the_measures(name: str) -> None:
    weights: Weights = load_weights(name)
    assert len(weights.paired.linear) == len(PAIRED)
    assert len(weights.single.linear) == len(SINGLE)
    assert len(weights.paired.bias) == len(PAIRED_SHAPES)
    assert len(weights.single.bias) == len(SINGLE_SHAPES)
    assert {*PAIRED_SHAPES, *SINGLE_SHAPES} == set(SHAPES)
    assert weights.signature.startswith("crf|")
