"""Sentences and quotations: tables of (text, expected), and what holds of every text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.knowledge
from dragoman.knowledge.rows import Abbreviation
from dragoman.knowledge.tables import read_table
from dragoman.reading.sentences import Abbreviations, quotes, sentences

DATA = Path(next(iter(dragoman.knowledge.__path__))) / "data"
ABBREVIATIONS = Abbreviations.of(read_table(DATA / "abbreviations.tsv", Abbreviation).rows)

# One case a line; "‖" stands where a sentence ends and the next begins.
SENTENCES = """
The two ministers met in Baku. ‖ They signed nothing.
The envoy left the U.S. on Sunday.
Trade with the U.S. President Ruto called fair was small.
He has lived in the U.S. ‖ The visa expired in May.
The U.S. Department of Commerce replied.
The motion passed at the U.N. ‖ But it binds nobody.
U.N. Secretary-General Antonio Guterres spoke.
Vice President J. D. Vance flew to Nuuk. ‖ He stayed a day.
George W. Bush and Donald J. Trump were invited.
C. Raja Mohan wrote the column.
Mr. Aoun received Gen. Haykal and Lt. Col. Saab. ‖ Mrs. Aoun met Rt. Hon. Ana Costa.
Resolution No. 5 was adopted. ‖ No. ‖ It was not.
They met on Jan. 3 in Oslo.
The truce ends on Feb. 18. ‖ Talks resume then.
Elections are due in Nov. ‖ Campaigning has begun.
They land at 9 a.m. Tokyo time.
They land at 9 p.m. ‖ The king will greet them.
Output rose 3.5 percent to $4.57 billion. ‖ Exports fell.
The train left St. Petersburg at noon.
“We shall go on from here.” ‖ She said no more.
“We agree,” he said. ‖ “It is time.” ‖ The other laughed.
“We agree.” said the minister.
He announced it on X. ‖ Macron replied.
“Who knows?” the minister asked.
“Who knows?” Minister Sato asked reporters.
“Who knows?” ‖ Nobody in Tokyo does.
“We met. ‖ We talked. ‖ We agreed,” he said.
"We met. ‖ We talked," she said. ‖ "That is all."
Is it war?! ‖ Nobody dares to say.
The deal (signed in May) lapsed. ‖ (It was never published.) ‖ Neither side minds.
See the annex, e.g.this one.
Several goods, e.g. Kenyan tea, are exempt.
Well... ‖ They may yet sign.
The accord … Iran says … is dead.
The bank wants to lend; the ministry is slow; nobody is surprised.
- Truce verified by monitors
1. Lima and Quito seal pact
The firm is owned by Sanlam Ltd. of Cape Town.
Boeing Co. ‖ It was the largest order yet.
They signed with Boeing Co. and Airbus.
The talks took place in Washington, D.C. ‖ On Monday they go on.
Rep. Gregory Meeks (D-N.Y.) and Sen. Jim Risch (R-Idaho) objected.
It grew by 5 pct. ‖ Turkey bought most of it.
The plant cost €5 bn. ‖ Siemens built it.
He came in 2026. ‖ 15 ministers followed.
The ministry declined.[1] ‖ Its spokesman was away.
The king said so (file). ‖ The queen did not.
What now? ‖ « On verra. » ‖ He shrugged.
习近平会见了总统。‖双方签署了协议。
التقى الوزيران في بغداد. ‖ هل وقعا؟ ‖ لا.
वे मिले। ‖ फिर गए।
Yahoo! shares fell.
The pact was signed by H.E. Prak Sokhonn and Dr. Ali.
One said yes.Two said no.
“It is over.” ‖ “It is not.”
""".strip().split("\n")


@pytest.mark.parametrize("case", SENTENCES)
def test_sentences(case: str) -> None:
    expected = [part.strip() for part in case.split("‖")]
    text = case.replace(" ‖ ", " ").replace("‖", "")
    assert [text[a:b] for a, b in sentences(text, 0, len(text), ABBREVIATIONS)] == expected


def test_sentences_stay_inside_the_block() -> None:
    text = "One. Two. Three. Four."
    assert sentences(text, 4, 16, ABBREVIATIONS) == [(5, 9), (10, 16)]


QUOTES = [
    ("He said “we agree” and left.", ["“we agree”"]),
    ('He called it "a gift" and "a start".', ['"a gift"', '"a start"']),
    ("«Nous irons», dit-il.", ["«Nous irons»"]),
    ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
    ("“The first part ends here.", ["“The first part ends here."]),
    ('"The first part ends here.', ['"The first part ends here.']),
    ("“They call it “the deal” in Rome,” he said.", ["“They call it “the deal” in Rome,”"]),
    ("The bloc’s leaders said ‘no deal’s better’ in the ministers’ hall.", ["‘no deal’s better’"]),
    ("The ministers' hall isn't the king's.", []),
    ("He said: 'We won't go.' They went.", ["'We won't go.'"]),
    ('A 5" gap and “mixed" marks.', ['“mixed"']),
    ("No quotation here.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotes(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in quotes(text, 0, len(text))] == expected


NEWS_LIKE = st.text(alphabet=st.sampled_from('aZé5Яع中 .!?…"“”‘’«»()[]-—\n\t\u200b\u0301\ud800\x00。؟'), max_size=300)


@given(NEWS_LIKE | st.text(max_size=200), st.data())
@settings(deadline=None)
def test_spans_are_ordered_disjoint_and_lose_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = sentences(text, start, end, ABBREVIATIONS)
    assert_spans(text, start, end, spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text[start:end].split())
    assert_spans(text, start, end, quotes(text, start, end))


def assert_spans(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    """Each span is inside, not empty, has no white space at its ends, and begins behind the one before."""
    for a, b in spans:
        assert start <= a < b <= end
        assert text[a:b] == text[a:b].strip()
        start = b


@pytest.mark.parametrize("unit", ["a", ". ", ".", "“", '"', "'", "He met Xi. ", "U.S. ", "‘a’ ", "?” A ", "“ “ "])
def test_time_grows_with_length_only(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    begun = time.perf_counter()
    sentences(text, 0, len(text), ABBREVIATIONS)
    quotes(text, 0, len(text))
    assert time.perf_counter() - begun < 5
