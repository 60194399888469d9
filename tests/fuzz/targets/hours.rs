//! Opening hours from anybody: read or refused, and what is read is the same when it is written back.

#![no_main]

use fingerpost::values::hours::{parse, rrule};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse(text) {
        Ok(rules) => {
            for rule in rules {
                assert_eq!(parse(&rule.to_string()), Ok(vec![rule.clone()]), "written back: {rule}");
                rrule(&rule);
            }
        }
        Err(mistake) => assert!(!mistake.message.is_empty()),
    }
});
