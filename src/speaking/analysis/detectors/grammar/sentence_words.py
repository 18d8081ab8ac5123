"""Closed lists of words for rules about what a sentence needs, and in which order."""

from speaking.analysis.text.closed_classes import word_set

PREDICATES = word_set(
    """
    able afraid alive alone amazing angry annoyed anxious ashamed asleep available aware awesome awful bad
    beautiful boring busy careful cheap comfortable common comfy confident confused confusing convenient crazy
    crowded curious dangerous delicious depressed different difficult dirty disappointed easy excited
    exciting exhausted expensive famous fantastic fat fine friendly frustrated full fun funny glad good great
    handsome happy healthy helpful honest horrible hungry ill important impossible independent interested
    interesting jealous lazy lonely lovely lucky mad married necessary nervous nice noisy old perfect polite
    poor popular possible proud quiet ready rich right romantic rude sad safe same satisfied scared scary
    serious shocked short shy sick similar sleepy small smart sorry special strange stressed strict strong
    stupid successful sure surprised surprising tall terrible thirsty tired traditional ugly unhappy useful
    useless warm weak wonderful worried worse wrong young
    """
)
"""Adjectives that stand after "be" more often than not, and are no verbs or adverbs."""

DESCRIPTIONS = PREDICATES | word_set(
    """
    better big black blue bright brown clean clear clever close cloudy cold cool cute dark deep early easier
    far fast foggy fresh green hard heavy high hot humid kind large late light long low loud modern new
    normal quick rainy red slow snowy soft spicy sunny sweet terrible tight typical usual wet white wide windy
    """
)
"""Those, and adjectives that could be other words too but for what is beside them."""

AFTER_THEIR_NOUN = word_set(
    "able alone available good ill possible responsible right sick similar wrong alive asleep full"
)
"""Adjectives that may follow their noun: "the money available"."""

INTENSIFIERS = word_set("very so too really quite extremely")

PROFESSIONS = word_set(
    """
    accountant actor actress architect artist baker boy carpenter chef child clerk cook dancer dentist
    designer developer doctor driver engineer farmer freshman gentleman girl guide guy housewife journalist
    lady lawyer librarian man manager mechanic mother musician nurse painter person photographer pianist
    pilot policeman professor programmer researcher sailor salesman scientist secretary senior singer
    soldier student teacher vet waiter waitress woman writer
    """
)
"""People, by what they are or do."""

PLACES = word_set(
    """
    apartment area building campus city class classroom club company country department district family
    floor forest garden hometown hospital hotel house island kitchen library mall market mountain
    neighborhood neighbourhood office park picture place region restaurant river road room school shop
    station store street suburb town university village world zoo
    """
)

TIME_NOUNS = word_set(
    """
    afternoon autumn century day days decade evening fall holiday holidays hour hours minute minutes moment
    month months morning night nights second seconds spring summer time times vacation week weekend weekends
    weeks while winter year years couple lot bit little few
    """
)
"""Nouns that say when or how long, or how much."""
