//! How far long work is: a bar on a terminal, a plain line for each long stage elsewhere, nothing when quiet.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::words::Words;
use crate::Progress;

/// Shows progress where there is somebody to see it.
pub struct Bar<'a> {
    words: &'a Words,
    bar: Option<Mutex<ProgressBar>>,
    /// The stage that has begun.
    stage: Mutex<&'static str>,
}

impl<'a> Bar<'a> {
    /// A bar if standard error is a terminal and may be drawn on.
    pub fn new(words: &'a Words) -> Self {
        let bar = words.may_draw().then(|| {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(Duration::from_millis(100));
            Mutex::new(bar)
        });
        Self {
            words,
            bar,
            stage: Mutex::default(),
        }
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock) {
            act(&bar);
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.with(ProgressBar::finish_and_clear);
    }
}

impl Progress for Bar<'_> {
    fn stage(&self, name: &'static str) {
        if let Ok(mut stage) = self.stage.lock() {
            *stage = name;
        }
        self.with(|bar| {
            draw(bar, "{msg:10} {spinner}");
            bar.set_message(name);
        });
    }

    fn steps(&self, count: usize) {
        if self.bar.is_none() {
            let stage = self.stage.lock().map_or("pages", |stage| *stage);
            self.words.note(&format!("{stage}: {count}"));
        }
        self.with(|bar| {
            draw(bar, "{msg:10} {wide_bar} {pos}/{len}");
            bar.set_position(0);
            bar.set_length(count as u64);
        });
    }

    fn step(&self) {
        self.with(|bar| bar.inc(1));
    }
}

fn draw(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}

/// Tells nobody.
pub struct Silence;

impl Progress for Silence {
    fn stage(&self, _: &'static str) {}

    fn steps(&self, _: usize) {}

    fn step(&self) {}
}
