"""The place of a clause: a town or venue, as the story writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.knowledge.names import Name
from dragoman.reading.clauses import Clause
from dragoman.reading.once import once
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan
from dragoman.reading.who import Resolver, Scene

_LOCATIVE = frozenset({"in", "at", "on", "near", "from", "aboard", "outside"})
_AT = frozenset({"in", "at", "near"})
_SLOTS = ("in", "at", "on", "near", "to")
_AIMING = frozenset({"on", "to", "from", "against"})


def place_of(clause: Clause, slots: tuple[str, ...] = _SLOTS) -> str | None:
    """A town or venue among the clause's prepositional phrases, else where the clause is said to happen.

    A locative phrase that the parser hung elsewhere counts too, if no other verb is nearer to it.
    """
    if clause.line.type == "gathering":
        slots = (*slots, *clause.line.roles.get("place", ()))
    sites = (n for n in _sites(clause, slots) if not _is_aimed_at(n, clause) and not _is_topic(n, clause))
    found = _first(tuple(sites), clause.scene)
    return found or (_first(tuple(_hit(clause)), clause.scene) if clause.kind == "military" else None)


def capital_of(clause: Clause, resolver: Resolver, capitals: Mapping[str, str], word: str = "capital") -> str | None:
    """The town meant by "in the Egyptian capital"."""
    for node in _sites(clause, _SLOTS):
        who = resolver.who(node, clause.scene) if node.lemma == word else None
        if who is not None and len(who.parties) == 1:
            return capitals.get(who.parties[0])
    return None


def unknown_place_of(clause: Clause, resolver: Resolver, dates: Iterable[DateSpan]) -> str | None:
    """A proper name behind "in", "at" or "near" that no data file knows, and that is no date ("in May")."""
    days = [range(span.start, span.end) for span in dates]
    for node in _loose(clause):
        if any(node.start in day for day in days):
            continue
        names_place = node.tag == "NNP" and node.head.lower in _AT and node.i not in clause.scene.hits
        if names_place and node.i > clause.node.i and resolver.who(node, clause.scene) is None:
            if not node.lower.isdecimal() and not any(c.i in clause.scene.hits or c.tag == "CD" for c in node.children):
                return bare_name(node, clause.scene)
    return None


def only_place_of(clause: Clause) -> str | None:
    """The one town or venue of a sentence that something in it happens in or at, when the clause tells none itself;
    where something else is, or what an agreement is on, is none of it: "cooperation in the Aral Sea"."""
    if (
        any(n.dep in ("relcl", "acl") for n in (clause.node, *clause.node.ancestors()))
        and clause.line.type != "project"
    ):
        return None
    fillers = [n for n in clause.scene.nodes if n.dep == "pobj" and n.head.lower in _AT]
    if clause.line.type == "agreement":
        fillers = [n for n in fillers if not _is_of_another(n, clause) and not _is_topic(n, clause)]
    found = {place for n in fillers if (place := place_name(n, clause.scene)) is not None}
    return found.pop() if len(found) == 1 else None


def _is_of_another(node: Node, clause: Clause) -> bool:
    """Whether a place stands in the phrase of a thing: of one done there by others, or one that the agreement is on."""
    above = node.head.head
    return (above.tag == "VBN" and above.dep == "acl") or (
        above.pos == "noun" and clause.focus is not None and any(n is clause.focus for n in above.ancestors())
    )


def bare_name(node: Node, scene: Scene) -> str:
    """A proper name with the proper names before it."""
    words = [c for c in node.all("compound") if c.tag == "NNP"]
    return scene.text[min([node.start, *(c.start for c in words)]) : node.end]


def _is_aimed_at(node: Node, clause: Clause) -> bool:
    """Whether a town is a government that a stance or a curb is aimed at: "called on Paris", "sanctions on Moscow"."""
    type_, kind = clause.line.type, clause.line.kind
    if node.head.lower not in _AIMING or node.dep != "pobj":
        return False
    return type_ == "statement" or (type_ == "measure" and kind != "military")


def _is_topic(node: Node, clause: Clause) -> bool:
    """Whether a lake, or what stands behind "on", is what an agreement is on: "on trade in Cusco", "in Lake Chad"."""
    if clause.line.type != "agreement":
        return False
    hit = clause.scene.hits.get(node.i)
    return node.head.lower == "on" if hit is None else any(name.detail == "water" for name in hit.found.names)


def _hit(clause: Clause) -> Iterator[Node]:
    """What was struck or shelled: "hit the port of Odesa", "rockets fired into Sderot"."""
    return (node for slot in ("obj", "into") for node in clause.slots.get(slot, ()))


def _sites(clause: Clause, slots: tuple[str, ...]) -> Iterator[Node]:
    yield from (node for slot in slots for node in clause.slots.get(slot, ()))
    yield from _loose(clause)
    yield from _of_the_scene(clause)


def _first(nodes: tuple[Node, ...], scene: Scene) -> str | None:
    return next((place for node in nodes if (place := place_name(node, scene)) is not None), None)


def _loose(clause: Clause) -> Iterator[Node]:
    yield from _loose_below(clause.node)
    if clause.line.type == "gathering" and clause.focus is not None:
        yield from _loose_below(clause.focus)


@once
def _loose_below(trigger: Node) -> tuple[Node, ...]:
    """The places said of a trigger or its verb, wherever the parser hung them below it."""
    verbs = (trigger, trigger if trigger.is_verb else _nearest_verb(trigger))
    located = (n for n in trigger.subtree() if n.dep == "pobj" and n.head.lower in _LOCATIVE)
    return tuple(n for n in located if _nearest_verb(n) in verbs)


def _of_the_scene(clause: Clause) -> Iterator[Node]:
    """ "Doha, where he met …", "who is in Doha, met …", "arrived in Doha and met …", "Speaking in Doha after …"."""
    for above in (clause.node, *clause.node.ancestors()):
        if above.dep == "relcl" and any(c.lower == "where" for c in above.children):
            yield above.head
    for subject in clause.slots.get("subj", ()):
        for relative in subject.all("relcl"):
            if relative.lemma in ("be", "is", "was"):
                yield from _locations(relative)
    verb = _verb_of(clause)
    if verb is not None:
        for adverbial in verb.all("advcl"):
            yield from _locations(adverbial)
        while verb.dep == "conj" and verb.head.is_verb:
            verb = verb.head
            yield from _locations(verb)


def _locations(verb: Node) -> Iterator[Node]:
    return (head for prep, head in preposition_objects(verb) if prep in _LOCATIVE)


def _nearest_verb(node: Node) -> Node | None:
    return next((n for n in node.ancestors() if n.is_verb), None)


def _verb_of(clause: Clause) -> Node | None:
    return clause.node if clause.node.is_verb else _nearest_verb(clause.node)


def _is_house(name: Name, node: Node) -> bool:
    """Where a president has his office: "held talks at State House"."""
    return name.detail == "presidency" and node.pos == "propn" and node.dep == "pobj" and node.head.lower in _AT


def place_name(node: Node, scene: Scene) -> str | None:
    """The words of a town, venue or capital that a phrase names; a country alone is no place."""
    hit = scene.hits.get(node.i)
    if hit is not None and hit.head is node:
        for name in hit.found.names:
            if name.kind == "place" or name.form in ("capital", "seat") or _is_house(name, node):
                return scene.text[hit.found.start : hit.found.end]
    named = [*node.all("appos"), *(head for prep, head in preposition_objects(node) if prep in ("of", "in"))]
    if node.pos == "noun":
        named += [c for c in node.children if c.i in scene.hits and c.dep in ("compound", "amod", "nmod")]
    return _first(tuple(named), scene)
