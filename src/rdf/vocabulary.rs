//! The terms that the graph is written in, and the prefixes that queries may use for them.

use oxigraph::model::NamedNodeRef;

use crate::iri::Iris;

/// Where the terms of our own live; the same whatever the base of the data.
pub const ONTOLOGY_NAMESPACE: &str = "https://actant.example/ontology#";

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $iri:expr;)*) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

macro_rules! namespace {
    ($(#[$module:meta])* $space:ident = $iri:literal { $($(#[$doc:meta])* $name:ident = $local:literal;)* }) => {
        $(#[$module])*
        pub mod $space {
            use super::NamedNodeRef;
            /// The namespace that the terms share.
            pub const NAMESPACE: &str = $iri;
            terms! { $($(#[$doc])* $name = concat!($iri, $local);)* }
        }
    };
}

namespace! {
    /// RDF's own terms.
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        /// The class of a thing.
        TYPE = "type";
        /// A description of a triple that need not be asserted.
        STATEMENT = "Statement";
        /// The actor of a statement.
        SUBJECT = "subject";
        /// The action of a statement.
        PREDICATE = "predicate";
        /// The target of a statement.
        OBJECT = "object";
        /// Ties a statement to its triple in RDF 1.2.
        REIFIES = "reifies";
        /// The class of actions and roles.
        PROPERTY = "Property";
    }
}

namespace! {
    /// RDF Schema.
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" {
        /// The name of a thing.
        LABEL = "label";
        /// Ties an action or role to the property that stands for all of them.
        SUB_PROPERTY_OF = "subPropertyOf";
    }
}

namespace! {
    /// OWL.
    owl = "http://www.w3.org/2002/07/owl#" {
        /// The same thing elsewhere.
        SAME_AS = "sameAs";
    }
}

namespace! {
    /// SKOS.
    skos = "http://www.w3.org/2004/02/skos/core#" {
        /// Another name.
        ALT_LABEL = "altLabel";
    }
}

namespace! {
    /// XML Schema's datatypes.
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        /// A day.
        DATE = "date";
        /// A year.
        G_YEAR = "gYear";
        /// A month of a year.
        G_YEAR_MONTH = "gYearMonth";
        /// A moment.
        DATE_TIME = "dateTime";
        /// An offset.
        NON_NEGATIVE_INTEGER = "nonNegativeInteger";
        /// A whole number.
        INTEGER = "integer";
        /// A confidence.
        DECIMAL = "decimal";
    }
}

namespace! {
    /// schema.org.
    schema = "https://schema.org/" {
        /// Something that is done.
        ACTION = "Action";
        /// Who does it.
        AGENT = "agent";
        /// To whom or what.
        OBJECT = "object";
        /// Where.
        LOCATION = "location";
        /// Who gets it.
        RECIPIENT = "recipient";
        /// With what.
        INSTRUMENT = "instrument";
        /// What about.
        ABOUT = "about";
        /// When it began.
        START_TIME = "startTime";
        /// When it ended.
        END_TIME = "endTime";
        /// A human being.
        PERSON = "Person";
        /// A body of people.
        ORGANIZATION = "Organization";
        /// A state.
        COUNTRY = "Country";
        /// A place.
        PLACE = "Place";
        /// A named event.
        EVENT = "Event";
        /// A text or other work.
        CREATIVE_WORK = "CreativeWork";
        /// Anything.
        THING = "Thing";
        /// A title.
        NAME = "name";
        /// A path or id.
        IDENTIFIER = "identifier";
        /// An address.
        URL = "url";
        /// The day a text was written.
        DATE_PUBLISHED = "datePublished";
        /// The SHA-256 of a text.
        SHA256 = "sha256";
        /// The number of a sentence in its document.
        POSITION = "position";
        /// An office, with the body it belongs to.
        ORGANIZATION_ROLE = "OrganizationRole";
        /// The words of an office.
        ROLE_NAME = "roleName";
        /// The words of an office, on the person who holds it.
        JOB_TITLE = "jobTitle";
        /// Ties a person to an office, and an office to a body.
        WORKS_FOR = "worksFor";
        /// A program.
        SOFTWARE_APPLICATION = "SoftwareApplication";
        /// A program's version.
        SOFTWARE_VERSION = "softwareVersion";
    }
}

namespace! {
    /// Friend of a Friend.
    foaf = "http://xmlns.com/foaf/0.1/" {
        /// People named by what they are.
        GROUP = "Group";
    }
}

namespace! {
    /// The provenance ontology.
    prov = "http://www.w3.org/ns/prov#" {
        /// Something that came about.
        ENTITY = "Entity";
        /// The reading of a document.
        ACTIVITY = "Activity";
        /// The program that read it.
        SOFTWARE_AGENT = "SoftwareAgent";
        /// Who says so.
        WAS_ATTRIBUTED_TO = "wasAttributedTo";
        /// The document a statement was found in.
        WAS_DERIVED_FROM = "wasDerivedFrom";
        /// The reading that found a statement.
        WAS_GENERATED_BY = "wasGeneratedBy";
        /// The document that was read.
        USED = "used";
        /// The program that read.
        WAS_ASSOCIATED_WITH = "wasAssociatedWith";
    }
}

namespace! {
    /// The NLP Interchange Format.
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" {
        /// A sentence.
        SENTENCE_CLASS = "Sentence";
        /// Some words of a sentence.
        PHRASE = "Phrase";
        /// The first code point.
        BEGIN_INDEX = "beginIndex";
        /// The code point after the last.
        END_INDEX = "endIndex";
        /// The words.
        ANCHOR_OF = "anchorOf";
        /// The sentence that words stand in.
        SENTENCE = "sentence";
        /// Words inside these words.
        SUB_STRING = "subString";
        /// How sure the reading is.
        CONFIDENCE = "confidence";
    }
}

namespace! {
    /// The Internationalization Tag Set.
    itsrdf = "http://www.w3.org/2005/11/its/rdf#" {
        /// What some words stand for.
        TA_IDENT_REF = "taIdentRef";
    }
}

namespace! {
    /// The terms of our own, as the ontology describes them.
    actant = "https://actant.example/ontology#" {
        /// The property above all actions.
        ACTION = "action";
        /// The property above all roles that have no term elsewhere.
        ROLE = "role";
        /// Whether the text says that it happened.
        POLARITY = "polarity";
        /// How real the text makes it.
        MODALITY = "modality";
        /// Words that set the polarity.
        POLARITY_CUE = "polarityCue";
        /// Words that set the modality.
        MODALITY_CUE = "modalityCue";
        /// Words that set the attribution.
        ATTRIBUTION_CUE = "attributionCue";
        /// The time, as written.
        TIME_AS_WRITTEN = "timeAsWritten";
        /// The id of the rule that found a statement.
        RULE = "rule";
        /// A word that stands for somebody or something which the text does not tell.
        STAND_IN = "StandIn";
        /// A name that stands for a state's government.
        STANDS_FOR = "standsFor";
        /// The state that a group, body or place belongs to.
        BELONGS_TO = "belongsTo";
        /// The polarity of what is said to be so.
        AFFIRMED = "affirmed";
        /// The polarity of what is said not to be so.
        NEGATED = "negated";
        /// The modality of what is put as a fact.
        ACTUAL = "actual";
        /// The modality of what somebody tried.
        ATTEMPTED = "attempted";
        /// The modality of what lies ahead.
        PLANNED = "planned";
        /// The modality of what somebody wants done.
        ASKED = "asked";
        /// The modality of what may be so.
        POSSIBLE = "possible";
        /// The modality of what hangs on something else.
        CONDITIONAL = "conditional";
        /// The program.
        SOFTWARE = "software";
    }
}

/// The prefixes that every query may use without declaring them, with their namespaces: those of the data under a
/// base, then those of the vocabularies.
pub fn prefixes(iris: &Iris) -> Vec<(&'static str, String)> {
    let base = iris.base();
    let mut prefixes = vec![
        ("ent", format!("{base}entity/")),
        ("act", format!("{base}action/")),
        ("role", format!("{base}role/")),
        ("doc", format!("{base}document/")),
        ("claims", format!("{base}claims")),
    ];
    prefixes.extend(VOCABULARIES.map(|(prefix, namespace)| (prefix, namespace.to_owned())));
    prefixes
}

/// The vocabularies that the graph is written in, and those that its readers often need.
pub const VOCABULARIES: [(&str, &str); 12] = [
    ("actant", ONTOLOGY_NAMESPACE),
    ("foaf", foaf::NAMESPACE),
    ("itsrdf", itsrdf::NAMESPACE),
    ("nif", nif::NAMESPACE),
    ("owl", owl::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("skos", skos::NAMESPACE),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", xsd::NAMESPACE),
];
