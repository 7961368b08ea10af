"""Slots: which words fill the arguments of a verb or noun.

`subj` (logical subject), `obj` (logical object), `iobj`, `xcomp`, `ccomp`, `mod` and the prepositions; `above` the nouns
that a participle may belong to besides the one it hangs on. Each holds the heads of its fillers in text order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dragoman.reading.once import once
from dragoman.reading.subjects import antecedent, subjects
from dragoman.reading.syntax import conjuncts, has_doer, is_passive, phrase_objects, preposition_objects
from dragoman.reading.tree import Node

__all__ = ["Slots", "loose_objects", "slots"]

_ADDRESSING = frozenset({"on", "upon", "to", "against", "at"})
Slots = dict[str, list[Node]]


@once
def slots(node: Node) -> Mapping[str, list[Node]]:
    """The argument slots of a verb or noun, each with the heads of its coordinated fillers."""
    found = _verb_slots(node) if node.is_verb or _predicates(node) else _noun_slots(node)
    return {slot: _spread(heads) for slot, heads in found.items()}


def _predicates(node: Node) -> bool:
    """A word other than a verb that the parser treats as one, or an adjective behind a copula."""
    return node.dep in ("ROOT", "relcl", "advcl", "ccomp") or (
        node.pos == "adj" and node.dep in ("acomp", "oprd", "conj")
    )


def _spread(heads: list[Node]) -> list[Node]:
    spread = {n.i: n for head in heads for n in conjuncts(head)}
    return [spread[i] for i in sorted(spread)]


def _verb_slots(verb: Node) -> Slots:
    found: Slots = defaultdict(list)
    passive = is_passive(verb)
    for child in verb.children:
        if child.dep in ("dobj", "attr", "oprd"):
            found["obj"].append(antecedent(child, verb))
        elif child.dep == "dative" and (child.is_nominal or child.tag == "PRP"):
            found["iobj"].append(child)
        elif child.dep in ("xcomp", "ccomp", "acomp"):
            found[child.dep].append(child)
        elif child.dep == "nsubjpass":
            found["obj"].append(antecedent(child, verb))
    if (thing := verb.child("dobj")) is not None:
        names = _names_given(verb, thing)
        found["obj"].extend(n for n in names if n.dep == "appos")
        found["oprd"].extend(names)
    found["aux"] = verb.all("aux", "auxpass")
    for prep, head in preposition_objects(verb):
        found["subj" if prep == "by" and passive else prep].append(antecedent(head, verb))
    for prep, head in _beside_last_object(verb):
        found[prep].append(head)
    if not passive:
        found["subj"].extend(subjects(verb))
    elif not found["obj"] or (verb.dep == "conj" and not verb.child("nsubjpass")):  # "and was granted the status"
        found["obj"].extend(subjects(verb))
    if (verb.dep == "relcl" or has_doer(verb)) and not found["obj"] and not passive and verb.child("nsubj"):
        found["obj"].append(verb.head)  # "the pact (that) the two signed"
    if passive and not found["obj"]:  # "there were signed: two pacts", or what the lines below a colon name
        found["obj"].extend(verb.all("appos") or verb.all("expl"))
    if not found["obj"] and not passive:
        found["obj"].extend(antecedent(n, verb) for n in _shared_objects(verb))
    if verb.dep == "relcl" or (passive and verb.dep in ("acl", "conj")):
        found["above"].extend(n for obj in found["obj"][:1] for n in _nouns_above(obj))
    elif passive and verb.dep == "advcl" and verb.tag == "VBN" and verb.i > verb.head.i:
        found["above"].extend(verb.head.all("dobj"))  # "opened a forum in Rome, attended by …"
    elif passive and verb.dep == "advcl" and verb.tag == "VBN":  # "Under the accord, signed in Rome, both will …"
        found["above"].extend(n for prep in verb.head.all("prep") if prep.i < verb.i for n in prep.all("pobj"))
    elif not found["obj"] and not passive:
        found["above"].extend(_after_parenthesis(verb))
    for subject in [one for head in found["subj"] for one in conjuncts(head)]:
        for prep, head in preposition_objects(subject):
            found[f"subj.{prep}"].append(head)
    for obj in [one for head in found["obj"] for one in conjuncts(head)]:
        for prep, head in phrase_objects(obj):
            if head.is_nominal or head.dep == "pcomp":
                found[f"obj.{prep}"].append(head)
    return found


def _names_given(verb: Node, thing: Node) -> list[Node]:
    """What an object is called or made, also where the parser hung it on the object: "called the envoy a spy"."""
    is_set_off = any(c.text == "," for c in thing.all("punct"))
    beside = [] if is_set_off else [n for n in thing.all("appos") if any(c.lower in ("a", "an") for c in n.all("det"))]
    return [*verb.all("oprd"), *beside]


def _beside_last_object(verb: Node) -> Iterator[tuple[str, Node]]:
    """A noun that the parser coordinated with a verb belongs to the object of the preposition before it: "called on
    Tuesday on the army and the rebels to stop"."""
    for noun in verb.all("conj"):
        if noun.is_nominal and not noun.all("nsubj", "aux", "cop"):
            before = [prep for prep, head in preposition_objects(verb) if head.i < noun.i]
            yield from ((prep, noun) for prep in before[-1:] if prep in _ADDRESSING)


def _shared_objects(verb: Node) -> list[Node]:
    """The object of the verb coordinated next to it, which is that of both: "signed and ratified the treaty"."""
    after = next((c for c in verb.children if c.dep == "conj" and _is_form(c, verb)), None)
    if after is None or verb.child("prep", "agent", "prt", "ccomp", "xcomp", "advcl", "dative"):
        return []
    between = {c.i for c in (*verb.children, *after.children) if c.dep in ("cc", "advmod") and verb.i < c.i < after.i}
    return after.all("dobj") if len(between) == after.i - verb.i - 1 else []


def _is_form(one: Node, other: Node) -> bool:
    """Whether two verbs have the same form, the past and the participle, which look alike, taken as one."""
    return one.is_verb and (one.tag == other.tag or {one.tag, other.tag} == {"VBD", "VBN"})


def _nouns_above(noun: Node) -> Iterator[Node]:
    """The nouns whose prepositional phrases a noun stands in, the nearest first."""
    if noun.dep == "nsubj" and noun.head.dep == "relcl":  # "the treaty that the two signed" read as "the two signed"
        yield noun.head.head
    while noun.dep in ("pobj", "pcomp", "conj") and noun.head is not noun:
        below, noun = noun, noun.head.head if noun.dep != "conj" else noun.head
        if noun.is_nominal:
            yield noun
        elif noun.is_verb:  # "signed the treaty with Oman on the border, which …"
            yield from (n for n in noun.all("dobj") if n.i < below.i)


def _after_parenthesis(verb: Node) -> Iterator[Node]:
    """An object that the parser read as an apposition inside a parenthesis: "signed, in his presence, the protocol"."""
    for prep in verb.all("prep"):
        if prep.i > verb.i:
            yield from (n for n in prep.subtree() if n.dep == "appos" and n.child("det"))


def loose_objects(verb: Node) -> Iterator[Node]:
    """The nouns behind an active verb up to the next verb, whatever the parser hung them on; no object is among them."""
    if is_passive(verb) or verb.child("dobj", "prt"):
        return
    below = (n for n in verb.subtree() if n.i > verb.i)
    for node in below:
        if node.is_verb:
            return
        is_other = node.dep in ("nsubj", "nsubjpass") and verb.child("ccomp") is not None
        if node.is_nominal and not is_other and node.dep not in ("compound", "poss", "nmod", "pobj"):
            yield node


def _noun_slots(noun: Node) -> Slots:
    found: Slots = defaultdict(list)
    for child in noun.children:
        if child.dep == "poss":
            found["subj"].append(_possessor(child))
        elif child.dep in ("amod", "compound", "nmod", "npadvmod") and child.i < noun.i:
            found["mod"].extend(n for n in child.subtree())
        elif child.dep == "nummod":
            found["num"].append(child)
        elif child.dep in ("acl", "relcl"):
            found["clause"].append(child)
            if child.tag == "VB":
                found["xcomp"].append(child)
    for prep, head in phrase_objects(noun):
        found["subj" if prep == "by" else prep].append(head)
    return found


def _possessor(node: Node) -> Node:
    """What "whose" stands for."""
    if node.tag == "WP$":
        return next((above.head for above in node.ancestors() if above.dep == "relcl"), node)
    return node
