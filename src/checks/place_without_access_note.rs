//! Every place says something about access.
//!
//! Somebody who uses a wheelchair, or cannot see or hear well, has to know before the journey. Nothing said is read as
//! "you are not expected here", so a step at the door is worth saying as well. It is a warning, because a place without
//! a word about access is still of use to many.

use super::Check;
use crate::diagnostics::Diagnostics;
use crate::site::Site;

/// The check.
pub const CHECK: Check = Check {
    code: "place-without-access-note",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    for place in site.places.iter().filter(|place| place.access.is_empty()) {
        diagnostics.warning(
            CHECK.code,
            place.origin.at("name"),
            format!("nothing is said about access, so disabled people cannot know whether they can use `{}`", place.name),
            Some("add `access:` with what helps and what hinders, like {feature: step-free, note: The ramp is at the side.}".into()),
        );
    }
}
