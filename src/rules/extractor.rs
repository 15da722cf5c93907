//! Sentences to statements, grammar and rules together.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::deep;
use super::set::RuleSet;
use crate::Result;
use crate::clause::{Clauses, Draft, Finder, Proposition};
use crate::document::Document;
use crate::iri::Iris;
use crate::lexicon::Lexicon;
use crate::statement::Statement;
use crate::syntax::Sentence;

/// Finds statements by grammar and by the rules of one set.
#[derive(Clone, Debug)]
pub struct Extractor {
    finder: Finder,
    rules: RuleSet,
}

impl Extractor {
    /// Works with the shipped word lists and rules.
    pub fn embedded() -> Self {
        Self::new(RuleSet::embedded(Arc::new(Lexicon::embedded())))
    }

    /// Works with the shipped word lists and rules and those of a folder.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or is not what its place says.
    pub fn with_folder(folder: &Path) -> Result<Self> {
        let mut lexicon = Lexicon::embedded();
        lexicon.add_folder(folder)?;
        Ok(Self::new(RuleSet::with_folder(Arc::new(lexicon), folder)?))
    }

    /// Works with the given rules and the word lists that they were read with.
    pub fn new(rules: RuleSet) -> Self {
        Extractor { finder: Finder::new(rules.lexicon()), rules }
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Finds clauses by grammar.
    pub fn finder(&self) -> &Finder {
        &self.finder
    }

    /// Finds the clauses of a sentence.
    pub fn clauses(&self, sentence: &Sentence) -> Clauses {
        self.finder.clauses(sentence)
    }

    /// Finds what the rules say of a sentence whose clauses are known.
    pub fn drafts(&self, sentence: &Sentence, clauses: &Clauses) -> Vec<Draft> {
        self.rules.apply(sentence, &deep::relations(clauses))
    }

    /// Finds the propositions of a sentence whose clauses are known.
    pub fn propositions(&self, sentence: &Sentence, clauses: &Clauses) -> Vec<Proposition> {
        let mut propositions = self.finder.propositions(sentence, clauses);
        self.finder.join(sentence, clauses, &self.drafts(sentence, clauses), &mut propositions);
        propositions
    }

    /// Finds the statements of a document's sentences.
    pub fn statements(&self, document: &Document, sentences: &[Sentence], iris: &Iris) -> Vec<Statement> {
        let repaired: Vec<Cow<'_, Sentence>> = sentences.iter().map(|sentence| self.finder.repair(sentence)).collect();
        self.statements_of(document, sentences, &repaired, iris)
    }

    /// The same of sentences that were [repaired](Finder::repair) before; `sentences` are as the parser left them.
    pub fn statements_of(
        &self,
        document: &Document,
        sentences: &[Sentence],
        repaired: &[Cow<'_, Sentence>],
        iris: &Iris,
    ) -> Vec<Statement> {
        let mut statements = Vec::new();
        for (number, sentence) in repaired.iter().enumerate() {
            let propositions = self.propositions(sentence, &self.clauses(sentence));
            statements.extend(self.finder.assemble(document, sentence, number as u32, &propositions, iris));
        }
        self.finder.attribute_quotations(document, sentences, &mut statements);
        statements
    }
}
