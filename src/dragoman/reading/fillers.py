"""What the filler of a slot is beside its own noun: a body or its members, the noun behind a name, before a gloss."""

from __future__ import annotations

from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene, Who


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


def is_of_body(filler: Node, who: Who | None, scene: Scene) -> bool:
    """An international body or its unnamed members: "NATO", "G7 foreign ministers", "leaders of the bloc"."""
    if who is None or who.persons or not (who.kind == "body" or who.plural):
        return False
    heads = [node.i for node in filler.subtree() if node.i in scene.hits]
    return who.kind == "body" or any(n.kind == "body" for i in heads for n in scene.hits[i].found.names)
