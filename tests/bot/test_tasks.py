"""What communicators and admins type in sentences: how much is heard, and that the text of a post is no wish."""

from collections import Counter

from bot.hearing.meaning import NONE
from bot.hearing.shape import shape
from bot.hearing.tasks import BOTH, MOST, READER, RUNNING, WRITING, Task, wanted
from bot.languages import Form
from tests.rows import each_of
from tools.meaning.measure import held_out
from tools.meaning.staff import ADMINS, COMMUNICATORS, POSTS, counted, examples


@each_of("form", Form)
def test_most_sentences_of_a_communicator_that_nobody_foresaw_are_heard(form: Form) -> None:
    found = counted(form, COMMUNICATORS)
    assert found.total() >= 40
    assert found["right"] >= 0.6 * found.total()
    assert found["right"] + found["near"] >= 0.8 * found.total()
    assert found["astray"] <= 0.12 * found.total()


@each_of("form", Form)
def test_half_of_an_admins_sentences_are_heard_and_most_are_at_least_guessed(form: Form) -> None:
    found = counted(form, ADMINS)
    assert found.total() >= 30
    assert found["right"] >= 0.5 * found.total()
    assert found["right"] + found["near"] >= 0.75 * found.total()
    assert found["astray"] <= 0.15 * found.total()


def test_of_150_texts_of_posts_at_most_two_are_taken_for_a_wish() -> None:
    found = sum((counted(form, POSTS) for form in Form), Counter[str]())
    assert found.total() == 150
    assert found["astray"] <= 2


def test_every_example_is_a_task_a_readers_wish_or_none_and_none_was_held_out() -> None:
    told = examples()
    assert {each.wish for each in told} == {*Task, READER, NONE}
    held = {
        shape(text) for form in Form for folder in (COMMUNICATORS, ADMINS, POSTS) for _, text in held_out(form, folder)
    }
    assert held.isdisjoint(each.said for each in told)


@each_of(
    ("said", "task"),
    [
        ("quem recebeu?", Task.REPORT),
        ("quantas pessoas viram?", Task.REPORT),
        ("幾多人睇咗？", Task.REPORT),
        ("多少人看了", Task.REPORT),
        ("how many people got it?", Task.REPORT),
        ("apaga isso de toda a gente", Task.POSTS),
        ("the price in yesterday's post is wrong", Task.POSTS),
        ("批咗未呀", Task.APPROVAL),
        ("點解唔批？", Task.APPROVAL),
        ("já foi aprovada?", Task.APPROVAL),
        ("quero publicar uma coisa", Task.NEW),
        ("我想出篇帖文", Task.NEW),
        ("quando é que sai?", Task.SCHEDULE),
        ("o chefe quer ver antes de sair", Task.PREVIEW),
    ],
)
def test_a_sentence_of_a_communicator_asks_for_one_thing(said: str, task: Task) -> None:
    found = wanted(said)
    assert found.sure
    assert found.tasks[0] is task


def test_a_task_belongs_to_those_who_write_to_those_who_run_the_programme_or_to_both() -> None:
    assert len(WRITING) + len(RUNNING) + len(BOTH) == len(Task)
    assert wanted("what is waiting for me?", writes=False, runs=True).tasks[0] is Task.REVIEW
    assert not RUNNING.intersection(wanted("what is waiting for me?").tasks)


@each_of("said", ["bom dia", "obrigada", "今日天氣好好", "the typography museum", "多謝晒", "", "a" * 400])
def test_small_talk_and_what_is_too_long_are_no_work(said: str) -> None:
    assert not wanted(said).sure
    assert len(wanted(said).tasks) <= MOST


@each_of("said", ["stop sending me things", "唔好再send嘢畀我", "I want to read stories", "fala comigo em inglês"])
def test_a_readers_wish_is_no_task(said: str) -> None:
    assert not wanted(said, writes=False, runs=True).sure
