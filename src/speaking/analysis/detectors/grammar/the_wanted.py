"""Where 'the' is missing: superlatives, 'same', ordinals and names."""

from collections.abc import Iterator, Sequence

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.word_index import word_index, words_in
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

_NAMES = phrase_set(
    """
    bahamas; maldives; netherlands; philippines; uk; us; usa; united states; united kingdom; united nations;
    united arab emirates; uae; eu; european union; un; middle east; czech republic; dominican republic;
    soviet union; pacific ocean; atlantic ocean; indian ocean; mediterranean sea; black sea; red sea; alps;
    himalayas; sahara; white house; eiffel tower; great wall; internet; olympics; olympic games
    """
)
_LONGEST_NAME = max(map(len, _NAMES))
_BEFORE_NAMES = word_set(
    "in to from on of at use using through by visit visited like near about around via and than is was with"
)
_ALWAYS_WITH_THE = word_set("netherlands philippines united")
_NAME_GOES_ON = frozenset({"NN", "NNS", "VBG", "NNP", "HYPH", "NNPS", "POS", "JJ"})
_SOMETIMES_BARE = word_set("like and than is was with of by about via")

_LANGUAGES = word_set(
    """
    arabic chinese dutch english french german greek hindi italian japanese korean portuguese russian spanish
    thai turkish vietnamese
    """
)
_BEFORE_SAME = word_set("in at to from for with on of is are was were have has had")
_ORDINALS = word_set("first second third fourth fifth sixth last")
_BEFORE_ORDINAL = word_set("for in on at is was from 's")
_ORDERED = word_set("time year day part step reason floor month week problem question picture stage half")
_ORDERED_SUBJECTS = word_set(
    "reason difference problem point question picture advantage example floor paragraph part step "
    "effect factor cause theory solution issue method benefit argument disadvantage type"
)
_ONLY = word_set("way reason problem solution person chance option difference")
_WHOLE = word_set("world day night time family country life week story class city house year thing summer")
_MAIN = word_set("reason problem character purpose goal difference cause topic advantage idea")
_BEST_ALONE = word_set("friend friends buddy regards wishes case man buy bet interest")
_SUPERLATIVES_OF_ONE = word_set("most least")
_AT_A_BEGINNING = frozenset(".?!;,:") | word_set("and but so because that")


def missing_the(doc: Doc) -> Iterator[Found]:
    """A 'same', an ordinal, 'only', 'whole' or 'main' without 'the': "in same way", "for first time"."""
    for word in words_in(doc, _ORDINALS | {"same", "only", "whole", "main"}, after=1):
        if _lacks_the(word, following(word, -1), word.nbor()):
            yield Found(word.i, word.i + 1, (f"the {word.lower_}",))


def _lacks_the(word: Token, before: Token | None, after: Token) -> bool:
    kind = word.lower_
    if before is None or before.lower_ in _AT_A_BEGINNING:
        return _begins_a_list(kind, after)
    if kind == "same":
        return before.lower_ in _BEFORE_SAME or (before.pos_ == "VERB" and after.tag_ in {"NN", "NNS"})
    if tag_after(after) in {"NN", "NNS", "HYPH"}:
        return False
    only = kind == "only" and before.lemma_ == "be" and after.lower_ in _ONLY
    whole = kind == "whole" and before.pos_ in {"VERB", "ADP"} and after.lower_ in _WHOLE
    inside = before.pos_ in {"VERB", "AUX", "ADP"}
    main = kind == "main" and after.lower_ in _MAIN and inside
    return only or whole or main or _is_ordered(kind, before, after)


def _begins_a_list(kind: str, after: Token) -> bool:
    """Whether it is "First reason is", at the beginning of a clause."""
    ordered = kind in _ORDINALS and kind != "last" and after.lower_ in _ORDERED_SUBJECTS
    related = _goes_on_with(after, "between") or _goes_on_with(after, "of")
    return ordered and (tag_after(after) in {"VBZ", "VBD", "MD"} or related)


def _is_ordered(kind: str, before: Token, after: Token) -> bool:
    if kind not in _ORDINALS or before.lower_ not in _BEFORE_ORDINAL:
        return False
    if before.lemma_ == "be":
        of_several = kind != "last" or _goes_on_with(after, "of")
        return after.lower_ in {"time", "reason", "problem", "step", "part", "day"} and of_several
    if kind == "last":
        return before.lower_ in {"for", "at", "on"} and after.lower_ in {"time", "day", "moment", "minute"}
    return after.lower_ in _ORDERED


def _goes_on_with(word: Token, text: str) -> bool:
    after = following(word)
    return after is not None and after.lower_ == text


def superlative_without_the(doc: Doc) -> Iterator[Found]:
    """A superlative before its noun without 'the': "it is most important thing", "best day of my life"."""
    for word in doc[1:-1]:
        if word.tag_ not in {"JJS", "RBS"}:
            continue
        adjective = word.nbor() if word.lower_ in _SUPERLATIVES_OF_ONE else word
        first = word.nbor(-1) if word.nbor(-1).lower_ in _ORDINALS and word.i > 1 else word
        if _is_superlative(word, adjective) and _ends_in_one(adjective) and _needs_the(first.nbor(-1)):
            said = doc[first.i : adjective.i + 1].text.lower()
            yield Found(first.i, adjective.i + 1, (f"the {said}",))


def _is_superlative(word: Token, adjective: Token) -> bool:
    if word.lower_ in _SUPERLATIVES_OF_ONE:
        return word.tag_ in {"RBS", "JJS"} and adjective.tag_ == "JJ"
    return word.tag_ == "JJS"


def _ends_in_one(adjective: Token) -> bool:
    noun = following(adjective)
    if noun is not None and noun.tag_ == "JJ":
        noun = following(noun)
    single = noun is not None and noun.tag_ == "NN" and noun.lower_ not in _BEST_ALONE
    return noun is not None and single and tag_after(noun) not in {"NN", "NNS"}


def _needs_the(before: Token) -> bool:
    return before.pos_ in {"AUX", "VERB"} or before.lower_ in {"in", "to", "of", "as", "for", "with", "on"}


def name_without_the(doc: Doc) -> Iterator[Found]:
    """A name that takes "the": "in USA", "on internet"."""
    lower = word_index(doc).words
    for before_name in words_in(doc, _BEFORE_NAMES, after=1):
        at = before_name.i + 1
        length = _length_of_name(lower, at)
        if not length or _is_no_name(doc[at]):
            continue
        last = doc[at + length - 1]
        sure = lower[at - 1] not in _SOMETIMES_BARE or lower[at] in _ALWAYS_WITH_THE
        if sure and not _name_goes_on(last):
            before = "on" if lower[at] == "internet" and lower[at - 1] in {"in", "at"} else doc[at - 1].text
            yield Found(at - 1, at + length, (f"{before} the {doc[at : at + length].text}",))


def _name_goes_on(last: Token) -> bool:
    after = following(last)
    return after is not None and after.tag_ in _NAME_GOES_ON and after.lower_ not in {"next", "last", "this"}


def _length_of_name(lower: Sequence[str], at: int) -> int:
    return next(
        (
            length
            for length in range(min(_LONGEST_NAME, len(lower) - at), 0, -1)
            if tuple(lower[at : at + length]) in _NAMES
        ),
        0,
    )


def _is_no_name(word: Token) -> bool:
    return word.lower_ in {"us", "un"} and not word.text.isupper()


def language_without_the(doc: Doc) -> Iterator[Found]:
    """A language called by both words without 'the': "in Japanese language"."""
    for language in words_in(doc, {"language"}, before=2):
        name, before = language.nbor(-1), language.nbor(-2)
        if language.tag_ == "NN" and name.text.istitle():
            before_it = before.pos_ in {"VERB", "ADP"} and name.tag_ in {"JJ", "NNP"}
            if before_it and name.lower_ in _LANGUAGES and tag_after(language) not in {"NN", "NNS", "HYPH"}:
                yield Found(name.i, language.i + 1, (f"the {name.text} language", name.text))
