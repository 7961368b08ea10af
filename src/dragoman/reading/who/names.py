"""Names that the data files know."""

from __future__ import annotations

from dragoman.knowledge.names import Name
from dragoman.reading.tree import Node
from dragoman.reading.who.scene import (
    Hit,
    Scene,
    Who,
    hyphened,
    of_person,
)
from dragoman.reading.who.titles import Titles

_COUPLE = 2  # states of a region that its plural means one by one
_STYLE = 3  # words before a name that may be a form of address
_HALVES = 2  # states that a land is divided into
_TITLE = 6  # words before a name that may be its title


class KnownNames(Titles):
    """Names that the data files know."""

    def _by_name(self, node: Node, scene: Scene) -> Who | None:
        """A name that the data files know."""
        hit = scene.hits.get(node.i)
        if hit is None or hit.head is not node:
            return None
        if self._joins_longer_name(node, hit, scene) or self._is_title_itself(node, hit):
            return None
        person = self.cast.known(hit.found)
        others = [n for n in hit.found.names if n.kind not in ("person", "place") and not (person and n.weak)]
        for name in sorted(others, key=self._times_named):
            if (who := self._of_name(name, node, scene)) is not None:
                return who
        for name in hit.found.names:
            if name.kind == "place" and name.party != "*" and not person and self._acts(name, node, scene):
                return Who((name.party,), (), "collective", False, f"{name.ref} acts for its state")
        person = self.cast.person(hit.found, scene.text[hit.found.start : hit.found.end])
        if person is None:
            return None
        person.titles.update(self._styles_before(hit, scene))
        who = of_person(person, "name of a person")
        then = person.former and not person.official and self._is_titled(hit, scene)
        then = then or (not person.official and self._is_then(hit, scene))
        return who._replace(kind="person") if then else who

    def _is_title_itself(self, node: Node, hit: Hit) -> bool:
        """As in "the King of Jordan": a surname that is a word of titles, with an article."""
        surname = len(hit.nodes) == 1 and all(n.kind == "person" and n.form == "surname" for n in hit.found.names)
        return surname and self._words.is_title(node.lower) and any(c.lower == "the" for c in node.all("det"))

    def _times_named(self, name: Name) -> int:
        """How often, below zero, the story names the party, or the homes of the armed group, that a name means."""
        own = self.cast.named[name.party] + self.cast.organs[name.party]
        return -own - sum(self.cast.named[home] for home in self._words.homes(name.party))

    def _as_body(self, name: Name, node: Node) -> Who | None:
        """As in "Europe hit back with tariffs": a region that acts is its body, where the story names that."""
        body = self._words.acting_body(name.party)
        acts = node.dep == "nsubj" and node.head.is_verb and node.head.child("dobj", "ccomp", "xcomp") is not None
        if body is None or not acts or name.form != "name" or not self.cast.named[body]:
            return None
        return Who((body,), (), "body", False, f"{name.ref} acts as {body}")

    def _as_couple(self, name: Name, node: Node) -> Who | None:
        """As in "the two Koreas", "an inter-Korean hotline": a region of two states, named as both of them."""
        members = self._words.members(name.party)
        if len(members) != _COUPLE or (name.form != "adjective" and node.tag not in ("NNS", "NNPS")):
            return None
        return Who(tuple(sorted(members)), (), "collective", True, f"both of {name.ref}")

    def _styles_before(self, hit: Hit, scene: Scene) -> set[str]:
        """The forms of address before a name: "His Highness Sheikh A"."""
        first = scene.nodes.index(hit.nodes[0])
        return {n.lower for n in scene.nodes[max(0, first - _STYLE) : first] if self._words.is_style(n.lower)}

    def _is_titled(self, hit: Hit, scene: Scene) -> bool:
        """Whether the office that he no longer holds stands before a name, and not as a former one: he held it then."""
        first = scene.nodes.index(hit.nodes[0])
        before = scene.nodes[max(0, first - _TITLE) : first]
        last = before[-1].head.head if before and before[-1].dep == "pobj" else before[-1] if before else None
        title = self._words.role(last, scene.nodes) if last is not None else None  # "Secretary of State A"
        if title is None or title.official != "yes" or title.kind != "person":
            return False
        return not any(self._words.is_former(n.lower) for n in before)

    def _is_then(self, hit: Hit, scene: Scene) -> bool:
        """As in "then-President A": he held the office when it happened."""
        first = scene.nodes.index(hit.nodes[0])
        return any(self._words.is_then(n.lower) for n in scene.nodes[max(0, first - _TITLE) : first])

    def _of_name(self, name: Name, node: Node, scene: Scene) -> Who | None:
        if name.kind in ("organ", "body") and (owned := self._owned_organ(name, node, scene)) is not None:
            return owned
        if name.weak and not self._is_supported(name, node, scene):
            return None
        if name.kind == "region" and (body := self._as_body(name, node)) is not None:
            return body
        if name.kind == "region" and (both := self._as_couple(name, node)) is not None:
            return both
        if name.kind == "state":
            kind = {"name": "state", "adjective": "state"}.get(name.form, name.form)
            plural = name.form == "people" or (name.form == "adjective" and node.dep in ("nsubj", "dobj", "pobj"))
            return Who((name.party,), (), kind, plural, f"{name.form} of {name.ref}")
        if name.kind == "body":
            if name.detail == "accord":
                return Who((), (), "accord", False, "name of an accord")
            return Who((name.party,), (), "body", False, f"name of {name.ref}")
        halves = self._words.members(name.party) if name.kind == "region" and node.tag == "NNPS" else ()
        if len(halves) == _HALVES:  # "the two Koreas"
            return Who(tuple(sorted(halves)), (), "collective", True, f"the states of {name.ref}")
        kind = "private" if (name.kind, name.detail) == ("organ", "media") else name.kind  # hands on what others say
        return Who((name.party,), (), kind, name.form == "people", f"name of {name.ref}")

    def _owned_organ(self, name: Name, node: Node, scene: Scene) -> Who | None:
        """A name that organs of several states share is that of the state beside it: "Armenia's Security Council"."""
        role = self._words.role(node, scene.nodes)
        shared = role is not None and role.organ == "organ"
        if not (name.weak or shared):
            return None
        owners = self._possessor_parties(node, scene) or self._modifier_parties(node, scene)
        owners = owners or self._complement_parties(node, scene, ("of",))
        if shared and role is not None:
            longer = role.noun != name.ref.lower() and role.noun.endswith(name.ref.lower())
            owners = owners or self._owned.get(role.noun, ())
            if not owners and (longer or self._is_of_another(name)):  # "National Security Council"
                owners = self._owner_by_story(role, scene, node)
        if not owners or name.party in owners:
            return None
        if role is not None:
            self._owned.setdefault(role.noun, owners)
        return Who(owners, (), "organ", False, f"{name.ref} of {', '.join(owners)}")

    def _is_of_another(self, name: Name) -> bool:
        """Whether a story that never names the state of an organ is at home in another: its "Foreign Office" is not British."""
        return bool(self._home) and name.party not in self._home and not self.cast.named[name.party]

    @staticmethod
    def _is_another(hit: Hit, beside: Hit) -> bool:
        """Whether two bare surnames side by side make the name of somebody else: "Kim Chang-ryong"."""
        names = (*hit.found.names, *beside.found.names)
        if not all(n.kind == "person" and n.form == "surname" for n in names) or beside is hit:
            return False
        return not {n.ref for n in hit.found.names} & {n.ref for n in beside.found.names}

    def _joins_longer_name(self, node: Node, hit: Hit, scene: Scene) -> bool:
        """Whether a capitalised word beside it makes it a part of another name ("Trump Tower", "Bill Georgia")."""
        nodes = scene.nodes
        first, last = nodes.index(hit.nodes[0]), nodes.index(hit.nodes[-1])
        persons = any(n.kind == "person" for n in hit.found.names)
        if persons and (hyphened(nodes, last, 1) or hyphened(nodes, first, -1)):
            return True
        after = nodes[last + 1] if last + 1 < len(nodes) else None
        if after is not None and after.pos == "propn" and after.i not in scene.hits and after.head is not node:
            runs_on = after.lower in self._words.name_particles and any(n.form == "name" for n in hit.found.names)
            return not self._words.is_title(after.lower) and persons and not runs_on
        if after is not None and after.i in scene.hits and self._is_another(hit, scene.hits[after.i]):
            return True
        before = nodes[first - 1] if first else None
        if any(n.form == "surname" for n in hit.found.names) and self._is_amid_name(node, before, after, scene):
            return True
        if before is not None and before.pos == "propn" and before.i not in scene.hits and before.head is node:
            return not self._words.is_title(before.lower) and any(n.form == "surname" for n in hit.found.names)
        return False

    def _is_amid_name(self, node: Node, before: Node | None, after: Node | None, scene: Scene) -> bool:
        """Whether a surname is the middle or the end of the longer name of somebody else: "Omar Ali Hassan"."""
        if after is not None and node.dep == "compound" and node.head is after and self._is_surname(after, scene):
            return before is not None and before.head is after and self._is_unknown(before, scene)
        if before is None or before.head is not node or not self._is_surname(before, scene):
            return False
        return any(n.head is node and n.i < before.i and self._is_unknown(n, scene) for n in scene.nodes)

    @staticmethod
    def _is_surname(node: Node, scene: Scene) -> bool:
        hit = scene.hits.get(node.i)
        return hit is not None and any(n.form == "surname" for n in hit.found.names)

    def _is_unknown(self, node: Node, scene: Scene) -> bool:
        return node.pos == "propn" and node.i not in scene.hits and not self._words.is_title(node.lower)
