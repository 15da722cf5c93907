//! The neural network: token attributes to tags, trees and named entities.
//!
//! In come the attributes of the tokens of some documents, out go for each document tags, heads, relations, sentence
//! starts and entities, as spaCy's pipeline finds them. What is computed for a document does not depend on the others
//! that are computed with it, nor on the processor. Splitting text into tokens and naming their attributes is left to
//! the tokenizer.

mod affine;
mod arc_eager;
mod biluo;
mod encoder;
mod hash;
mod kernel;
mod maxout;
mod rows;
mod scorer;
#[cfg(target_arch = "x86_64")]
mod simd;
mod tree;

use std::ops::Range;

pub use encoder::{ATTRIBUTES, Attributes};
pub use kernel::Kernel;
pub use tree::{Forest, sentences};

use affine::Affine;
use arc_eager::Parser;
use biluo::Recognizer;
use encoder::{Encoder, Memory, Scratch, Words};
use scorer::Scores;

use super::label::{EntityLabel, Tag};
use super::model::{NetworkData, Precision, TaggerData};
use crate::{Error, Result};

/// A network, ready to run; it is never changed, so that threads can share it.
pub struct Network {
    encoders: Vec<Encoder>,
    tagger: Tagger,
    parser: (usize, Parser),
    recognizer: Option<(usize, Recognizer)>,
    kernel: Kernel,
    precision: Precision,
}

struct Tagger {
    encoder: usize,
    tags: Vec<Tag>,
    scores: Affine,
}

/// What a thread needs to run a network, with what it remembers of the words that it has seen.
pub struct Workspace {
    words: Words,
    memories: Vec<Memory>,
    scratch: Scratch,
    /// The vectors of each encoder.
    vectors: Vec<Vec<f32>>,
    tags: Vec<f32>,
    parser: Scores,
    recognizer: Option<Scores>,
}

/// The tokens of one document.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The attributes of each token.
    pub attributes: Vec<Attributes>,
    /// Whether each token is white space only.
    pub is_space: Vec<bool>,
}

/// What the network found in one document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The tag of each token.
    pub tags: Vec<Tag>,
    /// The trees.
    pub forest: Forest,
    /// The entities, as ranges of tokens.
    pub entities: Vec<(Range<usize>, EntityLabel)>,
}

impl Network {
    /// Builds a network from a model's weights, to be run in the fastest way that this processor has.
    ///
    /// # Errors
    /// When the parts do not fit together or a label is not known; the error names the component.
    pub fn new(data: &NetworkData) -> Result<Network> {
        let broken = |component: &str, message: String| Error::new(format!("component {component}: {message}"));
        let encoders = data.encoders.iter().map(Encoder::new).collect::<std::result::Result<Vec<_>, _>>();
        let encoders = encoders.map_err(|message| broken("tok2vec", message))?;
        let width_of = |component: &str, place: u32| match encoders.get(place as usize) {
            Some(encoder) => Ok((place as usize, encoder.width())),
            None => Err(broken(component, "it reads an encoder that is not there".into())),
        };
        let (place, width) = width_of("tagger", data.tagger.encoder)?;
        let tagger = Tagger::new(&data.tagger, place, width).map_err(|message| broken("tagger", message))?;
        let (place, width) = width_of("parser", data.parser.encoder)?;
        let parser = (place, Parser::new(&data.parser, width).map_err(|message| broken("parser", message))?);
        let recognizer = match &data.recognizer {
            None => None,
            Some(data) => {
                let (place, width) = width_of("ner", data.encoder)?;
                Some((place, Recognizer::new(data, width).map_err(|message| broken("ner", message))?))
            }
        };
        let precision = tagger.scores.precision();
        let same = encoders.iter().flat_map(Encoder::precisions).chain(parser.1.precisions());
        let same = same.chain(recognizer.iter().flat_map(|(_, recognizer)| recognizer.precisions()));
        if same.into_iter().any(|other| other != precision) {
            return Err(Error::new("the model's weights are partly in 8 and partly in 32 bits"));
        }
        Ok(Network { encoders, tagger, parser, recognizer, kernel: Kernel::best(), precision })
    }

    /// Runs in a given way instead of the fastest; the results are the same.
    #[must_use]
    pub fn with_kernel(mut self, kernel: Kernel) -> Network {
        self.kernel = kernel;
        self
    }

    /// Whether there is a named entity recognizer.
    pub fn has_recognizer(&self) -> bool {
        self.recognizer.is_some()
    }

    /// Makes what a thread needs to run the network.
    pub fn workspace(&self) -> Workspace {
        Workspace {
            words: Words::default(),
            memories: self.encoders.iter().map(|_| Memory::default()).collect(),
            scratch: Scratch::new(self.precision),
            vectors: self.encoders.iter().map(|_| Vec::new()).collect(),
            tags: Vec::new(),
            parser: self.parser.1.scores(),
            recognizer: self.recognizer.as_ref().map(|(_, recognizer)| recognizer.scores()),
        }
    }

    /// Analyses documents; without `entities`, the recognizer is not run.
    pub fn analyze(&self, documents: &[Input], entities: bool, workspace: &mut Workspace) -> Vec<Analysis> {
        let recognizer = self.recognizer.as_ref().filter(|_| entities);
        let used = [Some(self.tagger.encoder), Some(self.parser.0), recognizer.map(|(place, _)| *place)];
        workspace.words.number(documents.iter().map(|document| document.attributes.as_slice()));
        for (place, encoder) in self.encoders.iter().enumerate().filter(|(place, _)| used.contains(&Some(*place))) {
            let (memory, vectors) = (&mut workspace.memories[place], &mut workspace.vectors[place]);
            encoder.encode(self.kernel, &workspace.words, memory, &mut workspace.scratch, vectors);
        }
        self.tag(workspace);
        let mut first = vec![0; self.encoders.len()];
        documents
            .iter()
            .map(|document| {
                for (first, encoder) in first.iter_mut().zip(&self.encoders) {
                    *first += encoder.padding();
                }
                let analysis = self.analyze_one(document, &first, recognizer, workspace);
                for first in &mut first {
                    *first += document.is_space.len();
                }
                analysis
            })
            .collect()
    }

    /// Finishes one document, whose rows start at `first` of each encoder's vectors.
    fn analyze_one(
        &self,
        document: &Input,
        first: &[usize],
        recognizer: Option<&(usize, Recognizer)>,
        workspace: &mut Workspace,
    ) -> Analysis {
        let count = document.is_space.len();
        let stride = self.tagger.scores.stride();
        let scores = workspace.tags[first[self.tagger.encoder] * stride..].chunks_exact(stride);
        let tags = scores.take(count).map(|scores| self.tagger.best(scores)).collect();
        let rows = |place: usize| {
            let width = self.encoders[place].width();
            first[place] * width..(first[place] + count) * width
        };
        let (place, parser) = &self.parser;
        let (vectors, bound) = (&workspace.vectors[*place][rows(*place)], self.encoders[*place].bound());
        parser.prepare(self.kernel, vectors, bound, &mut workspace.parser);
        let arcs = parser.parse(self.kernel, count, &mut workspace.parser);
        let forest = tree::plant(&arcs, &document.is_space);
        let entities = match (recognizer, &mut workspace.recognizer) {
            (Some((place, recognizer)), Some(scores)) => {
                let (vectors, bound) = (&workspace.vectors[*place][rows(*place)], self.encoders[*place].bound());
                recognizer.prepare(self.kernel, vectors, bound, scores);
                recognizer.recognize(self.kernel, &document.is_space, &forest.sentence_starts, scores)
            }
            _ => Vec::new(),
        };
        Analysis { tags, forest, entities }
    }

    fn tag(&self, workspace: &mut Workspace) {
        let Tagger { encoder, scores, .. } = &self.tagger;
        let (width, vectors) = (scores.inputs(), &workspace.vectors[*encoder]);
        let count = vectors.len() / width;
        let step = scores.step(self.encoders[*encoder].bound());
        let rows = workspace.scratch.rows();
        rows.reset(count, width);
        self.kernel.run(
            #[inline(always)]
            || {
                for (row, vector) in vectors.chunks_exact(width).enumerate() {
                    rows.set(row, vector, step);
                }
            },
        );
        workspace.tags.resize(count * scores.stride(), 0.0);
        scores.apply(self.kernel, rows, width, 0, count, &mut workspace.tags);
    }
}

impl Tagger {
    fn new(data: &TaggerData, encoder: usize, width: usize) -> std::result::Result<Tagger, String> {
        let scores = Affine::from_data(&data.scores)?;
        if scores.inputs() != width || scores.outputs() != data.labels.len() {
            return Err("its labels and weights do not fit together".into());
        }
        let tags: std::result::Result<Vec<Tag>, _> = data.labels.iter().map(|label| label.parse()).collect();
        Ok(Tagger { encoder, tags: tags.map_err(|unknown| unknown.to_string())?, scores })
    }

    /// The tag with the highest score, the first of equals.
    fn best(&self, scores: &[f32]) -> Tag {
        let mut best = 0;
        for number in 1..self.tags.len() {
            if scores[number] > scores[best] {
                best = number;
            }
        }
        self.tags[best]
    }
}
