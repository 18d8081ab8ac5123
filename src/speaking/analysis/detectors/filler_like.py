"""'Like' where it means nothing: no verb, no comparison, no example. Closed lists decide, no parser.

What could be a comparison ("it is like a dream", "sports like football") is left alone: a filler more or less
changes no habit, a wrong one costs trust.
"""

from collections.abc import Iterator

from speaking.analysis.detectors import Span
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.tokens import Tokens

_LIKING = word_set(
    "i you we they he she it who to would i'd you'd we'd they'd he'd she'd don't didn't doesn't wouldn't "
    "also really still always never even all both what do did does don not people everybody everyone "
    "might may will won't could"
)
"""Before the verb."""

_COMPARING = word_set(
    "is are was were be been being am 's isn't aren't wasn't weren't it's that's he's she's they're we're "
    "you're i'm there's what's look looks looked looking sound sounds sounded sounding feel feels felt "
    "feeling seem seems seemed taste tastes tasted smell smells smelled act acts acted behave behaves "
    "more less much exactly just something anything nothing everything someone somebody anyone anybody "
    "thing things stuff place alike not treat treats treated quite almost very rather look-alike"
)
"""Before a comparison."""

_COMPARED = word_set(
    "that this these those it him her me them us you mine yours hers ours crazy hell ever so"
)
"""After a comparison."""

_MEASURED = word_set(
    "have has had having got get gets getting take takes took taking make makes made making need needs "
    "needed want wants wanted see sees saw buy buys bought use uses used spend spends spent pay pays paid "
    "find finds found cost costs lost win won join joined visit visited go goes went going stay stayed "
    "wait waited watch watched bring brought know knew there're are"
)
_BEGINNING = word_set(
    "so but because when if or and then that where while until although since whether actually maybe "
    "basically well yeah"
)
_JOINING = word_set("and or then")
_BEFORE_NOUNS = word_set(
    "with for in at on about from by during after before into of the a an my his her our their"
)
_COUNTING = word_set(
    "a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred many some few several every each half"
)
_NUMBERS = _COUNTING - {"a", "an", "many", "some", "every", "each"}
_SUBJECTS = word_set("i we he she they there it's there's i'm we're he's she's they're")
_SAYING = word_set("said say says mentioned told know")


def filler_like(tokens: Tokens) -> Iterator[Span]:
    """Between pauses, before a number, or where neither a verb nor a comparison can be."""
    pauses = frozenset(tokens.filled_pauses)
    for position in tokens.index.get("like", ()):
        if not tokens.ends_sentence(position) and _is_filler(tokens, position, pauses):
            yield position, position


def _is_filler(tokens: Tokens, position: int, pauses: frozenset[int]) -> bool:
    before, after = _before(tokens, position), tokens.word(position + 1)
    paused_before = position > 0 and (position - 1 in pauses or tokens.comma_before(position))
    if before in _LIKING or after in _COMPARED:
        return False
    if position + 1 in pauses or tokens.comma_after(position):
        return paused_before or before not in _COMPARING
    if after in _NUMBERS or after.isdigit():
        return True
    if before in _COMPARING:
        return False
    if after in _SUBJECTS:
        as_i_said = tokens.word(position + 2) in _SAYING
        return not as_i_said and (paused_before or before in _BEGINNING)
    return position - 1 in pauses or _has_no_other_job(before, after, paused_before=paused_before)


def _has_no_other_job(before: str, after: str, *, paused_before: bool) -> bool:
    """Whether the word before leaves "like" nothing to do: "we have like a hall", "for like a week"."""
    if before in _MEASURED:
        return after in _COUNTING or not paused_before
    if before in _BEGINNING:
        return before not in _JOINING or after in _COUNTING
    return before in _BEFORE_NOUNS


def _before(tokens: Tokens, position: int) -> str:
    """The word before, without filled pauses; empty at the start of a sentence."""
    spoken = tokens.spoken_from(tokens.sentence_at(position).first, position - 1)
    return tokens.words[spoken[-1]] if spoken else ""
