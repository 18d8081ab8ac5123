"""Every habit that this app knows, by its key."""

from types import MappingProxyType

from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.grammar_habits import GRAMMAR

CATALOGUE = MappingProxyType({pattern.key: pattern for pattern in (*COUNTED, *GRAMMAR)})
