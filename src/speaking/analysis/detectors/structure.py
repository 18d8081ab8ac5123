"""How sentences are built: openers, chains, monotony, and what is repeated."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from speaking.analysis.detectors import Detector, Span
from speaking.analysis.detectors.favourite_words import so
from speaking.analysis.text.closed_classes import COORDINATORS, SUBORDINATORS, word_set
from speaking.analysis.text.tokens import Sentence, Tokens

FEWEST_SENTENCES = 8
"""With fewer sentences than this, a share of them means nothing."""

LONGEST_MEAN_SENTENCE = 45
"""In words; a transcript whose sentences are longer on average is hardly punctuated."""

SAME_OPENER_RUN = 3
"""Sentences in a row that begin alike before a listener notices."""

OFTEN = 5
OFTEN_SHARE = 0.095
"""Sentences that begin with the same two words, and their least share: nine in ten of the highest-level
speakers of NICT JLE stay under it with their favourite opener (see `norms`)."""

CHAIN_LINKS = 3
"""Clauses added with "and", "so" or "but" in one sentence: four clauses in a row."""

SHORT_SENTENCE = 7
SHORT_RUN = 4
"""Sentences in a row that are short and have one clause each."""

NEAR_WORDS = 25
NEAR_TIMES = 3
"""A content word said this often within this many words sounds repeated; about ten seconds of speech."""

PHRASE_WORDS = 4
PHRASE_TIMES = 3

_EXISTS = word_set("is are was were")
_THERE = frozenset({"there", "there's", "there're"})
_PROMISE_MORE = word_set("and but or because the a an my with if when")
_LINKS = frozenset({"and", "so", "but"})
_BEGIN_ANOTHER_CLAUSE = word_set(
    "i you he she it we they there then i'm it's he's she's we're they're you're i've we've they've "
    "i'd i'll we'll there's that's after"
)
_JOINING_WORDS = COORDINATORS | SUBORDINATORS | {"to"}
_STOP_WORDS = word_set(
    "a about after again all also always an and another any are around as at back be because been "
    "before being but by can can't could did didn't do does doesn't doing don't down each even ever "
    "every few first for from get gets getting give go goes going gone gonna good got had has have "
    "having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just "
    "know last let like little lot made make many maybe me mean more most much must my need never new "
    "next no not now of off often old on once one ones only or other our out over own people really "
    "right said same say says see she should since so some something sometimes still such take tell "
    "than that that's the their them then there there's these they they're thing things think this "
    "those though three through time times to today too took two under until up us use used using "
    "very want wanted wants was wasn't way we we're well went were what what's when where which while "
    "who why will with without won't work would year years yeah yes yet you you're your yours day "
    "days okay"
)
_SHORTEST_CONTENT_WORD = 4


def has_sentences(tokens: Tokens) -> bool:
    """Whether the transcript is punctuated, and has enough sentences to measure."""
    count = len(tokens.sentences)
    return count >= FEWEST_SENTENCES and len(tokens.words) <= count * LONGEST_MEAN_SENTENCE


def openers(word: str) -> Detector:
    """A detector of the sentences that begin with `word`, ignoring filled pauses."""

    def detect(tokens: Tokens) -> Iterator[Span]:
        for sentence in tokens.sentences:
            spoken = tokens.spoken_from(sentence.first, sentence.last)
            if spoken and tokens.words[spoken[0]] == word and sentence.last > spoken[0]:
                yield spoken[0], spoken[0]

    return detect


def repeated_openers(tokens: Tokens) -> Iterator[Span]:
    """First two words that begin many sentences, and first words of three sentences in a row."""
    starts = [tokens.spoken_from(sentence.first, sentence.last)[:2] for sentence in tokens.sentences]
    pairs = Counter(_said(tokens, start) for start in starts if len(start) > 1)
    many = max(OFTEN, OFTEN_SHARE * len(starts))
    often = {pair for pair, times in pairs.items() if times >= many}
    in_runs = _in_runs([_said(tokens, start[:1]) for start in starts])
    for start, in_run in zip(starts, in_runs, strict=True):
        if start and (in_run or _said(tokens, start) in often):
            yield start[0], start[-1]


def there_is(tokens: Tokens) -> Iterator[Span]:
    """Clauses that only say what exists: "there is a house", "there's also a man"."""
    for position in tokens.positions(_THERE):
        if tokens.word(position) != "there":
            yield position, position
        elif tokens.word(position + 1) in _EXISTS and not tokens.comma_after(position):
            yield position, position + 1


def trailing_off(tokens: Tokens) -> Iterator[Span]:
    """Sentences whose last word promises more: "I was tired so.", "inside hotels or."; not "I think so."."""
    promise_more = {last for _, last in so(tokens)} | set(tokens.positions(_PROMISE_MORE))
    for sentence in tokens.sentences:
        spoken = tokens.spoken_from(sentence.first, sentence.last)
        if len(spoken) > 1 and spoken[-1] in promise_more:
            yield spoken[-2], spoken[-1]


def _said(tokens: Tokens, positions: Sequence[int]) -> tuple[str, ...]:
    return tuple(tokens.words[position] for position in positions)


def _in_runs(openings: Sequence[tuple[str, ...]]) -> list[bool]:
    """Whether each opening is one of at least three equal ones in a row."""
    runs = ((opening, len(list(run))) for opening, run in groupby(openings))
    return [bool(opening) and length >= SAME_OPENER_RUN for opening, length in runs for _ in range(length)]


def chained_clauses(tokens: Tokens) -> Iterator[Span]:
    """From the first added clause to the subject of the last, in sentences with at least three of them."""
    for sentence, positions in groupby(tokens.positions(_LINKS), tokens.sentence_at):
        links = [
            position
            for position in positions
            if position > sentence.first and _next_spoken(tokens, position) in _BEGIN_ANOTHER_CLAUSE
        ]
        if len(links) >= CHAIN_LINKS:
            yield links[0], min(links[-1] + 2, len(tokens.words) - 1)


def _next_spoken(tokens: Tokens, position: int) -> str:
    following = bisect_right(tokens.spoken, position)
    return tokens.words[tokens.spoken[following]] if following < len(tokens.spoken) else ""


def short_sentences(tokens: Tokens) -> Iterator[Span]:
    """Each sentence in a run of at least four that have at most seven words and no joining word."""
    for is_short, group in groupby(tokens.sentences, lambda sentence: _is_short_and_simple(tokens, sentence)):
        run = list(group)
        if is_short and len(run) >= SHORT_RUN:
            yield from ((sentence.first, sentence.last) for sentence in run)


def _is_short_and_simple(tokens: Tokens, sentence: Sentence) -> bool:
    words = tokens.words[sentence.first : sentence.last + 1]
    return 3 <= len(words) <= SHORT_SENTENCE and _JOINING_WORDS.isdisjoint(words)  # noqa: PLR2004 - "Oh yes."


def repeated_words(tokens: Tokens) -> Iterator[Span]:
    """Content words said three times or more within 25 words."""
    found: set[int] = set()
    for word, positions in tokens.index.items():
        if len(positions) >= NEAR_TIMES and _is_content_word(word):
            for first, last in zip(
                range(len(positions)), range(NEAR_TIMES - 1, len(positions)), strict=False
            ):
                if positions[last] - positions[first] < NEAR_WORDS:
                    found.update(positions[first : last + 1])
    return ((position, position) for position in sorted(found))


def _is_content_word(word: str) -> bool:
    return len(word) >= _SHORTEST_CONTENT_WORD and word not in _STOP_WORDS


def repeated_phrases(tokens: Tokens) -> Iterator[Span]:
    """Four words in a row, one of them a content word, that occur at least three times."""
    places: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for word, positions in tokens.index.items():
        if len(positions) >= PHRASE_TIMES and _is_content_word(word):
            for position in positions:
                for first in range(max(0, position - PHRASE_WORDS + 1), position + 1):
                    places[tuple(tokens.words[first : first + PHRASE_WORDS])].add(first)
    taken: set[int] = set()
    for phrase, firsts in sorted(places.items(), key=lambda place: (-len(place[1]), min(place[1]))):
        free = _apart(firsts, taken) if len(phrase) == PHRASE_WORDS else []
        if len(free) >= PHRASE_TIMES:
            taken.update(position for first in free for position in range(first, first + PHRASE_WORDS))
            yield from ((first, first + PHRASE_WORDS - 1) for first in free)


def _apart(firsts: set[int], taken: set[int]) -> list[int]:
    """The places of a phrase that overlap neither each other nor what is taken."""
    free: list[int] = []
    for first in sorted(firsts):
        if taken.isdisjoint(range(first, first + PHRASE_WORDS)) and (
            not free or first >= free[-1] + PHRASE_WORDS
        ):
            free.append(first)
    return free
