//! A query with a title, a description and parameters in its first comment lines.
//!
//! ```text
//! # title: What one actor did
//! # description: Every statement with this actor, with the document that makes it.
//! # param actor=ent:iran — who acts
//! # param limit=50 — how many rows at the most
//! SELECT ?action ?target { … $actor … } LIMIT $limit
//! ```
//!
//! A parameter stands in the text as `$name`. What its default is, its values are: an IRI, a number or a string. A
//! value is put in as one term, written out in full and escaped, so that no value can change the query around it.

use std::ops::Range;

use indexmap::IndexMap;
use oxigraph::model::{Literal, NamedNode, Term};

use super::suggest::suggestion;
use super::tokens::{Token, tokens};
use crate::iri::{Iris, slug};
use crate::rdf::vocabulary::{prefixes, xsd};
use crate::{Error, Result};

/// A query as it is written, with what its header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// One line that names what is asked.
    pub title: Option<String>,
    /// What the answer holds, in a sentence or two.
    pub description: Option<String>,
    /// The parameters, in the order of the header.
    pub parameters: Vec<Parameter>,
    /// The whole text, header included.
    pub text: String,
}

/// Something that may be set in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, without the `$`.
    pub name: String,
    /// Its value unless another is set, as written.
    pub default: String,
    /// What it is.
    pub description: String,
    kind: Kind,
}

/// What the values of a parameter are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// An IRI; a plain name is taken as one under this prefix, if there is one.
    Iri(Option<String>),
    Number,
    Text,
}

/// A query with its parameters put in, and the way back to the text as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) text: String,
    /// The bytes of the written text that were replaced, each with the bytes that stand for them.
    edits: Vec<(Range<usize>, Range<usize>)>,
}

impl Filled {
    /// The byte of the written text that a byte of the filled text comes from.
    pub(super) fn origin(&self, at: usize) -> usize {
        let mut moved = (0, 0);
        for (written, filled) in &self.edits {
            if at < filled.start {
                break;
            }
            if at < filled.end {
                return written.start;
            }
            moved = (written.end, filled.end);
        }
        moved.0 + (at - moved.1)
    }
}

impl Template {
    /// Reads the header of a query.
    ///
    /// A text without header is a query without parameters.
    ///
    /// # Errors
    /// A parameter line has no name, no default, or a name that comes twice.
    pub fn parse(text: &str) -> Result<Self> {
        let mut template = Template { title: None, description: None, parameters: Vec::new(), text: text.to_owned() };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let Some(comment) = line.trim().strip_prefix('#') else {
                if line.trim().is_empty() {
                    continue;
                }
                break;
            };
            let comment = comment.trim();
            if let Some(title) = comment.strip_prefix("title:") {
                template.title = Some(title.trim().to_owned());
            } else if let Some(description) = comment.strip_prefix("description:") {
                template.description = Some(description.trim().to_owned());
            } else if let Some(parameter) = comment.strip_prefix("param ") {
                let parsed = Parameter::parse(parameter).and_then(|parameter| {
                    let twice = template.parameters.iter().any(|other| other.name == parameter.name);
                    if twice { Err("a name that is not taken yet") } else { Ok(parameter) }
                });
                match parsed {
                    Ok(parameter) => template.parameters.push(parameter),
                    Err(expected) => {
                        return Err(Error::new("this parameter line cannot be read")
                            .at(text, range, format!("expected {expected}"))
                            .hint("write it as `# param actor=ent:iran — who acts`"));
                    }
                }
            }
        }
        Ok(template)
    }

    /// Puts values, or else the defaults, in the place of the parameters.
    ///
    /// A query without header may be given values for any `$name` in it; what looks like an IRI or a prefixed name
    /// then is one, and all else is a string.
    pub(super) fn fill(&self, values: &IndexMap<String, String>, iris: &Iris) -> Result<Filled> {
        let mut terms: IndexMap<&str, Term> = IndexMap::new();
        for parameter in &self.parameters {
            let value = values.get(&parameter.name).unwrap_or(&parameter.default);
            terms.insert(&parameter.name, parameter.term(value, iris)?);
        }
        for (name, value) in values {
            if terms.contains_key(name.as_str()) {
                continue;
            }
            let used = tokens(&self.text)
                .any(|(token, _)| matches!(token, Token::Variable { name: found, dollar: true } if found == name));
            if !self.parameters.is_empty() || !used {
                return Err(self.unknown(name));
            }
            let kind = Kind::of(value);
            terms.insert(name, kind.term(name, value, iris)?);
        }
        Ok(self.substitute(&terms))
    }

    /// The parameters that take a thing of the graph, each with its value as written and the IRI it stands for.
    pub(super) fn things(
        &self,
        values: &IndexMap<String, String>,
        iris: &Iris,
    ) -> Result<Vec<(String, String, NamedNode)>> {
        let mut things = Vec::new();
        for parameter in self.parameters.iter().filter(|parameter| matches!(parameter.kind, Kind::Iri(Some(_)))) {
            let value = values.get(&parameter.name).unwrap_or(&parameter.default);
            if let Term::NamedNode(node) = parameter.term(value, iris)? {
                things.push((parameter.name.clone(), value.clone(), node));
            }
        }
        Ok(things)
    }

    fn substitute(&self, terms: &IndexMap<&str, Term>) -> Filled {
        let mut filled = Filled { text: String::with_capacity(self.text.len()), edits: Vec::new() };
        let mut copied = 0;
        for (token, range) in tokens(&self.text) {
            if let Token::Variable { name, dollar: true } = token
                && let Some(term) = terms.get(name)
            {
                filled.text.push_str(&self.text[copied..range.start]);
                let start = filled.text.len();
                filled.text.push_str(&term_text(term));
                filled.edits.push((range.clone(), start..filled.text.len()));
                copied = range.end;
            }
        }
        filled.text.push_str(&self.text[copied..]);
        filled
    }

    fn unknown(&self, name: &str) -> Error {
        let names: Vec<&str> = self.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let error = Error::new(format!("this query has no parameter \"{name}\""));
        error.hint(match suggestion(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("write `${name}` where the value belongs"),
            None => format!("it has: {}", names.join(", ")),
        })
    }
}

/// A term as SPARQL; whole numbers stand bare, since `LIMIT` takes nothing else.
fn term_text(term: &Term) -> String {
    match term {
        Term::Literal(literal) if literal.datatype() == xsd::INTEGER => literal.value().to_owned(),
        term => term.to_string(),
    }
}

impl Parameter {
    /// Reads `name=default — what it is`; `--` may stand for the dash.
    fn parse(text: &str) -> std::result::Result<Self, &'static str> {
        let (name, rest) = text.split_once('=').ok_or("a name, `=` and a default")?;
        let name = name.trim();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err("a name of letters, digits and `_`");
        }
        let (default, description) = rest.split_once(" — ").or_else(|| rest.split_once(" -- ")).unwrap_or((rest, ""));
        let default = default.trim();
        if default.is_empty() {
            return Err("a default after the `=`");
        }
        let kind = Kind::of(default);
        let default = if kind == Kind::Text { unquoted(default) } else { default };
        Ok(Parameter {
            name: name.to_owned(),
            default: default.to_owned(),
            description: description.trim().to_owned(),
            kind,
        })
    }

    fn term(&self, value: &str, iris: &Iris) -> Result<Term> {
        self.kind.term(&self.name, value, iris)
    }
}

impl Kind {
    fn of(value: &str) -> Kind {
        if value.starts_with('<') && value.ends_with('>') {
            Kind::Iri(None)
        } else if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
            Kind::Number
        } else {
            match value.split_once(':') {
                Some((prefix, local)) if is_prefix(prefix) && !local.contains(char::is_whitespace) => {
                    Kind::Iri(Some(prefix.to_owned()))
                }
                _ => Kind::Text,
            }
        }
    }

    fn term(&self, name: &str, value: &str, iris: &Iris) -> Result<Term> {
        let fail = |expected: &str| {
            let error = Error::new(format!("\"{value}\" is no value for `{name}`"));
            Err(error.hint(format!("write {expected}")))
        };
        match self {
            Kind::Text => Ok(Literal::new_simple_literal(value).into()),
            Kind::Number => match value.trim().parse::<u64>() {
                Ok(number) => Ok(Literal::new_typed_literal(number.to_string(), xsd::INTEGER).into()),
                Err(_) => fail("a whole number"),
            },
            Kind::Iri(prefix) => match iri(value.trim(), prefix.as_deref(), iris) {
                Some(node) => Ok(node.into()),
                None => fail("an IRI such as <https://example.org/x>, a prefixed name such as ent:iran, or a name"),
            },
        }
    }
}

/// The IRI that a user means by `<…>`, `prefix:name`, a whole IRI, or a plain name under a prefix.
fn iri(value: &str, prefix: Option<&str>, iris: &Iris) -> Option<NamedNode> {
    if let Some(inner) = value.strip_prefix('<') {
        let inner = inner.strip_suffix('>')?;
        return NamedNode::new(inner).or_else(|_| NamedNode::new(format!("{}{inner}", iris.base()))).ok();
    }
    let known = prefixes(iris);
    let namespace = |name: &str| known.iter().find(|(prefix, _)| *prefix == name).map(|(_, namespace)| namespace);
    if let Some((before, local)) = value.split_once(':')
        && let Some(namespace) = namespace(before)
    {
        return NamedNode::new(format!("{namespace}{local}")).ok();
    }
    if value.contains("://") || value.starts_with("urn:") {
        return NamedNode::new(value).ok();
    }
    let namespace = namespace(prefix?)?;
    match prefix? {
        "ent" | "act" | "role" if !value.is_empty() => NamedNode::new(format!("{namespace}{}", slug(value))).ok(),
        "doc" if !value.is_empty() => NamedNode::new(iris.document(value)).ok(),
        _ => None,
    }
}

fn is_prefix(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}
