"""What the filler of a slot is beside its own noun: a body or its members, the noun behind a name, before a gloss."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene, Who

_WORDS = 3  # of a name in capitals
_JOINING = frozenset({"of", "for", "on", "the", "and"})


def behind_name(filler: Node, scene: Scene) -> list[Node]:
    """The noun that a name with "of" belongs to, where the parser hung it inside: "the Group of 20 summit"."""
    hit = scene.hits.get(filler.i)
    if hit is None or hit.head is not filler or len(hit.nodes) == 1:
        return []
    at = hit.nodes[-1].i + 1 - scene.nodes[0].i
    behind = scene.nodes[at] if at < len(scene.nodes) else None
    inside = behind is not None and behind.is_nominal and behind.head in hit.nodes
    return [behind] if behind is not None and inside else []


def glossed(filler: Node, scene: Scene) -> list[Node]:
    """The word before the parenthesis that a name stands in."""
    at = filler.i - scene.nodes[0].i
    return [scene.nodes[at - 2]] if at > 1 and scene.nodes[at - 1].text == "(" else []


def names_body(kind: str, filler: Node, scene: Scene, resolver: Resolver) -> bool:
    """Whether a phrase is a body or an accord itself, and not the town where a body sits."""
    who, hit = resolver.who(filler, scene), scene.hits.get(filler.i)
    is_town = hit is not None and any(
        name.kind == "place" or name.form in ("capital", "seat") for name in hit.found.names
    )
    return who is not None and who.kind == kind and not is_town


def new_body(filler: Node, scene: Scene, words: Callable[[str], frozenset[str]]) -> str | None:
    """The acronym of a body that no file knows, named by three words in capitals or more: "the World Seed Alliance".

    That in brackets behind the name, else its initials; None where the name has another name in it, but for a region's,
    or is of one state's party, union or agency.
    """
    called = [*_capitals_before(filler, scene), *_capitals_behind(filler, scene)]
    lower = {n.lower for n in called}
    named = [name.kind for n in called if n.i in scene.hits for name in scene.hits[n.i].found.names]
    if len(called) < _WORDS or any(kind != "region" for kind in named):
        return None
    if lower.isdisjoint(words("body")) or not lower.isdisjoint(words("domestic")):
        return None
    at = called[-1].i - scene.nodes[0].i
    told = scene.nodes[at + 2] if len(scene.nodes) > at + 3 and scene.nodes[at + 1].text == "(" else None
    if told is not None and told.text.isupper() and told.text.isalpha() and len(told.text) > 1:
        return told.text
    return "".join(n.text[0] for n in called)


def _capitals_before(filler: Node, scene: Scene) -> list[Node]:
    at = filler.i - scene.nodes[0].i
    start = at
    while start and scene.nodes[start - 1].text[:1].isupper() and scene.nodes[start - 1].i != scene.nodes[0].i:
        start -= 1
    return scene.nodes[start : at + 1] if filler.text[:1].isupper() else []


def _capitals_behind(filler: Node, scene: Scene) -> list[Node]:
    """The words in capitals that go on with the name behind "of" or "for": "Alliance of Island Cities"."""
    found: list[Node] = []
    for node in scene.nodes[filler.i + 1 - scene.nodes[0].i :]:
        if node.text[:1].isupper():
            found.append(node)
        elif node.lower not in _JOINING:
            break
    return found


def is_of_body(filler: Node, who: Who | None, scene: Scene) -> bool:
    """An international body or its unnamed members: "NATO", "G7 foreign ministers", "leaders of the bloc"."""
    if who is None or who.persons or not (who.kind == "body" or who.plural):
        return False
    heads = [node.i for node in filler.subtree() if node.i in scene.hits]
    return who.kind == "body" or any(n.kind == "body" for i in heads for n in scene.hits[i].found.names)
