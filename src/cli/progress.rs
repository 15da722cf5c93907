//! How far a long work has come, shown where somebody is watching.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Global;

/// A bar on standard error; nothing where that is no terminal, or where quiet was asked for.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Starts a bar of so many steps.
    pub(super) fn new(global: &Global, steps: usize, doing: &'static str) -> Self {
        // Standard error that is no terminal is drawn to by nobody: indicatif sees to that.
        let target = if global.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(steps as u64), target);
        let template = "{prefix} {bar:24} {pos}/{len} {wide_msg:.dim}";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(doing);
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar }
    }

    /// Counts one step as done and names what was worked on.
    pub(super) fn step(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        self.bar.inc(1);
    }

    /// Runs what prints messages while the bar is out of the way.
    pub(super) fn suspend<R>(&self, print: impl FnOnce() -> R) -> R {
        self.bar.suspend(print)
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
