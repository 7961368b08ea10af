"""Repairs of the main verb: one in the past that the model took for a participle ("Ankara eased sanctions on …").

The model reads short sentences without auxiliaries as one noun phrase. Where no verb heads the sentence, a
past form between a name and a noun is made its head, the name its subject and the noun its object. A main verb without a
subject takes the names before it that the model hung on another word.
"""

from __future__ import annotations

from itertools import pairwise

from dragoman.reading.tree import Node

__all__ = ["mend_main_verb"]

_PAST = frozenset({"VBD", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_SUBJECTS = frozenset({"npadvmod", "nsubj", "compound", "nmod", "ROOT", "amod", "dep"})


def mend_main_verb(nodes: list[Node]) -> Node | None:
    """Correct the heads and labels of a sentence in place; the verb that became its head, if any."""
    root = next((n for n in nodes if n.head is n), None)
    if root is None:
        return None
    if root.is_verb:
        for verb in [n for n in nodes if n.is_verb and n.head is root and n.dep in ("ROOT", "ccomp")]:
            _subjects_listed(verb, nodes)
        _subject_before(root, nodes)
        _subject_of_announced(root, nodes)
        return None
    for subject, verb, noun in _candidates(nodes):
        if noun is root or (noun.head is root and root is subject):
            _rebuild(subject, verb, noun, nodes)
            return verb
    return _verb_behind_aside(root, nodes)


def _verb_behind_aside(subject: Node, nodes: list[Node]) -> Node | None:
    """ "A, who opened the session, called on Oman to …": the past form behind the aside is no participle of the name."""
    verb = next((n for n in nodes if n.head is subject and n.dep == "acl" and n.tag in _PAST and n.i > subject.i), None)
    if verb is None or not subject.is_nominal or not any(n.i == verb.i - 1 and n.text == "," for n in nodes):
        return None
    own = [n for n in nodes if n.head is verb]
    asides = [n for n in nodes if n.head is subject and n.dep in ("relcl", "appos") and subject.i < n.i < verb.i]
    if not asides or any(n.dep in ("agent", "aux", "auxpass") or n.tag.startswith("W") for n in own):
        return None
    for node in nodes:
        if node.head is subject and node.i > verb.i:
            node.head = verb
    verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
    subject.head, subject.dep = verb, "nsubj"
    return verb


def _subject_before(verb: Node, nodes: list[Node]) -> None:
    """A name right before the main verb that has no subject is one, not an adverb of measure."""
    own = [n for n in nodes if n.head is verb]
    if any(n.dep in _OWN_SUBJECTS for n in own):
        return
    for node in own:
        if node.dep == "npadvmod" and node.pos == "propn" and node.i == verb.i - 1:
            node.dep = "nsubj"
            return
    if verb.tag in _FINITE and _subject_behind_aside(verb, nodes):
        return
    _subject_apposed(verb, nodes)


def _subjects_listed(verb: Node, nodes: list[Node]) -> None:
    """ "In Astana, A, B and C signed": names that the parser joined to the town before them are the subjects."""
    subject = next((n for n in nodes if n.head is verb and n.dep in _OWN_SUBJECTS and n.i < verb.i), None)
    if subject is not None and subject.pos != "propn":
        return
    start = verb.i if subject is None else min(n.i for n in nodes if n is subject or subject in n.ancestors())
    names = [n for n in nodes if n.i < start and n.pos == "propn" and n.dep not in ("compound", "det")]
    if subject is not None and not _follows_and(start, subject, nodes):
        return
    chain = names[-1:]
    while chain and chain[-1].dep in ("conj", "appos") and chain[-1].pos == "propn":
        chain.append(chain[-1].head)
    town = chain[-1] if len(chain) > 2 else None
    if town is None or town.dep != "pobj" or verb not in town.ancestors():
        return
    if not any(n.i == town.i + 1 and n.text == "," for n in nodes):
        return
    for name in chain[:-2]:
        name.dep = "conj"
    chain[-2].head, chain[-2].dep = verb, "nsubj"
    if subject is not None:
        subject.head, subject.dep = chain[0], "conj"


def _follows_and(start: int, subject: Node, nodes: list[Node]) -> bool:
    """Whether an "and" that joins nothing to the subject stands before its phrase."""
    return any(n.i == start - 1 and n.lower == "and" and n.head is not subject for n in nodes)


def _subject_behind_aside(verb: Node, nodes: list[Node]) -> bool:
    """ "At a rite watched by A, who is B's guest, C and D, signed": C and D are no apposition to A; whether it was so."""
    last = next((n for n in reversed(nodes[: verb.i]) if n.tag not in (",", "RB", "HYPH")), None)
    while last is not None and last.dep not in ("appos", "ROOT") and last.head is not last:
        last = last.head
    if last is None or last.dep != "appos" or last.i > verb.i or not last.is_nominal:
        return False
    above, beside = last.head, [n for n in nodes if n.head is last.head]
    clause = max((n.i for n in beside if n.dep in ("relcl", "acl") and n.i < last.i), default=-1)
    names = [n for n in beside if n.dep == "appos" and n.i > clause]
    if clause < 0 or above.i > clause:
        return False
    names[0].head, names[0].dep = verb, "nsubj"
    for other in names[1:]:
        other.head = names[0]
    return True


def _subject_apposed(verb: Node, nodes: list[Node]) -> None:
    """ "In Rabat, Spain's premier said": what the parser takes for an apposition of the place is the subject."""
    before = next((n for n in nodes if n.i == verb.i - 1 and n.is_nominal), None)
    if before is None or verb.tag not in ("VBD", "VBZ", "VBP"):
        return
    path = [before]
    while path[-1].head not in (verb, path[-1]):
        path.append(path[-1].head)
    is_behind_place = path[-1].head is verb and path[-1].dep == "prep"
    apposed = [n for n in path if n.dep == "appos" and n.head.dep == "pobj"]
    if is_behind_place and apposed:
        apposed[-1].head, apposed[-1].dep = verb, "nsubj"


def _subject_of_announced(root: Node, nodes: list[Node]) -> None:
    """ "At the invitation of A, Minister B will pay a visit, C said": B is no apposition to A."""
    verb = next((n for n in nodes if n.head is root and n.dep == "ccomp" and n.i < root.i and n.is_verb), root)
    own = [n for n in nodes if n.head is verb]
    modal = next((n for n in own if n.dep == "aux" and n.i < verb.i), None)
    if modal is None or any(n.dep in _OWN_SUBJECTS for n in own):
        return
    before = next((n for n in nodes if n.i == modal.i - 1 and n.is_nominal), None)
    path = [before] if before is not None else []
    while path and path[-1].head not in (verb, path[-1]):
        path.append(path[-1].head)
    apposed = [n for n in path if n.dep == "appos" and n.head.dep == "pobj"]
    if apposed and path[-1].head is verb and path[-1].dep == "prep":
        apposed[-1].head, apposed[-1].dep = verb, "nsubj"


def _candidates(nodes: list[Node]) -> list[tuple[Node, Node, Node]]:
    """(name, past form, noun that it seems to modify) triples."""
    out = []
    for before, verb in pairwise(nodes):
        noun = verb.head
        if verb.dep != "amod" or noun.i <= verb.i or not before.is_nominal or before.dep not in _SUBJECTS:
            continue
        past = verb.tag in _PAST or (verb.tag == "JJ" and verb.lower.endswith("ed") and before.pos == "propn")
        if past and (before.head in (verb, noun) or before is noun.head):
            out.append((before, verb, noun))
    return out


def _rebuild(subject: Node, verb: Node, noun: Node, nodes: list[Node]) -> None:
    for node in nodes:
        if node.head is noun and node is not noun:
            if node.i < subject.i:
                node.head = subject
            elif node.dep == "punct" and node.i > noun.i:
                node.head = verb
        elif node.head is subject and node.i > verb.i and node not in (noun, subject):
            node.head = verb
    verb.head, verb.dep, verb.tag, verb.pos = verb, "ROOT", "VBD", "verb"
    subject.head, subject.dep = verb, "nsubj"
    noun.head, noun.dep = verb, "dobj"
