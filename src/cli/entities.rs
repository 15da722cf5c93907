//! `actant entities`: Lists who and what the graph speaks of, and corrects it

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::output::{self, failed, stdout};
use super::table::{Cell, Table};
use super::{Global, Outcome};
use crate::entity::{
    Corrections, Different, Directory, Entity, EntityRecord, Evidence, LinkRule, Place, RelationKind, Remark, Same,
};
use crate::files::write_whole;
use crate::iri::is_local;
use crate::pipeline::Corpus;
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
        /// Two or more names or IRIs; the first name gives the label. Of several of one name, say the type:
        /// "Moscow (Organization)"
        #[arg(value_name = "NAME", num_args = 2.., required = true)]
        names: Vec<String>,
        #[command(flatten)]
        file: CorrectionsFile,
    },
    /// Says that a name is somebody else's, everywhere, in some documents or at single places
    Split {
        /// The name; of several of one name, with the type: "Moscow (Organization)"
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
                let Some(built) = self.built(global)? else {
                    return file.change(global, |corrections| corrections.same.push(Same { names: names.clone() }));
                };
                let chosen = names.iter().map(|name| built.choose(name)).collect::<Result<Vec<_>>>()?;
                let distinct: BTreeSet<usize> = chosen.iter().map(|chosen| chosen.number).collect();
                if distinct.len() < 2 {
                    let entity = &built.records[chosen[0].number].entity;
                    global.note(&format!("All are one already: {} ({})", entity.name, entity.kind.as_str()));
                    return Ok(Outcome::Done);
                }
                let names = chosen.into_iter().map(|chosen| chosen.reference).collect();
                file.change(global, |corrections| corrections.same.push(Same { names }))
            }
            Some(Command::Split { name, documents, label, file }) => {
                let mut different = Different { name: name.clone(), label: label.clone(), ..Different::default() };
                for document in documents {
                    match Place::try_from(document.clone()) {
                        Ok(place) => different.mentions.push(place),
                        Err(_) => different.documents.push(document.clone()),
                    }
                }
                if let Some(built) = self.built(global)? {
                    built.check(&mut different)?;
                }
                file.change(global, |corrections| corrections.different.push(different))
            }
        }
    }

    fn list(&self) -> Result<Outcome> {
        let mut records = read(&self.store)?;
        let unnamed = |entity: &Entity| entity.iri.contains('#');
        let listed = |entity: &Entity| !unnamed(entity) || self.all && !entity.stand_in;
        records.retain(|record| !record.evidence.is_empty() && listed(&record.entity));
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
        let built = Built::read(&self.store)?;
        let found = built.directory.find(name);
        if found.is_empty() {
            return Err(built.unknown_name(name));
        }
        let mut out = stdout();
        for number in found {
            describe(&mut out, &built.records[number], &built.records).map_err(failed)?;
        }
        out.finish()?;
        Ok(Outcome::Done)
    }

    /// What the last build knows; nothing where nothing has been built.
    fn built(&self, global: &Global) -> Result<Option<Built>> {
        if self.store.join(ENTITIES).exists() {
            return Built::read(&self.store).map(Some);
        }
        let store = self.store.display();
        global.note(&format!("note: {store} holds no entities, so nothing could be checked; actant build writes them"));
        Ok(None)
    }
}

/// The entities of the last build.
struct Built {
    records: Vec<EntityRecord>,
    directory: Directory,
}

/// An entity that a person meant.
struct Chosen {
    number: usize,
    /// What a file of corrections calls it.
    reference: String,
}

impl Built {
    fn read(store: &Path) -> Result<Self> {
        let records = read(store)?;
        let directory = records.iter().map(|record| &record.entity).collect();
        Ok(Built { records, directory })
    }

    /// The one entity that a name speaks of.
    fn choose(&self, name: &str) -> Result<Chosen> {
        match self.directory.find(name)[..] {
            [] => Err(self.unknown_name(name)),
            [number] => {
                let entity = &self.records[number].entity;
                // What has no name is found again by its IRI alone, and a name may be another's without the corrections.
                let reference = match is_local(&entity.iri) {
                    true => entity.iri.clone(),
                    false if self.directory.is_unique(name) => name.to_owned(),
                    false => self.directory.tell_apart(&[number]).swap_remove(0),
                };
                Ok(Chosen { number, reference })
            }
            ref several => Err(self.several(name, several)),
        }
    }

    /// Whether a `different` table speaks of what is there; where only one of several of its name is in its documents,
    /// it says which.
    fn check(&self, different: &mut Different) -> Result<()> {
        let evidence = || self.records.iter().flat_map(|record| &record.evidence);
        let documents: BTreeSet<&str> = evidence().map(|place| place.document.as_str()).collect();
        let named = different.mentions.iter().map(|place| &place.document).chain(&different.documents);
        if let Some(unknown) = named.into_iter().find(|document| !documents.contains(document.as_str())) {
            let remark = Remark::unknown_document(unknown, documents.iter().copied());
            return Err(Error::new(remark.to_string()));
        }
        let stands = |place: &&Place| {
            let mut there = evidence().filter(|evidence| evidence.document == place.document);
            there.any(|evidence| evidence.start < place.end && place.start < evidence.end)
        };
        if let Some(place) = different.mentions.iter().find(|place| !stands(place)) {
            return Err(Error::new(Remark::NothingAt { place: place.clone() }.to_string()));
        }
        let mut found = self.directory.find(&different.name);
        if found.is_empty() {
            return Err(self.unknown_name(&different.name));
        }
        if different.mentions.is_empty() && found.iter().all(|&number| is_local(&self.records[number].entity.iri)) {
            let wrong = format!("{:?} is no name, and what has none belongs to one document alone", different.name);
            return Err(Error::new(wrong).hint("say the single places, as actant entities show NAME prints them"));
        }
        if !different.documents.is_empty() {
            let is_in = |number: usize, document: &String| {
                self.records[number].evidence.iter().any(|place| place.document == *document)
            };
            for document in &different.documents {
                if !found.iter().any(|&number| is_in(number, document)) {
                    let (name, document) = (different.name.clone(), document.clone());
                    return Err(Error::new(Remark::NotInDocument { name, document }.to_string())
                        .hint(format!("actant entities show {:?} tells where it stands", different.name)));
                }
            }
            found.retain(|&number| different.documents.iter().any(|document| is_in(number, document)));
        } else if !different.mentions.is_empty() {
            // Single places are meant whatever words stand there.
            return Ok(());
        }
        match found[..] {
            [_] if self.directory.is_unique(&different.name) => Ok(()),
            [number] => {
                different.name = self.directory.tell_apart(&[number]).swap_remove(0);
                Ok(())
            }
            ref several => Err(self.several(&different.name, several)),
        }
    }

    fn unknown_name(&self, name: &str) -> Error {
        let error = Error::new(format!("there is no entity called {name:?}"));
        match &self.directory.near(name)[..] {
            [] => error.hint("actant entities lists them"),
            names => error.hint(format!("did you mean {}?", names.join(", "))),
        }
    }

    /// The error for a name that several entities have, with each of them.
    fn several(&self, name: &str, several: &[usize]) -> Error {
        let candidates = several.iter().zip(self.directory.tell_apart(several)).take(CANDIDATES);
        let mut lines: Vec<String> = candidates
            .map(|(&number, reference)| {
                let EntityRecord { entity: Entity { mentions, .. }, evidence } = &self.records[number];
                let first = evidence.first().map_or("", |place| &place.document);
                format!("\n  {reference:?}: {mentions} in {first}{}", if more_than_one(evidence) { " …" } else { "" })
            })
            .collect();
        if several.len() > CANDIDATES {
            lines.push(format!("\n  and {} more", several.len() - CANDIDATES));
        }
        Error::new(format!("{name:?} may be each of several entities")).hint(format!("say which:{}", lines.concat()))
    }
}

/// Whether places are of several documents.
fn more_than_one(evidence: &[Evidence]) -> bool {
    evidence.windows(2).any(|pair| pair[0].document != pair[1].document)
}

/// How many entities of one name an error lists.
const CANDIDATES: usize = 8;

/// Tells what a person should know about the corrections that were followed.
pub(super) fn remark(global: &Global, file: Option<&Path>, corpus: &Corpus) {
    for remark in corpus.entities.remarks() {
        let file = file.unwrap_or(Path::new("")).display();
        global.note(&format!("{file}: {remark}"));
    }
}

impl CorrectionsFile {
    fn change(&self, global: &Global, change: impl FnOnce(&mut Corrections)) -> Result<Outcome> {
        let mut corrections =
            if self.entities.exists() { Corrections::read(&self.entities)? } else { Corrections::default() };
        change(&mut corrections);
        let text = corrections.to_toml();
        // What contradicts is better refused now than by the next build.
        Corrections::parse(&text).map_err(|error| error.in_file(&self.entities))?;
        write_whole(&self.entities, |file| {
            file.write_all(text.as_bytes()).map_err(|error| Error::write(&self.entities, error))
        })?;
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
