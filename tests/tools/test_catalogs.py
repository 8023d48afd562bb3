"""What `python -m tools.catalogs` finds in a catalog that something is wrong with, and how Traditional follows."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from bot import catalogs as compiled
from bot.languages import Form
from bot.words import LOCALES, Words
from tests.rows import each_of
from tools import catalogs
from tools.catalogs import derived, files
from tools.catalogs.__main__ import findings, main
from tools.catalogs.checking import faults
from tools.catalogs.kinds import ROOT, Kind, kinds
from tools.catalogs.pseudo import compile_pseudo, pseudo


def broken(form: Form, change: Callable[[Catalog], None]) -> list[str]:
    """What is found once a catalog, of these few sentences, has been changed in one place."""
    catalog = few(form, whole(form))
    assert list(catalogs.check(form, catalog, few(form, files.template()))) == []
    change(catalog)
    return list(catalogs.check(form, catalog, few(form, files.template())))


@cache
def whole(form: Form) -> Catalog:
    """A form's catalog as it stands."""
    return catalogs.read(form)


def few(form: Form, every: Catalog) -> Catalog:
    """A catalog of the sentences that are changed here: a whole one takes as long to look through as all the others."""
    fresh = Catalog(locale=form.catalog, fuzzy=False)
    fresh.mime_headers = [("Plural-Forms", files.PLURALS[form])]
    for sentence in SENTENCES:
        message = every.get(sentence)
        assert message is not None
        fresh.add(message.id, message.string, message.locations)
    return fresh


def said(sentence: str | tuple[str, str], *strings: str) -> Callable[[Catalog], None]:
    """This sentence is translated so from now on."""

    def change(catalog: Catalog) -> None:
        message = catalog.get(sentence)
        assert message is not None
        message.string = strings[0] if isinstance(sentence, str) else strings

    return change


REPORT = "<b>Report: {title}</b>"
CHATS = ("Meant for {n} chat", "Meant for {n} chats")
SAVED = "✓ Saved."
ANSWERED = "A reader asks about their data."
TOAST = "I can no longer see that text. Send it once more."
SENTENCES = (
    *(REPORT, CHATS, SAVED, ANSWERED, TOAST, "Cancel", "Language", "Follow {city}"),
    *("<b>City partners</b>", "Guangzhou", "Read and answer"),
)


@each_of(
    ("form", "sentence", "strings", "fault"),
    [
        (Form.PT, SAVED, [""], "no translation"),
        (Form.PT, CHATS, ["Destinatários: {n}", ""], "no translation"),
        (Form.PT, REPORT, ["<b>Relatório</b>"], "a {gap} differs"),
        (Form.PT, REPORT, ["<b>Relatório: {titulo}</b>"], "a {gap} differs"),
        (Form.PT, SAVED, ["✓ Guardado {0}."], "a brace that is no {gap}"),
        (Form.PT, SAVED, ["✓ Guardado}."], "a brace that is no {gap}"),
        (Form.PT, REPORT, ["<b>Relatório: {title}"], "a tag differs"),
        (Form.PT, SAVED, ["✓ Guardado.\n"], "line breaks differ"),
        (Form.PT, CHATS, ["Destinatários: {n}"], "1 plural forms instead of 2"),
        (Form.YUE, CHATS, ["送到：{n} 個", "送到：{n} 個"], "2 plural forms instead of 1"),
        (Form.PT, "Cancel", ["Cancelar já o que se começou aqui agora mesmo"], "too long for a button"),
        (Form.YUE, "Cancel", ["取消而家做緊嘅呢樣嘢，同埋之後要做嘅所有嘢"], "too long for a button"),
        (Form.EN, "Language", ["L" * 257], "too long for a command"),
        (Form.PT, TOAST, ["a" * 201], "too long for an answer"),
        (Form.PT, TOAST, ["👍" * 101], "too long for an answer"),
        (Form.ZH_HANT, SAVED, ["✓ 視頻已儲存。"], "“視頻” (write 影片)"),
        (Form.ZH_HANT, SAVED, ["✓ 質量好。"], "“質量” (write 質素)"),
        (Form.ZH_HANT, SAVED, ["✓ 信息已儲存。"], "“信息” (write 訊息)"),
        (Form.ZH_HANS, SAVED, ["✓ 您已保存。"], "“您” (write 你)"),
        (Form.YUE, SAVED, ["✓ 已儲存了。"], "“了” (write 咗 or 喇)"),
        (Form.YUE, SAVED, ["✓ 這是他們什麼的。"], "“他” (write 佢)"),
        (Form.PT, SAVED, ["✓ Você guardou."], "“Você” (write no pronoun)"),
        (Form.PT, SAVED, ["✓ Guardado no celular do usuário."], "“celular” (write telemóvel)"),
        (Form.PT, SAVED, ["✓ Toque num botão."], "“Toque num” (write carregue)"),
        (Form.PT, SAVED, ["✓ Link guardado."], "“Link” (write ligação)"),
        (Form.ZH_HANT, SAVED, ["✓ 一篇帖文已儲存。"], "“篇帖文” (write 則帖文)"),
        (Form.YUE, SAVED, ["✓ 轉寄咗。"], "“轉寄” (write 轉發)"),
        (Form.PT, SAVED, ["✓ Guardado na tela."], "“tela” (write ecrã)"),
        (Form.PT, SAVED, ["✓ Acção exatamente feita."], "“exatamente” (write exacto)"),
        (Form.EN, SAVED, ["✓ Saved, e.g. this."], "“e.g” (write such as)"),
        (Form.YUE, "<b>City partners</b>", ["<b>城市伙伴</b>"], "“city partner” is not called 城市合夥人"),
        (Form.PT, "Guangzhou", ["Cidade"], "“Guangzhou” is not called Cantão"),
        (Form.ZH_HANT, SAVED, ["✓ 已储存。"], "“储” of the other script"),
        (Form.ZH_HANS, SAVED, ["✓ 已儲存。"], "“儲” of the other script"),
        (Form.ZH_HANS, SAVED, ["✓ 好,已保存。"], "half-width punctuation"),
        (Form.ZH_HANS, SAVED, ["✓ 已保存."], "a half-width full stop"),
        (Form.ZH_HANT, SAVED, ["✓ 已儲存(好)。"], "half-width brackets"),
        (Form.ZH_HANS, SAVED, ['✓ "已保存"。'], "straight quotes"),
        (Form.YUE, SAVED, ["✓ 儲存咗。 好。"], "a space beside Chinese punctuation"),
        (Form.ZH_HANS, SAVED, ["✓ 3 月 31 日已保存。"], "a space inside a date"),
        (Form.YUE, SAVED, ["✓ 儲存 咗。"], "a space between Han characters"),
        (Form.ZH_HANS, SAVED, ["✓ 已保存到Kapok。"], "no space where Latin meets Han"),
        (Form.ZH_HANT, SAVED, ["✓ “好”已儲存。"], "quotes of another form"),
        (Form.PT, SAVED, ["✓ «Guardado»."], "quotes of another form"),
        (Form.YUE, REPORT, ["</b>報告：{title}<b>"], "a tag closed before it is opened"),
        (Form.PT, SAVED, ["✓ Guardado&nbsp;já."], "an &entity; differs"),
        (Form.PT, SAVED, ["✓ Guardado: /parar."], "a /command differs"),
        (Form.PT, SAVED, ['✓ "Guardado".'], "quotes of another form"),
        (Form.PT, SAVED, ["✓ A gente guardou."], "“A gente” (write nós)"),
        (Form.ZH_HANT, SAVED, ["✓ 已儲存咗。"], "“咗” (write 了)"),
        (Form.ZH_HANS, SAVED, ["✓ 保存嘅。"], "“嘅” (write 的)"),
        (Form.ZH_HANS, SAVED, ["✓ 已保存。。"], "the same mark twice"),
        (Form.YUE, SAVED, ["✓ 儲存咗３次。"], "full-width letters or digits"),
        (Form.PT, SAVED, ["✓ Guardado. "], "a space too many"),
        (Form.EN, SAVED, ["✓  Saved."], "a space too many"),
        (Form.YUE, SAVED, ["✓ 儲存\u200b咗。"], "a character that nobody sees"),
        (Form.PT, SAVED, ["✓ \u202eGuardado."], "a character that nobody sees"),
        (Form.YUE, SAVED, ["✓ 儲存咗"], "another end of the sentence"),
        (Form.PT, "Cancel", ["Cancelar."], "another end of the sentence"),
        (Form.YUE, ANSWERED, [ANSWERED], "left in English"),
        (Form.PT, ANSWERED, [ANSWERED], "left in English"),
        (Form.PT, "Read and answer", ["Read and answer"], "left in English"),
        (Form.EN, SAVED, ["✓ Kept."], "not what the code says"),
        (Form.PT, SAVED, ["✓ Guardando o texto."], "“Guardando” (write a + infinitive)"),
        (Form.PT, "Read and answer", ["Ler com toda a atenção e responder depois"], "too long for a button"),
    ],
)
def test_a_catalog_is_refused_with_one_line_that_names_the_fault(
    form: Form, sentence: str | tuple[str, str], strings: list[str], fault: str
) -> None:
    found = broken(form, said(sentence, *strings))
    assert [line for line in found if fault in line], found
    assert all(form.catalog in line for line in found)


@each_of(
    ("sentence", "string"), [(TOAST, "a" * 199 + "."), ("Follow {city}", "n" * 39 + " {city}"), ("Cancel", "取" * 20)]
)
def test_what_just_fits_is_not_too_long(sentence: str, string: str) -> None:
    assert not [line for line in broken(Form.PT, said(sentence, string)) if "too long" in line]


def test_tags_that_cross_are_found() -> None:
    crossed = Message("<b>One</b> and <i>two</i>", "<b>Um <i>e</b> dois</i>")
    assert list(faults(Form.PT, crossed, crossed)) == ["a tag closed before it is opened"]


def test_a_fuzzy_an_obsolete_and_a_plural_rule_that_is_not_the_language_s_are_found() -> None:
    def fuzzy(catalog: Catalog) -> None:
        message = catalog.get(SAVED)
        assert message is not None
        message.flags.add("fuzzy")

    def obsolete(catalog: Catalog) -> None:
        catalog.add("Nobody says this.", "Nada.")

    assert "fuzzy" in broken(Form.PT, fuzzy)[0]
    assert "any more" in broken(Form.PT, obsolete)[0]
    # Babel's own idea of Cantonese.
    assert "plural forms" in next(iter(catalogs.check(Form.YUE, Catalog(locale="yue_Hant_HK"))))


@pytest.mark.parametrize("content", [b"this is a letter, not a catalog\n", b'msgid "a"\nmsgstr "\xff"\n'])
def test_a_file_that_is_no_catalog_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kapok.po"
    path.write_bytes(content)
    with pytest.raises(files.BrokenCatalog, match=r"kapok\.po of pt_MO"):
        files.read(Form.PT, path)


def test_a_plural_rule_that_an_editor_wrote_without_its_brackets_is_the_same_rule(tmp_path: Path) -> None:
    path = tmp_path / "kapok.po"
    written = files.path_of(Form.PT).read_text(encoding="utf-8").replace("plural=(n != 1);", "plural=n != 1;")
    path.write_text(written, encoding="utf-8")
    assert list(catalogs.check(Form.PT, files.read(Form.PT, path))) == []


def test_a_sentence_that_stands_there_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kapok.po"
    path.write_text('msgid "Saved"\nmsgstr "Guardado"\n\nmsgid "Saved"\nmsgstr "Gravado"\n', encoding="utf-8")
    with pytest.raises(files.BrokenCatalog, match='this sentence twice: "Saved"'):
        files.read(Form.PT, path)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the catalogs that may be harmed."""
    folder = tmp_path / "locales"
    shutil.copytree(LOCALES, folder)
    monkeypatch.setattr(files, "LOCALES", folder)
    monkeypatch.setattr("tools.catalogs.checking.path_of", lambda form: LOCALES / form.catalog / "kapok.po")


@pytest.mark.parametrize("form", [Form.ZH_HANS, Form.ZH_HANT])
@pytest.mark.usefixtures("elsewhere")
def test_check_goes_on_past_a_chinese_catalog_that_cannot_be_read(form: Form) -> None:
    files.path_of(form).write_bytes(b"<<<<<<< mine\n")
    assert [form.catalog in line for line in findings()] == [True]


@pytest.mark.parametrize("form", [Form.ZH_HANS, Form.PT])
@pytest.mark.usefixtures("elsewhere")
def test_check_names_a_missing_catalog_and_finds_nothing_wrong_with_the_others_as_they_are(form: Form) -> None:
    files.path_of(form).unlink()
    (line,) = findings()
    assert form.catalog in line
    assert "missing" in line


@pytest.mark.usefixtures("elsewhere")
def test_compile_names_a_missing_catalog_and_makes_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    compiled = {form: files.path_of(form).with_suffix(".mo") for form in Form}
    files.path_of(Form.YUE).unlink()
    for path in compiled.values():
        path.unlink(missing_ok=True)
    assert main(["compile"]) == 1
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()] == [Form.YUE.catalog]
    assert {form for form, path in compiled.items() if path.exists()} == set(Form) - {Form.YUE}


@pytest.mark.usefixtures("elsewhere")
def test_a_sentence_that_could_not_be_filled_or_sent_is_left_out_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    path = files.path_of(Form.PT)
    harmed = path.read_text(encoding="utf-8")
    for right, wrong in (
        ("<b>Relatório: {title}</b>", "<b>Relatório: {titulo}</b>"),
        ("✓ Guardado.", "✓ Guardado {0}."),
        ("<b>Parceiros da cidade</b>", "<b>Parceiros da cidade"),
    ):
        assert f'msgstr "{right}"' in harmed
        harmed = harmed.replace(f'msgstr "{right}"', f'msgstr "{wrong}"')
    path.write_text(harmed, encoding="utf-8")
    assert main(["compile"]) == 1
    named = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in named] == [Form.PT.catalog] * 3
    assert compiled.faults(path.parents[2]) == {Form.PT: 3}


def test_make_starts_kapok_although_a_catalog_cannot_be_compiled(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho $* >> told; test $2 != tools.catalogs\n")
    python.chmod(0o755)
    for name in ("pyproject.toml", "constraints.txt", ".venv/.runs"):
        (tmp_path / name).touch()
    subprocess.run(["make", "run"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    assert (tmp_path / "told").read_text() == "-m tools.catalogs compile\n-m bot run\n"


@pytest.mark.usefixtures("elsewhere")
def test_update_begins_a_catalog_that_is_not_there() -> None:
    files.path_of(Form.PT).unlink()
    assert main(["update"]) == 0
    assert "Saved" in files.path_of(Form.PT).read_text(encoding="utf-8")
    assert (
        files.path_of(Form.ZH_HANS).read_bytes()
        == (LOCALES / Form.ZH_HANS.catalog / "LC_MESSAGES" / "kapok.po").read_bytes()
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_missing_catalog_is_named_where_another_is_made_from_it(capsys: pytest.CaptureFixture[str]) -> None:
    files.path_of(Form.ZH_HANS).unlink()
    assert main(["derive"]) == 1
    assert Form.ZH_HANS.catalog in capsys.readouterr().out


def test_the_limit_of_a_sentence_is_known_from_the_code_that_says_it() -> None:
    assert kinds()["Cancel"] == {Kind.BUTTON}
    assert Kind.COMMAND in kinds()["Stories of the city"]
    assert kinds()["I can no longer see that text. Send it once more."] == {Kind.ANSWER}
    assert "This post isn't scheduled: it's {state}." not in kinds()


def test_a_sentence_is_derived_in_hong_kong_s_terms_with_its_gaps_tags_and_commands() -> None:
    made = derived.derived("用 /stop 停收<b>{partner}</b>的帖子、视频和“消息”。")
    assert made == "按 /stop 停收<b>{partner}</b>的帖文、影片和「訊息」。"


def test_a_derived_sentence_drifts_when_its_simplified_changes() -> None:
    simplified = catalogs.read(Form.ZH_HANS)
    said("Delete it", "删去")(simplified)
    (line,) = derived.drift(hans=simplified)
    assert "“Delete it” is not what its Simplified gives (“刪去”)" in line


def test_a_sentence_corrected_by_hand_drifts_only_when_its_simplified_changes() -> None:
    english = "Which language would you like?"
    assert english in derived.corrected()
    simplified = catalogs.read(Form.ZH_HANS)
    said(english, "用什么语言？")(simplified)
    (line,) = derived.drift(hans=simplified)
    assert "was corrected by hand from “想用哪种语言？”, which is “用什么语言？” now" in line


def test_a_correction_by_hand_is_found_until_it_is_marked() -> None:
    traditional = catalogs.read(Form.ZH_HANT)
    said("Delete it", "移除")(traditional)
    (line,) = derived.drift(hant=traditional)
    assert "“Delete it”" in line
    assert "`corrected`" in line


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogs, to work on."""
    for form in Form:
        path = tmp_path / form.catalog / "LC_MESSAGES" / "kapok.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(files.path_of(form).read_bytes())
    monkeypatch.setattr(files, "LOCALES", tmp_path)
    marks = tmp_path / "corrected.toml"
    marks.write_bytes(derived.CORRECTED.read_bytes())
    monkeypatch.setattr(derived, "CORRECTED", marks)
    return tmp_path


def test_derive_makes_anew_what_was_not_corrected_by_hand_and_leaves_the_rest(shelf: Path) -> None:
    simplified, traditional = catalogs.read(Form.ZH_HANS), catalogs.read(Form.ZH_HANT)
    said("Delete it", "删去")(simplified)
    files.write(Form.ZH_HANS, simplified)
    kept = traditional.get("Which language would you like?")
    assert derived.derive() == []
    made = catalogs.read(Form.ZH_HANT)
    assert kept is not None
    assert (made.get("Delete it").string, made.get(kept.id).string) == ("刪去", kept.string)  # type: ignore[union-attr]
    assert shelf in files.path_of(Form.ZH_HANT).parents


@pytest.mark.usefixtures("shelf")
def test_a_hand_correction_marked_as_one_outlives_the_next_derive() -> None:
    traditional = catalogs.read(Form.ZH_HANT)
    said("Delete it", "移除")(traditional)
    files.write(Form.ZH_HANT, traditional)
    derived.mark_corrected()
    derived.derive()
    assert catalogs.read(Form.ZH_HANT).get("Delete it").string == "移除"  # type: ignore[union-attr]
    assert list(derived.drift()) == []


@pytest.mark.usefixtures("shelf")
def test_what_a_translator_noted_beside_a_sentence_is_kept() -> None:
    catalog = catalogs.read(Form.PT)
    message = catalog.get(SAVED)
    assert message is not None
    message.user_comments = ["As in a shop"]
    files.write(Form.PT, catalog)
    assert catalogs.read(Form.PT).get(SAVED).user_comments == ["As in a shop"]  # type: ignore[union-attr]


@pytest.mark.usefixtures("shelf")
def test_update_changes_nothing_in_catalogs_that_are_up_to_the_code() -> None:
    before = {form: files.path_of(form).read_bytes() for form in Form}
    assert main(["update"]) == 0
    assert {form: files.path_of(form).read_bytes() for form in Form} == before


def test_a_pseudo_sentence_is_marked_accented_and_two_fifths_longer_and_keeps_gaps_tags_and_commands() -> None:
    sentence = "<b>{title}</b>: /help shows what I can do for you, or ask @BotFather."
    marked = pseudo(sentence)
    assert (marked[0], marked[-1]) == ("⟦", "⟧")
    assert all(kept in marked for kept in ("<b>{title}</b>", "/help", "@BotFather", "ŵĥáŧ"))
    assert 1.3 < len(marked) / len(sentence) < 1.5


def test_pseudo_compiles_a_catalog_that_kapok_reads(tmp_path: Path) -> None:
    compile_pseudo(tmp_path)
    words = Words(Form.EN, tmp_path)
    assert words.say("Page {page} of {pages}", page=1, pages=2).startswith("⟦Ṕáĝé 1 óƒ 2")
    assert words.plural(*CHATS, 3).startswith("⟦Ṁéáñŧ ƒóŕ 3")


def test_an_unknown_command_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "derive" in capsys.readouterr().out


def test_a_term_with_an_edge_is_no_piece_of_a_longer_word() -> None:
    assert derived.derived("请选晚一点的。") == "請選較遲的時間。"
    assert derived.derived("请选晚一点的最后一天。") == "請選較遲的最後一天。"
    assert derived.derived("周") == "星期"
    assert derived.derived("周围") == "周圍"
