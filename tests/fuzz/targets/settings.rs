//! `site.toml` of any text: settings, or a reason.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(reason) = fingerpost::config::parse(text) {
        assert!(!reason.trim().is_empty());
    }
});
