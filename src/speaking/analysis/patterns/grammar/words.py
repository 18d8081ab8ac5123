"""Closed lists of words that the grammar rules read.

Lists are closed on purpose: a word that may also be something else is left out, and with it the errors that
it would have shown.
"""


def word_set(words: str) -> frozenset[str]:
    """Words, separated by white space, as a set."""
    return frozenset(words.split())


COUNT_NOUNS = word_set("""
    accident actor actress address adult airline airplane airport album animal apartment app apple
    architect artist assistant author baby bag ball banana basket bathroom battery beach
    bedroom bike bird birthday blog boat body book bottle boss bowl box boy boyfriend branch
    bridge brother brush building bus businessman button cake camera camp car card carpet castle cat
    chair character chef child citizen city client clock cloud coach
    coat colleague competitor computer concert consequence consumer     cook corner country couple cousin cup customer dancer daughter decision desk device
    dictionary doctor dog dollar door dream dress driver     email employee employer engine engineer event example expert     family farmer father festival flat flower foreigner friend garden ghost gift girl
    girlfriend goal grandfather grandmother group guest guide guitar habit hat helicopter hobby     hotel house husband idea immigrant instrument invention island jacket job
    journalist key kid kitchen knife lady lake laptop lawyer leader library
    lifestyle list manager map meal meeting member mirror mistake
    monkey mother motorcycle mountain mouse movie musician nation neighbor neighbour
    newspaper nurse office officer option orange organ owner painter
    parent partner passenger passport patient pen pencil person phone photo photograph picture     pilot planet player plate poem policeman politician president prisoner problem product
    professor pupil purpose question reader restaurant     river road robot roof room rule sandwich scientist secretary seller sentence shirt shoe shop singer
    sister skirt smartphone soldier son song speaker station statue
    store story stranger street student subject suit supermarket swimmer taxi teacher     teenager telephone test ticket tool topic tourist town toy trainer tree trip truck
    umbrella uncle user vehicle victim village visitor wall watch     window winner woman worker writer """)
"""Nouns that hardly ever stand in the singular without a determiner."""

BARE_AFTER = word_set("by per as from to into without via or and nor vs versus no than")
"""Words after which a bare singular is often right ("by car", "from door to door", "as president")."""

BARE_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "at hand;by hand;on stage;on board;at university;in person;on page;on time;in case;in part;on foot;"
        "in town;out of town;on vacation;on holiday;on tv;by name;next week;last week;next year;last year;"
        "next month;last month;this week;every week;all day;face to face;step by step;day by day;"
        "on radio;at stake;in hand;at heart;on purpose;on camera;in question;out of question;in college;"
        "on campus;in theory;on fire;in general;as result;on line;on trip;on road;on target;in bed;"
        "in detail;for example;in moment;in voice;in office;at work;in class;in school;in group;to date"
    ).split(";")
)

UNCOUNTABLE_PLURALS = word_set("""
    informations advices furnitures luggages baggages homeworks knowledges equipments softwares hardwares
    trafics traffics moneys feedbacks housings musics sceneries machineries progresses weathers
    electricities garbages jewelries evidences transportations researches slangs trashes
    entertainments accomodations accommodations educations happinesses stuffs
""")

UNCOUNTABLE = word_set("""
    information advice furniture luggage baggage homework knowledge equipment software hardware traffic money
    music scenery machinery progress weather electricity garbage jewelry evidence transportation research
    rice bread water air sand health happiness luck news employment unemployment
""")

PLURAL_ONLY_BEFORE = word_set(
    "many several these those various both few two three four five six seven eight nine ten"
)
"""Determiners that ask for a plural."""

SINGULAR_ONLY_BEFORE = word_set("a an this that each every another")
"""Determiners that ask for a singular."""

MODALS = word_set("can could will would shall should must may might ca wo 'll")

IRREGULAR_PAST_ONLY = word_set("""
    went did saw took wrote came began broke chose drank drove ate fell flew forgot gave grew knew rode rang
    rose sang sank spoke stole swam threw wore woke became ran shook hid
""")
"""Past forms that are not participles too."""

AGREEING = word_set("agree disagree depend belong believe consist exist happen want know")

TAKES_GERUND = word_set(
    "enjoy avoid finish mind suggest practise practice keep consider dislike imagine admit deny recommend risk"
)

SHORT_ADJECTIVES = word_set("""
    big small cheap fast slow high low old young new long short strong weak hard soft rich poor warm cold hot easy
    happy busy heavy early clean safe near tall nice large great smart kind dark bright wide deep thin
""")

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

SAME_PAST = word_set("""
    put set cut let hit hurt cost shut quit bet cast spread split read beat come become run overcome burst upset
    forecast broadcast input based used supposed
""")
"""Verbs whose past may look like the base form, or that are tagged so too often."""

PLURAL_SINGULARS = word_set("""
    news means series species mathematics physics economics politics statistics athletics gymnastics measles
    headquarters lots thanks congratulations
""")

SINGULAR_DETERMINERS = word_set("a an the this that my your his her its our their every each one another")

COLLECTIVES = word_set("""
    family team government police staff group majority number lot couple variety rest half public crowd crew
    audience committee class company percent percentage part most kind people range youth media data elite poor fish sheep aircraft
""")

DESCRIBED_COUNT_NOUNS = COUNT_NOUNS | word_set("""
    advantage answer area benefit chance change choice decision difference disadvantage effect example experience
    factor feature influence issue job level life matter method mistake moment opportunity opinion part person place
    point position possibility program project reason relationship result role score situation skill solution source
    step system thing tool way word year day time company country game movie story feeling environment impression
    challenge improvement habit future society
""") - word_set("life society time change experience influence")
"""Nouns that need a determiner once an adjective describes them ("it is important thing")."""

NEEDS_THE = word_set("usa uk us netherlands philippines internet bahamas maldives")
"""Names that are said with "the"."""
