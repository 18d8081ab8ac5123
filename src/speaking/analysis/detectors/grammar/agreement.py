"""Verbs that do not agree with their subjects."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.count_nouns import COUNT_NOUNS
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, after, following
from speaking.analysis.detectors.grammar.subjects import addition_ends, is_one
from speaking.analysis.detectors.grammar.verb_wording import base, form, past, present, wordings
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set

if TYPE_CHECKING:
    from speaking.analysis.text.language_model import Doc, Token

_SINGULAR_VERBS = word_set("is was has does")
_PLURAL_VERBS = word_set("are were have do")
_NOT_FINITE = frozenset({"MD", "TO", "VBG", "VBN", "NN", "NNS", "JJ"})
_BEFORE_EMBEDDED = word_set("of or with in for to about on by between from than whether")
_CAUSING = word_set("let make help see have watch hear feel get want need")
_SUBJUNCTIVE_AFTER = word_set("suggest recommend insist demand ask propose require request order")
_REPORTING = word_set("think know say hope guess believe mean suppose")
_MAY_TAKE_PLAIN_BE = word_set("if that let and or than as whether lest")
_SUPPOSING = word_set("if though wish unless suppose like")
_PAST_AS_WELL = word_set(
    """
    put cut let hit hurt set shut cost quit read spread bet burst cast beat input upset split forecast bid fit
    """
)
_UNCLEAR_VERBS = word_set("'s 're 've 'm 'd ai let like")
_MAY_END_ALONE = word_set("be have do")
_RESTARTED_WITHIN = 4
_FARTHEST_SECOND = 9
_CLAUSE_OPENERS = word_set("and but because that so think believe know if when although")
_ACTS = word_set(
    "help make give show need want have teach bring take tell say allow become get go improve create provide"
)
_OBJECT_TAGS = frozenset({"PRP", "DT", "PRP$", "NNS", "JJ"})
_PAST_TAGS = frozenset({"VBD"})


def subject_verb(doc: "Doc") -> Iterator[Found]:
    """A verb that does not agree: "she go", "my brother live", "the people is", "my wife and I lives"."""
    for subject in doc:
        verb = _finite_verb(subject)
        if verb is None:
            continue
        one = is_one(subject)
        wrong = _is_first_person_wrong(subject, verb) if one is None else _disagrees(subject, verb, one=one)
        if wrong and not _may_be_plain(subject, verb) and not _is_broken(verb):
            singular = bool(one) and subject.lower_ != "i"
            start, end = _quoted_from(subject, verb), _end_of(verb)
            agreeing = () if _may_be_many(subject) else _agreeing(subject, verb, singular=singular)
            yield Found(start, end, wordings(doc, start, end, verb, agreeing))


def _finite_verb(subject: "Token") -> "Token | None":
    """The verb that must agree with a subject before it; None if none must, or none is near."""
    if subject.dep_ not in SUBJECTS:
        return None
    head = subject.head
    if head.i <= subject.i or head.pos_ not in {"VERB", "AUX"}:
        return None
    auxiliaries = [child for child in head.lefts if child.dep_ in {"aux", "auxpass"}]
    if any(each.i < subject.i for each in auxiliaries):
        return None
    verb = auxiliaries[0] if auxiliaries else head
    end = addition_ends(subject)
    if verb.tag_ in _NOT_FINITE or end is None or end >= verb.i:
        return None
    between = subject.doc[end + 1 : verb.i]
    return verb if all(each.pos_ == "ADV" and each.dep_ != "neg" for each in between) else None


def _disagrees(subject: "Token", verb: "Token", *, one: bool) -> bool:
    if verb.lower_ in _UNCLEAR_VERBS:
        return False
    if not one:
        inside = subject.tag_ == "NNS" and subject.right_edge.tag_ in {"NN", "NNP"}  # a native speaker's slip
        return (verb.tag_ == "VBZ" or verb.lower_ in _SINGULAR_VERBS) and not inside
    plain = verb.tag_ in {"VBP", "VB"} or verb.lower_ in _PLURAL_VERBS
    if subject.tag_ == "NNP" and verb.lower_ in {"are", "were"}:
        return False  # a team, or a people
    return plain and verb.lower_ not in _PAST_AS_WELL | {"am"} and not _is_modal(verb)


def _is_first_person_wrong(subject: "Token", verb: "Token") -> bool:
    """Whether it is the verb of "I goes" or "I is"."""
    if subject.lower_ != "i" or subject.tag_ != "PRP" or verb.lower_ in _UNCLEAR_VERBS | {"was"}:
        return False
    lead = following(subject, -1)
    return (lead is None or lead.lower_ not in {"and", "or", "than"}) and verb.tag_ == "VBZ"


def _is_modal(verb: "Token") -> bool:
    """Whether it is the "need" of "he need not go"."""
    negation = following(verb)
    return verb.lower_ in {"need", "dare"} and negation is not None and negation.lower_ in {"not", "n't"}


def _may_be_plain(subject: "Token", verb: "Token") -> bool:
    """Whether what comes before the subject takes a plain verb, or the subject belongs to it."""
    start = subject.left_edge.i
    lead = subject.doc[start - 1] if start else None
    if subject.lower_ == "god" or (subject.tag_ != "PRP" and verb.lower_ == "be"):
        return True  # "God bless you", "if need be"
    if lead is None:
        return False
    if subject.tag_ == "PRP":
        return _takes_plain_after_pronoun(lead, subject, verb)
    supposed = verb.lower_ == "were" and lead.lower_ in _SUPPOSING
    joined = lead.lower_ == "and" and not _begins(lead)
    plain = verb.tag_ == "VB" or verb.lower_ == "have"
    caused = lead.pos_ == "AUX" or lead.lemma_ in _CAUSING or (plain and _is_wished(verb))
    apart = subject.tag_ == "NN" and lead.tag_ == "NNS"  # "people my age are", "things my brother like"
    return supposed or joined or caused or apart or lead.lower_ in _BEFORE_EMBEDDED


def _begins(conjunction: "Token") -> bool:
    lead = following(conjunction, -1)
    return lead is None or conjunction.is_sent_start is True or lead.is_punct


def _takes_plain_after_pronoun(lead: "Token", subject: "Token", verb: "Token") -> bool:
    if lead.lower_ in {"and", "or"} and subject.lower_ != "it" and not _begins(lead):
        before = following(lead, -1)
        if before is not None and before.pos_ in {"PROPN", "PRON", "NOUN"} and before.head.i == subject.i:
            return True
    if verb.lower_ == "were":
        return lead.lower_ in _SUPPOSING | {"as"} or lead.pos_ in {"AUX", "VERB"}
    plain_be = verb.lower_ == "be" and lead.lower_ in _MAY_TAKE_PLAIN_BE
    plain_verb = verb.tag_ == "VB" and lead.lower_ in {"let", "that"}
    causing = lead.pos_ == "VERB" and subject.lower_ in {"it", "you"} and lead.lemma_ not in _REPORTING
    return lead.pos_ == "AUX" or plain_be or plain_verb or causing or _is_wished(verb)


def _is_wished(verb: "Token") -> bool:
    """Whether the clause is one of "suggest that he go" or "helped my son go"."""
    main = next((each for each in verb.ancestors if each.i < verb.i and each.pos_ == "VERB"), None)
    return main is not None and main.lemma_ in _SUBJUNCTIVE_AFTER | _CAUSING - {"need", "want", "have"}


def _is_broken(verb: "Token") -> bool:
    """Whether the speaker starts again after the verb: "he go he went", "she have has"."""
    ahead = verb.doc[verb.i + 1 : verb.i + 1 + _RESTARTED_WITHIN]
    if any(each.lemma_ == verb.lemma_ and each.pos_ in {"VERB", "AUX"} for each in ahead):
        return True
    follower = following(verb)
    if follower is None:
        return verb.lemma_ in _MAY_END_ALONE
    again = follower.lower_ in {"i", "he", "she", "we", "they"} and verb.lemma_ not in _REPORTING
    return again or follower.tag_ in {"VBD", "VBZ", "MD"} or follower.lower_ in {"is", "are", "was", "were"}


def _quoted_from(subject: "Token", verb: "Token") -> int:
    """Where the quote begins: at the noun's phrase, or at the verb if others may quote the phrase."""
    if subject.lower_ == "one":
        return verb.i
    return subject.i if subject.tag_ in {"PRP", "NNS"} else subject.left_edge.i


def _may_be_many(subject: "Token") -> bool:
    """Whether an -s may be missing from the noun instead: "scientist have", "some driver make"."""
    several = any(each.lower_ in {"some", "any", "other"} for each in subject.lefts)
    bare = subject.lower_ in COUNT_NOUNS and not any(
        each.dep_ in {"det", "poss", "nummod"} for each in subject.lefts
    )
    return subject.tag_ == "NN" and (several or bare)


def _agreeing(subject: "Token", verb: "Token", *, singular: bool) -> tuple[str, ...]:
    """What to say: the present, or the past first where the story is told in the past."""
    if verb.lower_ in {"was", "were"}:
        return ("was" if singular else "were",)
    lemma = base(verb)
    now = present(lemma, subject.lower_, singular=singular)
    if verb.tag_ in {"VBP", "VB"} and verb.pos_ == "VERB" and _is_told_in_the_past(verb):
        return past(lemma, singular=singular), now
    return (now,)


def _is_told_in_the_past(verb: "Token") -> bool:
    near = verb.doc[max(0, verb.i - 25) : verb.i + 25]
    told = sum(each.tag_ in _PAST_TAGS for each in near)
    now = sum(each.tag_ in {"VBP", "VBZ"} for each in near)
    return told > now


def _end_of(verb: "Token") -> int:
    """Where the quote ends: after "don't", not within it."""
    negation = following(verb)
    return verb.i + 1 + (negation is not None and negation.lower_ == "n't")


def known_noun(doc: "Doc") -> Iterator[Found]:
    """A plain verb after "this" or "each" and a noun, taken for a longer noun: "this policy help us"."""
    for first in words_in(doc, {"this", "each", "every"}, after=2):
        noun, verb = first.nbor(), first.nbor(2)
        lead, follower = following(first, -1), following(verb)
        opens = lead is None or lead.is_punct or lead.lower_ in _CLAUSE_OPENERS
        if not opens or noun.tag_ != "NN":
            continue
        acts = verb.lower_ in _ACTS and verb.tag_ in {"VB", "VBP", "NN"} and not _is_broken(verb)
        taken = follower is not None and (follower.tag_ in _OBJECT_TAGS or follower.lower_ == "to")
        if acts and taken:
            said = (form(verb.lower_, "VBZ"),)
            yield Found(first.i, verb.i + 1, wordings(doc, first.i, verb.i + 1, verb, said))


def second_verb(doc: "Doc") -> Iterator[Found]:
    """A second verb that does not agree with the subject of the first: "she gets up and take a shower"."""
    for verb in doc:
        first = verb.head
        if verb.dep_ != "conj" or verb.tag_ not in {"VBP", "VB"} or first.tag_ != "VBZ":
            continue
        alone = not any(child.dep_ in SUBJECTS | {"aux", "auxpass", "mark"} for child in verb.children)
        whole = first.pos_ == "VERB" and not any(
            child.dep_ in {"aux", "xcomp", "ccomp"} for child in first.children
        )
        near = verb.i - first.i <= _FARTHEST_SECOND and verb.nbor(-1).lower_ in {"and", "then", "or"}
        subject = next((child for child in first.lefts if child.dep_ in SUBJECTS), None)
        known = verb.lower_ not in _UNCLEAR_VERBS | _PAST_AS_WELL and not _is_broken(verb)
        if alone and whole and near and known and subject is not None and is_one(subject):
            yield Found(
                verb.i, verb.i + 1, wordings(doc, verb.i, verb.i + 1, verb, (form(base(verb), "VBZ"),))
            )


def relative_clause(doc: "Doc") -> Iterator[Found]:
    """A relative clause whose verb does not agree with its noun: "people who has", "a man who live"."""
    for pronoun in words_in(doc, {"who", "that"}, before=1, after=1):
        if pronoun.dep_ not in SUBJECTS:
            continue
        noun, verb = doc[pronoun.i - 1], after(pronoun)
        if verb is None or verb.pos_ not in {"VERB", "AUX"} or _is_broken(verb):
            continue
        many = _plural_with_singular(noun, verb)
        if many or _person_with_plural(noun, pronoun, verb):
            said = _agreeing(noun, verb, singular=not many)
            yield Found(noun.i, verb.i + 1, wordings(doc, noun.i, verb.i + 1, verb, said))


def _plural_with_singular(noun: "Token", verb: "Token") -> bool:
    plural = noun.tag_ == "NNS" or noun.lower_ in {"people", "children"}
    singular = (verb.tag_ == "VBZ" or verb.lower_ in _SINGULAR_VERBS) and verb.lower_ != "'s"
    if not plural or not singular or noun.lower_ in words.PLURAL_SINGULARS | {"those"}:
        return False
    lead = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return lead not in _BEFORE_EMBEDDED | {"and"} and not _nearby(noun, {"of", "one"})


def _person_with_plural(noun: "Token", pronoun: "Token", verb: "Token") -> bool:
    person = noun.tag_ == "NN" and noun.lower_ in COUNT_NOUNS | {"someone", "somebody", "everyone"}
    plural_verb = verb.tag_ == "VBP" or verb.lower_ in _PLURAL_VERBS - {"were"}
    known = verb.lower_ not in _UNCLEAR_VERBS | _PAST_AS_WELL
    return person and plural_verb and known and pronoun.lower_ == "who" and not _nearby(noun, {"of", "and"})


def _nearby(noun: "Token", found: set[str]) -> bool:
    return any(each.lower_ in found for each in noun.doc[max(0, noun.i - 4) : noun.i])
