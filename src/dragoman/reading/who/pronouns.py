"""Pronouns: whom they stand for."""

from __future__ import annotations

from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import first_conjunct, nearest_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.who.back import Descriptions
from dragoman.reading.who.scene import (
    Entry,
    Scene,
    Who,
    union,
)

_OWNING = frozenset({"state", "capital", "seat", "body", "group", "organ"})


class Pronouns(Descriptions):
    """Pronouns: whom they stand for."""

    def _by_pronoun(self, node: Node, scene: Scene) -> Who | None:
        """Personal and possessive pronouns; the first person is the speaker of a quotation."""
        pronoun = self._words.pronoun(node.lower) if node.tag in ("PRP", "PRP$", "WP", "WDT", "WP$", "DT") else None
        if pronoun is None:
            return None
        if pronoun.person == "1":
            for named in node.all("appos"):  # "we, the ministers of A and B"
                if (who := self.who(named, scene)) is not None and who.plural:
                    return who
            return scene.speaker._replace(rule="speaker of the quotation") if scene.speaker else None
        if pronoun.person == "relative":
            return self._relative(node, scene)
        if pronoun.number == "pl":
            return self._they(node, scene)
        return self._he_or_it(node, scene, pronoun.gender)

    def _relative(self, node: Node, scene: Scene) -> Who | None:
        for above in node.ancestors():
            if above.dep == "relcl":
                return self.who(nearest_conjunct(above.head, above), scene) if above.head.i < node.i else None
        return None

    def _they(self, node: Node, scene: Scene) -> Who | None:
        for sentence in self._before(scene, node):
            for entry in sentence:
                if entry.who.plural and entry.who.parties and not self._in_own_phrase(entry.node, node):
                    return entry.who._replace(rule="they, spoken of before")
            together = [e for e in sentence if e.subject and e.who.parties]
            if len(together) > 1 and first_conjunct(together[1].node) is first_conjunct(together[0].node):
                group = [e for e in together if first_conjunct(e.node) is first_conjunct(together[0].node)]
                return union([e.who for e in group], "they, spoken of together")
        return None

    def _he_or_it(self, node: Node, scene: Scene, gender: str) -> Who | None:
        persons = gender in ("m", "f")
        if (named := self._named_ahead(node, scene, gender)) is not None:
            return named
        if not persons and (owner := self._own(node, scene) or self._of_doer(node, scene)) is not None:
            return owner
        for sentence in self._before(scene, node):
            for entry in sentence:
                who = entry.who
                if (
                    self._in_own_phrase(entry.node, node)
                    or self._is_spoken_by(node, entry, scene)
                    or _is_told_by(node, entry.node)
                ):
                    continue
                if persons and len(who.persons) == 1 and self._gender(who.persons[0]) in (gender, ""):
                    return who._replace(rule=f"{node.lower}, spoken of before")
                if not persons and who.kind in _OWNING and not who.plural:
                    return who._replace(rule=f"{node.lower}, spoken of before")
            if persons and (official := self._official(sentence, node, scene)) is not None:
                return official
        return None

    def _named_ahead(self, node: Node, scene: Scene, gender: str) -> Who | None:
        """In a phrase before the subject he is the subject: "During his visit to Oman, the Kenyan president said"."""
        phrase = next((n for n in (node, *node.ancestors()) if n.dep in ("prep", "advcl") and n.head.is_verb), None)
        subject = phrase.head.child("nsubj", "nsubjpass") if phrase is not None and phrase.i <= node.i else None
        if subject is None or subject.i < node.i or subject.tag.startswith("PRP") or subject.child("conj"):
            return None
        who = self.who(subject, scene)
        if who is None or who.plural or len(who.parties) != 1:
            return None
        if gender not in ("m", "f"):
            return who._replace(rule=f"{node.lower}, named behind") if who.kind in _OWNING else None
        is_person = len(who.persons) == 1 and self._gender(who.persons[0]) in (gender, "")
        is_person = is_person or (who.kind == "official" and not who.persons)
        return who._replace(rule=f"{node.lower}, named behind") if is_person else None

    def _own(self, node: Node, scene: Scene) -> Who | None:
        """Whose "its" is within the phrase that names him: "amid Peru's debts and its defaults", "sees Peru as rich for
        its copper"."""
        owners = [n for n in scene.nodes if n.i < node.i and n.dep == "poss" and _are_beside(n.head, node.head)]
        regarded = [seen for above in node.ancestors() if (seen := _regarded(above, node)) is not None]
        found = (self.who(n, scene) for n in (*reversed(owners), *regarded) if n.tag != "PRP$")
        whos = (who for who in found if who is not None and len(who.parties) == 1 and not who.plural)
        return next((who._replace(rule=f"{node.lower}, in its own phrase") for who in whos if not who.persons), None)

    def _of_doer(self, node: Node, scene: Scene) -> Who | None:
        """Whose "its" behind a verb is what acts in it: "…; Israel recalled its envoys"."""
        verb = next((above for above in node.ancestors() if above.is_verb), None)
        if node.tag != "PRP$" or verb is None or node.i < verb.i:
            return None
        doers = [n for n in subjects(verb) if n.i < verb.i and n.pos == "propn"]
        who = self.who(doers[0], scene) if len(doers) == 1 and not doers[0].child("conj") else None
        able = who is not None and who.kind in _OWNING and len(who.parties) == 1 and not who.plural
        return who._replace(rule=f"{node.lower}, of what acts") if who is not None and able else None

    def _official(self, sentence: list[Entry], node: Node, scene: Scene) -> Who | None:
        """The unnamed official who is the subject of this sentence, or of the one before: "the minister said he"."""
        for entry in sentence:
            who = entry.who
            is_alone = who.kind == "official" and not (who.plural or who.persons)
            is_other = self._in_own_phrase(entry.node, node) or self._is_spoken_by(node, entry, scene)
            near = scene.sentence.index - entry.order[0] <= 1
            if near and entry.subject and is_alone and not is_other and not _is_told_by(node, entry.node):
                return who._replace(rule=f"{node.lower}, an official spoken of before")
        return None

    @staticmethod
    def _is_spoken_by(pronoun: Node, entry: Entry, scene: Scene) -> bool:
        """Whether a mention stands inside a quotation and the pronoun, outside it, names who speaks it."""
        same = entry.order[0] == scene.sentence.index
        return same and scene.is_quoted(entry.node) and not scene.is_quoted(pronoun)

    def _gender(self, key: str) -> str:
        person = self.cast.get(key)
        return person.gender if person is not None else ""

    @staticmethod
    def _in_own_phrase(earlier: Node, pronoun: Node) -> bool:
        """A pronoun does not mean a co-argument of its verb ("Xi told him")."""
        if pronoun.tag == "PRP$":
            return False
        return pronoun.dep not in ("nsubj", "nsubjpass") and earlier.head is pronoun.head and earlier.dep == "nsubj"


def _are_beside(owned: Node, other: Node) -> bool:
    """Whether two nouns are joined by "and", one of them perhaps by way of what stands behind the first."""
    top = first_conjunct(other)
    return other.dep == "conj" and (top is owned or (owned in top.ancestors() and not _verb_between(owned, top)))


def _verb_between(above: Node, below: Node) -> bool:
    for node in below.ancestors():
        if node is above:
            return False
        if node.is_verb:
            return True
    return False


def _regarded(verb: Node, pronoun: Node) -> Node | None:
    """What a verb takes for something, seen from behind its "as": "views the region as rich in its ores"."""
    seen = verb.is_verb and any(c.lower == "as" and c.dep == "prep" and c.i < pronoun.i for c in verb.children)
    return verb.child("dobj") if seen else None


def _is_told_by(pronoun: Node, earlier: Node) -> bool:
    """Whether a mention stands in what the pronoun's own verb tells: "A's visit will go ahead, he said"."""
    if pronoun.dep != "nsubj" or pronoun.i < earlier.i:
        return False
    above = [earlier, *earlier.ancestors()]
    return any(a.dep in ("ccomp", "parataxis") and a.head is pronoun.head for a in above)
