"""The words in which habits are named, as data for `naming`.

The table is in the order of application: a concept, and the wordings that mean it as a regular expression
over lower-case text without quoted words. Phrases come before the words in them.
"""

from dataclasses import dataclass
from types import MappingProxyType

from speaking.analysis.text.closed_classes import word_set

CONCEPTS: tuple[tuple[str, str], ...] = (
    # What is wrong with it.
    ("EXTRA", r"(where )?(none|not) (is |are )?needed|unnecessar\w*|superfluous\w*|unneeded|needless\w*"),
    ("EXTRA", r"extra|redundan\w*|surplus|unwanted|add(ed|ing)"),
    ("OVERUSE", r"too (many|much|often|frequent\w*)|over and over( again)?|over-?(us|rel|ly)\w*|excess\w*"),
    ("OVERUSE", r"(heavy|heavily|strong) (relian|us)\w*|heavy|heavily|relian\w*|rel(y|ies|ied|ying)"),
    ("OVERUSE", r"in (almost |nearly )?every sentence|everywhere|always|(?<!and )many(?! and)|same"),
    ("OVERUSE", r"frequent\w*|constant\w*|habitual\w*|repeat\w*|repetit\w*"),
    ("WRONG", r"mix\w* up|mix-ups?|confus\w*|wrong\w*|incorrect\w*|inaccura\w*|improper\w*|faulty|misus\w*"),
    ("WRONG", r"errors?|mistak\w*|problem\w*|issues?|trouble\w*|difficult\w*|erroneous\w*|inappropriate"),
    ("WRONG", r"unnatural\w*|mismatch\w*|non-?native|awkward\w*|poor"),
    ("MIX", r"mix\w*|shift\w*|(in)?consisten\w*|switch\w*|jump\w*|chang(e|es|ing)"),
    ("UNCLEAR_REFERENCE", r"(unclear|ambiguous|vague)( pronoun)? referen\w*"),
    ("UNCLEAR_REFERENCE", r"without (a )?clear (reference|antecedent)s?"),
    ("MISSING", r"missing|omi(t|ss)\w*|dropp?(s|ed|ing)?|forg[eo]t\w*|absen\w*|skip\w*|without|no"),
    ("MISSING", r"lea?(ve|ves|ving|ft)( \w+)? out|left off"),
    ("FEW", r"lack\w*|avoid\w*|few|limited|narrow|little|rare\w*|underus\w*|insufficient\w*"),
    ("VARIETY", r"variet\w*|varied|variation|range|divers\w*"),
    ("DOUBLE", r"doubl\w*"),
    # Grammar.
    ("DEFINITE", r"definite articles?"),
    ("INDEFINITE", r"indefinite articles?"),
    ("ARTICLE", r"articles?"),
    ("PREPOSITION", r"preposition\w*"),
    ("CONDITIONAL", r"(if|conditional)[ -](clause|sentence)s?|conditionals?"),
    ("INDIRECT", r"(indirect|embedded|reported)( question)?s?"),
    ("WORD_ORDER", r"word[ -]order|order of (the )?words"),
    ("THIRD_PERSON", r"(3rd|third)[ -]person"),
    ("AGREE", r"(dis)?agree\w*|concord"),
    ("SUBJECT", r"subjects?"),
    ("AUXILIARY", r"auxiliar\w*( verbs?)?|helping verbs?"),
    ("QUESTION", r"questions?"),
    ("MODAL", r"modals?( (verb|auxiliar)\w*)?"),
    ("BARE", r"(base|bare|plain)( (form|verb|infinitive)s?)?"),
    ("INFINITIVE", r"(to-)?infinitiv\w*"),
    ("PASSIVE", r"passives?( (voice|sentence|form)s?)?"),
    ("PAST_PARTICIPLE", r"(past )?participles?"),
    ("PAST", r"past"),
    ("PRESENT", r"present"),
    ("FUTURE", r"future"),
    ("CONTINUOUS", r"continuous|progressive"),
    ("TENSE", r"tenses?"),
    ("VERB", r"verbs?|verbal(?! filler)"),
    ("FORM", r"forms?"),
    ("NUMBER", r"(noun |grammatical )?number( agreement)?"),
    ("NUMBER", r"singular(/| and | or | vs\.? )plural|plural(/| and | or | vs\.? )singular"),
    ("COPULA", r"copulas?"),
    ("DEMONSTRATIVE", r"demonstrativ\w*"),
    ("COUNTABLE UNCOUNTABLE", r"countability"),
    ("PLURAL UNCOUNTABLE", r"counting uncountable( nouns?)?"),
    ("UNCOUNTABLE", r"(uncount|non-?count|mass)\w*"),
    ("COUNTABLE", r"count(able)?s?"),
    ("PLURAL", r"plural\w*"),
    ("SINGULAR", r"singular"),
    ("NOUN", r"nouns?"),
    ("COMPARATIVE", r"comparativ\w*"),
    ("NEGATIVE", r"negat\w*"),
    ("ADJECTIVE", r"adjectiv\w*"),
    ("PRONOUN", r"pronouns?"),
    ("ADVERB", r"adverbs?"),
    ("POSITION", r"(mis)?plac(e|ed|ement)s?|position\w*"),
    # Vocabulary.
    ("COLLOCATION", r"collocation\w*|word combinations?|combinations? of words"),
    ("CONNECTOR", r"connect(or|ive)s?|link(er|ing (word|phrase|expression)|ing device)s?|conjunctions?"),
    ("CONNECTOR", r"transition(al)?( (word|phrase)s?|s)?|discourse markers?"),
    ("FILLER", r"(verbal )?fillers?( sounds?)?|filled pauses?|hesitation( (word|marker|sound)s?|s)?"),
    ("VAGUE", r"vague\w*|imprecise|unspecific"),
    ("HEDGE", r"hedg\w*"),
    ("INTENSIFIER", r"intensifi\w*"),
    ("FALSE_FRIEND", r"false (friend|cognate)s?"),
    ("INFORMAL", r"informal( register)?"),
    ("FORMAL", r"formal( register)?"),
    ("TRANSLATION", r"word[ -]for[ -]word|(literal|direct)?(ly)? ?translat\w*( literal(ly)?)?"),
    ("TRANSLATION", r"(from )?(the |your |their )?(first|native|mother) (language|tongue)|l1"),
    ("WEAK", r"weak"),
    ("BASIC", r"basic|simpl\w*|elementary"),
    ("PHRASE", r"phras(e|ing)s?"),
    ("WORD", r"(?<!-)words?|vocabulary|language|lexi\w*|expressions?"),
    # Structure.
    ("RUN_ON", r"run-?ons?|run on"),
    ("FRAGMENT", r"fragment\w*|(incomplete|unfinished|abandoned)( sentence)?s?"),
    ("FALSE_START", r"false[ -]starts?|restart\w*"),
    ("SELF_REPAIR", r"self[ -](correct|repair)\w*"),
    ("OPENER", r"open(er|ing)s?|start(er|ing)?s?|begin(ning|s)?s?|(sentence-)?initial\w*"),
    ("CHAIN", r"chain\w*|(join|string|connect)(ed|ing)( together)?( (sentence|clause)s?)?"),
    ("PAUSE", r"paus\w*"),
    ("INSIDE", r"(in the )?middle of|mid|within|inside"),
    ("CONCLUSION", r"conclusions?|ending"),
    ("TOPIC", r"topics?"),
    ("NARRATIVE", r"narrat\w*|(when )?tell(ing)? (a |past )?stor(y|ies)|story ?telling|stories"),
    ("SUBORDINATE", r"subordinat\w*"),
    ("COMPLEX", r"complex\w*"),
    ("RHYTHM", r"rhythms?"),
    ("MONOTONE", r"monoton\w*|flat"),
    ("SHORT", r"short"),
    ("LONG", r"(overly |very )?long( and|,)? rambling|(overly |very )?long|rambling"),
    ("CLAUSE", r"clauses?"),
    ("STRUCTURE", r"structures?|constructions?|formation"),
    ("SENTENCE", r"sentences?"),
)

IMPLIED = MappingProxyType(
    {
        "ARTICLE": "NOUN COUNTABLE SINGULAR",
        "DEFINITE": "ARTICLE NOUN",
        "INDEFINITE": "ARTICLE NOUN",
        "PREPOSITION": "VERB WORD",
        "AGREEMENT": "SUBJECT VERB AGREE MISSING FEW THIRD_PERSON",
        "THIRD_PERSON": "MISSING VERB SINGULAR",
        "THERE_IS": "PLURAL NOUN AGREE WRONG SUBJECT VERB SINGULAR",
        "UNCOUNTABLE": "NOUN",
        "COUNTABLE": "NOUN",
        "PLURAL": "NOUN SINGULAR ending",
        "UNCLEAR_REFERENCE": "PRONOUN",
        "AUXILIARY": "VERB",
        "QUESTION": "FORM STRUCTURE",
        "TENSE": "VERB FORM",
        "PAST": "TENSE BASIC VERB FORM",
        "PRESENT": "TENSE BASIC VERB FORM",
        "FUTURE": "TENSE VERB FORM",
        "MODAL": "VERB FORM",
        "CONDITIONAL": "FORM FUTURE SENTENCE VERB",
        "COMPARATIVE": "FORM ADJECTIVE",
        "PASSIVE": "VERB FORM SENTENCE STRUCTURE",
        "INDIRECT": "QUESTION FORM STRUCTURE",
        "WORD_ORDER": "SENTENCE",
        "SUBJECT": "SENTENCE",
        "OPENER": "OVERUSE SENTENCE WORD",
        "FILLER": "OVERUSE WORD PHRASE",
        "VAGUE": "OVERUSE WORD PHRASE NOUN",
        "HEDGE": "OVERUSE WORD PHRASE",
        "INTENSIFIER": "OVERUSE WORD",
        "CONNECTOR": "WORD VARIETY idea",
        "WORD": "VARIETY",
        "WEAK": "OVERUSE",
        "PAUSE": "OVERUSE silent",
        "LONG": "OVERUSE",
        "TOPIC": "abrupt sudden",
        "COLLOCATION": "WORD",
        "TRANSLATION": "WORD direct literal",
        "RUN_ON": "SENTENCE STRUCTURE",
        "FRAGMENT": "SENTENCE OVERUSE left",
        "FALSE_START": "OVERUSE SENTENCE",
        "FALSE_FRIEND": "TRANSLATION",
        "INFORMAL": "WORD OVERUSE too",
        "FORMAL": "WORD OVERUSE too",
        "CONCLUSION": "clear",
        "PAST_PARTICIPLE": "VERB FORM",
        "CONTINUOUS": "VERB FORM TENSE",
        "NUMBER": "NOUN AGREE",
        "COPULA": "VERB",
        "DEMONSTRATIVE": "AGREE PLURAL PRONOUN",
        "SELF_REPAIR": "OVERUSE",
        "CHAIN": "CLAUSE LONG SENTENCE OVERUSE",
        "SUBORDINATE": "CLAUSE",
        "COMPLEX": "SENTENCE STRUCTURE",
        "RHYTHM": "MONOTONE SENTENCE FEW VARIETY",
        "SENTENCE": "STRUCTURE",
    }
)
"""What a concept already implies, so that naming it too changes nothing; separated by spaces."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """If a name says all of `said` and one of `about` (if any), replace `replaced` by `by`."""

    said: frozenset[str]
    about: frozenset[str]
    replaced: frozenset[str]
    by: frozenset[str]


def _rewrite(said: str, replaced: str, by: str = "", *, about: str = "") -> Rewrite:
    return Rewrite(*map(word_set, (said, about, replaced, by)))


_LEFT_OUT = "CONCLUSION COPULA ARTICLE DEFINITE INDEFINITE PREPOSITION SUBJECT PLURAL"
"""Small words that are there or not: "few" means that they are missing, "many" that there are too many."""


NAMED_THINGS = (
    _rewrite("there", "there is are there's", "THERE_IS"),
    _rewrite("he she", "he she", "PRONOUN gender"),
    _rewrite("will if", "if", "CONDITIONAL"),
    _rewrite("to", "to", "INFINITIVE", about="MODAL"),
    _rewrite("s", "s", about="PLURAL THIRD_PERSON"),
)
"""Quoted words that mean concepts: `said` and `replaced` are words here."""

REWRITES = (
    _rewrite("RUN_ON QUOTED", "RUN_ON", "CHAIN"),
    _rewrite("AGREE", "AGREE", "AGREEMENT", about="SUBJECT VERB"),
    _rewrite("FEW", "FEW", "MISSING", about=_LEFT_OUT),
    _rewrite("OVERUSE", "OVERUSE", "EXTRA", about=_LEFT_OUT),
    _rewrite("MISSING", "MISSING", "FEW", about="SUBORDINATE COMPLEX CONNECTOR"),
    _rewrite("MODAL INFINITIVE", "EXTRA"),
    _rewrite("BASIC CONNECTOR", "BASIC", "OVERUSE"),
    _rewrite("BASIC", "SHORT OVERUSE"),
    _rewrite("EXTRA", "WORD PHRASE"),
    _rewrite("DOUBLE SUBJECT", "PRONOUN"),
    _rewrite("FEW VARIETY", "FEW VARIETY", "OVERUSE", about="SENTENCE ADJECTIVE ADVERB VERB NOUN"),
)
"""Different ways to say the same thing, in the order in which they are rewritten."""

DIRECTIONS = word_set("EXTRA OVERUSE WRONG MIX MISSING FEW DOUBLE")

WORD_CLASSES = word_set("CONNECTOR FILLER WORD PHRASE INTENSIFIER HEDGE VAGUE")
"""Kinds of words; if the word itself is named, its kind adds nothing."""

PARTS_OF_SPEECH = word_set("PREPOSITION VERB ADJECTIVE ADVERB NOUN SENTENCE STRUCTURE")
"""These add nothing beside the word itself either."""

NOISE = word_set(
    """
    a an the this that these those it its their your his her my our one ones of in on at to for
    from with within by as into between among about before after where when while during than
    then and or but not nor vs versus plus is are was were be been being does do did doing has
    have use uses used using usage say saying said tell telling speak speaking speech spoken
    make making instead rather every each all most mostly only often very more other way ways
    together kind case cases thing event events general overall common habit habits pattern
    patterns part parts context contexts english grammar grammatical
    s t choice choices everything treat treating level marking
    """
)
"""Words that a name does not need."""
