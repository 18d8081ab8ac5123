"""Set phrases that lack their article, or have one too many: "in morning", "as result", "at the night"."""

from collections.abc import Iterator, Mapping

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.word_index import word_index, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_WITH_THE = {
    tuple(phrase.split()): right
    for phrase, right in {
        "all over country": "all over the country",
        "all over house": "all over the house",
        "all over world": "all over the world",
        "around world": "around the world",
        "at age of": "at the age of",
        "at beginning of": "at the beginning of",
        "at bottom of": "at the bottom of",
        "at center of": "at the center of",
        "at corner of": "at the corner of",
        "at edge of": "at the edge of",
        "at end of": "at the end of",
        "at front of": "at the front of",
        "at moment": "at the moment",
        "at present moment": "at the present moment",
        "at right time": "at the right time",
        "at top of": "at the top of",
        "at weekend": "at the weekend",
        "surf internet": "surf the internet",
        "surfing internet": "surfing the internet",
        "search internet": "search the internet",
        "searching internet": "searching the internet",
        "browse internet": "browse the internet",
        "browsing internet": "browsing the internet",
        "access internet": "access the internet",
        "accessing internet": "accessing the internet",
        "not same": "not the same",
        "at time of": "at the time of",
        "in form of": "in the form of",
        "in field of": "in the field of",
        "in process of": "in the process of",
        "in hands of": "in the hands of",
        "with help of": "with the help of",
        "with aim of": "with the aim of",
        "for sake of": "for the sake of",
        "on basis of": "on the basis of",
        "in context of": "in the context of",
        "in course of": "in the course of",
        "in eyes of": "in the eyes of",
        "in history of": "in the history of",
        "in presence of": "in the presence of",
        "in absence of": "in the absence of",
        "at expense of": "at the expense of",
        "under influence of": "under the influence of",
        "on verge of": "on the verge of",
        "on topic of": "on the topic of",
        "from perspective of": "from the perspective of",
        "in long run": "in the long run",
        "in short run": "in the short run",
        "in short term": "in the short term",
        "in first place": "in the first place",
        "on basis that": "on the basis that",
        "by side of": "by the side of",
        "on side of": "on the side of",
        "in heart of": "in the heart of",
        "in area of": "in the area of",
        "at time when": "at the time when",
        "at level of": "at the level of",
        "in opinion of": "in the opinion of",
        "at request of": "at the request of",
        "under impression that": "under the impression that",
        "in hope of": "in the hope of",
        "in world of": "in the world of",
        "in world today": "in the world today",
        "at heart of": "at the heart of",
        "on brink of": "on the brink of",
        "in wake of": "in the wake of",
        "for purpose of": "for the purpose of",
        "in event of": "in the event of",
        "in majority of": "in the majority of",
        "by beginning of": "by the beginning of",
        "since beginning of": "since the beginning of",
        "until end of": "until the end of",
        "till end of": "till the end of",
        "before end of": "before the end of",
        "at wrong time": "at the wrong time",
        "by end of": "by the end of",
        "by time he": "by the time he",
        "by time i": "by the time i",
        "by time she": "by the time she",
        "by time they": "by the time they",
        "by time we": "by the time we",
        "by way": "by the way",
        "during day": "during the day",
        "during night": "during the night",
        "during week": "during the week",
        "for rest of": "for the rest of",
        "from beginning": "from the beginning",
        "from point of view": "from the point of view",
        "go to bathroom": "go to the bathroom",
        "go to toilet": "go to the toilet",
        "in afternoon": "in the afternoon",
        "in air": "in the air",
        "in background": "in the background",
        "in bathroom": "in the bathroom",
        "in beginning": "in the beginning",
        "in center of": "in the center of",
        "in centre of": "in the centre of",
        "in countryside": "in the countryside",
        "in dark": "in the dark",
        "in distance": "in the distance",
        "in east": "in the east",
        "in east of": "in the east of",
        "in end": "in the end",
        "in evening": "in the evening",
        "in foreground": "in the foreground",
        "in front seat": "in the front seat",
        "in future": "in the future",
        "in kitchen": "in the kitchen",
        "in long term": "in the long term",
        "in middle of": "in the middle of",
        "in morning": "in the morning",
        "in mountains": "in the mountains",
        "in name of": "in the name of",
        "in near future": "in the near future",
        "in news": "in the news",
        "in north": "in the north",
        "in north of": "in the north of",
        "in past": "in the past",
        "in rain": "in the rain",
        "in rest of": "in the rest of",
        "in right way": "in the right way",
        "in sea": "in the sea",
        "in sky": "in the sky",
        "in south": "in the south",
        "in south of": "in the south of",
        "in sun": "in the sun",
        "in west": "in the west",
        "in west of": "in the west of",
        "in whole world": "in the whole world",
        "in world": "in the world",
        "in wrong way": "in the wrong way",
        "listen to radio": "listen to the radio",
        "listening to radio": "listening to the radio",
        "most of time": "most of the time",
        "on corner of": "on the corner of",
        "on ground": "on the ground",
        "on internet": "on the internet",
        "on left": "on the left",
        "on left side": "on the left side",
        "on opposite side": "on the opposite side",
        "on other hand": "on the other hand",
        "on other side": "on the other side",
        "on phone": "on the phone",
        "on radio": "on the radio",
        "on right": "on the right",
        "on right side": "on the right side",
        "on surface of": "on the surface of",
        "on way home": "on the way home",
        "on way to": "on the way to",
        "on weekend": "on the weekend",
        "out of question": "out of the question",
        "over phone": "over the phone",
        "rest of day": "rest of the day",
        "tell truth": "tell the truth",
        "to beach": "to the beach",
        "to cinema": "to the cinema",
        "to countryside": "to the countryside",
        "to gym": "to the gym",
        "to theater": "to the theater",
        "to theatre": "to the theatre",
        "to left": "to the left",
        "to mountains": "to the mountains",
        "to right": "to the right",
        "to right place": "to the right place",
        "to wrong place": "to the wrong place",
    }.items()
}

_WITH_A = {
    tuple(phrase.split()): right
    for phrase, right in {
        "after while": "after a while",
        "all of sudden": "all of a sudden",
        "as child": "as a child",
        "as joke": "as a joke",
        "as kid": "as a kid",
        "as matter of fact": "as a matter of fact",
        "as result": "as a result",
        "as rule": "as a rule",
        "as whole": "as a whole",
        "at distance": "at a distance",
        "at party": "at a party",
        "for minute": "for a minute",
        "for moment": "for a moment",
        "for second": "for a second",
        "for while": "for a while",
        "had cold": "had a cold",
        "have cold": "have a cold",
        "in bad mood": "in a bad mood",
        "in circle": "in a circle",
        "in foreign country": "in a foreign country",
        "in good mood": "in a good mood",
        "in hurry": "in a hurry",
        "in nutshell": "in a nutshell",
        "in row": "in a row",
        "in rush": "in a rush",
        "in while": "in a while",
        "just minute": "just a minute",
        "just moment": "just a moment",
        "on business trip": "on a business trip",
        "on daily basis": "on a daily basis",
        "on date": "on a date",
        "on diet": "on a diet",
        "on regular basis": "on a regular basis",
        "once upon time": "once upon a time",
        "quite long time": "quite a long time",
        "to certain extent": "to a certain extent",
        "with smile": "with a smile",
    }.items()
}

_WITHOUT = {
    tuple(phrase.split()): right
    for phrase, right in {
        "at the first": "at first",
        "at the home": "at home",
        "at the least": "at least",
        "at the night": "at night",
        "at the work": "at work",
        "by the airplane": "by airplane",
        "by the bicycle": "by bicycle",
        "by the bike": "by bike",
        "by the bus": "by bus",
        "by the foot": "on foot",
        "by the plane": "by plane",
        "by the subway": "by subway",
        "by the taxi": "by taxi",
        "by the train": "by train",
        "for the example": "for example",
        "in the general": "in general",
        "in the fact": "in fact",
        "in the life": "in life",
        "in the daily life": "in daily life",
        "in the real life": "in real life",
        "in the everyday life": "in everyday life",
        "in the old age": "in old age",
        "in the theory": "in theory",
        "in the practice": "in practice",
        "in the conclusion": "in conclusion",
        "in the addition": "in addition",
        "in the contrast": "in contrast",
        "in the detail": "in detail",
        "in the advance": "in advance",
        "in the society": "in society",
        "in the public": "in public",
        "by the chance": "by chance",
        "by the accident": "by accident",
        "by the mistake": "by mistake",
        "on the purpose": "on purpose",
        "on the time": "on time",
        "from the time to time": "from time to time",
        "by the hand": "by hand",
        "in the time": "in time",
        "on the foot": "on foot",
        "the half of": "half of",
        "to the home": "home",
        "to the work": "to work",
    }.items()
}

_GOES_ON = frozenset({"NN", "NNS", "NNP", "HYPH", "CD", "POS", "JJ", "VBN", "JJR"})
_SAYS_WHICH = word_set("of that which where when we i you he she they for is was who in at")
_LONGEST = max(map(len, [*_WITH_THE, *_WITH_A, *_WITHOUT]))


_FIRST_WITH_THE = frozenset(first for first, *_ in _WITH_THE)
_FIRST_WITH_A = frozenset(first for first, *_ in _WITH_A)
_FIRST_WITHOUT = frozenset(first for first, *_ in _WITHOUT)


def phrase_without_the(doc: Doc) -> Iterator[Found]:
    """A phrase of place or time that always has 'the': "in morning", "at end of"."""
    return _phrases(doc, _WITH_THE, _FIRST_WITH_THE)


def phrase_without_a(doc: Doc) -> Iterator[Found]:
    """A phrase that always has 'a': "as result", "in hurry"; "few years ago", "little bit tired"."""
    yield from _phrases(doc, _WITH_A, _FIRST_WITH_A)
    for word in words_in(doc, {"few", "little"}, after=2):
        noun, last = word.nbor(), word.nbor(2)
        if _is_closed(following(word, -1)):
            continue
        if word.lower_ == "few" and noun.tag_ == "NNS" and last.lower_ in {"ago", "later"}:
            yield Found(word.i, word.i + 2, (f"a few {noun.text}",))
        elif word.lower_ == "little" and noun.lower_ == "bit" and _is_a_degree(word, last):
            yield Found(word.i, word.i + 2, ("a little bit",))


def phrase_with_needless_the(doc: Doc) -> Iterator[Found]:
    """A phrase that has no article: "at the night", "in the general", "by the bus"."""
    for found in _phrases(doc, _WITHOUT, _FIRST_WITHOUT):
        after = following(doc[found.end - 1])
        if after is None or after.lower_ not in _SAYS_WHICH or doc[found.start].lower_ == "the":
            yield found


def _phrases(doc: Doc, right: Mapping[tuple[str, ...], str], firsts: frozenset[str]) -> Iterator[Found]:
    words = word_index(doc).words
    for first in words_in(doc, firsts, after=1):
        for length in range(2, min(_LONGEST, len(words) - first.i) + 1):
            end = first.i + length
            wording = right.get(tuple(words[first.i : end]))
            if wording and _ends_there(doc[end - 1]):
                yield Found(first.i, end, (wording,))


def _ends_there(last: Token) -> bool:
    joins = last.pos_ in {"ADP", "PRON", "PART"}
    return joins or (last.tag_ != "NNP" and tag_after(last) not in _GOES_ON)


def _is_closed(before: Token | None) -> bool:
    return before is not None and before.tag_ in {"DT", "PRP$", "JJ", "CD", "RB", "PDT"}


def _is_a_degree(little: Token, last: Token) -> bool:
    before = following(little, -1)
    after_verb = before is not None and before.pos_ in {"VERB", "AUX"}
    return after_verb and last.tag_ in {"JJ", "JJR", "VBN", "RB"}
