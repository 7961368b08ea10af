"""Repairs of parses: a main verb in the past that the model took for a participle ("Ankara eased sanctions on …").

The model reads short sentences without auxiliaries as one noun phrase. Where no verb heads the sentence, a
past form between a name and a noun is made its head, the name its subject and the noun its object.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.reading.parse import Node

_PAST = frozenset({"VBD", "VBN"})
_GUEST = "visiting"
_MISREAD = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl"})
_PLACES = {"pcomp": "pobj", "conj": "conj"}
_COMPANY = frozenset({"with", "by", "to", "from", "between", "and", "than"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"that", "which"})
_OBJECTS = frozenset({"dobj", "pobj"})
_BEFORE_NOUN = frozenset({"det", "amod", "poss"})
_OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_SUBJECTS = frozenset({"npadvmod", "nsubj", "compound", "nmod", "ROOT", "amod", "dep"})


def retag(nodes: list[Node]) -> None:
    """A form in -s with a subject of its own is a verb, as in quoted fragments ("Delhi “categorically rejects” …")."""
    for subject in nodes:
        verb = subject.head
        if subject.dep == "nsubj" and subject.i < verb.i and verb.tag == "NNS":
            if any(n.head is verb and n.dep in ("dobj", "ccomp", "advmod", "punct") for n in nodes):
                if not any(n.head is verb and n.dep in ("aux", "cop", "det", "amod") for n in nodes):
                    verb.tag, verb.pos = "VBZ", "verb"


def renoun(nodes: list[Node]) -> None:
    """ "imposed travel bans and asset freezes on …": a form in -s with a plural subject is no verb but a noun."""
    for verb in nodes:
        if verb.tag != "VBZ":
            continue
        if verb.dep in _OBJECTS and any(n.head is verb and n.dep in _BEFORE_NOUN for n in nodes):
            verb.tag, verb.pos = "NNS", "noun"  # "began the trilateral drills"
            continue
        subject = next((n for n in nodes if n.head is verb and n.dep == "nsubj"), None)
        beside = next((n for n in nodes if n.i == verb.i - 1 and n.dep == "conj" and n.head is subject), None)
        above = verb.head
        if verb.dep != "ccomp" or subject is None or subject.tag != "NNS" or beside is None:
            continue
        for node in nodes:
            if node.head is verb and node is not subject:
                node.head = above
        subject.head, subject.dep = above, "dobj"
        beside.head, beside.dep = verb, "compound"
        verb.head, verb.dep, verb.tag, verb.pos = subject, "conj", "NNS", "noun"


def untangle(nodes: list[Node]) -> None:
    """ "Met visiting Thai leader A": the participle is an adjective of the name that the parser made its object."""
    for verb in nodes:
        if verb.lower == _GUEST and verb.tag == "VBG" and verb.dep in _MISREAD:
            objects = (n for n in nodes if n.head is verb and n.dep == "dobj" and n.pos == "propn")
            name = next(objects, None)
            if name is not None and name.i - verb.i > 2 and _is_before_guest(verb, nodes):
                _make_adjective(verb, name, nodes)


def _is_before_guest(verb: Node, nodes: list[Node]) -> bool:
    before = next((n for n in nodes if n.i == verb.i - 1), None)
    return before is not None and (before.lower in _COMPANY or before.tag in ("VBD", "VBZ", "VBP"))


def _make_adjective(verb: Node, name: Node, nodes: list[Node]) -> None:
    """The name takes the place of the participle before it, which becomes its modifier."""
    head, dep = verb.head, _PLACES.get(verb.dep, "dobj")
    if dep == "conj" and head.is_verb:
        head = next((n for n in nodes if n.i == verb.i - 2 and n.is_nominal), head)
    for node in nodes:
        if node.head is verb and node is not name:
            node.head = head
    name.head, name.dep, verb.head, verb.dep = head, dep, name, "amod"


def turn_home(nodes: list[Node]) -> None:
    """ "brought its contingent home": the noun before the adverb is the object, no part of a compound."""
    for noun, home in pairwise(nodes):
        if home.lower == "home" and home.dep == "dobj" and noun.head is home and noun.dep == "compound":
            for node in nodes:
                if node.head is home and node is not noun and node.i < home.i:
                    node.head = noun
            noun.head, noun.dep, home.dep = home.head, "dobj", "advmod"


def relatives(nodes: list[Node]) -> None:
    """ "The pact that the bloc signed with Oman": a past form that the model hung on its subject has what "that" means."""
    for verb in nodes:
        subject = verb.head
        if verb.dep != "acl" or verb.tag not in _PAST or not subject.is_nominal or subject.dep == "relcl":
            continue
        word = next((n for n in nodes if n.head is subject and n.lower in _RELATIVE and n.i < subject.i), None)
        thing = nodes[word.i - 1] if word is not None and 0 < word.i <= len(nodes) else None
        if word is None or thing is None or not thing.is_nominal or _is_below(thing, subject):
            continue
        if any(n.head is verb and n.dep in ("dobj", "agent") for n in nodes):
            continue
        verb.head, verb.dep, verb.tag = thing, "relcl", "VBD"
        subject.head, subject.dep = verb, "nsubj"
        word.head, word.dep = verb, "dobj"


def name_calling(nodes: list[Node]) -> None:
    """ "called the plan “absurd”": an adjective behind an object is said of it by the verb."""
    for word in nodes:
        thing, verb = word.head, word.head.head
        behind = word.dep == "amod" and word.pos == "adj" and word.i > thing.i
        if behind and thing.dep == "dobj" and verb.is_verb and thing.pos != "pron":
            word.head, word.dep = verb, "oprd"


def _is_below(node: Node, top: Node | None) -> bool:
    while node.head is not node:
        node = node.head
        if node is top:
            return True
    return False


def raise_participles(nodes: list[Node]) -> None:
    """In "with officials from two towns travelling to Oman" it is the officials who travel."""
    for verb in nodes:
        inner = verb.head
        if (verb.dep, verb.tag, inner.dep) == ("acl", "VBG", "pobj") and inner.head.lower in ("from", "of"):
            outer = inner.head.head
            if outer.tag in ("NNS", "NNPS") and outer.dep == "pobj" and outer.head.lower == "with":
                verb.head = outer


def repair(nodes: list[Node]) -> Node | None:
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
    return None


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
    start = min((n.i for n in nodes if n is subject or _is_below(n, subject)), default=verb.i)
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
