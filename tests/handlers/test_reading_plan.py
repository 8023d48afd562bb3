"""A sentence that says when a post goes out, and nothing else."""

from datetime import datetime

from handlers.partner.planning.reading_plan import said_when
from tests.rows import each_of

FRIDAY = datetime(2026, 11, 27, 9, 50)  # noqa: DTZ001 - a wall clock


@each_of(
    ("text", "then", "moves"),
    [
        ("聽日朝早九點發啦", "2026-11-28 09:00", False),
        ("呢篇聽日下晝三點出街", "2026-11-28 15:00", False),
        ("change the time to Saturday 10am", "2026-11-28 10:00", True),
        ("把发送时间改到周六上午十点", "2026-11-28 10:00", True),
        ("將時間改做星期六朝早十點", "2026-11-28 10:00", True),
        ("muda a hora para sábado às 10h", "2026-11-28 10:00", True),
        ("聽日九點得唔得？", "2026-11-28 09:00", False),
        ("唔該改到星期五下晝六點", "2026-11-27 18:00", True),
        ("推遲到後日朝早十點", "2026-11-29 10:00", True),
        ("周日上午10点发", "2026-11-29 10:00", False),
        ("改成明天下午三点", "2026-11-28 15:00", True),
        ("obrigada! para domingo às 9h", "2026-11-29 09:00", False),
        ("quero agendar para domingo às 9h", "2026-11-29 09:00", False),
        ("pode ser amanhã às nove?", "2026-11-28 09:00", False),
        ("Muda isso para sexta às 18h, por favor", "2026-11-27 18:00", True),
        ("envia agora", "2026-11-27 09:51", False),
        ("而家發", "2026-11-27 09:51", False),
        ("can you publish this on Monday at 9am?", "2026-11-30 09:00", False),
        ("please move it to Friday 6pm", "2026-11-27 18:00", True),
        ("算了，就今天下午三点", "2026-11-27 15:00", False),
        ("afinal, amanhã às nove", "2026-11-28 09:00", False),
        ("actually, make it Monday at 9am", "2026-11-30 09:00", False),
        ("put it off to next Monday 9am", "2026-11-30 09:00", True),
        ("改到年初二朝早十點", "2027-02-07 10:00", True),
        ("平安夜八點出街", "2026-12-24 20:00", False),
        ("中秋节上午10点发", "2027-09-15 10:00", False),
        ("muda para a véspera de Natal às 18h", "2026-12-24 18:00", True),
        ("pode ser no Domingo de Páscoa às nove?", "2027-03-28 09:00", False),
        ("can you send it on Christmas Day at 9am?", "2026-12-25 09:00", False),
        ("I'd rather have it on Sunday 29 November at 9", "2026-11-29 09:00", False),
        ("prefiro que saia no domingo, 29/11, às 9h", "2026-11-29 09:00", False),
        ("不如改星期日九點先出", "2026-11-29 09:00", True),
        ("還是星期日九點好啲", "2026-11-29 09:00", False),
        ("make it 9 in place of 8", "2026-11-28 09:00", True),
        ("change it from 10 to 11:30", "2026-11-27 11:30", True),
        ("由八點改做十點半", "2026-11-27 10:30", True),
        ("9点发，不要10点半", "2026-11-28 09:00", False),
        ("換成星期日九點，唔係星期一", "2026-11-29 09:00", True),
        ("muda das 8 para as 11", "2026-11-27 11:00", True),
        ("às 11 em vez das 10", "2026-11-27 11:00", True),
        ("not at 10, at 11 from now on", "2026-11-27 11:00", True),
        ("唔好十點，改十一點", "2026-11-27 11:00", True),
        ("not at 10, from now on at 11", "2026-11-27 11:00", True),
        ("唔好十點，以後都改做十一點", "2026-11-27 11:00", True),
        ("não às 10, às 11", "2026-11-27 11:00", True),
    ],
)
def test_the_moment_is_read_out_of_the_words_around_it(text: str, then: str, *, moves: bool) -> None:
    said = said_when(text, FRIDAY)
    assert said is not None
    assert said.reading is not None
    assert (said.reading.wall, said.moves) == (datetime.fromisoformat(then), moves)


@each_of(
    "text",
    [
        "逢星期五下晝六點發",
        "aos sábados às 3 da tarde",
        "every Friday at 6pm",
        "每月最后一个周五 9点",
        "every 25 April at 10",
    ],
)
def test_how_often_is_one_too(text: str) -> None:
    said = said_when(text, FRIDAY)
    assert said is not None
    assert said.reading is None


@each_of(
    "text",
    [
        "今晚嘅珠江，多咗對翼。戴上眼鏡，喺廣州塔隔籬飛過，睇住兩岸啲燈一盞一盞咁着。",
        "聽日朝早九點喺永慶坊集合",
        "逢星期日朝早十點，永慶坊有免費導賞團",
        "Todas as sextas às 18h há mercado na praça",
        "Domingo de manhã vou caminhar pela Rua da Felicidade",
        "amanhã há festa às 9h",
        "Every Friday at 6pm the market opens",
        "we meet tomorrow at 9",
        "中秋快樂",
        "清明上河圖",
        "feliz Natal às 10h para todos",
        "Merry Christmas",
        "中秋",
        "Natal",
        "發",
        "ok",
        "we meet at 9, not 10",
        "das 8 às 9",
        "明天不要发了",
        "tomorrow, not at all",
        "open from 8 to 9",
        "aberto das 8 para as 9",
        "change the button from red to blue",
        "2026",
        "3",
    ],
)
def test_a_text_for_readers_that_names_a_time_is_none(text: str) -> None:
    assert said_when(text, FRIDAY) is None


def test_a_moment_that_shall_be_so_much_later_is_one_that_moves() -> None:
    for text in ("make it an hour later", "推迟半小时", "please postpone it by 30 minutes"):
        said = said_when(text, FRIDAY)
        assert said, text
        assert (said.reading, said.moves) == (None, True)
