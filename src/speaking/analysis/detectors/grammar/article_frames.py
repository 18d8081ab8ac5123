"""Articles that are missing in phrases where one noun always has one: "take shower", "once week"."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.article_forms import with_a, with_the
from speaking.analysis.detectors.grammar.bare_nouns import is_bare
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.noun_forms import plural_of
from speaking.analysis.detectors.grammar.noun_phrases import PERSONS_OBJECT, before_filling, phrase_start
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_TAKING_A: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        verb: word_set(nouns)
        for verb, nouns in {
            "take": "shower bath nap walk look rest picture photo trip bus taxi train test exam lesson "
            "seat cab photograph tour",
            "have": "baby car chance choice dream girlfriend boyfriend headache fever idea job meeting party "
            "picnic plan question reservation sister brother son daughter dog cat house hobby "
            "kid opportunity conversation fight accident appointment degree license stomachache "
            "toothache roommate pet bicycle bike computer cellphone son test exam interview "
            "conference barbecue date garden yard",
            "make": "mistake decision reservation appointment cake list speech joke wish promise suggestion "
            "choice",
            "get": "job taxi ticket headache chance license licence degree scholarship haircut visa offer "
            "fever letter prize",
            "find": "job apartment solution way husband wife house flat restaurant place hotel mistake",
            "tell": "lie story joke",
            "give": "speech presentation call ride chance party lecture example present gift hand",
            "ask": "question",
            "answer": "question phone",
            "play": "role trick piano violin",
            "catch": "bus taxi train",
            "use": "computer dictionary knife car bicycle microphone camera pen pencil "
            "cellphone smartphone calculator",
            "write": "letter report book essay song diary story novel poem blog",
            "read": "book newspaper magazine novel comic story",
            "watch": "movie game drama show video match",
            "see": "doctor dentist movie man woman boy girl dog cat",
            "open": "door window account restaurant store box bottle",
            "close": "door window store",
            "attend": "meeting conference lecture seminar wedding concert",
            "join": "club company team",
            "visit": "museum temple shrine doctor castle friend zoo",
            "pass": "exam test examination interview",
            "solve": "problem",
            "learn": "lesson",
            "buy": "present gift house car ticket souvenir bag computer",
            "sell": "house car ticket",
            "drive": "car truck bus",
            "ride": "bike bicycle horse motorcycle bus train",
            "rent": "car house apartment room bike boat",
            "wear": "hat uniform suit dress skirt mask shirt coat jacket tie sweater kimono",
            "need": "job car ticket visa break doctor passport computer",
            "want": "job car baby girlfriend boyfriend house computer dog cat pet",
            "hold": "party meeting ceremony",
            "spend": "day week month year",
        }.items()
    }
)
_WHOLE = word_set("whole awful quite parking huge large")
_LOT_SAID_BEFORE = 8
_PORTIONS = word_set("pair glass piece slice bunch")
_THE_ONLY = word_set("piano violin phone")
_LONG = word_set("long short")
_LENGTHS = word_set("time while")
_PERIODS = word_set("day week month year hour")
_TIMES = word_set("once twice times")
_GOING_FOR = word_set("walk drive swim picnic ride run while moment")
_SETTING_OUT = word_set("go come out wait talk stay")
_HALF_AFTER = word_set("for about takes took only")
_GOOD = word_set("good great nice hard bad wonderful lovely fantastic tough fun difficult")


def verb_and_noun(doc: Doc) -> Iterator[Found]:
    """A verb with one thing as its object and no article: "take shower", "play piano"."""
    for noun in doc[1:]:
        if noun.tag_ != "NN":
            continue
        start = phrase_start(noun)
        verb = _verb_before(noun, start)
        if verb is not None and noun.lower_ in _TAKING_A.get(verb.lemma_, ()) and is_bare(noun, start):
            words = list(doc[start : noun.i + 1])
            yield Found(start, noun.i + 1, with_the(words) if noun.lower_ in _THE_ONLY else with_a(words))


def _verb_before(noun: Token, start: int) -> Token | None:
    before = following(noun.doc[start], -1)
    if before is not None and before.lower_ in PERSONS_OBJECT | {"you"}:
        before = following(before, -1)
    return before if before is not None and before.pos_ in {"VERB", "AUX"} else None


def time_without_article(doc: Doc) -> Iterator[Found]:
    """A length of time without "a": "for long time", "once week", "go for walk", "have good time"."""
    for word in words_in(doc, _LONG | _TIMES | _GOOD | {"for"}, before=1, after=1):
        before, after = word.nbor(-1), word.nbor()
        if tag_after(after) in {"NN", "NNS", "HYPH"}:
            continue
        if word.lower_ in _LONG and after.lower_ in _LENGTHS and before.lower_ in {"for", "in", "after"}:
            yield Found(word.i, after.i + 1, with_a([word, after]))
        elif word.lower_ in _TIMES and after.lower_ in _PERIODS:
            yield Found(word.i, after.i + 1, (f"{word.text} {with_a([after])[0]}",))
        elif word.lower_ in _GOOD and after.lower_ == "time" and _having(before):
            yield Found(word.i, after.i + 1, with_a([word, after]))
        elif word.lower_ == "for" and _is_an_outing(after) and before.lemma_ in _SETTING_OUT:
            yield Found(after.i, after.i + 1, with_a([after]))


def _is_an_outing(word: Token) -> bool:
    return word.lower_ in _GOING_FOR and word.tag_ == "NN"


def _having(word: Token) -> bool:
    """Whether a word is "have", or a degree right after it: "had very good time"."""
    if word.lower_ in {"very", "really", "so"}:
        before = following(word, -1)
        return before is not None and before.lemma_ == "have"
    return word.lemma_ == "have"


def hour_and_a_half(doc: Doc) -> Iterator[Found]:
    """A half without its articles: "hour and half", "for half hour"."""
    for half in words_in(doc, {"half"}, before=2):
        before, after = half.nbor(-1), following(half)
        whole = half.nbor(-2)
        if (
            before.lower_ == "and"
            and whole.lower_ == "one"
            and after is not None
            and after.lower_ in _PERIODS
        ):
            yield Found(whole.i, after.i + 1, (f"one and a half {plural_of(after)}",))
        elif before.lower_ == "and" and whole.lower_ in _PERIODS and not _is_measured(whole):
            yield Found(whole.i, half.i + 1, (f"{with_a([whole])[0]} and a half",))
        elif after is not None and before.lower_ in _HALF_AFTER and _is_a_whole_period(after):
            yield Found(half.i, after.i + 1, (f"half {with_a([after])[0]}",))


def _is_a_whole_period(word: Token) -> bool:
    return word.lower_ in _PERIODS and tag_after(word) not in {"NN", "NNS", "HYPH"}


def _is_measured(period: Token) -> bool:
    before = following(period, -1)
    return before is None or before.tag_ in {"DT", "CD", "JJ", "PRP$"}


def amount_without_a(doc: Doc) -> Iterator[Found]:
    """A portion without "a", and a free day: "drink glass of water", "take day off"."""
    for amount in words_in(doc, _PORTIONS | {"day", "week"}, before=1, after=1):
        verb, of = amount.nbor(-1), amount.nbor()
        if verb.pos_ != "VERB" or amount.tag_ != "NN":
            continue
        portion = amount.lower_ in _PORTIONS and of.lower_ == "of"
        free_day = amount.lower_ in {"day", "week"} and of.lower_ == "off" and verb.lemma_ in {"take", "have"}
        if portion or free_day:
            yield Found(amount.i, amount.i + 1, with_a([amount]))


def lot_without_a(doc: Doc) -> Iterator[Found]:
    """A 'lot of' without its 'a': "there are lot of people"."""
    for lot in words_in(doc, {"lot"}, after=1):
        if lot.nbor().lower_ == "of" and not _is_determined(lot):
            yield Found(lot.i, lot.i + 2, ("a lot of",))


def _is_determined(lot: Token) -> bool:
    at = before_filling(lot.doc, lot.i)
    if not at:
        return False
    before = lot.doc[at - 1]
    repeated = any(each.lower_ == "lot" for each in lot.doc[max(0, lot.i - _LOT_SAID_BEFORE) : lot.i])
    return before.tag_ in {"DT", "PRP$"} or before.lower_ in _WHOLE or before.pos_ == "ADJ" or repeated
