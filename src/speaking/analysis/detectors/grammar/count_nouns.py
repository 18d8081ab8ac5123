"""Closed lists of nouns: what is counted and what is not, and where a single noun needs no article.

They are closed on purpose: a noun that often is no thing that one counts ("in business", "by chance") is left
out, or asks for more around it.
"""

from speaking.analysis.text.closed_classes import phrase_set, word_set

COUNT_NOUNS = word_set(
    """
    accident accountant activist actor actress address adolescent adult agent airline airplane airport
    alarm album allergy alley ambulance analyst ancestor animal ankle anniversary announcement apartment
    apology app apple applicant appointment apron aquarium architect armchair article artist ashtray
    assignment assistant astronaut athlete attic auditorium author axe baby babysitter bachelor backpack
    backyard bag bakery balcony ball ballerina balloon ballroom banana banker banknote barber barista
    barn bartender basement basket bathroom bathtub battery battlefield beach beak beard bedroom bee
    beginner belt bench bicycle bike bikini biologist bird birthday blackboard blanket blazer blizzard
    blog blouse boat body book bookcase bookshelf bookshop bookstore boot booth boss bottle bowl box boy
    boyfriend boyfriendant bracelet brain branch breakthrough bride bridesmaid bridge briefcase brochure
    broom brother browser bruise bucket builder building bulb bull bundle bungalow bus businessman
    butcher butterfly button buyer cab cabin cabinet cafe cafeteria café cage cake calculator calendar
    camel camera campsite candidate candle canoe canyon car card cardigan caregiver caretaker carpenter
    cart cartoon cashier castle cat catalog catalogue category caterpillar cathedral cave cavity ceiling
    celebrity cell cellar cellphone cemetery chair champion chapter charger cheetah chef chemist child
    chimney cigarette cinema citizen city civilian classmate classroom claw cleaner clerk client cliff
    clinic clock closet cloud clue co-worker coat cockroach coffin coin colleague comb comedian commuter
    companion competitor composer computer concept concert condo condominium conductor conference
    consultant consumer container contest continent contractor cook cookie corner corporation corridor
    costume cottage couch counselor country coupon courtyard cousin cow coworker cradle creature creek
    crib criminal critic crocodile crosswalk cub cup cupboard curtain cushion customer cyclist dam
    dancer daughter deadline dealer decade decision dentist descendant designer desk destination
    detective developer device diagram diary dictionary dilemma dimple dinosaur diploma diplomat
    director disaster dishwasher dissertation doctor documentary dog doll dollar dolphin donkey donor
    door doorbell dormitory dragon drawback drawer dream dress driver drummer dryer eagle earring
    earthquake economist editor elbow electrician elephant elevator embassy employee employer enemy
    engine engineer entrepreneur envelope episode eraser escalator essay event exam examiner excuse
    expedition expert explorer eyebrow factory farm farmer faucet feather ferry festival fiance fiancee
    fiancé finger firefighter fireman fisherman flag flashlight flower flyer folder follower foreigner
    forest fork fountain fox freeway freezer freshman fridge friend frog gallery gangster garage garden
    gardener gate gentleman ghost gift giraffe girl girlfriend glacier glove goal goalkeeper goat goose
    gorilla graduate grandchild granddaughter grandfather grandmother grandparent grandson graph
    greenhouse groom group guardian guest guide guideline guitar guitarist gym habit hairbrush
    hairdresser hairdryer hallway hammer hamster handbag handkerchief handyman hanger harbor hashtag hat
    headache headline heater helicopter helmet hemisphere hen highway hiker hill hippo hobby homeowner
    homepage horse hostel hostess hotel house housekeeper housewife hunter hurricane husband hut icon
    idea illusion immigrant infant inhabitant insect inspector instrument intern internship intersection
    interviewer invention investor invitation invoice island item itinerary jacket jar jeep jeweler job
    joke journalist journey judge jug junction jungle kangaroo kettle key keyboard kid kingdom kiosk
    kitchen kite kitten knee knife koala lab laboratory ladder lady lake lamp landlord landmark lantern
    laptop lawnmower lawyer leader leaf leaflet learner lecturer leopard letter librarian library
    licence lie lifeguard lifestyle lighthouse lion list listener lizard lobby logo lorry loudspeaker
    magazine magician maid mailman mall manager mansion map marathon marketplace mattress meadow meal
    mechanic medal meeting melody member mentor merchant message microphone microscope microwave
    milestone minibus minister miracle mirror mission mistake misunderstanding mitten monastery monitor
    monk monkey monument mortgage mosque mosquito motel motor motorbike motorcycle motorway motto
    mountain mouse moustache movie mug muscle museum musician mustache myth napkin nation neck necklace
    neighbor neighborhood neighbour neighbourhood nephew newcomer newspaper nickname niece nightclub
    nightmare nose notebook notepad novel novelist nun nurse nursery nutritionist obstacle office
    officer operator opponent option orphan orphanage ostrich outcome outfit oven owl owner package
    paintbrush painter palace pamphlet pan panda panel paradox paragraph paramedic parcel parent park
    parrot partner passage passenger passerby passport password patient patio pavilion paw paycheck
    peacock peasant pedestrian pen pencil penguin peninsula pensioner performer person pharmacist
    pharmacy phenomenon philosopher phone photo photograph photographer physician pianist pickpocket
    picnic picture pig pigeon pill pillow pilot pipe plane planet plate player playground playlist
    playwright plaza plumber pocket podcast poem poet policeman policewoman politician pond pony porch
    portrait postcard poster pram predator presenter priest prince princess printer prisoner prize
    problem product professor programmer projector proposal proverb psychiatrist psychologist pub
    publisher pupil puppy purpose purse puzzle pyramid quarrel question quiz rabbit racket radiator
    railway rainbow raincoat rat razor reader receipt receptionist recipe referee refrigerator refugee
    region reporter researcher reservation resident restaurant reunion ring river road robber robot
    rocket roof room roommate rooster roundabout rug rule ruler runner runway saddle sailor salary
    salesman salesperson saleswoman sandal sandwich saucepan saucer scanner scar scarf schedule scholar
    schoolboy schoolgirl schoolteacher scientist scooter screen screenshot screwdriver sculpture
    secretary selfie seller semester seminar sentence sequel servant shareholder shark sheet shelf ship
    shirt shoe shop shopkeeper shoulder shower shrine sibling sidewalk sign singer sister sitcom
    skateboard skier skirt skyscraper sled slipper slogan smartphone smoker snake sock socket sofa
    soldier son song soundtrack souvenir spaceship speaker specialist spider spoon spoonful sportsman
    spouse spreadsheet squirrel stadium stair staircase stairway stall stapler startup statement station
    statue stepfather stepmother stereotype stewardess store story stove stranger street stretcher
    striker stroller student stylist subject subscriber subsidiary suburb suggestion suit suitcase
    superhero supermarket supervisor surgeon surname survey swamp swan sweater swimmer swimsuit sword
    syllabus symbol symptom t-shirt table tail tailor task taxi teacher teammate teapot teaspoon teen
    teenager telephone telescope temple tenant tent terrorist test textbook theme therapist thermometer
    thesis thief thriller thumb thunderstorm ticket tiger toaster toddler toe tomato tool tooth
    toothbrush toothpick topic tornado tour tourist tournament towel tower town toy tractor trainee
    trainer translator traveler traveller tray tree trend tribe trip tripod trolley trophy truck tsunami
    tumor tunnel turban turtle tutor tuxedo twin typewriter tyre umbrella universe user username vacancy
    valley van vase vehicle veil veranda version veterinarian victim viewer viewpoint villa village
    villager violinist virus visa visitor volcano volunteer voter voucher waiter waitress wall wallet
    wardrobe warehouse warrior watch waterfall webcam webinar webpage website wedding whale wheel
    wheelchair whiteboard widow widower wife wig window winner witness wolf woman worker workplace
    workshop worm wound wrinkle wrist wristwatch writer yacht yard youngster zebra zoo
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
    decision difference disadvantage effect environment example factor family feature feeling future
    game goal guy idea impression issue job level man matter method moment movie opinion opportunity
    organization part party person place plan point position possibility product program project
    relationship result role score situation skill solution source step story system team thing tool
    score generation grade strategy technique theory concept approach attitude reputation perspective
    personality background discussion explanation argument activity device mark society culture
    town tradition university village voice way woman word world year
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

BARE_PHRASES = phrase_set(
    """
    and key; are key; at chapter; at gate; at goal; at issue; at reception; at table; bear witness; by
    ferry; clean house; first base; follow suit; for example; for office; from memory; from office; from
    scratch; have room; in chapter; in character; in concert; in conference; in costume; in dress; in
    exchange; in goal; in group; in gym; in kind; in lab; in office; in orchestra; in password; in
    person; in phase; in portrait; in question; in receipt; in sentence; in shop; in suit; in theme; in
    theory; in town; in tree; in uniform; in yard; into question; is key; is room; keep house; keep
    watch; learn guitar; learning guitar; leave office; leave room; left office; make room; move house;
    of office; of receipt; of schedule; of symptom; off camera; off screen; off task; off topic; on
    camera; on deadline; on goal; on island; on mortgage; on purpose; on road; on salary; on schedule;
    on screen; on stage; on task; on topic; on tour; on wheel; play ball; play chess; play guitar; play
    house; played ball; played guitar; playing ball; playing guitar; plays guitar; pro ball; rock star;
    say cheese; take office; taken office; than person; to couple; to factor; to issue; to member; to
    order; to person; to project; to question; to rule; to scale; to tail; to task; took office; turn
    teacher; turned teacher; without goal; without problem; without purpose; without question; without
    sign
    """
)
"""Set phrases with a bare singular."""
