"""What follows a verb or an adjective: -ing, "to", a clause."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following, is_infinitive
from speaking.analysis.detectors.grammar.verb_wording import base, form, wording
from speaking.analysis.detectors.grammar.verb_words import EASY, NOT_IN_ING, TAKES_ING, TAKES_TO, VERBS_ONLY
from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_NEED = word_set("need needs needed")
_LIKE = word_set("like love")
_BEFORE_TO = TAKES_TO | NOT_IN_ING | _LIKE | {"order", "need", "able"}
_TIMES = word_set("time hours days weeks months years hour day afternoon evening weekend")
_TROUBLES = word_set("difficulty difficulties trouble problems fun")
_TOO = word_set("too so enough very")
_ALSO_NOUNS = word_set(
    "play study visit travel try use watch talk call drive start finish leave read swim cook"
)
_OBJECT_TAGS = frozenset({"DT", "PRP$", "PRP", "NNP", "IN"})
_NOT_VERBS = frozenset({"nsubj", "dobj", "compound", "amod"})
_KNOWING = word_set("know learn teach understand explain remember show forget tell")
_FROM_TIME = 2
_UP_TO_TIME = 7
_FARTHEST_HAVE = 4


def gerund_wanted(doc: Doc) -> Iterator[Found]:
    """An infinitive after a verb that takes -ing: "enjoy to read", "suggest to go", "enjoy play"."""
    for verb in forms_in(doc, TAKES_ING, after=1):
        active = verb.pos_ == "VERB" and verb.tag_ != "VBN" and verb.lemma_ in TAKES_ING
        if not active or (verb.tag_ == "VBG" and verb.lemma_ not in {"enjoy", "avoid", "finish"}):
            continue
        if is_infinitive(verb.nbor()):
            yield _in_ing(doc, verb.i, verb.nbor(2))
        elif _is_bare(verb, verb.nbor()):
            yield _in_ing(doc, verb.i, verb.nbor())


def _is_bare(verb: Token, follower: Token) -> bool:
    bare = (
        follower.tag_ == "VB"
        and follower.lower_ in VERBS_ONLY
        and verb.lemma_ not in {"suggest", "recommend"}
    )
    return bare or (verb.lemma_ == "enjoy" and _goes_on(verb, follower))


def _in_ing(doc: Doc, start: int, verb: Token) -> Found:
    """The quote from `start`, where the verb without its "to" is in -ing."""
    told = form(base(verb), "VBG")
    to = {verb.i - 1: ""} if doc[verb.i - 1].lower_ == "to" else {}
    return Found(start, verb.i + 1, (wording(doc, start, verb.i + 1, to | {verb.i: told}),) if told else ())


def infinitive_wanted(doc: Doc) -> Iterator[Found]:
    """A bare verb or -ing where "to" is missing: "want go", "able do", "hope seeing", "would like go"."""
    for word in forms_in(doc, _BEFORE_TO, after=1):
        verb = word.nbor()
        if verb.text.istitle() or (verb.dep_ in _NOT_VERBS and not _goes_on(word, verb)):
            continue
        bare = _takes_to(word) and (
            (verb.tag_ in {"VB", "VBP"} and verb.lower_ in VERBS_ONLY) or _goes_on(word, verb)
        )
        in_ing = (
            verb.tag_ == "VBG"
            and word.lemma_ in NOT_IN_ING
            and word.pos_ == "VERB"
            and _is_action(word, verb)
        )
        if bare or in_ing:
            told = {verb.i: f"to {base(verb)}"}
            yield Found(word.i, verb.i + 1, (wording(doc, word.i, verb.i + 1, told),))


def _goes_on(word: Token, verb: Token) -> bool:
    """Whether a word that may be a noun is followed as a verb is: "I want study English"."""
    follower = following(verb)
    wanting = word.lower_ in {"want", "wants", "wanted", "like", "enjoy", "enjoyed"}
    if not wanting or verb.lower_ not in _ALSO_NOUNS or follower is None or follower.lower_ in {"of", "for"}:
        return False
    return follower.tag_ in _OBJECT_TAGS or (verb.lower_ == "play" and follower.tag_ in {"NN", "NNS"})


def _takes_to(word: Token) -> bool:
    lead = following(word, -1)
    if word.lower_ == "order":
        return lead is not None and lead.lower_ == "in"
    if word.lemma_ in _LIKE:
        return lead is not None and lead.lower_ in {"would", "'d"}
    if word.lower_ in _NEED:
        modal = (
            word.lower_ == "need"
            and lead is not None
            and lead.lower_ in {"not", "n't", "he", "she", "it", "you"}
        )
        return word.pos_ == "VERB" and not modal
    verb = word.pos_ == "VERB" and word.lemma_ in TAKES_TO - {"seem", "wish", "choose", "prepare", "learn"}
    return (verb and word.tag_ != "VBN") or word.lower_ == "able"


def _is_action(word: Token, verb: Token) -> bool:
    """Whether it is something to do: "decided going", not "I want working people"."""
    follower = following(verb)
    noun = follower is not None and follower.tag_ in {"NN", "NNS"} and verb.dep_ in {"amod", "compound"}
    return (
        not noun and word.tag_ not in {"VBN", "VBG"} and verb.lower_ not in {"being", "nothing", "something"}
    )


def adjective_and_verb(doc: Doc) -> Iterator[Found]:
    """A bare verb after an adjective or "time": "it is difficult find", "it's time go"."""
    for word in words_in(doc, EASY | {"time"}, before=1, after=1):
        verb, be = word.nbor(), word.nbor(-1)
        easy = word.lower_ in EASY - {"able", "hard"} and word.pos_ == "ADJ"
        timely = word.lower_ == "time" and be.lower_ in {"is", "'s"}
        joined = be.lower_ in _TOO or be.pos_ in {"AUX", "ADV"}
        if (timely or (easy and joined)) and verb.tag_ == "VB" and verb.lower_ in VERBS_ONLY:
            yield Found(word.i, verb.i + 1, (wording(doc, word.i, verb.i + 1, {verb.i: f"to {verb.text}"}),))


def how_and_verb(doc: Doc) -> Iterator[Found]:
    """A bare verb after "how" or "what": "I don't know how do it"."""
    for word in words_in(doc, {"how"}, before=1, after=1):
        verb, lead = word.nbor(), word.nbor(-1)
        asked = lead.lemma_ in _KNOWING and lead.pos_ == "VERB"
        bare = verb.tag_ in {"VB", "VBP"} and verb.lower_ in VERBS_ONLY - {"be", "come"}
        follower = following(verb)
        question = verb.lower_ in {"do", "have"} and (
            follower is None or follower.tag_ in {"PRP", "NNS", "NNP"}
        )
        it = follower is not None and follower.lower_ in {"it", "this", "that"} and _ends_after(follower)
        if asked and bare and (not question or it):
            yield Found(word.i, verb.i + 1, (wording(doc, word.i, verb.i + 1, {verb.i: f"to {verb.text}"}),))


def _ends_after(word: Token) -> bool:
    follower = following(word)
    return follower is None or follower.is_punct or follower.pos_ in {"CCONJ", "SCONJ", "ADV"}


def want_that(doc: Doc) -> Iterator[Found]:
    """A clause after "want": "I want that he comes"."""
    for verb in forms_in(doc, {"want"}, after=2):
        that, subject = verb.nbor(), verb.nbor(2)
        clause = (
            that.lower_ == "that"
            and that.dep_ == "mark"
            and subject.tag_ in {"PRP", "DT", "PRP$", "NNS", "NNP"}
        )
        if verb.lemma_ == "want" and verb.pos_ == "VERB" and clause:
            yield Found(verb.i, that.i + 1)


def time_to_spend(doc: Doc) -> Iterator[Found]:
    """An infinitive after spending time: "I spend time to read"."""
    for verb in forms_in(doc, {"spend"}, after=3):
        if verb.lemma_ != "spend" or verb.pos_ != "VERB":
            continue
        for to in doc[verb.i + _FROM_TIME : verb.i + _UP_TO_TIME]:
            apart = any(
                each.pos_ in {"VERB", "ADP"} and each.lower_ != "of" for each in doc[verb.i + 1 : to.i]
            )
            if doc[to.i - 1].lower_ in _TIMES and is_infinitive(to) and not apart:
                yield _in_ing(doc, verb.i, to.nbor())
                break


def trouble_to(doc: Doc) -> Iterator[Found]:
    """An infinitive after "trouble", "busy", "worth" or "feel like": "I have difficulty to sleep"."""
    for word in words_in(doc, _TROUBLES | {"busy", "like", "worth"}, before=1, after=2):
        if not is_infinitive(word.nbor()):
            continue
        lead = word.nbor(-1)
        had = any(each.lemma_ == "have" for each in doc[max(0, word.i - _FARTHEST_HAVE) : word.i])
        trouble = word.lower_ in _TROUBLES - {"problems"} and had and lead.lower_ not in {"more", "it", "a"}
        busy = word.lower_ == "busy" and lead.lower_ not in {"too", "enough"}
        feeling = word.lower_ == "like" and lead.lemma_ == "feel" and word.pos_ in {"ADP", "SCONJ"}
        if trouble or busy or feeling or (word.lower_ == "worth" and word.nbor(2).tag_ == "VB"):
            yield _in_ing(doc, word.i, word.nbor(2))
