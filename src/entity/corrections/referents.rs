//! Which of the entities that were found each correction speaks of.
//!
//! In come the entities as they are without any correction, out go, for every correction, those that it means; what
//! means nothing, or more than one, is remarked upon. That the corrections are followed is left to
//! [`apart`](super::super::apart), [`groups`](super::super::groups) and [`records`](super::super::records).

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::directory::Directory;
use super::super::document::{DocumentEntities, LocalEntity};
use super::super::groups::{Groups, Local};
use super::super::{Corrections, EntityKind};
use super::{Different, Remark};
use crate::iri::{Iris, is_local};

/// What corrections speak of.
#[derive(Debug, Default)]
pub(in super::super) struct Referents {
    /// The number of each entity of each document in the directory.
    of: Vec<Vec<u32>>,
    /// The number of what each `different` table sets apart, where it has a label to be called by.
    labelled: Vec<Option<usize>>,
    different: Vec<FxHashSet<usize>>,
    same: FxHashMap<usize, Vec<usize>>,
    settings: FxHashMap<usize, Vec<usize>>,
    remarks: Vec<Remark>,
}

impl Referents {
    /// Looks up what the corrections speak of; `named` gives the name, kind and IRI of each group.
    pub(in super::super) fn find(
        documents: &[DocumentEntities],
        groups: Groups,
        named: &[(String, EntityKind, String)],
        corrections: &Corrections,
        iris: &Iris,
    ) -> Self {
        let mut directory = Directory::default();
        for ((name, kind, iri), members) in named.iter().zip(&groups.members) {
            let locals = members.iter().map(|&(d, l)| &documents[d as usize].locals[l as usize]);
            directory.add(name, *kind, iri, locals.flat_map(|local| &local.aliases).map(String::as_str));
        }
        let mut found = Referents { of: groups.of, ..Referents::default() };
        // A new label is as good as the old name from here on.
        let mut set: Vec<Vec<usize>> = Vec::new();
        for setting in &corrections.entity {
            let numbers = meant(&directory, named, &setting.name);
            for &number in &numbers {
                setting.kind.into_iter().for_each(|kind| directory.retype(number, kind));
                setting.label.iter().for_each(|label| directory.rename(number, label));
            }
            set.push(numbers);
        }
        for different in &corrections.different {
            let numbers = meant(&directory, named, &different.name);
            let kind = numbers.first().and_then(|&number| named.get(number)).map_or(EntityKind::Thing, |named| named.1);
            found.remark_on_places(documents, &groups.members, &directory, different, &numbers);
            found.different.push(numbers.into_iter().collect());
            let label = different.label.as_ref();
            found.labelled.push(label.map(|label| directory.add(label, kind, &iris.entity(label), [])));
        }
        for (number, (setting, mut numbers)) in corrections.entity.iter().zip(set).enumerate() {
            if numbers.is_empty() {
                numbers = meant(&directory, named, &setting.name);
                let label = setting.label.as_ref();
                label.into_iter().for_each(|label| numbers.iter().for_each(|&number| directory.rename(number, label)));
            }
            found.remark_on_name(&directory, &setting.name, &numbers);
            numbers.into_iter().for_each(|meant| found.settings.entry(meant).or_default().push(number));
        }
        for (number, same) in corrections.same.iter().enumerate() {
            for name in &same.names {
                let numbers = meant(&directory, named, name);
                found.remark_on_name(&directory, name, &numbers);
                numbers.into_iter().for_each(|meant| found.same.entry(meant).or_default().push(number));
            }
        }
        found
    }

    fn remark_on_name(&mut self, directory: &Directory, name: &str, numbers: &[usize]) {
        match numbers {
            [] => {
                let near = directory.near(name).into_iter().map(str::to_owned).collect();
                self.remarks.push(Remark::UnknownName { name: name.to_owned(), near });
            }
            [_] => {}
            _ => {
                let candidates = directory.tell_apart(numbers);
                self.remarks.push(Remark::SeveralOfName { name: name.to_owned(), candidates });
            }
        }
    }

    /// Remarks upon documents, places and names that a `different` table speaks of in vain.
    fn remark_on_places(
        &mut self,
        documents: &[DocumentEntities],
        members: &[Vec<Local>],
        directory: &Directory,
        different: &Different,
        numbers: &[usize],
    ) {
        let read = |id: &str| documents.binary_search_by(|document| document.document.as_str().cmp(id)).ok();
        let ids = || documents.iter().map(|document| document.document.as_str());
        for place in &different.mentions {
            let Some(d) = read(&place.document) else {
                self.remarks.push(Remark::unknown_document(&place.document, ids()));
                continue;
            };
            if !documents[d].mentions.iter().any(|mention| place.meets(mention.span)) {
                self.remarks.push(Remark::NothingAt { place: place.clone() });
            }
        }
        if !different.mentions.is_empty() && different.documents.is_empty() {
            return;
        }
        let mut within: FxHashSet<usize> = FxHashSet::default();
        for document in &different.documents {
            let Some(d) = read(document) else {
                self.remarks.push(Remark::unknown_document(document, ids()));
                continue;
            };
            let here: Vec<usize> = numbers
                .iter()
                .copied()
                .filter(|&number| {
                    members.get(number).is_some_and(|group| group.iter().any(|place| place.0 as usize == d))
                })
                .collect();
            if here.is_empty() && !numbers.is_empty() {
                let name = different.name.clone();
                self.remarks.push(Remark::NotInDocument { name, document: document.clone() });
            }
            within.extend(here);
        }
        let meant: Vec<usize> = match different.documents.is_empty() {
            true => numbers.to_vec(),
            false => numbers.iter().copied().filter(|number| within.contains(number)).collect(),
        };
        if numbers.is_empty() || meant.len() > 1 {
            self.remark_on_name(directory, &different.name, &meant);
        }
    }

    /// The entity in the directory that one of a document was before corrections, or is by a `different` table.
    fn number(&self, (d, l): Local, local: &LocalEntity) -> Option<usize> {
        match local.correction {
            Some(number) => self.labelled.get(number as usize).copied().flatten(),
            None => self.of.get(d as usize)?.get(l as usize).map(|&number| number as usize),
        }
    }

    /// Whether a `different` table speaks of an entity of a document.
    pub(in super::super) fn is_different(&self, table: usize, (d, l): Local) -> bool {
        let number = self.of.get(d as usize).and_then(|of| of.get(l as usize));
        number.is_some_and(|&number| self.different[table].contains(&(number as usize)))
    }

    /// The `same` tables that speak of an entity of a document.
    pub(in super::super) fn same(&self, place: Local, local: &LocalEntity) -> &[usize] {
        self.number(place, local).and_then(|number| self.same.get(&number)).map_or(&[], Vec::as_slice)
    }

    /// The `entity` tables that speak of an entity of a document.
    pub(in super::super) fn settings(&self, place: Local, local: &LocalEntity) -> &[usize] {
        self.number(place, local).and_then(|number| self.settings.get(&number)).map_or(&[], Vec::as_slice)
    }

    /// What a person should know about the corrections.
    pub(in super::super) fn into_remarks(self) -> Vec<Remark> {
        self.remarks
    }
}

/// What a reference means: things without a name, of which every document may have one that goes by the same words,
/// only by their IRI.
fn meant(directory: &Directory, named: &[(String, EntityKind, String)], reference: &str) -> Vec<usize> {
    let mut numbers = directory.find(reference);
    if !reference.contains("://") {
        numbers.retain(|&number| named.get(number).is_none_or(|(_, _, iri)| !is_local(iri)));
    }
    numbers
}
