"""Whether a single noun has no article, and what to say instead of it."""

from speaking.analysis.detectors.grammar import count_nouns
from speaking.analysis.detectors.grammar.article_forms import with_a, with_the
from speaking.analysis.detectors.grammar.neighbours import ADVERBS, SUBJECTS, after, following, tag_after
from speaking.analysis.detectors.grammar.noun_forms import plural_of
from speaking.analysis.detectors.grammar.noun_phrases import PERSONS_OBJECT, before_filling
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

_DETERMINING = frozenset({"det", "poss", "nummod", "predet", "nmod", "quantmod"})
_NOT_IN_PLACE = frozenset({"compound", "npadvmod", "appos", "vocative", "nmod", "dep", "ROOT", "conj"})
_CLOSING_TAGS = frozenset(
    {"DT", "PRP$", "WP$", "WDT", "PDT", "CD", "POS", "JJS", "NN", "NNS", "NNP", "HYPH", "JJ", "VBN", "VBG"}
)
_CONTINUING_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH"})
_CONTINUING = word_set("'s - / nor by")
_NEW_CLAUSE_TAGS = frozenset({"PRP", "VBD", "VBP", "VBZ", "VB", "EX", "MD", "WRB", "CD", "DT", "PRP$"})
_DETERMINERS_BY_SENSE = word_set(
    "such what own same - as of much any some first last next there most like no kind sort type way"
)
_NOT_DESCRIBING = word_set(
    """
    certain enough few first last least left less little many more most next no of only other same
    several these those various
    """
)
_NAMED_TIMES = word_set("yesterday today tomorrow tonight everyday")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS = frozenset(".?!;:…")
_LIKING = word_set("like love enjoy hate prefer")
_HAVING = word_set("have need want buy own")
_THE = word_set("same first second third last only right whole main")
_WHOSE_PLACE = word_set(
    "front middle top end outside inside corner side bottom center picture photo owner instead out"
)
_MANY = 400
_PARTICLES = word_set("over out up off down")
_ARTICLE_AND_PARTICIPLE = 2
_FROM_TO = 5
_INTRODUCTIONS = phrase_set(
    """
    on the other hand; on the one hand; in this case; in that case; for example; for instance; nowadays;
    these days; first of all; in addition; in my opinion; as a result; at the same time; recently; today;
    in the past; in the future; in general; finally; furthermore; moreover; therefore; however
    """
)
_LONGEST_INTRODUCTION = max(map(len, _INTRODUCTIONS))


def is_bare(noun: Token, start: int) -> bool:
    """Whether the phrase that begins at `start` and ends with the noun is complete and has no determiner."""
    if noun.dep_ in _NOT_IN_PLACE or _is_determined(noun, start) or _is_said_twice(noun):
        return False
    after_noun = following(noun)
    if after_noun is not None and (_continues(after_noun) or after_noun.lower_ in PERSONS_OBJECT):
        return False
    at = before_filling(noun.doc, start)
    if at and _ends_introduction(noun.doc, at):
        return _begins_clause(noun)
    if at < start or not at or noun.doc[at - 1].text in _ENDS or noun.doc[at - 1].lower_ == "and":
        return not _is_closed(noun.doc, at) and _begins_clause(noun)
    return _is_object_of(noun, noun.doc[at - 1]) or not _is_closed(noun.doc, at)


def _ends_introduction(doc: Doc, at: int) -> bool:
    """Whether "on the other hand", "nowadays" or the like is before the phrase."""
    lower = tuple(word.lower_ for word in doc[max(0, at - _LONGEST_INTRODUCTION) : at])
    return any(lower[-length:] in _INTRODUCTIONS for length in range(1, len(lower) + 1))


def _is_determined(noun: Token, start: int) -> bool:
    determined = any(child.dep_ in _DETERMINING or child.tag_ in {"POS", "CD"} for child in noun.children)
    return determined or any(each.lower_ in _NOT_DESCRIBING for each in noun.doc[start : noun.i])


def _is_closed(doc: Doc, at: int) -> bool:
    """Whether the word before a phrase determines it or makes an article needless."""
    if not at:
        return False
    before = doc[at - 1]
    if before.lower_ == "of" and at > 1 and doc[at - 2].lower_ in _WHOSE_PLACE:
        return False
    if before.lower_ in _PARTICLES and at > _ARTICLE_AND_PARTICIPLE and doc[at - 3].tag_ == "DT":
        return doc[at - 2].tag_ in {"VBN", "VBD", "JJ"}  # "a left over good feeling"
    if before.lower_ == "to" and before.tag_ == "IN":
        return any(word.lower_ == "from" for word in doc[max(0, at - _FROM_TO) : at])
    by_sense = before.lower_ in count_nouns.BARE_AFTER | _DETERMINERS_BY_SENSE
    return before.tag_ in _CLOSING_TAGS or (by_sense and before.pos_ != "VERB")


def _is_object_of(noun: Token, before: Token) -> bool:
    """Whether the word before is a verb and the noun its object: "wearing hat", "has bought car"."""
    return noun.dep_ == "dobj" and noun.head.i == before.i and before.tag_ in {"VBG", "VBN"}


def _begins_clause(noun: Token) -> bool:
    verb = after(noun, skip=ADVERBS)
    return (
        noun.dep_ in SUBJECTS
        and verb is not None
        and verb.tag_ in _FINITE
        and verb.lower_ not in {"are", "were"}
    )


def _is_said_twice(noun: Token) -> bool:
    """Whether the noun is on both sides of a preposition: "group by group"."""
    around = (following(noun, 2), following(noun, -2))
    return any(other is not None and other.lower_ == noun.lower_ for other in around)


def _continues(after_noun: Token) -> bool:
    if after_noun.lower_ in {"and", "or"}:
        return tag_after(after_noun) not in _NEW_CLAUSE_TAGS
    named_time = after_noun.lower_ in _NAMED_TIMES
    return (after_noun.tag_ in _CONTINUING_TAGS and not named_time) or after_noun.lower_ in _CONTINUING


def is_set_phrase(noun: Token, start: int) -> bool:
    """Whether it is one that needs no article: "on camera"."""
    return start >= 0 < noun.i and (noun.nbor(-1).lower_, noun.lower_) in count_nouns.BARE_PHRASES


def wordings(noun: Token, start: int) -> tuple[str, ...]:
    """What to say instead of the phrase: with 'a', with 'the', or both where the choice is open."""
    words = list(noun.doc[start : noun.i + 1])
    before = following(words[0], -1)
    if words[0].lower_ == "so":
        return tuple(f"such {wording}" for wording in with_a(words[1:]))
    had = before is not None and before.lemma_ in _HAVING and not was_mentioned(noun)
    known = noun.lower_ in count_nouns.ONLY_ONE
    if any(word.lower_ in _THE for word in words) or (known and noun.dep_ != "attr"):
        return with_the(words)
    if noun.dep_ == "attr" or _is_of_mine(noun) or had:
        return with_a(words)
    return _open_choice(noun, words, before)


def _open_choice(noun: Token, words: list[Token], before: Token | None) -> tuple[str, ...]:
    liked = before is not None and before.pos_ == "VERB" and before.lemma_ in _LIKING
    many = " ".join([*(word.text for word in words[:-1]), plural_of(noun)])
    verb = after(noun, skip=ADVERBS)
    if noun.dep_ in SUBJECTS and verb is not None and verb.tag_ in {"VBP", "VB"}:
        return (many,) if verb.lower_ == "have" else ()  # is the -s missing from the noun or from the verb?
    if liked or _is_any(noun, before):
        return (many,) if liked else (many, *with_a(words))
    if noun.dep_ in SUBJECTS or was_mentioned(noun):
        return with_the(words) + with_a(words)
    return with_a(words) + with_the(words)


def _is_any(noun: Token, before: Token | None) -> bool:
    """Whether any thing of the kind is meant: "instead of car"."""
    if before is None or was_mentioned(noun):
        return False
    instead = before.lower_ == "of" and before.i > 0 and before.nbor(-1).lower_ == "instead"
    return instead or before.lower_ == "than"


def _is_of_mine(noun: Token) -> bool:
    after_of = following(noun, 2)
    return after_of is not None and after_of.lower_ in {"mine", "hers", "ours", "theirs"}


def was_mentioned(noun: Token) -> bool:
    """Whether the thing was named before, with a determiner."""
    earlier = noun.doc[max(0, noun.i - _MANY) : max(0, noun.i - 1)]
    return any(
        other.lower_ == noun.lower_ and any(child.dep_ == "det" for child in other.lefts) for other in earlier
    )
