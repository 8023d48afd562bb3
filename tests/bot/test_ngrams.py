"""The learnt models' file, their sums, and the shapes in which they read a text."""

import json
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.ngrams import LONGEST_READ, grams, han_shape, latin_shape, model, packed, read

BYTE = st.integers(-127, 127)


def _file(folder: Path, rows: Mapping[str, tuple[int, ...]], classes: list[str]) -> Path:
    columns = zip(*rows.values(), strict=True)
    weights = b"".join(value.to_bytes(1, signed=True) for column in columns for value in column)
    head = {"classes": classes, "bias": [0.5] * len(classes), "step": 0.25, "longest": 2}
    path = folder / "some.ngrams"
    body = "\n".join(rows).encode() + b"\0" + weights
    path.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body))
    return path


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.tuples(BYTE, BYTE, BYTE), min_size=1), st.text("abcd")
)
def test_the_points_of_a_class_are_the_sum_of_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, tuple[int, int, int]], text: str
) -> None:
    found = read(_file(tmp_path_factory.mktemp("model"), rows, ["x", "y", "z"]))
    hits = [rows[gram] for gram in grams(text, 2) if gram in rows]
    assert found.scores(text) == [0.5 + 0.25 * sum(hit[place] for hit in hits) for place in range(3)]


@given(st.lists(st.tuples(BYTE, BYTE), min_size=1))
def test_classes_do_not_spill_into_each_other(rows: list[tuple[int, int]]) -> None:
    total = sum(packed(list(zip(*rows, strict=True))))
    assert [(total >> shift & (1 << 24) - 1) - 128 * len(rows) for shift in (0, 24)] == [
        sum(first for first, _ in rows),
        sum(second for _, second in rows),
    ]


def test_every_run_of_characters_counts_once() -> None:
    assert grams("aaab", 2) == {"a", "b", "aa", "ab"}


def test_a_very_long_text_is_read_in_part() -> None:
    assert grams("a" * LONGEST_READ + "b", 1) == {"a"}


def test_a_chinese_text_is_read_in_traditional_with_its_foreign_words_as_one_letter() -> None:
    assert han_shape("我发 email，12点la！") == " 我發 A 0點la "


def test_latin_words_are_read_with_their_borders_and_one_kind_of_apostrophe() -> None:
    assert latin_shape(["it’s", "ok"]) == " it's ok "


@pytest.mark.parametrize(("name", "classes"), [("han", ("yue",)), ("latin", ("en", "pt", "gl", "es", "other"))])
def test_the_models_are_there_and_small(name: str, classes: tuple[str, ...]) -> None:
    assert model(name).classes == classes
    assert 10_000 < len(model(name).table) < 100_000
