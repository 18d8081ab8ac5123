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
    comparing=compared to
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
