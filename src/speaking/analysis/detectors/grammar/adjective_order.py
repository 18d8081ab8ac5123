"""Words in the wrong place around an adjective: "enough big", "a problem very big"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import NOUN_TAGS, ends_clause, said
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.sentence_words import DESCRIPTIONS, TIME_NOUNS
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc

_JUDGING = word_set("make find keep think consider leave get paint have want call see turn")
_VOWELS = tuple("aeio")


def enough_before_adjective(doc: Doc) -> Iterator[Found]:
    """An "enough" before its adjective: "it is enough big"."""
    for enough in words_in(doc, {"enough"}, before=1, after=2):
        adjective, after = enough.nbor(), enough.nbor(2)
        described = adjective.tag_ == "JJ" and adjective.lower_ in DESCRIPTIONS | {"rich", "brave"}
        if described and after.tag_ not in NOUN_TAGS | {"JJ", "HYPH"}:
            yield Found(enough.i, enough.i + 2, (said(adjective, enough),))


def adjective_after_noun(doc: Doc) -> Iterator[Found]:
    """An adjective with "very" after its noun: "a problem very big", "they are people very friendly"."""
    for very in words_in(doc, {"very", "so"}, before=2, after=1):
        noun, adjective = very.nbor(-1), very.nbor()
        if adjective.lower_ not in DESCRIPTIONS or noun.lower_ in TIME_NOUNS:
            continue
        article = noun.nbor(-1)
        one = noun.tag_ == "NN" and article.lower_ in {"a", "an"}
        several = (
            noun.tag_ in {"NNS", "NN"} and article.lower_ in {"are", "were", "many"} and noun.lower_ != "lot"
        )
        plural = several and (noun.tag_ == "NNS" or noun.lower_ == "people")
        lead = following(article, -1)
        judged = lead is not None and lead.lemma_ in _JUDGING
        if (one or plural) and not judged and ends_clause(following(adjective)) and very.lower_ == "very":
            first = "a" if one else article.text
            yield Found(article.i, adjective.i + 1, (said(first, very, adjective, noun),))
