"""Words that look like a word of the learner's language and mean something else, as patterns of words."""

from collections.abc import Mapping

from speaking.analysis.detectors.grammar.word_patterns import lines_of

FALSE_FRIENDS = lines_of(
    """
    ~WHO ADV? become.v=get a/an/the/my/some ADJ? book/present/gift/mail/email/letter/call/message/ticket
    ~WHO ADV? become.v=get a/an/the/my/some ADJ? beer/coffee/invitation/visa/phone/bike/car/dog/cat
    POSS chef=boss ~says/said/told/wants/wanted/asked/gave/thinks/always/never
    POSS handy=phone !NOUN/ADJ/-/dandy
    POSS actual=current job/boss/company/apartment/flat/girlfriend/boyfriend/position/address/plan/plans
    assist.v=attend to= DET? ADJ* EVENT/event
    frequent.v=attend the/a school/university
    attend.v=wait_for the/a/my bus/train/taxi
    ~buy/bought DET? ADJ* book/books in/at/from the/a library=bookstore
    work.v in/at a/the/DET ADJ? fabric=factory
    be.b very/so/more/too/really? sensible=sensitive to !VB
    sensible=sensitive skin/teeth/ears/eyes/stomach
    simpatic/sympathic=nice
    carpet=folder ~on/in ~my ~computer
    by casualty=chance
    study.v a/my/the career=degree !of
    speak/learn/study.v DET/NUM/other/new? ADJ? idiom=language
    speak/learn/study.v DET/NUM/other/new/many? ADJ? idioms=languages
    approve.v=pass POSS/the/an/all? ADJ* exam/exams/test/tests/subject/subjects
    suspend.v=fail POSS/the/an/all? ADJ* exam/exams/test/subject
    present.v=take an/the/my ADJ* exam/exams
    realize/realise.v=do|carry_out DET/some/many ADJ* project/activity/activities/research/task/trip/interview
    resume.v=summarize the/this/my text/story/article/book
    a/the/my work/business reunion=meeting
    POSS professional? formation=training
    do/make.v=do a stage=internship !NOUN/of/-
    in/at/to a camping=campsite !NOUN/ADJ/-
    wear.v a smoking=tuxedo !NOUN
    a ADJ? parking=parking_lot !NOUN/-/ADJ
    ~to spare.v=save money
    ~strong/big/much/our/the concurrence=competition
    go.v to the/a magazine=store !NOUN
    do.v=cheat cunning=
    reform.v=renovate my/our/the/their/his house/kitchen/apartment/room
    salaryman=office_worker
    a=an salary= man=office_worker
    arbeit=part-time_job
    handphone=cell_phone
    hand= phone=cell_phone
    skinship=physical_contact
    an/my/his/her apart=apartment
    mobbing=bullying
    """
)
"""Sure whoever says them: "I became a present", "my chef said", "assist to a concert"."""

_SLAVIC = lines_of(
    """
    ~in/to/into POSS cabinet=office
    sympathetic=nice person/people/girl/guy/man/woman
    the/an/our actual=current situation/problem/state
    """
)
_ROMANCE = lines_of(
    """
    ~i/we/he/she/they pretend.v=intend to ~study/improve/learn/get/finish/continue/find/buy/travel/move
    the/an/our actual=current situation/job/state/president/government
    be.b=have constipated=a_cold
    attend.v=serve the? customers/clients/client/customer/public
    good/bad/great notice=news
    bus conductor=driver
    a very? big/great? deception=disappointment
    educated=polite ~people/person/man/woman
    """
)
FALSE_FRIENDS_OF: Mapping[str, list[str]] = {
    "de": lines_of(
        """
        eventually=possibly NUM
        ~WHO become.v=get DET/some? ADJ* money/food/help/job/idea/feeling/result/information/chance/work
        the beamer=projector
        rentable=profitable
        visit.v=go_to the gymnasium=high_school
        the/an/our actual=current situation/job/state/version/news/problem
        """
    ),
    "es": _ROMANCE,
    "pt": _ROMANCE,
    "it": _ROMANCE,
    "fr": lines_of(
        """
        ~i/we/he/she/they pretend.v=claim to ~know/be
        the/an/our actual=current situation/job/state/president/government
        eventually=possibly NUM
        a ADJ? deception=disappointment
        """
    ),
    "ja": lines_of(
        """
        live.v in a/the ADJ* mansion=apartment
        """
    ),
    "ru": _SLAVIC,
    "pl": _SLAVIC,
}
"""By the first language that suggests them: these are right in some other meaning."""
