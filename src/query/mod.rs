//! SPARQL questions, named queries and result tables.
