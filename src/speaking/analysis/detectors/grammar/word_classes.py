"""Classes of words that patterns name in capitals: DET, NUM, DAY, PLACE and so on."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from speaking.analysis.detectors.grammar import words
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Token

_DETERMINERS = word_set(
    "a an the my your his her its our their this that these those some any no another each every"
)
_POSSESSIVES = word_set("my your his her its our their")
_SUBJECTS = word_set("i you he she we they it")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = word_set("january february april june july august september october november december")
_SEASONS = word_set("spring summer autumn winter")
_DAY_TIMES = word_set("morning afternoon evening")
_PERIODS = word_set(
    "day days week weeks month months year years hour hours minute minutes semester semesters"
)
_TIMES = (
    _DAYS
    | _MONTHS
    | _SEASONS
    | _DAY_TIMES
    | _PERIODS
    | word_set(
        "time times night nights weekend weekends moment age point end beginning noon midnight march may "
        "today tomorrow yesterday once first last least all present past future vacation holiday holidays "
        "home work school fact general particular order case addition public private detail advance "
        "university college class meeting party place places pace life world country city street"
    )
)
_PLACES = word_set(
    """
    airport aquarium bakery bank bar barbecue bathroom beach bookstore cafe cafeteria church cinema
    classroom clinic club college company concert countryside dentist doctor gym hospital hotel house
    kitchen lake library mall market mosque mountain mountains movies museum office park party pharmacy
    playground pool post pub restaurant restroom river room sea seaside shop shrine stadium station store
    supermarket temple theater theatre toilet university village zoo
    """
)
_BARE_PLACES = _PLACES - word_set(
    "barbecue doctor house mountain post river sea toilet dentist club bar park"
)
_ROOMS = word_set(
    "room restaurant shop store house building classroom office hotel bank university college school company "
    "kitchen bathroom museum hospital supermarket cafe cinema church temple bar country city"
)
_TOWNS = word_set(
    """
    america argentina asia australia austria bangkok barcelona beijing berlin brazil cairo california canada
    chicago chile china colombia denmark dubai egypt england europe finland france germany greece guam hawaii
    hokkaido hongkong india indonesia ireland italy jakarta japan kobe korea kyoto london madrid malaysia
    manila mexico milan moscow mumbai osaka paris peru poland portugal rome russia seoul shanghai singapore
    spain sweden switzerland sydney taipei taiwan thailand tokyo toronto turkey vietnam yokohama
    """
)
_RELATIVES = word_set(
    "mother father mom dad parents brother sister friend friends wife husband boss teacher boyfriend "
    "girlfriend son daughter family uncle aunt cousin colleague colleagues"
)
_SPORTS_AND_OUTINGS = word_set(
    "shopping skiing swimming fishing camping hiking dancing jogging sightseeing snowboarding surfing "
    "bowling cycling running traveling travelling walking drinking skating diving hunting sailing"
)
_HITHER = word_set("home there here downtown upstairs downstairs outside inside somewhere everywhere abroad")
_VEHICLES = word_set(
    "train bus plane car subway metro taxi tram ferry bike bicycle airplane ship boat motorbike"
)
_EVENTS = word_set(
    "class classes school meeting meetings university college conference church party ceremony wedding "
    "lesson lessons course courses concert concerts lecture lectures seminar"
)
_DATES = word_set(
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th 21st 22nd "
    "23rd 24th 25th 26th 27th 28th 29th 30th 31st"
)
_YEAR = 4
_DAYS_FROM_NOW = word_set("today tomorrow yesterday tonight")
_JOBS = word_set(
    "assistant babysitter consultant cook developer designer doctor driver engineer guide lawyer manager "
    "nurse programmer salesman secretary teacher translator tutor volunteer waiter waitress"
)
_SKILLS = word_set(
    "basketball cooking dancing drawing football math maths running singing soccer speaking sports swimming "
    "tennis writing"
)
_CHILDREN = word_set("child children kid kids son sons daughter daughters baby")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_THING_TAGS = frozenset({"NN", "NNS", "DT", "PRP$", "PRP"})
_TIME_LIKE = word_set(
    "all a every each this that more most less some any one no another what half both there here "
    "closely carefully hard"
)
_LITTLE_WORDS = word_set("than more rather better instead to and but or that if when because so")


def _tagged(*tags: str) -> Callable[[Token], bool]:
    return lambda token: token.tag_ in tags


def _is_object(token: Token) -> bool:
    return token.lower_ in words.PEOPLE and token.tag_ == "PRP" and token.dep_ not in {"nsubj", "nsubjpass"}


def _is_noun(token: Token) -> bool:
    return token.tag_ in _NOUN_TAGS and token.lower_ not in _DAYS_FROM_NOW


def _is_name(token: Token) -> bool:
    """Whether it is a name; a foreign one is often taken for something else, but has its capital."""
    inside = token.i > 0 and not token.nbor(-1).is_punct
    return token.tag_ in {"NNP", "NNPS"} or (inside and token.text.istitle() and token.text != "I")


def _is_number(token: Token) -> bool:
    return token.tag_ == "CD" and not token.text.startswith("$")


def _is_thing(token: Token) -> bool:
    """Whether something begins here that a verb can be about, and not a time or a manner."""
    return (
        token.tag_ in _THING_TAGS
        and token.lower_ not in _TIME_LIKE
        and token.lower_ not in _TIMES
        and token.dep_ not in {"nsubj", "nsubjpass", "npadvmod", "advmod"}
    )


def _is_timely(token: Token) -> bool:
    """Whether the preposition before tells the time or the place: "interested at that time"."""
    preposition = token.nbor(-1)
    if token.lower_ in _TIMES or (preposition.lower_ == "about" and token.like_num):
        return True
    objects = (child for child in preposition.children if child.dep_ == "pobj")
    return any(thing.lower_ in _TIMES or thing.lemma_.lower() in _TIMES for thing in objects)


def _is_of_children(token: Token) -> bool:
    """Whether the preposition before is that of "married with two children"."""
    return any(child.lower_ in _CHILDREN or child.tag_ == "CD" for child in token.nbor(-1).subtree)


WORD_CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "DET": _DETERMINERS,
        "POSS": _POSSESSIVES,
        "SUBJ": _SUBJECTS,
        "RELATIVE": _RELATIVES,
        "DAY": _DAYS,
        "MONTH": _MONTHS,
        "SEASON": _SEASONS,
        "DAYTIME": _DAY_TIMES,
        "PERIOD": _PERIODS,
        "PLACE": _PLACES,
        "BAREPLACE": _BARE_PLACES,
        "ROOM": _ROOMS,
        "TOWN": _TOWNS,
        "HITHER": _HITHER,
        "WHO": _SUBJECTS - {"it"},
        "OUTING": _SPORTS_AND_OUTINGS,
        "VEHICLE": _VEHICLES,
        "DATE": _DATES,
        "JOB": _JOBS,
        "SKILL": _SKILLS,
        "EVENT": _EVENTS,
    }
)
"""Classes that are lists of words."""

TOKEN_CLASSES: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "OBJ": _is_object,
        "ADJ": _tagged("JJ", "JJR", "JJS"),
        "ADV": _tagged("RB"),
        "NOUN": _is_noun,
        "NAME": _is_name,
        "PLURAL": _tagged("NNS"),
        "NUM": _is_number,
        "VB": _tagged("VB", "VBP"),
        "VBG": _tagged("VBG"),
        "VBN": _tagged("VBN"),
        "IN": _tagged("IN", "TO"),
        "VERBAL": lambda token: token.pos_ in {"VERB", "AUX"},
        "THING": _is_thing,
        "TIMELY": _is_timely,
        "CHILDREN": _is_of_children,
        "YEAR": lambda token: token.text.isdigit() and token.text[:2] in {"19", "20"} and len(token) == _YEAR,
        "GAP": lambda token: (
            token.is_alpha and token.lower_ not in _LITTLE_WORDS and token.tag_ not in {"JJR", "RBR"}
        ),
    }
)
"""Classes that are read off the parsed word."""
