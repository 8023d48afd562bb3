"""An admin takes everything along, of the programme or of one partner, as a workbook or as JSON; nobody else does."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from defusedxml.ElementTree import fromstring

from bot.actions.compose import put_version
from bot.actions.meet import meet
from bot.content import Version
from bot.corrections import CorrectionState
from bot.exports import COLUMNS, Table
from bot.languages import Form
from bot.words import words_for
from handlers.admin.exports.export_words import DECIDED
from tests import cast
from tests.journeys.admin_deeds import speaks
from tests.journeys.conftest import City, Person
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.journeys.partner_deeds import a_submitted_post

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


async def the_file(city: City, person: Person) -> tuple[str, bytes]:
    """The newest document in somebody's chat."""
    message = next(each for each in reversed(await person.messages()) if each.get("document"))
    found = message["document"]
    file = await city.kapok._bot.download(found["file_id"])
    assert file is not None
    return found["file_name"], file.read()


def read_json(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = archive.namelist()
        return dict(json.loads(archive.read(name)))


def read_book(content: bytes) -> Mapping[str, list[list[str]]]:
    """Sheet -> its rows of cells, as any program would read them; a formula anywhere fails."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = fromstring(archive.read("xl/workbook.xml"))
        titles = [sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")]
        return {title: _rows(archive.read(f"xl/worksheets/sheet{no}.xml")) for no, title in enumerate(titles, 1)}


def _rows(xml: bytes) -> list[list[str]]:
    sheet = fromstring(xml)
    assert not list(sheet.iter(f"{MAIN}f"))
    return [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{MAIN}row")]


async def test_an_admin_takes_the_whole_programme_along_as_json(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/export")
    await admin.sees("Export the whole programme", "never named")
    await admin.presses("JSON")
    await admin.sees("Here is your file")
    name, content = await the_file(city, admin)
    told = read_json(content)
    assert name.startswith("kapok-programme-")
    assert name.endswith(".json.zip")
    assert list(told) == ["made_at", *Table]
    assert all(tuple(row) == COLUMNS[table] for table in Table for row in told[table])
    assert len(told["partners"]) > 1
    (kept,) = [each for each in told["posts"] if each["post_id"] == post.id]
    assert (kept["state"], kept["author"]) == ("submitted", "周子晴")
    texts = {each["form"]: each["text"] for each in told["versions"] if each["post_id"] == post.id}
    assert texts == {form.value: version.text for form, version in post.versions.items()}
    assert {"export", "submit"} <= {each["verb"] for each in told["audit"]}
    readers = {person for person in ("Joana", "Emma") if any(person in json.dumps(told[table]) for table in told)}
    assert not readers


async def test_one_partners_export_holds_nothing_of_another_and_no_formula(city: City) -> None:
    post = await a_submitted_post(city)
    author = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    await put_version(city.store, author, post.id, Version(Form.EN, '=HYPERLINK("http://evil")'))
    admin = await speaks_english(city, ADMIN)
    xpeng = await the_partner(city, "xpeng")
    await admin.says("/partners")
    await admin.presses("XPeng")
    await admin.sees("Communicators")
    await admin.presses("Export")
    await admin.sees("Export everything of XPeng")
    await admin.presses("Excel")
    await admin.sees("Here is your file")
    name, content = await the_file(city, admin)
    sheets = read_book(content)
    assert name.startswith("kapok-xpeng-")
    assert len(sheets) == len(Table)
    assert [row[0] for row in sheets["Partners"][1:]] == [xpeng.name(Form.EN)]
    assert {row[1] for row in sheets["Posts"][1:]} == {xpeng.name(Form.EN)}
    assert '=HYPERLINK("http://evil")' in {cell for row in sheets["Texts"] for cell in row}
    assert any("exported everything of XPeng" in cell for row in sheets["Who did what"] for cell in row)


async def test_a_workbook_tells_deeds_and_languages_in_the_admins_own_words(city: City) -> None:
    post = await a_submitted_post(city)
    await speaks(city, ADMIN, Form.PT)
    words = words_for(Form.PT)
    admin = city.person(ADMIN)
    await admin.says("/export")
    await admin.presses("Excel")
    await admin.sees(words.plural("Here is your file: {n} row.", "Here is your file: {n} rows.", 1).split(":")[0])
    _, content = await the_file(city, admin)
    sheets = read_book(content)
    told = [cell for row in sheets["Quem fez o quê"] for cell in row]
    assert any(f"submeteu “publicação n.º {post.id}”" in cell for cell in told)
    assert "Chinês simplificado e inglês" in sheets["Canais"][1]


async def test_only_admins_export(city: City) -> None:
    reader = await speaks_english(city, cast.EMMA)
    assert "can't do that" in (await pressing(city, reader, "m_exp:0"))["text"]
    assert "can't do that" in (await pressing(city, reader, "m_expf:0:json"))["text"]


def test_whatever_became_of_a_correction_has_a_word_in_the_file() -> None:
    assert set(DECIDED) == set(CorrectionState)
