"""Who takes a stance: the subject of its verb, the speaker of its words, or whoever the sentence lets speak."""

from __future__ import annotations

from dragoman.reading.attribution import Source
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.parties import parties_of, whos
from dragoman.reading.records.sides import mentioned
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import conjuncts
from dragoman.reading.tree import Node
from dragoman.reading.who import Who

_SUBJECTS = ("nsubj", "nsubjpass")
_OF_NOUNS = ("amod", "acl", "relcl")
_POINTING = frozenset({"the", "that", "this"})
_BACK = 600  # characters back to the statement that "the text" means
_BY_NOUN = ("subj", "by", "gov", "mod")


def speakers(clause: Clause, source: Source | None, ctx: Context) -> list[Who]:
    """Who speaks, one a filler of the actor's slot; empty where nobody can be meant. A court rules, it takes no stance."""
    return [who for who in _able(clause, source, ctx) if ctx.courts.isdisjoint(who.parties)]


def _able(clause: Clause, source: Source | None, ctx: Context) -> list[Who]:
    named = clause.line.roles.get("actor", _BY_NOUN if clause.line.pos == "noun" else ("subj",))
    if named == ("source",):
        return _of_source(source)
    for slot in named:
        found = [who for who in whos(clause.slots.get(slot, ()), clause, ctx) if who.speaks]
        if found:
            return [*found, *_alike(clause, ctx)] if slot == "subj" else found
    return _unnamed(clause, source, ctx) if named == ("subj",) and clause.line.pos != "noun" else []


def _of_source(source: Source | None) -> list[Who]:
    return [source.who] if source is not None and source.who is not None and source.who.speaks else []


def _alike(clause: Clause, ctx: Context) -> list[Who]:
    """Who does the same in the words of the sentence: "as did Chile"."""
    asides = (v for v in clause.node.all("advcl") if v.lemma == "do" and v.child("dobj") is None)
    marked = [v for v in asides if (mark := v.child("mark")) is not None and mark.lower == "as"]
    return [w for w in whos([n for v in marked for s in subjects(v) for n in conjuncts(s)], clause, ctx) if w.speaks]


def _unnamed(clause: Clause, source: Source | None, ctx: Context) -> list[Who]:
    """Where the subject names nobody: the one that "we" are, whose stance or statement it is, the one who speaks."""
    verb, own = clause.node, clause.slots.get("subj", ())
    is_bare_passive = verb.child("auxpass") is not None and not own
    if is_bare_passive or verb.dep in _OF_NOUNS or not verb.is_verb:
        return []
    if any(_is_first_person(node) for node in own):
        return _of_source(source) or _house(ctx)
    if verb.dep == "conj" and source is not None and any(above is source.verb for above in verb.ancestors()):
        return _of_source(source)  # "said the planes had strayed, and demanded that …"
    for node in own:
        if (who := ctx.resolver.who(node, clause.scene)) is not None and who.parties:
            return []  # nobody who speaks for a state
        if found := _of_organ(node, clause, source, ctx):
            return found
    if close := _named_beside(verb, clause, ctx):
        return close
    if any(node.is_nominal for node in own):
        return _of_source(source) if verb.dep == "conj" and any(n.tag in ("NN", "NNS") for n in own) else []
    return _subject_before(verb, clause, ctx)


def _of_organ(node: Node, clause: Clause, source: Source | None, ctx: Context) -> list[Who]:
    """Who an office, its holder or a statement stands for, by its phrase, by whose stance is told, by who tells it."""
    if ctx.attributor.is_words(node):
        makers = [*clause.slots.get("subj.by", ()), *clause.slots.get("subj.of", ()), *node.all("poss")]
        named = [w for w in whos(makers, clause, ctx) if w.speaks]
        return named or (_makers_told(clause, ctx) if any(c.lower in _POINTING for c in node.children) else [])
    if not ctx.resolver.is_official(node, clause.scene):
        return []
    if inside := mentioned(node, clause.scene, ctx):
        return [Who(inside[:1], (), "organ", False, "named in the phrase of the subject")]
    if not any(c.lower == "the" for c in node.children):
        return []
    owners = [w for w in whos(clause.slots.get("poss", ()), clause, ctx) if w.speaks]
    return owners or _of_source(source) or _house(ctx)


def _makers_told(clause: Clause, ctx: Context) -> list[Who]:
    """Who made the statement told last: "the text demanded", "that statement also urged"."""
    start = clause.scene.sentence.start
    near = (r for r in reversed(ctx.told) if 0 < start - r.evidence.start <= _BACK and not r.negated)
    made = next((r for r in near if r.type == "statement" or (r.type, r.kind) == ("agreement", "statement")), None)
    makers = (made.actor or made.parties) if made is not None else ()
    return [Who(makers, (), "organ", len(makers) > 1, "who made the statement told before")] if makers else []


def _named_beside(verb: Node, clause: Clause, ctx: Context) -> list[Who]:
    """The name that stands right before a verb, whatever the parser makes of it: "a charge Phnom Penh denies"."""
    loose = ("compound", "nmod", "npadvmod", "dep")
    apart = [n for n in clause.scene.nodes if n.i < verb.i and (n.head is not verb or n.dep in loose)]
    before = [n for n in apart if n.pos not in ("adv", "aux")]
    last = before[-1:] if before and verb.tag in ("VBZ", "VBP", "VBD") else []
    named = [clause.scene.hits[n.i].head for n in last if n.i in clause.scene.hits]
    return [who for who in whos(named, clause, ctx) if who.speaks]


def _is_first_person(node: Node) -> bool:
    return node.tag == "PRP" and node.lower in ("we", "i")


def _house(ctx: Context) -> list[Who]:
    """Whose readout a story is that says "we" without quotation marks: of who spoke most in it so far."""
    for record in reversed(ctx.told):
        if record.type == "statement" and record.actor and "*" not in record.actor:
            return [Who(record.actor, (), "organ", False, "we, who spoke before")]
    return []


def _subject_before(node: Node, clause: Clause, ctx: Context) -> list[Who]:
    """The nearest subject before a verb that can speak."""
    before = [n for n in clause.scene.nodes if n.i < node.i and n.dep in _SUBJECTS]
    for subject in reversed(before):
        found = [who for who in whos(list(conjuncts(subject)), clause, ctx) if who.speaks]
        if found and parties_of(found):
            return found
    return []
