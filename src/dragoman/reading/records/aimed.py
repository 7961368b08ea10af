"""Whom a stance is about: the party addressed or aimed at, or whose deed, right or pact it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.meant import doer, from_context, hearer, others, points_back, rejected
from dragoman.reading.records.owning import arguments, doers, is_vision, owners
from dragoman.reading.records.parties import parties_of, whos
from dragoman.reading.records.stances import CHARGES
from dragoman.reading.subjects import subjects
from dragoman.reading.syntax import preposition_objects
from dragoman.reading.tree import Node

# Where the party addressed or aimed at stands, by kind: the first slot that names one wins.
_ADDRESSED: dict[str, tuple[str, ...]] = {
    "praise": ("obj", "iobj", "to", "for", "of", "at", "about"),
    "support": ("obj", "iobj", "for", "to", "with", "of", "in", "between"),
    "criticise": (
        "obj",
        "iobj",
        "ccomp.subj",
        "at",
        "against",
        "towards",
        "toward",
        "with",
        "about",
        "over",
        "of",
        "to",
    ),
    "accuse": ("obj", "iobj", "ccomp.subj", "at", "against", "of", "to"),
    "call_for": ("obj", "iobj", "on", "upon", "to", "from", "ccomp.subj", "clause.subj", "with"),
    "promise": ("obj", "iobj", "to", "for", "with", "in"),
    "reject": ("obj", "iobj", "from", "to", "with", "by"),
    "threaten": ("obj", "iobj", "against", "to", "ccomp.subj", "with", "in"),
}
# What a stance without a named target may point back to.
_BACKWARD: dict[str, frozenset[str]] = {
    "support": frozenset({"agreement", "measure", "accession", "mechanism", "project", "aid", "gathering"}),
    "praise": frozenset({"agreement", "measure", "aid", "accession"}),
    "criticise": frozenset({"measure", "accession", "agreement"}),
}
_ANSWERING = frozenset({"criticise", "reject"})
_FAR = 800


def aimed(kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """The parties addressed, else those whose deed, right or pact the stance is about, without the speaker's own."""
    names = clause.line.roles.get("recipient", _ADDRESSED[kind])
    if "none" in names:
        return ()
    if "mutual" in names:
        return actor if len(actor) > 1 else ()
    fillers = [(slot, [n for n in _own(slot, kind, clause, ctx) if not is_vision(n, clause)]) for slot in names]
    if len(actor) > 1 and any(is_mutual(node) for _, nodes in fillers for node in nodes):
        return actor
    if kind == "call_for" and any(_is_everybody(node, ctx) for _, nodes in fillers for node in nodes):
        return ()
    blamed = [rest for _, nodes in fillers if (rest := [n for n in nodes if n is not clause.focus])]
    if kind == "criticise" and blamed and _is_strife(blamed[0], ctx):
        return others(doers(blamed[0], clause, ctx), actor)
    for slot, nodes in fillers:
        named = others(parties_of(whos(nodes, clause, ctx)), actor)
        if not named and not slot.endswith(".subj"):
            named = _other_antecedent(nodes, actor, clause, ctx)
        if found := named or others(owners(nodes, kind, actor, clause, ctx), actor):
            return found
    if kind in _ANSWERING and (found := doer([n for _, nodes in fillers for n in nodes], actor, clause, ctx)):
        return found
    if kind != "call_for" and "accuser" not in names and (found := others(_below(kind, actor, clause, ctx), actor)):
        return found
    if kind in _BACKWARD and (found := others(_pointed_at(kind, clause, ctx), actor)):
        return found
    if kind == "threaten":
        return hearer(actor, clause, ctx) or from_context(kind, actor, clause, ctx)
    if "hearer" in names:
        return hearer(actor, clause, ctx)
    if "accuser" in names:
        return rejected(actor, ctx)
    if kind == "call_for" and asks_own(actor, clause, ctx):
        return ()
    if kind == "accuse" and any(
        set(who.parties) & set(actor) for _, nodes in fillers for who in whos(nodes, clause, ctx)
    ):
        return ()  # the speaker's own deed
    if kind == "criticise" and clause.line.roles.get("actor") == ("source",) and not _is_meant(fillers):
        return ()  # "the situation is catastrophic"
    if kind in ("promise", "support"):
        issues = [n for _, nodes in fillers for n in nodes if n is not clause.focus] + clause.slots.get("xcomp", [])
        if any(_is_tie(n, clause, ctx) for issue in issues for n in issue.subtree()):
            return hearer(actor, clause, ctx)  # "reaffirmed his commitment to closer cooperation"
        if kind == "support" and issues and not any(points_back(n) for issue in issues for n in issue.subtree()):
            return ()  # "expressed support for dialogue"
    told = rejected(actor, ctx) if kind == "reject" else ()
    return told or from_context(kind, actor, clause, ctx)


def asks_own(actor: tuple[str, ...], clause: Clause, ctx: Context) -> bool:
    """Whether who is asked is the asker's own: a person of his state, "its companies"."""
    asked = [n for slot in ("obj", "iobj", "on") for n in clause.slots.get(slot, ())]
    found = [(n, who) for n in asked if (who := ctx.resolver.who(n, clause.scene)) is not None and who.parties]
    return any(set(who.parties) <= set(actor) and (who.persons or n.child("poss")) for n, who in found)


def _is_strife(nodes: Sequence[Node], ctx: Context) -> bool:
    """Whether what is deplored goes on somewhere or is nobody's known deed: "violence in Gaza", "the terrorist attack"."""
    strife, terror = ctx.matcher.words("strife"), ctx.matcher.words("terror")
    return all(n.lemma in strife or any(c.lower in terror for c in n.children) for n in nodes)


def _is_tie(node: Node, clause: Clause, ctx: Context) -> bool:
    return node.is_nominal and ctx.matcher.is_class(node, clause.scene, "ties")


def _is_meant(fillers: Sequence[tuple[str, Sequence[Node]]]) -> bool:
    """Whether what is judged was told before: "it", "the decision"."""
    return any(points_back(node) and not node.child("prep", "relcl", "acl") for _, nodes in fillers for node in nodes)


def is_mutual(node: Node) -> bool:
    """ "accused each other", "warned one another", "each other's security"."""
    each = (n for n in (node, *node.all("poss")) if n.lower in ("other", "another"))
    return any(c.lower in ("each", "one") for n in each for c in n.children)


def _is_everybody(node: Node, ctx: Context) -> bool:
    """ "urged all sides", "called on other states": nobody in particular."""
    alone = not any(prep in ("to", "of", "in") for prep, _ in preposition_objects(node))
    total = any(c.lower in ctx.matcher.words("anybody") and c.dep in ("det", "predet", "amod") for c in node.children)
    return node.tag == "NNS" and alone and total and ctx.resolver.is_impersonal(node)


def _other_antecedent(nodes: Sequence[Node], actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """A pronoun beside its subject means somebody else: the last other party named before it in the sentence."""
    for pronoun in nodes:
        if pronoun.tag == "PRP":
            before = [n for n in clause.scene.nodes if n.i < pronoun.i and n.i in clause.scene.hits]
            for node in reversed(before):
                if found := others(parties_of(whos([node], clause, ctx)), actor):
                    return found
    return ()


def _own(slot: str, kind: str, clause: Clause, ctx: Context) -> list[Node]:
    """The fillers of a slot; a preposition on the object of a reproach, or on what is done to somebody, is the object's
    ("strikes on Kyiv", "the return of refugees")."""
    nodes = list(clause.slots.get(slot, ()))
    is_usual = "recipient" not in clause.line.roles and clause.focus is None
    if slot == "obj" or not is_usual:
        return nodes
    undergone = kind != "promise" and any(
        ctx.matcher.is_class(n, clause.scene, "undergone") for n in clause.slots.get("obj", ())
    )
    if kind in CHARGES or undergone:
        below = {n.i for n in clause.slots.get(f"obj.{slot}", ())}
        return [n for n in nodes if n.i not in below]
    return nodes


def _below(kind: str, actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whom the promised or threatened deed is for: the arguments of the verb in the complement."""
    verbs = [*clause.slots.get("xcomp", ()), *clause.slots.get("ccomp", ())]
    verbs = [v for v in verbs if v.dep != "conj" or not ctx.matcher.tells(v, "statement")]  # a stance of its own
    verbs += [v for n in clause.slots.get("acomp", ()) for v in n.all("xcomp")]  # "stands ready to help Yemen"
    verbs += [v for n in clause.slots.get("obj", ()) for v in n.all("acl")]  # "its readiness to help Yemen"
    if clause.line.pos == "aux":
        verbs = [clause.node]
    if kind == "threaten" and (met := _on_condition(verbs or [clause.node], actor, clause, ctx)):
        return met
    for verb in verbs:
        if found := arguments(verb, kind, actor, clause, ctx):
            return found
    return ()


def _on_condition(verbs: Sequence[Node], actor: tuple[str, ...], clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose deed a threat is made to depend on: "will respond if Israel does not stop"."""
    conditions = [c for verb in verbs for c in verb.all("advcl") if c.child("mark") is not None]
    return others(parties_of(whos([s for c in conditions for s in subjects(c)], clause, ctx)), actor)


def _pointed_at(kind: str, clause: Clause, ctx: Context) -> tuple[str, ...]:
    """Whose deed or deal "it", "the truce", "that decision" is: of the last fact told that can be meant."""
    meant = [node for node in clause.slots.get("obj", ()) if points_back(node)]
    if not meant:
        return ()
    start = clause.scene.sentence.start
    is_pact = any(ctx.matcher.is_class(node, clause.scene, "agreement") for node in meant)
    for record in reversed(ctx.told):
        if kind == "criticise" and record.actor is None and not is_pact:
            continue
        if record.type in _BACKWARD[kind] and start - record.evidence.start < _FAR:
            return record.actor if record.actor is not None and kind == "criticise" else record.parties
    return ()
