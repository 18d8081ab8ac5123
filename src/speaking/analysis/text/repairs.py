"""Words said twice and sentences begun again: normal in speech, a matter of fluency, never of grammar."""

from collections.abc import Iterator, Sequence

from speaking.analysis.text.closed_classes import SUBORDINATORS, phrase_set, word_set
from speaking.analysis.text.tokens import Tokens

LONGEST_REPEAT = 4
"""The longest piece, in words, that is said again."""

FUNCTION_WORDS = word_set(
    "i you he she it we they me him us them my your his its our their a an the this these those in on "
    "at to for from with of by about into and or so because if when where who what which than as is "
    "are was were am be been do does did has have can could will would should must may might i'm it's "
    "he's she's we're they're you're i've i'd i'll there there's not don't"
)
"""Said twice in a row, these are a stumble; others may be doubled on purpose ("very very big")."""

_PRONOUNS = word_set("i you he she it we they there who")
_DOUBLED_IN_GRAMMAR = phrase_set("that that; had had; you you; it it; is is")
FORMS_OF_ONE_VERB = {
    frozenset(forms.split("/"))
    for forms in word_set(
        "go/went am/was is/was are/were is/are was/were am/are eat/ate buy/bought see/saw take/took say/said "
        "get/got find/found know/knew make/made give/gave tell/told can/could will/would don't/didn't "
        "sees/saw goes/went takes/took gets/got makes/made knows/knew gives/gave buys/bought says/said "
        "come/came comes/came think/thought feel/felt leave/left speak/spoke write/wrote "
        "drive/drove drink/drank"
    )
}


def repairs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and last position of the words that were taken back, each place once.

    Filled pauses in between do not hide a repair: "I, um, I went" is one.
    """
    spoken = tokens.spoken
    words = [tokens.words[position] for position in spoken]
    at = 0
    while at < len(words) - 1:
        length = _given_up(tokens, spoken, words, at)
        if length:
            yield spoken[at], spoken[at + length - 1]
        at += length or 1


def _given_up(tokens: Tokens, spoken: Sequence[int], words: list[str], at: int) -> int:
    """How many words from here on are said again at once; zero if there is no repair."""
    first = words[at]
    if first == words[at + 1]:
        return int(_is_stumble(words, at) and not ends_sentence(tokens, spoken[at]))
    if first not in words[at + 2 : at + LONGEST_REPEAT + 1]:
        return 0
    for length in range(LONGEST_REPEAT, 1, -1):
        again = words[at : at + length] == words[at + length : at + 2 * length]
        if again and not ends_sentence(tokens, spoken[at + length - 1]):
            return length
    return 2 * int(is_put_right(tokens, spoken, words, at))


def _is_stumble(words: list[str], at: int) -> bool:
    return words[at] in FUNCTION_WORDS and (words[at], words[at + 1]) not in _DOUBLED_IN_GRAMMAR


def is_put_right(tokens: Tokens, spoken: Sequence[int], words: Sequence[str], at: int) -> bool:
    """Whether a pronoun and a verb are repeated with another form of the verb: "I go, I went"."""
    if len(words) < at + 4 or words[at] not in _PRONOUNS or words[at + 2] != words[at]:
        return False
    in_subordinate = at > 0 and words[at - 1] in SUBORDINATORS
    if in_subordinate or ends_sentence(tokens, spoken[at + 1]):
        return False
    given_up, said = words[at + 1], words[at + 3]
    return given_up[:2] == said[:2] or frozenset((given_up, said)) in FORMS_OF_ONE_VERB


def ends_sentence(tokens: Tokens, position: int) -> bool:
    """Whether a sentence ends here; one that trails off ("I went... I went home") is begun again."""
    return tokens.ends_sentence(position) and not tokens.gaps[position].startswith(("...", "…"))
