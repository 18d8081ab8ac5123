"""Articles that do not belong: "a such day", "have a dinner", "in the Japan", "the my house"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.article_forms import with_a
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc

_ARTICLES = word_set("a an the")
_MEALS = word_set("breakfast lunch dinner supper")
_EATING = word_set("have eat cook prepare skip make")
_COUNTRIES = word_set(
    """
    afghanistan africa america argentina asia australia austria bangladesh belgium brazil britain bulgaria
    canada chile china colombia croatia cuba denmark ecuador egypt england ethiopia europe finland france
    germany ghana greece guatemala hungary iceland india indonesia iran iraq ireland israel italy japan jordan
    kenya korea kuwait laos lebanon malaysia mexico mongolia morocco myanmar nepal nigeria norway pakistan
    peru poland portugal romania russia scotland serbia singapore slovakia slovenia spain sweden switzerland
    syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay venezuela vietnam wales zambia
    """
)
_MONTHS = word_set("january february april june july september october november december")
_LANGUAGES = word_set(
    "english french german spanish italian japanese chinese korean russian arabic portuguese mandarin"
)
_SPEAKING = word_set("speak learn study teach understand know")
_GAMES = word_set(
    "soccer football tennis baseball basketball volleyball golf badminton hockey rugby cricket softball chess"
)
_PLACED = word_set("in to from of at for about around")
_POSSESSIVES = word_set("my your his our their its")
_POINTING = word_set("this these those any every")
_GOES_ON = frozenset({"NN", "NNS", "NNP", "NNPS", "HYPH", "POS", "CD"})
_SAID_WHICH = word_set("of that which for i we you she he they like to")
_NATURE_AFTER = word_set("love like enjoy protect destroy about in with harm preserve save damage")


def needless_article(doc: Doc) -> Iterator[Found]:
    """An article in the wrong place or beside another: "a such thing", "the one of the best"."""
    lower = [token.lower_ for token in doc]
    for at, word in enumerate(lower):
        rest = lower[at + 1 : at + 4]
        if word == "a" and rest[:1] == ["such"]:
            yield Found(at, at + 2, ("such a",))
        elif word == "the" and rest in (["one", "of", "the"], ["one", "of", "my"]):
            yield Found(at, at + 2, ("one",))
        elif word in {"a", "the", "an"} and rest[:1] == ["another"]:
            yield Found(at, at + 2, ("another",))
        elif word == "a" and rest[:1] == ["so"] and _is_described(doc, at + 2):
            yield Found(at, at + 3, (f"such {' '.join(with_a([doc[at + 2]]))}",))


def _is_described(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at].tag_ == "JJ" and doc[at + 1].tag_ == "NN"


def doubled_determiner(doc: Doc) -> Iterator[Found]:
    """Two words where one says whose or which: "the my house", "a any car"."""
    for article in words_in(doc, _ARTICLES, after=2):
        other, noun = article.nbor(), article.nbor(2)
        if article.tag_ != "DT" or noun.tag_ not in {"NN", "NNS", "JJ"}:
            continue
        if other.lower_ in _POSSESSIVES | _POINTING and other.tag_ in {"PRP$", "DT"}:
            if article.head.i == other.head.i:
                yield Found(article.i, other.i + 1, (other.lower_,))
        elif other.lower_ == "own" and article.lower_ in {"a", "an"}:
            yield Found(article.i, other.i + 1, ())


def needless_before_meal(doc: Doc) -> Iterator[Found]:
    """An article before a meal: "have a dinner"."""
    for meal in words_in(doc, _MEALS, before=2):
        article, verb = meal.nbor(-1), meal.nbor(-2)
        if article.lower_ in _ARTICLES and verb.lemma_ in _EATING:
            after = following(meal)
            known = article.lower_ == "the" and verb.lemma_ not in {"have", "eat"}
            if (
                tag_after(meal) not in _GOES_ON
                and not known
                and (after is None or after.lower_ not in _SAID_WHICH)
            ):
                yield Found(article.i, meal.i + 1, (meal.lower_,))


def needless_before_name(doc: Doc) -> Iterator[Found]:
    """'The' before a country, a month or a language: "in the Japan", "in the July", "speak the English"."""
    for article in words_in(doc, {"the"}, before=1, after=1):
        name, before = article.nbor(), article.nbor(-1)
        after = following(name)
        if tag_after(name) in _GOES_ON | {"JJ", "VBG", "VBN"}:
            continue
        known = after is not None and after.lower_ in {"that", "of", "which", "where", "we", "i", "you"}
        if known or not name.text[:1].isupper():
            continue
        country = name.lower_ in _COUNTRIES and before.lower_ in _PLACED
        month = name.lower_ in _MONTHS and before.lower_ == "in"
        language = name.lower_ in _LANGUAGES and before.lemma_ in _SPEAKING
        if country or month or language:
            yield Found(article.i, name.i + 1, (name.text,))


def needless_before_general(doc: Doc) -> Iterator[Found]:
    """'The' before what is meant in general: "play the tennis", "protect the nature", "go to the bed"."""
    for article in words_in(doc, {"the"}, before=1, after=1):
        noun, before = article.nbor(), article.nbor(-1)
        after = following(noun)
        if tag_after(noun) in _GOES_ON | {"VBN"}:
            continue
        game = noun.lower_ in _GAMES and before.lemma_ == "play"
        nature = noun.lower_ == "nature" and before.lemma_ in _NATURE_AFTER
        bed = noun.lower_ == "bed" and before.lower_ == "to" and before.head.lemma_ == "go"
        home = noun.lower_ == "home" and before.lemma_ == "go"
        if (game or nature or bed or home) and (after is None or after.lower_ not in _SAID_WHICH):
            yield Found(article.i, noun.i + 1, (noun.lower_,))
