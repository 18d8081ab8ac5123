"""Closed lists of words that the grammar rules read.

Lists are closed on purpose: a word that may also be something else is left out, and with it the errors that
it would have shown.
"""


def word_set(words: str) -> frozenset[str]:
    """Words, separated by white space, as a set."""
    return frozenset(words.split())


COUNT_NOUNS = word_set(
    """
    accident actor actress address adult airline airplane airport album animal apartment app apple
    architect artist assistant author baby bag ball banana basket bathroom battery beach bedroom bike bird
    birthday blog boat body book boss bottle bowl box boy boyfriend branch bridge brother brush building
    bus businessman button cake camera camp car card carpet castle cat chair character chef child citizen
    city client clock cloud coach coat colleague competitor computer concert consequence consumer cook
    corner country couple cousin cup customer dancer daughter decision desk device dictionary doctor dog
    dollar door dream dress driver email employee employer engine engineer event example expert family
    farmer father festival flat flower foreigner friend garden ghost gift girl girlfriend goal grandfather
    grandmother group guest guide guitar habit hat helicopter hobby hotel house husband idea immigrant
    instrument invention island jacket job journalist key kid kitchen knife lady lake laptop lawyer leader
    library lifestyle list manager map meal meeting member mirror mistake monkey mother motorcycle
    mountain mouse movie musician nation neighbor neighbour newspaper nurse office officer option orange
    organ owner painter parent partner passenger passport patient pen pencil person phone photo photograph
    picture pilot planet plate player poem policeman politician president prisoner problem product
    professor pupil purpose question reader restaurant river road robot roof room rule sandwich scientist
    secretary seller sentence shirt shoe shop singer sister skirt smartphone soldier son song speaker
    station statue store story stranger street student subject suit supermarket swimmer taxi teacher
    teenager telephone test ticket tool topic tourist town toy trainer tree trip truck umbrella uncle user
    vehicle victim village visitor wall watch window winner woman worker writer
    """
)
"""Nouns that hardly ever stand in the singular without a determiner."""

BARE_AFTER = word_set("and as by from into no nor or per than to versus via vs without")
"""Words after which a bare singular is often right ("by car", "from door to door", "as president")."""

BARE_PHRASES = frozenset(
    {
        ("for", "example"),
        ("in", "group"),
        ("in", "office"),
        ("in", "person"),
        ("in", "question"),
        ("in", "town"),
        ("on", "camera"),
        ("on", "purpose"),
        ("on", "road"),
        ("on", "trip"),
    }
)
"""Set phrases with a bare singular."""

UNCOUNTABLE_PLURALS = word_set(
    """
    accommodations accomodations advices baggages educations electricities entertainments equipments
    evidences feedbacks furnitures garbages happinesses hardwares homeworks housings informations
    jewelries knowledges luggages machineries moneys musics progresses researches sceneries slangs
    softwares stuffs traffics trafics transportations trashes weathers
    """
)

UNCOUNTABLE = word_set(
    """
    advice air baggage bread electricity employment equipment evidence furniture garbage happiness
    hardware health homework information jewelry knowledge luck luggage machinery money music news
    progress research rice sand scenery software traffic transportation unemployment water weather
    """
)

PLURAL_ONLY_BEFORE = word_set(
    """
    both eight few five four many nine seven several six ten these those three two various
    """
)
"""Determiners that ask for a plural."""

SINGULAR_ONLY_BEFORE = word_set("a an another each every that this")
"""Determiners that ask for a singular."""

MODALS = word_set("'ll ca can could may might must shall should will wo would")

IRREGULAR_PAST_ONLY = word_set(
    """
    ate became began broke came chose did drank drove fell flew forgot gave grew hid knew ran rang rode
    rose sang sank saw shook spoke stole swam threw took went woke wore wrote
    """
)
"""Past forms that are not participles too."""

AGREEING = word_set("agree believe belong consist depend disagree exist happen know want")

TAKES_GERUND = word_set(
    """
    admit avoid consider deny dislike enjoy finish imagine keep mind practice practise recommend risk
    suggest
    """
)

SHORT_ADJECTIVES = word_set(
    """
    big bright busy cheap clean cold dark deep early easy fast great happy hard heavy high hot kind large
    long low near new nice old poor rich safe short slow small smart soft strong tall thin warm weak wide
    young
    """
)

NEEDS_NO_PREPOSITION = {
    "discuss": word_set("about on over"),
    "mention": word_set("about on"),
    "emphasize": word_set("on about"),
    "emphasise": word_set("on about"),
    "describe": word_set("about"),
    "marry": word_set("with"),
    "resemble": word_set("to with"),
    "contact": word_set("with to"),
    "reach": word_set("to at"),
    "lack": word_set("of"),
    "affect": word_set("to on in"),
    "influence": word_set("to"),
    "comprise": word_set("of"),
    "obey": word_set("to"),
    "join": word_set("to"),
    "answer": word_set("to"),
    "request": word_set("for"),
    "consider": word_set("about"),
    "inform": word_set("to"),
    "visit": word_set("to in"),
}
"""Verbs that take their object directly, and the prepositions learners put between."""

WRONG_PREPOSITION = {
    "depend": word_set("of from in"),
    "arrive": word_set("to"),
    "consist": word_set("from by"),
    "interested": word_set("on about at for"),
    "married": word_set("with"),
    "responsible": word_set("of on"),
    "capable": word_set("to for"),
    "similar": word_set("with as"),
    "different": word_set("of with"),
    "afraid": word_set("from about"),
    "aware": word_set("about for"),
    "good": word_set("on"),
    "familiar": word_set("about"),
    "satisfied": word_set("of from"),
    "related": word_set("with"),
    "according": word_set("with of"),
    "regardless": word_set("to on"),
    "listen": word_set("at"),
    "participate": word_set("to at"),
    "insist": word_set("to in"),
    "succeed": word_set("to at"),
    "concentrate": word_set("in at"),
    "focus": word_set("in at to"),
    "benefit": word_set("of"),
    "suffer": word_set("of"),
    "rely": word_set("in to of"),
    "superior": word_set("than"),
    "prefer": word_set("than"),
    "despite": word_set("of"),
    "addicted": word_set("with in"),
    "compared": word_set("than"),
}
"""Words and the prepositions that learners put after them by mistake."""

SAME_PAST = word_set(
    """
    based beat become bet broadcast burst cast come cost cut forecast hit hurt input let overcome put quit
    read run set shut split spread supposed upset used
    """
)
"""Verbs whose past may look like the base form, or that are tagged so too often."""

PLURAL_SINGULARS = word_set(
    """
    athletics congratulations economics gymnastics headquarters lots mathematics means measles news
    physics politics series species statistics thanks
    """
)

SINGULAR_DETERMINERS = word_set("a an another each every her his its my one our that the their this your")

COLLECTIVES = word_set(
    """
    aircraft audience class committee company couple crew crowd data elite family fish government group
    half kind lot majority media most number part people percent percentage police poor public range rest
    sheep staff team variety youth
    """
)

DESCRIBED_COUNT_NOUNS = COUNT_NOUNS | word_set(
    """
    advantage answer area benefit challenge chance choice company country day decision difference
    disadvantage effect environment example factor feature feeling future game habit impression
    improvement issue job level matter method mistake moment movie opinion opportunity part person place
    point position possibility program project reason relationship result role score situation skill
    solution source step story system thing tool way word year
    """
)
"""Nouns that need a determiner once an adjective describes them ("it is important thing")."""

NEEDS_THE = word_set("bahamas internet maldives netherlands philippines uk us usa")
"""Names that are said with "the"."""
