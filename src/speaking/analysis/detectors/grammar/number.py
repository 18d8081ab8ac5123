"""Singulars and plurals after words that require one of them."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import count_nouns, countability
from speaking.analysis.detectors.grammar.article_forms import with_a
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, following, tag_after
from speaking.analysis.detectors.grammar.noun_forms import plural_of, singular_of
from speaking.analysis.detectors.grammar.noun_phrases import noun_after
from speaking.analysis.detectors.grammar.word_index import word_index, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    """
)
_PLURAL_WHATEVER_FOLLOWS = word_set("many several various both numerous countless")
_OF_MANY = word_set("these those")
_MANY = _PLURAL_WHATEVER_FOLLOWS | _OF_MANY
_UNITS = word_set(
    """
    minute hour day week month year kilogram kilo kilometer kilometre meter metre centimeter euro second cent
    mile dollar semester
    """
)
_COUNTED = count_nouns.COUNT_NOUNS | word_set(
    """
    person thing problem way reason country place language word company event activity family man woman
    opportunity point part skill area course class game story idea choice difference advantage
    foreigner food-stall hobby example aspect thought university school town team lesson letter
    brother baby type kind season
    subject topic rule resource responsibility kid scientist researcher expert fact method tool
    technique device disease ability opinion member feature factor task goal step theory argument
    option solution product program machine teenager tourist passenger species system habit tradition
    custom culture situation relationship effect benefit disadvantage consequence decision mistake word
    """
) - word_set("door species")
_SINGULAR_ONLY = word_set("a an another each every that this")
_ONE_OF = (["one", "of"], ["many", "of"], ["few", "of"], ["two", "of"], ["three", "of"])
_LOTS = (
    ["lot"],
    ["a", "lot"],
    ["lots"],
    ["number"],
    ["numbers"],
    ["variety"],
    ["range"],
    ["kinds"],
    ["types"],
    ["couple"],
    ["a", "couple"],
    ["dozens"],
    ["hundreds"],
    ["thousands"],
    ["plenty"],
)
_ALSO_MUCH = word_set(
    "activity opportunity area family choice difference thought skill course responsibility ability "
    "tradition culture theory argument effect part opinion disease language"
)
_LOOKS_PLURAL = word_set(
    """
    outweighs means series species people lot few news headquarters politics economics mathematics physics
    gymnastics crossroads thanks gas ways pants jeans scissors glasses stairs statistics athletics
    linguistics electronics aerobics barracks gallows works sports dues bus lens class clothes savings
    """
)
_NOT_ONE_OF = word_set(
    """
    audience best crew faculty family few first group half kind least media most people police rest staff team
    work
    """
)
_QUANTITIES = word_set("other different all most more some certain")
_QUANTITY_TAGS = frozenset({"JJ", "DT", "JJR", "JJS", "PDT"})
_SOME_ONE = word_set(
    """
    boy day girl guy idea idiot kid lady man mistake person place point problem reason sign stranger thing
    way woman country company story part book hotel restaurant school movie type kind point part
    member system rule kid expert product tool device machine situation relationship method topic subject
    fact program custom disease effect responsibility ability culture tradition theory argument detail
    """
)
_NEVER_AFTER_MORE = word_set(
    """
    part way work time class area point course game choice idea type kind responsibility effect ability
    culture tradition theory argument opinion detail disease
    """
)
_SOME_NEW = word_set("good new big small nice famous beautiful interesting important difficult bad old")
_ALL_OF_ONE = word_set("day way class family")
_DETERMINING_TAGS = frozenset({"DT", "PRP$", "CD", "POS", "WDT"})
_DETERMINING = word_set("no any each every one much far or 's")
_COMPOUND_TAGS = frozenset({"NN", "NNS", "POS", "NNP"})
_MODIFIED_TAGS = frozenset({"JJ", "VBG", "VBN", "HYPH", "CD", "RB"})
_BEFORE_A_MEASURE = frozenset({"JJ", "CD", "NNP"})
_KINDS = word_set("kind type sort")
_FARTHEST_NOUN = 2
_INVARIABLE = word_set(
    "aircraft bison craft crew deer fish moose offspring salmon sheep shrimp spacecraft staff"
)
_PAIRS = word_set("arms clothes ears eyes feet hands legs lips parents shoes teeth")
_OF_ONE_FAMILY = word_set("husband boss girlfriend boyfriend body soul partner baby spouse house dad mom")
_YEARS = 1000
_AFTER_A_UNIT = word_set("ago later before away earlier only together")
_DOUBLE_PLURALS = {
    "peoples": "people",
    "childrens": "children",
    "mens": "men",
    "womens": "women",
    "policemans": "policemen",
    "gentlemans": "gentlemen",
    "businessmans": "businessmen",
    "fishermans": "fishermen",
    "womans": "women",
    "feets": "feet",
    "teeths": "teeth",
    "mices": "mice",
    "sheeps": "sheep",
    "childs": "children",
    "persones": "people",
    "familys": "families",
    "countrys": "countries",
}
_NEVER_PLURAL = word_set(
    """
    different important beautiful interesting expensive famous difficult happy big small nice young old
    dangerous comfortable popular delicious friendly intelligent
    """
)
_ALSO_NOUNS = word_set("patient intelligent kind good cheap tired long short nice high professional")


def plural_wanted(doc: Doc) -> Iterator[Found]:
    """A determiner of many before a singular: "many place", "these car", "three book"."""
    for word in doc[:-1]:
        noun = noun_after(word) if word.lower_ in _MANY or word.tag_ == "CD" else None
        if noun is None or noun.tag_ != "NN" or noun.lower_ in countability.UNCOUNTABLE | _INVARIABLE:
            continue
        if word.head.i == noun.i and _asks_for_many(word, noun) and not _is_half_a_word(word, noun):
            yield _plural(word, noun)


def _plural(word: Token, noun: Token) -> Found:
    """The words from the determiner to the noun, or only the noun if it is far away."""
    if noun.i - word.i > _FARTHEST_NOUN:
        return Found(noun.i, noun.i + 1, (plural_of(noun),))
    return Found(word.i, noun.i + 1, _in_plural(word, noun))


def _in_plural(word: Token, noun: Token) -> tuple[str, ...]:
    if noun.lower_ == "time" and word.lower_ == "many" and noun.i == word.i + 1:
        return ("many times", "a lot of time")
    return (" ".join([*(each.text for each in noun.doc[word.i : noun.i]), plural_of(noun)]),)


def _asks_for_many(word: Token, noun: Token) -> bool:
    if word.lower_ in _PLURAL_WHATEVER_FOLLOWS:
        return noun.dep_ != "compound"
    if word.lower_ in _OF_MANY:
        return noun.lower_ in _COUNTED | _UNITS and noun.lower_ not in _KINDS
    digits = word.text.isdecimal() and word.text.isascii() and 1 < int(word.text) < _YEARS
    numeral = word.tag_ == "CD" and (word.lower_ in _NUMBERS or digits)
    return numeral and noun.lower_ in _COUNTED | _UNITS


def _is_half_a_word(word: Token, noun: Token) -> bool:
    """Whether number and noun describe what follows ("a two year old", "four door")."""
    before, after = following(word, -1), following(noun)
    if after is not None and _makes_a_longer_word(after):
        return True
    if word.tag_ != "CD":
        return after is not None and after.text == "," and tag_after(after) in _COMPOUND_TAGS
    return before is not None and (before.tag_ in _BEFORE_A_MEASURE or before.lower_ in {"a", "of", "point"})


def _makes_a_longer_word(after: Token) -> bool:
    joined = after.tag_ in _COMPOUND_TAGS | _MODIFIED_TAGS or after.text in {"-", "/"}
    return joined and after.lower_ not in _AFTER_A_UNIT


def plural_after_of(doc: Doc) -> Iterator[Found]:
    """A singular after "one of the", "a lot of", "many kind of": "one of my friend", "a lot of thing"."""
    words = word_index(doc).words
    for word in doc[:-1]:
        noun = noun_after(word) if "of" in words[max(0, word.i - 1) : word.i + 1] else None
        if noun is None or noun.tag_ != "NN" or noun.lower_ in countability.UNCOUNTABLE | _NOT_ONE_OF:
            continue
        if tag_after(noun) in _COMPOUND_TAGS | {"HYPH", "VBG"} or not _is_of_many(word, noun):
            continue
        yield _plural(word, noun)


def _is_of_many(word: Token, noun: Token) -> bool:
    """Whether it is before the noun of "one of the …", "many of my …", "a lot of …"."""
    before = [each.lower_ for each in word.doc[max(0, word.i - 2) : word.i]]
    if word.tag_ in {"DT", "PRP$"} and word.lower_ not in _SINGULAR_ONLY:
        counted = noun.lower_ in _COUNTED or before == ["one", "of"]
        return before in _ONE_OF and counted
    several = before in _LOTS or before[-1:] in _LOTS
    return word.lower_ == "of" and several and noun.lower_ in (_COUNTED | _UNITS) - _ALSO_MUCH


def kinds_of(doc: Doc) -> Iterator[Found]:
    """A singular "kind of" after a word for several: "many kind of", "all type of"."""
    for kind in words_in(doc, _KINDS, before=1, after=1):
        if kind.nbor().lower_ == "of":
            before = kind.nbor(-1)
            several = before.lower_ in _PLURAL_WHATEVER_FOLLOWS | _NUMBERS | {"all", "different"}
            one = before.i > 0 and before.nbor(-1).tag_ in {"DT", "CD"} and before.lower_ == "different"
            if several and not one:
                yield Found(before.i, kind.i + 1, (f"{before.text} {kind.lower_}s",))


def plural_after_quantity(doc: Doc) -> Iterator[Found]:
    """A singular after a word for several: "some good driver", "other country", "more person"."""
    for word in words_in(doc, _QUANTITIES, after=1):
        if word.tag_ not in _QUANTITY_TAGS or _is_one_of_its_kind(word):
            continue
        noun = noun_after(word)
        if noun is None or noun.tag_ != "NN" or noun.lower_ not in _COUNTED or noun.dep_ == "compound":
            continue
        after = following(noun)
        if (
            noun.i - word.i <= _FARTHEST_NOUN
            and not _may_be_one(word, noun)
            and tag_after(noun) not in _COMPOUND_TAGS | {"HYPH"}
            and (after is None or after.text not in {",", "-"})
        ):
            yield Found(word.i, noun.i + 1, _in_plural(word, noun))


def _is_one_of_its_kind(word: Token) -> bool:
    """Whether an earlier word shows that it is one: "the other", "a completely different"."""
    before = following(word, -1)
    if before is not None and before.i and before.pos_ == "ADV":
        before = following(before, -1)
    if word.lower_ == "all" and before is not None and before.lemma_ in {"be", "like", "with", "for"}:
        return True
    return before is not None and (before.tag_ in _DETERMINING_TAGS or before.lower_ in _DETERMINING)


def _may_be_one(word: Token, noun: Token) -> bool:
    between = noun.doc[word.i + 1 : noun.i]
    if word.lower_ == "some":
        described = all(each.lower_ in _SOME_NEW for each in between)
        return noun.lower_ in _SOME_ONE or not described
    if word.lower_ in {"more", "most"}:
        return noun.lower_ in _NEVER_AFTER_MORE or any(each.tag_ == "JJ" for each in between)
    return word.lower_ == "all" and noun.lower_ in _ALL_OF_ONE


def singular_wanted(doc: Doc) -> Iterator[Found]:
    """A determiner of one before a plural: "this things", "every students", "a cars"."""
    for word in words_in(doc, _SINGULAR_ONLY, after=1):
        if word.lower_ == "every" and word.nbor().lower_ == "people":
            yield Found(word.i, word.i + 2, ("everyone",))
        noun = noun_after(word)
        if noun is None or noun.tag_ != "NNS" or noun.lower_ in _LOOKS_PLURAL or word.head.i != noun.i:
            continue
        if word.i and word.nbor(-1).lower_ == "now":  # "now a days" is a slip of the pen
            continue
        clause = word.lower_ == "that" and noun.dep_ in SUBJECTS  # "that things change": a conjunction
        compound = tag_after(noun) in _COMPOUND_TAGS
        if word.tag_ in {"DT", "WDT"} and not (clause or compound or _is_an_amount(word, noun)):
            yield Found(word.i, noun.i + 1, _in_one_number(word, noun))


def _is_an_amount(word: Token, noun: Token) -> bool:
    """Whether a plural is right after "a" or "every": "a few days", "every two weeks", "each other's"."""
    counted = any(child.tag_ == "CD" or child.lower_ in {"few", "lucky", "many"} for child in noun.children)
    return counted or word.nbor().lower_ in {
        "other",
        "few",
        "great",
        "good",
        "additional",
        "mere",
        "whopping",
    }


def _in_one_number(word: Token, noun: Token) -> tuple[str, ...]:
    between = [each.text for each in noun.doc[word.i + 1 : noun.i]]
    if word.lower_ in {"this", "that"}:
        many = " ".join(["these" if word.lower_ == "this" else "those", *between, noun.text])
        return (many, " ".join([word.text, *between, singular_of(noun)]))
    one = [*between, singular_of(noun)]
    if word.lower_ in {"a", "an"} and noun.lower_ in _PAIRS:
        return (" ".join([*between, noun.text]),)
    if word.lower_ in {"a", "an"}:
        return (*with_a(one), " ".join([*between, noun.text]))
    return (" ".join([word.text, *one]),)


def uneven_pair(doc: Doc) -> Iterator[Found]:
    """One of a kind beside many of another, both without a determiner: "pets like dog or cats"."""
    for joint in words_in(doc, {"and", "or"}, before=2, after=1):
        one, many = joint.nbor(-1), joint.nbor()
        before = one.nbor(-1)
        pair = one.tag_ == "NN" and many.tag_ == "NNS"
        if (
            pair
            and one.lower_ in count_nouns.LIKED_AS_MANY
            and before.tag_ in {"IN", "VB", "VBP", "VBD", "VBZ"}
        ):
            yield Found(one.i, one.i + 1, (plural_of(one),))
        elif _is_one_after_many(many, one):
            yield Found(many.i, many.i + 1, (plural_of(many),))


def _is_one_after_many(one: Token, many: Token) -> bool:
    """Whether a bare noun follows several things of a kind: "books and pencil"."""
    counted = one.tag_ == "NN" and one.lower_ in count_nouns.COUNT_NOUNS - count_nouns.ROLES - _OF_ONE_FAMILY
    apart = tag_after(one) in _COMPOUND_TAGS | {"HYPH", "VBG", "IN"}
    return counted and many.tag_ == "NNS" and one.dep_ == "conj" and not apart


def double_plural(doc: Doc) -> Iterator[Found]:
    """A plural ending too many: "childrens", "two peoples", "others countries"."""
    for word in words_in(doc, {"others", *_DOUBLE_PLURALS}):
        right = _DOUBLE_PLURALS.get(word.lower_)
        if right and tag_after(word) not in _COMPOUND_TAGS and not _is_of_nations(word):
            yield Found(word.i, word.i + 1, (right,))
        elif word.lower_ == "others" and tag_after(word) == "NNS":
            yield Found(word.i, word.i + 2, (f"other {word.nbor().text}",))


def _is_of_nations(word: Token) -> bool:
    after = following(word)
    native = any(child.lower_ in {"indigenous", "native", "the", "all"} for child in word.lefts)
    return word.lower_ == "peoples" and (native or (after is not None and after.lower_ in {"of", "'"}))


def plural_adjective(doc: Doc) -> Iterator[Found]:
    """An adjective with a plural ending: "they are very patients", "differents countries"."""
    for word in doc[1:]:
        singular = word.lower_.removesuffix("s")
        if word.lower_.endswith("s") and singular in _NEVER_PLURAL:
            yield Found(word.i, word.i + 1, (singular,))
        elif (
            singular in _ALSO_NOUNS
            and word.lower_.endswith("s")
            and word.nbor(-1).lower_ in {"very", "so", "too"}
        ):
            yield Found(word.i - 1, word.i + 1, (f"{word.nbor(-1).text} {singular}",))
