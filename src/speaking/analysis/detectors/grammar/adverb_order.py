"""Adverbs and times in the wrong place: "I like very much pizza", "I go always", "I every day go"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    DETERMINER_TAGS,
    NOUN_TAGS,
    PERSONS,
    begins_clause,
    ends_clause,
    ends_sentence,
    is_question,
    noun_phrase_end,
    said,
)
from speaking.analysis.detectors.grammar.sentence_words import TIME_NOUNS
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

_LIKING = word_set("like love enjoy hate miss appreciate prefer")
_TRANSITIVE = word_set(
    """
    answer begin borrow bring build buy call carry catch celebrate change choose clean climb close
    collect cook cut describe discover discuss do draw drink drive eat explain find finish forget
    get give have hear help hold invite join keep know learn leave lose make meet open order pay
    plan play practice practise prepare read receive rent ride see sell send show speak spend start
    study take teach tell try understand use visit watch wear win write
    """
)
"""Frequent verbs that take an object."""

_OBJECT_VERBS = _LIKING | _TRANSITIVE
_PASTS = word_set(
    "ate bought brought drank drove gave got made met read saw sold spent spoke taught told took wore wrote"
)
"""Past forms of these that are sometimes taken for other words."""

_TIMES = phrase_set(
    """
    yesterday;today;tomorrow;every day;every morning;every evening;every night;every week;every weekend;
    every month;every year;every summer;every sunday;each day;each year;last year;last week;last month;
    last summer;last night;last weekend;next year;next week;next month;next summer;this year;this week;
    this morning;this summer;this weekend;in the morning;in the evening;in the afternoon;at night;
    on sunday;on saturday;on monday;on friday;on weekends;on the weekend;in summer;in winter
    """
)
_PLACES_AND_MANNERS = phrase_set(
    """
    very much;so much;very well;well;at home;at school;at work;with me;with you;with him;with her;
    with us;with them;again;together;already;correctly;properly;completely;fully;quickly;carefully;slowly;
    easily;clearly;perfectly;fluently;regularly;immediately;recently;finally
    """
)
_BEFORE_DETERMINERS = phrase_set("a lot;here;there;also;often;sometimes;usually;always;still;never")
"""Adverbs that may belong to what follows them if it is no more than a bare noun."""

_BEFORE_VERBS = word_set("also often sometimes usually always still never already recently finally")
"""Adverbs that go before the verb; the others go after the object."""

_LONGEST_ADVERB = 3
_LONGEST_OBJECT = 4
_NO_OBJECTS = word_set("that all both this those these each some any enough more something lots most half no")
_BARE_OBJECTS = word_set(
    """
    baseball basketball beer bread breakfast coffee cricket dinner english fish football french games german
    golf guitar homework japanese juice lunch math meat movies music piano rice soccer spanish sports tea
    tennis tv videos volleyball water wine
    """
)
_ARTICLES = word_set("a an the my many two some")
_COMPANY = word_set("with in at for to from on")
_FREQUENCY = word_set("always never usually rarely seldom")
_NOT_MOVED = word_set(
    """
    be have do say think know guess mean find tell see feel try remember seem tend want prefer decide swear
    promise learn need get will would can could should must may might let 's stay remain become look hope
    keep almost wish believe
    """
)
_AFTER_FREQUENCY = frozenset({"IN", "TO", "DT", "PRP$", "NN", "NNS", "JJ", "NNP"})
_LIKED = word_set("like love enjoy enjoyed want wanted liked loved hate appreciate miss respect recommend")


def adverb_before_object(doc: Doc) -> Iterator[Found]:
    """An adverb between a verb and its object: "I like very much pizza", "he drank there a beer"."""
    for verb in doc[:-2]:
        if not _takes_object(verb, _OBJECT_VERBS):
            continue
        start = _past_adverb(verb)
        end = noun_phrase_end(doc, start) if start is not None else 0
        if start is None or not start < end <= start + _LONGEST_OBJECT:
            continue
        adverb = doc[verb.i + 1 : start]
        if _is_object(doc, start, end, tuple(each.lower_ for each in adverb)):
            before = adverb[0].lower_ in _BEFORE_VERBS
            order = (*adverb, verb, *doc[start:end]) if before else (verb, *doc[start:end], *adverb)
            yield Found(verb.i, end, (said(*order),))


def _takes_object(verb: Token, verbs: frozenset[str]) -> bool:
    known = verb.lemma_ in verbs or verb.lower_ in _PASTS
    return known and verb.pos_ == "VERB" and verb.tag_ != "VBN"


def _past_adverb(verb: Token) -> int | None:
    """Where what follows an adverb or a time after the verb begins; None if neither follows."""
    words = tuple(each.lower_ for each in verb.doc[verb.i + 1 : verb.i + 1 + _LONGEST_ADVERB])
    for length in range(len(words), 0, -1):
        if words[:length] in _TIMES | _PLACES_AND_MANNERS | _BEFORE_DETERMINERS:
            return verb.i + 1 + length
    return None


def _is_object(doc: Doc, start: int, end: int, adverb: tuple[str, ...]) -> bool:
    first, noun = doc[start], doc[end - 1]
    if first.tag_ == "PRP" or noun.lower_ in TIME_NOUNS or not _is_whole(doc, end):
        return False
    if adverb == ("a", "lot") and first.lower_ == "this":
        return True
    if adverb in _BEFORE_DETERMINERS:
        return first.lower_ in {"a", "an", "the", "my", "our"}
    return (
        first.lower_ not in _NO_OBJECTS
        and first.tag_ in DETERMINER_TAGS | NOUN_TAGS | {"JJ"}
        and noun.lower_ != "enough"
    )


def _is_whole(doc: Doc, end: int) -> bool:
    after = doc[end] if end < len(doc) else None
    return ends_clause(after) or (after is not None and after.tag_ in {"IN", "TO", "CC", "RB"})


def phrase_before_object(doc: Doc) -> Iterator[Found]:
    """A phrase with a preposition before a short object: "I play with my friends football"."""
    for preposition in words_in(doc, _COMPANY, before=1, after=2):
        verb = preposition.nbor(-1)
        if not _takes_object(verb, _TRANSITIVE):
            continue
        start, end = _phrase_and_object(doc, preposition.i + 1)
        if start < end <= start + _LONGEST_OBJECT and ends_clause(doc[end] if end < len(doc) else None):
            yield Found(verb.i, end, (said(verb, *doc[start:end], *doc[preposition.i : start]),))


def _phrase_and_object(doc: Doc, start: int) -> tuple[int, int]:
    """Where the object after a noun phrase begins and ends; twice the same if there is none."""
    middle = start + 1 if doc[start].text.isdigit() else noun_phrase_end(doc, start)
    if start + 1 < middle and doc[middle - 1].lower_ in _BARE_OBJECTS and doc[middle - 2].tag_ in NOUN_TAGS:
        return middle - 1, middle
    end = noun_phrase_end(doc, middle) if start < middle < len(doc) else middle
    if end == middle or doc[end - 1].tag_ not in NOUN_TAGS or doc[end - 1].lower_ in TIME_NOUNS:
        return middle, middle
    bare = end == middle + 1 and doc[middle].lower_ in _BARE_OBJECTS
    return middle, end if bare or doc[middle].lower_ in _ARTICLES else middle


def also_after_verb(doc: Doc) -> Iterator[Found]:
    """An "also" or "often" between a verb and a bare object: "I play also tennis", "I like also to read"."""
    for adverb in words_in(doc, {"also", "often", "sometimes"}, before=1, after=1):
        verb, after = adverb.nbor(-1), adverb.nbor()
        if verb.tag_ not in {"VBP", "VBZ", "VBD"}:
            continue
        fits = verb.lemma_ in _LIKING | _TRANSITIVE | {"want", "need", "speak"} - {"know", "tell", "show"}
        infinitive = adverb.lower_ == "also" and after.tag_ == "TO"
        bare = after.lower_ in _BARE_OBJECTS or (
            adverb.lower_ == "also" and after.tag_ in {"NN", "NNS", "NNP"}
        )
        if fits and verb.pos_ == "VERB" and not is_question(adverb) and (infinitive or bare):
            yield Found(verb.i, adverb.i + 1, (said(adverb, verb),))


def like_very_much_to(doc: Doc) -> Iterator[Found]:
    """A "like very much to walk", but not "would like very much to"."""
    for much in words_in(doc, {"much"}, before=3, after=2):
        if much.nbor().tag_ != "TO" or much.nbor(-1).lower_ not in {"very", "so"}:
            continue
        verb = much.nbor(-2)
        wished = any(each.lower_ in {"would", "'d", "should"} for each in doc[max(0, verb.i - 3) : verb.i])
        if verb.lemma_ in {"like", "love", "want", "enjoy"} and not wished:
            yield Found(verb.i, much.i + 3, (said("really", verb, *doc[much.i + 1 : much.i + 3]),))


def very_before_verb(doc: Doc) -> Iterator[Found]:
    """A "very" before a verb: "I very like it"."""
    for very in words_in(doc, {"very"}, before=1, after=1):
        subject, verb = very.nbor(-1), very.nbor()
        if subject.lower_ in PERSONS - {"it"} and verb.lower_ in _LIKED:
            yield Found(very.i, verb.i + 1, (said("really", verb),))


def frequency_after_verb(doc: Doc) -> Iterator[Found]:
    """An adverb of frequency after its verb: "I go always to bed late"."""
    for adverb in words_in(doc, _FREQUENCY, before=2, after=1):
        verb, after = adverb.nbor(-1), adverb.nbor()
        finite = (
            verb.tag_ in {"VBP", "VBZ", "VBD"} and verb.pos_ == "VERB" and verb.dep_ not in {"aux", "auxpass"}
        )
        if not finite or verb.lemma_ in _NOT_MOVED or is_question(adverb):
            continue
        subject = verb.nbor(-1)
        known = subject.lower_ in PERSONS or subject.tag_ in {"NN", "NNS"}
        if known and (after.tag_ in _AFTER_FREQUENCY or ends_sentence(after)):
            yield Found(verb.i, adverb.i + 1, (said(adverb, verb),))


def frequency_before_subject(doc: Doc) -> Iterator[Found]:
    """An "always" or "never" before the subject: "always I go", "never I have seen"."""
    for adverb in words_in(doc, {"always", "never"}, after=2):
        subject, verb = adverb.nbor(), adverb.nbor(2)
        if subject.lower_ not in PERSONS:
            continue
        if not begins_clause(adverb) or is_question(adverb) or verb.tag_ not in {"VBP", "VBZ", "VBD", "MD"}:
            continue
        after_verb = verb.lemma_ == "be" or verb.tag_ == "MD" or verb.dep_ == "aux"
        order = (subject, verb, adverb) if after_verb else (subject, adverb, verb)
        yield Found(adverb.i, verb.i + 1, (said(*order, like=adverb),))


def time_before_verb(doc: Doc) -> Iterator[Found]:
    """A time between a subject or auxiliary and its verb: "I every day go", "I can next year make"."""
    for lead in doc[:-3]:
        auxiliary = lead.tag_ == "MD" or lead.lower_ in {"have", "has", "had"}
        if lead.lower_ not in PERSONS and not auxiliary:
            continue
        words = tuple(each.lower_ for each in doc[lead.i + 1 : lead.i + 1 + _LONGEST_ADVERB])
        length = next((n for n in range(len(words), 0, -1) if words[:n] in _TIMES), 0)
        at = lead.i + 1 + length
        if not length or at >= len(doc):
            continue
        alone = auxiliary or (begins_clause(lead) and (length > 1 or words[0] in {"yesterday", "tomorrow"}))
        tags = {"VB"} if lead.tag_ == "MD" else {"VBN"} if auxiliary else {"VBP", "VBD", "VBZ", "VB"}
        if alone and doc[at].tag_ in tags and not is_question(lead):
            yield Found(lead.i, at + 1)


def mostly_after_go(doc: Doc) -> Iterator[Found]:
    """A "went mostly to"."""
    for adverb in words_in(doc, {"mostly", "normally"}, before=1, after=1):
        verb = adverb.nbor(-1)
        if verb.lemma_ == "go" and adverb.nbor().lower_ == "to":
            yield Found(verb.i, adverb.i + 1, (said(adverb, verb),))
