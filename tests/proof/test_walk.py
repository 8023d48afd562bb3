"""A campaign of 20 posts, walked from draft to report; benchmarks/campaign.py walks it with 30,000 readers."""

from tests.actions.conftest import Newsroom
from tests.proof.walk import check, walk

POSTS, READERS = 20, 60


async def test_everybody_has_every_post_of_a_campaign_once_and_all_numbers_agree(newsroom: Newsroom) -> None:
    check(await walk(newsroom, POSTS, READERS), READERS)
