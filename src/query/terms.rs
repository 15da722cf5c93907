//! Terms for people: IRIs by their prefixes, strings without quotes.

use oxigraph::model::Term;

use crate::iri::Iris;
use crate::rdf::vocabulary::prefixes;

/// Writes terms the way people read them.
#[derive(Clone, Debug)]
pub struct Shortener {
    base: String,
    /// Longest namespace first.
    namespaces: Vec<(&'static str, String)>,
}

impl Shortener {
    /// Knows the common prefixes under a base.
    pub fn new(iris: &Iris) -> Self {
        let mut namespaces = prefixes(iris);
        namespaces.sort_by_key(|(_, namespace)| std::cmp::Reverse(namespace.len()));
        Shortener { base: iris.base().to_owned(), namespaces }
    }

    /// The prefixes with their namespaces.
    pub fn namespaces(&self) -> &[(&'static str, String)] {
        &self.namespaces
    }

    /// A term on one line, as it may be typed in a query: `ent:iran`, `<document/a.txt#statement-1-2-3>`; a literal
    /// is only its value. Control characters are spaces, so that no text can steer a terminal.
    pub fn show(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node.as_str()),
            Term::Literal(literal) => plain(literal.value()),
            Term::BlankNode(node) => node.to_string(),
            Term::Triple(triple) => {
                let subject = self.show(&Term::from(triple.subject.clone()));
                format!("<<( {subject} {} {} )>>", self.iri(triple.predicate.as_str()), self.show(&triple.object))
            }
        }
    }

    fn iri(&self, iri: &str) -> String {
        for (prefix, namespace) in &self.namespaces {
            if let Some(local) = iri.strip_prefix(namespace.as_str())
                && is_local_name(local)
            {
                return format!("{prefix}:{local}");
            }
        }
        match iri.strip_prefix(&self.base) {
            Some(relative) if !relative.is_empty() => format!("<{relative}>"),
            _ => format!("<{iri}>"),
        }
    }
}

/// Whether a name may stand behind a prefix without escapes.
fn is_local_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !name.starts_with(['-', '.'])
        && !name.ends_with('.')
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
