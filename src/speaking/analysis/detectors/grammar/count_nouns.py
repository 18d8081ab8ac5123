"""Closed lists of nouns: what is counted and what is not, and where a single noun needs no article.

They are closed on purpose: a noun that often is no thing that one counts ("in business", "by chance") is left
out, or asks for more around it.
"""

from speaking.analysis.text.closed_classes import phrase_set, word_set

COUNT_NOUNS = word_set(
    """
    accident accountant activist actor actress address adolescent adult agent airline airplane airport
    alarm album alley ambulance analyst ancestor animal ankle anniversary announcement apartment apology
    app apple applicant appointment aquarium architect armchair article artist ashtray assignment
    assistant astronaut athlete attitude auditorium author axe baby babysitter bachelor backpack
    backyard bag bakery balcony ball ballerina balloon ballroom banana banker barber barista barn
    bartender basement basket bathroom bathtub battery beach bedroom bee beginner belt bench bicycle
    bike biologist bird birthday blanket blog blouse boat body book bookcase bookshelf bookshop
    bookstore boss bottle bowl box boy boyfriend boyfriendant bracelet brain branch breakthrough bride
    bridge briefcase broom brother brush bucket builder building bull bungalow bus businessman butcher
    butterfly button buyer cab cabin cabinet cafe cafeteria café cage cake calculator calendar camel
    camera campsite candidate candle canoe canyon car card caregiver caretaker carpenter carpet cart
    cartoon cashier castle cat category caterpillar cathedral cave ceiling celebrity cell cellphone
    cemetery chair champion chapter cheetah chef chemist child chimney cigarette cinema citizen city
    civilian classmate classroom cleaner clerk client clinic clock closet cloud clue co-worker coat
    cockroach coffin coin colleague comb comedian commuter companion competitor composer computer
    concept concert condo condominium conductor conference consultant consumer container contest
    contractor cook corner corporation corridor costume cottage couch counselor country couple courtyard
    cousin cow coworker creature criminal critic crocodile cup cupboard curtain cushion customer cyclist
    dam dancer daughter dealer decade decision dentist designer desk destination detective developer
    device diagram diary dictionary dilemma dinosaur diploma diplomat director disaster dishwasher
    doctor dog doll dollar dolphin donkey donor door doorbell dormitory dragon drawback drawer dream
    dress driver drummer dryer duck eagle earring economist editor elbow electrician elephant elevator
    embassy employee employer enemy engine engineer entrepreneur envelope episode eraser escalator essay
    event exam examiner excuse expedition expert explorer eyebrow factory farm farmer faucet fence
    festival finger firefighter fireman fisherman flag flashlight flower folder foreigner forest fork
    fountain fox freezer freshman fridge friend frog gallery gangster garage garden gardener gate
    gentleman ghost gift giraffe girl girlfriend glove goal goat goose gorilla graduate grandchild
    granddaughter grandfather grandmother grandparent grandson graph greenhouse group guardian guest
    guide guideline guitar guitarist gym habit hairdresser hallway hammer hamster handbag handkerchief
    handyman hanger harbor hat headache headline heater helicopter helmet hen highway hiker hill hippo
    hobby homeowner horse hostel hostess hotel house housekeeper housewife hunter husband hut icon idea
    immigrant infant inhabitant insect inspector instrument intern interviewer invention investor
    invitation island item jacket jar jeep jeweler job joke journalist journey judge jug jungle kangaroo
    kettle key keyboard kid kingdom kitchen kite kitten knee knife koala lab laboratory ladder lady lake
    lamp landlord landmark laptop lawnmower lawyer leader leaf learner lecturer leopard letter librarian
    library lie lifeguard lifestyle lighthouse lion list listener lizard lobby logo lorry loudspeaker
    magazine magician maid mailman mall manager mansion map marathon marketplace mattress meal mechanic
    medal meeting melody member mentor merchant message microphone microscope microwave milestone
    minibus minister miracle mirror mission mistake misunderstanding monastery monitor monk monkey
    monument mosque mosquito motel motor motorbike motorcycle motto mountain mouse movie mug muscle
    musician myth napkin nation neck necklace neighbor neighborhood neighbour neighbourhood nephew
    newcomer newspaper nickname niece nightclub nightmare nose notebook notepad novel novelist nun nurse
    nursery nutritionist obstacle officer operator opponent option orphan orphanage ostrich outcome
    outfit oven owl owner package paintbrush painter palace pan panda panel paradox paragraph paramedic
    parcel parent park parrot partner passage passenger passerby passport patient peacock peasant
    pedestrian pen pencil penguin pensioner performer person pharmacist pharmacy phenomenon philosopher
    phone photo photograph photographer physician pianist pickpocket picnic picture pig pigeon pill
    pillow pilot pipe plane planet plate player playground plaza plumber pocket poem poet policeman
    policewoman politician pond pony porch postcard poster predator presenter priest prince princess
    printer prisoner prize problem product professor programmer projector proposal psychiatrist
    psychologist pub publisher pupil puppy purpose purse puzzle pyramid quarrel question quiz rabbit
    radiator railway rainbow raincoat rat razor reader receptionist recipe refrigerator refugee region
    reporter researcher reservation resident restaurant reunion ring river road robber robot rocket roof
    room roommate rooster rule ruler rumor runner runway sailor salary salesman salesperson saleswoman
    sandal sandwich satellite saucer scarf schedule scholar schoolboy schoolgirl schoolteacher scientist
    scooter screen screwdriver sculpture secretary seller semester sentence servant shark sheet shelf
    ship shirt shoe shop shopkeeper shoulder shower shrine sibling sidewalk sign singer sister
    skateboard skier skirt skyscraper sled slogan smartphone smoker snake sock sofa soldier son song
    spaceship speaker specialist spider spoon sportsman spouse squirrel stadium stair staircase stapler
    statement station statue stepmother stereotype stewardess store story stove stranger street student
    stylist subject suburb suggestion suit suitcase superhero supermarket supervisor surgeon surname
    survey swan sweater swimmer swimsuit sword symbol symptom t-shirt table tail tailor task taxi teacher
    teammate teapot teaspoon teen teenager telephone telescope temple tenant tent terrorist test theme
    therapist thermometer thief thumb ticket tiger toaster toddler toe tomato tool tooth toothbrush
    topic tourist tournament towel tower town toy tractor trainee trainer translator traveler traveller
    tray tree trend tribe trip tripod trolley truck tumor tunnel turtle tutor twin typewriter tyre
    umbrella universe user valley van vase vehicle version veterinarian victim viewer viewpoint villa
    village villager violinist virus visa visitor volcano volunteer voter waiter waitress wall wallet
    wardrobe warehouse warrior watch waterfall website wedding whale wheel wheelchair widow widower wife
    wig window winner witness wolf woman worker workplace workshop worm wound wrist writer yacht yard
    youngster zebra zoo
    """
)
"""Nouns that hardly ever occur in the singular without a determiner."""

ROLES = word_set(
    """
    accountant actor actress architect artist assistant athlete baker banker barber beginner boy businessman
    businesswoman carpenter cashier chef child cleaner clerk consultant consumer cook dancer dentist designer
    developer doctor driver economist editor electrician engineer entrepreneur farmer firefighter fireman
    foreigner freelancer freshman girl guide hairdresser housewife immigrant intern interpreter journalist kid
    lawyer lecturer librarian mechanic mother musician nurse painter parent pharmacist photographer physicist
    pianist pilot player plumber policeman policewoman programmer psychologist receptionist reporter
    researcher sailor salesman salesperson scientist singer soldier sophomore stranger student surgeon tailor
    teacher teenager therapist tourist trainee translator tutor vegan vegetarian veterinarian volunteer waiter
    waitress worker writer
    """
)
"""What somebody is: "she is a teacher", "when I was a child", "he works as a nurse"."""

DESCRIBED_COUNT_NOUNS = COUNT_NOUNS | word_set(
    """
    advantage answer area benefit career challenge chance choice city company conversation country day
    decision difference disadvantage effect environment example factor family feature feeling future game
    goal idea impression issue job level man matter method moment movie opinion opportunity organization part
    party person place plan point position possibility product program project relationship result role
    score situation skill solution source step story system team thing tool town tradition
    university village voice way woman word world year
    """
)
"""Nouns that need a determiner after an adjective ("it is important thing")."""

ONLY_ONE = word_set(
    """
    airport beach cinema countryside dentist economy environment government ground gym internet library moon
    museum ocean police sea sky station sun supermarket universe weather weekend world zoo
    """
)
"""Nouns that mean one known thing or place, and take "the"."""

LIKED_AS_MANY = word_set(
    """
    animal apple banana bird book car cartoon cat computer dog elephant flower game horse movie museum
    novel orange puzzle rabbit restaurant song tomato tree vegetable video
    """
)
"""Things that one likes in general, in the plural: "I like dogs"."""

BARE_AFTER = word_set("as beyond by no nor or per to via vs")
"""Words after which a bare singular is often right ("by car", "from door to door", "as president")."""

GONE_TO = word_set(
    """
    airport apartment aquarium bathroom bookstore cafe cafeteria cinema classroom clinic restaurant gym
    hotel kitchen library museum mall motel nightclub palace pharmacy pub stadium station supermarket temple
    zoo
    """
)
"""Places that one goes to, and that are no verbs after "to"."""

BARE_PHRASES = phrase_set(
    """
    and key; are key; at chapter; at gate; at goal; at issue; at reception; at table; bear witness;
    clean house; first base; follow suit; for example; from memory; from scratch; have room; in chapter;
    in concert; in conference; in dress; in exchange; in goal; in group; in kind; in lab; in office; in
    person; in phase; in question; in sentence; in shop; in suit; in theme; in theory; in town; in tree;
    in uniform; in yard; into question; is key; is room; keep house; keep watch; learn guitar; learning
    guitar; leave room; make room; move house; of schedule; of symptom; off camera; off screen; off
    task; off topic; on camera; on goal; on island; on purpose; on road; on salary; on schedule; on
    screen; on stage; on task; on topic; on trip; on wheel; play ball; play chess; play guitar; play
    house; played ball; played guitar; playing ball; playing guitar; plays guitar; pro ball; rock star;
    say cheese; than person; to tail; to task; turn teacher; turned teacher; without goal; without
    problem; without purpose; without question; without sign
    """
)
"""Set phrases with a bare singular."""
