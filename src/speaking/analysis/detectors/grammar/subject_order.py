"""Subjects after their verbs: "it happened an accident", "it is very important the family"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    ONLY_SUBJECTS,
    begins_clause,
    ends_clause,
    is_question,
    noun_phrase_end,
    opens_sentence,
    said,
    sentence_so_far,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.sentence_words import DESCRIPTIONS, TIME_NOUNS
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_HAPPENING = word_set(
    "happened happens occurred occurs exist exists existed appeared appears arrived arrives"
)
_ARTICLES = word_set("a an the my many some several his her our")
_OPENING_TIMES = TIME_NOUNS | word_set("sunday monday tuesday wednesday thursday friday saturday")
_BEFORE_TIMES = word_set("in on at last next every this")
_FEW = 3
_NO_SUBJECTS = TIME_NOUNS | word_set("way first last same next thing bus train plane station airport")


def happening_before_noun(doc: Doc) -> Iterator[Found]:
    """A verb of happening before its subject: "it happened an accident", "because exist many problems"."""
    for verb in words_in(doc, _HAPPENING, after=2):
        if verb.nbor().lower_ not in _ARTICLES or is_question(verb):
            continue
        lead = following(verb, -1)
        start = verb if lead is None or lead.lower_ != "it" else lead
        end = noun_phrase_end(doc, verb.i + 1)
        whole = ends_clause(doc[end] if end < len(doc) else None) or doc[end].tag_ == "IN"
        named = end > verb.i + 1 and not any(each.lower_ in _NO_SUBJECTS for each in doc[verb.i + 1 : end])
        if named and whole and begins_clause(start):
            yield Found(start.i, end, (said(*doc[verb.i + 1 : end], verb, like=start),))


def noun_after_judgement(doc: Doc) -> Iterator[Found]:
    """What is judged after the judgement: "it is very important the family"."""
    for very in words_in(doc, {"very", "so", "too"}, before=1, after=3):
        be, adjective, article = very.nbor(-1), very.nbor(), very.nbor(2)
        judged = be.lower_ in {"is", "was", "'s", "are"} and adjective.lower_ in DESCRIPTIONS
        if not judged or article.lower_ not in {"the", "my", "our"}:
            continue
        lead = following(be, -1)
        alone = begins_clause(be) or (lead is not None and lead.lower_ == "it" and begins_clause(lead))
        end = noun_phrase_end(doc, article.i)
        if alone and end > article.i and ends_clause(doc[end] if end < len(doc) else None):
            yield Found(
                be.i, end, (said(*doc[article.i : end], "is" if be.lower_ == "'s" else be, very, adjective),)
            )


def verb_before_subject(doc: Doc) -> Iterator[Found]:
    """A verb before its subject after a time: "yesterday went I", "then came again the sun"."""
    for verb in doc[1:-1]:
        lead, after = verb.nbor(-1), verb.nbor()
        finite = verb.tag_ in {"VBD", "VBP", "VBZ", "MD"} and verb.lower_ not in {"do", "does", "did"}
        if not (finite or lead.lower_ == "then") or not _is_opening_time(lead) or is_question(verb):
            continue
        if finite and after.lower_ in ONLY_SUBJECTS:
            yield Found(verb.i, after.i + 1, (said(after, verb),))
        elif lead.lower_ == "then" and verb.lemma_ in {"come", "start", "begin"} and _is_again(after):
            end = noun_phrase_end(doc, after.i + 1)
            if end > after.i + 1:
                yield Found(verb.i, end, (said(*doc[after.i + 1 : end], verb, after),))


def _is_again(word: Token) -> bool:
    return word.lower_ in {"again", "suddenly", "finally", "already"}


def _is_opening_time(word: Token) -> bool:
    """Whether a time that a clause begins with ends here: "yesterday", "in the summer"."""
    if word.lower_ in {"yesterday", "then", "today", "tomorrow", "now", "sometimes"}:
        return begins_clause(word) or word.nbor(-1).lower_ == "and"
    if word.lower_ not in _OPENING_TIMES:
        return False
    for each in list(sentence_so_far(word))[:_FEW]:
        if each.lower_ in _BEFORE_TIMES and opens_sentence(each):
            return True
        if each.tag_ not in {"DT", "JJ"}:
            return False
    return False
