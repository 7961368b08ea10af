"""The date of a fact that its own clause does not carry, from the one date that its sentence tells beside it."""

from __future__ import annotations

from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.day_spans import dates_in, value_of_span
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan
from dragoman.reading.who import Scene

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NESTED = frozenset({"relcl", "acl", "ccomp", "csubj"})
_ASIDE = frozenset({"relcl", "acl", "appos"})
_UNDERTAKINGS = frozenset({"project", "accession", "agreement"})
_DEALINGS = frozenset({"contact", "agreement"})
_STANCES = frozenset({"statement", "measure"})
_AT = frozenset({"at", "during"})


def date_beside(clause: Clause, ctx: Context) -> str | None:
    """The day of the sentence's only date, where what it dates sets the scene of the clause; no day still to come."""
    spans = list(dates_in(clause.scene, ctx))
    if not spans or clause.status.tense != "past" or clause.status.effect != "factual":
        return None
    if _is_fronted(spans, clause, ctx):
        value = value_of_span(spans[0], ctx, "past")
        return value.value if value is not None else None
    if len(spans) != 1:
        return None
    path = _path(spans[0], clause)
    if path is None:
        return None
    is_content = _is_content(path[0], clause)
    if not is_content and not _sets_scene(*path, clause):
        return None
    value = value_of_span(spans[0], ctx, "future" if is_content else "past")
    published = ctx.story.published
    if value is None or published is None:
        return None
    is_told = is_content or value.value <= published.isoformat()[: len(value.value)]
    return value.value if is_told else None


def _path(span: DateSpan, clause: Clause) -> tuple[list[Node], list[Node]] | None:
    """The words from the one above both down to the date, and from the clause up to it; None if nothing joins them."""
    head = _head(span, clause.scene)
    if head is None:
        return None
    above = [clause.node, *clause.node.ancestors()]
    places = {n.i: at for at, n in enumerate(above)}
    down: list[Node] = []
    for node in (head, *head.ancestors()):
        if node.i in places:
            return down[::-1], above[: places[node.i]]
        down.append(node)
    return None


def _head(span: DateSpan, scene: Scene) -> Node | None:
    covered = [n for n in scene.nodes if n.start < span.end and n.end > span.start]
    inside = {n.i for n in covered}
    return next((n for n in covered if n.head.i not in inside), covered[0] if covered else None)


def _sets_scene(down: list[Node], up: list[Node], clause: Clause) -> bool:
    """Asides that tell when: "when it was put to a vote on", "X, speaking on", "at the summit that took place on"."""
    if not down or any(n.dep in _ASIDE for n in up):
        return False
    deps = [n.dep for n in down]
    if deps[0] == "advcl":  # what came before tells no day: "protested after troops crossed on Friday"
        is_before = any(c.lower == "after" for c in down[0].all("mark"))
        return not _NESTED.intersection(deps) and not (is_before and clause.line.type in _STANCES)
    is_joined = all(_shares_subject(n) for n in up) and down[0].pos == "propn"
    if (not up or is_joined) and deps[0] in _SUBJECT and not _is_perfect(clause.node):
        is_event = (
            down[0].pos != "propn" or clause.line.type == "statement"
        )  # "Taiwan, which had attended since 1993, was not invited"
        return is_event and len(deps) > 1 and down[1].head is down[0] and deps[1] in ("relcl", "acl")
    if not up and down[0].lower in _AT and not _is_perfect(clause.node):
        return "relcl" in deps
    is_said = clause.line.type in _DEALINGS and bool(up) and up[-1].dep == "ccomp"
    return is_said and not any(n.is_verb for n in down) and down[0].dep != "nsubj"


def _is_fronted(spans: list[DateSpan], clause: Clause, ctx: Context) -> bool:
    """ "During the visit in May they opened a plant and signed a pact": a date in front is that of all main verbs."""
    nodes, verb = clause.scene.nodes, clause.node
    head = [n for n in nodes if n.start < spans[0].end]
    if verb.tag != "VBD" or verb.start < spans[0].end or any(s.start < verb.start for s in spans[1:]):
        return False
    if any(n.is_verb or n.text == "," for n in head) or not (head[0].dep == "prep" or head[0].start == spans[0].start):
        return False
    above = list(verb.ancestors())
    return not any(n.dep in _ASIDE for n in (verb, *above)) and not any(ctx.attributor.is_saying(n) for n in above)


def _shares_subject(node: Node) -> bool:
    """A second verb of one subject: "…, called and offered"."""
    return node.dep == "conj" and node.is_verb and node.child("nsubj", "nsubjpass") is None


def _is_content(down: list[Node], clause: Clause) -> bool:
    """What is undertaken has the date of the undertaking's content: "has pledged to buy it by 2030"."""
    is_undertaking = clause.line.type in _UNDERTAKINGS and bool(down) and down[0].dep == "xcomp"
    return is_undertaking and all(n.dep in ("prep", "pobj", "npadvmod") for n in down[1:])


def _is_perfect(node: Node) -> bool:
    return any(c.lemma == "have" and c.tag in ("VBZ", "VBP") for c in node.all("aux"))
