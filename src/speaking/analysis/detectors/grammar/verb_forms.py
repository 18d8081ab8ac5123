"""Forms of verbs: after auxiliaries, "to" and prepositions."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, after, before, following, is_infinitive
from speaking.analysis.detectors.grammar.verb_wording import base, form, wording, wordings
from speaking.analysis.detectors.grammar.verb_words import (
    ALWAYS_TO_ING,
    IRREGULAR_WITH_ED,
    PARTICIPLE_MISSING,
    TAKES_TO,
    VERBS_ONLY,
)
from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_BE = word_set("am is are was were 'm 're")
_NEED_GERUND = word_set("for of by without from about at before after in on")
_NEED_GERUND_SURELY = word_set("for of by without from about at")
_BEFORE_TO = word_set("before after without for by of from")
_FOR_REASONS = word_set(
    "thank thanks sorry apologize apologise blame reason famous known good bad responsible used"
)
_WITH_TO = TAKES_TO | word_set(
    "want need like love try start begin able have had going place time chance opportunity"
)
_NOT_PASSIVE = word_set("broke woke wore became came began ran")
_PSEUDO = word_set(
    """
    advice all aim choice everything goal idea job key option plan point problem purpose rule solution step
    thing trick way what
    """
)
_FORMS_OF_TWO = word_set("fell felt found lay saw left")
_PERSONS = word_set("i we he she you")
_ALONE = word_set(
    "gone taken eaten given written spoken chosen forgotten known grown driven fallen stolen flown"
)
_BEFORE_PARTICIPLES = word_set("not n't never also already just ever always")
_BASIC = frozenset({"VB", "VBP", "NN"})
_NEVER_PASSIVE = word_set("come go become be set read put appear arrive live survive stay sit")
_OBLIGED = word_set("have has had going want need able")
_STARTED_AGAIN = 4


def modal_form(doc: Doc) -> Iterator[Found]:
    """A finite form or "to" after a modal or "do": "can went", "didn't came", "must to go"."""
    for auxiliary in words_in(doc, words.MODALS | {"do", "does", "did"}, after=1):
        is_modal = auxiliary.lower_ in words.MODALS and auxiliary.tag_ == "MD"
        is_do = auxiliary.lower_ in {"do", "does", "did"} and auxiliary.dep_ == "aux"
        verb = after(auxiliary) if is_modal or (is_do and not _is_inverted(auxiliary)) else None
        if verb is None or verb.text.istitle():
            continue
        start, end = _start_with_pronoun(auxiliary), verb.i + 1
        if _is_finite(auxiliary, verb) and not _has_perfect_between(auxiliary, verb):
            told = () if verb.lower_ in _FORMS_OF_TWO else (base(verb),)
            yield Found(start, end, wordings(doc, start, end, verb, told))
        # "Will" and "might" may be nouns: "the will to live".
        elif auxiliary.lower_ not in {"will", "might"} and is_modal and is_infinitive(verb):
            yield Found(start, end + 1, (wording(doc, start, end + 1, {verb.i: ""}),))


def _start_with_pronoun(auxiliary: Token) -> int:
    """Where the quote begins: "'ll" and "'d" belong to their pronoun."""
    return auxiliary.i - 1 if auxiliary.lower_.startswith("'") and auxiliary.i else auxiliary.i


def _is_inverted(do: Token) -> bool:
    """Whether it refers to an earlier verb: "and so does increased business", "as Hart does"."""
    lead = following(do, -1)
    return lead is not None and lead.lower_ in {"so", "as", "nor", "neither", "than"}


def _is_finite(auxiliary: Token, verb: Token) -> bool:
    follower = following(verb)
    if verb.lower_ == "compared" and follower is not None and follower.lower_ in {"to", "with"}:
        return False
    negated = auxiliary.lower_ in {"do", "does", "did"} and verb.i > auxiliary.i + 1
    if negated and verb.lower_ in {"has", "had"}:
        return True
    finite = verb.tag_ in {"VBD", "VBZ", "VBN"} and verb.dep_ not in {"amod", "nsubj"}
    return finite and verb.lower_ not in words.SAME_PAST | {"has", "been", "'s"}


def _has_perfect_between(auxiliary: Token, verb: Token) -> bool:
    between = auxiliary.doc[auxiliary.i : verb.i]
    return verb.tag_ == "VBN" and any(each.lower_ in {"have", "be", "get"} for each in between)


def to_form(doc: Doc) -> Iterator[Found]:
    """A past form or -ing after "to": "to went", "to developed", "I want to playing"."""
    for to in words_in(doc, {"to"}, after=1):
        verb = to.nbor()
        lead = following(to, -1)
        obliged = lead is not None and lead.lower_ in _OBLIGED and verb.dep_ not in {"amod", "compound"}
        past = verb.tag_ in {"VBD", "VBZ"} or (verb.tag_ == "VBN" and obliged)
        past = past and verb.lower_ not in words.SAME_PAST | _BE | {"been"}
        if not verb.text.istitle() and ((to.tag_ == "TO" and past) or _is_ing(to, verb)):
            yield Found(to.i, verb.i + 1, wordings(doc, to.i, verb.i + 1, verb, (base(verb),)))


def _is_ing(to: Token, verb: Token) -> bool:
    """Whether -ing follows the "to" of "want to"."""
    lead = following(to, -1)
    follower = following(verb)
    noun = follower is not None and (follower.tag_ in {"NN", "NNS"} and verb.dep_ in {"amod", "compound"})
    lemma = "" if lead is None else lead.lemma_.lower()
    return verb.tag_ == "VBG" and not noun and lemma in _WITH_TO - {"have", "going", "like", "start"}


def perfect_form(doc: Doc) -> Iterator[Found]:
    """Another form where the participle belongs: "have went", "have never see", "was took", "was build"."""
    for auxiliary in doc[:-1]:
        have = auxiliary.lemma_ == "have" or auxiliary.lower_ == "'ve"
        be = auxiliary.lower_ in _BE or auxiliary.lower_ in {"be", "been"}
        verb = after(auxiliary, skip=_BEFORE_PARTICIPLES) if have or be else None
        if verb is None or verb.pos_ not in {"VERB", "AUX"}:
            continue
        lemma = _wrong_participle_of(auxiliary, verb, have=have)
        if lemma:
            start = _start_with_pronoun(auxiliary)
            yield Found(start, verb.i + 1, wordings(doc, start, verb.i + 1, verb, (form(lemma, "VBN"),)))


def _wrong_participle_of(auxiliary: Token, verb: Token, *, have: bool) -> str:
    """The verb whose participle is wanted; "" if nothing is wrong."""
    if verb.lower_ in words.IRREGULAR_PAST_ONLY:
        passive = (
            verb.lower_ not in _NOT_PASSIVE and _is_whole(verb) and auxiliary.lower_ not in {"be", "been"}
        )
        return verb.lemma_.lower() if have or passive else ""
    if have and verb.lower_ in PARTICIPLE_MISSING and verb.tag_ in {"VB", "VBP"} and _is_plain(auxiliary):
        return verb.lower_
    # The parser takes the basic form for a participle: "was build", "is generate by".
    based = verb.tag_ in {"VBN", "VBD"} and verb.lower_ == verb.lemma_.lower() not in words.SAME_PAST
    agreeing = not have and verb.lower_ in words.AGREEING  # "I am agree" wants no participle
    based = based and not agreeing and verb.dep_ not in {"amod", "conj"}
    participle = form(verb.lower_, "VBN") if based else ""
    return verb.lower_ if participle and participle != verb.lower_ else ""


def passive_form(doc: Doc) -> Iterator[Found]:
    """A basic form after "be" or "been", or before "by": "can be improve", "is create by many"."""
    for be in forms_in(doc, {"be"}, after=1):
        verb = after(be) if be.lemma_ == "be" else None
        if verb is None or verb.lower_ not in VERBS_ONLY - _NEVER_PASSIVE or verb.tag_ not in _BASIC:
            continue
        lead, follower = following(be, -1), following(verb)
        by = follower is not None and follower.lower_ == "by" and be.lower_ in _BE
        helped = lead is not None and (lead.lower_ in words.MODALS or lead.lemma_ in {"have", "not"})
        if by or (be.lower_ in {"be", "been"} and (helped or (lead is not None and lead.lower_ == "to"))):
            yield Found(be.i, verb.i + 1, wordings(doc, be.i, verb.i + 1, verb, (form(verb.lower_, "VBN"),)))


def regular_past(doc: Doc) -> Iterator[Found]:
    """A regular ending on an irregular verb: "I catched it", "she has putted", "we goed"."""
    for word in words_in(doc, IRREGULAR_WITH_ED.keys()):
        verb = IRREGULAR_WITH_ED[word.lower_]
        if word.pos_ == "VERB" and word.dep_ != "amod":
            past, participle = form(verb, "VBD"), form(verb, "VBN")
            lead = before(word)
            helped = lead is not None and (lead.lemma_ in {"have", "be"} or lead.lower_ in {"'ve", "being"})
            yield Found(word.i, word.i + 1, (participle if helped else past,))


def participle_alone(doc: Doc) -> Iterator[Found]:
    """A participle without its "have": "we gone home", "I taken a taxi"."""
    for verb in words_in(doc, _ALONE, before=1):
        subject = verb.nbor(-1)
        lead = following(subject, -1)
        if subject.lower_ not in _PERSONS | {"they"} or subject.tag_ != "PRP":
            continue
        asked = lead is not None and (
            lead.pos_ in {"AUX", "NOUN", "PRON", "VERB"} or lead.lower_ in {"'s", "'ve"}
        )
        if not asked and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children):
            lemma = verb.lemma_.lower()
            have = "has" if subject.lower_ in {"he", "she"} else "have"
            told = (form(lemma, "VBD"), f"{have} {verb.lower_}")
            yield Found(subject.i, verb.i + 1, wordings(doc, subject.i, verb.i + 1, verb, told))


def _is_plain(have: Token) -> bool:
    """Whether "have" is no question's and no cause's: "they have me go"."""
    lead = following(have, -1)
    return (
        have.lower_ in {"have", "has", "'ve"}
        and lead is not None
        and lead.tag_ in {"PRP", "NNS", "NN", "NNP"}
    )


def _is_whole(verb: Token) -> bool:
    """Whether the clause goes on as a passive does, rather than starting again: "it was, came"."""
    own = any(child.dep_ == "nsubj" and child.i > verb.i - 1 for child in verb.children)
    return not own and verb.dep_ not in {"conj", "ccomp"}


def be_and_verb(doc: Doc) -> Iterator[Found]:
    """A form of be before a bare verb: "I am agree", "it is depend", "they are go"."""
    for be in words_in(doc, _BE, after=1):
        verb = after(be)
        if verb is None or not _is_bare(verb) or _starts_again(verb):
            continue
        subject = before(be)
        if subject is None or subject.dep_ not in SUBJECTS | {"expl"}:
            continue
        if subject.lower_ not in _PSEUDO and not any(child.pos_ == "VERB" for child in subject.children):
            yield Found(*_choosing(be, verb))


def _choosing(be: Token, verb: Token) -> tuple[int, int, tuple[str, ...]]:
    """The quote, and what to say where only "be" is too much: "I agree", "it depends"."""
    start, end = _start_with_pronoun(be), verb.i + 1
    if verb.lower_ not in words.AGREEING - {"happen", "know", "exist"} or be.lower_ in {"was", "were"}:
        return start, end, ()
    singular = be.lower_ == "is"
    if verb.i > be.i + 1 and verb.nbor(-1).lower_ in {"not", "n't"}:
        return start, end, (wording(be.doc, start, end, {be.i: "does" if singular else "do"}),)
    told = form(verb.lower_, "VBZ") if singular else verb.lower_
    return start, end, (wording(be.doc, start, end, {be.i: "", verb.i: told}),)


def _starts_again(verb: Token) -> bool:
    """Whether the verb begins the clause again: "I'm, go", "they are go they went"."""
    ahead = verb.doc[verb.i + 1 : verb.i + 1 + _STARTED_AGAIN]
    again = any(each.lemma_ == verb.lemma_ for each in ahead)
    subject = any(child.dep_ in SUBJECTS and child.i > verb.i for child in verb.children)
    return again or subject or (verb.i + 1 == len(verb.doc) and verb.lower_ not in words.AGREEING)


def _is_bare(verb: Token) -> bool:
    if verb.lower_ in words.AGREEING:
        return True
    plain = verb.tag_ in {"VB", "VBP"} and verb.lower_ not in words.SAME_PAST | {"be", "do", "have", "been"}
    return plain and verb.dep_ not in {"ccomp", "advcl", "csubj"}


def preposition_and_verb(doc: Doc) -> Iterator[Found]:
    """A bare verb after a preposition: "for improve", "without know", "before to have"."""
    for preposition in words_in(doc, _NEED_GERUND, after=1):
        timed = preposition.lower_ in {"before", "after"} and preposition.nbor().lower_ == "to"
        joining = preposition.pos_ in {"ADP", "SCONJ"} or timed  # the parser takes them for adverbs
        if not joining:
            continue
        verb = after(preposition, skip=frozenset({"not"}))
        if verb is None:
            continue
        if is_infinitive(verb) and preposition.lower_ in _BEFORE_TO and not _is_for_someone(preposition):
            yield _with_to(doc, preposition, verb.nbor())
        elif (
            verb.tag_ == "VB"
            and verb.i - preposition.i <= len(("not", "go"))
            and _needs_ing(preposition, verb)
        ):
            yield _without_to(doc, preposition, verb)


def _needs_ing(preposition: Token, verb: Token) -> bool:
    return preposition.lower_ in _NEED_GERUND_SURELY or verb.lower_ in VERBS_ONLY


def _is_for_someone(preposition: Token) -> bool:
    """Whether the preposition ends a clause: "what I came for to be honest"."""
    lead = following(preposition, -1)
    return preposition.lower_ != "for" and preposition.dep_ not in {"prep", "mark"} and lead is None


def _with_to(doc: Doc, preposition: Token, verb: Token) -> Found:
    start, end = preposition.i, verb.i + 1
    if preposition.lower_ == "for":
        return Found(start, end, (wording(doc, start, end, {preposition.i: ""}),))
    told = form(base(verb), "VBG")
    return Found(start, end, (wording(doc, start, end, {verb.i - 1: "", verb.i: told}),) if told else ())


def _without_to(doc: Doc, preposition: Token, verb: Token) -> Found:
    """The wording with -ing, or "to" for a purpose: "I study hard to improve"."""
    start, end = preposition.i, verb.i + 1
    told = form(base(verb), "VBG")
    if not told:
        return Found(start, end)
    with_ing = wording(doc, start, end, {verb.i: told})
    purpose = preposition.lower_ == "for" and preposition.head.lemma_.lower() not in _FOR_REASONS
    if purpose and verb.i == start + 1:
        with_to = wording(doc, start, end, {start: "to" if doc[start].text.islower() else "To"})
        return Found(start, end, (with_to, with_ing))
    return Found(start, end, (with_ing,))


def to_and_ing(doc: Doc) -> Iterator[Found]:
    """A basic form where "to" is a preposition: "look forward to see", "I am used to go"."""
    for to in words_in(doc, {"to"}, before=1, after=1):
        word, verb = to.nbor(-1), to.nbor()
        if verb.tag_ != "VB":
            continue
        person = word.lower_ == "used" and _is_accustomed(word)
        told = form(base(verb), "VBG")
        if (word.lower_ in ALWAYS_TO_ING or person) and told:
            yield Found(word.i, verb.i + 1, (wording(doc, word.i, verb.i + 1, {verb.i: told}),))


def _is_accustomed(used: Token) -> bool:
    """Whether somebody is used to it, rather than something used for it."""
    be = before(used)
    subject = before(be) if be is not None else None
    getting = be is not None and be.lower_ in {"get", "got", "getting"}
    by_person = subject is not None and subject.lower_ in _PERSONS
    return getting or (be is not None and be.lower_ in _BE and by_person)


def used_to_ing(doc: Doc) -> Iterator[Found]:
    """-ing after the past habit: "I used to living there"."""
    for used in words_in(doc, {"used"}, before=1, after=2):
        to, verb, subject = used.nbor(), used.nbor(2), used.nbor(-1)
        habit = to.lower_ == "to" and verb.tag_ == "VBG"
        if habit and subject.tag_ == "PRP":
            yield Found(used.i, verb.i + 1, wordings(doc, used.i, verb.i + 1, verb, (base(verb),)))
