//! `actant entities`: Lists who and what the graph speaks of, and corrects it

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::output::{self, failed, stdout};
use super::table::{Cell, Table};
use super::{Global, Outcome};
use crate::entity::{Corrections, Different, EntityRecord, Evidence, LinkRule, Place, RelationKind, Same, key};
use crate::files::write_whole;
use crate::store::ENTITIES;
use crate::{Error, Result};

/// Lists who and what the graph speaks of, and corrects it
///
/// Without a command, lists the entities with their mentions and the link that is least sure. Corrections are written to
/// a file that `actant build --entities FILE` reads.
#[derive(Debug, Args)]
pub(super) struct Entities {
    #[command(subcommand)]
    command: Option<Command>,
    /// The folder that `actant build` wrote
    #[arg(long, value_name = "DIR", default_value = "out", global = true)]
    store: PathBuf,
    /// List the unnamed things of single documents too
    #[arg(long)]
    all: bool,
    /// Begin with the links that are least sure
    #[arg(long)]
    unsure: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tells why each mention belongs to an entity
    Show {
        /// Its name, another form of it, or its IRI
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Says that names are one entity's
    Merge {
        /// Two or more names or IRIs; the first gives the label
        #[arg(value_name = "NAME", num_args = 2.., required = true)]
        names: Vec<String>,
        #[command(flatten)]
        file: CorrectionsFile,
    },
    /// Says that a name is somebody else's, everywhere, in some documents or at single places
    Split {
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
        /// The documents in which it is somebody else, or single places in them as `show` prints them: c.txt:412-422
        #[arg(value_name = "DOCUMENT")]
        documents: Vec<String>,
        /// What the other is to be called
        #[arg(long, value_name = "NAME")]
        label: Option<String>,
        #[command(flatten)]
        file: CorrectionsFile,
    },
}

#[derive(Debug, Args)]
struct CorrectionsFile {
    /// The file of corrections; made if it is not there
    #[arg(long, value_name = "FILE", default_value = "entities.toml")]
    entities: PathBuf,
}

impl Entities {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.command {
            None => self.list(),
            Some(Command::Show { name }) => self.show(name),
            Some(Command::Merge { names, file }) => {
                let unknown = self.unknown(names);
                let same = Same { names: names.clone() };
                file.change(|corrections| corrections.same.push(same))?;
                file.tell(global, &unknown)
            }
            Some(Command::Split { name, documents, label, file }) => {
                let unknown = self.unknown(std::slice::from_ref(name));
                let mut different = Different { name: name.clone(), label: label.clone(), ..Different::default() };
                for document in documents {
                    match Place::try_from(document.clone()) {
                        Ok(place) => different.mentions.push(place),
                        Err(_) => different.documents.push(document.clone()),
                    }
                }
                file.change(|corrections| corrections.different.push(different))?;
                file.tell(global, &unknown)
            }
        }
    }

    fn list(&self) -> Result<Outcome> {
        let mut records = read(&self.store)?;
        records.retain(|record| !record.evidence.is_empty() && (self.all || !record.entity.iri.contains('#')));
        records.sort_by(|a, b| {
            let sureness = |record: &EntityRecord| least_sure(record).map_or(2.0, |link| link.certainty);
            let by_sureness = if self.unsure { sureness(a).total_cmp(&sureness(b)) } else { std::cmp::Ordering::Equal };
            by_sureness.then(b.entity.mentions.cmp(&a.entity.mentions)).then(a.entity.iri.cmp(&b.entity.iri))
        });
        let mut table = Table::new([40, 12, 8, 9, 60]);
        table.push(["NAME", "TYPE", "MENTIONS", "DOCUMENTS", "LEAST SURE"].map(Cell::new));
        for record in &records {
            let documents: BTreeSet<&str> = record.evidence.iter().map(|place| place.document.as_str()).collect();
            let doubt = least_sure(record).map_or_else(String::new, |link| {
                format!("{:.2} {:?} ({})", link.certainty, link.text, word(link.rule))
            });
            table.push([
                Cell::new(&record.entity.name),
                Cell::new(record.entity.kind.as_str()),
                Cell::right(record.entity.mentions.to_string()),
                Cell::right(documents.len().to_string()),
                Cell::new(doubt),
            ]);
        }
        let mut out = stdout();
        table.write(&mut out, output::width()).map_err(failed)?;
        out.finish()?;
        Ok(Outcome::Done)
    }

    fn show(&self, name: &str) -> Result<Outcome> {
        let records = read(&self.store)?;
        let found: Vec<&EntityRecord> = records.iter().filter(|record| is_called(record, name)).collect();
        if found.is_empty() {
            return Err(unknown_name(&records, name));
        }
        let mut out = stdout();
        for record in found {
            describe(&mut out, record, &records).map_err(failed)?;
        }
        out.finish()?;
        Ok(Outcome::Done)
    }

    /// The names that the last build knows nothing of; none where nothing has been built.
    fn unknown(&self, names: &[String]) -> Vec<String> {
        let Ok(records) = read(&self.store) else { return Vec::new() };
        let unknown = names.iter().filter(|name| !records.iter().any(|record| is_called(record, name)));
        unknown.cloned().collect()
    }
}

impl CorrectionsFile {
    fn change(&self, change: impl FnOnce(&mut Corrections)) -> Result<()> {
        let mut corrections =
            if self.entities.exists() { Corrections::read(&self.entities)? } else { Corrections::default() };
        change(&mut corrections);
        let text = corrections.to_toml();
        write_whole(&self.entities, |file| {
            file.write_all(text.as_bytes()).map_err(|error| Error::write(&self.entities, error))
        })
    }

    fn tell(&self, global: &Global, unknown: &[String]) -> Result<Outcome> {
        for name in unknown {
            global.note(&format!("note: the last build has no entity called {name:?}"));
        }
        let file = self.entities.display();
        global.note(&format!("Written to {file}. Build again with: actant build --entities {file}"));
        Ok(Outcome::Done)
    }
}

/// The entities that the last build wrote.
fn read(store: &Path) -> Result<Vec<EntityRecord>> {
    let path = store.join(ENTITIES);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::new("holds no entities").in_file(store).hint("run actant build first"));
        }
        Err(error) => return Err(Error::read(&path, error)),
    };
    let mut records = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| Error::read(&path, error))?;
        let record = serde_json::from_str(&line).map_err(|error| {
            Error::new(format!("line {} is not an entity", number + 1))
                .in_file(&path)
                .caused_by(error)
                .hint("run actant build again")
        })?;
        records.push(record);
    }
    Ok(records)
}

fn is_called(record: &EntityRecord, name: &str) -> bool {
    let wanted = key(name);
    record.entity.iri == name
        || key(&record.entity.name) == wanted
        || record.entity.aliases.iter().any(|alias| key(alias) == wanted)
}

/// The error for a name that nothing has, with the names that come near.
fn unknown_name(records: &[EntityRecord], name: &str) -> Error {
    let mut near: Vec<(f64, &str)> = records
        .iter()
        .map(|record| (strsim::jaro_winkler(&key(&record.entity.name), &key(name)), record.entity.name.as_str()))
        .filter(|(likeness, _)| *likeness > 0.75)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|(_, name)| *name);
    let names: Vec<&str> = near.iter().take(3).map(|(_, name)| *name).collect();
    let error = Error::new(format!("there is no entity called {name:?}"));
    match names[..] {
        [] => error.hint("actant entities lists them"),
        _ => error.hint(format!("did you mean {}?", names.join(", "))),
    }
}

/// The link that most likely is wrong, of those that were not certain to begin with.
fn least_sure(record: &EntityRecord) -> Option<&Evidence> {
    let linked = record.evidence.iter().filter(|place| !matches!(place.rule, LinkRule::First | LinkRule::Unresolved));
    linked.min_by(|a, b| a.certainty.total_cmp(&b.certainty))
}

fn describe(out: &mut impl Write, record: &EntityRecord, records: &[EntityRecord]) -> std::io::Result<()> {
    let entity = &record.entity;
    writeln!(out, "{} · {} · {}", entity.name, entity.kind.as_str(), entity.iri)?;
    for same in &entity.same_as {
        writeln!(out, "  same as {same}")?;
    }
    for relation in &entity.relations {
        let to = records.iter().find(|other| other.entity.iri == relation.to).map_or("", |other| &other.entity.name);
        let source = relation.document.as_ref().map_or_else(String::new, |document| format!(" ({document})"));
        match relation.kind {
            RelationKind::StandsFor => writeln!(out, "  stands for {to}")?,
            RelationKind::Of => writeln!(out, "  belongs to {to}")?,
            RelationKind::HasRole => {
                let body = if to.is_empty() { String::new() } else { format!(" of {to}") };
                writeln!(out, "  {}{body}{source}", relation.label.as_deref().unwrap_or_default())?;
            }
        }
    }
    let mut table = Table::new([40, 16, 4, 60]);
    for place in &record.evidence {
        table.push([
            Cell::new(format!("  {}", place.text)),
            Cell::new(word(place.rule)),
            Cell::new(format!("{:.2}", place.certainty)),
            Cell::new(format!("{}:{}-{}", place.document, place.start, place.end)),
        ]);
    }
    table.write(out, output::width())?;
    writeln!(out)
}

/// What a rule says of a mention, in words.
fn word(rule: LinkRule) -> &'static str {
    match rule {
        LinkRule::First => "named first",
        LinkRule::Gazetteer => "known name",
        LinkRule::SameName => "same name",
        LinkRule::Spelling => "other spelling",
        LinkRule::PartOfName => "part of the name",
        LinkRule::Acronym => "abbreviation",
        LinkRule::Apposition => "apposition",
        LinkRule::DefinitePhrase => "definite phrase",
        LinkRule::SamePhrase => "same phrase",
        LinkRule::Office => "holder of the office",
        LinkRule::RelativePronoun => "relative pronoun",
        LinkRule::Pronoun => "pronoun",
        LinkRule::Cataphora => "pronoun before",
        LinkRule::Speaker => "speaker",
        LinkRule::FirstPerson => "same speaker",
        LinkRule::Unresolved => "not resolved",
    }
}
