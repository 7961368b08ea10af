"""Modality: whether a clause is told as a fact, a plan, a proposal, a threat or a hypothesis, and whether it is denied.

The status of a word is that of its own auxiliaries and negation, changed by what governs it:
"plans to sign" is planned, "refused to sign" negated, "if they were to sign" hypothetical,
"urged them to sign" requested. The governing words are data (`operators.tsv`).
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.lexicon import Lexicon
from dragoman.reading.negation import DENYING, is_negated
from dragoman.reading.status import Status, Tense
from dragoman.reading.syntax import is_passive
from dragoman.reading.tree import Node

_MEANS = frozenset({"through", "via", "by"})  # what one does something with: "to settle it through talks"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl", "conj"})
_AT = frozenset({"at", "during", "within", "in"})
_TO_COME = frozenset({"planned", "proposed", "requested"})
_DEPTH = 8


class Modality:
    """Computes the status of words with the operators of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def status(self, node: Node) -> Status:
        """The status of the clause or event that the node heads."""
        found: Status | None = node.known.get(self)
        if found is None:
            found = node.known[self] = self._of(node, _DEPTH)
        return found

    def _of(self, node: Node, depth: int) -> Status:
        if depth == 0 or (not node.is_verb and node.is_nominal):
            return self._nominal(node, depth) if depth else Status()
        local = self._finite(node, depth)
        return self._governed(node, local, depth)

    # -- verbs -----------------------------------------------------------------------------------------------------

    def _finite(self, verb: Node, depth: int) -> Status:
        """Tense, modal, negation and condition of the verb itself."""
        auxiliaries = verb.all("aux", "auxpass")
        if not auxiliaries and verb.dep == "conj" and verb.tag in ("VB", "VBN", "VBG") and verb.head.is_verb:
            shared = self._finite(verb.head, depth - 1) if depth > 1 else Status()
            return replace(shared, negated=shared.negated or is_negated(verb))
        status = Status(negated=is_negated(verb), tense=_tense(verb, auxiliaries))
        for auxiliary in auxiliaries:
            if effect := self._lexicon.operator(auxiliary.lower, "aux", "aux"):
                status = status.under(effect, auxiliary.lower)
                status = replace(status, tense="future" if effect == "planned" else status.tense)
        if auxiliaries and verb.tag == "VBG" and status.effect == "factual":
            status = replace(status, effect="ongoing")
        openings = (("mark", verb.all("mark")), ("present", _openings(verb)), ("advmod", verb.all("advmod")))
        for slot, marks in openings:
            for mark in marks:
                if effect := self._lexicon.operator(mark.lower, "adv", slot):
                    status = status.under(effect, mark.lower)
        return status

    def _governed(self, verb: Node, status: Status, depth: int) -> Status:
        head = verb.head
        if head is verb or verb.dep not in _CLAUSAL:
            return status
        slot = "ccomp" if verb.dep == "ccomp" else "xcomp"
        if verb.dep == "pcomp" and head.head is not head:
            return self._under_preposition(verb, status, depth)
        if verb.dep in ("conj", "relcl"):
            return self._conjunct(verb, status, depth) if verb.dep == "conj" else status
        effect = self._lexicon.effect(head, slot) or (self._lexicon.effect(head, "xcomp") if slot == "ccomp" else None)
        if slot == "ccomp" and verb.i < head.i and effect != "reported":
            effect = None  # two sentences joined by a comma: "…, a charge Seoul denies"
        if slot == "ccomp" and head.lemma == "be" and verb.tag in ("VBD", "VBZ", "VBP"):
            effect = None  # "It was in Doha that they met"
        if slot == "ccomp" and (
            of := next((e for c in head.all("acomp") if (e := self._lexicon.effect(c, slot))), None)
        ):
            effect = of  # "it is untrue that …"
        if verb.dep == "acl":
            return self._noun_complement(verb, status)
        if verb.dep == "advcl":
            return self._adverbial(verb, status, depth)
        if slot == "xcomp" and _is_yet_to(head, verb):
            return replace(status, negated=not status.negated, tense="past")
        predicates = head.pos == "adj" and head.dep == "acomp" and head.head.is_verb
        above = self._of(head.head if predicates else head, depth - 1)  # "is not able to": denied of the copula
        status = self._inherit(verb, status, above)
        if slot == "xcomp" and head.lemma == "be" and verb.tag == "VB":  # "is to visit"
            status = status.under("planned", "be to")
        if effect is None or (effect == "ongoing" and above.effect not in ("factual", "ongoing")):
            return status  # "will start supplying" is a plan
        status = status.under(effect, head.lemma)
        if effect in ("reported", "alleged"):
            return status
        return replace(status, negated=status.negated != above.negated)

    def _conjunct(self, verb: Node, status: Status, depth: int) -> Status:
        if verb.head.dep in ("xcomp", "pcomp", "acl", "ccomp", "advcl") and verb.tag == verb.head.tag:
            above = self._of(verb.head, depth - 1)
            is_own = verb.tag in _FINITE and is_negated(verb.head)  # "left no doubt and urged": its "no" is its own
            return replace(above, negated=(above.negated and not is_own) or status.negated)
        return status

    def _inherit(self, verb: Node, status: Status, above: Status) -> Status:
        """A plan or hypothesis above reaches down; an infinitive has the tense of its governor."""
        if verb.dep == "xcomp" and not verb.all("auxpass") and verb.tag in ("VB", "VBG", "VBN"):
            status = replace(status, tense=above.tense)
        if above.effect in ("hypothetical", "planned", "proposed", "requested", "threatened") and verb.dep == "xcomp":
            status = status.under(above.effect, "above")
        return status

    def _noun_complement(self, verb: Node, status: Status) -> Status:
        """ "plans to visit", "a decision to withdraw": the noun is the operator."""
        head = verb.head
        if verb.tag in ("VBN", "VBG", "VBD"):
            return status if verb.tag == "VBG" else replace(status, tense="past")
        effect = self._lexicon.effect(head, "xcomp")
        ranks = (e for c in head.all("amod", "det") if (e := self._lexicon.effect(c, "xcomp")))
        effect = effect or next(ranks, None)  # "the first member to ban it"
        if any(c.dep == "det" and c.lower == "no" for c in head.children):  # "has no plans to lift"
            status = status.under("negated", "no")
        return status.under(effect, head.lemma) if effect else status.under("planned", head.lemma)

    def _adverbial(self, verb: Node, status: Status, depth: int) -> Status:
        if verb.tag == "VB" and any(c.lower == "to" for c in verb.children):  # purpose: "flew in to meet"
            above, head = self._of(verb.head, depth - 1), verb.head
            effect = self._lexicon.effect(head, "xcomp") if head.is_verb and not head.all("xcomp", "dobj") else None
            if effect in ("threatened", "negated") and above.effect == "factual":  # "threatened in May to cut off gas"
                return replace(status.under(effect, head.lemma), negated=(effect == "negated") != above.negated)
            return above if above.effect not in ("factual", "ongoing") else status.under("planned", "to")
        if verb.tag in ("VBG", "VBN") and verb.head.is_verb:
            above = self._of(verb.head, depth - 1)
            if verb.tag == "VBN" and verb.i < verb.head.i and above.effect == "planned":
                return replace(status, tense="past")  # "Under the accord, signed in May, both will …"
            return replace(status, tense=above.tense, effect=above.effect)
        return status

    def _under_preposition(self, verb: Node, status: Status, depth: int) -> Status:
        prep, governor = verb.head, verb.head.head
        if prep.lower == "without":
            return status.under("negated", "without")
        if prep.lower in ("before", "until", "after", "since", "despite"):
            above = self._of(governor, depth - 1) if governor.is_verb and verb.tag == "VBG" else None
            return above if above is not None and above.effect == "planned" else status
        if prep.lower == "by" and governor.is_verb:  # "would respond by expelling diplomats"
            above = self._of(governor, depth - 1)
            return above if above.effect not in ("factual", "ongoing") else status
        effect = self._lexicon.effect(governor, prep.lemma)
        effect = effect or (self._lexicon.effect(governor, "xcomp") if governor.lemma != "be" else None)
        if effect:
            above = self._of(governor, depth - 1)
            status = replace(status, tense=above.tense)
            if above.effect in ("hypothetical", "planned", "requested"):
                status = status.under(above.effect, governor.lemma)
            return status.under(effect, governor.lemma)
        return status

    # -- nouns -----------------------------------------------------------------------------------------------------

    def _nominal(self, noun: Node, depth: int) -> Status:
        """The status of an event told by a noun: its modifiers, then the verb or noun that governs it."""
        status = self._by_governor(noun, depth)
        denies_verb = noun.dep in DENYING and noun.head.is_verb  # "no talks were held": the verb is denied already
        for child in noun.children:
            if child.dep == "det" and child.lower == "no" and not denies_verb:
                status = replace(status, negated=not status.negated)
            elif child.dep in ("amod", "acl", "compound") and (effect := self._lexicon.effect(child, "amod")):
                status = status.under(effect, child.lower)
        return status

    def _by_governor(self, noun: Node, depth: int) -> Status:
        top = noun
        while top.dep == "conj" and top.head.is_nominal:
            top = top.head
        head = top.head
        if head is top:
            return Status()
        if top.dep == "oprd" and self._lexicon.effect(head, "oprd") is not None:
            return self._in_slot(head, "oprd", depth)
        if top.dep in ("dobj", "attr", "oprd"):
            return self._in_slot(head, "obj", depth)
        if top.dep in ("nsubj", "nsubjpass"):
            return self._in_slot(head, "obj" if is_passive(head) else "subj", depth)
        if top.dep == "pobj" and head.head is not head:
            return self._after_preposition(head, depth)
        return Status()

    def _in_slot(self, verb: Node, slot: str, depth: int) -> Status:
        above = self._of(verb, depth - 1)
        effect = self._lexicon.effect(verb, slot)
        if effect == "existing":
            return Status(tense="past", because=(f"{verb.lemma}: existing",))
        return above.under(effect, verb.lemma) if effect else above

    def _after_preposition(self, prep: Node, depth: int) -> Status:
        governor = prep.head
        effect = self._lexicon.effect(governor, prep.lemma)
        if effect is None and governor.lemma == "be":  # "there were no plans yet for a meeting"
            effect = next((e for n in governor.all("attr") if (e := self._lexicon.effect(n, prep.lemma))), None)
        if effect is not None:
            return self._of(governor, depth - 1).under(effect, governor.lemma)
        if prep.lower == "without":
            return Status(negated=True, tense="past")
        if governor.is_verb and prep.lower in _MEANS:
            return self._of(governor, depth - 1)
        if prep.lower in ("ahead", "before") or (prep.lower == "of" and governor.lower == "ahead"):
            return Status("planned", tense="future")
        if governor.is_verb and prep.lower in ("for", "to"):
            above = self._of(governor, depth - 1)
            return above if above.effect != "ongoing" else Status("planned", tense="future")
        if governor.is_nominal and prep.lower == "for" and governor.dep == "dobj":
            above = self._of(governor.head, depth - 1)
            return above if above.effect == "planned" else Status(tense="past")
        if governor.is_verb and prep.lower in _AT:
            above = self._of(governor, depth - 1)
            return Status("planned", tense="future") if above.effect in _TO_COME else Status(tense="past")
        return Status(tense="past")


def _is_yet_to(head: Node, verb: Node) -> bool:
    """ "Has yet to sign", "is yet to be ratified": it has not happened."""
    is_infinitive = verb.tag == "VB" and any(c.lower == "to" for c in verb.children)
    return (
        is_infinitive
        and head.lemma in ("have", "be", "remain")
        and any(c.lower == "yet" and c.i < verb.i for c in (*head.children, *verb.children))
    )


def _openings(verb: Node) -> list[Node]:
    """What opens a clause of time in the present tense, which tells what is still to come: "until they sign"."""
    finite = [verb, *verb.all("aux", "auxpass")]
    if verb.dep != "advcl" or not any(v.tag in ("VBZ", "VBP") for v in finite):
        return []
    return verb.all("mark", "advmod")


def _tense(verb: Node, auxiliaries: list[Node]) -> Tense:
    first = auxiliaries[0] if auxiliaries else verb
    if first.lower in ("will", "shall", "'ll", "’ll", "wo"):
        return "future"
    if first.tag in ("VBD", "VBN") or first.lower in ("had", "was", "were", "did", "has", "have", "'ve", "’ve"):
        return "past"
    if first.tag in ("VBZ", "VBP"):
        return "present"
    return "present" if verb.tag in ("VB", "VBG", "VBZ", "VBP") else "past"
