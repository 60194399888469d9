//! The default theme as part of the program, so that a site needs no theme folder of its own.
//!
//! A test of the suite holds this list against `themes/default/`.

/// Each file's path below `themes/default/` with its text.
pub const FILES: &[(&str, &str)] = &[
    ("images/icon.svg", include_str!("../../themes/default/images/icon.svg")),
    ("strings/en-GB.toml", include_str!("../../themes/default/strings/en-GB.toml")),
    ("styles/main.css", include_str!("../../themes/default/styles/main.css")),
    ("templates/404.html", include_str!("../../themes/default/templates/404.html")),
    ("templates/area-topic.html", include_str!("../../themes/default/templates/area-topic.html")),
    ("templates/area.html", include_str!("../../themes/default/templates/area.html")),
    ("templates/areas.html", include_str!("../../themes/default/templates/areas.html")),
    ("templates/base.html", include_str!("../../themes/default/templates/base.html")),
    ("templates/charter.html", include_str!("../../themes/default/templates/charter.html")),
    ("templates/guide.html", include_str!("../../themes/default/templates/guide.html")),
    ("templates/home.html", include_str!("../../themes/default/templates/home.html")),
    ("templates/index.html", include_str!("../../themes/default/templates/index.html")),
    ("templates/offer.html", include_str!("../../themes/default/templates/offer.html")),
    ("templates/organisation.html", include_str!("../../themes/default/templates/organisation.html")),
    ("templates/page.html", include_str!("../../themes/default/templates/page.html")),
    ("templates/parts.html", include_str!("../../themes/default/templates/parts.html")),
    ("templates/place.html", include_str!("../../themes/default/templates/place.html")),
    ("templates/redirect.html", include_str!("../../themes/default/templates/redirect.html")),
    ("templates/search.html", include_str!("../../themes/default/templates/search.html")),
    ("templates/signatory.html", include_str!("../../themes/default/templates/signatory.html")),
    ("templates/topic.html", include_str!("../../themes/default/templates/topic.html")),
    ("templates/topics.html", include_str!("../../themes/default/templates/topics.html")),
];
