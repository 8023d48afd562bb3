"""Translators' files at the terminal: out, back, kept; and what is wrong gets one line and exit code 2."""

import sqlite3
from pathlib import Path

import pytest

from tests import cast
from tests.processes.conftest import kapok

ENGLISH = "Come tonight. Bring friends!"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A folder with the sample, one of whose posts is a draft without Portuguese."""
    assert kapok(tmp_path, "sample").returncode == 0
    with sqlite3.connect(tmp_path / "var" / "practice.db") as database:
        (partner,) = database.execute("SELECT id FROM partner WHERE slug = 'xpeng'").fetchone()
        (post,) = database.execute("SELECT max(id) FROM post WHERE partner_id = ?", (partner,)).fetchone()
        database.execute("UPDATE post SET state = 'draft', sent_at = NULL, source = 'en' WHERE id = ?", (post,))
        database.execute("UPDATE version SET text = ? WHERE post_id = ? AND form = 'en'", (ENGLISH, post))
        database.execute("DELETE FROM version WHERE post_id = ? AND form = 'pt'", (post,))
    (tmp_path / "number").write_text(str(post))
    return tmp_path


@pytest.mark.parametrize("kind", ["xliff", "po"])
def test_a_file_goes_out_and_comes_back_as_a_draft(draft: Path, kind: str) -> None:
    post = (draft / "number").read_text()
    told = kapok(draft, "export-texts", post, "--form", "pt", "--as", kind, "out")
    assert (told.returncode, told.stderr) == (0, "")
    assert "posts: 1, sentences: 2" in told.stdout
    file = (draft / "out").read_text()
    if kind == "po":
        back = file.replace('friends!"\nmsgstr ""', 'friends!"\nmsgstr "Traga os amigos!"').replace(
            'tonight."\nmsgstr ""', 'tonight."\nmsgstr "Venha esta noite."'
        )
    else:
        back = file.replace("tonight.</source>", "tonight.</source><target>Venha esta noite.</target>").replace(
            "friends!</source>", "friends!</source><target>Traga os amigos!</target>"
        )
    (draft / "back").write_text(back)
    looked = kapok(draft, "import-texts", "back", "--by", str(cast.ZIQING))
    assert (looked.returncode, looked.stdout) == (0, f"ok    post {post} pt: good\n")
    kept = kapok(draft, "import-texts", "back", "--by", str(cast.ZIQING), "--keep")
    assert (kept.returncode, kept.stdout) == (0, f"ok    post {post} pt: kept as a draft\n")
    with sqlite3.connect(draft / "var" / "practice.db") as database:
        row = database.execute("SELECT text, machine FROM version WHERE post_id = ? AND form = 'pt'", (post,))
        assert row.fetchone() == ("Venha esta noite. Traga os amigos!", 0)


def test_what_somebody_has_written_since_is_replaced_only_when_told_to_and_then_printed(draft: Path) -> None:
    post, by = (draft / "number").read_text(), ("--by", str(cast.ZIQING))
    assert kapok(draft, "export-texts", post, "--form", "pt", "out").returncode == 0
    back = (draft / "out").read_text()
    for source, target in (("Come tonight.", "Venha esta noite."), ("Bring friends!", "Traga os amigos!")):
        back = back.replace(f"{source}</source>", f"{source}</source><target>{target}</target>")
    (draft / "back").write_text(back)
    _writes(draft, post, "Venha!\nJá.")
    was = "      was: Venha!\n      was: Já.\n"
    looked = kapok(draft, "import-texts", "back", *by)
    assert (looked.returncode, looked.stderr) == (2, "")
    assert looked.stdout == (
        f"ASK   post {post} pt: somebody has written it since; --keep --replace puts the file's in its place\n{was}"
    )
    left = kapok(draft, "import-texts", "back", *by, "--keep")
    assert (left.returncode, _written(draft, post)) == (2, "Venha!\nJá.")
    assert left.stdout.startswith(f"WRONG post {post} pt: ")
    put = kapok(draft, "import-texts", "back", *by, "--keep", "--replace")
    assert (put.returncode, put.stdout) == (0, f"ok    post {post} pt: replaced\n{was}")
    assert _written(draft, post) == "Venha esta noite. Traga os amigos!"


def _writes(draft: Path, post: str, text: str) -> None:
    with sqlite3.connect(draft / "var" / "practice.db") as database:
        database.execute("CREATE TEMP TABLE one AS SELECT * FROM version WHERE post_id = ? AND form = 'en'", (post,))
        database.execute("UPDATE one SET form = 'pt', text = ?", (text,))
        database.execute("INSERT INTO version SELECT * FROM one")


def _written(draft: Path, post: str) -> str:
    with sqlite3.connect(draft / "var" / "practice.db") as database:
        (text,) = database.execute("SELECT text FROM version WHERE post_id = ? AND form = 'pt'", (post,)).fetchone()
    return str(text)


def test_what_is_wrong_is_said_in_one_line_with_exit_code_two(draft: Path) -> None:
    post = (draft / "number").read_text()
    assert kapok(draft, "export-texts", post, "--form", "pt", "out").returncode == 0
    (draft / "bomb").write_text('<!DOCTYPE x [<!ENTITY a "b">]><xliff version="2.0">&a;</xliff>')
    (draft / "large").write_bytes(b" " * 1_000_001)
    by = ("--by", str(cast.ZIQING))
    wrong = {
        "no such post": ("export-texts", "987654", "--form", "pt", "x"),
        "no such campaign": ("export-texts", "campaign:987654", "--form", "pt", "x"),
        "neither a post's number": ("export-texts", "abc", "--form", "pt", "x"),
        "nothing is missing in en": ("export-texts", post, "--form", "en", "x"),
        "cannot be written": ("export-texts", post, "--form", "pt", "no/such/folder/x"),
        "cannot be read": ("import-texts", "nothing", *by),
        "with a document type": ("import-texts", "bomb", *by),
        "too large": ("import-texts", "large", *by),
        "nobody of that id": ("import-texts", "out", "--by", "5"),
        "not a communicator": ("import-texts", "out", "--by", str(cast.EMMA)),
    }
    for said, words in wrong.items():
        told = kapok(draft, *words)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1), told
        assert said in told.stderr
    empty = kapok(draft, "import-texts", "out", *by)
    assert (empty.returncode, empty.stderr) == (2, "")
    assert f"WRONG post {post} pt: empty in sentence 1: “Come tonight.”" in empty.stdout
