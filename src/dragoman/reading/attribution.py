"""Attribution: from whom a story has what a clause tells.

A clause below a verb of saying is its subject's; "according to" names a source for the whole sentence; a
sentence in quotation marks is the words of who speaks beside it.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.reading.lexicon import Lexicon
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import noun_phrase, preposition_objects
from dragoman.reading.tree import Node
from dragoman.reading.who import Resolver, Scene, Who

_IMPERSONAL = frozenset({"state", "capital", "people", "region", "body", "group"})


class Source(NamedTuple):
    """Who says it: the words that name him, what they resolve to, and the verb of saying."""

    text: str | None
    who: Who | None
    verb: Node | None


class Attributor:
    """Finds the sources of clauses with the verbs of saying of a lexicon (operators with effect `reported`)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def source(self, node: Node, scene: Scene, resolver: Resolver) -> Source | None:
        """The source of the clause that `node` heads, or None where the story tells it in its own voice."""
        if (viewer := self._in_view(node, scene, resolver)) is not None:
            return viewer
        if _is_aside(node) and not scene.is_quoted(node):
            return None
        return (
            self._below_saying(node, scene, resolver)
            or self._according(scene, resolver)
            or self._in_words(scene, resolver)
            or self._beside(node, scene, resolver)
            or self._quoted(node, scene, resolver)
        )

    def is_saying(self, node: Node) -> bool:
        """Whether a word is a verb of saying."""
        return node.is_verb and self._lexicon.effect(node, "ccomp") == "reported"

    def is_words(self, noun: Node) -> bool:
        """Whether a noun means what somebody says: "statement", "declaration"."""
        return noun.is_nominal and self._lexicon.effect(noun, "ccomp") == "reported"

    def _below_saying(self, node: Node, scene: Scene, resolver: Resolver) -> Source | None:
        below = node
        for above in node.ancestors():
            if self._governs(above, below):
                return self.speaker(above, scene, resolver)
            if self._announces(above, below):
                return self._owner(above, scene, resolver)
            below = above
        return None

    def _governs(self, above: Node, below: Node) -> bool:
        is_told = below.dep == "dobj" or (below.dep == "advcl" and below.tag == "VB")
        if is_told and above.is_verb and self._lexicon.effect(above, "obj") == "reported":
            return True  # "highlighted several steps, including the creation of …"
        if not self.is_saying(above):
            return False
        return below.dep in ("ccomp", "xcomp", "dep", "parataxis") or above.child("ccomp") is below

    def _announces(self, above: Node, below: Node) -> bool:
        """ "the announcement that …": a noun of saying with its clause."""
        is_clause = below.dep in ("acl", "ccomp") and below.child("mark") is not None
        return is_clause and above.is_nominal and self._lexicon.effect(above, "ccomp") == "reported"

    def _in_view(self, node: Node, scene: Scene, resolver: Resolver) -> Source | None:
        """As in "in his view": whose opinion the clause is."""
        for verb in (node, *node.ancestors()):
            for prep in verb.all("prep") if verb.is_verb else []:
                view = prep.child("pobj")
                if prep.lower == "in" and view is not None and self._lexicon.effect(view, "in") == "reported":
                    return self._owner(view, scene, resolver)
            if verb.is_verb and verb.dep != "conj":
                return None
        return None

    def _owner(self, noun: Node, scene: Scene, resolver: Resolver) -> Source | None:
        for owner in noun.all("poss"):
            who = resolver.who(owner, scene)
            return Source(self.naming(owner, who, scene, resolver), who, None)
        return None

    def maker(self, node: Node, scene: Scene, resolver: Resolver) -> str | None:
        """The person who proposes, asks or threatens in the clause: the subject of its verb or of one above it."""
        for verb in (node, *node.ancestors()):
            if verb.is_verb:
                for subject in subjects(verb):
                    who = resolver.who(subject, scene)
                    if who is not None and who.persons:
                        return self._of_who(who, resolver)
        return None

    def _beside(self, node: Node, scene: Scene, resolver: Resolver) -> Source | None:
        """ "…, he said." where the parser hangs the saying below the clause."""
        for above in (node, *node.ancestors()):
            for child in above.children:
                if child.dep in ("parataxis", "ccomp", "advcl", "dep") and self.is_saying(child) and child is not node:
                    if not child.child("ccomp", "xcomp", "dobj") and (child.i > node.i or child.child("nsubj")):
                        return self.speaker(child, scene, resolver)
        return None

    def speaker(self, verb: Node, scene: Scene, resolver: Resolver) -> Source | None:
        for subject in subjects(verb):
            who = resolver.who(subject, scene)
            return Source(self.naming(subject, who, scene, resolver), who, verb)
        return None

    def _according(self, scene: Scene, resolver: Resolver) -> Source | None:
        for node in scene.nodes:
            if node.lower == "according":
                for prep, head in preposition_objects(node):
                    if prep == "to":
                        who = resolver.who(head, scene)
                        return Source(self.naming(head, who, scene, resolver), who, None)
                for prep, head in preposition_objects(node.head):
                    if prep == "to" and head.i > node.i:
                        who = resolver.who(head, scene)
                        return Source(self.naming(head, who, scene, resolver), who, None)
        return None

    def _in_words(self, scene: Scene, resolver: Resolver) -> Source | None:
        """ "In the ministry's words, …"."""
        for node in scene.nodes:
            if node.lower == "words" and node.dep == "pobj" and node.head.lower == "in":
                makers = [*node.all("poss"), *(n for prep, n in preposition_objects(node) if prep == "of")]
                for maker in makers:
                    who = resolver.who(maker, scene)
                    return Source(self.naming(maker, who, scene, resolver), who, None)
        return None

    def teller(self, scene: Scene, resolver: Resolver) -> Who | None:
        """Who says something in a sentence, outside quotation marks: the subject of its first verb of saying."""
        for node in scene.nodes:
            if self.is_saying(node) and not scene.is_quoted(node):
                source = self.speaker(node, scene, resolver)
                if source is not None and source.who is not None and source.who.parties:
                    return source.who
        source = self._according(scene, resolver)
        return source.who if source is not None else None

    def has_unknown_teller(self, scene: Scene) -> bool:
        """Whether somebody speaks in a sentence, outside quotation marks, who has a name or a trade of his own."""
        told = (n for n in scene.nodes if self.is_saying(n) and not scene.is_quoted(n))
        own = [n for verb in told for n in verb.all("nsubj")]
        return any(n.tag in ("NN", "NNP", "NNS") and not scene.is_quoted(n) for n in own)

    def _quoted(self, node: Node, scene: Scene, resolver: Resolver) -> Source | None:
        if scene.speaker is None or not scene.is_quoted(node):
            return None
        return Source(self._of_who(scene.speaker, resolver), scene.speaker, None)

    def naming(self, node: Node, who: Who | None, scene: Scene, resolver: Resolver) -> str | None:
        """The words for a source; None where only a state, capital or group speaks."""
        if who is not None and (text := self._of_who(who, resolver)):
            return text
        if who is not None and (who.kind in _IMPERSONAL or node.tag in ("PRP", "PRP$", "WP", "WDT")):
            return None
        if who is not None and resolver.is_impersonal(node) and (who.plural or who.kind == "collective"):
            return None
        start, end = noun_phrase(node)
        return scene.text[start:end]

    @staticmethod
    def _of_who(who: Who, resolver: Resolver) -> str | None:
        people = [person for key in who.persons if (person := resolver.cast.get(key)) is not None]
        return " and ".join(person.name for person in people) or None


def _is_aside(node: Node) -> bool:
    """Whether a word stands in a relative clause behind a comma, which the story adds in its own voice."""
    for above in (node, *node.ancestors()):
        if above.dep == "relcl":
            first = above.subtree()[0]
            last = max((n.i for n in above.head.subtree() if n.i < first.i), default=-1)
            return any(n.i == last and n.text == "," for n in above.head.children) and first.tag.startswith("W")
        if above.dep == "ccomp":
            return False
    return False
