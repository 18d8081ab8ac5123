"""Which preposition a word takes, and which ones learners say instead.

Each line: words, the right preposition (`-` for none), `<`, the wrong ones. `to+OBJ` is wrong only before an
object. A preposition that native speakers also use, in another meaning or another country, is left out.
"""

from collections.abc import Iterator

from speaking.analysis.detectors.grammar.word_patterns import lines_of

_VERBS = """
    accuse of < for about
    adapt to < for with
    agree with < to+OBJ
    apologize/apologise for < about of
    apply for < of
    approve of < for about
    arrive at|in < to
    believe in < on to for
    belong to < for of from at
    benefit from < of
    borrow from < to of
    care about < with on of
    collide with < to
    communicate with < to
    compete with|against < to
    complain about < for on against from with
    comply with < to
    concentrate on < to at about for with
    consist of < from by on with about for at to
    contribute to < for on with at
    cooperate with < to
    cope with < to of about for
    correspond to|with < of
    date - < with
    deal with < about of to
    decide on < of to
    depend on < of from to for at by with
    derive from < of
    differ from < of
    disagree with < to of at
    dream about < with for at
    escape from < of
    focus on < to at about for of
    graduate from < of
    happen to < for of
    insist on < to for at in about of
    interact with < to
    invest in < on to at
    laugh at < of on to from
    listen to < of at on about with
    long for < to of
    look_forward to < for at of in
    object to < against of about
    participate in < to at on of for with
    prefer to < than
    prepare for < of
    prevent from < of
    recover from < of
    refer to < about of on
    rely on < in at of to for from with by
    reply to < for
    respond to < for at
    search for < of about to
    smile at < on of
    specialize/specialise in < on at for of to
    spy on < at to
    stare at < to on
    struggle with < of about
    subscribe to < in on at
    succeed in < on for of to
    suffer from < of about at to
    suffice for < of
    sympathize/sympathise with < to for
    think about < in+OBJ
    vote for < to
    wait for < to+OBJ of at+OBJ
    worry about < of to with on at
"""

_NO_PREPOSITION = """
    accept - < to of about
    accompany - < with to
    affect - < to on in at
    approach - < to at
    appreciate - < about for of to
    ask - < to+OBJ to+POSS
    attract - < to
    avoid - < from of to
    call - < to+OBJ to+POSS+RELATIVE
    comprise - < of
    consider - < about on of
    contact - < with to at
    contain - < of
    criticize/criticise - < about to
    describe - < about
    describe/ignore/love/hate - < of
    deserve - < for+THING of
    discuss - < about on of
    divorce - < with from
    emphasize/emphasise/stress - < on about
    enjoy - < of
    experience - < about of
    fight - < to+OBJ
    greet - < to
    help - < to+OBJ to+POSS
    hate - < to+OBJ
    influence - < on to in
    inform - < to
    invite - < to+OBJ
    join - < to at into
    kiss - < to+OBJ
    lack - < of in for
    like - < to+OBJ
    love - < to+OBJ
    marry - < with to
    meet - < to+OBJ to+POSS+RELATIVE
    mention - < about on of to+THING
    miss - < to+OBJ about
    obey - < to
    oppose - < to against
    phone/telephone/email/text - < to
    raise - < up+DET
    reach - < at to in
    regret - < about for of
    remember - < of to+OBJ
    request - < for about
    require - < for of
    resemble - < to with like
    respect - < to
    review - < about on
    solve - < about of
    support - < to for
    survive - < from
    teach - < to+OBJ
    telephone - < with
    tell - < to+OBJ to+POSS
    thank - < to+OBJ
    tour - < in
    trust - < on to in+OBJ
    use - < of
    visit - < to at in
    watch - < to at
    welcome - < to+OBJ
    wed - < with
"""

_ADJECTIVES = """
    absent from < of to
    accustomed to < with for of in
    acquainted with < to of
    addicted to < with in of on for at by
    afraid/scared/frightened/terrified of < from to+DET
    allergic to < with of from for at by
    annoyed with|about < of from
    anxious about < of from
    ashamed of < from at
    associated with < to
    attached to < with on
    aware of < about for with on to
    bored with < from
    capable of < to for in at
    characteristic of < for
    close to < from with of+DET
    compatible with < to
    composed of < from in
    conscious of < about for to
    contrary to < with of
    convinced of < from for about
    crowded with < of from
    curious about < of on for with
    dedicated to < for in on with
    delighted with < of from for
    dependent on < of to from for at
    devoted to < for in with
    different from < of with
    disappointed with|in < of from
    eager for < of about
    engaged to < with+OBJ with+POSS
    envious/jealous of < to with at from
    equal to < with as of
    equivalent to < with as
    essential to|for < of
    experienced in < of
    familiar with < about of
    famous/known/well-known for < of by+VBG with to+OBJ
    far from < of to
    filled with < of from
    fond of < in at on with for to about
    full of < with by from in
    grateful for < of about
    guilty of|about < from to
    identical to < with as
    impressed by|with < of from for about
    incapable of < to for in
    inferior/superior to < than from
    innocent of < from
    interested in < on about at for of by to with
    jealous of < about
    keen on < in at of for about with
    lacking in < on
    limited to < at
    married to < with+!CHILDREN
    necessary for < of
    obsessed with < of to for at
    opposed to < against of
    optimistic about < of for
    pleased with < of from for
    polite/rude/cruel to < for at
    popular with < to between for+OBJ
    prepared for < of
    proud of < about for+POSS with from at on to
    ready for < of
    related to < with of
    relevant to < with
    responsible for < of on about in at
    rich in < of with+THING
    satisfied with < of from for about at to
    sensitive to < of for on
    shocked by < of from
    short of < from
    sick/tired of < about with at to by
    similar to < with as like of from
    skilled in|at < on of
    suitable for < to with of in
    sure of|about < for on
    surprised by|at < of from with for
    suspicious of < from to
    typical of < to
    worried about < of to with from on at
"""

_NOUNS = """
    access to < of+DET in for
    addiction to < of on in with
    advantage of < to+VBG
    answer/reply to < of
    attitude to|towards < for about with on
    damage to < on
    demand for < to about
    desire for < of to
    difference between < among
    effect/impact/influence on < to for in
    exception to < of
    friendship with < to
    improvement in < at
    increase in < on at
    interest in < on about at to
    invitation to < of for
    key to < of+VBG of+success of+happiness for
    lack of < in on from
    obstacle to < of
    preference for < to of
    reaction to < of about on
    reason for < of
    relation with|to < on
    relationship with < to
    respect for < to of about
    response to < of for
    responsibility for < on about
    rise in < on
    solution to < of
    success in < on at
    threat to < for of
"""

_IN_PHRASES = {
    "look_forward": "look.v forward",
}


def _rows(table: str) -> Iterator[tuple[str, str, list[str]]]:
    for line in lines_of(table):
        words, right, _, *wrong = line.split()
        yield words, "" if right == "-" else right, wrong


def _patterns(table: str, form: str) -> Iterator[str]:
    for words, right, wrong in _rows(table):
        word = _IN_PHRASES.get(words, words + form)
        alone = "/".join(each for each in wrong if "+" not in each)
        if alone:
            yield f"{word} {alone}={right} !VB !TIMELY"
        for preposition, _, before in (each.partition("+") for each in wrong if "+" in each):
            context = (each if each.startswith("!") else f"~{each}" for each in before.split("+"))
            yield " ".join([word, f"{preposition}={right}", *context])


WRONG_AFTER_WORDS = (
    "go/travel/move/fly/come/return/drive.v for=to TOWN !NOUN",
    "focus.v in=on DET/one/two/three/four/POSS/THING",
    "go.v to=on DET? ADJ? trip/picnic/journey/cruise/vacation !NOUN",
    "mentions/discusses about= DET/THING/POSS",
    "~be.b the= responsible of/for=for",
    *_patterns(_VERBS, ".v"),
    *_patterns(_ADJECTIVES, ""),
    *_patterns(_NOUNS, ".n"),
)
"""A different preposition from the one that the word takes: "depend of", "married with", "key of success"."""

NEEDLESS_AFTER_VERBS = (*_patterns(_NO_PREPOSITION, ".w"),)
"""A preposition after a verb that takes none: "discuss about", "marry with"."""
