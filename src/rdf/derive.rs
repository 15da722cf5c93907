//! What may be asserted, from what the documents say.
//!
//! Direct triples come from statements that are affirmed and actual and have both actor and target. A document that
//! attributes a statement to nobody says it in its own voice; what at least one document says so stands in the default
//! graph, what is only attributed in the graph of claims. Descriptions follow what they describe: a thing that some
//! document speaks of in its own voice is described in the default graph, with all that it is tied to.
//!
//! Only the evidence is read, never what was derived before, so that adding, replacing and removing documents in any
//! order gives the same graph.

use std::cmp::Reverse;

use indexmap::{IndexMap, IndexSet};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::claims_graph;
use super::vocabulary::{actant, nif, prov, rdf, rdfs, schema, skos};
use crate::iri::Iris;

type Map<K, V> = IndexMap<K, V, FxBuildHasher>;
type Set<T> = IndexSet<T, FxBuildHasher>;

/// Derives the default graph and the graph of claims from the evidence of all documents.
///
/// Quads outside named graphs, and those in the graph of claims, are ignored. The result is sorted and free of
/// duplicates; it takes time in proportion to the evidence.
pub fn derive<'a>(iris: &Iris, evidence: impl IntoIterator<Item = &'a Quad>) -> Vec<Quad> {
    let claims = GraphName::from(claims_graph(iris));
    let subjects = Subjects::gather(evidence, &claims);
    let mut derived = subjects.direct_triples(&claims);
    derived.extend(subjects.descriptions(&claims));
    derived.sort_by_cached_key(ToString::to_string);
    derived.dedup();
    derived
}

/// Who says so: the document itself, or somebody it quotes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Attributed,
    Own,
}

impl Voice {
    fn graph(self, claims: &GraphName) -> GraphName {
        match self {
            Voice::Own => GraphName::DefaultGraph,
            Voice::Attributed => claims.clone(),
        }
    }
}

/// The evidence, by what its subjects are.
#[derive(Default)]
struct Subjects<'a> {
    statements: Vec<Vec<&'a Quad>>,
    /// By their IRIs.
    descriptions: Map<&'a str, Vec<&'a Quad>>,
}

impl<'a> Subjects<'a> {
    fn gather(evidence: impl IntoIterator<Item = &'a Quad>, claims: &GraphName) -> Self {
        let mut by_subject: Map<&str, Vec<&Quad>> = Map::default();
        for quad in evidence {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                && !quad.graph_name.is_default_graph()
                && quad.graph_name != *claims
            {
                by_subject.entry(subject.as_str()).or_default().push(quad);
            }
        }
        let mut subjects = Subjects::default();
        for (subject, quads) in by_subject {
            match Kind::of(&quads) {
                Kind::Statement => subjects.statements.push(quads),
                Kind::Bookkeeping => {}
                Kind::Described => {
                    subjects.descriptions.insert(subject, quads);
                }
            }
        }
        subjects
    }

    fn direct_triples(&self, claims: &GraphName) -> Vec<Quad> {
        let mut triples: FxHashMap<(&Term, &Term, &Term), Voice> = FxHashMap::default();
        for statement in &self.statements {
            let value = |predicate| object(statement, predicate);
            let is = |predicate, wanted| value(predicate).is_some_and(|term| *term == Term::from(wanted));
            if !is(actant::POLARITY, actant::AFFIRMED) || !is(actant::MODALITY, actant::ACTUAL) {
                continue;
            }
            let slots = (value(schema::AGENT), value(rdf::PREDICATE), value(schema::OBJECT));
            if let (Some(actor), Some(action), Some(target)) = slots {
                let voice = triples.entry((actor, action, target)).or_insert(Voice::Attributed);
                *voice = (*voice).max(voice_of(statement));
            }
        }
        let quad = |((actor, action, target), voice): ((&Term, &Term, &Term), Voice)| match (actor, action) {
            (Term::NamedNode(actor), Term::NamedNode(action)) => {
                Some(Quad::new(actor.clone(), action.clone(), target.clone(), voice.graph(claims)))
            }
            _ => None,
        };
        triples.into_iter().filter_map(quad).collect()
    }

    /// The things that some document speaks of in its own voice.
    fn own_voice(&self) -> Set<&'a str> {
        let known = |iri: &str| self.descriptions.get_key_value(iri).map(|(subject, _)| *subject);
        let known_term = |term: &Term| match term {
            Term::NamedNode(node) => known(node.as_str()),
            _ => None,
        };
        let mut own: Set<&str> = Set::default();
        for statement in &self.statements {
            if voice_of(statement) == Voice::Own {
                for quad in statement {
                    // A role is a property of the statement: it is spoken of by being used.
                    own.extend(known_term(&quad.object));
                    own.extend(known(quad.predicate.as_str()));
                }
            } else {
                // A document names the source of a claim in its own voice.
                own.extend(object(statement, prov::WAS_ATTRIBUTED_TO).and_then(known_term));
            }
        }
        let mut next = 0;
        while let Some(&subject) = own.get_index(next) {
            next += 1;
            for quad in &self.descriptions[subject] {
                own.extend(known_term(&quad.object));
            }
        }
        own
    }

    fn descriptions(&self, claims: &GraphName) -> Vec<Quad> {
        let own = self.own_voice();
        let mut quads = Vec::new();
        for (&subject, described) in &self.descriptions {
            let voice = if own.contains(subject) { Voice::Own } else { Voice::Attributed };
            let graph = voice.graph(claims);
            let label = favourite(described, rdfs::LABEL);
            let class = favourite(described, rdf::TYPE);
            for quad in described {
                let mut predicate = quad.predicate.clone();
                if quad.predicate == rdf::TYPE && Some(&quad.object) != class {
                    continue;
                }
                if quad.predicate == rdfs::LABEL && Some(&quad.object) != label {
                    predicate = skos::ALT_LABEL.into_owned();
                }
                if predicate == skos::ALT_LABEL && Some(&quad.object) == label {
                    continue;
                }
                quads.push(Quad::new(NamedNode::new_unchecked(subject), predicate, quad.object.clone(), graph.clone()));
            }
        }
        quads
    }
}

/// What a subject of the evidence is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Statement,
    /// Words, documents and readings stay in the evidence.
    Bookkeeping,
    /// A thing, action or role that statements speak of.
    Described,
}

impl Kind {
    fn of(quads: &[&Quad]) -> Kind {
        let has = |class| quads.iter().any(|quad| quad.predicate == rdf::TYPE && quad.object == Term::from(class));
        if has(schema::ACTION) {
            Kind::Statement
        } else if [nif::PHRASE, nif::SENTENCE_CLASS, prov::ENTITY, prov::ACTIVITY, prov::SOFTWARE_AGENT]
            .into_iter()
            .any(has)
            || quads.iter().all(|quad| quad.predicate != rdf::TYPE)
        {
            Kind::Bookkeeping
        } else {
            Kind::Described
        }
    }
}

fn object<'a>(quads: &[&'a Quad], predicate: NamedNodeRef<'_>) -> Option<&'a Term> {
    quads.iter().find(|quad| quad.predicate == predicate).map(|quad| &quad.object)
}

fn voice_of(statement: &[&Quad]) -> Voice {
    if object(statement, prov::WAS_ATTRIBUTED_TO).is_some() { Voice::Attributed } else { Voice::Own }
}

/// The value that most documents give, of several the longest, of several the first in the alphabet.
fn favourite<'a>(quads: &[&'a Quad], predicate: NamedNodeRef<'_>) -> Option<&'a Term> {
    let mut counts: Map<&Term, u32> = Map::default();
    for quad in quads.iter().filter(|quad| quad.predicate == predicate) {
        *counts.entry(&quad.object).or_default() += 1;
    }
    let rank = |(term, count): (&&Term, &u32)| {
        let written = term.to_string();
        (*count, written.chars().count(), Reverse(written))
    };
    counts.iter().max_by_key(|&(term, count)| rank((term, count))).map(|(term, _)| *term)
}
