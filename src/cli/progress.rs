//! How far long work is: a bar on a terminal, nothing elsewhere (the last lines say what was done).

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Progress;

/// A bar that appears when there is somebody to see it.
pub struct Bar {
    bar: Mutex<ProgressBar>,
}

impl Bar {
    /// `draw` says whether standard error is a terminal that may be drawn on.
    pub fn new(draw: bool) -> Self {
        let bar = if draw {
            ProgressBar::new_spinner()
        } else {
            ProgressBar::hidden()
        };
        if draw {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { bar: Mutex::new(bar) }
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(bar) = self.bar.lock() {
            act(&bar);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.with(ProgressBar::finish_and_clear);
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, steps: Option<usize>) {
        self.with(|bar| {
            let template = if steps.is_some() {
                "{msg:10} {wide_bar} {pos}/{len}"
            } else {
                "{msg:10} {spinner}"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_position(0);
            bar.set_length(steps.unwrap_or(0) as u64);
            bar.set_message(name);
        });
    }

    fn step(&self) {
        self.with(|bar| bar.inc(1));
    }
}
