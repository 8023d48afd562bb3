"""Admins see how things stand, stop all sending at once, and go on."""

from tests.journeys.conftest import City, labels_of
from tests.journeys.test_admin_partners import ADMIN, speaks_english
from tests.journeys.test_admin_review import a_submitted_post


async def test_status_says_how_things_stand(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/status")
    shown = await admin.sees("Sending is on", "Nothing is being sent", "1 post waits for review", "readers: 简")
    assert "Resume sending" not in labels_of(shown)
    toast = await admin.presses("Refresh")
    assert toast is not None
    await admin.presses("Waiting posts")
    await admin.sees("1 post waits for review:")


async def test_halt_stops_at_once_and_resume_asks_first(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/halt")
    await admin.sees("All sending is stopped", "/resume")
    async with city.store.read() as tx:
        assert await tx.programme.halted_at() is not None
    await admin.says("/halt")
    await admin.sees("All sending is stopped", "Stopped since")
    await admin.says("/resume")
    await admin.sees("Shall sending go on?")
    await admin.presses("Leave it stopped")
    await admin.sees("All sending has been stopped since")
    await admin.presses("Resume sending")
    await admin.sees("Shall sending go on?")
    await admin.presses("Yes, go on")
    await admin.sees("Sending is on again")
    async with city.store.read() as tx:
        assert await tx.programme.halted_at() is None
    await admin.says("/resume")
    await admin.sees("nothing is stopped")
