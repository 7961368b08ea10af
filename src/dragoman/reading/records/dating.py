"""The date of a clause: which of the sentence's dates belongs to it, and what day that is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.clauses import Clause
from dragoman.reading.records.causes import gives_cause, is_of_cause
from dragoman.reading.records.context import Context
from dragoman.reading.records.day_spans import DAY, MONTH, covered_by, dates_in, is_range, is_start, value_of_span
from dragoman.reading.records.offsets import date_off
from dragoman.reading.records.put_off import moved_to, putting_off
from dragoman.reading.syntax import first_conjunct
from dragoman.reading.tree import Node
from dragoman.reading.when import DateSpan, DateValue, Tense
from dragoman.reading.who import Scene

_CONTENT = frozenset({"ccomp", "xcomp", "parataxis", "dep"})
_ASIDE = frozenset({"relcl", "acl"})
_EVENTS = frozenset({"contact", "gathering", "agreement", "accession"})
_APART = frozenset({"npadvmod", "appos"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_BREAKS = frozenset({";", ":"})
_CONDITIONAL = frozenset({"should", "were", "had"})
_STANDING = frozenset({"statement", "measure", "aid", "project", "resource"})
_YEAR = re.compile(r"(19|20)\d\d")


def date_of(
    clause: Clause, ctx: Context, *, saying: bool = False, since: bool = True, tense: Tense | None = None
) -> DateValue | None:
    """The date that the clause, its focus or a clause above it carries.

    With `saying` also the date of the verb of saying that it is the content of, which dates a statement.
    Without `since` a date from which something has lasted is none of the clause's ("his second visit since May").
    `tense` takes the place of the clause's own where a record's stage says more.
    """
    if year := _year_of(clause):
        return year
    if (off := date_off(clause, ctx)) is not None:
        return off.value
    told = dates_in(clause.scene, ctx, ends=putting_off(clause, ctx) is not None)
    spans = [s for s in told if since or not is_start(s, clause.scene)]
    if (moved := moved_to(spans, clause, ctx)) is not None:
        return value_of_span(moved, ctx, "future")
    for anchor in _anchors(clause, ctx, saying):
        hanging = [(steps, s) for s in spans if (steps := _steps_to(s, anchor, clause.scene)) is not None]
        for _, span in sorted(hanging, key=lambda pair: (is_range(pair[1]), pair[0])):
            value = value_of_span(span, ctx, tense or _tense_at(span, clause))
            if value is not None:
                return value
    enclosed = _enclosed(spans, clause)
    only = enclosed or (spans[0] if len(spans) == 1 and not saying and _is_shared(spans[0], clause) else None)
    return value_of_span(only, ctx, tense or _tense_at(only, clause)) if only is not None else None


def _enclosed(spans: list[DateSpan], clause: Clause) -> DateSpan | None:
    """The only date that stands, by its place, in the aside of a subject: "X, who had met Y last Friday, welcomed"."""
    aside = next((n for n in (clause.node, *clause.node.ancestors()) if n.dep == "relcl"), None)
    verb = next((n for n in aside.ancestors() if n.is_verb), None) if aside is not None else None
    if aside is None or verb is None or verb.i < aside.i:
        return None
    comma = max((n.start for n in clause.scene.nodes if n.text == "," and aside.i < n.i < verb.i), default=0)
    inside = [s for s in spans if aside.start < s.start < comma]
    between = any(n.dep == "conj" and n.is_verb and aside.i < n.i < verb.i for n in clause.scene.nodes)
    return inside[0] if len(inside) == 1 and not between else None


def _is_shared(span: DateSpan, clause: Clause) -> bool:
    """Whether the one date of a sentence may date all that it tells: it stands in no aside of its own."""
    if clause.line.type not in _EVENTS or clause.status.effect not in ("factual", "ongoing"):
        return False
    covered = covered_by(span, clause.scene)
    asides = {n.i for a in covered[:1] for n in a.ancestors() if n.dep in _ASIDE}
    verb = next((n for a in covered[:1] for n in a.ancestors() if n.is_verb), None)
    own = {clause.node.i, *(n.i for n in clause.node.ancestors())}
    if any(_is_parted(clause.node, a, clause.scene) for a in covered[:1]):
        return False
    if verb is not None and verb is clause.node.head and _is_of_other_time(clause.node, verb, clause):
        return False
    return asides <= own and (verb is None or verb.dep != "ccomp" or verb.i in own)


def _year_of(clause: Clause) -> DateValue | None:
    """The year before a noun that is all that tells its instrument: "bound by a 1951 treaty"."""
    years = [c for c in clause.node.children if c.tag == "CD" and _YEAR.fullmatch(c.text) and c.i < clause.node.i]
    is_instrument = clause.node.is_nominal and clause.line.type == "agreement"
    return DateValue(years[0].text, None, "year") if years and is_instrument else None


def _tense_at(span: DateSpan, clause: Clause) -> Tense:
    """The clause's tense, but the past for a date of a participle or a finite verb in the past.

    "The decision, taken in October, to open"; "agreed on 5 December to build".
    """
    covered = covered_by(span, clause.scene)
    verb = next((a for n in covered[:1] for a in n.ancestors() if a.is_verb), None)
    if verb is None or clause.status.effect == "hypothetical":
        return clause.status.tense
    if verb.tag == "VBD" and verb.lemma != "be" and verb is not clause.node:
        return "past"
    if _is_pluperfect(verb):
        return "past"
    done = verb.dep == "acl" and verb.tag == "VBN" and clause.status.effect in ("factual", "ongoing")
    return "past" if done else clause.status.tense


def before_end(date: DateValue | None, clause: Clause, ctx: Context) -> DateValue | None:
    """The first day of what ended on `date`: "wrapped up on Tuesday a two-day visit" began on Monday."""
    noun = clause.focus
    if date is None or noun is None or len(date.value) < DAY:
        return date
    if clause.node.dep == "relcl" and clause.status.tense == "present" and (_days(noun, clause, ctx) or 0) > 1:
        return replace(date, value=date.value[:MONTH])  # "signed on Monday by X, who is on a three-day visit"
    if not ctx.matcher.ends(first_conjunct(noun).head):
        return date
    days = _days(noun, clause, ctx)
    if days is None:
        return replace(date, value=date.value[:MONTH])
    first = dt.date.fromisoformat(date.value) - dt.timedelta(days - 1)
    return replace(date, value=first.isoformat())


def _days(noun: Node, clause: Clause, ctx: Context) -> int | None:
    """How many days an event says it lasts: 2 for "a two-day visit"; None where it does not say."""
    for span in ctx.dates.get(clause.scene.sentence.index, []):
        covers = any(span.start <= c.start < span.end for c in noun.subtree() if c.i < noun.i)
        if covers and span.kind == "duration" and span.parts.get("unit") == "day":
            return int(span.parts["n"]) if span.parts.get("n", "").isdecimal() else None
    return None


def _anchors(clause: Clause, ctx: Context, saying: bool) -> Iterator[Node]:
    """The words whose dates are the clause's, the nearest first; the content of a saying is not dated by it."""
    focus, node = clause.focus, clause.node
    if focus is not None and _is_below(focus, node):
        yield focus
    yield node
    if focus is not None and not _is_below(focus, node):
        yield focus  # "signed a pact that took effect in 2021": the clause's own date comes first
    below = node
    for above in node.ancestors():
        if ctx.attributor.is_saying(above) and below.dep in _CONTENT and not saying:
            return
        if _is_condition(above):
            return
        if saying and below.dep == "conj" and first_conjunct(below).dep in _CONTENT:
            below = above
            continue
        if _is_parted(below, above, clause.scene) or _is_of_other_time(below, above, clause):
            return
        if clause.line.type == "measure" and gives_cause(above):
            return
        if below.dep == "relcl" and clause.status.tense != "past" and clause.line.type in _STANDING:
            return  # "agreed on Friday a pact which keeps the tariff": a standing fact, not the day's
        if below.dep == "relcl" and _is_earlier(below, above):
            if above.is_nominal and above.dep not in _APART:
                yield above
            return
        if above.is_verb:
            yield above
        below = above


def _is_earlier(aside: Node, noun: Node) -> bool:
    """Of "X, who had met Y, said on Monday" and "X, who flew in from Oslo, is to leave on Monday" the aside."""
    verb = next(
        (n for n in (noun, *noun.ancestors()) if n.is_verb and (n.tag in _FINITE or n.child("aux", "auxpass"))), noun
    )
    if any(c.lower == "when" for c in aside.all("advmod")):
        return False
    if _is_pluperfect(aside) or (verb.tag == "VBD" and any(c.tag in ("VBZ", "VBP") for c in aside.all("aux"))):
        return True
    return aside.tag == "VBD" and not _is_past(verb) and not _is_pluperfect(verb)


def _is_pluperfect(verb: Node) -> bool:
    return any(c.lower == "had" for c in verb.all("aux"))


def _has(verb: Node) -> bool:
    """Whether a verb stands in the present perfect."""
    return any(c.tag in ("VBZ", "VBP") and c.lemma == "have" for c in verb.all("aux"))


def _is_condition(verb: Node) -> bool:
    """ "Should it not come to terms by May": a condition by the order of its words."""
    auxiliary, subject = verb.child("aux"), verb.child("nsubj", "nsubjpass")
    if auxiliary is None or subject is None or auxiliary.lower not in _CONDITIONAL:
        return False
    is_question = any(n.dep == "advmod" and n.tag == "WRB" for n in verb.children)
    return auxiliary.i < subject.i and not is_question


def _is_past(verb: Node) -> bool:
    return verb.tag == "VBD" or any(c.tag == "VBD" for c in verb.all("aux", "auxpass"))


def _is_below(node: Node, head: Node) -> bool:
    return node is head or any(above is head for above in node.ancestors())


def _is_parted(below: Node, above: Node, scene: Scene) -> bool:
    """Whether a semicolon stands between a clause and the one that the parser hung it on."""
    first, last = sorted((below.i, above.i))
    return below.is_verb and any(n.text in _BREAKS and first < n.i < last for n in scene.nodes)


def _is_of_other_time(below: Node, above: Node, clause: Clause) -> bool:
    """Of "opened a plant in May, and they are studying a second" the second clause is not of May."""
    if below.dep != "conj" or not (_is_past(above) or _has(above)):
        return False
    if any(c.lower == "since" and c.i == below.i - 1 for c in below.children):
        return True  # "signed in March and since ratified"
    if any(c.tag in ("VBZ", "VBP") and c.lemma == "have" for c in below.all("aux")):
        return not _has(above)  # "began deliveries in 2024 and has agreed to raise them"
    own_subject = any(c.dep in ("nsubj", "nsubjpass") for c in below.children)
    return own_subject and clause.status.tense != "past"


def _steps_to(span: DateSpan, anchor: Node, scene: Scene) -> int | None:
    """How many words above the date stand below the anchor, if that is its nearest verb or event noun."""
    covered = covered_by(span, scene)
    inside = {n.i for n in covered}
    if not covered or anchor.i in inside:
        return None
    head = next((n for n in covered if n.head.i not in inside), covered[0])
    for steps, above in enumerate((head, *head.ancestors())):
        if above is anchor:
            return None if is_of_cause(head, anchor) else steps
        if above.is_verb and above is not head and not (anchor.is_nominal and _sets_date(above, anchor)):
            is_beside = anchor.is_nominal and first_conjunct(anchor).head is above
            return steps if is_beside and not is_of_cause(head, above) else None
    return None


def _sets_date(participle: Node, event: Node) -> bool:
    """ "a visit by the minister, set for 24 November": a participle within the event's phrase."""
    inside = any(above is event for above in participle.ancestors())
    return inside and participle.dep == "acl" and participle.tag == "VBN"
