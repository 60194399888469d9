//! What every template of a site may use, as `site`: its name, its helpline, how to report a mistake, the pages of its foot.

use serde::Serialize;

use super::card::Link;
use crate::outputs::signpost;
use crate::outputs::theme::{Logo, Theme};
use crate::site::{Site, routes};

/// What every template may use, besides its own struct.
#[derive(Debug, Serialize)]
pub struct Shared {
    title: String,
    /// What stands at the top of every page: the title, or the theme's short name for it.
    name: String,
    /// The theme's logo, beside the name.
    logo: Option<Logo>,
    preview: Preview,
    intro: String,
    address: Option<String>,
    sample: bool,
    helpline: Option<HelplineView>,
    report: ReportView,
    /// Whether there is a way to report a mistake.
    can_report: bool,
    /// Where the link to leave fast leads.
    leave: Option<String>,
    /// Pages of `content/pages` and those like them, for the foot.
    pages: Vec<Link>,
    has_charter: bool,
    has_guides: bool,
    /// Whether there is a page that lists the leaflets.
    has_leaflets: bool,
    /// Whether something is in a language other than the site's own.
    has_languages: bool,
    /// Whose positions tell what is near; none where there are no pages about that.
    near_attribution: Option<String>,
    built: String,
    built_iso: String,
}

/// What others show beside a link to a page (The Open Graph protocol).
#[derive(Debug, Serialize)]
struct Preview {
    /// The whole address of the picture; none while nobody knows where the site will live.
    image: Option<String>,
    /// `en_GB`; none where the language of the site does not say a country.
    locale: Option<String>,
}

#[derive(Debug, Serialize)]
struct HelplineView {
    name: Option<String>,
    spoken: String,
    uri: String,
    hours: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ReportView {
    email: Option<String>,
    post: Option<String>,
    web: Option<String>,
}

/// What every template of a site may use, as `site`.
pub fn shared(site: &Site, theme: &Theme) -> Shared {
    let config = &site.config;
    Shared {
        title: config.title.clone(),
        name: theme.name.clone().unwrap_or_else(|| config.title.clone()),
        logo: theme.logo.clone(),
        preview: Preview {
            image: config
                .address
                .as_ref()
                .map(|address| format!("{address}{}", signpost::picture(theme))),
            locale: locale(config.language.as_str()),
        },
        intro: config.intro.clone(),
        address: config.address.clone(),
        sample: config.sample,
        helpline: config.helpline.as_ref().map(|helpline| HelplineView {
            name: helpline.name.clone(),
            spoken: helpline.phone.spoken(),
            uri: helpline.phone.tel_uri(),
            hours: theme.strings.hours(&helpline.hours),
        }),
        can_report: config.helpline.is_some()
            || config.reach.email.is_some()
            || config.reach.post.is_some()
            || config.reach.web.is_some(),
        leave: config.leave.as_ref().map(|leave| leave.to.to_string()),
        report: ReportView {
            email: config.reach.email.as_ref().map(ToString::to_string),
            post: config.reach.post.clone(),
            web: config.reach.web.as_ref().map(ToString::to_string),
        },
        pages: foot_pages(site, theme),
        has_charter: site.charter.is_some(),
        has_guides: !site.guides.is_empty(),
        has_leaflets: site.lists_leaflets(),
        has_languages: !site.listings.language_offers.is_empty(),
        near_attribution: config
            .near
            .as_ref()
            .filter(|_| site.near_pages().next().is_some())
            .map(|near| near.attribution.clone()),
        built: site.today.say(&theme.strings.date),
        built_iso: site.today.to_string(),
    }
}

/// Pages of `content/pages`, then those that the program makes where the site has none of that name.
fn foot_pages(site: &Site, theme: &Theme) -> Vec<Link> {
    let own = site.pages.iter().map(|page| Link {
        name: page.title.clone(),
        address: routes::page(&page.slug),
    });
    let mut pages: Vec<Link> = own.collect();
    let word = |key: &str| theme.strings.say(key, &[]).unwrap_or_else(|_| key.to_owned());
    let made = [
        ("statement.title", routes::ACCESSIBILITY),
        ("privacy.title", routes::PRIVACY),
        ("my_list.title", routes::MY_LIST),
    ];
    for (key, address) in made {
        if !pages.iter().any(|page| page.address == address) {
            pages.push(Link {
                name: word(key),
                address: address.to_owned(),
            });
        }
    }
    pages
}

/// The language and country of a tag, as the Open Graph writes them.
fn locale(tag: &str) -> Option<String> {
    let (language, rest) = tag.split_once('-')?;
    let country = rest.split('-').find(|part| part.len() == 2)?;
    Some(format!("{language}_{country}"))
}
