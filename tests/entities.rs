//! Who is who: short texts, and the entities that a careful reader would see in them.
//!
//! Each row is a text and lines of `entity: mention, mention`, the mentions in the order of the text.

use actant::document::{Block, BlockKind, Document, Options, from_bytes};
use actant::entity::time::TimeResolver;
use actant::entity::{
    Corpus, Corrections, Different, Entities, EntityKind, EntityRecord, Knowledge, Place, RelationKind, Same,
    resolve_document,
};
use actant::iri::Iris;
use actant::rules::Extractor;
use actant::span::{Span, Text};
use actant::statement::Statement;
use actant::syntax::Analyzer;

struct Reader {
    knowledge: Knowledge,
    analyzer: Analyzer,
}

impl Reader {
    fn new() -> Self {
        Reader { knowledge: Knowledge::embedded(), analyzer: Analyzer::embedded() }
    }

    fn read(&self, texts: &[(&str, &str)], corrections: &Corrections) -> Entities {
        let mut corpus = Corpus::new(&self.knowledge);
        for (id, text) in texts {
            let document = document(id, text);
            let sentences = self.analyzer.analyze(&document);
            corpus.add(resolve_document(&self.knowledge, &document, &sentences, &[]));
        }
        corpus.finish(corrections, &Iris::default())
    }
}

fn document(id: &str, text: &str) -> Document {
    let text = Text::from(text);
    let block = Block { span: text.span(), kind: BlockKind::Paragraph, speaker: None };
    Document { id: id.to_owned(), text, blocks: vec![block], ..Document::default() }
}

/// The entities of a text with those that only statements speak of, and the statements.
fn stated(text: &str) -> (Entities, Vec<Statement>) {
    let reader = Reader::new();
    let document = from_bytes(text.as_bytes(), "a.txt", &Options::default()).unwrap();
    let sentences = reader.analyzer.analyze(&document);
    let extractor = Extractor::embedded();
    let mut statements = extractor.statements(&document, &sentences, &Iris::default());
    let mut corpus = Corpus::new(&reader.knowledge);
    corpus.add(resolve_document(&reader.knowledge, &document, &sentences, &statements));
    let entities = corpus.finish(&Corrections::default(), &Iris::default());
    entities.apply(&mut statements);
    (entities, statements)
}

fn record<'a>(entities: &'a Entities, name: &str) -> &'a EntityRecord {
    let found: Vec<&EntityRecord> = entities.records().iter().filter(|record| record.entity.name == name).collect();
    let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
    match found[..] {
        [one] => one,
        _ => panic!("{} entities called {name:?} among {names:?}", found.len()),
    }
}

/// Text, then lines of `name: mentions`.
const WITHIN: &[(&str, &[&str])] = &[
    (
        "Russian President Vladimir Putin authorized the operation. Putin said he was proud of it.",
        &["Vladimir Putin: Vladimir Putin, Putin, he"],
    ),
    (
        "Joe Biden met Hunter Biden in May. Joseph Biden smiled.",
        &["Joe Biden: Joe Biden, Joseph Biden", "Hunter Biden: Hunter Biden"],
    ),
    ("Angela Merkel spoke to reporters. She thanked her staff.", &["Angela Merkel: Angela Merkel, She, her"]),
    (
        "Andriy Derkach released tapes. The Treasury sanctioned Andrii Derkach.",
        &["Andriy Derkach: Andriy Derkach, Andrii Derkach"],
    ),
    // A letter of a given name that is written otherwise, two given names, and letters behind a name.
    (
        "Kristen Wilkins met Iran. Kristin Wilkins was the curator. Wilkins left.",
        &["Kristen Wilkins: Kristen Wilkins, Kristin Wilkins, Wilkins"],
    ),
    ("Mary Louise Kelly met Joe Biden. Mary Louise smiled.", &["Mary Louise Kelly: Mary Louise Kelly, Mary Louise"]),
    (
        "The U.S. imposed sanctions. The United States will add more. America acted alone.",
        &["United States: U.S., United States, America"],
    ),
    (
        "The FSB opened a case. The Federal Security Service gave no details.",
        &["Federal Security Service: FSB, Federal Security Service"],
    ),
    ("Charles Bolden left NASA. Administrator Bolden smiled.", &["Charles Bolden: Charles Bolden, Bolden"]),
    // A capital with its district is the city, and no island is Iceland.
    ("Joe Biden visited Washington, D.C. in May.", &["Washington, D.C.: Washington, D.C."]),
    // What writers leave out of a body's name, and names that only hold a known one.
    ("Boeing Co. cut jobs. Boeing gave no details.", &["Boeing: Boeing Co., Boeing"]),
    ("General Motors cut jobs. General Motors Acceptance Corp gave loans.", &["General Motors: General Motors"]),
    (
        "The Bank of Canada raised rates. The Continental Bank of Canada failed.",
        &["Bank of Canada: Bank of Canada", "Continental Bank of Canada: Continental Bank of Canada"],
    ),
    (
        "The White House Office of Management and Budget agreed. The US Department of Labor did not.",
        &["Department of Labor: US Department of Labor"],
    ),
    (
        "The Kurdistan Democratic Party won. New South Wales voted.",
        &["Kurdistan Democratic Party: Kurdistan Democratic Party", "Democratic Party: ", "Wales: "],
    ),
    // A known name that is the start of another man's.
    (
        "Park Jin Hyok, who is believed to be in North Korea, stole $81 million.",
        &["Park Jin Hyok: Park Jin Hyok, who", "Park Jin: "],
    ),
    // Acronyms that are words.
    ("Let us see the ice melt and who eats raw fish.", &["Lashkar-e-Taiba: ", "World Health Organization: "]),
    ("ICE HOCKEY RESULTS. ICE arrested two men.", &["Immigration and Customs Enforcement: ICE"]),
    ("“I never met him,” Rudy Giuliani said on Friday.", &["Rudy Giuliani: I, Rudy Giuliani"]),
    ("Despite its denials, Iran sent the emails.", &["Iran: its, Iran"]),
    // The subject of a verb's clause is not what fills another slot of it, also across "and".
    (
        "Vladimir Putin met Xi Jinping and thanked him.",
        &["Xi Jinping: Xi Jinping, him", "Vladimir Putin: Vladimir Putin"],
    ),
    ("Angela Merkel blamed herself.", &["Angela Merkel: Angela Merkel, herself"]),
    // An "it" that stands for nothing.
    ("The FSB denied the claims. It was reported that nobody was hurt.", &["Federal Security Service: FSB"]),
    // Several in a row are no one of them.
    (
        "Reporters met Angela Merkel and Joe Biden. They left early.",
        &["Angela Merkel: Angela Merkel", "Joe Biden: Joe Biden"],
    ),
    // What explains an abbreviation may stand on either side, and in common words.
    (
        "The IC (intelligence community) blamed Iran. The IC gave no proof.",
        &["intelligence community: IC, intelligence community, IC"],
    ),
    (
        "The national election board (NEB) counted again. The NEB was slow.",
        &["national election board: The national election board, NEB, NEB"],
    ),
    // What somebody is said to be, he may be called later; the predicate itself names nobody.
    ("Andriy Derkach is a lawmaker. Reporters asked the lawmaker.", &["Andriy Derkach: Andriy Derkach, the lawmaker"]),
    ("Andriy Derkach is not a lawmaker. Reporters asked the lawmaker.", &["Andriy Derkach: Andriy Derkach"]),
    // The only president of that country whom the text names, also before it does.
    (
        "The Russian president met his staff. President Vladimir Putin of Russia smiled at Russian President Vladimir \
         Putin's portrait.",
        &["Vladimir Putin: The Russian president, his, Vladimir Putin, Vladimir Putin"],
    ),
    // At the start of a sentence a name may look like a common word.
    ("Officials said Zirconium sent emails. Zirconium attacked them.", &["Zirconium: Zirconium, Zirconium"]),
    ("Reporters met Oleksandr Dubinsky. He smiled.", &["Oleksandr Dubinsky: Oleksandr Dubinsky, He"]),
    // A ministry is nobody's where the text has those of several countries.
    (
        "The Russian Foreign Ministry met the Hungarian Foreign Ministry. The Foreign Ministry was calm.",
        &["Foreign Ministry: Foreign Ministry"],
    ),
    (
        "Lawyers filed a case at the Anti-Corruption Commission (ACC) on Monday.",
        &["Anti-Corruption Commission: Anti-Corruption Commission, ACC"],
    ),
    ("Fatima Al-Zahrani left. Al-Zahrani smiled.", &["Fatima Al-Zahrani: Fatima Al-Zahrani, Al-Zahrani"]),
    (
        "Annette Weber-Lindqvist was jailed. Weber-Lindqvist had taught there. Her lawyer appealed.",
        &["Annette Weber-Lindqvist: Annette Weber-Lindqvist, Weber-Lindqvist, Her"],
    ),
    // A later pronoun tells whose words a quotation has.
    ("Angela Merkel arrived. “I was late for the meeting,” she said.", &["Angela Merkel: Angela Merkel, I, she"]),
    // The surname alone shows that the full name is a person's.
    ("Brock Holt plays for Boston. Holt was born in Texas. He is 32.", &["Brock Holt: Brock Holt, Holt, He"]),
    (
        "Russian President Vladimir Putin spoke. The report named the Russian leader.",
        &["Vladimir Putin: Vladimir Putin, the Russian leader"],
    ),
    // What something is called is its name, and a country's adjective is none of it.
    (
        "Microsoft reported that a Chinese group, which it calls Zirconium, had attacked people.",
        &["Zirconium: a Chinese group, which, Zirconium"],
    ),
    (
        "Emennet Pasargad was earlier known as Eeleyanet Gostar. The group Sandworm, also known as Voodoo, left.",
        &["Emennet Pasargad: Emennet Pasargad, Eeleyanet Gostar", "Sandworm: Sandworm, Voodoo"],
    ),
    ("The Iranian Proud Boys email shocked voters. The Proud Boys denied it.", &["Proud Boys: Proud Boys, Proud Boys"]),
    // The owner before a name, and the letters under which shares are traded, after it.
    ("Goa's Victor Rodriguez scored a goal. Rodriguez smiled.", &["Victor Rodriguez: Victor Rodriguez, Rodriguez"]),
    // A known leader's surname that the recognizer takes for a place's.
    ("Moscow sought to undermine Biden. He denied it.", &["Biden: Biden, He"]),
    // A surname that the tagger takes for another word.
    (
        "Dan Coats met Donald Trump. Trump himself has at times cast doubt on it.",
        &["Donald Trump: Donald Trump, Trump"],
    ),
    // What looks like a rank may begin a body's name.
    ("General Electric (GE) beat it. GE was glad.", &["General Electric: General Electric, GE, GE"]),
    // What stands beside a name tells that it is a person's.
    (
        "State television quoted He Biao, director of the emergency office, as saying that it was late. He left.",
        &["He Biao: He Biao, director, He"],
    ),
    // A part of a longer name, and a name with what it is not.
    (
        "Coffs United Lions defeated Port United 2-1. The Lions roared back.",
        &["Coffs United Lions: Coffs United Lions, Lions", "Port United: Port United"],
    ),
    (
        "Officials reached Wenchuan county on Monday. In Wenchuan, roads were closed.",
        &["Wenchuan county: Wenchuan county, Wenchuan"],
    ),
    // The words of a statement are those of whom it comes from.
    ("“We have halted trading,” said a statement from Google.", &["Google: We, Google"]),
    (
        "Ursula Meyer met Chief Constable of Kent Alan Pughsley. Pughsley smiled.",
        &["Alan Pughsley: Alan Pughsley, Pughsley"],
    ),
    // Who asks is no country, and what is filed no person.
    ("Analysts say it makes no difference for Iran who wins the vote.", &["Iran: Iran"]),
    ("The court upheld the complaint of Anna Brandt, which was filed in May.", &["Anna Brandt: Anna Brandt"]),
    (
        "Donald Trump praised John Smith. Mr. Smith thanked Trump.",
        &["Donald Trump: Donald Trump, Trump", "John Smith: John Smith, Smith"],
    ),
];

#[test]
fn mentions_of_one_document() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (text, lines) in WITHIN {
        let entities = reader.read(&[("a.txt", text)], &Corrections::default());
        for line in *lines {
            let (name, mentions) = line.split_once(": ").unwrap();
            let found: Vec<&str> = entities
                .records()
                .iter()
                .filter(|record| record.entity.name == name)
                .flat_map(|record| record.evidence.iter().map(|place| place.text.as_str()))
                .collect();
            if found.join(", ") != mentions {
                wrong.push(format!("{text}\n  wanted {line}\n  found  {name}: {}", found.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_lone_name_that_is_treated_as_a_place_is_one() {
    let reader = Reader::new();
    for (text, name, kind) in [
        ("Russia annexed Crimea in 2014. Crimea and Sevastopol voted.", "Crimea", EntityKind::Place),
        ("The residents of Crimea voted. Ukraine sent troops to Crimea.", "Crimea", EntityKind::Place),
        ("Europol denied the claims. Agents visited Europol.", "Europol", EntityKind::Organization),
        ("Transnistria asked for help.", "Transnistria", EntityKind::Place),
        ("Nagorno-Karabakh surrendered.", "Nagorno-Karabakh", EntityKind::Place),
        ("Somaliland held a vote.", "Somaliland", EntityKind::Place),
        ("Gaza was bombed.", "Gaza Strip", EntityKind::Place),
    ] {
        let entities = reader.read(&[("a.txt", text)], &Corrections::default());
        assert_eq!(record(&entities, name).entity.kind, kind, "{text}");
    }
}

/// Text, words that stand in it, and the type of what they speak of; "-" for no thing.
const TYPES: &[(&str, &str, &str)] = &[
    ("The group denied that white supremacists ran it.", "supremacists", "Group"),
    ("Moscow used proxies to spread lies.", "proxies", "Group"),
    ("Missiles hit bases that house US personnel.", "personnel", "Group"),
    ("Two pharmacists sued the store.", "pharmacists", "Group"),
    ("Khamenei met one of the country's most influential leaders.", "one", "Person"),
    ("Some of the accusations hurt the ministry.", "Some", "Thing"),
    ("Two of his associates praised Derkach.", "Two", "Group"),
    ("Anyone can read the report.", "Anyone", "Person"),
    ("Everyone trusts the clerks.", "Everyone", "Group"),
    ("No one saw the letter.", "one", "Person"),
    ("Some accused the agency of lying.", "Some", "Group"),
    ("Those who wrote the letter fled.", "Those", "Group"),
    ("Some broke at once.", "Some", "Thing"),
    ("You need a passport.", "You", "Person"),
    ("The Biden family owns the house.", "family", "Group"),
    ("The American press praised the plan.", "press", "Organization"),
    ("The plan angered US media.", "media", "Organization"),
    ("The group praised social media.", "media", "Thing"),
    ("Both sides praised the plan.", "sides", "Thing"),
    ("Hackers changed votes.", "votes", "Thing"),
    ("They stole your vote.", "vote", "Thing"),
    ("Somaliland held a vote.", "vote", "Event"),
    ("McInnes also co-founded VICE in the 1990s.", "VICE", "Organization"),
    ("Agents spoke on behalf of Iran.", "behalf", "-"),
    ("The two states are at odds.", "odds", "-"),
    ("The rebels fought for months.", "months", "-"),
    ("The inquiry could take months.", "months", "-"),
    ("This year has seen few storms.", "This year", "-"),
    ("On the other hand, the firm lost money.", "other hand", "-"),
    ("For her part, the minister praised the plan.", "part", "-"),
    ("The group posted https://example.org/a on Facebook.", "https", "-"),
    ("He did not stop the Nord Stream 2 pipeline.", "Nord Stream 2", "Thing"),
    ("U.S. Housing Authority of New Orleans tenants sued.", "Housing", "Organization"),
    ("The paper asked three forecasters.", "three forecasters", "Group"),
    ("The assessment that the Director of National Intelligence released this week says so.", "National", "-"),
];

#[test]
fn phrases_are_of_the_type_of_what_they_speak_of() {
    let mut wrong = Vec::new();
    for (text, words, kind) in TYPES {
        let (entities, _) = stated(text);
        let start = text.find(words).unwrap() as u32;
        let covers =
            |record: &&EntityRecord| record.evidence.iter().any(|place| place.start <= start && start < place.end);
        let mut found: Vec<&str> =
            entities.records().iter().filter(covers).map(|record| record.entity.kind.as_str()).collect();
        // A name inside a phrase is of the phrase's type here.
        found.dedup();
        if found != [*kind] && !(found.is_empty() && *kind == "-") {
            wrong.push(format!("{text} {words}: wanted {kind}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text, and what in it only stands for somebody or something that the text does not tell.
const STAND_INS: &[(&str, &[&str])] = &[
    ("It angered the minister.", &["It"]),
    ("This was a mistake.", &["This"]),
    ("Nobody read the letter.", &["Nobody"]),
    ("Anyone can read the letter.", &["Anyone"]),
    ("You need a passport.", &["You"]),
    ("Those who wrote the letter fled.", &[]),
    ("Some in Moscow went further.", &[]),
    ("The firm fired seven of his associates.", &[]),
    ("Some of the letters angered the minister.", &[]),
    ("The minister resigned. She left the country.", &[]),
];

#[test]
fn words_that_stand_for_nothing_told_are_no_things() {
    for (text, words) in STAND_INS {
        let (entities, _) = stated(text);
        let mut found: Vec<&str> =
            entities.iter().filter(|entity| entity.stand_in).map(|entity| entity.name.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, *words, "{text}");
    }
}

/// Text, words that stand in it, and what the entity that they speak of is called.
const CALLED: &[(&str, &str, &str)] = &[
    ("Khamenei met one of Iran's most influential leaders.", "one", "one of Iran's most influential leaders"),
    ("Some of the voters praised the plan.", "Some", "Some of the voters"),
    ("They wrote to tens of thousands of registered Democrats.", "tens", "tens of thousands of registered Democrats"),
    ("Russia attacked part of the city.", "part", "part of the city"),
    ("The firm got another set of baseless accusations.", "set", "set of baseless accusations"),
    ("Some of them left.", "Some", "Some"),
    ("The leaders of Iran met.", "leaders", "leaders"),
    // Members of a party, and phrases that elsewhere are written as titles.
    ("Tom Reed, a Republican, praised the plan.", "Republican", "Tom Reed"),
    ("The plan angered Republicans.", "Republicans", "Republicans"),
    ("Critics praised the Iran Nuclear Deal. Israel attacked the Iran nuclear deal.", "nuclear", "Iran Nuclear Deal"),
    ("Trains served the Red Line. Obama drew a red line.", "red line", "red line"),
];

#[test]
fn entities_are_called_by_their_whole_phrase() {
    let mut wrong = Vec::new();
    for (text, words, name) in CALLED {
        let (entities, _) = stated(text);
        let start = text.find(words).unwrap() as u32;
        let covers =
            |record: &&EntityRecord| record.evidence.iter().any(|place| place.start <= start && start < place.end);
        let found: Vec<&str> = entities.records().iter().filter(covers).map(|record| &*record.entity.name).collect();
        if found != [*name] {
            wrong.push(format!("{text} {words}: wanted {name}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_of_different_things_are_no_one_thing() {
    let text = "Thousands of fans praised the team. Thousands of posts praised the team. Hundreds fled. Police met \
                hundreds.";
    let (entities, _) = stated(text);
    let counted = entities.records().iter().filter(|record| record.entity.name.to_lowercase().contains("reds"));
    assert_eq!(counted.count(), 2);
    assert_eq!(record(&entities, "Thousands of posts").evidence.len(), 1);
}

/// What a text of Friday, 24 July 2015 says, and when that is by its verb.
const WHEN: &[(&str, &str)] = &[
    ("He travels to Kigali on Sunday.", "2015-07-26"),
    ("He travelled to Kigali on Sunday.", "2015-07-19"),
    ("The minister is meeting officials on Monday.", "2015-07-27"),
    ("The minister has met officials on Monday.", "2015-07-20"),
    ("He plans to visit Cuba on Wednesday.", "2015-07-29"),
    ("The firm must pay the fine by Wednesday.", "../2015-07-29"),
    ("The law expires on December 31.", "2015-12-31"),
    ("The tribunal sat from May 2 through May 9.", "2015-05-02/2015-05-09"),
    ("The tribunal sat from May 2, and left.", "2015-05-02/.."),
    ("The tribunal sat on Monday and Tuesday.", "2015-07-20/2015-07-21"),
    ("In January the company opens a plant.", "2016-01"),
    ("The company will open a plant in May.", "2016-05"),
    ("The company opened a plant in September.", "2014-09"),
    ("The town is under control on Thursday.", "2015-07-23"),
    ("The match is on Thursday.", "2015-07-30"),
    ("The verdict is due on Thursday.", "2015-07-30"),
    ("The trial was postponed until August 3.", "../2015-08-03"),
    ("Three years ago today, the bridge collapsed.", "2012-07-24"),
];

#[test]
fn a_weekday_is_the_next_or_the_last_by_the_verb() {
    for (text, value) in WHEN {
        assert_eq!(times(text).first().map(String::as_str), Some(*value), "{text}");
    }
}

/// The values of the times of a text of Friday, 24 July 2015.
fn times(text: &str) -> Vec<String> {
    let (_, mut statements) = stated(text);
    let reader = Reader::new();
    let sentences = reader.analyzer.analyze(&document("a.txt", text));
    TimeResolver::shipped().date(&mut statements, &sentences, Some("2015-07-24"));
    statements.into_iter().filter_map(|statement| statement.time?.value).collect()
}

/// What the statements of such a text are told from another time of it.
const FROM_ANOTHER: &[(&str, &[&str])] = &[
    ("The army seized the town on May 5. A day earlier, rebels had left.", &["2015-05-05", "2015-05-04"]),
    ("He founded the firm in 1998 and sold it two years later.", &["1998", "2000"]),
    ("He founded the firm in May 1998. That year, it lost money.", &["1998-05", "1998"]),
    ("He founded the firm in 1998. Three months later, he left.", &["1998"]),
    ("The minister said on Wednesday that the army had shelled the port a day earlier.", &["2015-07-22", "2015-07-21"]),
    (
        "The army took the port on May 5. The next day, rebels fled. Two days later, they returned.",
        &["2015-05-05", "2015-05-06", "2015-05-08"],
    ),
    ("He resigned two days before the vote on May 9.", &["2015-05-07"]),
    ("He resigned a day after Tuesday's debate.", &["2015-07-22"]),
    ("Rebels shelled the port a day earlier.", &[]),
    ("He resigned two days before the vote.", &[]),
    ("The court sat on May 3. It freed him. A week later, he fled.", &["2015-05-03"]),
];

#[test]
fn a_time_told_from_another_has_a_value_where_that_one_is_known() {
    for (text, values) in FROM_ANOTHER {
        assert_eq!(times(text), *values, "{text}");
    }
}

#[test]
fn bodies_that_every_country_has_are_kept_apart() {
    let ministries = |texts: &[(&str, &str)]| -> Vec<(String, usize)> {
        let entities = Reader::new().read(texts, &Corrections::default());
        let found = entities.records().iter().filter(|record| record.entity.name.ends_with("Foreign Ministry"));
        found.map(|record| (record.entity.name.clone(), record.evidence.len())).collect()
    };
    let russian = ("a.txt", "The Russian Foreign Ministry spoke. The Foreign Ministry was calm.");
    let hungarian = ("b.txt", "The Hungarian Foreign Ministry spoke.");
    let nobody = ("c.txt", "The Foreign Ministry spoke.");
    let row = |name: &str, mentions| (name.to_owned(), mentions);
    assert_eq!(ministries(&[russian, nobody]), [row("Russian Foreign Ministry", 3)]);
    let three = [row("Foreign Ministry", 1), row("Hungarian Foreign Ministry", 1), row("Russian Foreign Ministry", 2)];
    assert_eq!(ministries(&[russian, hungarian, nobody]), three);
}

#[test]
fn the_governments_of_two_reports_are_two_where_nothing_says_whose_they_are() {
    let texts = [("a.txt", "The Government rejected the bill."), ("b.txt", "The Government raised taxes.")];
    let entities = Reader::new().read(&texts, &Corrections::default());
    let governments = entities.iter().filter(|entity| entity.name.ends_with("Government"));
    assert_eq!(governments.count(), 2);
}

#[test]
fn clauses_and_adjectives_are_no_things() {
    let (entities, _) = stated("Officials wanted to smear the candidate. The effort was aggressive. He gave nine.");
    let names: Vec<&str> = entities.iter().map(|entity| &*entity.name).collect();
    assert!(!names.contains(&"smear") && !names.contains(&"aggressive"), "{names:?}");
}

#[test]
fn the_people_that_we_are_are_called_so_in_whatever_form_they_come_first() {
    let (entities, _) =
        stated("Our committee watches the vote. We saw no fraud, and we thank the clerks who helped us.\n");
    assert_eq!(record(&entities, "we").entity.kind, EntityKind::Group);
}

#[test]
fn who_tells_a_text_is_one_in_all_paragraphs() {
    let text = Text::from("I met them.\n\nI was late.");
    let blocks = [Span::new(0, 11), Span::new(13, 24)];
    let blocks = blocks.map(|span| Block { span, kind: BlockKind::Paragraph, speaker: None }).to_vec();
    let document = Document { id: "a.txt".to_owned(), text, blocks, ..Document::default() };
    let reader = Reader::new();
    let sentences = reader.analyzer.analyze(&document);
    let found = resolve_document(&reader.knowledge, &document, &sentences, &[]);
    let voices: Vec<_> = found.mentions().iter().filter(|mention| mention.text == "I").collect();
    assert!(voices.len() == 2 && voices[0].same_entity(voices[1]));
}

#[test]
fn the_speaker_of_a_transcript_is_i() {
    let reader = Reader::new();
    // Whoever "she" is, the speaker says "I".
    let text = Text::from("ANNA BRANDT: I met them. I was late. She was not.");
    let span = text.span();
    let block = Block { span: Span::new(13, span.end), kind: BlockKind::Paragraph, speaker: Some(Span::new(0, 11)) };
    let document = Document { id: "a.txt".to_owned(), text, blocks: vec![block], ..Document::default() };
    let sentences = reader.analyzer.analyze(&document);
    let mut corpus = Corpus::new(&reader.knowledge);
    corpus.add(resolve_document(&reader.knowledge, &document, &sentences, &[]));
    let entities = corpus.finish(&Corrections::default(), &Iris::default());
    let speaker = record(&entities, "Anna Brandt");
    assert_eq!(speaker.entity.kind, EntityKind::Person);
    assert_eq!(speaker.evidence.iter().map(|place| &*place.text).collect::<Vec<_>>(), ["I", "I"]);
}

#[test]
fn what_is_said_in_a_turn_is_its_speakers() {
    let text = "Thomas Okafor, an analyst, was on the programme.\n\nOKAFOR: The ministry hid the report.\n\n\
                HARTWIG: Who read it?\n\nOKAFOR: The auditors did. They blamed the minister.\n";
    let (_, statements) = stated(text);
    let source = |lemma: &str| {
        let statement = statements.iter().find(|statement| statement.action.lemma == lemma).unwrap();
        statement.attribution.as_ref().and_then(|source| source.entity.as_deref())
    };
    assert_eq!(source("hide"), Some("Thomas Okafor"));
    assert_eq!(source("blame"), Some("Thomas Okafor"));
}

#[test]
fn a_joined_family_name_is_the_same_without_its_hyphen() {
    let texts = [("a.txt", "Youssef Boutros-Ghali was jailed."), ("b.txt", "Youssef Boutros Ghali was fined.")];
    let entities = Reader::new().read(&texts, &Corrections::default());
    assert_eq!(entities.iter().filter(|entity| entity.kind == EntityKind::Person).count(), 1);
}

#[test]
fn what_is_no_name_is_not_taken_for_one() {
    let text = "Chairman Richard Burr (R-N.C.) and Vice Chairman Mark Warner (D-Va.) tried him in absentia. Seismologists said \
                it was late. The VP Spokesman told the MPs. Army chief Pervez Musharraf met Housing Minister Ahmed al-Maghrabi.";
    let names = Reader::new().read(&[("a.txt", text)], &Corrections::default());
    let names: Vec<&str> = names.iter().filter(|entity| entity.mentions > 0).map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Ahmed al-Maghrabi", "Mark Warner", "Pervez Musharraf", "Richard Burr"]);
}

#[test]
fn speakers_whom_only_the_openings_of_turns_name() {
    let text = "MR. DEERE: Good afternoon. The briefing is over.\n\nMS. HOLLIS: The Russians sent stories.\n\n\
                KARINE JEAN-PIERRE: The president met voters.\n\nJEAN-PIERRE: I saw that report.\n\n\
                SENIOR OFFICIAL: The agency rejected it.\n\nQ: Who wrote it? They hid the draft.\n";
    let (_, statements) = stated(text);
    let source = |lemma: &str| {
        let statement = statements.iter().find(|statement| statement.action.lemma == lemma).unwrap();
        statement.attribution.as_ref().and_then(|source| source.entity.as_deref())
    };
    assert_eq!(source("send"), Some("Hollis"));
    assert_eq!(source("meet"), Some("Karine Jean-Pierre"));
    assert_eq!(source("see"), Some("Karine Jean-Pierre"));
    assert_eq!(source("reject"), Some("senior official"));
    assert_eq!(source("hide"), None);
}

#[test]
fn an_adjective_that_acts_is_its_country() {
    let (entities, statements) = stated("The report condemned Russian interference in the election.");
    let actor = |lemma: &str| {
        let statement = statements.iter().find(|statement| statement.action.lemma == lemma).unwrap();
        statement.actor.as_ref().and_then(|actor| actor.entity.as_deref())
    };
    assert_eq!(actor("interfere in"), Some("Russia"));
    assert_eq!(record(&entities, "Russia").evidence[0].text, "Russian");
}

#[test]
fn a_capital_is_the_government_where_it_acts_and_the_city_where_something_happens() {
    let entities = Reader::new()
        .read(&[("a.txt", "Moscow sought to undermine Biden. He met Putin in Moscow.")], &Corrections::default());
    let kinds: Vec<EntityKind> =
        entities.iter().filter(|entity| entity.name == "Moscow").map(|entity| entity.kind).collect();
    assert_eq!(kinds, [EntityKind::Place, EntityKind::Organization]);
    let government = entities.iter().find(|entity| entity.iri.ends_with("moscow-government")).unwrap();
    assert!(government.relations.iter().any(|tie| tie.kind == RelationKind::StandsFor && tie.to.ends_with("/russia")));
    let russia = record(&entities, "Russia");
    assert_eq!(russia.entity.same_as, ["http://www.wikidata.org/entity/Q159"]);
}

#[test]
fn titles_become_roles_with_their_document() {
    let text = "Director of National Intelligence John Ratcliffe spoke. Iranian Supreme Leader Ayatollah Ali Khamenei did not.";
    let entities = Reader::new().read(&[("a.txt", text)], &Corrections::default());
    let roles = |name: &str| -> Vec<(String, String, Option<String>)> {
        let ties = record(&entities, name).entity.relations.iter().filter(|tie| tie.kind == RelationKind::HasRole);
        ties.map(|tie| {
            (tie.label.clone().unwrap(), tie.to.rsplit('/').next().unwrap().to_owned(), tie.document.clone())
        })
        .collect()
    };
    let source = Some("a.txt".to_owned());
    assert_eq!(
        roles("John Ratcliffe"),
        [("director of national intelligence".into(), "united-states".into(), source.clone())]
    );
    assert_eq!(roles("Ali Khamenei"), [("supreme leader".into(), "iran".into(), source)]);
}

const REPORTS: &[(&str, &str)] = &[
    ("a.txt", "Vladimir Putin spoke in Moscow. Putin left."),
    ("b.txt", "Putin denied the claims."),
    ("c.txt", "The Russian president, Vladimir Putin, met Xi Jinping."),
];

#[test]
fn the_result_does_not_depend_on_the_order_of_the_documents() {
    let reader = Reader::new();
    let forward = reader.read(REPORTS, &Corrections::default());
    let mut turned: Vec<_> = REPORTS.to_vec();
    turned.reverse();
    let backward = reader.read(&turned, &Corrections::default());
    assert_eq!(forward.records(), backward.records());
    let putin = record(&forward, "Vladimir Putin");
    let documents: Vec<&str> = putin.evidence.iter().map(|place| place.document.as_str()).collect();
    assert!(documents.contains(&"a.txt") && documents.contains(&"b.txt") && documents.contains(&"c.txt"));
}

#[test]
fn a_bare_surname_that_two_could_bear_is_nobody_elses() {
    let reports =
        [("a.txt", "John Smith resigned."), ("b.txt", "Anna Smith won."), ("c.txt", "Smith declined to comment.")];
    let entities = Reader::new().read(&reports, &Corrections::default());
    assert_eq!(record(&entities, "Smith").entity.mentions, 1);
}

#[test]
fn short_names_of_other_documents_find_their_bearer() {
    let reports = [
        ("a.txt", "Donald Trump spoke. The Department of the Treasury agreed."),
        ("b.txt", "Donald Trump won."),
        ("c.txt", "Allies of Trump met. The Treasury said so."),
    ];
    let entities = Reader::new().read(&reports, &Corrections::default());
    assert_eq!(record(&entities, "Donald Trump").entity.aliases, ["Donald Trump", "Trump"]);
    assert_eq!(
        record(&entities, "Department of the Treasury").entity.aliases,
        ["Department of the Treasury", "Treasury"]
    );
    assert!(entities.iter().all(|entity| entity.name != "Trump" && entity.name != "Treasury"));
}

#[test]
fn the_people_and_bodies_of_a_country_are_one_however_the_country_is_called() {
    let reports = [
        ("a.txt", "US officials blamed Iran. Americans close to the president met US intelligence services."),
        ("b.txt", "American officials blamed Iran. Americans met spies. U.S. spy agencies blamed Iran."),
        ("c.txt", "China's foreign ministry denied it. The Russian government and the Russian military denied it."),
        ("e.txt", "The Obama administration denied it. The Iranian regime agreed."),
        ("g.txt", "The Iranian government blamed the US intelligence community. US intelligence denied it."),
        ("f.txt", "Iran blamed the Obama administration. The administration denied it."),
        ("d.txt", "The Chinese Foreign Ministry denied it. Russia's government and a Russian military denied it."),
    ];
    let reader = Reader::new();
    let mut corpus = Corpus::new(&reader.knowledge);
    for (id, text) in reports {
        let document = document(id, text);
        let sentences = reader.analyzer.analyze(&document);
        let statements = Extractor::embedded().statements(&document, &sentences, &Iris::default());
        corpus.add(resolve_document(&reader.knowledge, &document, &sentences, &statements));
    }
    let entities = corpus.finish(&Corrections::default(), &Iris::default());
    let groups: Vec<String> = entities
        .records()
        .iter()
        .filter(|record| matches!(record.entity.kind, EntityKind::Group | EntityKind::Organization))
        .map(|record| record.evidence.iter().map(|place| place.text.as_str()).collect::<Vec<_>>().join(", "))
        .collect();
    for group in [
        "US officials, American officials",
        "US intelligence services, U.S. spy agencies",
        "China's foreign ministry, Chinese Foreign Ministry",
        "The Russian government, Russia's government",
        "The Obama administration, the Obama administration, The administration",
        "the Russian military",
        "a Russian military",
        "The Iranian regime, The Iranian government",
        "the US intelligence community, US intelligence",
    ] {
        assert!(groups.iter().any(|found| found == group), "{group}: {groups:?}");
    }
    assert_eq!(groups.iter().filter(|found| *found == "Americans").count(), 2, "{groups:?}");
}

#[test]
fn who_and_what_is_known_is_one_by_whatever_name() {
    let reports = [
        ("a.txt", "The U.N. met in May. The Security Council voted. The General Assembly did not."),
        ("b.txt", "The UN Security Council spoke. Russia's Security Council met."),
        ("c.txt", "President Obama spoke. Miss Universe owner Donald Trump met his son Donald Trump Jr. in May."),
        ("d.txt", "Barack Obama met Donald Trump. Lawyers for Trump Jr. left. President Bush smiled."),
        ("e.txt", "Police met Donald Trump Jr. and George W. Bush in May."),
        ("f.txt", "Joe Biden spoke. Joseph R. Biden Jr. smiled."),
    ];
    let entities = Reader::new().read(&reports, &Corrections::default());
    for (name, mentions) in [
        ("UN Security Council", "Security Council, UN Security Council"),
        ("Security Council", "Security Council"),
        ("UN General Assembly", "General Assembly"),
        ("Barack Obama", "Obama, Barack Obama"),
        ("Donald Trump", "Donald Trump, his, Donald Trump"),
        ("Donald Trump Jr.", "his son, Donald Trump Jr., Trump Jr., Donald Trump Jr."),
        ("Joe Biden", "Joe Biden, Joseph R. Biden Jr."),
        // Two of the name have been president; the corpus has one of them.
        ("George W. Bush", "Bush, George W. Bush"),
    ] {
        let found: Vec<&str> = record(&entities, name).evidence.iter().map(|place| place.text.as_str()).collect();
        assert_eq!(found.join(", "), mentions, "{name}");
    }
}

#[test]
fn names_that_a_title_or_heading_was_cut_into_are_whole() {
    for (text, name, kind) in [
        ("Director of National Intelligence Avril Haines spoke.", "Avril Haines", EntityKind::Person),
        ("He teaches in St. Petersburg.", "St. Petersburg", EntityKind::Place),
        ("The security company, Proofpoint, found it.", "Proofpoint", EntityKind::Organization),
    ] {
        let entities = Reader::new().read(&[("a.txt", text)], &Corrections::default());
        assert_eq!(record(&entities, name).entity.kind, kind, "{text}");
    }
    let other = "Reuters quoted the FBI. He left the news agency.";
    let entities = Reader::new().read(&[("a.txt", other)], &Corrections::default());
    assert_eq!(record(&entities, "Federal Bureau of Investigation").entity.mentions, 1);
}

#[test]
fn corrections_win() {
    let reader = Reader::new();
    let reports = [("a.txt", "John Smith resigned."), ("b.txt", "John Smith won the race. Jack Smythe lost.")];
    let corrections = Corrections {
        different: vec![Different {
            name: "John Smith".into(),
            documents: vec!["b.txt".into()],
            label: Some("John Smith (runner)".into()),
            ..Different::default()
        }],
        same: vec![Same { names: vec!["Jack Smythe".into(), "John Smith (nobody)".into()] }],
        entity: Vec::new(),
    };
    let entities = reader.read(&reports, &corrections);
    assert_eq!(record(&entities, "John Smith").entity.mentions, 1);
    assert_eq!(record(&entities, "John Smith (runner)").entity.mentions, 1);
    assert!(entities.iter().any(|entity| entity.iri == "https://actant.example/entity/john-smith-runner"));
}

/// The name, type and mentions of an entity.
type Expected = (&'static str, EntityKind, u32);

/// A file of corrections, and what the entities of two reports then are.
const CORRECTED: &[(&str, &[Expected])] = &[
    (
        "",
        &[
            ("Moscow", EntityKind::Organization, 1),
            ("Moscow", EntityKind::Place, 1),
            ("Kremlin", EntityKind::Organization, 1),
        ],
    ),
    (
        "[[same]]\nnames = [\"Kremlin\", \"Moscow (Organization)\"]",
        &[("Kremlin", EntityKind::Organization, 2), ("Moscow", EntityKind::Place, 1)],
    ),
    (
        "[[same]]\nnames = [\"Kremlin\", \"https://actant.example/entity/moscow-government\"]",
        &[("Kremlin", EntityKind::Organization, 2), ("Moscow", EntityKind::Place, 1)],
    ),
    (
        "[[entity]]\nname = \"Moscow (Place)\"\nlabel = \"City of Moscow\"\n[[same]]\nnames = [\"Kremlin\", \"Moscow\"]",
        &[("Kremlin", EntityKind::Organization, 2), ("City of Moscow", EntityKind::Place, 1)],
    ),
    (
        "[[different]]\nname = \"Moscow (Place)\"\nlabel = \"Moscow, Idaho\"\n[[entity]]\nname = \"Moscow, Idaho\"\n\
         identifier = \"http://www.wikidata.org/entity/Q499413\"",
        &[("Moscow", EntityKind::Organization, 1), ("Moscow, Idaho", EntityKind::Place, 1)],
    ),
];

#[test]
fn corrections_mean_what_they_say_of_several_of_one_name() {
    let reports = [
        ("a.txt", "Moscow accused Kyiv of lying. The Kremlin denied the report."),
        ("b.txt", "Biden met Putin in Moscow."),
    ];
    for (source, expected) in CORRECTED {
        let entities = Reader::new().read(&reports, &Corrections::parse(source).unwrap());
        for (name, kind, mentions) in *expected {
            let found = entities.iter().find(|entity| entity.name == *name && entity.kind == *kind);
            assert_eq!(found.map(|entity| entity.mentions), Some(*mentions), "{source}\n{name} {kind:?}");
        }
    }
}

/// A file of corrections, and what is remarked on it.
const REMARKS: &[(&str, &[&str])] = &[
    ("[[same]]\nnames = [\"Kremlin\", \"Moscow (Organization)\"]", &[]),
    (
        "[[same]]\nnames = [\"Kremlin\", \"Moscow\"]",
        &["\"Moscow\" may be each of \"Moscow (Place)\", \"Moscow (Organization)\""],
    ),
    ("[[same]]\nnames = [\"Kremlni\", \"Putin\"]", &["no entity is called \"Kremlni\"; did you mean Kremlin?"]),
    ("[[entity]]\nname = \"Moscow (Person)\"\ntype = \"Place\"", &["no entity is called \"Moscow (Person)\""]),
    ("[[different]]\nname = \"Putin\"\ndocuments = [\"c.txt\"]", &["no document is called \"c.txt\""]),
    ("[[different]]\nname = \"Putin\"\ndocuments = [\"a.txt\"]", &["\"a.txt\" does not speak of \"Putin\""]),
    ("[[different]]\nname = \"Moscow\"\ndocuments = [\"a.txt\"]", &[]),
    ("[[different]]\nname = \"Putin\"\nmentions = [\"b.txt:6-9\"]", &["nothing is spoken of at \"b.txt:6-9\""]),
    ("[[different]]\nname = \"Putin\"\nmentions = [\"b.txt:10-15\"]", &[]),
];

#[test]
fn corrections_that_change_nothing_are_remarked_upon() {
    let reports = [
        ("a.txt", "Moscow accused Kyiv of lying. The Kremlin denied the report."),
        ("b.txt", "Biden met Putin in Moscow."),
    ];
    for (source, expected) in REMARKS {
        let entities = Reader::new().read(&reports, &Corrections::parse(source).unwrap());
        let remarks: Vec<String> = entities.remarks().iter().map(ToString::to_string).collect();
        assert_eq!(remarks.len(), expected.len(), "{source}\n{remarks:?}");
        for (remark, expected) in remarks.iter().zip(*expected) {
            assert!(remark.contains(expected), "{source}\n{remark}");
        }
    }
}

#[test]
fn two_of_one_name_in_one_document_are_told_apart_by_place() {
    let text = "John Smith resigned. The sprinter John Smith won the race. John Smith was seen in Paris.";
    let at = |nth: usize| {
        let start = text.match_indices("John Smith").nth(nth).unwrap().0 as u32;
        Place { document: "a.txt".into(), start, end: start + 10 }
    };
    let different = Different {
        name: "John Smith".into(),
        mentions: vec![at(1)],
        label: Some("John Smith (runner)".into()),
        ..Different::default()
    };
    let corrections = Corrections { different: vec![different], ..Corrections::default() };
    let entities = Reader::new().read(&[("a.txt", text), ("b.txt", "John Smith spoke.")], &corrections);
    let places = |name: &str| -> Vec<(String, u32)> {
        let evidence = &record(&entities, name).evidence;
        evidence.iter().map(|place| (place.document.clone(), place.start)).collect()
    };
    // What stands before the name goes with it.
    let sprinter = text.find("The sprinter").unwrap() as u32;
    assert_eq!(places("John Smith (runner)"), [("a.txt".to_owned(), sprinter), ("a.txt".to_owned(), at(1).start)]);
    let others = [("a.txt".to_owned(), at(0).start), ("a.txt".to_owned(), at(2).start), ("b.txt".to_owned(), 0)];
    assert_eq!(places("John Smith"), others);
    // What stands beside the name goes with it.
    let text = "John Smith resigned. John Smith, the runner who won the race, was happy.";
    let start = text.rfind("John Smith").unwrap() as u32;
    let place = Place { document: "a.txt".into(), start, end: start + 10 };
    let different = Different { name: "John Smith".into(), mentions: vec![place], ..Different::default() };
    let apart = Corrections { different: vec![different], ..Corrections::default() };
    let entities = Reader::new().read(&[("a.txt", text)], &apart);
    let mentions: Vec<u32> = entities.iter().filter(|one| one.name == "John Smith").map(|one| one.mentions).collect();
    assert_eq!(mentions, [3, 1]);
    let text = "John Smith resigned. The sprinter John Smith won the race. John Smith was seen in Paris.";
    // A place where nobody is spoken of changes nothing.
    let nowhere = Place { document: "a.txt".into(), start: 11, end: 19 };
    let different = Different { name: "John Smith".into(), mentions: vec![nowhere], ..Different::default() };
    let corrections = Corrections { different: vec![different], ..Corrections::default() };
    let entities = Reader::new().read(&[("a.txt", text)], &corrections);
    assert_eq!(record(&entities, "John Smith").entity.mentions, 4);
}

/// Text, date of the document, and the entity of its first mention.
const OFFICES: &[(&str, &str, &str)] = &[
    ("The US president spoke on Tuesday.", "2019-05-03", "Donald Trump"),
    ("The US president spoke on Tuesday.", "2014", "Barack Obama"),
    ("The president of Ukraine spoke.", "2018-01", "Petro Poroshenko"),
    ("The Japanese prime minister spoke.", "2019-05-03", "Shinzō Abe"),
    ("The US secretary of state spoke.", "2015-05-03", "John Kerry"),
    ("The US secretary of state spoke.", "2024-05-03", "Antony Blinken"),
    ("The US defense secretary spoke.", "2025-05-03", "Pete Hegseth"),
    ("The British foreign secretary spoke.", "2025-01-03", "David Lammy"),
    ("The British home secretary spoke.", "2023-01-03", "Suella Braverman"),
    ("The UN secretary-general spoke.", "2020-05-03", "António Guterres"),
    ("The NATO chief spoke.", "2025-01-03", "Mark Rutte"),
    // Nobody knows who came after, or when.
    ("The French prime minister spoke.", "2025-05-03", "French prime minister"),
    // A year of two holders, a year that the sentence speaks of, and phrases that mean somebody else.
    ("The US president spoke on Tuesday.", "2017", "US president"),
    ("The US president spoke on the day.", "2021-01-20", "US president"),
    ("The US president spoke in 2003.", "2019-05-03", "US president"),
    ("The former US president spoke.", "2019-05-03", "former US president"),
    ("A US president spoke.", "2019-05-03", "US president"),
    ("The US president who resigned spoke.", "2019-05-03", "US president"),
    ("The US president met then-President Donald Trump.", "2021-03-18", "Joe Biden"),
    ("The president spoke.", "2019-05-03", "president"),
    ("The NPR president spoke.", "2019-05-03", "NPR president"),
    ("The US president spoke.", "1950-05-03", "US president"),
];

#[test]
fn an_office_is_its_holder_on_the_day_of_the_document() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (text, date, name) in OFFICES {
        let mut document = document("a.txt", text);
        document.date = Some((*date).to_owned());
        let sentences = reader.analyzer.analyze(&document);
        let statements = Extractor::embedded().statements(&document, &sentences, &Iris::default());
        let mut corpus = Corpus::new(&reader.knowledge);
        corpus.add(resolve_document(&reader.knowledge, &document, &sentences, &statements));
        let entities = corpus.finish(&Corrections::default(), &Iris::default());
        let first = entities.records().iter().find(|record| record.evidence.iter().any(|place| place.start < 5));
        let found = first.map_or("", |record| &record.entity.name);
        if found != *name {
            wrong.push(format!("{date}: {text} {found:?}, not {name:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unresolved_pronoun_is_no_entity_of_two_sentences() {
    let entities = Reader::new().read(&[("a.txt", "They left early. They came back.")], &Corrections::default());
    assert!(entities.records().iter().all(|record| record.evidence.len() < 2), "{:?}", entities.records());
}

#[test]
fn any_text_gives_a_result() {
    let reader = Reader::new();
    for text in
        ["", "(((", "He he he he.", "“ “ ” I said", "'s 's of of The", "US US's U.S.A (USA)", "\u{200b}\u{feff}"]
    {
        let _ = reader.read(&[("a.txt", text)], &Corrections::default());
    }
}
