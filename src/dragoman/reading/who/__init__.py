"""Who: noun phrases and pronouns resolved to parties and persons.

Each rule is a method that returns a `Who` with the rule's name, or None. Names come first, then titles and
collective nouns with the state that their phrase names ("the Kazakh foreign minister", "troops of both countries"),
then descriptions and pronouns that point back into the story.
"""

from __future__ import annotations

from dragoman.reading.tree import Node
from dragoman.reading.who.pronouns import Pronouns
from dragoman.reading.who.scene import Hit, Scene, Who, scene

__all__ = ["Hit", "Resolver", "Scene", "Who", "scene"]


class Resolver(Pronouns):
    """Resolves the phrases of one story, sentence after sentence, by the rules in their order."""

    def _resolve(self, node: Node, scene: Scene) -> Who | None:
        for rule in (
            self._by_name,
            self._by_alternative,
            self._by_share,
            self._by_style,
            self._by_pronoun,
            self._by_half,
            self._by_short_name,
            self._by_region,
            self._by_epithet,
            self._by_examples,
            self._by_group,
            self._by_role,
            self._by_apposition,
            self._by_unknown_name,
        ):
            found = rule(node, scene)
            if found is not None:
                return found
        return None
