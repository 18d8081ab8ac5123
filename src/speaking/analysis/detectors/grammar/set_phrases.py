"""Set phrases with one wrong word, as patterns of words."""

from speaking.analysis.detectors.grammar.word_patterns import lines_of

SET_PHRASES = lines_of(
    """
    a lot+of people
    a lots=lot of
    as=in a= conclusion
    as=in conclusion
    in a= conclusion ~,/we/i
    in conclude=conclusion
    for=to conclude
    in=these the= present= days
    at=these the= present= days
    at+the same time
    in=at_the same time !NOUN
    in=at the same time !NOUN
    ~i/you/he/she/to/will be.b a/an ADJ? people=person
    ~the important/interesting/difficult/strange/funny/sad+thing is/was ~that/to/VBG
    ~in today=today's world/society/life/economy
    in nowadays=today's world/society/life
    another=other people !from/of/who/that
    be.b too/so much= expensive/important/difficult/big/high/beautiful/happy/easy/hard/strong/dangerous/tired
    the=a lots=lot of
    the=a lot of NOUN !that/we/i/which
    not=no matter how/what
    in order for=to VB
    for= to VB !be/NOUN
    so that= to VB
    as soon+as possible
    ~is/are/was/were/have/has something/someone/somebody/anything/anybody+that can/could/will
    it+is called ~THING/NOUN/NAME
    as=the same as
    rather/other that=than ~VBG/NOUN/VB/PLURAL/DET
    know/understand/learn/explain/wonder/ask.v that= how/why/where ~SUBJ/DET/PLURAL/NOUN/people/to
    needs/needed to= time/money/some/more
    i/we/you/they/people need to= time/money/some ~to/for/./,
    ~has/gives/provides/needs/takes/spends/makes/brings/gets/gave/made/spent/took much=a_lot_of NOUN
    such like=as PLURAL/NOUN
    in=on television/tv ~./,/and/i/we/but
    ^comparing=compared to/with
    besides/despite/inside/outside of= !DET/course
    ^most+of_the time ~,/i/we/they/it/people
    ^most+of_the times=time ~,/i/we/they/it/people
    ~if/when/because/whenever/unless you/we/they be=are ADV? ~ADJ/DET/NOUN/VBG/IN
    ~when/because/whenever he/she/it be=is ADV? ~ADJ/DET/NOUN/VBG/IN
    in=from my/his/her/their/our point of views=view
    in=from my/his/her/their/our point of view
    points=point of views=view
    points=point of view ~./,/,
    on=in fact ~,/i/it/we/they
    on=in addition ~,/to
    by=in general ~,
    in=for these/this/the/that/following/several/two/three/many reasons/reason !PLURAL
    from/in=on my part ~,
    every ones=one
    first of the= all
    at= first of all
    ^in opposite=contrast ~,
    ^in/on=on_the other side=hand ~,
    for example like=
    such as like=
    by/in/from/for=on the other hand
    by/in/from=on_the other hand
    on+the other hand ~,/i/we/it/there/they/you/he/she/the
    by/from/for=on the one hand
    from/in/by=on_the one side=hand ~,/it/i/we/there/they/he/she
    from/in/by=on the one side=hand ~,/it/i/we/there/they/he/she
    in=on the? contrary=the_contrary ~,/i/it
    in+the long run
    more=better and more= better
    now= a= days=nowadays
    some= one=someone who
    lot of of=
    in the past time=
    in=on average !NOUN
    step by steps=step
    day by days=day
    year by years=year
    all the= day/night !long/time/before/NOUN/-/when/i/we/after/that/of
    all the= year !'round/round/NOUN/-/that/of/we/i
    one/two/three/four/five/six times/time/days/day in=a the= week
    twice/once in=a the= week/month/year
    at= last but not the? least
    last but not the= least
    as far as i+am concerned
    out=all of a sudden
    thanks=thank god
    one/two/three/four/five/1/2/3/4/5 and+a half !of/NUM/a/brother
    hours/hour/years/year/months/month and+a half ~./,/and/to/by
    the same like=as !NOUN
    since always=all_my_life
    how=what do/did/can/should you/we/they call ~this/it/that/them/these
    how=what it/this/that/he/she is/was/'s called
    how=what do/does/did it/he/she/they/you look like
    how=what is/was/are/were it/he/she/they like !that/when/to
    how=what it/he/she/they looks/look/looked like
    according=in to=my me=opinion
    today=this morning/afternoon/evening !'s/NOUN
    today=tonight night= !'s/NOUN
    yesterday=last night !'s
    last=yesterday morning/afternoon
    !of/the before= NUM/few/some/several years/months/weeks/days+ago ~./,/i/we/he/she/my
    """
)
"""Set phrases with one wrong word: "in the other hand", "how do you call it"."""
