//! Names for the things in the graph: readable, stable, made from content alone.

/// Makes IRIs under one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iris {
    base: String,
}

/// The base that stands before every IRI unless the user gives another.
pub const DEFAULT_BASE: &str = "https://actant.example/";

impl Default for Iris {
    fn default() -> Self {
        Iris { base: DEFAULT_BASE.to_owned() }
    }
}

impl Iris {
    /// Uses `base`, to which a `/` is added unless it ends in `/` or `#`.
    pub fn new(base: &str) -> Self {
        let slash = if base.ends_with(['/', '#']) { "" } else { "/" };
        Iris { base: format!("{base}{slash}") }
    }

    /// The base itself.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The IRI of a named entity: `…entity/vladimir-putin`.
    pub fn entity(&self, name: &str) -> String {
        format!("{}entity/{}", self.base, slug(name))
    }

    /// The IRI of an action as a property: `…action/carry-out`.
    pub fn action(&self, lemma: &str) -> String {
        format!("{}action/{}", self.base, slug(lemma))
    }

    /// The IRI of a document, from its id: a path keeps its slashes, an IRI stays what it is.
    pub fn document(&self, id: &str) -> String {
        if id.starts_with("http://") || id.starts_with("https://") || id.starts_with("urn:") {
            // A fragment would take the place of those of the document's statements.
            return escape_illegal(&id.replace('#', "%23"));
        }
        let mut iri = String::with_capacity(self.base.len() + "document/".len() + id.len());
        iri.push_str(&self.base);
        iri.push_str("document/");
        for c in id.chars() {
            let c = if c == '\\' { '/' } else { c };
            push_escaped(&mut iri, c, is_legal(c) && !"#?%[]".contains(c));
        }
        iri
    }

    /// The IRI of a thing that has no name of its own and so belongs to its document.
    pub fn local(&self, document: &str, name: &str, number: u32) -> String {
        format!("{}#{}-{number}", self.document(document), slug(name))
    }

    /// The IRI of a statement, from the starts of its actor, action and target; absent slots are written `x`.
    pub fn statement(&self, document: &str, starts: [Option<u32>; 3]) -> String {
        let part = |start: Option<u32>| start.map_or_else(|| "x".to_owned(), |s| s.to_string());
        let [actor, action, target] = starts.map(part);
        format!("{}#statement-{actor}-{action}-{target}", self.document(document))
    }
}

/// Whether an IRI is that of a thing without a name, which belongs to its document: see [`Iris::local`].
pub fn is_local(iri: &str) -> bool {
    iri.rsplit_once('#').is_some_and(|(_, fragment)| !fragment.contains('/'))
}

/// Lower-cases a name and joins its words by hyphens; letters of every script are kept.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if matches!(c, '\'' | '’' | '.') {
            // "O'Neill", "U.S.": the parts belong together.
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() { "unnamed".to_owned() } else { slug }
}

/// Percent-encodes the characters that may stand nowhere in an IRI.
pub fn escape_illegal(iri: &str) -> String {
    let mut escaped = String::with_capacity(iri.len());
    iri.chars().for_each(|c| push_escaped(&mut escaped, c, is_legal(c)));
    escaped
}

/// Adds a character as it is if it is `allowed`, else percent-encoded.
fn push_escaped(iri: &mut String, c: char, allowed: bool) {
    if allowed {
        iri.push(c);
        return;
    }
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        iri.push('%');
        iri.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
    }
}

/// Whether a character may stand in an IRI: what RFC 3987 calls `ucschar`, and ASCII but for blanks and brackets.
fn is_legal(c: char) -> bool {
    match c {
        '\0'..='\u{9f}' => c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c),
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}' => false,
        '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'.. => false,
        c => u32::from(c) & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_a_document_are_told_from_named_ones() {
        for base in ["https://a.example/", "https://a.example/graph#"] {
            let iris = Iris::new(base);
            assert!(is_local(&iris.local("a.txt", "the emails", 1)));
            assert!(!is_local(&iris.entity("Vladimir Putin")));
        }
    }

    #[test]
    fn iris_are_readable() {
        let iris = Iris::default();
        assert_eq!(iris.entity("Vladimir Putin"), "https://actant.example/entity/vladimir-putin");
        assert_eq!(iris.entity("U.S."), "https://actant.example/entity/us");
        assert_eq!(iris.action("carry out"), "https://actant.example/action/carry-out");
        assert_eq!(iris.document("a b/c#1.txt"), "https://actant.example/document/a%20b/c%231.txt");
        assert_eq!(
            iris.statement("a.txt", [Some(412), Some(445), None]),
            "https://actant.example/document/a.txt#statement-412-445-x"
        );
    }
}
