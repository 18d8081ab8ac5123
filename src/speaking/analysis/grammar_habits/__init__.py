"""The habits that rules find, and the families that they consist of."""

from types import MappingProxyType

from speaking.analysis.evidence import Family
from speaking.analysis.grammar_habits.noun_families import NOUN_FAMILIES
from speaking.analysis.grammar_habits.phrase_families import PHRASE_FAMILIES
from speaking.analysis.grammar_habits.sentence_families import SENTENCE_FAMILIES
from speaking.analysis.grammar_habits.teachers_habits import GRAMMAR
from speaking.analysis.grammar_habits.verb_families import VERB_FAMILIES

FAMILIES: tuple[Family, ...] = (*NOUN_FAMILIES, *VERB_FAMILIES, *SENTENCE_FAMILIES, *PHRASE_FAMILIES)
"""All of them; where two find the same words, the first one counts."""

FAMILY = MappingProxyType({family.key: family for family in FAMILIES})
"""Each family by its key."""

__all__ = ["FAMILIES", "FAMILY", "GRAMMAR"]
