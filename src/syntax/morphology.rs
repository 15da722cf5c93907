//! Tags and relations to coarse tags, features and lemmas.
//!
//! In come a text's words with their fine tags and relations, out goes an [`Analysis`] of each. The work is done by
//! the [`AttributeRuler`] and the [`Lemmatizer`]; here the two are put together, and their results remembered.

use arcstr::ArcStr;
use rustc_hash::FxHashMap;

use super::attribute_ruler::{AttributeCache, AttributeRuler, Attributes};
use super::label::{Dep, Pos, Tag};
use super::lemmatizer::Lemmatizer;
use super::tokenizer::{WordCache, WordId};

/// What is known of a token beside its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The fine tag; white space gets one of its own, whatever the tagger said.
    pub tag: Tag,
    /// The relation; white space gets `dep`.
    pub dep: Dep,
    /// The coarse tag; [`Pos::X`] when the model's rules give none.
    pub pos: Pos,
    /// The features as `Name=Value|…`, or nothing.
    pub morph: ArcStr,
    /// The dictionary form.
    pub lemma: ArcStr,
}

/// The attribute ruler and the lemmatizer of a model.
#[derive(Clone, Debug)]
pub struct Morphology {
    ruler: AttributeRuler,
    lemmatizer: Lemmatizer,
}

/// Lemmas by features, for each word and coarse tag.
type Lemmas = FxHashMap<(WordId, Option<Pos>), Vec<(ArcStr, ArcStr)>>;

/// What is remembered of earlier words, for one thread and beside one [`WordCache`].
#[derive(Debug, Default)]
pub struct MorphologyCache {
    attributes: AttributeCache,
    lemmas: Lemmas,
    generation: u64,
}

impl Morphology {
    /// Puts the two together.
    pub fn new(ruler: AttributeRuler, lemmatizer: Lemmatizer) -> Self {
        Morphology { ruler, lemmatizer }
    }

    /// Analyses the words of one text; `words` is the cache that split it.
    pub fn analyse(
        &self,
        tokens: &[(WordId, Tag, Dep)],
        words: &WordCache,
        cache: &mut MorphologyCache,
    ) -> Vec<Analysis> {
        if cache.generation != words.generation() {
            cache.generation = words.generation();
            cache.lemmas.clear();
        }
        let attributes = self.ruler.apply(tokens, words, &mut cache.attributes);
        let pairs = tokens.iter().zip(attributes);
        let mut analyse = |(&(id, ..), found): (&(WordId, Tag, Dep), Attributes<'_>)| {
            let Attributes { tag, dep, pos, morph, lemma } = found;
            let lemma = lemma.cloned().unwrap_or_else(|| self.lemma(id, pos, morph, words, &mut cache.lemmas));
            Analysis { tag, dep, pos: pos.unwrap_or(Pos::X), morph: morph.clone(), lemma }
        };
        pairs.map(&mut analyse).collect()
    }

    fn lemma(&self, id: WordId, pos: Option<Pos>, morph: &ArcStr, words: &WordCache, lemmas: &mut Lemmas) -> ArcStr {
        let known = lemmas.entry((id, pos)).or_default();
        if let Some((_, lemma)) = known.iter().find(|(features, _)| features == morph) {
            return lemma.clone();
        }
        let word = words.word(id);
        let lemma: ArcStr = self.lemmatizer.lemmatize(&word.text, &word.lower, pos, morph).into();
        known.push((morph.clone(), lemma.clone()));
        lemma
    }
}
