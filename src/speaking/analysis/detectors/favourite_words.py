"""Finds learners' favourite words: fillers, connectors, intensifiers, vague words, hedges.

A detector yields the first and the last position of each occurrence, in order. How often is too often is
decided in `analysis/counted_habits_and_limits/`.
"""

from collections.abc import Iterator

from speaking.analysis.detectors import Detector, Span
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.tokens import Tokens

_NOT_BEFORE_SO = word_set(
    "think thinks thought hope hopes guess believe say says said do does did or not ever even very "
    "just quite is are was were be been am i'm it's that's they're we're you're he's she's isn't "
    "wasn't feel feels felt look looks looked why and/or"
)
_NOT_AFTER_SO = word_set("much many far few little called")
_ASKED_WHETHER_KNOWN = word_set(
    "do did does don't didn't if as would could can should let that how what when once because "
    "already might may will i'll you'll have to who where why which"
)
_KNOWN_THING = word_set(
    "what how where who when why which whether that about him her them me it us this these those a an "
    "the my your his their our anything something nothing everything nobody somebody of all"
)
_ASKED_WHAT_MEANT = word_set("what that which do did does if by don't didn't know mean than")
_MEANT_THING = word_set("it to by what this that nothing")
_BEFORE_BLURRING = word_set(
    "is was are were be been 's i'm it's he's she's that's they're we're you're isn't wasn't i you we "
    "they it he she just feel feels felt look looks looked seem seems seemed got get became become"
)
_ADVERBS_BEFORE_A_CLAUSE = word_set(
    "then also maybe actually usually just really now finally sometimes probably so perhaps suddenly"
)
_BEGIN_A_CLAUSE = word_set(
    "i you he she it we they there it's he's she's we're they're you're i've we've they've i'd i'll we'll "
    "there's that's this that because if when although while after before since what how why who everybody "
    "everyone nobody people"
)
_DETERMINERS = word_set("a an the my your his her our their this these those some many each every")
_FINITE_VERBS = word_set(
    "is are was were has have had can could will would should must may might do does did isn't aren't wasn't "
    "weren't don't doesn't didn't can't couldn't won't said says went goes came comes"
)


def filled_pauses(tokens: Tokens) -> Iterator[Span]:
    return ((position, position) for position in tokens.filled_pauses)


def you_know(tokens: Tokens) -> Iterator[Span]:
    """As a filler: "do you know", "you know what" and "as you know" do not count."""
    for position in tokens.index.get("you", ()):
        if tokens.word(position + 1) != "know" or tokens.comma_after(position):
            continue
        asked = tokens.word(position - 1) in _ASKED_WHETHER_KNOWN and not tokens.comma_before(position)
        known = tokens.word(position + 2) in _KNOWN_THING and not tokens.comma_after(position + 1)
        if not asked and not known:
            yield position, position + 1


def i_mean(tokens: Tokens) -> Iterator[Span]:
    """As a filler: "what I mean" and "I mean it" do not count."""
    for position in tokens.index.get("mean", ()):
        if tokens.word(position - 1) != "i" or tokens.comma_before(position):
            continue
        asked = tokens.word(position - 2) in _ASKED_WHAT_MEANT and not tokens.comma_before(position - 1)
        meant = tokens.word(position + 1) in _MEANT_THING and not tokens.comma_after(position)
        if not asked and not meant:
            yield position - 1, position


def filler_well(tokens: Tokens) -> Iterator[Span]:
    """Between pauses: "well-known", "as well" and "very well" do not count."""
    for position in tokens.index.get("well", ()):
        gap = tokens.gaps[position]
        if tokens.comma_before(position) and gap.startswith((",", "…", "...")):
            before = tokens.gaps[position - 1] if position else "."
            if "-" not in before:
                yield position, position


def kind_of(tokens: Tokens) -> Iterator[Span]:
    """After a verb or a pronoun: "a kind of", "this sort of", "many kinds of" do not count."""
    for position in tokens.positions(("kind", "sort")):
        blurs = tokens.word(position - 1) in _BEFORE_BLURRING or tokens.comma_before(position)
        if tokens.word(position + 1) == "of" and blurs and tokens.word(position + 2) not in ("", "the"):
            yield position, position + 1


def so(tokens: Tokens) -> Iterator[Span]:
    """The connector: "so much", "I think so" and "was so happy" do not count."""
    for position in tokens.index.get("so", ()):
        bound = tokens.word(position - 1) in _NOT_BEFORE_SO and not tokens.comma_before(position)
        degree = tokens.word(position + 1) in _NOT_AFTER_SO or _is_and_so_on(tokens, position)
        if not bound and not degree:
            yield position, position


def _is_and_so_on(tokens: Tokens, position: int) -> bool:
    return tokens.word(position - 1) == "and" and tokens.word(position + 1) in ("on", "forth")


def each(*words: str) -> Detector:
    """A detector of every occurrence of some words."""

    def detect(tokens: Tokens) -> Iterator[Span]:
        return ((position, position) for position in tokens.positions(words))

    return detect


def clause_and(tokens: Tokens) -> Iterator[Span]:
    """Where it adds a clause, as the next words show: "black and white" does not count."""
    for position in tokens.index.get("and", ()):
        if _adds_a_clause(tokens, position):
            yield position, position


def _adds_a_clause(tokens: Tokens, position: int) -> bool:
    sentence = tokens.sentence_at(position)
    before = tokens.spoken_from(sentence.first, position - 1)
    following = [tokens.words[at] for at in tokens.spoken_from(position + 1, sentence.last)]
    if not before:
        return bool(following)
    while following and following[0] in _ADVERBS_BEFORE_A_CLAUSE:
        following = following[1:]
    if not following or following[0] not in _DETERMINERS:
        return bool(following) and following[0] in _BEGIN_A_CLAUSE
    return not _FINITE_VERBS.isdisjoint(following[2:4])


but = each("but")
because = each("because", "cause", "'cause", "cuz")

OTHER_CONNECTORS = word_set(
    "because although though however therefore while whereas since unless until if when whenever then "
    "before after moreover furthermore besides also otherwise instead finally meanwhile nevertheless "
    "thus hence which or"
)
"""Connectors that a speaker can choose from; single words, as most connectors are."""


def common_connectors(tokens: Tokens) -> Iterator[Span]:
    yield from sorted([*so(tokens), *clause_and(tokens), *but(tokens)])


def connector_count(tokens: Tokens) -> int:
    """All connectors, common or not."""
    others = sum(len(tokens.index.get(word, ())) for word in OTHER_CONNECTORS)
    return others + sum(1 for _ in common_connectors(tokens))


_VAGUE = frozenset({"thing", "things", "stuff"})
_VAGUE_ENDINGS = ("something like that", "things like that", "stuff like that", "and so on", "and so forth")
_HEDGING_WORDS = frozenset({"maybe", "perhaps", "probably"})
_HEDGING_PHRASES = ("i think", "i guess", "i suppose", "i'm not sure")


def vague_words(tokens: Tokens) -> Iterator[Span]:
    """Thing, stuff and vague endings; "the thing is" announces something and does not count."""
    endings = list(_phrases(tokens, _VAGUE_ENDINGS))
    in_endings = {position for first, last in endings for position in range(first, last + 1)}
    words = [
        (position, position)
        for position in tokens.positions(_VAGUE)
        if position not in in_endings
        and not (tokens.word(position) == "thing" and tokens.word(position + 1) == "is")
    ]
    yield from sorted(endings + words)


def hedges(tokens: Tokens) -> Iterator[Span]:
    words = [(position, position) for position in tokens.positions(_HEDGING_WORDS)]
    phrases = (
        (first, last) for first, last in _phrases(tokens, _HEDGING_PHRASES) if tokens.word(last + 1) != "so"
    )
    yield from sorted([*words, *phrases])


def _phrases(tokens: Tokens, phrases: tuple[str, ...]) -> Iterator[Span]:
    """Every occurrence of each phrase."""
    for phrase in phrases:
        words = phrase.split()
        for first in tokens.index.get(words[0], ()):
            if tokens.words[first : first + len(words)] == words:
                yield first, first + len(words) - 1
