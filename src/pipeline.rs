//! Documents to an analysed corpus: the order of the steps, and their work on many threads.
//!
//! In come [`Document`]s, out go their [`Statement`]s and the [`Entities`] they speak of. Each step is a module of its
//! own; here it is only said which follows which. Results come in the order of the input whatever the number of
//! threads, and no more than a few documents are in work at a time.

use std::borrow::Cow;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::Result;
use crate::clause::{Clauses, Tuple};
use crate::document::Document;
use crate::entity::time::TimeResolver;
use crate::entity::{self, Corrections, DocumentEntities, Entities, Knowledge, resolve_document};
use crate::iri::Iris;
use crate::rules::Extractor;
use crate::statement::Statement;
use crate::syntax::{Analyzer, Sentence};

/// How many documents each thread has in work at a time.
const DOCUMENTS_A_THREAD: usize = 4;

/// What a pipeline is made of; what is absent is what is shipped.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A model file.
    pub model: Option<PathBuf>,
    /// A folder of rules and word lists that are added to those that are shipped.
    pub rules: Option<PathBuf>,
    /// Corrections of who is who.
    pub entities: Option<PathBuf>,
    /// What stands before every IRI.
    pub iris: Iris,
}

/// Everything it takes to analyse text, loaded once.
pub struct Pipeline {
    analyzer: Analyzer,
    extractor: Extractor,
    times: TimeResolver,
    knowledge: Knowledge,
    corrections: Corrections,
    iris: Iris,
}

/// How far to go with a text; what lies further is left empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its sentences with their trees.
    Sentences,
    /// What they state.
    Statements,
    /// Who and what it speaks of.
    #[default]
    Entities,
}

/// What was found in one document.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// What they state; slots are not tied to entities yet.
    pub statements: Vec<Statement>,
    /// Who and what it speaks of, as far as it tells by itself.
    pub entities: DocumentEntities,
}

/// What was found in all documents, with everybody in it known by one name.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The documents, in the order they were given.
    pub documents: Vec<Document>,
    /// Their statements, document by document.
    pub statements: Vec<Statement>,
    /// Who and what the statements speak of.
    pub entities: Entities,
}

impl Pipeline {
    /// Loads the model, the word lists and the rules.
    ///
    /// # Errors
    /// When a file or folder of the settings cannot be read or is not what it should be.
    pub fn new(settings: &Settings) -> Result<Self> {
        let analyzer = match &settings.model {
            Some(file) => Analyzer::load(file)?,
            None => Analyzer::embedded(),
        };
        let (extractor, times, knowledge) = match &settings.rules {
            Some(folder) => {
                (Extractor::with_folder(folder)?, TimeResolver::with_folder(folder)?, Knowledge::load(folder)?)
            }
            None => (Extractor::embedded(), TimeResolver::shipped().clone(), Knowledge::embedded()),
        };
        let corrections = settings.entities.as_deref().map(Corrections::read).transpose()?.unwrap_or_default();
        Ok(Pipeline { analyzer, extractor, times, knowledge, corrections, iris: settings.iris.clone() })
    }

    /// What a person says about who is who.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// What makes the IRIs of everything that is found.
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// Finds the sentences and statements of a document, and who is who in it.
    pub fn analyze(&self, document: Document) -> Analysis {
        self.analyze_to(Stage::Entities, document)
    }

    /// The same up to a stage.
    pub fn analyze_to(&self, last: Stage, document: Document) -> Analysis {
        let sentences = self.analyzer.analyze(&document);
        self.state(last, document, sentences)
    }

    /// Analyses several documents up to a stage, each by itself; with many short ones that is faster than one after
    /// the other.
    pub fn analyze_all(&self, last: Stage, documents: Vec<Document>) -> Vec<Analysis> {
        let sentences = self.analyzer.analyze_all(&documents);
        documents.into_iter().zip(sentences).map(|(document, found)| self.state(last, document, found)).collect()
    }

    /// The same for documents whose tokens are parted by single spaces, as treebanks print them.
    pub fn analyze_all_split(&self, last: Stage, documents: Vec<Document>) -> Vec<Analysis> {
        let sentences = self.analyzer.analyze_all_split(&documents);
        documents.into_iter().zip(sentences).map(|(document, found)| self.state(last, document, found)).collect()
    }

    /// Finds what the sentences of a document state, when, and who is who in it.
    fn state(&self, last: Stage, document: Document, sentences: Vec<Sentence>) -> Analysis {
        let mut statements = Vec::new();
        let mut repaired: Vec<Cow<'_, Sentence>> = Vec::new();
        if last >= Stage::Statements {
            repaired.extend(sentences.iter().map(|sentence| self.repair(sentence)));
            statements = self.extractor.statements_of(&document, &sentences, &repaired, &self.iris);
            self.times.date(&mut statements, &repaired, document.date.as_deref());
        }
        let entities = match last {
            Stage::Entities => resolve_document(&self.knowledge, &document, &repaired, &statements),
            _ => DocumentEntities::new(document.id.clone()),
        };
        drop(repaired);
        Analysis { document, sentences, statements, entities }
    }

    /// Finds the clauses of a sentence, on its tree as it is after repairs.
    pub fn clauses(&self, sentence: &Sentence) -> Clauses {
        self.extractor.clauses(&self.repair(sentence))
    }

    /// Repairs the tree of a sentence where the parser is often wrong in the same way.
    pub fn repair<'a>(&self, sentence: &'a Sentence) -> Cow<'a, Sentence> {
        self.extractor.finder().repair(sentence)
    }

    /// Makes the Open IE tuples of a sentence: one a clause with all its arguments `together`, or one an argument.
    pub fn tuples(&self, sentence: &Sentence, together: bool) -> Vec<Tuple> {
        let sentence = self.repair(sentence);
        self.extractor.finder().tuples(&sentence, &self.extractor.clauses(&sentence), together)
    }

    /// Starts a corpus with no documents in it.
    pub fn corpus(&self) -> Gathering<'_> {
        let entities = entity::Corpus::new(&self.knowledge);
        Gathering { pipeline: self, corpus: Corpus::default(), entities }
    }

    /// Reads many documents and analyses them up to a stage on many threads, and hands over each result, in the order
    /// of `sources`.
    ///
    /// # Errors
    /// Only those of `take`, which end the work.
    pub fn each<T: Sync>(
        &self,
        last: Stage,
        sources: &[T],
        read: impl Fn(&T) -> Result<Document> + Sync,
        mut take: impl FnMut(&T, Result<Analysis>) -> Result<()>,
    ) -> Result<()> {
        for chunk in sources.chunks(rayon::current_num_threads() * DOCUMENTS_A_THREAD) {
            let read_and_analyze = |source: &T| read(source).map(|document| self.analyze_to(last, document));
            let analyses: Vec<Result<Analysis>> = chunk.par_iter().map(read_and_analyze).collect();
            for (source, analysis) in chunk.iter().zip(analyses) {
                take(source, analysis)?;
            }
        }
        Ok(())
    }
}

/// A corpus in the making: documents go in one after the other, and then it is decided who is who.
pub struct Gathering<'a> {
    pipeline: &'a Pipeline,
    corpus: Corpus,
    entities: entity::Corpus<'a>,
}

impl Gathering<'_> {
    /// Adds what was found in a document; its sentences are not kept.
    pub fn add(&mut self, analysis: Analysis) {
        self.entities.add(analysis.entities);
        self.corpus.documents.push(analysis.document);
        self.corpus.statements.extend(analysis.statements);
    }

    /// Decides who is who in all documents together.
    pub fn resolve(self) -> Corpus {
        let Gathering { pipeline, mut corpus, entities } = self;
        corpus.entities = entities.finish(&pipeline.corrections, &pipeline.iris);
        corpus.entities.apply(&mut corpus.statements);
        corpus
    }
}
