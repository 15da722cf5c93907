//! What a model file holds: the network's weights and labels, as plain data.
//!
//! Weights are laid out as inference wants them: of a layer with pieces, all outputs of the first piece come first,
//! then all of the second. That the parts fit together is checked where the network is built.

use serde::{Deserialize, Serialize};

use super::weights::Matrix;

/// Where a model comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The pipeline's name with its language: `en_core_web_sm`.
    pub name: String,
    /// The pipeline's version.
    pub version: String,
    /// The licence's short name.
    pub license: String,
    /// Who made it.
    pub author: String,
}

/// The network of a pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetworkData {
    /// The encoders; components name theirs by its place here.
    pub encoders: Vec<EncoderData>,
    /// The tagger.
    pub tagger: TaggerData,
    /// The dependency parser.
    pub parser: TransitionData,
    /// The named entity recognizer, unless the pipeline has none.
    pub recognizer: Option<TransitionData>,
}

/// Token attributes to vectors: hash embeddings, then convolutions over a window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EncoderData {
    /// The embedding of each attribute.
    pub tables: Vec<TableData>,
    /// Mixes the embeddings of a token into one vector.
    pub mix: MaxoutData,
    /// The convolutions.
    pub layers: Vec<MaxoutData>,
    /// How many tokens to either side a convolution sees.
    pub window: u32,
}

/// The embedding of one attribute: four rows of the table, picked by hashing, are added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableData {
    /// The attribute's name, such as `NORM`.
    pub attribute: String,
    /// The seed of the hash.
    pub seed: u32,
    /// The table.
    pub rows: Matrix,
}

/// A layer whose outputs are the largest of their pieces, brought to mean 0 and variance 1, then scaled and shifted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaxoutData {
    /// How many candidates each output has.
    pub pieces: u32,
    /// The linear part.
    pub affine: AffineData,
    /// The scale of each output.
    pub gain: Vec<f32>,
    /// The shift of each output.
    pub shift: Vec<f32>,
}

/// A matrix, and what is added to its product; nothing where `bias` is empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AffineData {
    /// A row for each output.
    pub weights: Matrix,
    /// One for each output, or none.
    pub bias: Vec<f32>,
}

/// The tagger: one score for each tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaggerData {
    /// Which encoder it reads.
    pub encoder: u32,
    /// The tags, as spaCy writes them.
    pub labels: Vec<String>,
    /// Vector to scores.
    pub scores: AffineData,
}

/// A parser that works by moves, each chosen by what a few tokens of its state look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TransitionData {
    /// Which encoder it reads.
    pub encoder: u32,
    /// The moves, as spaCy writes them: `L-nsubj`.
    pub moves: Vec<String>,
    /// Narrows a token's vector.
    pub narrow: AffineData,
    /// How many tokens of the state are looked at.
    pub features: u32,
    /// How many candidates each hidden output has.
    pub pieces: u32,
    /// A token's part in the hidden layer: for every feature, piece and output a row.
    pub lower: Matrix,
    /// The hidden layer's bias.
    pub lower_bias: Vec<f32>,
    /// Stands in for tokens that are not there, for every feature.
    pub padding: Vec<f32>,
    /// Hidden layer to a score for each move.
    pub upper: AffineData,
}
