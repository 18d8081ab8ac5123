"""Nouns that cannot be counted, and quantifiers that fit them or do not."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.noun_forms import singular_of
from speaking.analysis.detectors.grammar.noun_phrases import noun_after
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

UNCOUNTABLE_PLURALS = word_set(
    """
    accuracies anxieties attentions advices advertisings
    baggages bloods cashes clothings courages educations electricities employments
    entertainments equipments evidences feedbacks footwears furnitures garbages happinesses hardwares healths
    homeworks houseworks housings informations infrastructures jewelries jewelleries knowledges laughters
    medias polices
    luggages machineries merchandises moneys musics paperworks patiences pollutions progresses publicities
    researches rices rubbishes sceneries schoolworks slangs softwares stationeries stuffs sunshines teamworks
    traffics trafics transportations trashes underwears unemployments violences weathers
    """
)
_SINGULARS = {
    "trafics": "traffic",
    "moneys": "money",
    "jewelleries": "jewellery",
    "stuffs": "stuff",
    "medias": "media",
    "polices": "police",
}

UNCOUNTABLE = word_set(
    """
    accommodation advice air baggage bread butter cash clothing courage electricity employment equipment
    evidence fun furniture garbage grass happiness hardware health homework housework information
    jewelry knowledge laughter luck luggage machinery money music nature news nonsense patience pollution
    progress research rice rubbish sand scenery software stuff sunshine teamwork traffic transportation
    unemployment vocabulary water weather
    """
)
_COUNTED_BY_A = word_set(
    """
    advice baggage bread cash clothing equipment evidence fun furniture garbage homework housework information
    jewelry luck luggage machinery money news pollution progress research rice scenery software sunshine
    traffic transportation weather
    """
)
_PIECES = word_set("advice equipment evidence furniture information luggage news baggage")
_NO_ARTICLE_AT_ALL = word_set(
    "weather luck fun progress scenery money traffic homework research pollution sunshine transportation cash"
)
_COUNTING = word_set("a an many several few these those another each")
_UNCOUNTABLE_ALONE = word_set("knowledge music")
_GOES_ON = frozenset({"NN", "NNS", "NNP", "VBG", "HYPH", "VBN", "POS"})
_AMOUNTS = word_set("so too how very as not n't")
_NEGATION_REACH = 3
_AMOUNT_FOR_NUMBER = {
    "many": "a lot of",
    "several": "some",
    "few": "little",
    "these": "this",
    "those": "that",
}
_NOT_COUNTED_AFTER_MUCH = word_set(
    "thanks news politics sports physics economics mathematics means lots savings"
)


def uncountable_plural(doc: Doc) -> Iterator[Found]:
    """The plural of a noun that has none: "informations", "advices"."""
    for noun in words_in(doc, UNCOUNTABLE_PLURALS):
        if noun.pos_ != "VERB":
            singular = _SINGULARS.get(noun.lower_) or singular_of(noun)
            many = following(noun, -1)
            if many is not None and many.lower_ == "many":
                yield Found(many.i, noun.i + 1, (f"a lot of {singular}",))
            else:
                yield Found(noun.i, noun.i + 1, (singular,))


def counted_uncountable(doc: Doc) -> Iterator[Found]:
    """Counting what cannot be counted: "many information", "an advice"."""
    for word in words_in(doc, _COUNTING, after=1):
        noun = noun_after(word)
        if noun is None or noun.lower_ not in UNCOUNTABLE or noun.dep_ == "compound":
            continue
        if word.lower_ in {"a", "an"} and noun.lower_ not in _COUNTED_BY_A | _UNCOUNTABLE_ALONE:
            continue
        described = noun.lower_ in _UNCOUNTABLE_ALONE and noun.i > word.i + 1
        if tag_after(noun) not in _GOES_ON | {"CC"} and not described and not _is_a_little(word):
            yield Found(word.i, noun.i + 1, _as_an_amount(word, noun))


def _is_a_little(word: Token) -> bool:
    return word.nbor().lower_ in {"few", "little", "certain", "lack"}


def _as_an_amount(word: Token, noun: Token) -> tuple[str, ...]:
    rest = noun.doc[word.i + 1 : noun.i + 1].text
    before = {each.lower_ for each in word.doc[max(0, word.i - _NEGATION_REACH) : word.i]}
    if word.lower_ in {"a", "an"}:
        if noun.lower_ in _PIECES:
            return f"some {rest}", f"a piece of {rest}"
        return (rest,) if noun.lower_ in _NO_ARTICLE_AT_ALL else (f"some {rest}",)
    if word.lower_ == "many" and not before.isdisjoint(_AMOUNTS):
        return (f"much {rest}",)
    amount = _AMOUNT_FOR_NUMBER.get(word.lower_)
    return () if amount is None else (f"{amount} {rest}",)


def much_many(doc: Doc) -> Iterator[Found]:
    """A "much" before what can be counted: "much people", "too much cars"."""
    for much in words_in(doc, {"much"}, after=1):
        noun = noun_after(much)
        if noun is None or noun.i > much.i + 2 or noun.lower_ in _NOT_COUNTED_AFTER_MUCH:
            continue
        counted = noun.tag_ == "NNS" and noun.lower_ not in UNCOUNTABLE_PLURALS
        if (counted or noun.lower_ == "people") and tag_after(noun) not in {"NN", "NNS"}:
            yield Found(much.i, noun.i + 1, (f"many {noun.doc[much.i + 1 : noun.i + 1].text}",))


def so_and_plural(doc: Doc) -> Iterator[Found]:
    """A "so" or "too" that lacks "many" before a plural: "there are so people"."""
    for degree in words_in(doc, {"so", "too"}, before=1, after=1):
        noun = degree.nbor()
        people = noun.lower_ in {"people", "things", "places", "friends", "cars", "problems"}
        after_be = degree.nbor(-1).lemma_ in {"be", "have"} and noun.tag_ in {"NNS", "NN"}
        if people and after_be:
            yield Found(degree.i, noun.i + 1, (f"{degree.lower_} many {noun.text}",))


def quantifier_of(doc: Doc) -> Iterator[Found]:
    """A needless "of" or "the" with a quantifier: "most of people", "the most people", "almost people"."""
    for word in words_in(doc, {"most", "some", "many", "all", "almost", "the"}, after=2):
        first, second = word.nbor(), word.nbor(2)
        if _is_quantifier(word) and first.lower_ == "of" and second.tag_ == "NNS":
            yield Found(
                word.i, word.i + 3, (f"{word.text} {second.text}", f"{word.text} of the {second.text}")
            )
        elif word.lower_ == "almost" and (first.tag_ == "NNS" or first.lower_ == "people"):
            yield Found(word.i, word.i + 2, (f"almost all {first.text}", f"most {first.text}"))
        elif word.lower_ == "the" and first.lower_ == "most" and second.lower_ in {"of", "people"}:
            right = "most of" if second.lower_ == "of" else "most people"
            yield Found(word.i, word.i + 3, (right,))


def _is_quantifier(word: Token) -> bool:
    above_all = word.lower_ == "all" and word.i > 0 and word.nbor(-1).lower_ in {"the", "all"}
    return word.lower_ in {"most", "some", "many", "all"} and word.tag_ != "RB" and not above_all
