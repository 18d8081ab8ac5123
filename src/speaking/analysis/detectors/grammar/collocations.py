"""Words that go together, and those that learners put in their place, as patterns of words."""

from speaking.analysis.detectors.grammar.word_patterns import lines_of

VERBS_AND_NOUNS = lines_of(
    """
    do.v=make DET? ADJ* mistake/decision/effort/plan/choice/noise/progress/promise/reservation.n
    do.v=make DET? ADJ* appointment/friend/joke/suggestion/complaint/excuse.n
    do.v=make a phone call
    do.v=make money !NOUN
    make.v=do DET? ADJ* homework/housework/laundry/dish.n !ADJ/more/less
    make.v=do DET? ADJ* research/yoga/gymnastics/karate/judo/taekwondo/aerobics !ADJ/more/less/NOUN
    make.v=do sport/sports=sports !of/ADJ/more/less/fun/NOUN
    make.v=do exercise/exercises !ADJ/more/less/fun/NOUN
    make.v=do the/my/our shopping !NOUN/ADJ/more
    make.v=do a/an/my/the ADJ* master/degree/internship/phd/apprenticeship !NOUN/of/'s
    make.v=take an/my/the/some/many ADJ* exam/exams !ADJ/more
    make.v=have a/our/my ADJ* party/barbecue/picnic/conversation !NOUN/of
    make/do.v=have_a party !NOUN
    meet.v=have with= an accident
    take.v=have a= breakfast/lunch/dinner/supper !NOUN
    take.v=have POSS dinner ~with/at/and
    say.v=tell to= me/us/him/her about
    do.v=have a/an ADJ* party/conversation !NOUN
    make.v=take a break !for/in/from
    make/do.v=take DET? ADJ* photo/photos/selfie/selfies/photograph/photographs
    make.v=take a ADJ* shower/bath/nap/look
    make.v=have an/some/many ADJ* experience/experiences !ADJ/more/for
    make.v=go_on holidays=holiday !ADJ/more/NOUN
    make.v=go_on vacation/holiday !ADJ/more/NOUN
    make.v=go_for a ADJ* walk/run/swim/jog
    make/do.v=go_on a ADJ* travel=trip
    make/do.v=go_on_a diet !NOUN/-/and
    make/do.v=go_on a diet !NOUN/-
    make.v=ask OBJ? a/some/many/the/more ADJ* question/questions !of/more/ADJ
    do.v=ask OBJ a question
    do.v=ask many/some questions
    make/put.v=pay attention
    make.v=do business !NOUN/ADJ/with
    make.v=do OBJ? a big? favor/favour
    make.v=do POSS best ~to/./,/and
    make/do.v=have an accident
    make.v=commit DET? ADJ* crime/crimes/suicide
    make/give/do.v=have a/an ADJ* influence/effect
    give.v=have a/an ADJ* impact
    make/see/watch/look.v=have a ADJ* dream !ADJ/come/NOUN
    learn/study.v=gain DET? ADJ* knowledge
    say/speak.v=tell DET? ADJ* lie/lies/joke/jokes/story/stories !NOUN
    say/speak/talk.v=tell OBJ? the truth
    say.v=tell me/us/them !and/too/neither/either
    tell.v=say hello/goodbye
    bring/say/tell.v=give OBJ? an/some/DET ADJ* example/examples
    hold.v=give a ADJ* speech/presentation
    open.v=turn_on the/a/my/DET light/lights/tv/television/radio/heater/fan/lamp !NOUN
    close/shut.v=turn_off the/a/my/DET light/lights/tv/television/radio/heater/fan/lamp !NOUN
    pass.v=have a very? good/great/nice/wonderful/fun/bad/hard/difficult/amazing time
    pass.v=spend POSS/the? ADJ* holidays/holiday/vacation/vacations/weekend/weekends/summer/christmas
    pass.v=spend ADJ? time ~with
    win.v=earn more/enough/much/good money !than
    win/gain.v=earn a/my/good/their/his/her ADJ* salary/living/wage/salaries
    gain.v=earn|make DET? ADJ* money
    know.v=meet new people/friends/persons
    ~to know.v=see new/more/other/different countries/places/cities
    knew=met POSS wife/husband/girlfriend/boyfriend ~in/at/when/on/last
    lose.v=miss the/my/a bus/train/flight/plane/class/lesson
    lose.v=waste POSS time
    grow.v=raise up= POSS child/children/kids/kid/son/daughter/baby
    rise.v=raise POSS/the hand/hands/price/prices/child/children/question/money
    borrow.v=lend me/us/him/them
    learn.v=teach me/us/him/them ~how/to/the/a/english/many/that/NOUN
    remember.v=remind OBJ ~of
    teach.v=tell OBJ your/the/his/her/POSS name/address/phone/way/reason/number
    look/see.v=watch tv/television/netflix !NOUN
    see.v=watch DET? ADJ* series
    look.v=watch DET? ADJ* tv/movie/movies/film/films/video/videos
    look/watch.v=read DET? ADJ* book/books/newspaper/newspapers
    cook.v=make DET? ADJ* coffee/tea/salad/sandwich/sandwiches
    wash.v=brush POSS/the teeth
    put.v=take off POSS/the shoes/clothes/coat/jacket
    drink/eat.v=take DET? ADJ* medicine/medicines/pill/pills/antibiotics
    drink.v=smoke DET? ADJ* cigarette/cigarettes/hookah
    take.v=have POSS? breakfast !to/in/from/NOUN
    ride.v=ride_in|drive a/my/the/his car !NOUN
    drive.v=ride a/the/my/his? bicycle/bike
    learn.v=study for the/my/an/this/our exam/exams/test/tests
    visit.v=take a ADJ* course
    play.v=go ski=skiing !NOUN
    play.v=go skiing/snowboarding/swimming/jogging/surfing/camping/bowling/shopping
    play.v=do yoga/judo/karate/gymnastics/aerobics/taekwondo
    play.v computer=computer_games !NOUN
    play.v=use the internet
    go.v to=on a/an/the/my/our/this ADJ* trip/tour !NOUN
    go.v to=on_a trip !NOUN
    go.v to=on vacation/holiday/holidays !NOUN/bible
    go.v+on_a trip !NOUN
    go.v+on a/my/our ADJ* trip !NOUN
    go.v to=on a ADJ* travel=trip !NOUN
    a ADJ? travel=trip !NOUN/ADJ/-/and
    solve.v=relieve POSS/the/DET? stress
    get.v stress=stressed ~./,/and/because/when
    challenge.w=try to ~VB
    take.v in=into consideration/account
    put.v it/them/this/that/DET? NOUN? in=into practice
    take.v part of=in the/a/this/DET EVENT/competition/event/project/race/activity/activities/contest
    fall.v ~in love to/of/for/by=with ~OBJ/POSS/the/a
    fall.v+in love ~with
    can/could be= able= to=
    repeat.v again=
    ~i/we/he/she/they ~can know.v=find_out ~the/what/how/many/about
    """
)
"""The wrong verb for a noun: "do a mistake", "win more money", "open the light"."""

ADJECTIVES_AND_NOUNS = lines_of(
    """
    expensive=high price.n
    ~prices/price be.b very/so/too/really/quite/more? expensive=high
    strong=heavy rain/traffic
    big=heavy traffic/rain
    high=tall man/woman/boy/girl/person/people/guy
    wide=big room/house/apartment/garden
    narrow=small room/house/apartment
    traffic=transportation ~be.b ADV* convenient
    !of crowded=a_lot_of people
    a large=long time
    funny=fun time
    ~have/had/spend/spent a/very funny=fun day/weekend/trip/holiday/vacation
    many/some/other/few/these/those/most/several persons=people
    """
)
"""The wrong adjective for a noun: "expensive price", "strong rain"."""

DEGREES = lines_of(
    """
    ~SUBJ very=really like/love/enjoy/hate/want/need/hope/miss/appreciate
    ~SUBJ very=really liked/loved/enjoyed/hated/wanted/needed/hoped/missed
    work/study/train/practice/practise.v very? hardly=hard !ever/any/VERBAL/at
    ~SUBJ ~feel/felt/am/was/is/are/were very/so/really/too much? pressure=pressured !NOUN/from/to
    """
)
"""A word of degree where it cannot be: "I very like", "study hardly"."""

_ADJECTIVE_OF = (
    "success=successful stress=stressed danger=dangerous luck=lucky noise=noisy peace=peaceful "
    "difference=different importance=important confidence=confident patience=patient beauty=beautiful "
    "convenience=convenient happiness=happy sadness=sad anger=angry hunger=hungry thirst=thirsty "
    "comfort=comfortable pride=proud freedom=free safety=safe worry=worried difficulty=difficult "
    "surprise=surprised health=healthy interest=interested benefit=beneficial energy=energetic"
)

WORD_FORMS = [
    *(
        f"~be/feel/get/become/look/seem.b very/so/too/really {forms} !NOUN/of/-"
        for forms in _ADJECTIVE_OF.split()
    ),
    *(
        f"~WHO/RELATIVE ~am/is/are/was/were/'m/'re not? {forms} !NOUN/of/-/and/to"
        for forms in ("success=successful", "worry=worried", "health=healthy", "stress=stressed")
    ),
    *lines_of(
        """
        ~it/this/that/english/it's ~is/was/'s very/so/too? difficulty=difficult !NOUN/VBG/in/with/of
        ~i/we ~am/'m/are/'re/was/were/feel/felt/get/got ADV* stressful=stressed !NOUN/ADJ
        ~i ~am/'m/was/feel/felt very/so/really/too/not? surprising=surprised !NOUN/ADJ
        ~i ~am/'m/was/feel/felt very/so/really/too/not? disappointing=disappointed !NOUN/ADJ
        ~i ~am/'m/was/feel/felt very/so/really/too/not? embarrassing=embarrassed !NOUN/ADJ
        ~i ~am/'m/was/feel/felt very/so/really/too/not? exhausting=exhausted !NOUN/ADJ
        ~i ~am/'m/was/feel/felt very/so/really/too/not? frustrating=frustrated !NOUN/ADJ
        ~movie/film/book/class/lecture/story/game/trip ~is/was very/so/really/too/not? bored=boring
        ~movie/film/book/class/lecture/story/game/trip ~is/was very/so/really/too/not? interested=interesting
        ~movie/film/book/class/lecture/story/game/trip ~is/was very/so/really/too/not? excited=exciting
        an/very/most interested=interesting book/movie/story/place/thing/topic/subject/job/city/country
        ~want/wanted/like/hope/try ~to success=succeed
        ~can/could/will/must/should success=succeed
        ~can/could/will/must/should communication=communicate
        economy=economic problem/problems/crisis/situation/growth/development
        politic=political problem/problems/situation/party/system
        japan=japanese food/people/culture/language/restaurant !NOUN
        korea=korean food/people/culture/language/restaurant !NOUN
        china=chinese food/people/culture/language/restaurant !NOUN
        germany=german food/people/culture/language/restaurant !NOUN
        """
    ),
]
"""A noun for an adjective or a verb: "he is success", "I am very worry"."""
