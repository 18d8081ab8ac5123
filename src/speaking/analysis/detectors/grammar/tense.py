"""Tenses that do not go with the time that is named."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.times import (
    childhood,
    finished_times,
    is_point,
    period_after,
)
from speaking.analysis.detectors.grammar.verb_clauses import (
    Tense,
    clause_of,
    is_singular,
    subject_before,
    tense_of,
)
from speaking.analysis.detectors.grammar.verb_wording import base, form, past, wording
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_COMMENTS = word_set(
    "think know guess mean believe say suppose remember understand hope feel see let sound seem forget wonder"
)
_SAME_PAST = word_set(
    "put cut let hit hurt set shut cost quit read spread bet burst cast beat upset split fit"
)
_LASTING = word_set("live work study learn play teach practise practice wait stay train")
_LIKING = word_set("like love prefer want hate enjoy")
_BEFORE_VERB = 2
_FARTHEST = 10
_LONGEST_QUOTE = 7


def finished_time(doc: Doc) -> Iterator[Found]:
    """The present or the perfect with a time that is over: "yesterday I go", "I have seen him last week"."""
    seen: set[int] = set()
    for time in finished_times(doc):
        verb = clause_of(doc[time.end - 1])
        if verb is None or verb.i in seen or not _goes_with(verb, time.start, time.end):
            continue
        seen.add(verb.i)
        tense = tense_of(verb)
        if tense is Tense.PRESENT and _tells_an_event(verb):
            yield _present(doc, verb, time.end)
        elif tense is Tense.PERFECT and doc[time.end - 1].lower_ not in {
            "past",
            "times",
            "days",
            "childhood",
        }:
            yield from _perfect(doc, verb)


def _goes_with(verb: Token, start: int, end: int) -> bool:
    """Whether no other verb stands between a verb and the time."""
    between = verb.doc[verb.i + 1 : start] if verb.i < start else verb.doc[end : verb.i]
    apart = any(each.tag_ in {"VBD", "WDT", "WP", "WRB"} or each.lower_ == "that" for each in between)
    return not apart and len(between) <= _FARTHEST


def _tells_an_event(verb: Token) -> bool:
    subject = subject_before(verb)
    known = verb.lower_ not in _SAME_PAST and verb.lemma_ not in _COMMENTS
    imperative = subject is None or subject.tag_ in {"WDT", "WP", "EX"} or subject.lower_ in {"it", "that"}
    return known and not imperative


def _present(doc: Doc, verb: Token, time_end: int) -> Found:
    subject = subject_before(verb)
    start = verb.i if subject is None else subject.i
    if verb.i - start > _LONGEST_QUOTE:
        start = verb.i
    if start == time_end and doc[time_end - 1].lower_ == "yesterday":
        start -= 1
    be_many = (
        verb.lemma_ == "be" and subject is not None and not is_singular(subject) and subject.lower_ != "i"
    )
    told = past(base(verb), singular=not be_many)
    return Found(start, verb.i + 1, (wording(doc, start, verb.i + 1, {verb.i: told}),) if told else ())


def _perfect(doc: Doc, verb: Token) -> Iterator[Found]:
    auxiliaries = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    have, subject = auxiliaries[0], subject_before(verb)
    if subject is None or (subject.lower_ in {"it", "that"} and verb.lemma_ == "be") or have.i > verb.i:
        return
    instead = _past_of_perfect(verb, auxiliaries, subject)
    said = (wording(doc, have.i, verb.i + 1, instead),) if instead else ()
    start = have.i
    if have.lower_ == "'ve":  # belongs to its pronoun: "I've seen", "I saw"
        start = subject.i
        said = (f"{subject.text} {said[0]}",) if said and subject.i == have.i - 1 else ()
    yield Found(start, verb.i + 1, said)


def _past_of_perfect(verb: Token, auxiliaries: list[Token], subject: Token) -> dict[int, str] | None:
    """What replaces "have" and the participle; None if that is not sure."""
    have = auxiliaries[0]
    many = not is_singular(subject) and subject.lower_ != "i"
    if any(child.dep_ == "neg" for child in verb.children):
        return {have.i: "did", verb.i: base(verb)} if len(auxiliaries) == 1 else None
    if len(auxiliaries) > 1:
        return {have.i: "", auxiliaries[1].i: "were" if many else "was"}
    told = past(verb.lemma_, singular=not many)
    return {have.i: "", verb.i: told} if told else None


def childhood_present(doc: Doc) -> Iterator[Found]:
    """The present with "when I was a child": "when I was a child, I go to the sea"."""
    for when in words_in(doc, {"when"}):
        was = childhood(when)
        verb = _main_verb(when, was) if was is not None else None
        if verb is not None and tense_of(verb) is Tense.PRESENT and _tells_an_event(verb):
            yield _present(doc, verb, -1)


def _main_verb(when: Token, was: Token) -> Token | None:
    ahead = when.doc[was.i + 1 : was.i + 1 + _FARTHEST]
    pronoun = next(
        (each for each in ahead if each.lower_ in {"i", "we", "they"} and each.tag_ == "PRP"), None
    )
    if pronoun is not None:
        started = any(
            each.lower_ in {"and", "but", "so", "that", "."} for each in when.doc[was.i : pronoun.i]
        )
        verb = pronoun.head
        return verb if not started and 0 < verb.i - pronoun.i <= _BEFORE_VERB else None
    main = was.head
    return main if main.i < when.i and when.i - main.i <= _FARTHEST and main.pos_ in {"VERB", "AUX"} else None


def since(doc: Doc) -> Iterator[Found]:
    """The present for what began in the past, or "since" for how long: "I live here since three years"."""
    for word in words_in(doc, {"since"}):
        period = period_after(word)
        if period is None and not is_point(word):
            continue
        verb = clause_of(word)
        if verb is not None and _lasts_until_now(verb, word):
            yield _since_now(doc, verb, word, is_period=period is not None)
        elif period is not None:
            yield Found(word.i, period, (wording(doc, word.i, period, {word.i: "for"}),))


def _lasts_until_now(verb: Token, word: Token) -> bool:
    subject = subject_before(verb)
    now = tense_of(verb) in {Tense.PRESENT, Tense.PROGRESSIVE} and verb.lemma_ not in _COMMENTS - {"know"}
    counted = subject is None or (subject.lower_ in {"it", "that", "this"} and verb.lemma_ == "be")
    since_then = verb.lemma_ in _LIKING and (following(word) or word).lower_ == "then"
    return now and not counted and not since_then and abs(verb.i - word.i) <= _FARTHEST


def _since_now(doc: Doc, verb: Token, word: Token, *, is_period: bool) -> Found:
    """The quote from the verb to "since", or from "since" to the verb, if it is short."""
    first = next((child for child in verb.lefts if child.dep_ == "aux"), verb)
    start, end = min(first.i, word.i), max(verb.i, word.i) + 1
    instead = _perfect_of(verb, first)
    if end - start > _LONGEST_QUOTE:
        start, end = first.i, verb.i + 1
    elif is_period:
        instead[word.i] = "for"
    if first.lower_ in {"'m", "'re", "'s"} or not all(instead.values()):
        return Found(start, end)
    return Found(start, end, (wording(doc, start, end, instead),))


def _perfect_of(verb: Token, first: Token) -> dict[int, str]:
    have = "has" if is_singular(subject_before(verb)) else "have"
    if first.i != verb.i:
        return {first.i: f"{have} been"}
    participle = form(base(verb), "VBN")
    return {verb.i: f"{have} {participle}" if participle else ""}


def lasting_present(doc: Doc) -> Iterator[Found]:
    """The present with "for" and years: "I live here for ten years"."""
    for word in words_in(doc, {"for"}, after=2):
        if doc[word.i + 1].tag_ != "CD" or doc[word.i + 2].lower_ not in {"years", "months"}:
            continue
        verb = clause_of(word)
        if verb is None or verb.lemma_ not in _LASTING or not 0 < word.i - verb.i <= _LONGEST_QUOTE:
            continue
        subject = subject_before(verb)
        tense = tense_of(verb)
        if (
            subject is None
            or subject.lower_ not in {"i", "we"}
            or tense not in {Tense.PRESENT, Tense.PROGRESSIVE}
        ):
            continue
        lead = following(subject, -1)
        if lead is None or lead.lower_ not in {"if", "when", "until", "that", "and"}:
            first = next((child for child in verb.lefts if child.dep_ == "aux"), verb)
            instead = _perfect_of(verb, first)
            sure = first.lower_ not in {"'m", "'re"} and all(instead.values())
            yield Found(first.i, verb.i + 1, (wording(doc, first.i, verb.i + 1, instead),) if sure else ())
