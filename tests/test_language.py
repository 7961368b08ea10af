"""Which language a text is in: one sentence a language, English that names foreign people, and no text at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman.knowledge
from dragoman.knowledge.rows import Language
from dragoman.knowledge.tables import read_table
from dragoman.reading.language import Languages, language

DATA = Path(next(iter(dragoman.knowledge.__path__))) / "data"
LANGUAGES = Languages.of(read_table(DATA / "languages.tsv", Language).rows)

TEXTS = [
    ("en", "The two ministers met in the old town hall and agreed to reopen the border."),
    ("en", "Sánchez, Lula da Silva and Nguyễn Phú Trọng signed the São Paulo accord, an official said."),
    ("en", "TASHKENT, May 3 (UzA) - President Shavkat Mirziyoyev received the envoy of Kazakhstan (Қазақстан)."),
    ("fr", "Les deux ministres se sont rencontrés à la mairie et ont décidé de rouvrir la frontière."),
    ("de", "Die beiden Minister trafen sich im alten Rathaus und beschlossen, die Grenze wieder zu öffnen."),
    ("es", "Los dos ministros se reunieron en el ayuntamiento y acordaron reabrir la frontera entre sus países."),
    ("pt", "Os dois ministros reuniram-se na câmara e decidiram que a fronteira não seria mais fechada."),
    ("it", "I due ministri si sono incontrati nel municipio e hanno deciso di riaprire la frontiera."),
    ("nl", "De twee ministers hebben elkaar in het oude stadhuis ontmoet en besloten om de grens te openen."),
    ("sv", "De två ministrarna möttes i rådhuset och beslutade att gränsen ska öppnas för trafik från och med maj."),
    ("pl", "Obaj ministrowie spotkali się w ratuszu i zgodzili się, że granica zostanie otwarta."),
    ("cs", "Oba ministři se sešli na radnici a dohodli se, že hranice bude znovu otevřena pro obchod."),
    ("hu", "A két miniszter a városházán találkozott, és úgy döntött, hogy a határ nem marad zárva."),
    ("ro", "Cei doi miniștri s-au întâlnit la primărie și au hotărât să redeschidă frontiera în luna mai."),
    ("hr", "Dva ministra sastala su se u gradskoj vijećnici i odlučila da će se granica otvoriti."),
    ("tr", "İki bakan bir araya geldi ve sınırın yeniden açılması için anlaştı, ancak tarih daha belli değil."),
    ("az", "İki nazir görüşüb və sərhədin yenidən açılması üçün razılığa gəlib, bu barədə məlumat verilib."),
    ("id", "Kedua menteri bertemu di balai kota dan sepakat untuk membuka perbatasan yang telah ditutup."),
    ("sw", "Mawaziri hao wawili walikutana katika ukumbi wa mji na kukubaliana kwa pamoja kufungua mpaka wa nchi."),
    ("vi", "Hai bộ trưởng đã gặp nhau tại tòa thị chính và đồng ý mở lại cửa khẩu của hai nước."),
    ("ru", "Министры встретились в ратуше и договорились о том, что граница будет вновь открыта."),
    ("uk", "Міністри зустрілися в ратуші та домовилися про те, що кордон буде знову відкрито."),
    ("bg", "Двамата министри се срещнаха в кметството и решиха, че границата ще бъде отворена."),
    ("kk", "Екі министр кездесіп, шекараны ашу туралы келісті және бұл бойынша құжатқа қол қойды."),
    ("ar", "التقى الوزيران في مبنى البلدية واتفقا على إعادة فتح الحدود بين البلدين."),
    ("fa", "دو وزیر در شهرداری دیدار کردند و توافق کردند که مرز را از این ماه باز کنند."),
    ("ur", "دونوں وزیروں نے ملاقات کی اور سرحد کو دوبارہ کھولنے پر اتفاق کیا ہے۔"),
    ("he", "שני השרים נפגשו בבניין העירייה והחליטו לפתוח את הגבול."),
    ("el", "Οι δύο υπουργοί συναντήθηκαν στο δημαρχείο."),
    ("ka", "ორი მინისტრი შეხვდა ერთმანეთს."),
    ("hi", "दोनों मंत्रियों ने मुलाकात की।"),
    ("zh", "两国部长举行会谈并同意重新开放边境。"),
    ("ja", "両国の大臣は会談し、国境を再開することで合意した。"),
    ("ko", "두 장관은 회담을 갖고 국경을 다시 열기로 합의했다."),
    (None, ""),
    (None, "12 345 — …"),
    (None, "Sanchez Petrov Nguyen Kowalski Ivanov Tanaka"),
    (None, "\ud800\x00"),
]


NAMES_IN_ENGLISH = [
    "A US-backed delegation led by Jan Novák flew to Prague with a plan to trade steel by rail and pro rata duty.",
    "A Czech envoy, Jan Novák, flew to Kyiv on a train to meet Andrij Sybiha and do a deal by May.",
    "Foreign Minister Wang Yi met Vice Minister Sun Weidong, Shi Taifeng, Su Ge, Ba Shusong and Kan Quan in Beijing.",
    "Felipe de la Cruz, Pedro de los Santos, Juan y Medio and María del Valle met Luis el Sabio in Madrid.",
    "Ursula von der Leyen, Alexander van der Bellen, Jens den Uyl and Sophie van Dijk agreed to meet in Den Haag.",
]


@pytest.mark.parametrize("text", NAMES_IN_ENGLISH)
def test_english_is_english_whoever_it_names(text: str) -> None:
    assert language(text, LANGUAGES) == "en"


def test_a_name_does_not_make_a_german_text_english() -> None:
    text = "Will Smith und The Who trafen den Minister, der mit ihnen über das Konzert sprach, nach dem Ende."
    assert language(text, LANGUAGES) == "de"


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_language(code: str | None, text: str) -> None:
    assert language(text, LANGUAGES) == code


def test_initials_are_no_words_of_another_language() -> None:
    text = "A U.S. delegation headed by Special Envoy John Example visited Tashkent and Astana."
    assert language(text, LANGUAGES) in (None, "en")
