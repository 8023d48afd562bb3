"""Which texts of a communicator are saved without a question."""

from bot.languages import Form
from handlers.partner.composing.languages import recognised
from tests.rows import each_of


@each_of(
    "title",
    [
        "Visita guiada: 陳家祠",
        "Guided tour: 陈家祠",
        "Exposição 嶺南畫派",
        "Festival 廣府廟會 2026",
        "Happy New Year 恭喜發財",
    ],
)
def test_a_title_of_which_only_a_name_is_chinese_is_asked_about(title: str) -> None:
    assert recognised(title) is None


@each_of(
    ("text", "form"),
    [
        ("Meet me at 陳家祠 station exit B", Form.EN),
        ("Venha ter connosco à 永慶坊 no próximo sábado", Form.PT),
        ("小鹏 P7 Max 发布", Form.ZH_HANS),
        ("聽日 send 俾你", Form.YUE),
        ("XPeng AeroHT 飞行汽车 Land Aircraft Carrier 亮相", Form.ZH_HANS),
    ],
)
def test_words_of_another_language_within_a_sentence_are_no_question(text: str, form: Form) -> None:
    assert recognised(text) is form
