//! What a partner has promised shows in the directory.
//!
//! A pledge of the charter can name what shows that it is kept: offers of a type, guides, a phone number on every
//! offer. If a signatory made the pledge and nothing shows it yet, or what showed it has not been checked for too long,
//! the public charter page says so. It is a warning, so that somebody hears of it before the public does.

use super::Check;
use crate::content::EveryOffer;
use crate::diagnostics::Diagnostics;
use crate::site::{Charter, Evidence, PledgeMade, Shows, Signatory, Site, Standing};

/// The check.
pub const CHECK: Check = Check {
    code: "pledge-without-evidence",
    run,
};

fn run(site: &Site, diagnostics: &mut Diagnostics) {
    // The evidence may stand in a file that cannot be read.
    let Some(charter) = site.charter.as_ref().filter(|_| site.is_whole) else {
        return;
    };
    for signatory in &charter.signatories {
        for (index, made) in signatory.pledges.iter().enumerate() {
            say(site, charter, signatory, index, made, diagnostics);
        }
    }
}

fn say(
    site: &Site,
    charter: &Charter,
    signatory: &Signatory,
    index: usize,
    made: &PledgeMade,
    diagnostics: &mut Diagnostics,
) {
    let Some(pledge) = charter.pledges.get(made.pledge.index()) else {
        return;
    };
    let Some(shows) = &pledge.shows else {
        return;
    };
    let what = wanted(shows, site);
    let who = &site.organisation(signatory.organisation).slug;
    let (slug, within) = (&pledge.slug, shows.within);
    let (message, help) = match made.standing {
        Standing::Kept | Standing::OnTrust => return,
        Standing::NotYetShown => (
            format!("nothing shows yet that `{who}` keeps the pledge `{slug}`, and the charter page says so"),
            format!("it takes {what}; add what is missing, or take the pledge out"),
        ),
        Standing::Lapsed => (
            format!("what shows that `{who}` keeps the pledge `{slug}` was last made sure of more than {within} ago"),
            format!("it takes {what}; make sure of them again and change their date"),
        ),
    };
    diagnostics.warning(
        CHECK.code,
        signatory.origin.at(&format!("pledges.{index}")),
        message,
        Some(help),
    );
}

/// What would show it: "2 listed offers of the type `device-loan` or of the type `repair`".
fn wanted(shows: &Shows, site: &Site) -> String {
    let at_least = shows.at_least;
    match &shows.evidence {
        Evidence::Offers { types, needs } => {
            let types = types.iter().map(|one| format!("of the type `{}`", one.word()));
            let needs = needs
                .iter()
                .map(|need| format!("for the need `{}`", site.topic(*need).slug));
            let any: Vec<String> = types.chain(needs).collect();
            format!("{} {}", counted(at_least, "listed offer"), any.join(" or "))
                .trim_end()
                .to_owned()
        }
        Evidence::EveryOffer(rule) => {
            let rule = match rule {
                EveryOffer::HasOfflineContact => "a contact that needs no internet",
                EveryOffer::HasAccessNote => "a note about access",
            };
            format!("{}, each with {rule}", counted(at_least, "listed offer"))
        }
        Evidence::Guides => format!("{} with its name after `reviewed` and `by`", counted(at_least, "guide")),
    }
}

fn counted(number: u32, thing: &str) -> String {
    if number == 1 {
        format!("1 {thing}")
    } else {
        format!("{number} {thing}s")
    }
}
