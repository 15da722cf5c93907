//! Statements to quads, quads to files and back, and questions to them.

mod command;
mod evidence;
mod queries;
mod sample;
mod store;
