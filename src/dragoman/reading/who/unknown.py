"""Names that no file knows: a title and a state beside them make them persons."""

from __future__ import annotations

from dragoman.reading.syntax import first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.vocabulary import RoleMatch
from dragoman.reading.who.owners import Owners
from dragoman.reading.who.scene import (
    Scene,
    Who,
    hyphened,
    of_person,
)


class NewNames(Owners):
    """Names that no file knows: a title and a state beside them make them persons."""

    def _by_unknown_name(self, node: Node, scene: Scene) -> Who | None:
        """Capitalised words that a title beside them makes a person; later the surname alone."""
        hit = scene.hits.get(node.i)
        if node.pos != "propn" or (hit is not None and (hit.head is not node or not self._is_a_persons(node, scene))):
            return None
        words = self._name_words(node, scene)
        if (
            not words
            or self._runs_on(node, scene)
            or self._words.is_title(node.lower)
            or self._words.is_style(node.lower)
        ):
            return None
        if len(words) == 1 and (person := self.cast.called(words[0].text)):
            return of_person(person, "surname of a person named before")
        title = self._title_of(node, words, scene)
        if title is None:
            return self._company(node, words, scene)
        role, parties = title
        if not parties:
            return None
        name = scene.text[words[0].start : words[-1].end]
        official = role is None or role.official == "yes"
        offices = frozenset({role.office} - {""}) if role is not None else frozenset()
        person = self.cast.introduce(name, parties, official=official, offices=offices)
        person.titles.update({role.noun} if role is not None else ())
        return of_person(person, "person introduced by title and state")

    def _is_a_persons(self, node: Node, scene: Scene) -> bool:
        hit = scene.hits[node.i]
        return all(n.kind == "person" or n.weak for n in hit.found.names)

    def _name_words(self, node: Node, scene: Scene) -> list[Node]:
        """The run of capitalised words that ends with the head and is no title and no known name."""
        nodes = scene.nodes
        at = nodes.index(node)
        words = [node]
        while at > 0 and len(words) < 6:
            before = nodes[at - 1]
            is_name = before.pos == "propn" or before.lower in self._words.name_particles or before.text == "-"
            if not is_name or self._words.is_title(before.lower) or self._is_known_name(before, scene):
                break
            words.insert(0, before)
            at -= 1
        while words and words[0].text == "-":
            words.pop(0)
        if any(char.isdigit() for word in words for char in word.text):
            return []  # "COP31", "G20"
        return words if words and (words[0].text[:1].isupper() or len(words) > 1) else []

    @staticmethod
    def _is_known_name(node: Node, scene: Scene) -> bool:
        """Whether a word belongs to a name that can be no part of a person's."""
        hit = scene.hits.get(node.i)
        return hit is not None and not all(n.kind == "person" or n.weak for n in hit.found.names)

    @staticmethod
    def _runs_on(node: Node, scene: Scene) -> bool:
        """Whether the next word belongs to the same name."""
        at = scene.nodes.index(node)
        after = scene.nodes[at + 1] if at + 1 < len(scene.nodes) else None
        if hyphened(scene.nodes, at, 1):
            return True
        return after is not None and after.pos == "propn" and after.i not in scene.hits

    def _title_of(self, node: Node, words: list[Node], scene: Scene) -> tuple[RoleMatch | None, tuple[str, ...]] | None:
        """The title before, behind or in apposition to a name, none with a mere possessor, and its parties."""
        nodes = scene.nodes
        first = nodes.index(words[0])
        while (
            first > 1 and self._words.is_title(nodes[first - 1].lower) and not self._words.role(nodes[first - 1], nodes)
        ):
            first -= 1  # "army chief Gen. A"
        if first and (role := self._words.role(nodes[first - 1], nodes)) and role.kind == "person":
            title = nodes[first - 1]
            parties = self._title_parties(title, scene) if title in (node.head, *node.children) else ()
            parties = parties or self._strict_owners(node, scene) or self._inherited(node, scene)
            if not parties and node.dep == "appos":
                parties = self._strict_owners(node.head, scene)  # "the spokesperson for Peru's ministry, Ambassador A"
            return role, self._spoken(role, parties, title, scene) or self._last_state(scene, node)
        if first > 1 and nodes[first - 1].text == "," and len(words) > 1 and self._is_closed(node, scene):
            role = self._words.role(nodes[first - 2], nodes)
            if role is not None and role.kind == "person" and not role.plural and role.official == "yes":
                return role, self.owners(nodes[first - 2], scene) or self._last_state(scene, node)
        for other in (*node.all("appos"), *([node.head] if node.dep == "appos" else [])):
            role = self._words.role(other, nodes)
            if role is not None and role.kind == "person":
                parties = self.owners(other, scene) if other is not node.head else self._strict_owners(other, scene)
                return role, parties
        is_name = len(words) > 1 and not self._words.is_thing(node.lower)  # "the ministers' Regular Meeting"
        poss = self._possessor_parties(node, scene) if is_name else ()
        return (None, poss) if poss else None

    def _company(self, node: Node, words: list[Node], scene: Scene) -> Who | None:
        """As in "Norwegian firm A", "A, a Norwegian firm": a name that a noun of a state's business is told of."""
        at = scene.nodes.index(words[0])
        before = scene.nodes[at - 1 : at] if words[0].i else []
        around = [*node.all("appos"), *([node.head] if node.dep == "appos" else []), *before]
        for noun in around:
            role = self._words.role(noun, scene.nodes) if noun.tag == "NN" else None
            if role is not None and role.kind == "collective" and role.official == "no":
                owners = self.named_before(noun, scene) or self.named_before(node, scene)
                if len(owners) == 1:
                    return Who(owners, (), "company", False, f"{noun.lower} of {owners[0]}")
        return None

    @staticmethod
    def _is_closed(node: Node, scene: Scene) -> bool:
        """Whether a comma or the end of the sentence follows, as behind a name in apposition."""
        at = scene.nodes.index(node)
        return at + 1 == len(scene.nodes) or scene.nodes[at + 1].text in (",", ".", ";", ")")

    def _title_parties(self, title: Node, scene: Scene) -> tuple[str, ...]:
        """The parties that a title names; "his counterpart" has another than its possessor."""
        if not self._words.is_relational(title):
            return self._strict_owners(title, scene)
        named = self._modifier_parties(title, scene) or self._complement_parties(title, scene, ("of", "from", "in"))
        apart = self._possessor_parties(title, scene)
        return named or (self._other_than(apart, scene, title) if apart else ())

    def _inherited(self, node: Node, scene: Scene) -> tuple[str, ...]:
        """As in "Kazakh President A and Foreign Minister B": the second title has the state of the first."""
        top = first_conjunct(node)
        if top is node:
            return ()
        who = self.who(top, scene)
        return who.parties if who is not None else ()
