//! `actant draw`: Draws the graph, or what lies around some entities

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, Outcome, output};
use crate::files::write_whole;
use crate::graph::{DEFAULT_LIMIT, Drawing, Found, Options, StatementGraph};
use crate::{Error, Result, store};

/// Draws the graph, or what lies around some entities
#[derive(Debug, Args)]
pub(super) struct Draw {
    /// Draw what lies around this entity, by name or IRI; may be given more than once
    #[arg(long, value_name = "ENTITY")]
    about: Vec<String>,
    /// How many steps around the entities are drawn
    #[arg(long, value_name = "N", default_value_t = 1, requires = "about")]
    hops: usize,
    /// Draw at most this many actions: the most telling ones
    #[arg(long, value_name = "N", default_value_t = DEFAULT_LIMIT)]
    limit: usize,
    /// The format (default: from the file's extension, else svg)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The title above the drawing
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// The folder that `actant build` wrote
    #[arg(long, value_name = "DIR", default_value = "out")]
    store: PathBuf,
}

/// How a drawing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The language of Graphviz
    Dot,
    /// A picture
    Svg,
    /// For Gephi, yEd, Cytoscape and others
    Graphml,
}

impl Draw {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let format = self.format()?;
        let graph = StatementGraph::from_statements(&store::statements(&self.store)?);
        let mut focus = Vec::new();
        for name in &self.about {
            let found = graph.find(name)?;
            tell_choice(global, name, &found);
            focus.extend(found.nodes);
        }
        let options = Options { limit: self.limit, hops: self.hops, title: self.title.clone() };
        let drawing = Drawing::new(&graph, &focus, &options);
        let written = match format {
            Format::Dot => drawing.to_dot(),
            Format::Svg => drawing.to_svg(),
            Format::Graphml => drawing.to_graphml(),
        };
        match &self.output {
            Some(path) => write_whole(path, |out| {
                let written = out.write_all(written.as_bytes());
                written.map_err(|cause| Error::write(path, cause))
            })?,
            None => {
                let mut out = output::stdout();
                out.write_all(written.as_bytes()).map_err(output::failed)?;
                out.finish()?;
            }
        }
        let (drawn, available) = (drawing.edge_count(), drawing.available());
        if drawn < available {
            global.note(&format!("drew the {drawn} most telling of {available} actions; --limit N draws more"));
        }
        Ok(Outcome::Done)
    }

    fn format(&self) -> Result<Format> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let Some(path) = &self.output else { return Ok(Format::Svg) };
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        match extension.as_str() {
            "dot" | "gv" => Ok(Format::Dot),
            "svg" => Ok(Format::Svg),
            "graphml" | "xml" => Ok(Format::Graphml),
            _ => Err(Error::new("the name does not tell the format")
                .in_file(path)
                .hint("end it in .dot, .svg or .graphml, or say --format dot, svg or graphml")),
        }
    }
}

/// Says which entity a name was taken for, where others would have fitted as well.
pub(super) fn tell_choice(global: &Global, name: &str, found: &Found) {
    if found.also.is_empty() {
        return;
    }
    let shown: Vec<String> = found.also.iter().take(4).map(|label| format!("“{label}”")).collect();
    let more = if found.also.len() > shown.len() { ", …" } else { "" };
    let (label, shown) = (&found.label, shown.join(", "));
    global.note(&format!("“{name}” is taken for “{label}”; it could also be {shown}{more}"));
}
