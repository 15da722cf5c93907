//! The weights and labels of a pipeline's components to [`NetworkData`].
//!
//! In come the settings and the files of a package, out goes the network with its weights laid out for inference.
//! What a setting asks for and is not supported gives an error that names the component.

use serde_json::Value;

use super::moves;
use super::thinc::{self, Layer, Tensor};
use super::{Config, Package};
use crate::syntax::model::{
    AffineData, EncoderData, Matrix, MaxoutData, NetworkData, Precision, TableData, TaggerData, TransitionData,
};
use crate::{Error, Result};

/// Reads the components `tok2vec`, `tagger`, `parser` and `ner` of a pipeline.
///
/// # Errors
/// When a component is missing, of another kind than supported, or its files do not hold what they should.
pub fn read(package: &mut Package, config: &Config, precision: Precision) -> Result<NetworkData> {
    let mut reader = Reader { package, config, precision, encoders: Vec::new() };
    let pipeline = config.texts("nlp", "pipeline");
    for component in ["tagger", "parser"] {
        if !pipeline.iter().any(|name| name == component) {
            return Err(reader.unsupported(component, "the pipeline has no such component, and actant needs it"));
        }
    }
    let tagger = reader.tagger()?;
    let parser = reader.transition("parser")?;
    let recognizer = match pipeline.iter().any(|name| name == "ner") {
        true => Some(reader.transition("ner")?),
        false => None,
    };
    Ok(NetworkData {
        encoders: reader.encoders.into_iter().map(|(_, encoder)| encoder).collect(),
        tagger,
        parser,
        recognizer,
    })
}

/// A part of a model, or what is wrong with it.
type Read<T> = std::result::Result<T, String>;

struct Reader<'a> {
    package: &'a mut Package,
    config: &'a Config,
    precision: Precision,
    /// The encoders read so far, by the component that owns them.
    encoders: Vec<(String, EncoderData)>,
}

impl Reader<'_> {
    fn unsupported(&self, component: &str, message: impl std::fmt::Display) -> Error {
        Error::new(format!("component {component}: {message}")).in_file(self.package.path())
    }

    fn setting(&self, component: &str, section: &str, key: &str) -> Option<String> {
        self.config.text(&format!("components.{component}{section}"), key)
    }

    /// Refuses a component whose architecture is none of those given.
    fn check_architecture(&self, component: &str, section: &str, supported: &[&str]) -> Result<String> {
        let Some(found) = self.setting(component, section, "@architectures") else {
            return Err(
                self.unsupported(component, format!("config.cfg names no architecture for {component}{section}"))
            );
        };
        if supported.contains(&found.as_str()) {
            return Ok(found);
        }
        let message = format!("the architecture {found} is not supported, only {}", supported.join(", "));
        Err(self.unsupported(component, message))
    }

    fn layers(&mut self, component: &str) -> Result<Vec<Layer>> {
        let file = format!("{component}/model");
        let bytes = self.package.read(&file)?;
        thinc::layers(&bytes).map_err(|message| self.package.error(&file, message))
    }

    /// The place of the encoder that a component reads: its own, or that of the component it listens to.
    fn encoder_of(&mut self, component: &str, layers: &[Layer]) -> Result<u32> {
        const LISTENER: &str = "spacy.Tok2VecListener.v1";
        const ENCODERS: [&str; 3] = ["spacy.Tok2Vec.v2", "spacy.Tok2Vec.v1", LISTENER];
        let architecture = self.check_architecture(component, ".model.tok2vec", &ENCODERS)?;
        if architecture != LISTENER {
            self.check_encoder(component, ".model.tok2vec")?;
            return self.add_encoder(component, layers);
        }
        let upstream = self.setting(component, ".model.tok2vec", "upstream").unwrap_or_default();
        let upstream = if upstream == "*" { "tok2vec".to_owned() } else { upstream };
        if let Some(place) = self.encoders.iter().position(|(owner, _)| *owner == upstream) {
            return Ok(place as u32);
        }
        if self.setting(&upstream, "", "factory").as_deref() != Some("tok2vec") {
            return Err(self.unsupported(component, format!("it listens to {upstream:?}, which is no tok2vec")));
        }
        self.check_architecture(&upstream, ".model", &ENCODERS[..2])?;
        self.check_encoder(&upstream, ".model")?;
        let layers = self.layers(&upstream)?;
        self.add_encoder(&upstream, &layers)
    }

    fn check_encoder(&self, component: &str, section: &str) -> Result<()> {
        const EMBED: [&str; 2] = ["spacy.MultiHashEmbed.v2", "spacy.MultiHashEmbed.v1"];
        const ENCODE: [&str; 2] = ["spacy.MaxoutWindowEncoder.v2", "spacy.MaxoutWindowEncoder.v1"];
        self.check_architecture(component, &format!("{section}.embed"), &EMBED)?;
        self.check_architecture(component, &format!("{section}.encode"), &ENCODE)?;
        let embed = format!("components.{component}{section}.embed");
        match self.config.get(&embed, "include_static_vectors") {
            None | Some(Value::Bool(false)) => Ok(()),
            Some(_) => Err(self.unsupported(component, "word vectors (include_static_vectors) are not supported")),
        }
    }

    fn add_encoder(&mut self, component: &str, layers: &[Layer]) -> Result<u32> {
        let encoder = encoder(layers, self.precision).map_err(|message| self.unsupported(component, message))?;
        self.encoders.push((component.to_owned(), encoder));
        Ok(self.encoders.len() as u32 - 1)
    }

    fn tagger(&mut self) -> Result<TaggerData> {
        let component = "tagger";
        self.check_factory(component)?;
        self.check_architecture(component, ".model", &["spacy.Tagger.v2", "spacy.Tagger.v1"])?;
        let layers = self.layers(component)?;
        let encoder = self.encoder_of(component, &layers)?;
        let settings = self.package.read("tagger/cfg")?;
        let settings: Value = serde_json::from_slice(&settings).unwrap_or_default();
        let labels: Option<Vec<String>> = settings["labels"]
            .as_array()
            .map(|labels| labels.iter().filter_map(|label| label.as_str().map(str::to_owned)).collect());
        let labels = labels.ok_or_else(|| self.package.error("tagger/cfg", "it has no list of labels"))?;
        let scores = layers.iter().find(|layer| layer.name == "softmax").ok_or("it has no layer softmax".to_owned());
        let scores = scores.and_then(|layer| affine(layer, self.precision));
        let scores = scores.map_err(|message| self.unsupported(component, message))?;
        Ok(TaggerData { encoder, labels, scores })
    }

    fn transition(&mut self, component: &str) -> Result<TransitionData> {
        self.check_factory(component)?;
        let architectures = ["spacy.TransitionBasedParser.v2", "spacy.TransitionBasedParser.v1"];
        self.check_architecture(component, ".model", &architectures)?;
        let layers = self.layers(component)?;
        let encoder = self.encoder_of(component, &layers)?;
        let file = format!("{component}/moves");
        let moves = self.package.read(&file)?;
        let moves = moves::names(&moves, component == "ner").map_err(|message| self.package.error(&file, message))?;
        transition(&layers, encoder, moves, self.precision).map_err(|message| self.unsupported(component, message))
    }

    fn check_factory(&self, component: &str) -> Result<()> {
        match self.setting(component, "", "factory") {
            Some(factory) if factory == component => Ok(()),
            Some(factory) => {
                Err(self.unsupported(component, format!("it is made by {factory:?}, which is not supported")))
            }
            None => Err(self.unsupported(component, "config.cfg does not say what makes it")),
        }
    }
}

fn encoder(layers: &[Layer], precision: Precision) -> Read<EncoderData> {
    let named = |name: &'static str| layers.iter().filter(move |layer| layer.name == name);
    let columns = named("extract_features").find_map(|layer| layer.texts("columns"));
    let columns = columns.ok_or("it does not say which attributes of a token it reads")?;
    let mut tables: Vec<TableData> = Vec::new();
    for layer in named("hashembed") {
        let ([rows, width], tensor) = layer.tensor::<2>("E")?;
        let seed = layer.integer("seed").and_then(|seed| u32::try_from(seed).ok()).ok_or("an embedding has no seed")?;
        let column = layer.integer("column").map_or(tables.len(), |column| column as usize);
        let attribute = columns.get(column).ok_or("an embedding reads an attribute that is not listed")?.clone();
        tables.push(TableData { attribute, seed, rows: Matrix::new(rows, width, &tensor.values, precision) });
    }
    let mut maxouts = Vec::new();
    for (linear, norm) in named("maxout").zip(named("layernorm")) {
        maxouts.push(maxout(linear, norm, precision)?);
    }
    if maxouts.len() != named("maxout").count() || maxouts.is_empty() || tables.is_empty() {
        return Err("its layers are not those of hash embeddings with window convolutions".into());
    }
    let mix = maxouts.remove(0);
    let mut windows = named("expand_window").map(|layer| layer.integer("window_size"));
    let window = windows.next().flatten().unwrap_or(1);
    if windows.any(|other| other != Some(window)) {
        return Err("its convolutions see windows of different width".into());
    }
    Ok(EncoderData { tables, mix, layers: maxouts, window: window as u32 })
}

fn maxout(linear: &Layer, norm: &Layer, precision: Precision) -> Read<MaxoutData> {
    let ([outputs, pieces, inputs], weights) = linear.tensor::<3>("W")?;
    let ([_, _], bias) = linear.tensor::<2>("b")?;
    let weights = pieces_first(weights, 1, outputs, pieces, inputs);
    Ok(MaxoutData {
        pieces: pieces as u32,
        affine: AffineData {
            weights: Matrix::new(pieces * outputs, inputs, &weights, precision),
            bias: pieces_first(bias, 1, outputs, pieces, 1),
        },
        gain: norm.tensor::<1>("G")?.1.values.clone(),
        shift: norm.tensor::<1>("b")?.1.values.clone(),
    })
}

fn affine(layer: &Layer, precision: Precision) -> Read<AffineData> {
    let ([outputs, inputs], weights) = layer.tensor::<2>("W")?;
    let bias = layer.tensor::<1>("b")?.1.values.clone();
    Ok(AffineData { weights: Matrix::new(outputs, inputs, &weights.values, precision), bias })
}

fn transition(layers: &[Layer], encoder: u32, moves: Vec<String>, precision: Precision) -> Read<TransitionData> {
    let root = layers.first().ok_or("it has no layers")?;
    if root.flag("has_upper") == Some(false) {
        return Err("a parser without an upper layer (use_upper = false) is not supported".into());
    }
    let place = |relation: &str| root.reference(relation).filter(|&place| place < layers.len());
    let lower = place("lower").ok_or("it has no lower layer")?;
    let upper = place("upper").ok_or("it has no upper layer")?;
    let narrow = (0..layers.len()).rev().find(|&place| place != upper && layers[place].name == "linear");
    let narrow = narrow.ok_or("it has no layer that narrows a token's vector")?;
    let ([features, outputs, pieces, inputs], weights) = layers[lower].tensor::<4>("W")?;
    let weights = pieces_first(weights, features, outputs, pieces, inputs);
    let ([_, _], lower_bias) = layers[lower].tensor::<2>("b")?;
    let ([_, _, _, _], padding) = layers[lower].tensor::<4>("pad")?;
    Ok(TransitionData {
        encoder,
        moves,
        narrow: affine(&layers[narrow], precision)?,
        features: features as u32,
        pieces: pieces as u32,
        lower: Matrix::new(features * pieces * outputs, inputs, &weights, precision),
        lower_bias: pieces_first(lower_bias, 1, outputs, pieces, 1),
        padding: pieces_first(padding, features, outputs, pieces, 1),
        upper: affine(&layers[upper], precision)?,
    })
}

/// Reorders weights from `[feature][output][piece][input]` to `[feature][piece][output][input]`; what does not have
/// as many numbers as that stays as it is and is refused when the network is built.
fn pieces_first(weights: &Tensor, features: usize, outputs: usize, pieces: usize, inputs: usize) -> Vec<f32> {
    if weights.values.len() != features * outputs * pieces * inputs {
        return weights.values.clone();
    }
    let mut reordered = Vec::with_capacity(weights.values.len());
    for feature in 0..features {
        for piece in 0..pieces {
            for output in 0..outputs {
                let from = ((feature * outputs + output) * pieces + piece) * inputs;
                reordered.extend_from_slice(&weights.values[from..from + inputs]);
            }
        }
    }
    reordered
}
