"""A plain verb as the subject of a sentence: "Learn English is fun"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.verb_wording import form
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_ACTIVITIES = word_set(
    """
    achieve buy choose clean climb communicate cook create destroy develop discover draw drink drive earn
    eat educate exercise explore feed fly gain get give go grow have improve increase join keep learn listen
    live lose maintain make meet obtain own participate pay play practice practise prepare produce protect
    provide raise reach read reduce ride run sell share sing sleep solve spend stay study swim take teach
    throw travel understand use visit walk watch wear win work write
    """
)
_TELLING = word_set("is makes was means helps gives brings requires takes teaches allows can will would has")
_BEFORE = word_set("because that so but and if think believe moreover also however though although first")
_NEW_CLAUSE = word_set(
    "i you he she it we they who which that this what there whatever when if and but or where why how"
)
_FARTHEST = 7
_JUDGED = frozenset({"JJ", "DT", "RB", "JJR", "PRP$", "PRP", "VB", "VBN", "CD", "IN"})


def plain_verb_as_subject(doc: Doc) -> Iterator[Found]:
    """A plain verb that a sentence is about: "Learn English is fun", "Moreover, take risks teaches you"."""
    for verb in words_in(doc, _ACTIVITIES, after=2):
        if verb.tag_ not in {"VB", "VBP"} or not _opens_clause(verb):
            continue
        told = _verb_told_of(verb)
        gerund = form(verb.lower_, "VBG") if told is not None else ""
        if gerund:
            yield Found(verb.i, verb.i + 1, (gerund,))


def _opens_clause(verb: Token) -> bool:
    lead = following(verb, -1)
    return lead is None or lead.text in {".", ",", ";"} or lead.lower_ in _BEFORE


def _verb_told_of(verb: Token) -> Token | None:
    """The "is" of "learn English is fun", if no other clause begins before it."""
    for word in verb.doc[verb.i + 1 : verb.i + 1 + _FARTHEST]:
        if word.lower_ in _TELLING and word.pos_ in {"AUX", "VERB"} and word.i > verb.i + 1:
            after = following(word)
            return word if after is not None and after.tag_ in _JUDGED else None
        if word.is_punct or word.lower_ in _NEW_CLAUSE or word.tag_ in {"MD", "VBD", "VBZ", "VBP"}:
            return None
    return None
