//! Rule files: TOML text to [`Rule`]s, every error with its place in the file.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::pattern::{Pattern, WordLists, Words};
use super::rule::{Example, Rule, Slots};
use super::template::Template;
use crate::lexicon::Lexicon;
use crate::statement::{Modality, Polarity};
use crate::{Error, Result};

/// A rule file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

/// One `[[rule]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: Spanned<String>,
    reason: Spanned<String>,
    pattern: Spanned<String>,
    lemma: Option<Spanned<String>>,
    polarity: Option<Polarity>,
    modality: Option<Modality>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    counter: Vec<String>,
}

impl WordLists for Lexicon {
    fn words(&self, name: &str) -> Option<Words> {
        self.list(name).map(crate::lexicon::List::shared)
    }

    fn names(&self) -> Vec<&str> {
        self.lists().map(|(name, _)| name).collect()
    }
}

/// Whether a TOML text is meant to hold rules: it holds a table whose name begins with "rule", nothing at all, or is
/// no TOML, which is then told.
pub(super) fn is_of_rules(source: &str) -> bool {
    match source.parse::<toml::Table>() {
        Ok(table) => table.is_empty() || table.keys().any(|key| key.starts_with("rule")),
        Err(_) => true,
    }
}

/// Reads the rules of one file.
///
/// # Errors
/// When the text is not TOML, a field is missing or unknown, or a pattern, a name or a list in it is wrong.
pub(super) fn read(file: &Path, source: &str, lexicon: &Lexicon) -> Result<Vec<Rule>> {
    let reader = Reader { file, source, lexicon };
    let parsed: RuleFile = toml::from_str(source).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        reader.error("is not a file of rules", range, error.message().trim()).hint(SHAPE)
    })?;
    let mut rules: Vec<Rule> = Vec::with_capacity(parsed.rule.len());
    for entry in parsed.rule {
        if rules.iter().any(|rule| rule.id == *entry.id.get_ref()) {
            let message = format!("the rule {:?} stands here twice", entry.id.get_ref());
            return Err(reader.error(message, entry.id.span(), "expected an id that no other rule of the file has"));
        }
        rules.push(reader.rule(entry)?);
    }
    Ok(rules)
}

const SHAPE: &str = "each rule is a table: [[rule]], id = \"…\", reason = \"…\", pattern = '…', \
                     examples = [{ text = \"…\", statements = [\"actor | lemma | target\"] }], counter = [\"…\"]";

struct Reader<'a> {
    file: &'a Path,
    source: &'a str,
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn rule(&self, entry: RuleEntry) -> Result<Rule> {
        let id = entry.id.get_ref();
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            let message = format!("{id:?} cannot be the id of a rule");
            return Err(self.error(
                message,
                entry.id.span(),
                "expected small letters, digits and hyphens, as in blame-for",
            ));
        }
        if entry.reason.get_ref().trim().is_empty() {
            return Err(self.error(
                format!("the rule {id:?} gives no reason"),
                entry.reason.span(),
                "expected one line of prose",
            ));
        }
        let text = entry.pattern.get_ref();
        let pattern = Pattern::parse(text, self.lexicon).map_err(|error| {
            let place = self.within(&entry.pattern, &error.range);
            let full = self.error(format!("in the pattern of {id:?}: {}", error.message), place, &error.expected);
            match error.hint {
                Some(hint) => full.hint(hint),
                None => full,
            }
        })?;
        let slots = Slots::of(&pattern).map_err(|expected| {
            let message = format!("the pattern of {id:?} does not say what is done");
            self.error(message, entry.pattern.span(), expected)
        })?;
        let lemma = match &entry.lemma {
            None => None,
            Some(lemma) => Some(Template::parse(lemma.get_ref(), &pattern, self.lexicon).map_err(|error| {
                let place = self.within(lemma, &error.range);
                self.error(format!("in the lemma of {id:?}: {}", error.message), place, &error.expected)
            })?),
        };
        if entry.examples.is_empty() {
            let message = format!("the rule {id:?} has no example");
            let hint = "examples = [{ text = \"…\", statements = [\"actor | lemma | target\"] }]";
            return Err(self.error(message, entry.id.span(), "expected examples = […] below").hint(hint));
        }
        Ok(Rule {
            id: id.clone(),
            reason: entry.reason.into_inner(),
            file: self.file.to_owned(),
            text: text.clone(),
            pattern,
            slots,
            lemma,
            lemma_text: entry.lemma.map(Spanned::into_inner),
            polarity: entry.polarity,
            modality: entry.modality,
            examples: entry.examples,
            counter: entry.counter,
        })
    }

    /// The bytes of the file that some bytes of a string's value were written as.
    fn within(&self, string: &Spanned<String>, range: &Range<usize>) -> Range<usize> {
        let span = string.span();
        let offsets = written_offsets(&self.source[span.clone()], string.get_ref());
        match offsets {
            Some(offsets) => span.start + offsets[range.start]..span.start + offsets[range.end],
            None => span,
        }
    }

    fn error(&self, message: impl Into<String>, range: Range<usize>, expected: impl Into<String>) -> Error {
        Error::new(message).in_file(self.file).at(self.source, range, expected)
    }
}

/// For each byte of a TOML string's value, and for its end, the byte of the written string where it stands.
fn written_offsets(written: &str, value: &str) -> Option<Vec<usize>> {
    let quotes = ["'''", "\"\"\"", "'", "\""].into_iter().find(|quotes| written.starts_with(quotes))?;
    let mut at = quotes.len();
    if quotes.len() == 3 {
        // A line break right after the opening quotes is no part of the value.
        at += written[at..].bytes().take_while(|byte| *byte == b'\r').count().min(1);
        at += usize::from(written[at..].starts_with('\n'));
    }
    let escapes = quotes.starts_with('"');
    let mut offsets = Vec::with_capacity(value.len() + 1);
    for c in value.chars() {
        if escapes && written[at..].starts_with('\\') && written[at..].chars().nth(1).is_some_and(char::is_whitespace) {
            // A backslash at the end of a line takes all white space after it away.
            at += 1;
            at += written[at..].len() - written[at..].trim_start().len();
        }
        let rest = written.get(at..)?;
        let length = match rest.as_bytes() {
            [b'\\', b'x', ..] if escapes => 4,
            [b'\\', b'u', ..] if escapes => 6,
            [b'\\', b'U', ..] if escapes => 10,
            [b'\\', ..] if escapes => 2,
            [b'\r', b'\n', ..] if c == '\n' => 2,
            _ => rest.chars().next()?.len_utf8(),
        };
        offsets.extend(std::iter::repeat_n(at, c.len_utf8()));
        at += length;
    }
    offsets.push(at);
    (at <= written.len()).then_some(offsets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_files_say_where_and_what() {
        let rule = |lines: &str| {
            let first = "[[rule]]\nid = \"a\"\nreason = \"r\"\nexamples = [{ text = \"t\", statements = [] }]\n";
            format!("{first}{lines}\n")
        };
        let mut report = String::new();
        for source in [
            "[[rule]]\nid = \"a\"\n".to_owned(),
            "[[rules]]\nid = \"a\"\n".to_owned(),
            "[[rule]\n".to_owned(),
            rule("pattern = '{lemma:blame}=action >dojb {}=actor'"),
            rule("pattern = \"\"\"\n{lemma:blame}=action\n  >dobj {lemme:\\\"x\\\"}=actor\"\"\""),
            rule("pattern = '{lemma:@reporting-verb}=action'"),
            rule("pattern = '{lemma:blame}=verb'"),
            rule("pattern = '{lemma:blame}=action'\nlemma = \"{acton} of\""),
            rule("pattern = '{lemma:blame}=action'\nlemma = \"{action@act-noun}\""),
            rule("pattern = '{lemma:blame}=action'\nlemma = \"{action\""),
            rule("pattern = '{lemma:blame}=action'\nlemma = \"{}\""),
            rule("pattern = '{lemma:blame}=action'\nmodality = \"maybe\""),
            rule("pattern = '{lemma:blame}=action'\ncounters = []"),
            rule("pattern = '{lemma:blame}=action'").repeat(2),
            rule("pattern = '{lemma:blame}=action'").replace("\"a\"", "\"A b\""),
            rule("pattern = '{lemma:blame}=action'").replace("\"r\"", "\" \""),
            rule("pattern = '{lemma:blame}=action'").replace("{ text = \"t\", statements = [] }", ""),
        ] {
            let error = read(Path::new("own.toml"), &source, &Lexicon::embedded()).unwrap_err();
            let excerpt = error.excerpt().unwrap();
            let line_start = source[..excerpt.range.start].rfind('\n').map_or(0, |newline| newline + 1);
            let line = source[line_start..].lines().next().unwrap_or_default();
            let (number, column) = excerpt.line_and_column();
            report += &format!("own.toml:{number}:{column}: {}\n  {line}\n", error.message());
            report += &format!("  {}^ {}\n", " ".repeat(column - 1), excerpt.label);
            report += &error.hint_text().map(|hint| format!("  {hint}\n")).unwrap_or_default();
        }
        insta::assert_snapshot!(report);
    }

    #[test]
    fn offsets_survive_quotes_escapes_and_line_breaks() {
        for (written, value) in [
            ("'{a}'", "{a}"),
            ("'''\n{a}\n'''", "{a}\n"),
            ("'''\r\n{a}'''", "{a}"),
            ("\"{a}\\\\ {b}\"", "{a}\\ {b}"),
            ("\"\"\"\n{a} \\\n   {b}\"\"\"", "{a} {b}"),
            ("\"\\u00e9{a}\"", "é{a}"),
        ] {
            let source = format!("x = {written}");
            let parsed: std::collections::BTreeMap<String, Spanned<String>> = toml::from_str(&source).unwrap();
            assert_eq!(parsed["x"].get_ref(), value, "{written}");
            let offsets = written_offsets(written, value).unwrap();
            for (byte, c) in value.char_indices().filter(|(_, c)| "{}ab".contains(*c)) {
                assert!(written[offsets[byte]..].starts_with(c), "{written}: {c} at {byte}");
            }
        }
    }
}
