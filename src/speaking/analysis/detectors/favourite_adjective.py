"""The adjective that a speaker likes most: the same praise or complaint again and again."""

from collections.abc import Iterator, Mapping

from speaking.analysis.detectors import Span
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.tokens import Tokens

_ADJECTIVES = word_set(
    "amazing angry annoying awesome awful bad beautiful boring bright busy calm careful cheap clean clear "
    "comfortable convenient cool crazy crowded cute dangerous delicious difficult dirty easy exciting "
    "expensive famous fancy fantastic fast favourite favorite fine friendly fun funny gorgeous great "
    "happy hard healthy heavy helpful horrible huge important impressive incredible interesting kind "
    "lovely lucky modern nervous nice noisy peaceful perfect polite poor popular pretty proud quick quiet "
    "relaxed relaxing rich sad safe scary serious severe shy sick simple slow smart special strange "
    "strict strong stressful surprised surprising sweet terrible tired tough traditional ugly unique "
    "useful warm weird wonderful"
)
"""Adjectives that judge or describe; "good", "big" and "little" are left out, as everybody repeats them."""


def _forms() -> Mapping[str, str]:
    """Each form of an adjective, such as "harder" and "nicest", with the adjective."""
    forms: dict[str, str] = {}
    for adjective in sorted(_ADJECTIVES):
        stem = adjective.removesuffix("e")
        stem = f"{stem[:-1]}i" if stem.endswith("y") else stem
        forms |= dict.fromkeys((adjective, f"{stem}er", f"{stem}est"), adjective)
    return forms | {"worse": "bad", "worst": "bad"}


_FORMS = _forms()


def favourite_adjective(tokens: Tokens) -> Iterator[Span]:
    """Every place of the adjective that is said most often; the one said first if two are."""
    places: dict[str, list[int]] = {}
    for position in tokens.positions(frozenset(_FORMS)):
        if _judges(tokens, position):
            places.setdefault(_FORMS[tokens.word(position)], []).append(position)
    favourite = max(places.values(), key=len, default=[])
    return ((position, position) for position in favourite)


def _judges(tokens: Tokens, position: int) -> bool:
    """No adjective: "kind of", and the "pretty" of "pretty good"."""
    word, following = tokens.word(position), tokens.word(position + 1)
    if word == "kind":
        return following != "of"
    return word != "pretty" or tokens.comma_after(position)
