"""Whether a project is told as another fact of its sentence: as the object of a deal, of aid, of a restriction."""

from __future__ import annotations

from itertools import islice

from dragoman.reading.clauses import Clause
from dragoman.reading.records.alleged import is_alleged
from dragoman.reading.records.context import Context
from dragoman.reading.tree import Node

_DEALS = frozenset({"agreement", "paper", "aid", "loan"})
_PROJECTS = frozenset({"several"})
_GIVEN = frozenset({"arms", "aid"})
_NEAR = 4  # words above a noun that tell what it is the object of


def is_told_elsewhere(clause: Clause, ctx: Context) -> bool:
    """The second of joined things, a participle on a thing that its verb tells, an aim of a deal."""
    focus, node = clause.focus, clause.node
    arguments = {n.i for slot in clause.slots.values() for n in slot}
    if focus is not None and focus.dep == "conj" and focus.head.i in arguments:
        return clause.line.kind == "*"
    if not node.is_verb:
        return clause.kind != "trade" and _is_object_of_deal(node, clause, ctx)
    if _is_given(clause, ctx):
        return True
    if node.head is node:
        return False
    if is_alleged(node, ctx):
        return True
    if node.dep == "xcomp" and _is_read("measure", node.head, clause, ctx):  # "stopped importing yarn"
        return True
    if node.dep == "acl" and node.head is focus and node.tag != "VB":
        governor = next((a for a in node.head.ancestors() if a.is_verb), None)
        return governor is not None and ctx.matcher.tells(governor, "project")
    if node.tag != "VB":
        return False
    if node.dep in ("xcomp", "advcl") and _is_read("aid", node.head, clause, ctx):  # "gave $5 million to build a port"
        return True
    return any(_is_deal(n, clause, ctx) or _is_project(n, clause, ctx) for n in _aimed(node))


def _is_project(noun: Node, clause: Clause, ctx: Context) -> bool:
    """ "Agreed to finance a project to build a port": the project is told by its verb."""
    above = next((a for a in noun.ancestors() if a.is_verb), None)
    told = above is not None and ctx.matcher.tells(above, "project")
    return told and noun.dep == "dobj" and ctx.matcher.noun(noun, clause.scene, _PROJECTS) is not None


def _is_deal(noun: Node, clause: Clause, ctx: Context) -> bool:
    """A deal, aid or a loan; what it is for is no record of its own."""
    return noun.tag != "CD" and ctx.matcher.noun(noun, clause.scene, _DEALS) is not None


def _is_object_of_deal(noun: Node, clause: Clause, ctx: Context) -> bool:
    """What a contract or grant is for, or what a restriction stops: "a loan for the construction of a port"."""
    below = noun
    for above in islice(noun.ancestors(), _NEAR):
        if _is_read("measure", above, clause, ctx):
            return True
        if above.is_verb:  # "signed a roadmap for the building of a line"
            giving = next((a for a in above.ancestors() if a.is_verb), None)
            if above.tag == "VB" and giving is not None and _is_read("aid", giving, clause, ctx):
                return True  # "lent $1 billion to fund the expansion of a plant"
            return below.lower == "for" and any(_is_deal(n, clause, ctx) for n in above.all("dobj"))
        below = above
        if ctx.matcher.noun(above, clause.scene, _DEALS) is not None and above.tag != "CD":
            return True
    return False


def _is_read(record_type: str, word: Node, clause: Clause, ctx: Context) -> bool:
    """Whether a record of the type was read at a word of this sentence: a restriction, aid."""
    start, rule = clause.scene.sentence.start, f"{word.lemma}.{'v' if word.is_verb else 'n'} "
    return any(r.type == record_type and r.evidence.start == start and r.rule.startswith(rule) for r in ctx.told)


def _is_given(clause: Clause, ctx: Context) -> bool:
    """Arms and relief that are delivered or sent are aid."""
    names_arms = any(need.test == "class" and "arms" in need.values for need in clause.line.needs)
    if clause.kind != "supply" or names_arms or not ctx.matcher.tells(clause.node, "aid"):
        return False
    given = [*clause.slots.get("obj", ()), *((clause.focus,) if clause.focus is not None else ())]
    return any(ctx.matcher.noun(n, clause.scene, _GIVEN) for n in given if n.tag != "CD")


def _aimed(verb: Node) -> list[Node]:
    """The noun that an infinitive completes: "a deal to buy", "signed a deal … to buy"."""
    if verb.dep == "acl" or (verb.dep == "relcl" and not verb.child("nsubj") and verb.child("aux")):
        return [verb.head]
    return verb.head.all("dobj") if verb.dep in ("xcomp", "advcl") and verb.head.is_verb else []
