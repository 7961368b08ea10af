"""Arguments: the slots of a trigger, with those of the verbs and prepositions that govern it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.reading.negation import is_negated
from dragoman.reading.once import once
from dragoman.reading.slots import Slots, loose_objects, slots
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts, first_conjunct, preposition_objects
from dragoman.reading.tree import Node

__all__ = ["adjective_arguments", "arguments_of", "joined", "with_focus"]

_SHARED = frozenset({"with", "between", "among"})
_OWN = frozenset({"gov", "head", "case"})  # what governs a class noun does not govern its trigger
_AIMED = frozenset({"on", "against"})  # "suffers from duties on steel": the parser hangs it on the verb


def arguments_of(node: Node) -> Slots:
    """The slots of a trigger; a noun also has those of the light verb or preposition that governs it."""
    found = dict(slots(node))
    found["xcomp.obj"] = _below(found.get("xcomp", ()))
    if node.is_verb:
        found["ccomp.subj"] = [
            n for c in _complements(node) for head in c.all("nsubj", "nsubjpass") for n in _spread(head)
        ]
        found["ccomp.should"] = [n for c in _complements(node) if _is_wanted(c) for n in c.all("nsubj", "nsubjpass")]
        found["aux"] = node.all("aux")
        found["ccomp.aux"] = [aux for c in node.all("ccomp") for aux in c.all("aux")]
        found["purpose"] = [v for v in node.all("advcl", "xcomp") if v.tag == "VB" and v.child("aux")]
        if is_negated(node):
            found["neg"] = [node]
        if node.dep == "amod":
            found["head"] = [node.head]
        for slot, heads in list(found.items()):
            if slot.startswith("obj."):
                found[slot.removeprefix("obj.")] = joined(found.get(slot.removeprefix("obj."), []), heads)
        found["loose"] = list(loose_objects(node))
        return found
    return _noun_arguments(node, found)


def _below(verbs: Sequence[Node]) -> list[Node]:
    """The objects of verbs, their own and those of their prepositions."""
    return [n for v in verbs for n in (*v.all("dobj"), *(o for _, o in preposition_objects(v)))]


def _complements(verb: Node) -> list[Node]:
    """The clauses that complete a verb, also those with "for": "called for Iran to withdraw"."""
    purposes = (c for c in verb.all("advcl") if any(m.dep == "mark" and m.lower == "for" for m in c.children))
    return [*verb.all("ccomp", "xcomp"), *purposes]


def _is_wanted(verb: Node) -> bool:
    """Whether a complement tells what ought to be: "insisted that Iran withdraw", "that it must stop"."""
    modal = verb.child("aux")
    return (verb.tag == "VB" and modal is None) or any(
        c.lower in ("must", "should", "be") for c in verb.all("aux", "auxpass")
    )


def adjective_arguments(node: Node) -> Slots:
    """The slots of a predicative adjective: its verb's subject, its own and its verb's prepositions, its infinitive;
    of one before a noun the noun and what it is compounded with ("oil-rich")."""
    if node.dep in ("amod", "compound", "advmod"):
        return {"head": [node.head], "mod": [c for c in node.children if c.i < node.i and c.is_nominal]}
    found: Slots = defaultdict(list)
    verb = node if node.is_verb and node.dep != "acomp" else node.head
    found["subj"] = [n for head in subjects(verb) for n in _spread(head)]
    for governor in (node, verb) if verb is not node else (node,):
        for prep, filler in preposition_objects(governor):
            found[prep].extend(_spread(filler))
    found["xcomp"] = node.all("xcomp", "ccomp")
    found["ccomp.subj"] = [n for c in node.all("ccomp") for n in c.all("nsubj", "nsubjpass")]
    if is_negated(verb):
        found["neg"] = [node]
    return dict(found)


def _noun_arguments(node: Node, found: Mapping[str, list[Node]]) -> Slots:
    merged: Slots = defaultdict(list, {slot: list(heads) for slot, heads in found.items()})
    top = first_conjunct(node)
    head = top.head
    if head is top:
        return dict(merged)
    if top.dep == "appos":
        merged["appos"].append(head)
    elif top.dep in ("dobj", "attr", "oprd", "nsubj", "nsubjpass") and (head.is_verb or head.dep == "ROOT"):
        for prep, filler in preposition_objects(head):
            merged[prep].append(filler)
        if top.dep not in ("nsubj", "nsubjpass"):
            merged["gov"].extend(subjects(head))
    elif top.dep == "pobj":
        governor = head.head
        merged["case"].append(head)
        if governor.is_verb:
            merged["gov"].extend(subjects(governor))
            merged["govobj"].extend(governor.all("dobj", "nsubjpass"))
            for prep, filler in preposition_objects(governor):
                if filler is not top and (prep in _SHARED or (prep in _AIMED and filler.i > top.i)):
                    merged[prep].append(filler)
        elif governor.is_nominal or governor.tag == "CD":
            merged["head"].append(governor)
    for clause in merged.pop("clause", []):
        merged["clause.subj"].extend(clause.all("nsubj", "nsubjpass"))
        for prep, filler in preposition_objects(clause):
            merged["by" if clause.tag == "VBN" and prep == "by" else prep].append(filler)
        if clause.child("nsubj"):
            merged["by"].extend(c for c in clause.children if c.dep == "nsubj" and not c.tag.startswith("W"))
    return {slot: [n for head in heads for n in _spread(head)] for slot, heads in merged.items()}


def _spread(head: Node) -> list[Node]:
    return list(conjuncts(head))


def joined(a: list[Node], b: list[Node]) -> list[Node]:
    found = {n.i: n for n in (*a, *b)}
    return [found[i] for i in sorted(found)]


def with_focus(arguments: Slots, focus: Node) -> Slots:
    """The trigger's slots with those of its class noun: its prepositions, its modifiers, its possessor (`poss`)."""
    merged = dict(arguments)
    for slot, heads in _lent(focus).items():
        merged[slot] = joined(merged.get(slot, []), heads)
    return merged


@once
def _lent(focus: Node) -> Slots:
    """The slots that a class noun adds to its trigger's."""
    own = _noun_arguments(focus, slots(focus))
    own["xcomp.obj"] = _below(own.get("xcomp", ()))
    return {"poss" if slot == "subj" else slot: heads for slot, heads in own.items() if slot not in _OWN}
