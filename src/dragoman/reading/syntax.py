"""Grammar over parsed sentences: which words fill the argument slots of a verb or noun.

Slots: `subj` (logical subject), `obj` (logical object), `iobj`, `xcomp`, `ccomp`, `mod` and the prepositions.
Labels are those of the ClearNLP/OntoNotes dependencies that spaCy's English models give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dragoman.reading.once import once
from dragoman.reading.parse import Node

Slots = dict[str, list[Node]]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT_CONTROL = frozenset({"promise", "summon", "use"})
_NAME = 2  # words from "and" to the end of a state's name: "Mali and Burkina Faso"
_RELATIVE = frozenset({"which", "that", "who", "whom"})


@once
def conjuncts(node: Node) -> tuple[Node, ...]:
    """The node and those coordinated with it, in text order."""
    return tuple(_conjuncts(node))


def _conjuncts(node: Node) -> Iterator[Node]:
    yield from (child for child in node.all("nmod") if _is_first_of(child))
    yield node
    for child in node.children:
        if child.dep == "conj":
            yield from conjuncts(child)
        elif child.dep == "appos" and node.tag not in ("NNS", "NNPS"):  # "Prime Minister A and President B"
            for other in child.all("conj"):
                yield from conjuncts(other)


def _is_first_of(name: Node) -> bool:
    """The first of two names that the parser hung on the second: "by Ana Costa and Ursula von der Leyen"."""
    joint = name.child("cc")
    if name.pos != "propn" or joint is None or joint.i > name.head.i:
        return False
    is_next = name.head.pos == "propn" and name.head.i - joint.i <= _NAME and name.head.child("det", "poss") is None
    return is_next or name.child("compound", "nmod") is not None


def first_conjunct(node: Node) -> Node:
    """The head of the coordination that the node stands in."""
    while node.dep == "conj" and node.head is not node:
        node = node.head
    return node


@once
def is_passive(verb: Node) -> bool:
    """A verb in the passive, or a bare past participle that modifies a noun."""
    if verb.child("auxpass", "nsubjpass"):
        return True
    if verb.tag != "VBN" or verb.child("aux", "dobj") or _has_doer(verb):
        return False
    if verb.dep == "conj" and verb.head.tag == "VBN" and not verb.child("nsubj"):
        return is_passive(verb.head) and not verb.head.child("aux")
    return verb.dep in ("acl", "relcl", "amod", "advcl")


def _has_doer(verb: Node) -> bool:
    """Whether a form behind a noun has a subject of its own: "the pact that Chad signed", read as a participle."""
    return verb.dep == "acl" and any(c.dep == "nsubj" and not c.tag.startswith("W") for c in verb.children)


@once
def preposition_objects(node: Node) -> tuple[tuple[str, Node], ...]:
    """(preposition, object) pairs below a node; "on the sidelines of", "because of" keep their first word."""
    return tuple(_preposition_objects(node))


def _preposition_objects(node: Node) -> Iterator[tuple[str, Node]]:
    adverbs = (prep for adverb in node.all("advmod", "prt") for prep in adverb.all("prep"))  # "away from"
    likened = (acl for acl in node.all("acl") if acl.tag == "VBG" and acl.child("pobj"))  # "notes concerning a loan"
    for prep in (*node.all("prep", "agent", "dative", "prt"), *adverbs, *likened):
        for child in prep.children:
            if child.dep in ("pobj", "pcomp") or (prep.lower == "as" and child.dep in ("amod", "acomp")):
                yield prep.lower if prep.dep == "acl" else prep.lemma, child
                if child.tag == "VBG" and prep.lower in ("with", "between"):  # "with visiting President X"
                    yield from ((prep.lemma, inner) for inner in child.all("dobj"))
            elif child.dep == "prep" and prep.lower != "according":  # "out of"
                for inner in child.all("pobj"):
                    yield child.lemma, inner
        for other in prep.all("conj"):  # "from and to"
            for child in other.all("pobj"):
                yield other.lemma, child


def phrase_objects(node: Node) -> Iterator[tuple[str, Node]]:
    """Those of a noun, and those that the parser hung on its "of" phrase: "a team of experts to Damascus"."""
    for prep, head in preposition_objects(node):
        yield prep, head
        if prep == "of" and head.pos == "noun":
            yield from ((inner, below) for inner, below in preposition_objects(head) if inner != "of")


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
            found["obj"].append(_antecedent(child, verb))
        elif child.dep == "dative" and (child.is_nominal or child.tag == "PRP"):
            found["iobj"].append(child)
        elif child.dep in ("xcomp", "ccomp", "acomp"):
            found[child.dep].append(child)
        elif child.dep == "nsubjpass":
            found["obj"].append(_antecedent(child, verb))
    found["aux"] = verb.all("aux", "auxpass")
    for prep, head in preposition_objects(verb):
        found["subj" if prep == "by" and passive else prep].append(_antecedent(head, verb))
    if not passive:
        found["subj"].extend(subjects(verb))
    elif not found["obj"] or (verb.dep == "conj" and not verb.child("nsubjpass")):  # "and was granted the status"
        found["obj"].extend(subjects(verb))
    if (verb.dep == "relcl" or _has_doer(verb)) and not found["obj"] and not passive and verb.child("nsubj"):
        found["obj"].append(verb.head)  # "the pact (that) the two signed"
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


def subjects(verb: Node) -> list[Node]:
    """The subject of a verb: its own, or that of the clause it depends on (control, coordination, participles)."""
    own = verb.all("nsubj", "nsubjpass", "csubj", "expl")
    if own:
        return [_antecedent(node, verb) for node in own]
    if verb.head is verb:
        return []
    return _inherited_subjects(verb)


def _inherited_subjects(verb: Node) -> list[Node]:
    head = verb.head
    if verb.dep in ("conj", "dep") and (head.is_verb or head.dep == "ROOT"):
        return subjects(_finite_above(head) if verb.tag in _FINITE else head)
    if verb.dep in ("acomp", "oprd") or (verb.dep == "attr" and verb.tag == "VBG"):
        return subjects(head)
    if verb.dep in ("xcomp", "ccomp", "advcl", "pcomp") or (verb.dep == "acl" and head.dep in ("dobj", "attr")):
        if verb.dep == "acl" and verb.tag in ("VBG", "VBN"):
            return [head]
        return _controllers(verb)
    if verb.dep in ("acl", "relcl"):
        return [head]
    return []


def _finite_above(verb: Node) -> Node:
    """The finite verb that a finite verb is coordinated with where the parser hung it on an infinitive below that."""
    node = verb
    while node.tag in ("VB", "VBG") and node.dep in ("xcomp", "advcl", "pcomp", "acl") and not node.all("nsubj"):
        if any(c.tag == "MD" for c in node.children):
            break
        above = next((n for n in node.ancestors() if n.is_verb), None)
        if above is None:
            break
        node = above
    return node


def _controllers(verb: Node) -> list[Node]:
    governor = verb.head
    if verb.dep == "acl" and (owner := governor.child("poss")) is not None:
        return [owner]  # "its decision to withdraw"
    while not governor.is_verb and governor.head is not governor:
        if governor.dep == "prep" and governor.head.is_nominal and governor.head.child("poss"):
            return [n for n in governor.head.children if n.dep == "poss"]
        governor = governor.head
    if not governor.is_verb:
        return subjects(governor)
    obj = governor.child("dobj")
    if verb.dep == "pcomp" and verb.head.lower == "from" and obj is not None:
        return [obj]  # "barred its citizens from travelling"
    if verb.dep in ("xcomp", "ccomp") and obj is not None and governor.lemma not in _SUBJECT_CONTROL:
        return [obj]  # object control: "urged Moscow to withdraw"
    if verb.dep == "pcomp" and obj is not None and _controls_gerund(verb, obj):
        return [obj]
    if is_passive(governor):
        passive = governor.child("nsubjpass")
        return [passive] if passive is not None else subjects(governor)
    return subjects(governor)


def _controls_gerund(gerund: Node, obj: Node) -> bool:
    """ "barred Minsk from selling"; with "for" only a name or pronoun: "thanked Rome for sending"."""
    preposition = gerund.head.lower
    return preposition in ("of", "from") or (preposition == "for" and obj.tag in ("NNP", "NNPS", "PRP"))


def _antecedent(node: Node, verb: Node) -> Node:
    """What a relative pronoun stands for."""
    if node.lower in _RELATIVE and (node.tag.startswith("W") or (node.tag == "IN" and node.dep in ("dobj", "nsubj"))):
        clause = verb
        while clause.dep in ("conj", "xcomp", "ccomp") and clause.head is not clause:
            clause = clause.head
        if clause.dep == "relcl" or (clause.dep == "acl" and node.tag == "IN"):
            return nearest_conjunct(clause.head, clause)
    return node


def _possessor(node: Node) -> Node:
    """What "whose" stands for."""
    if node.tag == "WP$":
        return next((above.head for above in node.ancestors() if above.dep == "relcl"), node)
    return node


def nearest_conjunct(head: Node, relative: Node) -> Node:
    """ "X and his host Y, who is …": a verb in the singular means the last of them."""
    first = relative.child("aux", "auxpass") or relative
    if first.tag != "VBZ" and first.lower != "was":
        return head
    return [n for n in conjuncts(head) if n.i < relative.i][-1]


def noun_phrase(head: Node) -> tuple[int, int]:
    """Offsets of a noun phrase without its relative clauses, appositions and coordinated phrases."""
    kept = [head]
    for node in kept:
        kept.extend(
            c
            for c in node.children
            if c.dep not in ("relcl", "appos", "conj", "cc", "punct", "acl", "preconj", "advcl")
            or (c.dep == "punct" and c.text in "-'’\"“”" and c.i < head.i)
        )
    ordered = sorted(kept, key=lambda n: n.i)
    return ordered[0].start, ordered[-1].end


def clause_span(node: Node) -> tuple[int, int]:
    """Offsets of everything below a node."""
    nodes = node.subtree()
    return nodes[0].start, nodes[-1].end
