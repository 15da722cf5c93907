//! `actant explain`: shows how a text is read, from its tokens to its statements and the rule behind each.

use std::io::{self, Read, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::statements::standing;
use super::table::{Cell, Table};
use super::{Global, Outcome, conllu, output, tree};
use crate::clause::{Clause, Link, SubjectFrom};
use crate::document::{self, Document, Options};
use crate::pipeline::{Analysis, Pipeline};
use crate::statement::{Argument, Statement};
use crate::syntax::{NamedEntity, Sentence, Token};
use crate::{Error, Result};

/// Shows how a sentence is read: its tokens, its tree, its clauses and its statements
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  actant explain \"Moscow sought to undermine Biden's candidacy.\"
  actant explain --format conllu \"Iran denied it.\"
  pbpaste | actant explain -

The tree reads down like the sentence. A token's relation to its head, its fine tag and its lemma stand beside it; the
labels are those of spaCy's English models.")]
pub(super) struct Explain {
    /// The sentence, or a longer text; - is standard input
    text: String,
    /// How it is shown
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
}

/// How the reading of a sentence is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// The tokens and the tree in CoNLL-U
    Conllu,
    /// Everything, as JSON
    Json,
}

const HEADING: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ACTION: Style = AnsiColor::Green.on_default();

impl Explain {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let document = self.document()?;
        let pipeline = global.pipeline(None)?;
        let mut analysis = pipeline.analyze(document);
        // The clauses are found on repaired trees, so these are the ones to show; CoNLL-U shows what the parser said.
        if !matches!(self.format, Format::Conllu) {
            analysis.sentences.iter_mut().for_each(|sentence| *sentence = pipeline.repair(sentence).into_owned());
        }
        let mut corpus = pipeline.corpus();
        corpus.add(analysis.clone());
        let found = Found { pipeline: &pipeline, analysis: &analysis, statements: &corpus.resolve().statements };
        let mut out = output::stdout();
        let written = match self.format {
            Format::Conllu => found.write_conllu(&mut out),
            Format::Json => found.write_json(&mut out),
            Format::Text => found.write_text(&mut out, output::width()),
        };
        written.map_err(output::failed)?;
        out.finish()?;
        Ok(Outcome::Done)
    }

    fn document(&self) -> Result<Document> {
        let mut bytes = Vec::new();
        match self.text.as_str() {
            "-" => {
                io::stdin().lock().read_to_end(&mut bytes).map_err(|cause| Error::read("-", cause))?;
            }
            text => bytes.extend_from_slice(text.as_bytes()),
        }
        // What somebody asks about is shown whole, whatever it looks like.
        let options = Options { format: Some(document::Format::Plain), whole: true, ..Options::default() };
        document::from_bytes(&bytes, "text", &options)
    }
}

/// A text that was read.
struct Found<'a> {
    pipeline: &'a Pipeline,
    analysis: &'a Analysis,
    statements: &'a [Statement],
}

impl Found<'_> {
    /// The sentences with their numbers from 1.
    fn sentences(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        self.analysis.sentences.iter().enumerate().map(|(index, sentence)| (index + 1, sentence))
    }

    fn text_of(&self, sentence: &Sentence) -> &str {
        self.analysis.document.text.slice(sentence.span())
    }

    fn statements_of(&self, number: usize) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |statement| statement.sentence as usize == number)
    }

    fn write_conllu(&self, out: &mut impl Write) -> io::Result<()> {
        let mut block = None;
        self.sentences().try_for_each(|(number, sentence)| {
            let begins_block = block.replace(sentence.block) != Some(sentence.block);
            conllu::write(out, number, begins_block, self.text_of(sentence), sentence)
        })
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        let sentences: Vec<Value> = self.sentences().map(|(number, sentence)| self.json(number, sentence)).collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "sentences": sentences }))?;
        writeln!(out)
    }

    fn json(&self, number: usize, sentence: &Sentence) -> Value {
        let token = |(index, token): (usize, &Token)| {
            json!({
                "index": index, "text": token.text, "lemma": token.lemma, "tag": token.tag.as_str(),
                "pos": token.pos.as_str(), "morph": token.morph, "head": token.head, "dep": token.dep.as_str(),
                "start": token.span.start, "end": token.span.end,
            })
        };
        let entity = |entity: &NamedEntity| json!({ "start": entity.tokens.start, "end": entity.tokens.end, "label": entity.label.as_str() });
        let clauses = self.pipeline.clauses(sentence);
        let span = sentence.span();
        json!({
            "sentence": number,
            "text": self.text_of(sentence),
            "start": span.start,
            "end": span.end,
            "tokens": sentence.tokens().iter().enumerate().map(token).collect::<Vec<_>>(),
            "entities": sentence.entities.iter().map(entity).collect::<Vec<_>>(),
            "clauses": clauses.all().iter().map(clause_json).collect::<Vec<_>>(),
            "statements": self.statements_of(number).collect::<Vec<_>>(),
        })
    }

    fn write_text(&self, out: &mut impl Write, width: usize) -> io::Result<()> {
        for (number, sentence) in self.sentences() {
            if number > 1 {
                writeln!(out)?;
            }
            writeln!(out, "{HEADING}{}{HEADING:#}\n", self.text_of(sentence))?;
            for line in tree::draw(sentence, width) {
                writeln!(out, "  {line}")?;
            }
            write_names(out, sentence)?;
            self.write_clauses(out, sentence, width)?;
            let mut statements = self.statements_of(number).peekable();
            let title = if statements.peek().is_some() { "Statements" } else { "No statements" };
            writeln!(out, "\n{HEADING}{title}{HEADING:#}")?;
            statements.try_for_each(|statement| write_statement(out, statement))?;
        }
        Ok(())
    }

    fn write_clauses(&self, out: &mut impl Write, sentence: &Sentence, width: usize) -> io::Result<()> {
        let clauses = self.pipeline.clauses(sentence);
        if clauses.all().is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{HEADING}Clauses{HEADING:#}")?;
        let mut table = Table::new([2, 24, 100]);
        for clause in clauses.all() {
            let predicate = Cell::new(&sentence.tokens()[clause.predicate].text).styled(ACTION);
            table.push([Cell::new(""), predicate, Cell::new(describe(sentence, clause))]);
        }
        table.write(out, width)
    }
}

/// The named entities of a sentence, on one line.
fn write_names(out: &mut impl Write, sentence: &Sentence) -> io::Result<()> {
    if sentence.entities.is_empty() {
        return Ok(());
    }
    let name = |entity: &NamedEntity| format!("{} ({})", words(sentence, entity.tokens.clone()), entity.label);
    let names: Vec<String> = sentence.entities.iter().map(name).collect();
    writeln!(out, "\n{HEADING}Names{HEADING:#}\n  {}", names.join(", "))
}

/// The words of some tokens, with the spaces between them.
fn words(sentence: &Sentence, tokens: Range<usize>) -> String {
    let mut words = String::new();
    for token in &sentence.tokens()[tokens] {
        words.push_str(&token.text);
        if token.space_after {
            words.push(' ');
        }
    }
    words.trim_end().to_owned()
}

/// The parts of a clause in a few words: "subject Moscow (own) · object candidacy · hangs on sought".
fn describe(sentence: &Sentence, clause: &Clause) -> String {
    let text = |&token: &usize| &*sentence.tokens()[token].text;
    let list = |tokens: &[usize]| tokens.iter().map(text).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    let mut part = |name: &str, tokens: &[usize], note: &str| {
        if !tokens.is_empty() {
            parts.push(format!("{name} {}{note}", list(tokens)));
        }
    };
    part(if clause.passive { "passive subject" } else { "subject" }, &clause.subjects, origin(clause.subject_from));
    part("by", &clause.agents, "");
    part("object", &clause.objects, "");
    part("to", &clause.recipients, "");
    part("is", &clause.attributes, "");
    for oblique in &clause.obliques {
        part(&list(&oblique.preposition), &oblique.objects, "");
    }
    part("when or how", &clause.adverbials, "");
    if let Some(governor) = clause.governor {
        parts.push(format!("{} {}", relation(governor.link), text(&governor.token)));
    }
    parts.join(" · ")
}

/// How the subjects of a clause were found, where it is not by standing in it.
fn origin(from: SubjectFrom) -> &'static str {
    match from {
        SubjectFrom::Nowhere | SubjectFrom::Own => "",
        SubjectFrom::Coordination => " (shared)",
        SubjectFrom::Antecedent => " (what the relative clause is about)",
        SubjectFrom::Participle => " (what the participle is about)",
        SubjectFrom::Control => " (of the governing verb)",
        SubjectFrom::Possessor => " (whose act it is)",
        SubjectFrom::Noun => " (the noun it describes)",
        SubjectFrom::Accused => " (who is blamed)",
        SubjectFrom::Existential => " (what there is)",
    }
}

/// How a clause hangs on its governor.
fn relation(link: Link) -> &'static str {
    match link {
        Link::Content | Link::NounContent => "content of",
        Link::Controlled => "governed by",
        Link::Joined => "joined to",
        Link::Relative => "relative clause of",
        Link::Participle => "participle of",
        Link::NounInfinitive => "infinitive of",
        Link::Gerund(_) => "gerund under",
        Link::Adverbial(_) => "adverbial clause of",
        Link::Purpose => "purpose of",
        Link::Accompanying => "accompanies",
        Link::Other => "hangs on",
    }
}

fn clause_json(clause: &Clause) -> Value {
    let obliques: Vec<Value> = clause
        .obliques
        .iter()
        .map(|oblique| json!({ "preposition": oblique.preposition, "objects": oblique.objects }))
        .collect();
    json!({
        "predicate": clause.predicate, "passive": clause.passive, "subjects": clause.subjects,
        "agents": clause.agents, "objects": clause.objects, "recipients": clause.recipients,
        "attributes": clause.attributes, "obliques": obliques, "adverbials": clause.adverbials,
        "content": clause.content, "governor": clause.governor.map(|governor| governor.token),
    })
}

/// One statement in a few lines: the triple, then how the text puts it and why it was found.
fn write_statement(out: &mut impl Write, statement: &Statement) -> io::Result<()> {
    let slot = |argument: &Option<Argument>| argument.as_ref().map_or("–".to_owned(), described);
    let lemma = &statement.action.lemma;
    writeln!(out, "  {} {ACTION}{lemma}{ACTION:#} {}", slot(&statement.actor), slot(&statement.target))?;
    for role in &statement.roles {
        writeln!(out, "      {}: {}", role.role, role.text)?;
    }
    let how = standing(statement);
    if !how.is_empty() {
        let cues: Vec<String> = statement.cues.iter().map(|cue| format!("“{}”", cue.text)).collect();
        writeln!(out, "      {how}  {DIM}from {}{DIM:#}", cues.join(", "))?;
    }
    writeln!(out, "      {DIM}rule {}, confidence {:.2}{DIM:#}", statement.rule, statement.confidence)
}

/// The words of a slot, and the entity they were tied to if its name says something else.
fn described(argument: &Argument) -> String {
    match &argument.entity {
        Some(entity) if !argument.text.to_lowercase().contains(&entity.to_lowercase()) => {
            format!("{} (= {entity})", argument.text)
        }
        _ => argument.text.clone(),
    }
}
