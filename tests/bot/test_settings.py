"""Settings: what is accepted, and the one line that a wrong one gets."""

from pathlib import Path

import pytest

from bot.settings import LINKS_LIMIT, WEBHOOK_LISTEN, Links, Settings, Webhook, WrongSetting, kept_in, parse
from tests.rows import each_of

SECRET = "a-secret_of-16-letters"


def test_nothing_set_means_the_sandbox_and_a_local_database() -> None:
    settings = parse({"PATH": "/bin"})
    assert settings == Settings()
    assert settings.sandbox


def test_the_samples_people_never_meet_a_citys_readers() -> None:
    assert parse({}).database_url != parse({"KAPOK_BOT_TOKEN": "123456789:ABCdef"}).database_url


def test_everything_set_is_read() -> None:
    settings = parse(
        {
            "KAPOK_BOT_TOKEN": "123456789:ABCdef",
            "KAPOK_TELEGRAM_API": "http://127.0.0.1:8081/",
            "KAPOK_DATABASE_URL": "postgresql://kapok@localhost/kapok",
            "KAPOK_ADMINS": "1, 2 9007199254740993",
        }
    )
    assert settings.account_id == 123456789
    assert settings.telegram_api == "http://127.0.0.1:8081"
    assert settings.database_url == "postgresql+asyncpg://kapok@localhost/kapok"
    assert settings.admins == {1, 2, 9007199254740993}


@each_of(
    ("name", "value"),
    [
        ("KAPOK_BOT_TOKEN", "secret-without-shape"),
        ("KAPOK_TELEGRAM_API", "ftp://example.org"),
        ("KAPOK_TELEGRAM_API", "api"),
        ("KAPOK_TELEGRAM_API", "http://somebody:secret@host:port"),
        ("KAPOK_TELEGRAM_API", "http://[::1"),
        ("KAPOK_DATABASE_URL", "mysql://secret@host/db"),
        ("KAPOK_DATABASE_URL", "kapok.db"),
        ("KAPOK_DATABASE_URL", "postgresql://u:sec@ret@host/db"),
        ("KAPOK_ADMINS", "me"),
        ("KAPOK_ADMINS", "9999999999999999999"),
        ("KAPOK_ADMINS", "1, -100123456789"),
        ("KAPOK_SANDBOX_PORT", "70000"),
        ("KAPOK_WEBHOOK_SECRET", "secret"),
        ("KAPOK_WEBHOOK_SECRET", "secret" * 50),
        ("KAPOK_WEBHOOK_SECRET", "a secret of more letters"),
        ("KAPOK_WEBHOOK_SECRET", "a-secret-of-ciphers-\u0661\u0662"),
        ("KAPOK_WEBHOOK_LISTEN", "8082"),
        ("KAPOK_WEBHOOK_LISTEN", "127.0.0.1:"),
        ("KAPOK_WEBHOOK_LISTEN", "127.0.0.1:65536"),
        ("KAPOK_WEBHOOK_LISTEN", "http://secret:8082"),
        ("KAPOK_WEBHOOK_LISTEN", "::1:8082"),
        ("KAPOK_LINKS_LISTEN", "8083"),
        ("KAPOK_LINKS_LISTEN", "secret:99999"),
        ("KAPOK_LOG", "loud"),
        ("KAPOK_TOKEN", "misspelt"),
        ("Kapok_Bot_Token", "in-letters-of-no-variable"),
    ],
)
def test_a_wrong_setting_gets_one_line_that_names_it_and_keeps_its_secret(name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        parse({name: value})
    line = str(wrong.value)
    assert line.startswith(name)
    assert "\n" not in line
    assert "secret" not in line


def test_settings_shown_in_a_log_hide_token_and_database() -> None:
    hidden = {"KAPOK_DATABASE_URL": "postgresql://u:pw@h/d", "KAPOK_TELEGRAM_API": "http://u:pw@h"}
    shown = repr(parse({"KAPOK_BOT_TOKEN": "123:abcdef", **hidden}))
    assert "abcdef" not in shown
    assert "pw" not in shown


def test_a_webhook_is_read_with_its_defaults() -> None:
    settings = parse({"KAPOK_WEBHOOK_URL": "https://kapok.example/tg/hook", "KAPOK_WEBHOOK_SECRET": SECRET})
    assert settings.webhook == Webhook("https://kapok.example/tg/hook", SECRET, "127.0.0.1", 8082)
    assert settings.webhook.path == "/tg/hook"
    assert SECRET not in repr(settings)


@each_of(
    ("listen", "host", "port"), [("10.0.0.7:80", "10.0.0.7", 80), ("[::1]:0", "::1", 0), ("kapok:8443", "kapok", 8443)]
)
def test_a_webhook_listens_where_it_is_told(listen: str, host: str, port: int) -> None:
    given = {"KAPOK_WEBHOOK_URL": "http://127.0.0.1:8082", "KAPOK_WEBHOOK_SECRET": SECRET}
    hook = parse({**given, "KAPOK_WEBHOOK_LISTEN": listen}).webhook
    assert hook is not None
    assert (hook.host, hook.port, hook.path) == (host, port, "/")


def test_a_webhook_without_a_secret_is_refused_and_a_secret_alone_waits() -> None:
    with pytest.raises(WrongSetting, match=r"^KAPOK_WEBHOOK_SECRET: "):
        parse({"KAPOK_WEBHOOK_URL": "https://kapok.example/hook"})
    assert parse({"KAPOK_WEBHOOK_SECRET": SECRET}).webhook is None


@each_of(
    "url",
    [
        "http://kapok.example/hook",
        "ftp://127.0.0.1/hook",
        "kapok.example/hook",
        "https:///hook",
        "https://user:secret@kapok.example/hook",
        "https://kapok.example/hook?secret=1",
        "https://kapok.example/hook#secret",
        "https://kapok.example/{secret}",
        "https://kapok.example:port/secret",
        "https://[::1/secret",
        "http://127.0.0.1.kapok.example/",
    ],
)
def test_a_webhook_address_that_cannot_be_public_is_refused(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^KAPOK_WEBHOOK_URL: ") as wrong:
        parse({"KAPOK_WEBHOOK_URL": url, "KAPOK_WEBHOOK_SECRET": SECRET})
    assert url not in str(wrong.value)


def test_a_machine_that_translates_is_off_until_it_is_set_and_its_key_is_never_shown() -> None:
    assert parse({}).machine is None
    told = {"KAPOK_TRANSLATOR_URL": "https://api.deepl.com/", "KAPOK_TRANSLATOR_KEY": "secret-key"}
    machine = parse(told).machine
    assert machine is not None
    assert (machine.url, machine.key) == ("https://api.deepl.com", "secret-key")
    assert "secret-key" not in repr(parse(told))


@each_of(
    "told",
    [
        {"KAPOK_TRANSLATOR_KEY": "secret-key"},
        {"KAPOK_TRANSLATOR_URL": "https://api.deepl.com"},
        {"KAPOK_TRANSLATOR_URL": "http://api.deepl.com", "KAPOK_TRANSLATOR_KEY": "secret-key"},
        {"KAPOK_TRANSLATOR_URL": "https://api.deepl.com", "KAPOK_TRANSLATOR_KEY": "secret\nkey"},
        {"KAPOK_TRANSLATOR_URL": "api.deepl.com", "KAPOK_TRANSLATOR_KEY": "secret-key"},
    ],
)
def test_half_a_machine_or_one_over_an_open_line_is_refused_without_its_key(told: dict[str, str]) -> None:
    with pytest.raises(WrongSetting, match="KAPOK_TRANSLATOR_") as wrong:
        parse(told)
    assert "secret" not in str(wrong.value)


def test_buttons_lead_straight_unless_an_address_is_set() -> None:
    assert parse({}).links is None
    assert parse({"KAPOK_LINKS_LISTEN": "10.0.0.7:80"}).links is None


@each_of(
    ("told", "links"),
    [
        ({"URL": "https://kapok.example/go/"}, Links("https://kapok.example/go", "127.0.0.1", 8083)),
        ({"URL": "https://kapok.example"}, Links("https://kapok.example", "127.0.0.1", 8083)),
        ({"URL": "http://127.0.0.1:8083/go", "LISTEN": "[::1]:90"}, Links("http://127.0.0.1:8083/go", "::1", 90)),
    ],
)
def test_buttons_lead_over_the_address_that_is_set(told: dict[str, str], links: Links) -> None:
    assert parse({f"KAPOK_LINKS_{name}": value for name, value in told.items()}).links == links


@each_of(
    "url",
    [
        "http://kapok.example/go",
        "ftp://127.0.0.1/go",
        "kapok.example/go",
        "https://user:secret@kapok.example/go",
        "https://kapok.example/go?secret=1",
        "https://kapok.example/go#secret",
        "https://kapok.example:port/secret",
        f"https://kapok.example/{'secret' * (LINKS_LIMIT // 6)}",
    ],
)
def test_an_address_that_buttons_cannot_lead_over_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^KAPOK_LINKS_URL: ") as wrong:
        parse({"KAPOK_LINKS_URL": url})
    assert "secret" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_two_doors_cannot_listen_at_one_place() -> None:
    doors = {
        "KAPOK_WEBHOOK_URL": "https://kapok.example/hook",
        "KAPOK_WEBHOOK_SECRET": SECRET,
        "KAPOK_LINKS_URL": "https://kapok.example/l",
    }
    assert parse(doors).links
    with pytest.raises(WrongSetting, match=r"^KAPOK_LINKS_LISTEN"):
        parse({**doors, "KAPOK_LINKS_LISTEN": WEBHOOK_LISTEN})


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"KAPOK_BOT_TOKEN 700000001:secret\n", "line 1"),
        (b"# a note\n\nKAPOK_LOG=info\n\nKAPOK_BOT_TOKEN\n", "line 5"),
        (b'KAPOK_LOG="info\n', "line 1"),
        ("# 你好".encode("gbk"), "UTF-8"),
        ("KAPOK_LOG=info".encode("utf-16"), "UTF-8"),
    ],
)
def test_a_line_of_a_file_that_sets_nothing_is_told_and_not_skipped(tmp_path: Path, content: bytes, line: str) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(WrongSetting, match=line) as told:
        kept_in(tmp_path / ".env")
    assert "secret" not in str(told.value)


def test_a_file_as_windows_saves_it_is_read_and_none_sets_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KAPOK_LOG=debug\r\n# note\r\nexport KAPOK_DOUBT=3\r\n", encoding="utf-8-sig")
    assert kept_in(tmp_path / ".env") == {"KAPOK_LOG": "debug", "KAPOK_DOUBT": "3"}
    assert not kept_in(tmp_path / "none")
    with pytest.raises(WrongSetting, match="UTF-8"):
        kept_in(tmp_path)
