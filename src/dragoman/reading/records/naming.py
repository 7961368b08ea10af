"""The names of records: the words of the story for a pact, a body, works, goods."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.reading.records.context import Context
from dragoman.reading.syntax import clause_span, noun_phrase
from dragoman.reading.tree import Node
from dragoman.reading.who import Scene

_TOPICAL = frozenset({"on", "for", "concerning", "regarding", "to"})
_PARTNERS = frozenset({"with", "between", "among"})
_OUTSIDE = frozenset({"relcl", "appos", "conj", "cc", "acl", "preconj", "advcl", "det", "punct", "meta"})
_NEAR, _SHORT = 3, 70  # characters between a noun and what describes it, and of the description
_LONG = 6  # words of a phrase that tells with whom a thing is
_ARTICLES = ("the", "a", "an", "its", "their", "his", "her", "our", "such", "no", "any", "this", "that", "another")
_NUMBERED = re.compile(r"[A-Z]+\d{1,2}")  # "COP30" is a conference, not pesos
_NAMING = frozenset({"of", "on", "for", "between", "with", "against", "among"})


def name_of(node: Node | None, scene: Scene, *, short: bool = False) -> str | None:
    """The noun phrase of a focus without its article; if `short`, up to its head."""
    if node is None:
        return None
    start, end = noun_phrase(node)
    return bare(scene.text[start : node.end if short else end])


def with_next(name: str, head: Node, scene: Scene, ctx: Context) -> str:
    """A name with the phrase right behind its head that tells what it is on or for, whatever the parser hung it on."""
    verb = head.head if head.dep == "nsubjpass" else head  # "four accords were signed on transport and energy"
    last = verb if scene.text[: head.end].endswith(name) else complement_at_end(name, head, scene) or head
    after = next((n for n in scene.nodes if n.i == last.i + 1), None)
    is_partner = after is not None and after.lower == "with" and " " not in name
    if after is None or not (after.lower in _TOPICAL or is_partner) or after.dep != "prep":
        return name
    thing = after.child("pobj")
    days = ctx.dates.get(scene.sentence.index, [])
    if thing is None or thing.tag.startswith("W") or any(s.start <= thing.start < s.end for s in days):
        return name
    return f"{name} {scene.text[after.start : max(n.end for n in _with_all(after, scene))]}"


def complement_at_end(name: str, head: Node, scene: Scene) -> Node | None:
    """What a noun is "of", where its name ends with that and no more: "intent" of "declaration of intent"."""
    of = next((c for c in head.all("prep") if c.i == head.i + 1 and c.lower == "of"), None)
    thing = of.child("pobj") if of is not None else None
    is_end = thing is not None and thing.tag == "NN" and not thing.children and scene.text[: thing.end].endswith(name)
    return thing if is_end else None


def once_more(name: str | None, head: Node, scene: Scene) -> str | None:
    """The name of "another with Canada", "one on ports": what was told last, with what is told of this one."""
    own = pact_name(head, scene) or ""
    what = re.split(rf" (?:{'|'.join(sorted(_NAMING | _PARTNERS))}) ", name or "")[0]
    return f"{what} {' '.join(own.split()[1:])}".strip() if what else own


def pact_name(head: Node, scene: Scene) -> str | None:
    """The name of an instrument: what it is, on, for and of what, with whom; not where and when."""
    left = [n for c in head.children if c.i < head.i and c.dep not in _OUTSIDE | {"prep"} for n in c.subtree()]
    start, end = min(n.start for n in (head, *left)), head.end
    for prep in (c for c in head.children if c.dep == "prep" and c.i > head.i):
        phrase = _with_all(prep, scene)
        is_long = prep.lower in _PARTNERS and len(phrase) > _LONG and len(left) > 1
        if _is_when_or_where(prep, scene) or is_long:
            break
        end = max(n.end for n in phrase)
    return bare(scene.text[start:end])


def described(name: str, head: Node, scene: Scene) -> str:
    """A name with what a bare noun is told to be for or to do: "deal announced by", "deal to develop two deposits"."""
    if (aim := aim_of(head, scene)) is not None and not name.endswith(aim):
        kept = name.split(" with ")[0]
        return f"{kept} {aim}"
    clause = next((c for c in head.all("acl") if not _tells_when(c)), None)
    if clause is None or " " in name:
        return name
    start, end = clause_span(clause)
    end = next((c.start - 1 for c in clause.children if c.dep == "cc"), end)
    is_short = start - head.end < _NEAR and end - start < _SHORT
    return name + scene.text[head.end : end] if is_short and name.endswith(head.text) else name


def _tells_when(participle: Node) -> bool:
    """ "Signed in May by", "struck in Doha": when, where and by whom, which names nothing."""
    telling = ("in", "on")
    return participle.tag == "VBN" and any(c.dep == "prep" and c.lower in telling for c in participle.children)


def aim_of(head: Node, scene: Scene) -> str | None:
    """What a deal is "to" do, up to the thing that is done: "to develop two deposits"."""
    beside = head.head.all("advcl", "xcomp") if head.dep == "dobj" else []  # "signed a deal to build"
    behind = (c for c in beside if any(m.dep == "aux" and m.i == head.i + 1 for m in c.children))
    deed = next((c for c in (*head.all("acl", "xcomp"), *behind) if c.tag == "VB"), None)
    thing = deed.child("dobj") if deed is not None else None
    mark = deed.child("aux") if deed is not None else None
    return scene.text[mark.start : noun_phrase(thing)[1]] if thing is not None and mark is not None else None


def _is_when_or_where(prep: Node, scene: Scene) -> bool:
    thing = prep.child("pobj")
    if prep.lower in ("during", "after", "before", "since", "by", "under", "without", "worth"):
        return True
    if prep.lower not in ("in", "at", "on") or thing is None:
        return False
    return thing.i in scene.hits or thing.tag == "CD" or (thing.pos == "propn" and thing.child("nummod") is not None)


def _with_all(prep: Node, scene: Scene) -> list[Node]:
    """A phrase with all that are coordinated in it, but without clauses, and without another thing named beside it."""
    out = [prep]
    for node in out:
        for child in node.children:
            another = child.dep == "conj" and any(c.lower in ("a", "an") for c in child.children)
            is_outside = (
                child.dep in _OUTSIDE - {"conj", "cc", "det"} or another or (child.is_verb and child.dep == "conj")
            )
            if is_outside or (child.dep == "prep" and _is_when_or_where(child, scene)):
                continue
            out.append(child)
    return [n for n in out if n.dep not in ("cc", "punct")]


def proper_name(noun: Node | None, scene: Scene) -> str | None:
    """Of "a confederation known as the Alliance of Sahel States", "a pact called Aukus" what it is called."""
    for participle in (c for c in noun.all("acl") if c.tag == "VBN") if noun is not None else ():
        called = [
            *participle.all("oprd"),
            *(n for p in participle.all("prep") if p.lower == "as" for n in p.all("pobj")),
        ]
        if called and called[0].pos == "propn":
            return name_of(called[0], scene)
    return None


def title_of(first: Node, head: Node, scene: Scene) -> str | None:
    """The words from `first` to a head noun, with what it is of, on, for or between, but not where and when."""
    kept = [n for c in head.children if c.dep == "prep" and c.lower in _NAMING for n in _phrase(c)]
    end = max((n.end for n in kept), default=head.end)
    return bare(scene.text[min(first.start, head.start) : max(end, head.end)])


def _phrase(node: Node) -> list[Node]:
    """A phrase without relative clauses, and without the place and time that hang on its nouns."""
    out = [node]
    for child in node.children:
        if child.dep not in ("relcl", "acl", "advcl", "punct", "appos") and (
            child.dep != "prep" or child.lower in _NAMING
        ):
            out.extend(_phrase(child))
    return out


def bare(words: str) -> str | None:
    """A phrase without its article or the pronoun of who has it."""
    first, _, rest = words.partition(" ")
    return (rest if first.lower() in _ARTICLES and rest else words) or None


def without_sums(name: str, sums: Iterable[str]) -> str:
    """A name without what the thing costs, which is its amount, unless but one word would be left: "$2bn fund"."""
    rest = name
    for words in sorted((s for s in sums if not _NUMBERED.fullmatch(s)), key=len, reverse=True):
        rest = re.sub(rf"(?: of| worth| totall?ing)? ?\(?{re.escape(words)}\)?(?!\w)", " ", rest)
    rest = " ".join(rest.split()).lstrip("-, ")
    return rest if " " in rest else name
