"""Settings: what is accepted, and the one line that a wrong one gets."""

import pytest

from bot.settings import Settings, WrongSetting, parse


def test_nothing_set_means_the_sandbox_and_a_local_database() -> None:
    settings = parse({"PATH": "/bin"})
    assert settings == Settings()
    assert settings.sandbox


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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAPOK_BOT_TOKEN", "secret-without-shape"),
        ("KAPOK_TELEGRAM_API", "ftp://example.org"),
        ("KAPOK_TELEGRAM_API", "api"),
        ("KAPOK_TELEGRAM_API", "http://somebody:secret@host:port"),
        ("KAPOK_TELEGRAM_API", "http://[::1"),
        ("KAPOK_DATABASE_URL", "mysql://secret@host/db"),
        ("KAPOK_DATABASE_URL", "kapok.db"),
        ("KAPOK_ADMINS", "me"),
        ("KAPOK_SANDBOX_PORT", "70000"),
        ("KAPOK_LOG", "loud"),
        ("KAPOK_TOKEN", "misspelt"),
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
