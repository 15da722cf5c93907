//! A spaCy v3 pipeline, as its package ships it, to actant's own model.
//!
//! In comes the path of a wheel or an unpacked folder, out goes what the model file holds. No Python is needed. How
//! the file is laid out is left to [`model`](super::model).

mod config;
mod moves;
mod network;
mod package;
mod thinc;

use std::path::Path;

use serde_json::Value;

use config::Config;
pub use package::Package;

use super::model::{Model, Origin, Precision};
use super::network::Network;
use super::tables::LanguageTables;
use crate::{Error, Result};

/// The components that actant has, or can do without because another one does their work.
const COMPONENTS: [&str; 7] = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"];

/// Reads a pipeline package: a wheel, or a folder in which one is unpacked.
///
/// # Errors
/// When the path holds no pipeline, or one that is not supported; the error names the component.
pub fn import(path: &Path, precision: Precision) -> Result<Model> {
    let mut package = Package::open(path)?;
    let config = String::from_utf8_lossy(&package.read("config.cfg")?).into_owned();
    let config = Config::parse(&config).map_err(|message| package.error("config.cfg", message))?;
    check(&config, path)?;
    let origin = origin(&mut package)?;
    let network = network::read(&mut package, &config, precision)?;
    // What cannot be run is better refused here than when the model is loaded.
    Network::new(&network).map_err(|error| error.in_file(path))?;
    let tables = LanguageTables::import(|name| package.read(name))?;
    Ok(Model { origin, network, tables })
}

fn check(config: &Config, path: &Path) -> Result<()> {
    let language = config.text("nlp", "lang").unwrap_or_default();
    if language != "en" {
        let message = format!("is a pipeline for the language {language:?}; only English (\"en\") is supported");
        return Err(Error::new(message).in_file(path));
    }
    let pipeline = config.texts("nlp", "pipeline");
    let unsupported = |component: &str, message: &str| {
        Err(Error::new(format!("component {component}: {message}")).in_file(path).hint(
            "supported are pipelines built like en_core_web_sm: tok2vec, tagger, parser, ner, attribute_ruler and a \
             lemmatizer that works by rule",
        ))
    };
    for component in &pipeline {
        let factory = config.text(&format!("components.{component}"), "factory");
        if !COMPONENTS.contains(&factory.as_deref().unwrap_or(component)) {
            let factory = factory.unwrap_or_default();
            return unsupported(component, &format!("components made by {factory:?} are not supported"));
        }
    }
    for component in ["attribute_ruler", "lemmatizer"] {
        if !pipeline.iter().any(|name| name == component) {
            return unsupported(component, "the pipeline has no such component, and actant needs it");
        }
    }
    match config.text("components.lemmatizer", "mode").as_deref() {
        Some("rule") => Ok(()),
        mode => unsupported("lemmatizer", &format!("the mode {:?} is not supported", mode.unwrap_or("lookup"))),
    }
}

fn origin(package: &mut Package) -> Result<Origin> {
    let bytes = package.read("meta.json")?;
    let meta: Value = serde_json::from_slice(&bytes).map_err(|cause| package.error("meta.json", cause))?;
    let text = |key: &str| meta[key].as_str().unwrap_or_default().to_owned();
    Ok(Origin {
        name: format!("{}_{}", text("lang"), text("name")),
        version: text("version"),
        license: text("license"),
        author: text("author"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "[nlp]\nlang = \"en\"\npipeline = [\"tok2vec\",\"tagger\",\"parser\",\"attribute_ruler\",\"lemmatizer\"]\n\
        [components.tok2vec]\nfactory = \"tok2vec\"\n[components.tok2vec.model]\n@architectures = \"spacy.Tok2Vec.v2\"\n\
        [components.tok2vec.model.embed]\n@architectures = \"spacy.MultiHashEmbed.v2\"\ninclude_static_vectors = false\n\
        [components.tok2vec.model.encode]\n@architectures = \"spacy.MaxoutWindowEncoder.v2\"\n\
        [components.tagger]\nfactory = \"tagger\"\n[components.tagger.model]\n@architectures = \"spacy.Tagger.v2\"\n\
        [components.tagger.model.tok2vec]\n@architectures = \"spacy.Tok2VecListener.v1\"\nupstream = \"tok2vec\"\n\
        [components.parser]\nfactory = \"parser\"\n[components.parser.model]\n@architectures = \"spacy.TransitionBasedParser.v2\"\n\
        [components.lemmatizer]\nfactory = \"lemmatizer\"\nmode = \"rule\"\n\
        [components.attribute_ruler]\nfactory = \"attribute_ruler\"\n";

    /// What importing a package says whose settings are changed in one place and whose weights are no weights.
    fn message(from: &str, to: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        assert!(ENGLISH.contains(from), "{from}");
        let files = [
            ("config.cfg", ENGLISH.replace(from, to)),
            ("meta.json", r#"{"lang":"en","name":"test","version":"1.0"}"#.to_owned()),
            ("tagger/model", "no model".to_owned()),
        ];
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        import(folder.path(), Precision::Bits8).unwrap_err().to_string()
    }

    #[test]
    fn names_what_is_not_supported() {
        let table = [
            ("lang = \"en\"", "lang = \"de\"", "\"de\""),
            (
                "factory = \"tok2vec\"",
                "factory = \"transformer\"",
                "component tok2vec: components made by \"transformer\"",
            ),
            ("\"parser\",", "", "component parser: the pipeline has no such component"),
            (",\"lemmatizer\"]", "]", "component lemmatizer"),
            ("mode = \"rule\"", "mode = \"lookup\"", "component lemmatizer: the mode \"lookup\""),
            ("spacy.Tagger.v2", "my.Tagger.v1", "component tagger: the architecture my.Tagger.v1"),
            ("factory = \"tagger\"", "factory = \"morphologizer\"", "component tagger"),
            ("[nlp]", "nlp", "line 1"),
            ("lang = \"en\"", "lang = \"en\" ", "tagger/model"),
        ];
        for (from, to, expected) in table {
            let message = message(from, to);
            assert!(message.contains(expected), "{to:?} gives {message:?}");
        }
    }

    #[test]
    fn names_the_file_that_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.cfg"), ENGLISH).unwrap();
        let message = import(folder.path(), Precision::Bits8).unwrap_err().to_string();
        assert!(message.contains("meta.json"), "{message}");
    }
}
