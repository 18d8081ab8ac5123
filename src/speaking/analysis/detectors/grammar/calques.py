"""Expressions translated word for word, and those of one country's English, as patterns of words.

Those for speakers of one language are right in some other meaning; they are looked for only if the learner's
first language is known.
"""

from collections.abc import Mapping

from speaking.analysis.detectors.grammar.word_patterns import lines_of

CALQUES = lines_of(
    """
    ~SUBJ/RELATIVE/who have.b=be only? NUM years= ~./,/and/but/now
    have.b=be only? NUM years old
    ~i/he/she/they/we/you have.b=be very/so/too/really? hunger=hungry !NOUN/for/in
    ~i/he/she/they/we/you have.b=be very/so/too/really? thirst=thirsty !NOUN/for
    have.b=be much/many/big= fear=afraid !NOUN
    have.b=be fear=afraid ~to
    ~you/he/she/they/i have.b=be reason=right ~./,
    ~you/he/she/they/i have.b=be right ~./,
    ~i/we have.b=be hot ~./,
    ~i/he/she/we/they have.b=be hurry=in_a_hurry
    ~it make.v=be hot/cold/warm ~./,/in/today/outside
    learn.v=get to know
    POSS body is/was ~not/very/so/bad/uncomfortable
    eye=window shopping
    go.v to health=the_gym !NOUN/and
    do.v=run_on running=the machine=treadmill
    ~i/we/he/she/they do.v the needful
    revert.v=reply back= ~to
    prepone.v=bring_forward
    out of station=town ~./,/for/and
    pass.v=graduate out= of=from DET? college/school/university/engineering
    pass.v=graduate out= from DET? college/school/university/engineering
    your good= name
    ^myself=I_am NAME from/and/i
    do.v=go_to POSS= schooling=school
    do/complete.v=get POSS graduation=degree
    POSS native= place=hometown
    POSS native=hometown ~is/was/./,
    for=to time= pass=pass_the_time
    batchmate.n=classmate
    cousin brother/sister=
    cousin=cousins brothers/sisters=
    backside=back of the/my
    work.v in=from home= office=home
    to/in/after=in my meaning=opinion
    camping= place=campsite
    do/make.v=go footing=jogging
    go.v footing=jogging
    """
)
"""Sure whoever says them: "I have 29 years", "eye shopping", "do the needful"."""

CALQUES_OF: Mapping[str, list[str]] = {
    "de": lines_of(
        """
        on the other side=hand ~,/i/it/you/there
        make.v=go_on a ADJ* tour
        make.v=go_on a world trip
        """
    ),
    "es": lines_of(
        """
        on the other side=hand ~,/i/it/you/there
        take.v=sunbathe the? sun= !out/away/NOUN
        """
    ),
    "hi": lines_of(
        """
        give.v=take POSS/an/the/final? ADJ* exam/exams/examination/interview
        """
    ),
    "ja": lines_of(
        """
        make.v=make_a claim=complaint
        get.v POSS/a sign=autograph
        """
    ),
    "ko": lines_of(
        """
        running= machine=treadmill
        ~do/does/did/go/went health=exercise
        """
    ),
}
"""By the first language that suggests them."""
