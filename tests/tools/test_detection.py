"""How the training makes variants of a sentence, reads packages and keeps texts apart; the fit needs an extra."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from bot.hearing import cues
from tools.detection import corpus, stamp, variants
from tools.detection.readers import language, sentences
from tools.detection.sources import sources


def test_every_source_names_its_licence_and_origin() -> None:
    listed = list(sources())
    assert {source.kind for source in listed} == {"pypi", "npm", "deb"}
    assert all(source.licence and source.origin and source.version for source in listed)


def test_keyboard_spelling_replaces_what_keyboards_lack() -> None:
    assert variants.keyboard("我哋嘅嘢喺度") == "我地既野響度"


def test_cantonese_becomes_chinese_without_a_marker_and_back() -> None:
    assert variants.written("佢哋唔知我喺邊度") == "他們不知我在哪裡"
    assert cues.spoken(variants.written("我哋聽日去睇戲")) <= 0
    assert cues.spoken(variants.spoken("他們不知道我們在哪裡")) > 5


def test_a_word_that_only_holds_another_is_left_alone() -> None:
    assert variants.spoken("的士是目的") == "的士係目的"


def test_a_text_can_lose_its_accents_its_long_words_and_its_script() -> None:
    assert variants.bare("não amanhã") == "nao amanha"
    assert variants.shortened("Você também", "pt") == "vc tb"
    assert variants.simplified("我們") == "我们"


@pytest.mark.parametrize(("tag", "code"), [("zh_TW", "zh-Hant"), ("pt_BR", "pt"), ("yue-hant", "yue"), ("ja", "")])
def test_a_package_s_tag_becomes_our_name(tag: str, code: str) -> None:
    assert language(tag) == code


def test_sentences_lose_placeholders_and_markup() -> None:
    assert list(sentences("Send <b>%s</b> to $1. Then {name} waits。好")) == ["Send to .", "Then waits。", "好"]


def test_texts_of_the_measure_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps({"text": "Good morning, all!"}), encoding="utf-8")
    (tmp_path / "apart_sha1.txt").write_text(
        hashlib.sha1(b"bomdia", usedforsecurity=False).hexdigest(), encoding="utf-8"
    )
    apart = corpus.Apart(tmp_path)
    assert apart.holds(corpus.key("good MORNING all"))
    assert apart.holds(corpus.key("Bom dia!"))
    assert not apart.holds(corpus.key("boa tarde"))


def test_a_package_that_is_missing_stops_the_training(tmp_path: Path) -> None:
    (tmp_path / "apart_sha1.txt").write_text("", encoding="utf-8")
    (tmp_path / "dev.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        corpus.corpus(tmp_path, corpus.Apart(tmp_path))


def test_what_is_trained_on_leaves_out_the_texts_of_the_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["Good morning, all!", "Bom dia a todos", "Where is the ferry?", "GOOD morning all"]
    found = [corpus.Sentence("en", "a package", text, 1.0) for text in said]
    monkeypatch.setattr(corpus, "sources", lambda: [None])
    monkeypatch.setattr(corpus, "_limited", lambda _source, _folder: iter(found))
    (tmp_path / "dev.jsonl").write_text(json.dumps({"text": "good morning ALL"}), encoding="utf-8")
    apart = hashlib.sha1(corpus.key("Bom dia a todos").encode(), usedforsecurity=False).hexdigest()
    (tmp_path / "apart_sha1.txt").write_text(apart, encoding="utf-8")
    kept = corpus.corpus(tmp_path, corpus.Apart(tmp_path))
    assert [sentence.text for sentence in kept] == ["Where is the ferry?"]


@pytest.mark.parametrize("model", ["han", "latin"])
def test_the_committed_model_is_what_the_committed_training_makes(model: str) -> None:
    made = stamp.stamped()[model]
    assert made["recipe"] == stamp.recipe(), "its training changed since: train again (docs/detection.md)"
    assert made["file"] == stamp.digest(model), "not the file that the training made"


def test_every_source_has_the_digest_of_its_text() -> None:
    assert stamp.stamped()["texts"].keys() == {source.name for source in sources()}


@pytest.mark.parametrize("path", ["tools/detection/variants.toml", "bot/forms/cleaning.py", "bot/data/sources.toml"])
def test_a_change_of_what_a_model_depends_on_changes_its_recipe(path: str, tmp_path: Path) -> None:
    for part in ("tools", "bot"):
        shutil.copytree(stamp.ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*.ngrams"))
    assert stamp.recipe(tmp_path) == stamp.recipe()
    changed = tmp_path / path
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert stamp.recipe(tmp_path) != stamp.recipe()
