"""Closed lists of verbs, and of words that decide the form of the verb after them."""

from speaking.analysis.text.closed_classes import word_set

VERBS_ONLY = word_set(
    """
    accept achieve add admit allow appear apply arrive ask avoid be become begin believe bring buy carry
    choose come communicate compare complete concentrate consider continue create decide describe destroy
    develop discover discuss do earn eat educate encourage enjoy enter explain express find follow forget get
    give go grow have hear hire improve inform introduce invite keep know learn listen live lose maintain make
    marry meet obtain organise organize participate pay perform persuade prepare prevent protect prove provide
    receive recognise recognize reduce relax remember remove say see sell sit solve speak spend stay succeed
    suffer survive take teach tell think understand wear write
    """
)
"""Basic forms that are hardly ever nouns."""

TAKES_ING = word_set(
    """
    admit avoid consider deny dislike enjoy finish imagine keep mind miss postpone practice practise quit
    recommend resist risk suggest
    """
)
"""Verbs that another verb follows in -ing only."""

TAKES_TO = word_set(
    """
    afford agree aim choose decide deserve expect hesitate hope intend learn manage offer plan prepare pretend
    promise refuse seem tend threaten want wish
    """
)
"""Verbs that another verb follows with "to" only."""

NOT_IN_ING = word_set("afford decide expect hope manage pretend promise refuse seem want wish")
"""Those of them that are never followed by -ing ("plan going" and "learn driving" can be heard)."""

EASY = word_set("able difficult easy eager hard happy impossible necessary possible ready willing")
"""Adjectives that another verb follows with "to"."""

ALWAYS_TO_ING = word_set("forward accustomed addicted")
"""Words whose "to" is a preposition: "look forward to seeing"."""

PARTICIPLE_MISSING = word_set(
    """
    begin break choose draw eat forget forgive freeze give go grow know live see speak steal take throw wear
    write
    """
)
"""Basic forms that are no nouns and no participles, so that "have" cannot go before them."""
