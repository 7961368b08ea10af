"""Names that go on with those of ancestors and of the house: "Salman bin Abdulaziz bin Abdulrahman Al Saud"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.knowledge.names import Name
from dragoman.reading.mentions import Found

_NUMBERED = re.compile(r" [IVX]+$")
_NAME = r"[A-Z][\w’'-]+"


class Genealogies:
    """Lengthens the names of persons that the data files know by the ancestors that a text names behind them."""

    def __init__(self, ancestors: Iterable[str], houses: Iterable[str]) -> None:
        """`ancestors` and `houses`: the words that stand before the names of either, in lower case."""
        son, house = ("|".join(sorted(map(re.escape, words))) or "(?!)" for words in (ancestors, houses))
        self._son = re.compile(rf" (?i:{son}) ")
        self._tail = re.compile(rf"(?: (?i:{son}) (?:(?i:{house})[ -])?{_NAME})*(?: (?i:{house})[ -]{_NAME})?")
        self._before = re.compile(rf"\b(?i:{son}|{house})[ -]$")

    def spelled(self, names: Iterable[tuple[str, Name]]) -> Iterator[tuple[str, Name]]:
        """The names, those with an ancestor also with a capital: "Tamim Bin Hamad"."""
        for surface, name in names:
            yield surface, name
            if name.kind == "person" and (capital := self._son.sub(lambda m: m[0].title(), surface)) != surface:
                yield capital, name

    def mend(self, text: str, hits: list[Found]) -> list[Found]:
        """The hits, each name of a person with all of his ancestors; the parts of a longer name are none."""
        return list(self._mended(text, hits)) if self._son.search(text) else hits

    def _mended(self, text: str, hits: list[Found]) -> Iterator[Found]:
        for hit in hits:
            if any(name.kind != "person" for name in hit.names):
                yield hit
                continue
            tail = self._tail.match(text, hit.end)
            if self._is_whole(text[hit.start : hit.end], hit):
                yield hit._replace(end=tail.end() if tail is not None else hit.end)
            elif not self._son.match(text, hit.end) and not self._is_elder(text, hit):
                yield hit

    def _is_whole(self, own: str, hit: Found) -> bool:
        """Whether a name tells the father or the number of its bearer, or, as that of somebody known without a father's,
        two of his own: what stands behind it goes on with the same person."""
        told = self._son.search(own) is not None or _NUMBERED.search(own) is not None
        return told or (" " in own and not any(self._son.search(name.ref) for name in hit.names))

    def _is_elder(self, text: str, hit: Found) -> bool:
        """Whether a name stands behind "bin", or "Al": it is another's."""
        return self._before.search(text, max(0, hit.start - 6), hit.start) is not None


__all__ = ["Genealogies"]
