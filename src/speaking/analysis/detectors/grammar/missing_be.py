"""Clauses without their "be": "she very happy", "we traveling around", "he born in May"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    NOUN_TAGS,
    ONLY_SUBJECTS,
    PERSONS,
    begins_clause,
    begins_sentence,
    ends_clause,
    has_finite_verb,
    is_question,
    noun_phrase_end,
    opens_sentence,
    rest_of_sentence,
    said,
    sentence_so_far,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.sentence_words import (
    AFTER_THEIR_NOUN,
    DESCRIPTIONS,
    INTENSIFIERS,
    PREDICATES,
    PROFESSIONS,
    TIME_NOUNS,
)
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_INVERTING = word_set(
    "am is are was were be been being 'm 's 're ai do does did have has had can could will would should may "
    "might must than as nor neither so"
)
_ADVERBS = INTENSIFIERS | word_set("not always also still just now already even only usually often sometimes")
_AFTER_PREDICATES = word_set(
    "to that for in of with about at on here there now today too yesterday when because if"
)
_NO_PROGRESSIVE = word_set("being having including according during regarding concerning speaking meaning")
_MODALS = word_set("will would can could may might must should 'll")
_STATES = {
    "born": word_set("in on at there here"),
    "located": word_set("in on at near between"),
    "situated": word_set("in on at near between"),
    "supposed": word_set("to"),
    "interested": word_set("in"),
    "worried": word_set("about"),
    "afraid": word_set("of to that"),
}
"""Participles, each with what follows it where it is no past of its own."""

_NEED_DO = word_set(
    "like want know have understand think go come eat drink speak remember see need work study live play"
)
_WANTING = word_set(
    "want wants wanted need needs needed hope hopes hoped like try tries tried going have has"
)
_EVERYBODY = word_set("people everything everybody everyone")
_SUBORDINATING = word_set("when if because although in at on after before since for so and but")
_PLACE_TAGS = frozenset({"IN", "DT", "PRP$", "JJ", "CC"}) | NOUN_TAGS
_LONGEST_PLACE = 6
_CONTEXT = 25
_LONE_SUBJECTS = PERSONS | {"this"}


def _be_for(subject: Token) -> tuple[str, str]:
    """The forms of "be" for a subject, the tense of the words around it first."""
    if subject.lower_ == "i":
        forms = "am", "was"
    elif subject.lower_ in {"you", "we", "they", "people"} or subject.tag_ in {"NNS", "NNPS"}:
        forms = "are", "were"
    else:
        forms = "is", "was"
    around = subject.doc[max(0, subject.i - _CONTEXT) : subject.i + _CONTEXT]
    past = sum(each.tag_ == "VBD" for each in around)
    present = sum(each.tag_ in {"VBP", "VBZ"} for each in around)
    return (forms[1], forms[0]) if past > present else forms


def _with_be(subject: Token, end: int) -> Found:
    """The words from a subject on, with "be" after it."""
    rest = list(subject.doc[subject.i + 1 : end])
    return Found(subject.i, end, tuple(said(subject, be, *rest) for be in _be_for(subject)))


def _is_lone_subject(token: Token) -> bool:
    """Whether a pronoun is the subject of a clause and no auxiliary comes before it."""
    if token.lower_ not in _LONE_SUBJECTS or is_question(token):
        return False
    if begins_clause(token):
        return True
    lead = token.nbor(-1)
    if token.lower_ == "it":
        return lead.lower_ in TIME_NOUNS
    return token.lower_ in ONLY_SUBJECTS and lead.lower_ not in _INVERTING


def _past_adverbs(token: Token) -> int:
    """The position of the first word after a token that is no adverb of degree, frequency or manner."""
    at = token.i + 1
    while at < len(token.doc) and (token.doc[at].lower_ in _ADVERBS or _is_manner(token.doc[at])):
        at += 1
    return at


def _is_manner(word: Token) -> bool:
    return word.tag_ == "RB" and word.lower_.endswith("ly")


def _is_predicate(word: Token, adjectives: frozenset[str]) -> bool:
    """Whether an adjective is all that the clause says, and does not describe a noun."""
    after = following(word)
    whole = ends_clause(after) or (after is not None and after.lower_ in _AFTER_PREDICATES)
    return word.lower_ in adjectives and whole


def be_before_adjective(doc: Doc) -> Iterator[Found]:
    """A pronoun and an adjective: "she very happy", "I not sure", "it difficult"."""
    for subject in words_in(doc, _LONE_SUBJECTS, after=1):
        at = _past_adverbs(subject)
        described = any(each.lower_ in INTENSIFIERS for each in doc[subject.i + 1 : at])
        whole = at < len(doc) and _is_predicate(doc[at], DESCRIPTIONS if described else PREDICATES)
        if whole and _is_lone_subject(subject):
            yield _with_be(subject, at + 1)


def be_after_noun(doc: Doc) -> Iterator[Found]:
    """A noun with its determiner, and an adjective: "the menu very expensive", "my parents so kind"."""
    for noun in doc[:-1]:
        start = _subject_start(noun)
        if start is None or not _is_subject_of_its_own(doc[start]) or is_question(noun):
            continue
        at = noun.i + 1
        while at < len(doc) - 1 and doc[at].lower_ in {"very", "so", "too", "not"}:
            at += 1
        adjectives = DESCRIPTIONS if at > noun.i + 1 else PREDICATES - AFTER_THEIR_NOUN
        if _is_predicate(doc[at], adjectives) and doc[at].tag_ not in {"VBD", "VBP", "VB"}:
            yield _with_be(noun, at + 1)


def _subject_start(noun: Token) -> int | None:
    """Where the phrase of a noun with a determiner, or of "people", begins."""
    if noun.tag_ not in NOUN_TAGS and noun.lower_ not in _EVERYBODY:
        return None
    at = noun.i
    while at > 0 and noun.doc[at - 1].tag_ in {"JJ", "NN"}:
        at -= 1
    if at > 0 and noun.doc[at - 1].tag_ in {"DT", "PRP$"}:
        return at - 1
    return at if noun.lower_ in _EVERYBODY else None


def _is_subject_of_its_own(first: Token) -> bool:
    """Whether a phrase begins a clause, and is not joined to an object: "with a bag and my coat"."""
    if opens_sentence(first):
        return True
    lead = first.nbor(-1)
    if lead.text == ",":
        return list(sentence_so_far(first))[-1].lower_ in _SUBORDINATING
    return begins_clause(first) and lead.lower_ in {"because", "but", "if", "when", "although", "so"}


def be_before_ing(doc: Doc) -> Iterator[Found]:
    """A pronoun and a form in -ing: "we traveling around", "I not working"."""
    for subject in words_in(doc, ONLY_SUBJECTS, after=1):
        at = _past_adverbs(subject)
        if at < len(doc) and _is_progressive(doc[at]) and _is_lone_subject(subject):
            yield _with_be(subject, at + 1)


def _is_progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.lower_.endswith("ing") and verb.lower_ not in _NO_PROGRESSIVE


def be_in_sentence_without_verb(doc: Doc) -> Iterator[Found]:
    """A sentence of a noun and what it does or is, and no verb: "people enjoying ski"."""
    for noun in doc[:-1]:
        start = _subject_start(noun)
        if start is None or not opens_sentence(doc[start]) or is_question(noun):
            continue
        after = noun.nbor()
        hobby = noun.lower_ in {"hobby", "job", "dream"} and after.lower_.endswith("ing")
        located = (
            after.lower_ in {"located", "situated", "born"}
            and after.i + 1 < len(doc)
            and doc[after.i + 1].tag_ == "IN"
        )
        named = noun.lower_ == "name" and after.tag_ in {"NNP", "NN"} and after.text[0].isupper()
        profession = after.lower_ in {"a", "an"} and _head(doc, after.i).lower_ in PROFESSIONS
        if not (hobby or located or named or profession or _is_progressive(after)):
            continue
        if not has_finite_verb(each for each in rest_of_sentence(doc, start) if each.i != after.i):
            yield _with_be(noun, after.i + 1)


def _head(doc: Doc, start: int) -> Token:
    """The noun of the phrase that begins at `start`; its first word if it has none."""
    return doc[max(start, noun_phrase_end(doc, start) - 1)]


def be_before_state(doc: Doc) -> Iterator[Found]:
    """A participle that needs "be": "I born in May", "it located in", "they supposed to"."""
    for state in words_in(doc, {"called", *_STATES}, before=1, after=1):
        subject, after = state.nbor(-1), state.nbor()
        followed = after.lower_ in _STATES.get(state.lower_, ())
        named = subject.lower_ in {"it", "which"} and state.lower_ == "called" and after.tag_ == "NNP"
        relative = subject.lower_ in {"which", "who"} and state.lower_ in {"located", "born", "situated"}
        if named or (followed and (relative or _is_lone_subject(subject))):
            yield _with_be(subject, state.i + 1)


def be_before_place(doc: Doc) -> Iterator[Found]:
    """A pronoun and a place, and no verb: "they in the park", "I from Brazil"."""
    for subject in words_in(doc, ONLY_SUBJECTS, after=2):
        if not begins_clause(subject) or is_question(subject):
            continue
        rest = list(rest_of_sentence(doc, subject.i + 1))
        place = all(each.tag_ in _PLACE_TAGS and each.lower_ not in TIME_NOUNS for each in rest)
        if subject.nbor().lower_ in {"in", "at", "from", "on"} and place and 1 < len(rest) <= _LONGEST_PLACE:
            yield _with_be(subject, subject.i + 2)


def be_before_noun(doc: Doc) -> Iterator[Found]:
    """A pronoun and what it is, and no verb: "he a teacher", "this my favourite place"."""
    for subject in words_in(doc, {"i", "he", "she", "it", "this"}, after=2):
        lower, article = subject.lower_, subject.nbor()
        if not begins_clause(subject) or is_question(subject):
            continue
        head = _head(doc, article.i)
        a_person = article.lower_ in {"a", "an"} and (head.lower_ in PROFESSIONS or lower in {"it", "this"})
        mine = article.tag_ == "PRP$" and begins_sentence(subject) and lower != "i"
        if (
            (a_person or mine)
            and head.tag_ == "NN"
            and not has_finite_verb(rest_of_sentence(doc, subject.i + 1))
        ):
            yield _with_be(subject, article.i + 1)


def be_of_childhood(doc: Doc) -> Iterator[Found]:
    """A "when I child" for "when I was a child"."""
    for when in words_in(doc, {"when"}, after=2):
        person, child = when.nbor(), when.nbor(2)
        young = child.lower_ in {"child", "kid", "student", "baby", "teenager"}
        if person.lower_ in {"i", "he", "she"} and young:
            yield Found(person.i, child.i + 1, (said(person, "was a", child),))


def be_before_reason(doc: Doc) -> Iterator[Found]:
    """A "that why" for "that's why"."""
    for that in words_in(doc, {"that", "this"}, after=2):
        if that.nbor().lower_ in {"why", "because"} and opens_sentence(that):
            yield Found(that.i, that.i + 2, (said(that, "is", that.nbor()),))


def do_before_not(doc: Doc) -> Iterator[Found]:
    """A "not" or "no" before a verb that needs "do": "I not like it", "he no come"."""
    for subject in words_in(doc, ONLY_SUBJECTS, after=2):
        negation, verb = subject.nbor(), subject.nbor(2)
        if negation.lower_ not in {"not", "no"} or not _is_lone_subject(subject):
            continue
        if verb.lower_ in _NEED_DO:
            do = "does" if subject.lower_ in {"he", "she"} else "do"
            yield Found(subject.i, verb.i + 1, tuple(said(subject, f"{aux}n't", verb) for aux in (do, "did")))


def be_after_modal(doc: Doc) -> Iterator[Found]:
    """A modal or "to" and what someone is: "it will difficult", "want to rich", "that can a problem"."""
    for modal in words_in(doc, _MODALS | {"to"}, before=1, after=1):
        wanting = modal.lower_ == "to" and modal.nbor(-1).lower_ in _WANTING
        is_modal = modal.lower_ in _MODALS and modal.tag_ == "MD"
        if not (wanting or is_modal) or is_question(modal):
            continue
        at = _past_adverbs(modal)
        if at < len(doc) and _is_predicate(doc[at], PREDICATES):
            negated = [each for each in doc[modal.i + 1 : at] if each.lower_ == "not"]
            others = [each for each in doc[modal.i + 1 : at] if each.lower_ != "not"]
            yield Found(modal.i, at + 1, (said(modal, *negated, "be", *others, doc[at]),))
        elif _is_noun_alone(modal.nbor()) and (is_modal or _head(doc, modal.i + 1).lower_ in PROFESSIONS):
            yield Found(modal.i, modal.i + 2, (said(modal, "be", modal.nbor()),))


def _is_noun_alone(article: Token) -> bool:
    """Whether a noun with its article is all that a clause says after a modal."""
    doc, end = article.doc, noun_phrase_end(article.doc, article.i)
    if article.lower_ not in {"a", "an", "the"} or end == article.i or doc[end - 1].lower_ in TIME_NOUNS:
        return False
    after = following(doc[end - 1])
    whole = ends_clause(after) or (after is not None and after.tag_ == "IN")
    return whole and not any(each.tag_ == "VB" for each in rest_of_sentence(doc, end))
