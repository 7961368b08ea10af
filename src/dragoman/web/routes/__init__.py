"""The routes, one module a family of pages; that of parties is last, for `/KAZ` fits everything."""

from __future__ import annotations

from fastapi import APIRouter

__all__ = ["all_routers"]


def all_routers() -> list[APIRouter]:
    """All routers in the order in which addresses are compared with them."""
    from dragoman.web.routes import (
        accounts,
        agenda,
        alerts,
        api,
        appearance,
        entries,
        hand,
        home,
        parties,
        review,
        search,
        stories,
        ties,
    )

    modules = (home, api, accounts, appearance, entries, stories, search, agenda, review, hand, ties, alerts, parties)
    return [module.router for module in modules]
