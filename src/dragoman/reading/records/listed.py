"""Documents told in a list: "signed a memorandum on transport, a programme of exchanges and an agreement on visas".

The parser often hangs the later items on the wrong word, so they are looked for by where they stand: behind the
first, each after a comma or a conjunction, with no other statement between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.arguments import with_focus
from dragoman.reading.clauses import Clause
from dragoman.reading.records.agreement_name import name_of_agreement
from dragoman.reading.records.context import Context
from dragoman.reading.syntax import noun_phrase
from dragoman.reading.tree import Node

_AGREEMENT = frozenset({"agreement"})
_LINKS = frozenset({",", ";", ":", "and", "including", "as", "them", "notably", "namely", "-", "–", "—"})
_ONES = frozenset({"one", "another", "others"})
_TOPICAL = frozenset({"on", "for", "to", "about", "concerning", "regarding"})
_SEVERAL = 2
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def listed(clause: Clause, ctx: Context) -> Iterator[Clause]:
    """The same clause about each further document of its list."""
    if clause.focus is None or clause.noun is None or "agreement" not in clause.noun.classes:
        return
    first = clause.focus
    for node in clause.scene.nodes:
        if (
            node.i <= first.i
            or not (node.is_nominal or node.lower in _ONES)
            or node.dep == "compound"
            or _stated_between(first, node, clause)
        ):
            continue
        noun = clause.noun if is_one(node, clause) else ctx.matcher.noun(node, clause.scene, _AGREEMENT)
        if noun is not None and _is_item(node, clause):
            slots = with_focus(clause.slots, node)
            yield replace(clause, focus=node, noun=noun, slots=slots)


def is_one(node: Node, clause: Clause) -> bool:
    """ "A memorandum on transport and one on visas": it stands for the noun told before."""
    after = next((n for n in clause.scene.nodes if n.i == node.i + 1), None)
    return node.lower in _ONES and after is not None and after.lower in _TOPICAL


def is_spelled_out(clause: Clause, items: list[Clause]) -> bool:
    """ "Signed two memorandums, one on visas and one on ports", "three documents: a pact on visas, …": not filed itself."""
    first = clause.focus
    if first is None or first.tag not in ("NNS", "NNPS") or len(items) < _SEVERAL:
        return False
    opened = any(n.text == ":" for n in clause.scene.nodes if items[0].focus and first.i < n.i < items[0].focus.i)
    return opened or all(item.focus is not None and is_one(item.focus, item) for item in items)


def name_of_item(item: Clause, clause: Clause, ctx: Context) -> str | None:
    """What an item is called; "one on ports" by the noun that it stands for."""
    name = name_of_agreement(item, None, ctx)
    if name is None or item.focus is None or clause.noun is None or not is_one(item.focus, item):
        return name
    stands_for = clause.noun.noun.replace(clause.focus.lower, clause.focus.lemma) if clause.focus else clause.noun.noun
    return f"{stands_for} {' '.join(name.split()[1:])}"


def _is_item(node: Node, clause: Clause) -> bool:
    """Whether its phrase begins behind a comma or conjunction, as a new thing: with an article, a number or a name."""
    start = node.start if node.lower in _ONES else noun_phrase(node)[0]
    nodes = clause.scene.nodes
    first = next(n for n in nodes if n.end > start)
    before = next((n for n in reversed(nodes) if n.i < first.i), None)
    fresh = first.lower in ("a", "an", *_ONES) or first.tag in ("CD", "NNP", "NNPS") or node.tag == "NNS"
    return before is not None and before.lower in _LINKS and (fresh or first.lower == "the")


def _stated_between(first: Node, node: Node, clause: Clause) -> bool:
    """Whether another statement begins between two nouns, relative clauses left out."""
    own = {clause.node.i, *(c.i for c in clause.node.all("aux", "auxpass"))}
    between = [n for n in clause.scene.nodes if first.i < n.i < node.i and n.tag in _FINITE and n.i not in own]
    return any(not _in_relative(n, node) for n in between)


def _in_relative(verb: Node, node: Node) -> bool:
    top = verb if verb.tag != "MD" else verb.head
    return top.dep == "relcl" and node not in top.subtree()
