"""Closed lists of words that the grammar rules read.

They are closed on purpose: a word that may also be something else is left out, even though its errors are
then missed.
"""

from speaking.analysis.text.closed_classes import phrase_set, word_set

COUNT_NOUNS = word_set(
    """
    accident accountant activist actor actress address adult agent airline airplane airport alarm album
    ambulance analyst ancestor animal ankle apartment apology app apple applicant architect article
    artist assignment assistant attitude author baby bag bakery balcony ball balloon banana barber
    basket bathroom battery beach bedroom bee belt bench bike biologist bird birthday blanket blog boat
    body book boss bottle bowl box boy boyfriend bracelet branch brand bride bridge brother brush bucket
    building bus businessman button buyer cab cage cake calendar camera candidate car card carpenter
    carpet cartoon castle cat caterpillar ceiling celebrity cell cellphone chair chef chemist child
    chimney cigarette citizen city classmate classroom cleaner clerk client clock cloud coach coat coin
    colleague comedian competitor composer computer concert conductor conference consumer container
    contest cook corner corporation costume counselor country couple cousin cow creature critic
    crocodile cup curtain customer cyclist dancer daughter decision dentist designer desk detective
    device diagram dictionary diploma director disaster dish doctor dog dollar dolphin donkey donor door
    drawer dream dress driver duck elephant elevator embassy employee employer enemy engine engineer
    episode essay event expert explorer family farm farmer festival fisherman flat flower foreigner fork
    fox freezer fridge friend gallery garden gardener gentleman ghost gift giraffe girl girlfriend glove
    goal goat goose graduate grandchild grandfather grandmother grandparent graph group guest guide
    guideline guitar gym habit hairdresser hat headline helicopter helmet highway hill hobby horse hotel
    house housewife hunter husband icon idea immigrant infant inhabitant insect inspector instrument
    intern interviewer invention investor island item jacket jar job joke journalist judge jungle kettle
    key keyboard kid kitchen knife laboratory ladder lady lake lamp landlord laptop lawyer leader leaf
    lecturer library lifeguard lifestyle lion list magazine mall manager map meal mechanic meeting
    member microphone microscope minister mirror mission mistake monkey monument mosquito motor
    motorbike motorcycle mountain mouse movie muscle musician myth nation neighbor neighborhood
    neighbour neighbourhood newspaper nightmare notebook nurse obstacle office officer operator opponent
    option orange outfit owl owner package painter pan panel paragraph parent partner passage passenger
    passport patient pedestrian pen pencil penguin person phenomenon philosopher phone photo photograph
    physician pianist picture pillow pilot pipe planet plate player playground poem poet policeman
    politician pond porch predator priest printer prisoner problem product professor programmer
    psychologist publisher pupil puppy purpose question rabbit rat reader receptionist recipe refugee
    reporter researcher resident restaurant ring river road robot rocket roof room roommate rule sailor
    salesman sandwich schedule scholar scientist screen sculpture secretary seller sentence shark sheet
    shelf ship shirt shoe shop shower sibling sidewalk sign singer sister skirt skyscraper slogan
    smartphone snake sofa soldier son song speaker specialist spoon spouse stadium stair statement
    station statue stereotype store story stove stranger street student subject suit suitcase
    supermarket swimmer symbol symptom tailor taxi teacher teammate teapot teenager telephone tenant
    tent test ticket tiger tomato tool tooth topic tourist towel tower town toy tractor trainer
    translator tree tribe trip truck tutor twin tyre umbrella user valley van vehicle victim village
    villager violinist virus visitor volcano volunteer voter waiter waitress wall wallet warehouse watch
    website wedding whale wheel window winner witness wolf woman worker workplace workshop writer zoo
    """
)
"""Nouns that hardly ever occur in the singular without a determiner."""

BARE_AFTER = word_set("and as beyond by from into no nor or per than to versus via vs without")
"""Words after which a bare singular is often right ("by car", "from door to door", "as president")."""

BARE_PHRASES = phrase_set(
    """
    for example; in group; in office; in person; in question; in town; on camera; is room; leave room;
    make room; on purpose; on road; on schedule; on trip
    """
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
"""Determiners that require a plural."""

SINGULAR_ONLY_BEFORE = word_set("a an another each every that this")
"""Determiners that require a singular."""

MODALS = word_set("'ll ca can could may might must shall should will wo would")

IRREGULAR_PAST_ONLY = word_set(
    """
    ate became began broke came chose did drank drove fell flew forgot gave grew hid knew ran rang rode
    rose sang sank saw shook spoke stole swam threw took went woke wore wrote
    """
)
"""Past forms that are not also participles."""

AGREEING = word_set("agree believe belong consist depend disagree exist happen know want")

SHORT_ADJECTIVES = word_set(
    """
    big bright busy cheap clean cold dark deep early easy fast great happy hard heavy high hot kind large
    long low near new nice old poor rich safe short slow small smart soft strong tall thin warm weak wide
    young
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

DESCRIBED_COUNT_NOUNS = COUNT_NOUNS | word_set(
    """
    advantage answer area benefit challenge chance choice company country day decision difference
    disadvantage environment example factor feature future game habit impression issue job level matter
    method mistake moment movie opinion part person place point position possibility program project
    relationship result role score situation skill solution source step story system thing tool way word
    year
    """
)
"""Nouns that need a determiner after an adjective ("it is important thing")."""

NEEDS_THE = word_set("bahamas internet maldives netherlands philippines uk us usa")
"""Names that take "the"."""
