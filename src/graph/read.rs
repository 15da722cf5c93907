//! Reads the statements that a build has kept.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use crate::statement::Statement;
use crate::{Error, Result};

/// The file in an output folder that holds one statement a line as JSON.
const STATEMENTS: &str = "statements.ndjson";

/// Reads the statements of an output folder, in the order in which they were written.
///
/// # Errors
/// Fails when nothing was built there, when the file cannot be read, and when a line is not a statement.
pub fn read_statements(store: &Path) -> Result<Vec<Statement>> {
    let path = store.join(STATEMENTS);
    let file = File::open(&path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => Error::new("there is no graph here yet")
            .in_file(store)
            .hint("run `actant build` first, or name the folder that it wrote with --store DIR"),
        _ => Error::read(&path, cause),
    })?;
    let mut statements = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|cause| Error::read(&path, cause))?;
        if line.trim().is_empty() {
            continue;
        }
        let statement = serde_json::from_str(&line).map_err(|cause| {
            Error::new(format!("line {} is not a statement: {cause}", number + 1))
                .in_file(&path)
                .hint("run `actant build` again to write it anew")
        })?;
        statements.push(statement);
    }
    Ok(statements)
}
