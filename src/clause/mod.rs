//! Sentences to statements: who does what to whom, and how the text puts it.
//!
//! In come [`Sentence`]s with their trees, out go [`Statement`]s. Each step is a module:
//! `find` walks the tree and makes a [`Clause`] of every predicate, with the subjects that coordination,
//! relatives and control supply; `standing` says how the text puts it (polarity, modality, attribution);
//! `silent` tells which clauses say nothing by themselves; `proposition` chooses actor, action and target, `role` what
//! else takes part; `assemble` turns tokens into words and spans. Word lists come from
//! the [`Lexicon`]; pattern rules are left to [`rules`](crate::rules), names to [`entity`](crate::entity).

mod argument;
mod assemble;
mod attribution;
mod confidence;
mod control;
mod coordination;
mod draft;
mod find;
mod marker;
mod model;
mod nominal;
mod phrase;
mod predicate;
mod proposition;
mod quotation;
mod repair;
mod role;
mod silent;
mod standing;
mod subject;
mod tuple;
mod words;

use std::borrow::Cow;

use crate::document::Document;
use crate::iri::Iris;
use crate::lexicon::Lexicon;
use crate::statement::Statement;
use crate::syntax::Sentence;

pub use draft::{Draft, Slot};
pub use model::{Clause, Clauses, Governor, Link, Oblique, SubjectFrom};
pub use proposition::{Circumstance, Filler, Proposition};

pub use tuple::Tuple;

use words::Words;

/// Finds clauses and statements with the word lists of one lexicon.
#[derive(Clone, Debug)]
pub struct Finder {
    words: Words,
}

impl Finder {
    /// Resolves the word lists once.
    pub fn new(lexicon: &Lexicon) -> Self {
        Finder { words: Words::new(lexicon) }
    }

    /// Repairs the tree where the parser is often wrong in the same way; what follows works on the result.
    ///
    /// Tokens keep their indices and spans.
    pub fn repair<'a>(&self, sentence: &'a Sentence) -> Cow<'a, Sentence> {
        repair::repaired(sentence, &self.words)
    }

    /// Finds the clauses of a sentence.
    pub fn clauses(&self, sentence: &Sentence) -> Clauses {
        find::clauses(sentence, &self.words)
    }

    /// Makes the propositions of a sentence's clauses.
    pub fn propositions(&self, sentence: &Sentence, clauses: &Clauses) -> Vec<Proposition> {
        proposition::propositions(sentence, &self.words, clauses)
    }

    /// Makes the Open IE tuples of a sentence: one a clause with all its arguments `together`, or one an argument.
    pub fn tuples(&self, sentence: &Sentence, clauses: &Clauses, together: bool) -> Vec<Tuple> {
        tuple::tuples(sentence, &self.words, clauses, together)
    }

    /// Fills up what pattern rules drafted and joins it with the propositions of the same sentence.
    pub fn join(&self, sentence: &Sentence, clauses: &Clauses, drafts: &[Draft], propositions: &mut Vec<Proposition>) {
        draft::join(sentence, &self.words, clauses, drafts, propositions);
    }

    /// Turns the propositions of sentence `number`, counted from 0, into statements of its document.
    pub fn assemble(
        &self,
        document: &Document,
        sentence: &Sentence,
        number: u32,
        propositions: &[Proposition],
        iris: &Iris,
    ) -> Vec<Statement> {
        assemble::Assembler { document, sentence, number, words: &self.words, iris }.statements(propositions)
    }

    /// Gives statements inside quotations that run over several sentences their speaker.
    pub fn attribute_quotations(&self, document: &Document, sentences: &[Sentence], statements: &mut [Statement]) {
        quotation::attribute(self, document, sentences, statements);
    }
}
