//! Quads in oxigraph and under the output folder.
