//! The named graph of one document: what it says, statement by statement, and the words that say it.

use indexmap::IndexMap;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, Triple};
use rustc_hash::FxHashSet;

use super::vocabulary::{actant, itsrdf, nif, prov, rdf, rdfs, schema, xsd};
use super::{node, time};
use crate::document::Document;
use crate::entity::Entity;
use crate::iri::Iris;
use crate::span::{Span, Text};
use crate::statement::{CueKind, Modality, Polarity, Statement};

/// How statements about triples are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// `rdf:Statement` with `rdf:subject` and `rdf:object`, which every RDF tool reads.
    #[default]
    Rdf11,
    /// `rdf:reifies` with a triple term.
    Rdf12,
}

/// Entities, to be found by their IRI.
#[derive(Debug, Default)]
pub struct Entities<'a> {
    by_iri: IndexMap<&'a str, &'a Entity>,
}

impl<'a> Entities<'a> {
    /// Makes them findable; of two with one IRI the first counts.
    pub fn new(entities: &'a [Entity]) -> Self {
        let mut by_iri = IndexMap::with_capacity(entities.len());
        for entity in entities {
            by_iri.entry(entity.iri.as_str()).or_insert(entity);
        }
        Entities { by_iri }
    }

    /// The entity of an IRI.
    pub fn get(&self, iri: &str) -> Option<&'a Entity> {
        self.by_iri.get(iri).copied()
    }
}

/// Writes the named graph of one document.
///
/// `statements` are those of this document; others are left out. Every quad has the document's IRI as graph name. The
/// order is that of the statements; a quad may come more than once.
pub fn evidence<'s>(
    iris: &Iris,
    document: &Document,
    statements: impl IntoIterator<Item = &'s Statement>,
    entities: &Entities<'_>,
    form: Form,
) -> Vec<Quad> {
    let mut writer = Writer::new(iris, document, entities, form);
    writer.document(document);
    for statement in statements.into_iter().filter(|statement| statement.document == document.id) {
        writer.statement(statement);
    }
    writer.describe();
    writer.quads
}

/// What an argument, role or source says of itself, whatever the slot.
pub(super) struct Mention<'a> {
    pub(super) text: &'a str,
    pub(super) head: &'a str,
    pub(super) span: Span,
    pub(super) iri: Option<&'a str>,
    pub(super) kind: Option<&'a str>,
    pub(super) statement: Option<&'a str>,
}

/// The quads of one document's graph as they come.
pub(super) struct Writer<'a> {
    pub(super) iris: &'a Iris,
    pub(super) entities: &'a Entities<'a>,
    document: NamedNode,
    document_id: &'a str,
    reading: NamedNode,
    graph: GraphName,
    form: Form,
    pub(super) quads: Vec<Quad>,
    /// The words that are written already, so that sentences and phrases shared by statements come once.
    strings: FxHashSet<Span>,
    /// What is spoken of, in the order of its first mention, to be described once at the end.
    pub(super) described: IndexMap<NamedNode, Described>,
    /// Actions and roles, to be described once at the end: their words and whether they are roles.
    pub(super) properties: IndexMap<NamedNode, (String, NamedNodeRef<'static>)>,
}

/// How a thing was spoken of in this document.
#[derive(Default)]
pub(super) struct Described {
    /// The words of every mention.
    pub(super) texts: Vec<String>,
    /// Its kind as the first mention gives it.
    pub(super) kind: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(iris: &'a Iris, document: &'a Document, entities: &'a Entities<'a>, form: Form) -> Self {
        let iri = node(&iris.document(&document.id));
        Writer {
            iris,
            entities,
            reading: node(&format!("{}#reading", iri.as_str())),
            graph: iri.clone().into(),
            document: iri,
            document_id: &document.id,
            form,
            quads: Vec::new(),
            strings: FxHashSet::default(),
            described: IndexMap::new(),
            properties: IndexMap::new(),
        }
    }

    /// Adds one quad to the document's graph.
    pub(super) fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn document(&mut self, document: &Document) {
        let (subject, reading) = (self.document.clone(), self.reading.clone());
        self.add(&subject, rdf::TYPE, schema::CREATIVE_WORK);
        self.add(&subject, rdf::TYPE, prov::ENTITY);
        self.add(&subject, schema::IDENTIFIER, string(&document.id));
        if let Some(title) = &document.title {
            self.add(&subject, schema::NAME, string(title));
        }
        if let Some(url) = &document.url {
            self.add(&subject, schema::URL, string(url));
        }
        if let Some(date) = document.date.as_deref().and_then(time::literal) {
            self.add(&subject, schema::DATE_PUBLISHED, date);
        }
        self.add(&subject, schema::SHA256, string(&document.hash));
        let software = actant::SOFTWARE.into_owned();
        self.add(&reading, rdf::TYPE, prov::ACTIVITY);
        self.add(&reading, prov::USED, subject);
        self.add(&reading, prov::WAS_ASSOCIATED_WITH, software.clone());
        self.add(&software, rdf::TYPE, prov::SOFTWARE_AGENT);
        self.add(&software, schema::SOFTWARE_VERSION, string(env!("CARGO_PKG_VERSION")));
    }

    fn statement(&mut self, statement: &Statement) {
        let subject = node(&statement.id);
        let sentence_text = Text::from(statement.text.as_str());
        let sentence = self.sentence(statement, &sentence_text);
        let action = self.action(&statement.action.lemma);
        let actor = statement.actor.as_ref().map(|a| self.thing(&argument(a)));
        let target = statement.target.as_ref().map(|a| self.thing(&argument(a)));

        self.add(&subject, rdf::TYPE, schema::ACTION);
        self.triple(&subject, actor.as_ref(), &action, target.as_ref());
        self.add(&subject, actant::POLARITY, polarity(statement.polarity));
        self.add(&subject, actant::MODALITY, modality(statement.modality));
        self.words(&subject, statement, &sentence_text, &sentence);
        for (span, thing) in slots(statement, actor, target, action) {
            self.slot(&subject, span, &sentence_text, statement.start, thing);
        }
        self.roles(&subject, statement, &sentence_text);
        self.source(&subject, statement, &sentence_text);
        self.when(&subject, statement);
        for cue in &statement.cues {
            let predicate = match cue.kind {
                CueKind::Polarity => actant::POLARITY_CUE,
                CueKind::Modality => actant::MODALITY_CUE,
                CueKind::Attribution => continue,
            };
            self.add(&subject, predicate, string(&cue.text));
        }
        self.add(&subject, actant::RULE, string(&statement.rule));
        self.add(&subject, nif::CONFIDENCE, confidence(statement.confidence));
        let (document, reading) = (self.document.clone(), self.reading.clone());
        self.add(&subject, prov::WAS_DERIVED_FROM, document);
        self.add(&subject, prov::WAS_GENERATED_BY, reading);
    }

    /// The triple that a statement is about, described and not asserted.
    fn triple(
        &mut self,
        subject: &NamedNode,
        actor: Option<&NamedNode>,
        action: &NamedNode,
        target: Option<&NamedNode>,
    ) {
        self.add(subject, rdf::PREDICATE, action.clone());
        if let Some(actor) = actor {
            self.add(subject, schema::AGENT, actor.clone());
        }
        if let Some(target) = target {
            self.add(subject, schema::OBJECT, target.clone());
        }
        match self.form {
            Form::Rdf11 => {
                self.add(subject, rdf::TYPE, rdf::STATEMENT);
                if let Some(actor) = actor {
                    self.add(subject, rdf::SUBJECT, actor.clone());
                }
                if let Some(target) = target {
                    self.add(subject, rdf::OBJECT, target.clone());
                }
            }
            Form::Rdf12 => {
                if let (Some(actor), Some(target)) = (actor, target) {
                    let triple = Triple::new(actor.clone(), action.clone(), target.clone());
                    self.add(subject, rdf::REIFIES, Term::Triple(Box::new(triple)));
                }
            }
        }
    }

    /// The words that a statement rests on: from its first slot to its last, inside its sentence.
    fn words(&mut self, subject: &NamedNode, statement: &Statement, sentence_text: &Text, sentence: &NamedNode) {
        let action = Span { start: statement.action.start, end: statement.action.end };
        let slots = [&statement.actor, &statement.target];
        let whole = slots.into_iter().flatten().fold(action, |whole, slot| {
            let span = Span { start: slot.start, end: slot.end };
            if slot.statement.is_some() { whole } else { whole.cover(span) }
        });
        self.offsets(subject, whole, sentence_text, statement.start);
        self.add(subject, nif::SENTENCE, sentence.clone());
    }

    fn sentence(&mut self, statement: &Statement, text: &Text) -> NamedNode {
        let span = Span { start: statement.start, end: statement.end };
        let sentence = self.words_at(span);
        if self.strings.insert(span) {
            self.add(&sentence, rdf::TYPE, nif::SENTENCE_CLASS);
            self.add(&sentence, schema::POSITION, integer(statement.sentence));
            self.offsets(&sentence, span, text, statement.start);
        }
        sentence
    }

    /// Writes the words of one slot, ties the statement to them and them to the thing they stand for.
    fn slot(&mut self, subject: &NamedNode, span: Span, sentence: &Text, sentence_start: u32, thing: NamedNode) {
        let phrase = self.phrase(subject, span, sentence, sentence_start);
        self.add(&phrase, itsrdf::TA_IDENT_REF, thing);
    }

    /// Writes words of the sentence and ties the statement to them.
    fn phrase(&mut self, subject: &NamedNode, span: Span, sentence: &Text, sentence_start: u32) -> NamedNode {
        let phrase = self.words_at(span);
        if self.strings.insert(span) {
            self.add(&phrase, rdf::TYPE, nif::PHRASE);
            self.offsets(&phrase, span, sentence, sentence_start);
        }
        self.add(subject, nif::SUB_STRING, phrase.clone());
        phrase
    }

    fn offsets(&mut self, subject: &NamedNode, span: Span, sentence: &Text, sentence_start: u32) {
        let within = Span {
            start: span.start.saturating_sub(sentence_start),
            end: span.end.saturating_sub(sentence_start).max(span.start.saturating_sub(sentence_start)),
        };
        self.add(subject, nif::BEGIN_INDEX, integer(span.start));
        self.add(subject, nif::END_INDEX, integer(span.end));
        self.add(subject, nif::ANCHOR_OF, string(sentence.slice(within)));
    }

    fn roles(&mut self, subject: &NamedNode, statement: &Statement, sentence: &Text) {
        for role in &statement.roles {
            let property = self.role(&role.role);
            let span = Span { start: role.start, end: role.end };
            if role.role == "time" {
                let words = self.phrase(subject, span, sentence, statement.start);
                self.add(subject, property.as_ref(), words);
                continue;
            }
            let mention =
                Mention { text: &role.text, head: "", span, iri: role.iri.as_deref(), kind: None, statement: None };
            let thing = self.thing(&mention);
            self.add(subject, property.as_ref(), thing.clone());
            self.slot(subject, span, sentence, statement.start, thing);
        }
    }

    fn source(&mut self, subject: &NamedNode, statement: &Statement, sentence: &Text) {
        let Some(source) = &statement.attribution else { return };
        let span = Span { start: source.start, end: source.end };
        // "It is believed that …" is attributed, and says not to whom.
        let text = if source.text.is_empty() { "unnamed source" } else { &source.text };
        let mention = Mention { text, head: "", span, iri: source.iri.as_deref(), kind: None, statement: None };
        let thing = self.thing(&mention);
        self.add(subject, prov::WAS_ATTRIBUTED_TO, thing.clone());
        if !source.cue.is_empty() {
            self.add(subject, actant::ATTRIBUTION_CUE, string(&source.cue));
        }
        let in_sentence = Span { start: statement.start, end: statement.end };
        if in_sentence.contains(span) && !span.is_empty() {
            self.slot(subject, span, sentence, statement.start, thing);
        }
    }

    fn when(&mut self, subject: &NamedNode, statement: &Statement) {
        let Some(when) = &statement.time else { return };
        if !when.text.is_empty() {
            self.add(subject, actant::TIME_AS_WRITTEN, string(&when.text));
        }
        let (start, end) = when.value.as_deref().map(time::start_and_end).unwrap_or_default();
        if let Some(start) = start {
            self.add(subject, schema::START_TIME, start);
        }
        if let Some(end) = end {
            self.add(subject, schema::END_TIME, end);
        }
    }

    /// The IRI of an action; its words are written at the end.
    fn action(&mut self, lemma: &str) -> NamedNode {
        let action = node(&self.iris.action(lemma));
        self.properties.entry(action.clone()).or_insert_with(|| (lemma.to_owned(), actant::ACTION));
        action
    }

    /// The property of a role: a kept term where there is one.
    fn role(&mut self, name: &str) -> NamedNode {
        let kept = match name {
            "place" => schema::LOCATION,
            "recipient" => schema::RECIPIENT,
            "instrument" => schema::INSTRUMENT,
            "topic" => schema::ABOUT,
            _ => {
                let role = node(&format!("{}role/{}", self.iris.base(), crate::iri::slug(name)));
                self.properties.entry(role.clone()).or_insert_with(|| (name.to_owned(), actant::ROLE));
                return role;
            }
        };
        kept.into_owned()
    }

    /// The IRI of what a mention stands for: a statement's, its entity's, or one that belongs to the document.
    fn thing(&mut self, mention: &Mention<'_>) -> NamedNode {
        if let Some(statement) = mention.statement {
            return node(statement);
        }
        let iri = match mention.iri {
            Some(iri) => node(iri),
            None => node(&self.iris.local(self.document_id, local_name(mention), mention.span.start)),
        };
        let described = self.described.entry(iri.clone()).or_default();
        if described.kind.is_none() {
            described.kind = mention.kind.map(str::to_owned);
        }
        if !described.texts.iter().any(|text| text == mention.text) {
            described.texts.push(mention.text.to_owned());
        }
        iri
    }

    fn words_at(&self, span: Span) -> NamedNode {
        node(&format!("{}#char={},{}", self.document.as_str(), span.start, span.end))
    }
}

/// The slots of a statement that are words, each with what it stands for.
fn slots(
    statement: &Statement,
    actor: Option<NamedNode>,
    target: Option<NamedNode>,
    action: NamedNode,
) -> Vec<(Span, NamedNode)> {
    let mut slots = Vec::with_capacity(3);
    for (argument, thing) in [(&statement.actor, actor), (&statement.target, target)] {
        if let (Some(argument), Some(thing)) = (argument, thing)
            && argument.statement.is_none()
        {
            slots.push((Span { start: argument.start, end: argument.end }, thing));
        }
    }
    slots.push((Span { start: statement.action.start, end: statement.action.end }, action));
    slots
}

fn argument(argument: &crate::statement::Argument) -> Mention<'_> {
    Mention {
        text: &argument.text,
        head: &argument.head,
        span: Span { start: argument.start, end: argument.end },
        iri: argument.iri.as_deref(),
        kind: argument.kind.as_deref(),
        statement: argument.statement.as_deref(),
    }
}

/// What a thing without a name is called in its IRI: its head word, or its first few words.
fn local_name<'a>(mention: &Mention<'a>) -> &'a str {
    const WORDS: usize = 5;
    if !mention.head.is_empty() {
        return mention.head;
    }
    mention.text.match_indices(' ').nth(WORDS - 1).map_or(mention.text, |(end, _)| &mention.text[..end])
}

fn polarity(polarity: Polarity) -> NamedNodeRef<'static> {
    match polarity {
        Polarity::Affirmed => actant::AFFIRMED,
        Polarity::Negated => actant::NEGATED,
    }
}

fn modality(modality: Modality) -> NamedNodeRef<'static> {
    match modality {
        Modality::Actual => actant::ACTUAL,
        Modality::Attempted => actant::ATTEMPTED,
        Modality::Planned => actant::PLANNED,
        Modality::Asked => actant::ASKED,
        Modality::Possible => actant::POSSIBLE,
        Modality::Conditional => actant::CONDITIONAL,
    }
}

pub(super) fn string(value: &str) -> Literal {
    Literal::new_simple_literal(value)
}

fn integer(value: u32) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::NON_NEGATIVE_INTEGER)
}

/// A confidence with three digits, so that its text does not depend on how floats are printed.
fn confidence(value: f64) -> Literal {
    let value = if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
    Literal::new_typed_literal(format!("{value:.3}"), xsd::DECIMAL)
}

impl Writer<'_> {
    /// Writes the words of actions and roles.
    pub(super) fn property(&mut self, property: &NamedNode, words: &str, above: NamedNodeRef<'static>) {
        self.add(property, rdf::TYPE, rdf::PROPERTY);
        self.add(property, rdfs::LABEL, string(words));
        self.add(property, rdfs::SUB_PROPERTY_OF, above);
    }
}
