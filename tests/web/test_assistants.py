"""The server for assistants, asked as they ask it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from mcp import Client

from dragoman.ledger import Ledger
from dragoman.web.assistants import server
from dragoman.web.options import Options
from dragoman.web.room import Room
from tests.web.conftest import TODAY


def ask(ledger: Ledger, tool: str, **told: Any) -> str:
    """What a tool answers, as JSON."""

    async def asked() -> str:
        async with Client(server(Room(ledger, Options(today=lambda: TODAY)))) as client:
            answer = await client.call_tool(tool, told)
            return json.dumps([content.model_dump(mode="json") for content in answer.content])

    return asyncio.run(asked())


@pytest.mark.parametrize(
    ("tool", "told", "answer"),
    [
        (
            "search",
            {"words": "fisheries", "parties": ["Norway"]},
            "Norway and Vietnam signed a fisheries agreement in Oslo",
        ),
        ("brief", {"parties": ["NOR", "VNM"], "since": "2025"}, "Measures in force"),
        ("series", {"parties": ["NOR", "VNM"]}, "cooperation"),
        ("entry", {"id": "e0"}, "no entry e0"),
    ],
)
def test_tools(ledger: Ledger, tool: str, told: dict[str, Any], answer: str) -> None:
    assert answer in ask(ledger, tool, **told)


def test_an_entry_comes_with_its_words(ledger: Ledger) -> None:
    (found,) = ledger.entries(kinds=["tariff"])
    assert "steel pipes from Vietnam on January 28" in ask(ledger, "entry", id=found.id)
