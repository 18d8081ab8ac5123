"""Every habit that this app knows, by its key."""

from types import MappingProxyType

from speaking.analysis.grammar_catalogue import GRAMMAR
from speaking.analysis.lexical_catalogue import COUNTED

CATALOGUE = MappingProxyType({pattern.key: pattern for pattern in (*COUNTED, *GRAMMAR)})
