"""Closed lists of words that the grammar rules read.

They are closed on purpose: a word that may also be something else is left out, even though its errors are
then missed.
"""

from speaking.analysis.text.closed_classes import word_set

MODALS = word_set("'ll ca can could may might must shall should will wo would")

IRREGULAR_PAST_ONLY = word_set(
    """
    ate became began broke came chose did drank drove fell flew forgot gave grew hid knew ran rang rode
    rose sang sank saw shook spoke stole swam threw took went woke wore wrote
    """
)
"""Past forms that are not also participles."""

AGREEING = word_set("agree believe belong consist depend disagree exist happen know want")


SAME_PAST = word_set(
    """
    based beat become bet broadcast burst cast come cost cut forecast hit hurt input let overcome put quit
    read run set shut split spread supposed upset used
    """
)
"""Verbs whose past may look like the base form, or is tagged that way too often."""

PLURAL_SINGULARS = word_set(
    """
    athletics congratulations data economics gymnastics headquarters lots mathematics means measles news
    physics politics series species statistics thanks
    """
)

PEOPLE = word_set("me him her us them you")

SINGULAR_DETERMINERS = word_set("a an another each every her his its my one our that the their this your")

COLLECTIVES = word_set(
    """
    % aircraft audience class committee company couple crew crowd data elite family fish government
    group half kind lot majority media most number part people percent percentage police poor public
    range rest sheep staff team variety youth
    """
)
