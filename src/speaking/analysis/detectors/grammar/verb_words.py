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
    adapt afford analyze arrange attend attract behave belong bother breathe calculate celebrate clarify
    collect combine conduct confuse connect convince correct cultivate depend deserve determine differ
    disagree disappear distinguish divide dominate eliminate emphasize employ enable engage enhance ensure
    establish evaluate examine exist expand explore extend forgive gather generate handle happen hurry
    identify ignore imagine implement indicate inspire install insist integrate interact invent invest
    investigate involve justify lie manage memorize mention motivate neglect obey observe obtain occur
    operate oppose persuade possess preserve prohibit promote propose pursue quit react realise realize
    recommend refuse regret rely remain remind replace require rescue resolve respond retain reveal satisfy
    separate serve settle strengthen submit threaten translate treat utilise utilize vary
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

ALWAYS_TO_ING = word_set(
    "forward accustomed addicted devoted dedicated committed lead leads objection contributes"
)
"""Words whose "to" is a preposition: "look forward to seeing"."""

PARTICIPLE_MISSING = word_set(
    """
    begin break choose draw eat forget forgive freeze give go grow know live see speak steal take throw wear
    write
    """
)
"""Basic forms that are no nouns and no participles, so that "have" cannot go before them."""

IRREGULAR_WITH_ED = {
    **{
        f"{verb}ed": verb
        for verb in sorted(
            word_set(
                """
            blow break bring buy catch draw drink eat fall feel fight find go grow hear hold
            hurt keep know leave lead mean meet pay read ride ring run say see sell send sing
            sleep speak spend stand steal swear swim teach tell think throw understand wear win
            build become
            """
            )
        )
        if verb not in {"leave", "pay", "hold", "break", "find", "ring", "draw", "become", "ride"}
    },
    **{
        f"{verb}d": verb
        for verb in sorted(
            word_set(
                """
            become break choose come drive freeze give hide leave make ride rise shake take wake
            write
            """
            )
        )
    },
    **{
        f"{verb}{verb[-1]}ed": verb
        for verb in sorted(
            word_set(
                """
            begin cut forget get hit let put run set shut swim win
            """
            )
        )
    },
}
"""Regular pasts of irregular verbs, which do not exist."""
