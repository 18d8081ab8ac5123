"""Closed lists of words that the grammar rules read.

They are closed on purpose: a word that may also be something else is left out, even though its errors are
then missed.
"""

from speaking.analysis.text.closed_classes import phrase_set, word_set

MODALS = word_set("'ll ca can could may might must shall should will wo would")

IRREGULAR_PAST_ONLY = word_set(
    """
    ate became began broke came chose did drank drove fell flew forgot gave grew hid knew ran rang rode
    rose sang sank saw shook spoke stole swam threw took went woke wore wrote
    """
)
"""Past forms that are not also participles."""

AGREEING = word_set("agree believe belong consist depend disagree exist happen know want")

TAKES_GERUND = word_set(
    """
    admit avoid consider deny dislike enjoy finish imagine keep mind practice practise recommend risk
    suggest
    """
)

NEEDLESS_PREPOSITIONS = phrase_set(
    """
    discuss about; mention about; emphasize on; emphasize about; emphasise on; emphasise about;
    describe about; marry with; resemble to; resemble with; contact with; contact to; reach at; lack of;
    affect to; affect on; influence to; comprise of; obey to; join to; request for; consider about;
    inform to; visit to
    """
)
"""Verbs that take a direct object, each with a preposition that learners add."""

WRONG_PREPOSITIONS = phrase_set(
    """
    depend of; depend from; arrive to; consist from; consist by; interested on; interested about;
    interested at; interested for; married with; responsible of; responsible on; capable to; capable for;
    similar with; similar as; different of; afraid from; afraid about; aware about; aware for;
    familiar about; satisfied of; satisfied from; related with; according with; according of;
    regardless to; regardless on; participate to; insist to; concentrate to; focus to; benefit of;
    suffer of; rely to; rely of; superior than; prefer than; despite of; addicted with; addicted in;
    compared than
    """
)
"""Words, each with a preposition that learners wrongly put after it."""

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
