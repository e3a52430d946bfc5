"""Driving the screens: keys in, text out."""

import asyncio
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from duewatch.ui.app import DuewatchApp


class Driver:
    """An application under test."""

    def __init__(self, app: DuewatchApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is being asked of the desk and everything is drawn."""
        for _ in range(3):
            await self.pilot.pause()
            while any(not worker.is_finished for worker in self.app.workers):
                await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys one after another, each with all that it brings about."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Words into the line that has the keys, character by character as a terminal sends them; the pilot
        itself cannot press what an input method composes."""
        for character in words:
            self.app.post_message(events.Key(_character_to_key(character), character))
            await self.pilot.pause()
        await self.settle()

    async def click(self, *args: Any, **kwargs: Any) -> None:
        """The mouse."""
        await self.pilot.click(*args, **kwargs)
        await self.settle()

    def text(self) -> str:
        """The screen as a person reads it, line by line, blanks at the end cut off."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"

    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self.text().splitlines()

    def notices(self) -> str:
        """What was told at the edge of the screen."""
        return "\n".join(notice.message for notice in self.app._notifications)

    @property
    def screen(self) -> str:
        """The name of the screen that is seen."""
        return type(self.app.screen).__name__
