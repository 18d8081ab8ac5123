"""Prepositions of time, place and movement, and those of set phrases, as patterns of words."""

from speaking.analysis.detectors.grammar.word_patterns import lines_of

NEEDLESS_OF_TIME_AND_PLACE = lines_of(
    """
    in/on/at= next week/month/year/summer/winter/spring/weekend/semester/DAY/MONTH/time !'s/NOUN/of
    in/on/at= last night/week/month/year/summer/winter/spring/weekend/DAY/MONTH/christmas !'s/NOUN/of
    in/on/at= every day/week/month/year/morning/evening/night/weekend/summer/winter/DAY !'s/NOUN/of/life
    in/on/at= this morning/afternoon/evening/weekend/week/DAY !'s/NOUN/of/and/in
    in/at= this summer/winter/spring !'s/NOUN/of/and/in
    in/on/at= tomorrow/yesterday/tonight !'s/NOUN
    in/at= today !'s/NOUN
    in= the= nowadays
    in/at= nowadays
    in= these days !of/when/that/NOUN
    in= all day long
    go/come/return/travel/move/fly.v to/in= abroad
    ~live/study/work/be/stay.v in/at= abroad
    go/come/return/get/arrive/walk/drive/run.v to/at/in= home !NOUN/NAME/-/VBG/made
    come/return/go.v back to= home !NOUN/NAME/-
    go/come/return/move.v to= HITHER !NOUN/NAME/home/abroad/inside/outside/-
    go/come.v back to= here/there
    at= there !'s/NOUN
    reach.w to/at= home/there/here/school/work
    climb.w to= the/a mountain/mountains/hill
    change.v of= job/jobs/house/school/company/country/city
    at= the= last/next weekend/week/month/year/night/DAY/SEASON
    in/on= the= last/next DAY/SEASON/night
    in= this year ~.
    for= NUM/a day/days/week/weeks/month/months/year/years ago
    spend.v POSS/much/more/some/all? ADJ? time with/for= VBG
    ~ca/can/could ~n't/not stand with= OBJ
    go.v to/for= OUTING !NOUN/NAME/-/and/with
    go/stay/live.v in/to= overseas !NOUN
    return.v back=
    near of/from/by= !VBG
    behind/under/between/below/beside of= !VBG
    despite of=
    besides of=
    ~enter.w in/into/to= DET? ADJ? ROOM
    ~attend.w to/at/in= DET? ADJ? EVENT
    ~answer.w to= POSS? the? question/questions/phone/email/call/calls/letter
    """
)
"""Prepositions that do not belong there: "in next month", "go to abroad", "near of"."""

WRONG_OF_TIME = lines_of(
    """
    !day/days in/at=on DAY !'s/of/harbor/NAME
    in=on the= DAY !NOUN/NAME/of
    on=at night !NOUN
    in/at=on the DATE of MONTH
    during=for NUM/many/several years/months/weeks/days/hours/minutes
    for+a long time !ago
    ~have/has/'ve ~been? ~VBN/VBG/HITHER ~GAP? from=since MONTH/YEAR/childhood !to/until/till/through
    ~have/has/'ve ~been? ~VBN/VBG/HITHER ~GAP? from=for NUM years/months/weeks ago=
    in=on ~DAY ~night/morning/evening/afternoon
    in/at=on MONTH DATE
    on/at=in MONTH !NUM/the/first/second/third/fourth/fifth/ADJ/NOUN/NAME/DATE
    in=on the weekend/weekends !of/NOUN
    in/at=on weekends !NOUN
    in=on_the weekend !NOUN/of/and/-
    on/at=in the DAYTIME !of/that/when/before/after/we/i/news/NOUN/NAME/show/paper
    in/on/at=in_the DAYTIME !NOUN/of/,/and/,/wear
    at=at the= night !of/that/before/when/NOUN
    in=at night !NOUN
    in=at noon/midnight/lunchtime
    in/on=at NUM o'clock
    on=in YEAR !NOUN
    on/at=in the? SEASON !of/NOUN/NAME/ADJ
    in/on=during summer/winter/spring vacation/holidays/holiday/break
    in/on=on POSS birthday
    on/at=in POSS childhood/youth
    in/on=at the age ~of ~NUM
    in/on=at the= age ~of ~NUM
    in/on=at that= moment ~,
    since=for a? NUM/several/few/couple years/months/weeks/days/hours/minutes !ago/'s/'/of
    since=for many/several/some years/months/weeks/days !ago/'s/'
    since=for a= long time !ago
    since=for long=a_long time !ago
    in=at the end of
    in=on the same/next/following/other day !of/or
    from=since i/he/she/we/they was/were/am ~GAP
    start/begin.v from=in ~the? ~last/this/next ~month/year/week/spring/summer/fall/winter/april
    start/begin.v from=in MONTH !to/until/till/through
    """
)
"""The wrong preposition before a time: "in Friday", "on the morning", "since two years"."""

WRONG_OF_PLACE = lines_of(
    """
    ~go/come/travel/get/return/move.v by=in my/his/her/our/their own? car/truck
    ~go/come/travel/get/arrive/commute/move.v ~HITHER? with=by the/a= VEHICLE
    ~go/come/travel/get/arrive/commute/move.v with=by VEHICLE !NOUN
    ~work/school/there/here/home/university with=by VEHICLE !NOUN
    ~work/school/there/home/university/office by=on POSS bike/bicycle/motorbike
    ~work/school/there/home/university/office by=in POSS car
    by=on walk=foot
    with=on foot
    in=on the internet !NOUN/age/of
    in=on_the internet !NOUN/age/of
    in=on the= tv !NOUN/guide/of
    in=on tv/television !NOUN
    in=on the radio !NOUN/shack/business/of
    in=on facebook/instagram/youtube/twitter/netflix/whatsapp/tiktok !NOUN/'s
    in/at=on DET? website/webpage/homepage
    ~talk/speak/be.v in=on the phone !book/booth/NOUN
    ~see/seen/saw/watch/watched/heard GAP* in=on tv/television
    on=in the/this/that/these picture/photo/photograph/pictures/photos !tube/NOUN/of/frame
    on=in the/a newspaper !NOUN
    on/at=in the sky
    ~read/written/wrote/say/said/says/learn/learned/find/found on=in ~a/the/this/that/my/books ~book
    ~live/lived/apartment/office/room/is/are/was in=on the first/second/third/fourth/fifth/ground/top floor
    ~stay/stayed/staying/stays/be/is/are/was/were/at/study/work in=at home !NOUN/-/and
    in/at=on vacation/holiday !time/NOUN/and/bible
    under=in the ~rain
    in=on ~a ~business ~trip
    in=on business trip
    in=on POSS way ~to/home/back
    ~live/born/stay/stayed/lived/lives/living at/on=in TOWN !NOUN/NAME
    ~work/works/worked/working/study/studies/studied/studying at/on=in TOWN !NOUN/NAME
    arrive.v at=in TOWN !NOUN/NAME
    work.v like=as a/an ADJ? JOB
    good/bad/better/best/poor in=at VBG/SKILL
    on=in my/our/your country !NOUN
    on=in the world !NOUN/stage
    in/at=on POSS/the/this side ~of ~the
    in front to/from=of
    """
)
"""The wrong preposition before a place or a means: "go with the train", "in the internet"."""

WRONG_IN_PHRASES = lines_of(
    """
    according with/by/for/of/in/on/as/from=to !VBG
    regardless to/on/from/about/for=of
    because to/by=of THING
    due of/from/for=to
    instead to/for/from=of !VB
    in spite from/to/on/for=of
    in addition of/with=to
    thanks of=to
    except of/from=for
    !agree/agreed/agrees/disagree/conclusion/to/deal from/by/on/to/at/with/as=in POSS opinion !on/of/about/to
    !ask/asked/asking/asks for=in my personal? opinion
    in/on/for/at=from my/his/her/their point of view
    in/with=for this/that/these/those reason/reasons
    by/from/with=for this/that/these/those reason/reasons
    by=in this/that way
    with/by=in other words
    in=on average !NOUN
    in/by/with/for=on purpose
    for/with/in/on=by mistake
    for/with/on/at=by chance !of
    by/from=on my own= own
    """
)
"""The wrong preposition in a set phrase: "according with", "on my opinion"."""

MISSING = lines_of(
    """
    !DET listen.v+to THING !part/of/and/comprehension/skill/skills/section
    wait.v+for OBJ
    wait.v+for the/my/a VEHICLE/taxi/answer/reply/teacher/result/results/doctor/call/letter/elevator/food
    wait.v+for POSS RELATIVE
    go/come.v+to the/a/my/our/his/her/their/an ADJ? PLACE !VBG
    go/went/goes/going+to school/university/bed/church !NOUN/ADJ/on/NAME/out/well/related/work
    go/went/goes/come/came/travel/traveled/travelled/moved/flew+to TOWN !NOUN/NAME/'s
    arrive.v+at the/a/my/our/his/her ADJ? PLACE
    arrive.v+in TOWN
    talk/speak/complain.v+to OBJ
    smile/laugh.v+at OBJ
    belong/happen.v+to OBJ
    depend.v+on the/a/my/your/his/her/its/their/our NOUN/ADJ
    rely/insist.v+on THING
    look.v+at OBJ
    look.v+at the/this/that/these/those picture/pictures/photo/photos/sky/sea/map/board/menu/screen/stars/moon
    think.v+about OBJ
    laugh.v+at OBJ
    reply/respond.v+to OBJ
    communicate/play/interact/chat/dance/agree/quarrel/fight/argue/compete/cooperate.v+with each other
    speak/talk/listen/write.v+to each other
    crash/bump.v+into each other
    smile/look/shout/laugh/wave.v+at each other
    wait.v+for each other
    depend/rely.v+on each other
    get.v along+with each other
    apologize/apologise.v+to OBJ
    participate.v+in THING
    graduate.v+from DET? ADJ? university
    belong.v+to THING
    search.v+for a/an ADJ? job/work/apartment/flat/house/hotel/restaurant
    pay.v+for the/my/your/our lunch/dinner/breakfast/meal/food/drinks/drink/hotel/taxi/apartment/ticket
    apply.v+for a/an/the job/visa/scholarship/position/loan
    take.v care+of OBJ
    take.v care+of POSS/the RELATIVE/child/children/baby/kids/grandmother/grandfather/dog/cat/health/patients
    knock.v+on the door/window
    according+to my/the/this/his/her/a/our/their
    ~in spite+of the/my/his/her/this/their/all
    instead+of the/my/this/his NOUN
    in front+of the/my/his/her/our/a/your/me/us/him/them
    next+to the/my/our/his/her/me ~ADJ? ~PLACE
    next+to me/him !NOUN
    due+to the/my/this/his NOUN !VERBAL
    because+of my/his/her/their/our ADJ? NOUN ~./,
    because+of the/this ADJ? NOUN ~.
    because+of DET? ADJ* NOUN and/of/in the/his/her/their? ADJ? NOUN ~./,
    because+of DET? lack/increase of
    agree/disagree.v+with the/this/that ADJ? statement/idea/opinion/view/argument/claim/author !VERBAL/NOUN
    agree/disagree.v+with the/this/that ADJ? lecturer/point/speaker/writer/fact/passage !VERBAL/NOUN
    agree/disagree.v+with OBJ !on/to
    concentrate/focus.v+on the/my/your/his/her/their/our/one/this
    deal/cope.v+with the/my/his/her/their/these/this/many ADJ? NOUN/PLURAL
    think/worry/talk/complain/learn.v+about their/our/my/his/your/her ADJ? future/life/health/problems !VERBAL
    contribute/lead.v+to the/a/an/many/more ADJ? NOUN/PLURAL !'s
    suffer.v+from DET? ADJ? disease/diseases/hunger/pollution/cancer/stress/illness/depression/lack/poverty
    benefit.v+from the/this/these/their ADJ? NOUN/PLURAL
    succeed.v+in my/his/her/their/our/your life/work/job/career/studies/business
    access+to the/internet/information/education ~NOUN/./,/and !of
    search/look.v+for DET? ADJ? information/solution/solutions/answer/answers/job/jobs
    explain/describe/mention.v+to OBJ that/how/why/what/about/the
    result.v+in DET? ADJ? increase/decrease/loss/pollution/damage/death/problems/problem
    arrive.v+at the/our/my/his/their ADJ? NOUN
    prepare.v+for the/my/our/their/his/her ADJ? exam/exams/test/future/interview/trip/examination/tests
    specialize/specialise.v+in one/a/an/the/only
    adapt/adjust.v+to the/new/a/different/this
    connected/related/similar/linked+to each other
    different+from each other
    depend.v+on each/every
    live/stay/work/fight/meet/travel/cooperate.v+with each other ~./,
    consist.v+of many/two/three/four/five/several/the/a
    far+from my/the/our house/home/city/station/school/office/town/university
    take.v part+in THING
    interested+in VBG
    prefer.v GAP* than=to !VB
    """
)
"""A preposition that is missing: "listen music", "go the restaurant", "depend the weather"."""
