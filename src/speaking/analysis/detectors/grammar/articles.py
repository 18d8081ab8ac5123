"""Articles that are missing before one thing that is counted."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import count_nouns
from speaking.analysis.detectors.grammar.article_forms import with_a
from speaking.analysis.detectors.grammar.bare_nouns import is_bare, is_set_phrase, was_mentioned, wordings
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, following, tag_after
from speaking.analysis.detectors.grammar.noun_phrases import noun_after, phrase_start
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_SAYS_WHICH = word_set(
    """
    additional average daily enough everyday few first front full further future great human last left less
    little many modern more much next only other own past present private public real right same second
    several social such third top various large recent
    """
)
_DESCRIBED_AFTER = word_set("with like for into in at through about from on to")
_ACTING_ON = word_set("protect damage harm improve destroy boost help save pollute affect")
_BEING = word_set("be become")
_WORKING = word_set("work works worked working job start started serve served")
_NO_SECOND_MENTION = word_set(
    """
    bed breakfast business camp capital care case chance change church class code college control
    country course court credit crime day death detail dinner duty end evidence example experience fact
    faith fun future game grade ground half hand heart help history home hospital house interest jail
    job kind land law life light line lot love lunch mind money morning music night number order paper
    part party peace place play power practice pressure price prison question reason record response
    rest risk room school sense service shape sort space sport state study summer supper support
    surprise table television thing time town trouble tv type university vacation value war water way
    week weekend winter word work world year
    """
)
_MENTIONED_RECENTLY = 120
_WORK_AND_AT = 2
_SINGULAR_VERBS = word_set("is was has looks looked says said")
_COUNTED = count_nouns.COUNT_NOUNS | count_nouns.ONLY_ONE
_ONLY_DESCRIBED = count_nouns.DESCRIBED_COUNT_NOUNS - count_nouns.COUNT_NOUNS
_INTRODUCED = count_nouns.COUNT_NOUNS | word_set(
    "man woman person company place way problem question reason party story village town city lady path"
)


def missing_article(doc: Doc) -> Iterator[Found]:
    """A singular count noun without a determiner: "I bought car", "weather was nice"."""
    for noun in words_in(doc, _COUNTED):
        counted = noun.lower_ in count_nouns.COUNT_NOUNS or (
            noun.lower_ in count_nouns.ONLY_ONE and _is_known_place(noun)
        )
        if counted and noun.tag_ == "NN":
            start = phrase_start(noun)
            if is_bare(noun, start) and not is_set_phrase(noun, start):
                yield Found(start, noun.i + 1, wordings(noun, start))


def _is_known_place(noun: Token) -> bool:
    """Whether a noun that stands for one known thing is the subject, or where somebody is or goes."""
    before = following(noun, -1)
    if noun.dep_ in SUBJECTS:
        return True
    if before is None:
        return False
    about = before.lower_ in {"about", "for", "on"} or before.lemma_ in _ACTING_ON
    in_it = before.tag_ == "IN" and noun.lower_ in {"beach", "countryside", "internet"}
    return in_it or (about and noun.lower_ in {"economy", "environment"})


def role_without_article(doc: Doc) -> Iterator[Found]:
    """What somebody is, without an article: "she is teacher", "he works as nurse", "when I was child"."""
    for noun in words_in(doc, count_nouns.ROLES):
        if noun.tag_ != "NN":
            continue
        start = phrase_start(noun)
        if start and _is_role(noun, start) and not _is_one_of_its_kind(noun):
            yield Found(start, noun.i + 1, with_a(list(noun.doc[start : noun.i + 1])))


def _is_role(noun: Token, start: int) -> bool:
    before = noun.doc[start - 1]
    if before.lower_ == "as":
        return following(before, -1) is not None and before.nbor(-1).lower_ in _WORKING
    personal = before.lemma_ in _BEING and start > 1 and noun.doc[start - 2].tag_ in {"PRP", "TO", "MD", "NN"}
    return personal and noun.dep_ == "attr" and is_bare(noun, start)


def _is_one_of_its_kind(noun: Token) -> bool:
    return tag_after(noun) in {"NN", "NNS", "HYPH", "POS", "NNP"} or (
        (after := following(noun)) is not None and after.lower_ in {"of", "to", "and", "or", "by"}
    )


def described_without_article(doc: Doc) -> Iterator[Found]:
    """An adjective and a singular count noun without a determiner: "it is important thing"."""
    for noun in words_in(doc, _ONLY_DESCRIBED):
        if noun.tag_ != "NN" or not _is_in_place(noun):
            continue
        start = phrase_start(noun)
        described = any(each.tag_ == "JJ" and each.lower_ not in _SAYS_WHICH for each in doc[start : noun.i])
        if described and is_bare(noun, start):
            yield Found(start, noun.i + 1, wordings(noun, start))


def _is_in_place(noun: Token) -> bool:
    after_preposition = noun.dep_ == "pobj" and noun.head.lower_ in _DESCRIBED_AFTER
    return noun.dep_ in {"attr", "dobj"} or after_preposition


def in_company(doc: Doc) -> Iterator[Found]:
    """A place of work without its article: "she works at trading company"."""
    for company in words_in(doc, {"company", "bank", "firm"}, before=2):
        start = phrase_start(company)
        if company.tag_ != "NN" or start < _WORK_AND_AT:
            continue
        at, working = doc[start - 1], doc[start - 2]
        if is_bare(company, start) and at.lower_ in {"at", "in", "for"} and working.lower_ in _WORKING:
            yield Found(start, company.i + 1, with_a(list(doc[start : company.i + 1])))


def introduced_without_article(doc: Doc) -> Iterator[Found]:
    """One thing after "there is" without an article: "there is man in the garden"."""
    for there in words_in(doc, {"there"}, after=2):
        be = there.nbor()
        if be.lower_ not in {"is", "was", "'s"}:
            continue
        noun = noun_after(be)
        if noun is not None and noun.tag_ == "NN" and noun.lower_ in _INTRODUCED and is_bare(noun, be.i + 1):
            yield Found(be.i + 1, noun.i + 1, with_a(list(doc[be.i + 1 : noun.i + 1])))


def known_subject(doc: Doc) -> Iterator[Found]:
    """One known thing at the beginning of a sentence, where it looks like a name: "Weather was nice"."""
    for verb in words_in(doc, _SINGULAR_VERBS, before=1):
        noun, before = verb.nbor(-1), following(verb, -2)
        begins = before is None or before.text in {".", "?", "!"} or before.is_space
        if begins and noun.tag_ == "NNP" and noun.text.istitle():
            known = noun.lower_ in count_nouns.ONLY_ONE or (
                noun.lower_ in count_nouns.COUNT_NOUNS | {"man"} and was_mentioned(noun)
            )
            if known and noun.dep_ in SUBJECTS:
                yield Found(noun.i, noun.i + 2, (f"the {noun.lower_} {verb.text}",))


def acting_man(doc: Doc) -> Iterator[Found]:
    """A man without an article who does something: "man was driving his car"."""
    for man in words_in(doc, {"man"}, after=2):
        if man.nbor().lower_ not in {"is", "was"} or man.nbor(2).tag_ != "VBG":
            continue
        if man.dep_ in SUBJECTS and is_bare(man, man.i):
            yield Found(man.i, man.i + 1, wordings(man, man.i))


def second_mention(doc: Doc) -> Iterator[Found]:
    """A thing that was brought in with "a" and named again without "the": "a man ... Man is reading"."""
    introduced: dict[str, int] = {}
    for noun in doc:
        if noun.tag_ != "NN" or noun.lower_ in _NO_SECOND_MENTION:
            continue
        if any(child.lower_ in {"a", "an"} for child in noun.lefts):
            introduced[noun.lower_] = noun.i
        elif noun.i - introduced.get(noun.lower_, -_MENTIONED_RECENTLY) < _MENTIONED_RECENTLY:
            start = phrase_start(noun)
            if start == noun.i and _is_plainly_bare(noun):
                yield Found(noun.i, noun.i + 1, wordings(noun, noun.i))


def _is_plainly_bare(noun: Token) -> bool:
    before = following(noun, -1)
    takes_object = before is not None and before.tag_ in {"VBD", "VBZ", "VBP", "VB", "VBG"}
    in_place = noun.dep_ in SUBJECTS or (noun.dep_ == "dobj" and takes_object)
    return in_place and is_bare(noun, noun.i) and not is_set_phrase(noun, noun.i)
