//! Statements grouped into a multigraph.
//!
//! Actors and targets are nodes, known by the IRI of their entity; which unnamed things are one is
//! left to [`same`](super::same). Statements with the same actor, lemma, target,
//! polarity, modality and voice (the document's own or somebody else's) are one edge, which counts them and keeps
//! their quotations. Nodes and edges stand in the order in which the statements first name them.

use indexmap::IndexMap;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::same::same_things;
use crate::entity::EntityKind;
use crate::statement::{Argument, Modality, Polarity, Statement};

/// Who did what to whom, as a directed multigraph.
#[derive(Clone, Debug, Default)]
pub struct StatementGraph {
    pub(super) graph: DiGraph<Node, Edge>,
    pub(super) keys: FxHashMap<String, NodeIndex>,
}

/// Somebody or something that acts or is acted upon.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The entity's IRI, or a key made from its words where it has none.
    pub key: String,
    /// The entity's IRI, if it has one.
    pub iri: Option<String>,
    /// The entity's name, or the words as written.
    pub label: String,
    /// What kind of thing it is.
    pub kind: NodeKind,
    /// Every form in which it was written, with its count.
    pub names: IndexMap<String, u32>,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeKind {
    /// An entity of some kind.
    Entity(EntityKind),
    /// What somebody said: a statement that is the target of another.
    Claim,
    /// Nobody or nothing that the text names: the actor of "votes were changed".
    Unsaid,
}

/// Statements that say the same in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// How its ends are tied.
    pub kind: EdgeKind,
    /// The lemma of the action.
    pub lemma: String,
    /// The preposition that leads to the other end, where that is not the target but another role.
    pub preposition: Option<String>,
    /// Whether it is said to have happened.
    pub polarity: Polarity,
    /// How real the texts make it.
    pub modality: Modality,
    /// Whether only others say so, not the documents themselves.
    pub attributed: bool,
    /// Who says so, with how many statements each; empty unless attributed.
    pub sources: IndexMap<String, u32>,
    /// The words it rests on, in the order of the statements.
    pub evidence: Vec<Evidence>,
    /// The highest confidence of its statements.
    pub confidence: f64,
    /// Whether it tells what its actor is, not what it does.
    pub is_copula: bool,
}

/// How the ends of an edge are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The actor does it to the target.
    Action,
    /// The other end takes part in another role: a recipient, a place. Such ties link chains and are not drawn.
    Role,
    /// A claim speaks of the other end. Such ties link chains and are not drawn.
    About,
}

/// The place that an edge rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The IRI of the statement.
    pub statement: String,
    /// The id of the document.
    pub document: String,
    /// The number of the sentence in its document, from 1.
    pub sentence: u32,
    /// The words of the sentence.
    pub quotation: String,
    /// Who says so, if not the document itself.
    pub source: Option<String>,
}

impl Edge {
    /// The number of sentences that it rests on.
    pub fn support(&self) -> usize {
        self.evidence.iter().map(|e| (&e.document, e.sentence)).collect::<FxHashSet<_>>().len()
    }

    /// The number of documents that it rests on.
    pub fn documents(&self) -> usize {
        self.evidence.iter().map(|e| &e.document).collect::<FxHashSet<_>>().len()
    }

    /// The lemma and, where the edge leads to another role than the target, its preposition: "travel to".
    pub fn action(&self) -> String {
        match &self.preposition {
            Some(preposition) => format!("{} {preposition}", self.lemma),
            None => self.lemma.clone(),
        }
    }
}

/// What makes two statements the same edge.
#[derive(PartialEq, Eq, Hash)]
struct GroupKey {
    ends: (NodeIndex, NodeIndex),
    kind: EdgeKind,
    lemma: String,
    preposition: Option<String>,
    polarity: Polarity,
    modality: Modality,
    attributed: bool,
}

/// Roles that name a circumstance instead of the preposition that leads to it.
const NAMED_ROLES: [&str; 8] = ["time", "place", "recipient", "instrument", "purpose", "topic", "manner", "cause"];

impl StatementGraph {
    /// Groups statements; their order decides the order of nodes and edges.
    pub fn from_statements(statements: &[Statement]) -> Self {
        let claimed: FxHashSet<&str> =
            statements.iter().filter_map(|s| s.target.as_ref()?.statement.as_deref()).collect();
        let by_id = statements.iter().filter(|s| claimed.contains(s.id.as_str())).map(|s| (s.id.as_str(), s)).collect();
        let mut builder = Builder {
            made: StatementGraph::default(),
            groups: FxHashMap::default(),
            same: same_things(statements),
            by_id,
        };
        for statement in statements {
            builder.add(statement);
        }
        builder.made
    }

    /// The graph underneath.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The node of an IRI or other key.
    pub fn node(&self, key: &str) -> Option<NodeIndex> {
        self.keys.get(key).copied()
    }
}

struct Builder<'a> {
    made: StatementGraph,
    groups: FxHashMap<GroupKey, EdgeIndex>,
    /// Which unnamed things are one.
    same: FxHashMap<String, String>,
    /// The statements that others are about.
    by_id: FxHashMap<&'a str, &'a Statement>,
}

impl Builder<'_> {
    fn add(&mut self, statement: &Statement) {
        let actor = match &statement.actor {
            Some(argument) => self.argument(statement, argument),
            None => self.unsaid(statement, "actor", statement.target.as_ref()),
        };
        let mut drawn_role = None;
        let target = match &statement.target {
            Some(Argument { statement: Some(id), text, .. }) => self.claim(id, text),
            Some(argument) => self.argument(statement, argument),
            None => match statement.roles.iter().position(|role| role.iri.is_some()) {
                Some(position) => {
                    drawn_role = Some(position);
                    self.role(statement, position)
                }
                None => self.unsaid(statement, "target", statement.actor.as_ref()),
            },
        };
        let preposition = drawn_role.and_then(|position| preposition(&statement.roles[position].role));
        self.edge(statement, EdgeKind::Action, (actor, target), preposition);
        if statement.actor.is_none() {
            return;
        }
        for (position, role) in statement.roles.iter().enumerate() {
            if role.iri.is_some() && drawn_role != Some(position) {
                let other = self.role(statement, position);
                self.edge(statement, EdgeKind::Role, (actor, other), preposition_or_comma(&role.role));
            }
        }
    }

    /// The node of an actor or target that is an entity or plain words.
    fn argument(&mut self, statement: &Statement, argument: &Argument) -> NodeIndex {
        let iri = self.iri(argument.iri.as_ref());
        let key = iri.clone().unwrap_or_else(|| words_key(statement, &argument.text));
        let kind = argument.kind.as_deref().map_or(EntityKind::Thing, entity_kind);
        let label = argument.entity.as_deref().unwrap_or(&argument.text);
        self.node(key, iri, label, NodeKind::Entity(kind), &argument.text)
    }

    /// The IRI of the thing that is drawn for one that a slot names.
    fn iri(&self, iri: Option<&String>) -> Option<String> {
        iri.map(|iri| self.same.get(iri).unwrap_or(iri).clone())
    }

    fn role(&mut self, statement: &Statement, position: usize) -> NodeIndex {
        let role = &statement.roles[position];
        let iri = self.iri(role.iri.as_ref());
        let key = iri.clone().unwrap_or_else(|| words_key(statement, &role.text));
        let label = role.entity.as_deref().unwrap_or(&role.text);
        self.node(key, iri, label, NodeKind::Entity(EntityKind::Thing), &role.text)
    }

    /// The node of an absent actor or target: one of its own for each act, lest all that is unsaid seem one thing.
    fn unsaid(&mut self, statement: &Statement, slot: &str, other: Option<&Argument>) -> NodeIndex {
        let other = other.map_or_else(String::new, |argument| {
            argument.iri.clone().unwrap_or_else(|| words_key(statement, &argument.text))
        });
        let key = format!("unsaid {slot} of {} with {other}", statement.action.lemma);
        self.node(key, None, "", NodeKind::Unsaid, "")
    }

    /// The node of a statement that is the target of another: the same act, said in the same way, is one claim.
    fn claim(&mut self, id: &str, text: &str) -> NodeIndex {
        let Some(&claimed) = self.by_id.get(id) else {
            return self.node(format!("claim {id}"), None, text, NodeKind::Claim, text);
        };
        let part = |argument: &Option<Argument>| {
            argument.as_ref().map_or_else(String::new, |a| a.entity.clone().unwrap_or_else(|| a.text.clone()))
        };
        let not = if claimed.polarity == Polarity::Negated { "not " } else { "" };
        let modality = match claimed.modality {
            Modality::Actual => String::new(),
            modality => format!(" ({})", modality.as_str()),
        };
        let (actor, target) = (part(&claimed.actor), part(&claimed.target));
        let label = format!("{actor} – {not}{}{modality} – {target}", claimed.action.lemma);
        let label = label.trim_matches([' ', '–']).to_owned();
        let key = format!("claim {label}");
        let known = self.made.keys.contains_key(&key);
        let node = self.node(key, None, &label, NodeKind::Claim, text);
        if !known {
            for argument in [&claimed.actor, &claimed.target].into_iter().flatten() {
                if argument.statement.is_none() {
                    let other = self.argument(claimed, argument);
                    self.edge(claimed, EdgeKind::About, (node, other), None);
                }
            }
        }
        node
    }

    fn node(&mut self, key: String, iri: Option<String>, label: &str, kind: NodeKind, name: &str) -> NodeIndex {
        let index = match self.made.keys.get(&key) {
            Some(&index) => index,
            None => {
                let label = label.to_owned();
                let node = Node { key: key.clone(), iri, label, kind, names: IndexMap::new() };
                let index = self.made.graph.add_node(node);
                self.made.keys.insert(key, index);
                index
            }
        };
        let node = &mut self.made.graph[index];
        // A role does not say what kind of thing it is; the first mention that does decides.
        if node.kind == NodeKind::Entity(EntityKind::Thing) {
            node.kind = kind;
        }
        if !name.is_empty() {
            *node.names.entry(name.to_owned()).or_default() += 1;
        }
        index
    }

    fn edge(
        &mut self,
        statement: &Statement,
        kind: EdgeKind,
        ends: (NodeIndex, NodeIndex),
        preposition: Option<String>,
    ) {
        let key = GroupKey {
            ends,
            kind,
            lemma: statement.action.lemma.clone(),
            preposition: preposition.clone(),
            polarity: statement.polarity,
            modality: statement.modality,
            attributed: statement.attribution.is_some(),
        };
        let graph = &mut self.made.graph;
        let index = *self.groups.entry(key).or_insert_with(|| {
            let edge = Edge {
                kind,
                lemma: statement.action.lemma.clone(),
                preposition,
                polarity: statement.polarity,
                modality: statement.modality,
                attributed: statement.attribution.is_some(),
                sources: IndexMap::new(),
                evidence: Vec::new(),
                confidence: 0.0,
                // The rules for copulas are named so.
                is_copula: statement.rule.contains("copula"),
            };
            graph.add_edge(ends.0, ends.1, edge)
        });
        let edge = &mut graph[index];
        let source = statement.attribution.as_ref().map(|a| a.entity.clone().unwrap_or_else(|| a.text.clone()));
        if let Some(source) = &source {
            *edge.sources.entry(source.clone()).or_default() += 1;
        }
        edge.confidence = edge.confidence.max(statement.confidence);
        edge.evidence.push(Evidence {
            statement: statement.id.clone(),
            document: statement.document.clone(),
            sentence: statement.sentence,
            quotation: statement.text.clone(),
            source,
        });
    }
}

/// The preposition of a role, unless it is named by what it is.
fn preposition(role: &str) -> Option<String> {
    (!NAMED_ROLES.contains(&role)).then(|| role.to_owned())
}

/// How a further role is told in a chain: "send … to".
fn preposition_or_comma(role: &str) -> Option<String> {
    Some(preposition(role).map_or_else(|| format!("… ({role})"), |preposition| format!("… {preposition}")))
}

fn entity_kind(name: &str) -> EntityKind {
    let name: StrDeserializer<'_, ValueError> = name.into_deserializer();
    EntityKind::deserialize(name).unwrap_or(EntityKind::Thing)
}

/// Words that point and do not name. English has no others, so they need no rule file.
const POINTERS: [&str; 30] = [
    "he",
    "him",
    "his",
    "she",
    "her",
    "it",
    "its",
    "they",
    "them",
    "their",
    "i",
    "me",
    "we",
    "us",
    "you",
    "who",
    "whom",
    "which",
    "that",
    "this",
    "these",
    "those",
    "one",
    "some",
    "others",
    "himself",
    "herself",
    "itself",
    "themselves",
    "what",
];

/// The key of words that no entity stands behind: a pointer belongs to its sentence, other words to their document,
/// and what starts with a capital letter is taken for a name.
fn words_key(statement: &Statement, text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    // "US" is a name, "us" is not.
    let acronym = text.len() > 1 && text.chars().all(char::is_uppercase);
    if !acronym && POINTERS.contains(&folded.as_str()) {
        return format!("words {folded} in {} {}", statement.document, statement.sentence);
    }
    if text.starts_with(char::is_uppercase) && !folded.starts_with("the ") {
        return format!("words {folded}");
    }
    format!("words {folded} in {}", statement.document)
}
