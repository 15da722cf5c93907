//! Token attributes to vectors that know their neighbours: hash embeddings, then convolutions over windows of tokens.
//!
//! In come the attributes of the tokens of several documents, out goes a vector for each token. Documents are parted
//! by rows of zeros, as many as the convolutions can see, so that none sees another. Words are numbered once for all
//! encoders, and the vectors of those seen before are remembered.

use rustc_hash::FxHashMap;

use super::hash::hash;
use super::kernel::Kernel;
use super::maxout::Maxout;
use super::rows::{Rows, combine};
use crate::syntax::model::{EncoderData, Matrix, Precision};

/// The attributes that an encoder can read, in the order of a token's [`Attributes`].
pub const ATTRIBUTES: [&str; 6] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];

/// A token's attributes: string numbers, then whether a space follows and whether it is white space itself.
pub type Attributes = [u64; ATTRIBUTES.len()];

/// How many words' vectors are remembered at most.
const REMEMBERED: usize = 1 << 14;

/// An encoder.
pub struct Encoder {
    tables: Vec<Table>,
    mix: Maxout,
    layers: Vec<Maxout>,
    window: usize,
    /// The step for the embeddings, then for the inputs of each convolution.
    steps: Vec<f32>,
    /// The largest size of any output.
    bound: f32,
}

struct Table {
    /// The attribute's place in [`ATTRIBUTES`].
    attribute: usize,
    seed: u32,
    rows: Matrix,
}

/// The tokens of some documents by the numbers of their words, which all encoders share.
#[derive(Default)]
pub struct Words {
    numbers: FxHashMap<Attributes, u32>,
    /// The attributes of each number.
    known: Vec<Attributes>,
    /// How often all were forgotten.
    generation: u64,
    /// The number of each token, document after document.
    tokens: Vec<u32>,
    /// How many tokens each document has.
    lengths: Vec<usize>,
}

/// The vectors of words seen before, of one encoder.
#[derive(Default)]
pub struct Memory {
    vectors: Vec<f32>,
    generation: u64,
}

/// Room for an encoder's work.
pub struct Scratch {
    current: Rows,
    next: Rows,
    product: Vec<f32>,
}

impl Words {
    /// Numbers the words of documents.
    pub fn number<'a>(&mut self, documents: impl Iterator<Item = &'a [Attributes]>) {
        if self.known.len() > REMEMBERED {
            self.numbers.clear();
            self.known.clear();
            self.generation += 1;
        }
        self.tokens.clear();
        self.lengths.clear();
        for document in documents {
            self.lengths.push(document.len());
            for attributes in document {
                let number = self.numbers.entry(*attributes).or_insert_with(|| {
                    self.known.push(*attributes);
                    self.known.len() as u32 - 1
                });
                self.tokens.push(*number);
            }
        }
    }
}

impl Scratch {
    /// Makes room for work in a precision.
    pub fn new(precision: Precision) -> Scratch {
        let rows = || Rows::zeros(0, 1, precision);
        Scratch { current: rows(), next: rows(), product: Vec::new() }
    }

    /// Rows for anybody who needs some between two runs of an encoder.
    pub fn rows(&mut self) -> &mut Rows {
        &mut self.current
    }
}

impl Encoder {
    /// Builds an encoder.
    ///
    /// # Errors
    /// A message when the parts do not fit together or an attribute is not known.
    pub fn new(data: &EncoderData) -> Result<Encoder, String> {
        let mix = Maxout::new(&data.mix)?;
        let layers = data.layers.iter().map(Maxout::new).collect::<Result<Vec<_>, _>>()?;
        let (width, window) = (mix.width(), data.window as usize);
        let fits = mix.inputs() == width * data.tables.len()
            && window <= 16
            && layers.iter().all(|layer| layer.width() == width && layer.inputs() == width * (2 * window + 1));
        if !fits {
            return Err("the layers of an encoder do not fit together".into());
        }
        let mut tables = Vec::new();
        for table in &data.tables {
            let attribute = ATTRIBUTES.iter().position(|&name| name == table.attribute).ok_or_else(|| {
                format!("the attribute {} is not supported, only {}", table.attribute, ATTRIBUTES.join(", "))
            })?;
            if !table.rows.is_sound() || table.rows.rows() == 0 || table.rows.columns() != width {
                return Err(format!("the embedding of {} does not fit the encoder", table.attribute));
            }
            tables.push(Table { attribute, seed: table.seed, rows: table.rows.clone() });
        }
        let largest = tables.iter().fold(0.0, |most: f32, table| most.max(table.rows.largest()));
        let mut steps = vec![mix.step(4.0 * largest)];
        let mut bound = mix.bound();
        for layer in &layers {
            steps.push(layer.step(bound));
            bound += layer.bound();
        }
        Ok(Encoder { tables, mix, layers, window, steps, bound })
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.mix.width()
    }

    /// The largest size of any number in a vector.
    pub fn bound(&self) -> f32 {
        self.bound
    }

    /// How many rows of zeros part two documents.
    pub fn padding(&self) -> usize {
        self.window * self.layers.len()
    }

    /// Computes the vectors of documents; each starts [`padding`](Self::padding) rows after the one before ends, the
    /// first at the row `padding`.
    pub fn encode(
        &self,
        kernel: Kernel,
        words: &Words,
        memory: &mut Memory,
        scratch: &mut Scratch,
        vectors: &mut Vec<f32>,
    ) {
        let (width, padding) = (self.width(), self.padding());
        self.remember(kernel, words, memory, scratch);
        vectors.clear();
        vectors.resize(padding * width, 0.0);
        let mut tokens = words.tokens.iter();
        for &length in &words.lengths {
            for &number in tokens.by_ref().take(length) {
                let from = number as usize * width;
                vectors.extend_from_slice(&memory.vectors[from..from + width]);
            }
            vectors.resize(vectors.len() + padding * width, 0.0);
        }
        self.convolve(kernel, scratch, vectors);
    }

    fn convolve(&self, kernel: Kernel, scratch: &mut Scratch, vectors: &mut [f32]) {
        let width = self.width();
        let count = vectors.len() / width;
        let Some(&step) = self.steps.get(1) else { return };
        for rows in [&mut scratch.current, &mut scratch.next] {
            rows.reset(count + 2 * self.window, width);
        }
        for row in 0..self.window {
            // The rows before and after all documents stay zeros but need the step of the others.
            for rows in [&mut scratch.current, &mut scratch.next] {
                rows.set(row, &vec![0.0; width], step);
            }
        }
        kernel.run(
            #[inline(always)]
            || {
                for (row, vector) in vectors.chunks_exact(width).enumerate() {
                    scratch.current.set(self.window + row, vector, step);
                }
            },
        );
        for (number, layer) in self.layers.iter().enumerate() {
            let next_step = self.steps.get(number + 2).copied();
            let Scratch { current, next, product, .. } = scratch;
            if let Some(step) = next_step {
                for row in 0..self.window {
                    next.set(row, &vec![0.0; width], step);
                }
            }
            layer.apply(
                kernel,
                (current, width),
                (0, count),
                product,
                #[inline(always)]
                |row, output| {
                    let vector = &mut vectors[row * width..(row + 1) * width];
                    combine(vector, output, |number, change| number + change);
                    if let Some(step) = next_step {
                        next.set(self.window + row, vector, step);
                    }
                },
            );
            std::mem::swap(&mut scratch.current, &mut scratch.next);
        }
    }

    /// Computes the vectors of words that are not remembered yet.
    fn remember(&self, kernel: Kernel, words: &Words, memory: &mut Memory, scratch: &mut Scratch) {
        if memory.generation != words.generation {
            memory.generation = words.generation;
            memory.vectors.clear();
        }
        let missing = &words.known[memory.vectors.len() / self.width()..];
        let inputs = self.mix.inputs();
        let Scratch { current, product, .. } = scratch;
        current.reset(missing.len(), inputs);
        let mut input = vec![0.0; inputs];
        kernel.run(
            #[inline(always)]
            || {
                for (row, attributes) in missing.iter().enumerate() {
                    for (table, part) in self.tables.iter().zip(input.chunks_exact_mut(self.width())) {
                        table.embed(attributes[table.attribute], part);
                    }
                    current.set(row, &input, self.steps[0]);
                }
            },
        );
        self.mix.apply(kernel, (current, inputs), (0, missing.len()), product, |_, output| {
            memory.vectors.extend_from_slice(output);
        });
    }

    /// What kinds of numbers its layers work with.
    pub fn precisions(&self) -> impl Iterator<Item = Precision> + '_ {
        std::iter::once(&self.mix).chain(&self.layers).map(Maxout::precision)
    }
}

impl Table {
    #[inline(always)]
    fn embed(&self, value: u64, sum: &mut [f32]) {
        sum.fill(0.0);
        for key in hash(value, self.seed) {
            let row = key as usize % self.rows.rows();
            match self.rows.precision() {
                Precision::Bits8 => {
                    let scale = self.rows.scales()[row];
                    for (sum, weight) in sum.iter_mut().zip(self.rows.row_8(row)) {
                        *sum += f32::from(weight) * scale;
                    }
                }
                Precision::Bits32 => {
                    for (sum, weight) in sum.iter_mut().zip(self.rows.row_32(row)) {
                        *sum += weight;
                    }
                }
            }
        }
    }
}
