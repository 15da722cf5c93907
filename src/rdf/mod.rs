//! Statements to quads.
