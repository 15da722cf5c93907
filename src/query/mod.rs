//! Questions: SPARQL against the store, named queries with parameters, answers in the usual formats.
//!
//! In come the text of a query and the values of its parameters, out goes an [`Answer`]. What a query sees: the default
//! graph together with the claims, or without them ([`Scope::Stated`]); `GRAPH ?document { … }` reaches the evidence.
//! Nothing is ever fetched from elsewhere. Reading files and printing are left to [`cli`](crate::cli).

mod dataset;
mod library;
mod locate;
mod names;
mod parse;
mod run;
mod suggest;
mod table;
mod template;
mod terms;
mod tokens;
mod write;

pub use dataset::Scope;
pub use library::{Named, library, named};
pub use names::{Resolved, resolve_names};
pub use parse::{Options, Prepared};
pub use run::{Answer, Row, Solutions, ask};
pub use template::{Parameter, Template};
pub use terms::Shortener;
pub use write::{Format, WriteError, write_answer};
