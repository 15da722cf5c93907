//! Where results go: standard output, which another program may close when it has seen enough.

use std::io::{self, BufWriter, Write};

use anstream::AutoStream;

use crate::{Error, Result};

/// The columns of a page where nobody says how wide it is.
const PAGE: usize = 120;

/// Below this many columns, tables are not worth their name.
const NARROWEST: usize = 40;

/// Standard output, buffered, with colours only where it is a terminal.
pub(super) struct Output {
    stream: BufWriter<Box<dyn Write>>,
}

/// Opens standard output.
pub(super) fn stdout() -> Output {
    Output::new(AutoStream::auto(io::stdout().lock()))
}

/// Opens standard output for what never has colours.
pub(super) fn plain_stdout() -> Output {
    Output::new(io::stdout().lock())
}

/// How many columns there are to write in: the terminal's, or enough for a page where standard output is none.
pub(super) fn width() -> usize {
    let columns = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(PAGE).max(NARROWEST)
}

impl Output {
    fn new(stream: impl Write + 'static) -> Output {
        Output { stream: BufWriter::with_capacity(1 << 16, Box::new(stream)) }
    }

    /// Writes out what is still kept back; to be called at the end, as errors that come later go unseen.
    pub(super) fn finish(mut self) -> Result<()> {
        self.stream.flush().map_err(failed)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The error for standard output that cannot be written.
///
/// A reader that has seen enough, as `head` has after ten lines, is no failure: see [`Error::is_closed_pipe`].
pub(super) fn failed(cause: io::Error) -> Error {
    Error::write("standard output", cause)
}
