"""Words that go together, and those that learners put in their place, as patterns of words."""

from speaking.analysis.detectors.grammar.word_patterns import lines_of
from speaking.analysis.text.closed_classes import word_set

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
        for forms in sorted(
            word_set(
                """
            success=successful worry=worried health=healthy stress=stressed confidence=confident
            patience=patient talent=talented luck=lucky happiness=happy sadness=sad anger=angry
            hunger=hungry thirst=thirsty convenience=convenient danger=dangerous
            independence=independent intelligence=intelligent responsibility=responsible
            motivation=motivated shame=ashamed loneliness=lonely boredom=bored tiredness=tired
            honesty=honest wisdom=wise
            """
            )
        )
    ),
    *(
        f"~this/it/that/which/everything/life ADV? ~is/was/be very/more/so/really/not? {forms} ~to/for/./,"
        for forms in sorted(
            word_set(
                """
            danger=dangerous convenience=convenient importance=important difference=different
            efficiency=efficient effect=effective necessity=necessary possibility=possible
            availability=available popularity=popular beauty=beautiful
            """
            )
        )
    ),
    *(
        f"~the/of/about/in/their/his/our ADJ? {forms} ~of"
        for forms in sorted(
            word_set(
                """
            important=importance beautiful=beauty convenient=convenience difficult=difficulty
            popular=popularity necessary=necessity possible=possibility dangerous=danger
            develop=development improve=improvement educate=education explain=explanation
            decide=decision discover=discovery produce=production pollute=pollution
            destroy=destruction protect=protection create=creation invent=invention
            choose=choice grow=growth exist=existence succeed=success successful=success
            responsible=responsibility able=ability knowledgeable=knowledge different=difference
            confident=confidence occur=occurrence
            """
            )
        )
    ),
    *(
        f"~people/children/men/women/PLURAL ~are/were very/more/so/really/not? {forms} !NOUN/of/-/and/to"
        for forms in sorted(
            word_set(
                """
            success=successful confidence=confident patience=patient talent=talented luck=lucky
            health=healthy worry=worried stress=stressed danger=dangerous importance=important
            intelligence=intelligent responsibility=responsible independence=independent
            """
            )
        )
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
        ~order/able/possible/how/chance/ability/need/have/going/easy/hard/difficult ~to success=succeed
        ~they/we/you/i/people/who ADV? success=succeed ~in/and/./,/if/when/because
        ~will/may/might/can/would success=succeed !NOUN/of
        make.v ~me/us/him/her/them/it/people/life very/so/more/too? convenience=convenient !NOUN/of
        make.v ~me/us/him/her/them/people very/so/more/too? happiness=happy !NOUN/of
        ~make/makes/made ~me/us/him/her/them/you/people/everyone very/so/more/too? sadness=sad
        ~make/makes/made ~me/us/him/her/them/you/people/everyone very/so/more/too? confidence=confident
        ~make/makes/made ~me/us/him/her/them/you/people/everyone very/so/more/too? success=successful
        ~make/makes/made ~me/us/him/her/them/you/people/everyone very/so/more/too? relax=relaxed !VERBAL
        ~life/lives/travel/everything/society ADV? ~more/very convenience=convenient
        ~is/are/was/were/be/become/feel/more very/more? dependant=dependent
        have.v brave=courage ~to
        be.b ADV? interest=interested in
        be.b ADV? concern=concerned about
        be.b ADV? involve=involved in
        be.b ADV? locate=located in/on/at/near
        be.b ADV? relate=related to
        be.b ADV? connect=connected to/with
        be.b ADV? compose=composed of
        be.b ADV? satisfy=satisfied with
        be.b ADV? disappoint=disappointed in/with/by/about
        be.b ADV? surprise=surprised at/by/that
        be.b ADV? relax=relaxed !NOUN/VBG
        be.b ADV? divide=divided into
        be.b ADV? addict=addicted to
        be.b ADV? prepare=prepared for/to
        be.b ADV? allow=allowed to
        be.b ADV? force=forced to ~VB
        be.b ADV? expect=expected to
        be.b ADV? require=required to/for
        be.b ADV? motivate=motivated to/by
        be.b ADV? influence=influenced by
        be.b ADV? affect=affected by
        be.b ADV? cause=caused by
        be.b ADV? damage=damaged by
        be.b ADV? attract=attracted to/by
        be.b ADV? crowd=crowded with/in/./,
        be.b ADV? educate=educated ~./,/and/in/to
        be.b ADV? pollute=polluted ~./,/and/by/in
        have.v difficult=difficulty ~VBG/in
        ~need/needs/have/has/had/gain/get/lose/lost/give enough/more/much/the? confident=confidence !NOUN
        ~need/needs/have/has/had/show/lose enough/more/much/the? patient=patience !NOUN
        ~need/needs/get/got/achieve/reach/find more/their/his/your? successful=success ~in/./,/and
        ~to/will/can/could/must/should/may/might/would ~not? analysis=analyze DET
        ~to/will/can/could/must/should/may/might/would ~not? choice=choose DET/what/which/POSS
        ~to/will/can/could/must/should/may/might/would ~not? advice=advise DET/OBJ/people
        ~to/will/can/could/must/should/may/might/would ~not? growth=grow
        ~to/will/can/could/must/should/may/might/would ~not? development=develop
        ~to/will/can/could/must/should/may/might/would ~not? explanation=explain
        ~to/will/can/could/must/should/may/might/would ~not? improvement=improve
        ~to/will/can/could/must/should/may/might/would ~not? decision=decide
        ~to/will/can/could/must/should/may/might/would ~not? life=live ~in/with/without/here/there
        ~to/will/can/could/must/should/may/might/would ~not? loss=lose ~DET/POSS/OBJ
        ~to/will/can/could/must/should/may/might/would ~not? belief=believe ~DET/in/that/POSS/OBJ
        ~to/will/can/could/must/should/may/might/would ~not? safe=save ~DET/money/time/POSS/energy
        ~to/will/can/could/must/should/may/might/would ~not? thought=think ~about/that/of
        ~to/will/can/could/must/should/may/might/would ~not? effective=affect ~DET/POSS/OBJ
        ~the/this/that/their/his/her/my/your/our/a true=truth ~./,/is/and/about/that
        ~tell/tells/told/know/say/knew/telling the true=truth
        take/takes/took/taking/have/has/had/feel responsible=responsibility ~of/for/./,
        a/great/big/huge/more/bad/good/negative/positive affect=effect ~on/of/./,
        ~a/the/this/his/her/their/my/our/your ADJ? different=difference ~between/is
        ~very/so/more/too/really harm=harmful !NOUN/than
        ~be.b very/so/really/too/not? harm=harmful ~to/for/./,
        ~be.b very/so/really/too/not? useful=useful|helpful help !NOUN
        ~SUBJ/PLURAL/people concern=are_concerned about
        ~work/works/worked/drive/drives/drove/speak/speaks/spoke/think/live/lives/act/react careful=carefully
        ~work/works/worked/drive/drives/drove/speak/speaks/spoke/learn/react/talk/talks quick=quickly !NOUN
        ~SUBJ/people/PLURAL can/could/should/must/will? easy=easily ~get/find/learn/understand/make/buy/use
        ~SUBJ ADV? ~speak/speaks/spoke english/french/spanish/german very/so/quite? good=well|fluently !NOUN
        ~is/are/was/were/be very/so/really? economic=economical ~./,
        ~be.b very/so/really/more? competition=competitive !NOUN/for/between/in/of
        ~be.b very/so/really/more? knowledge=knowledgeable !NOUN/of/that/about
        ~be.b very/so/really/more? creativity=creative !NOUN/of
        ~be.b very/so/really/more? effort=hard !NOUN/of
        ~be.b very/so/more? pollution=polluted !NOUN/in/of/from
        ~become/becomes/became/becoming ADV? success=successful !NOUN/of/in/and/for
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
