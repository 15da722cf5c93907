//! Two small reports with their statements, written by hand, so that these tests do not hang on how text is read.

use actant::document::Document;
use actant::entity::{Entity, EntityKind, Relation, RelationKind};
use actant::iri::Iris;
use actant::rdf::Form;
use actant::span::Text;
use actant::statement::{Action, Argument, Attribution, Cue, CueKind, Modality, Polarity, Role, Statement, Time};
use actant::store::Graph;

/// A document under construction.
pub struct Report {
    pub document: Document,
    pub statements: Vec<Statement>,
}

impl Report {
    pub fn new(id: &str, title: &str, date: &str, text: &str) -> Self {
        let document = Document {
            id: id.to_owned(),
            title: Some(title.to_owned()),
            date: Some(date.to_owned()),
            hash: format!("{:064x}", text.len()),
            text: Text::from(text),
            ..Document::default()
        };
        Report { document, statements: Vec::new() }
    }

    /// Adds a statement of one sentence: its words for actor, action and target, each found in the text.
    pub fn says(&mut self, sentence: &str, slots: [&str; 3], lemma: &str) -> &mut Statement {
        let iris = Iris::default();
        let text = self.document.text.as_str();
        let start = code_points(text, text.find(sentence).expect("the sentence is in the text"));
        let number = text[..text.find(sentence).unwrap()].matches(". ").count() as u32 + 1;
        let place = |words: &str| {
            let at = start + code_points(sentence, sentence.find(words).expect("the words are in the sentence"));
            (at, at + words.chars().count() as u32)
        };
        let argument = |words: &str| {
            (!words.is_empty()).then(|| {
                let (start, end) = place(words);
                let known =
                    entities().into_iter().find(|entity| entity.aliases.iter().any(|alias| words.contains(alias)));
                Argument {
                    text: words.to_owned(),
                    head: words.rsplit(' ').next().unwrap().to_owned(),
                    start,
                    end,
                    entity: known.as_ref().map(|entity| entity.name.clone()),
                    iri: known.as_ref().map(|entity| entity.iri.clone()),
                    kind: known.map(|entity| format!("{:?}", entity.kind)),
                    ..Argument::default()
                }
            })
        };
        let [actor, action, target] = slots;
        let (actor, target) = (argument(actor), argument(target));
        let (action_start, action_end) = place(action);
        let starts = [actor.as_ref().map(|a| a.start), Some(action_start), target.as_ref().map(|a| a.start)];
        self.statements.push(Statement {
            id: iris.statement(&self.document.id, starts),
            document: self.document.id.clone(),
            sentence: number,
            text: sentence.to_owned(),
            start,
            end: start + sentence.chars().count() as u32,
            actor,
            action: Action { text: action.to_owned(), lemma: lemma.to_owned(), start: action_start, end: action_end },
            target,
            roles: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            cues: Vec::new(),
            attribution: None,
            time: None,
            rule: "clause".to_owned(),
            confidence: 0.9,
        });
        self.statements.last_mut().unwrap()
    }
}

fn code_points(text: &str, byte: usize) -> u32 {
    text[..byte].chars().count() as u32
}

fn place(statement: &Statement, words: &str) -> (u32, u32) {
    let start = statement.start + code_points(&statement.text, statement.text.find(words).unwrap());
    (start, start + words.chars().count() as u32)
}

pub fn attribute(statement: &mut Statement, source: &str, cue: &str) {
    let (start, end) = place(statement, source);
    let iri = entities().into_iter().find(|e| e.aliases.iter().any(|a| source.contains(a))).map(|e| e.iri);
    statement.attribution =
        Some(Attribution { text: source.to_owned(), iri, cue: cue.to_owned(), start, end, ..Attribution::default() });
}

pub fn cue(statement: &mut Statement, kind: CueKind, words: &str) {
    let (start, end) = place(statement, words);
    statement.cues.push(Cue { kind, text: words.to_owned(), start, end });
}

pub fn entities() -> Vec<Entity> {
    let iris = Iris::default();
    let entity = |name: &str, kind, aliases: &[&str]| Entity {
        iri: iris.entity(name),
        name: name.to_owned(),
        kind,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        mentions: 1,
        same_as: Vec::new(),
        relations: Vec::new(),
        stand_in: false,
    };
    let relation = |kind, to: &str, label: Option<&str>, document: Option<&str>| Relation {
        kind,
        to: iris.entity(to),
        label: label.map(str::to_owned),
        document: document.map(str::to_owned),
    };
    let mut putin = entity("Vladimir Putin", EntityKind::Person, &["Putin", "Vladimir Putin"]);
    putin.relations.push(relation(RelationKind::HasRole, "Russia", Some("president"), Some("first.txt")));
    let mut moscow = entity("Moscow", EntityKind::Place, &["Moscow"]);
    moscow.relations.push(relation(RelationKind::StandsFor, "Russia", None, None));
    let mut russia = entity("Russia", EntityKind::Country, &["Russia"]);
    russia.same_as.push("http://www.wikidata.org/entity/Q159".to_owned());
    vec![
        putin,
        moscow,
        russia,
        entity("China", EntityKind::Country, &["China"]),
        entity("Iran", EntityKind::Country, &["Iran"]),
        entity("Proud Boys emails", EntityKind::Thing, &["the emails"]),
        entity("US officials", EntityKind::Group, &["US officials"]),
    ]
}

pub const FIRST: &str = "Russian President Vladimir Putin authorized influence operations in November 2020. \
    China considered, but did not deploy, such operations. US officials said Iran sent the emails to voters. \
    Moscow sought to undermine Joe Biden’s candidacy.";

/// A report in which one thing is a fact, one is negated, one is claimed and one was attempted.
pub fn first() -> Report {
    let mut report = Report::new("first.txt", "What the assessment says", "2021-03-16", FIRST);
    let sentence = "Russian President Vladimir Putin authorized influence operations in November 2020.";
    let said =
        report.says(sentence, ["Russian President Vladimir Putin", "authorized", "influence operations"], "authorize");
    let (start, end) = place(said, "in November 2020");
    said.time = Some(Time { text: "in November 2020".into(), value: Some("2020-11".into()), start, end });

    let sentence = "China considered, but did not deploy, such operations.";
    report.says(sentence, ["China", "considered", "such operations"], "consider");
    let said = report.says(sentence, ["China", "did not deploy", "such operations"], "deploy");
    said.polarity = Polarity::Negated;
    cue(said, CueKind::Polarity, "not");

    let sentence = "US officials said Iran sent the emails to voters.";
    let said = report.says(sentence, ["Iran", "sent", "the emails"], "send");
    attribute(said, "US officials", "said");
    let (start, end) = place(said, "voters");
    said.roles.push(Role { role: "to".into(), text: "voters".into(), start, end, ..Role::default() });
    let sent = said.id.clone();
    let said = report.says(sentence, ["US officials", "said", "Iran sent the emails to voters"], "say");
    said.target.as_mut().unwrap().statement = Some(sent);

    let sentence = "Moscow sought to undermine Joe Biden’s candidacy.";
    let said = report.says(sentence, ["Moscow", "sought to undermine", "Joe Biden’s candidacy"], "undermine");
    said.modality = Modality::Attempted;
    cue(said, CueKind::Modality, "sought to");
    report
}

pub const SECOND: &str = "Iran sent the emails. China did deploy operations, according to Mr Putin.";

/// A report that says in its own voice what the first only quotes.
pub fn second() -> Report {
    let mut report = Report::new("more/second.txt", "Who sent the emails", "2020-10-22", SECOND);
    report.says("Iran sent the emails.", ["Iran", "sent", "the emails"], "send");
    let sentence = "China did deploy operations, according to Mr Putin.";
    let said = report.says(sentence, ["China", "did deploy", "operations"], "deploy");
    attribute(said, "Mr Putin", "according to");
    report
}

/// A graph of some reports.
pub fn graph(reports: &[Report], form: Form) -> Graph {
    let mut graph = Graph::new(Iris::default(), form);
    for report in reports {
        graph.replace_all(std::slice::from_ref(&report.document), &report.statements, &entities());
    }
    graph
}
