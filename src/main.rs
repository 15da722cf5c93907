//! The `actant` program: parses the arguments, runs the command, maps the outcome to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    actant::cli::main()
}
