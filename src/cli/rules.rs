//! `actant rules`: Lists, checks and shows the rules

use std::io::Write;
use std::path::{Path, PathBuf};

use anstyle::Style;
use clap::{Args, Subcommand};

use super::output::{self, failed};
use super::{Global, Outcome};
use crate::rules::{self, Extractor, FailureKind, Rule};
use crate::syntax::Analyzer;
use crate::{Error, Result};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Lists, checks and shows the rules
#[derive(Debug, Args)]
pub(super) struct Rules {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the rules, file by file (the default)
    List,
    /// Shows a rule: its pattern, its examples, where it stands
    Show {
        /// The rule's id, as `actant rules list` prints it
        id: String,
    },
    /// Runs the examples and counter-examples of the rules and says what differs
    Check {
        /// Check the rules of this folder, as `--rules` would add them, and no others
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

impl Rules {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.command {
            None | Some(Command::List) => list(&extractor(global.rules.as_deref())?),
            Some(Command::Show { id }) => show(&extractor(global.rules.as_deref())?, id),
            Some(Command::Check { folder }) => check(global, folder.as_deref()),
        }
    }
}

fn extractor(folder: Option<&Path>) -> Result<Extractor> {
    match folder {
        Some(folder) => Extractor::with_folder(folder),
        None => Ok(Extractor::embedded()),
    }
}

fn list(extractor: &Extractor) -> Result<Outcome> {
    let rules = extractor.rules().rules();
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut file: Option<&PathBuf> = None;
    for rule in rules {
        if file != Some(&rule.file) {
            let gap = if file.is_some() { "\n" } else { "" };
            text += &format!("{gap}{BOLD}{}{BOLD:#}\n", rule.file.display());
            file = Some(&rule.file);
        }
        text += &format!("  {:width$}  {DIM}{}{DIM:#}\n", rule.id, rule.reason);
    }
    print(&text)
}

fn show(extractor: &Extractor, id: &str) -> Result<Outcome> {
    let rules = extractor.rules();
    let Some(rule) = rules.rule(id) else {
        let near = rules.rules().iter().map(|rule| (strsim::damerau_levenshtein(&rule.id, id), &rule.id)).min();
        let hint = match near {
            Some((distance, near)) if distance <= 2 + id.len() / 4 => format!("did you mean {near}?"),
            _ => "`actant rules list` prints the ids of all rules".to_owned(),
        };
        return Err(Error::new(format!("there is no rule {id:?}")).hint(hint));
    };
    print(&shown(rule))
}

fn shown(rule: &Rule) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}\n{}\n\n", rule.id, rule.file.display(), rule.reason);
    for line in rule.text.trim_matches('\n').lines() {
        text += &format!("    {line}\n");
    }
    let facts = [
        ("lemma", rule.lemma().map(str::to_owned)),
        ("polarity", rule.polarity.map(|polarity| polarity.as_str().to_owned())),
        ("modality", rule.modality.map(|modality| modality.as_str().to_owned())),
    ];
    for (name, value) in facts.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        text += &format!("    {DIM}{name}{DIM:#} {value}\n");
    }
    text += "\nMatches:\n";
    for example in &rule.examples {
        text += &format!("  {}\n", example.text);
        text.extend(example.statements.iter().map(|statement| format!("      {statement}\n")));
    }
    if !rule.counter.is_empty() {
        text += "\nDoes not match:\n";
        text.extend(rule.counter.iter().map(|counter| format!("  {counter}\n")));
    }
    text
}

/// Runs the examples; rules that do not do what theirs say are an error in what the user wrote.
fn check(global: &Global, folder: Option<&Path>) -> Result<Outcome> {
    let extractor = extractor(folder.or(global.rules.as_deref()))?;
    let analyzer = match &global.model {
        Some(file) => Analyzer::load(file)?,
        None => Analyzer::embedded(),
    };
    let is_wanted = |rule: &&Rule| folder.is_none_or(|folder| rule.file.starts_with(folder));
    let rules: Vec<&Rule> = extractor.rules().rules().iter().filter(is_wanted).collect();
    let failures = rules::check(&extractor, &analyzer, rules.iter().copied());
    let mut text = String::new();
    for failure in &failures {
        let what = match &failure.kind {
            FailureKind::NoMatch => "does not match its example".to_owned(),
            FailureKind::Overshoot => "matches its counter-example".to_owned(),
            FailureKind::Missing(expected) => format!("does not give: {expected}"),
        };
        text += &format!("{BOLD}{}{BOLD:#} {what}\n    {}\n", failure.rule, failure.text);
        text.extend(failure.found.iter().map(|found| format!("      {DIM}found{DIM:#} {found}\n")));
    }
    let examples: usize = rules.iter().map(|rule| rule.examples.len()).sum();
    let counters: usize = rules.iter().map(|rule| rule.counter.len()).sum();
    let mut wrong: Vec<&str> = failures.iter().map(|failure| failure.rule.as_str()).collect();
    wrong.dedup();
    if wrong.is_empty() {
        let count = rules.len();
        text += &format!("{count} rules, {examples} examples, {counters} counter-examples: nothing differs\n");
    }
    print(&text)?;
    if wrong.is_empty() {
        return Ok(Outcome::Done);
    }
    let message = format!("{} of {} rules do not do what their examples say", wrong.len(), rules.len());
    Err(Error::new(message).hint("`actant explain \"SENTENCE\"` shows the tree that the pattern has to match"))
}

fn print(text: &str) -> Result<Outcome> {
    let mut output = output::stdout();
    output.write_all(text.as_bytes()).map_err(failed)?;
    output.finish()?;
    Ok(Outcome::Done)
}
