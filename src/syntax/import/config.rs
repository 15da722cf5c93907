//! spaCy's `config.cfg`: sections of settings, the values in JSON, with references between them.
//!
//! In comes the file's text, out goes a [`Config`] that answers by section and key.

use std::collections::BTreeMap;

use serde_json::Value;

/// The settings of a pipeline.
#[derive(Debug, Default)]
pub struct Config {
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

/// How many references may follow one another before they are taken for a circle.
const DEEPEST_REFERENCE: usize = 8;

impl Config {
    /// Reads the text of a `config.cfg`.
    ///
    /// # Errors
    /// A message that names the line when one is neither a section, a setting, a comment nor empty.
    pub fn parse(text: &str) -> Result<Config, String> {
        let mut config = Config::default();
        let mut section = String::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut section);
                config.sections.entry(section.clone()).or_default();
            } else if let Some((key, value)) = line.split_once('=') {
                let settings = config.sections.entry(section.clone()).or_default();
                settings.insert(key.trim().to_owned(), value.trim().to_owned());
            } else {
                return Err(format!("line {} is neither a [section] nor a setting: {line}", number + 1));
            }
        }
        Ok(config)
    }

    /// A setting's value, references followed; nothing when it is absent.
    pub fn get(&self, section: &str, key: &str) -> Option<Value> {
        self.resolve(section, key, DEEPEST_REFERENCE)
    }

    /// A setting that is text; nothing when it is absent or something else.
    pub fn text(&self, section: &str, key: &str) -> Option<String> {
        match self.get(section, key)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A setting that is a list of texts; nothing when it is absent, what is no text left out.
    pub fn texts(&self, section: &str, key: &str) -> Vec<String> {
        match self.get(section, key) {
            Some(Value::Array(values)) => {
                values.into_iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn resolve(&self, section: &str, key: &str, depth: usize) -> Option<Value> {
        let raw = self.sections.get(section)?.get(key)?;
        if let Some(reference) = raw.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
            let (section, key) = reference.split_once(':').or_else(|| reference.rsplit_once('.'))?;
            return if depth == 0 { None } else { self.resolve(section, key, depth - 1) };
        }
        serde_json::from_str(raw).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sections_values_and_references() {
        let config = Config::parse(
            "# a comment\n[nlp]\nlang = \"en\"\npipeline = [\"tagger\",\"parser\"]\n\n[a.b]\nwidth = 96\n\
             [c]\nwidth = ${a.b:width}\nlang = ${nlp.lang}\nround = ${c:round}\n",
        )
        .unwrap();
        assert_eq!(config.text("nlp", "lang").as_deref(), Some("en"));
        assert_eq!(config.texts("nlp", "pipeline"), ["tagger", "parser"]);
        assert_eq!(config.get("c", "width"), Some(96.into()));
        assert_eq!(config.text("c", "lang").as_deref(), Some("en"));
        assert_eq!(config.get("c", "round"), None);
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        assert!(Config::parse("[nlp]\nnonsense\n").unwrap_err().contains("line 2"));
    }
}
