//! Statements as a petgraph, its neighbourhoods and its drawings.
