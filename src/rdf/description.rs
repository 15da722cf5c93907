//! What the things are that a document speaks of: their kind, names, identifiers and ties to others.

use std::mem::take;

use indexmap::IndexSet;
use oxigraph::model::{NamedNode, NamedNodeRef};

use super::evidence::{Described, Writer, string};
use super::node;
use super::vocabulary::{actant, foaf, owl, prov, rdf, rdfs, schema, skos};
use crate::entity::{Entity, EntityKind, RelationKind};
use crate::iri::slug;

impl Writer<'_> {
    /// Describes every thing, action and role that the document's statements speak of, and what those are tied to.
    pub(super) fn describe(&mut self) {
        for (property, (words, above)) in take(&mut self.properties) {
            self.property(&property, &words, above);
        }
        let mentioned = take(&mut self.described);
        let mut tied = IndexSet::new();
        for (iri, described) in &mentioned {
            match self.entities.get(iri.as_str()) {
                Some(entity) => {
                    self.entity(iri, entity, Some(described));
                    tied.extend(
                        entity.relations.iter().map(|relation| relation.to.as_str()).filter(|to| !to.is_empty()),
                    );
                }
                None => self.unnamed(iri, described),
            }
        }
        // What a mentioned thing is tied to is described too, and so on up the chain of ties.
        let mut next = 0;
        while let Some(&iri) = tied.get_index(next) {
            next += 1;
            let subject = node(iri);
            if mentioned.contains_key(&subject) {
                continue;
            }
            if let Some(entity) = self.entities.get(iri) {
                self.entity(&subject, entity, None);
                tied.extend(entity.relations.iter().map(|relation| relation.to.as_str()).filter(|to| !to.is_empty()));
            }
        }
    }

    fn entity(&mut self, subject: &NamedNode, entity: &Entity, described: Option<&Described>) {
        self.add(subject, rdf::TYPE, if entity.stand_in { actant::STAND_IN } else { class(entity.kind) });
        self.add(subject, rdfs::LABEL, string(&entity.name));
        let texts = described.map_or(&[][..], |described| &described.texts);
        for alias in &entity.aliases {
            if *alias != entity.name && texts.iter().any(|text| text.contains(alias.as_str())) {
                self.add(subject, skos::ALT_LABEL, string(alias));
            }
        }
        for same in &entity.same_as {
            self.add(subject, owl::SAME_AS, node(same));
        }
        for relation in &entity.relations {
            let to = (!relation.to.is_empty()).then(|| node(&relation.to));
            match (relation.kind, to) {
                (RelationKind::StandsFor, Some(to)) => self.add(subject, actant::STANDS_FOR, to),
                (RelationKind::Of, Some(to)) => self.add(subject, actant::BELONGS_TO, to),
                (RelationKind::HasRole, to) => {
                    self.office(subject, relation.label.as_deref(), to, relation.document.as_deref());
                }
                (RelationKind::StandsFor | RelationKind::Of, None) => {}
            }
        }
    }

    /// An office is a fact of its own: who holds it, its words, the body or state, and the document that says so.
    fn office(&mut self, holder: &NamedNode, words: Option<&str>, body: Option<NamedNode>, document: Option<&str>) {
        let words = words.unwrap_or("member");
        let office = node(&format!("{}#{}", holder.as_str(), slug(words)));
        self.add(holder, schema::JOB_TITLE, string(words));
        self.add(holder, schema::WORKS_FOR, office.clone());
        self.add(&office, rdf::TYPE, schema::ORGANIZATION_ROLE);
        self.add(&office, schema::ROLE_NAME, string(words));
        if let Some(body) = body {
            self.add(&office, schema::WORKS_FOR, body);
        }
        if let Some(document) = document {
            let document = node(&self.iris.document(document));
            self.add(&office, prov::WAS_DERIVED_FROM, document);
        }
    }

    fn unnamed(&mut self, subject: &NamedNode, described: &Described) {
        self.add(subject, rdf::TYPE, described.kind.as_deref().map_or(schema::THING, class_of_name));
        let label = described.texts.first().map_or("", String::as_str);
        self.add(subject, rdfs::LABEL, string(label));
        for text in described.texts.iter().skip(1) {
            self.add(subject, skos::ALT_LABEL, string(text));
        }
    }
}

fn class(kind: EntityKind) -> NamedNodeRef<'static> {
    match kind {
        EntityKind::Person => schema::PERSON,
        EntityKind::Organization => schema::ORGANIZATION,
        EntityKind::Country => schema::COUNTRY,
        EntityKind::Place => schema::PLACE,
        EntityKind::Group => foaf::GROUP,
        EntityKind::Event => schema::EVENT,
        EntityKind::Document => schema::CREATIVE_WORK,
        EntityKind::Thing => schema::THING,
    }
}

/// The class of a kind as statements spell it; what is unknown is a thing.
fn class_of_name(kind: &str) -> NamedNodeRef<'static> {
    match kind {
        "Person" => schema::PERSON,
        "Organization" => schema::ORGANIZATION,
        "Country" => schema::COUNTRY,
        "Place" => schema::PLACE,
        "Group" => foaf::GROUP,
        "Event" => schema::EVENT,
        "Document" => schema::CREATIVE_WORK,
        _ => schema::THING,
    }
}
