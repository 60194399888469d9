//! The signpost as pictures: `icon.svg` for the browser's tab, `social.svg` for those who are shown a link to the site.
//!
//! In: the site's name, its sentence and its number; the theme's colours, words and templates. Out: two SVG files, unless the
//! theme has its own in `images/`. It must not know about pages.

mod fit;

use serde::Serialize;

use super::theme::{Scheme, Theme};
use super::{OutputFile, Sink};
use crate::error::Result;
use crate::site::Site;
use crate::values::colour::Colour;
use fit::{Fitted, fit};

/// The picture in the browser's tab.
const ICON: &str = "icon.svg";

/// The picture that stands beside a link to the site.
const SOCIAL: &str = "social.svg";

/// Where a theme puts a social picture of its own that also shows where SVG is not shown.
const SOCIAL_PNG: &str = "social.png";

/// The width of the social picture; it is 630 high (the Open Graph's usual measure).
const WIDTH: u32 = 1200;

/// Where the name starts and how wide it may be, so that it stays on the arm.
const NAME: (u32, u32) = (150, 860);

/// The top of the arm, and the room above and below the name on it.
const ARM_TOP: u32 = 80;
const ARM_ROOM: u32 = 36;

/// Where the sentence starts and how wide it may be.
const INTRO: (u32, u32) = (180, 940);

/// Where the sentence ends at the latest: above the number.
const INTRO_END: u32 = 536;

/// The sizes of the name's letters, each with the most lines.
const NAME_SIZES: &[(u32, usize)] = &[(88, 2), (78, 2), (68, 3), (60, 3), (52, 4), (44, 4)];

/// What `icon.svg` shows.
#[derive(Debug, Serialize)]
struct Icon {
    light: Colours,
    dark: Colours,
}

/// What `social.svg` shows.
#[derive(Debug, Serialize)]
struct Social {
    lang: String,
    rtl: bool,
    colours: Colours,
    /// As in `font-family`.
    fonts: String,
    title: String,
    /// The name on the arm.
    name: Lines,
    /// The lower end of the arm, and its middle, where the point is.
    arm_bottom: u32,
    arm_middle: u32,
    intro: Lines,
    /// "Ring for help:"
    ring: Option<String>,
    phone: Option<String>,
    phone_x: u32,
}

/// The colours of the signpost.
#[derive(Debug, Serialize)]
struct Colours {
    ink: String,
    paper: String,
    green: String,
}

/// A text in lines.
#[derive(Debug, Serialize)]
struct Lines {
    /// Where its lines start: on the left, or on the right where they are read from there.
    x: u32,
    /// The size of its letters.
    size: u32,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    y: u32,
    text: String,
}

/// Renders both pictures.
pub fn render(site: &Site, theme: &Theme, sink: &dyn Sink) -> Result<()> {
    let take = |path: &str, text: String| {
        let (path, bytes) = (path.to_owned(), text.into_bytes());
        sink.take(OutputFile { path, bytes })
    };
    if !theme.images.contains_key(ICON) {
        let (light, dark) = (colours(theme, Scheme::Light), colours(theme, Scheme::Dark));
        take(ICON, theme.render(ICON, &Icon { light, dark })?)?;
    }
    if picture(theme) == SOCIAL && !theme.images.contains_key(SOCIAL) {
        take(SOCIAL, theme.render(SOCIAL, &social(site, theme))?)?;
    }
    Ok(())
}

/// The file of the social picture, from the site's root.
pub fn picture(theme: &Theme) -> &'static str {
    if theme.images.contains_key(SOCIAL_PNG) {
        SOCIAL_PNG
    } else {
        SOCIAL
    }
}

fn social(site: &Site, theme: &Theme) -> Social {
    let config = &site.config;
    let rtl = config.language.is_rtl();
    let start = |from: u32| if rtl { WIDTH - from } else { from };
    let (name, height) = lines(
        fit(&config.title, NAME.1, NAME_SIZES),
        start(NAME.0),
        ARM_TOP + ARM_ROOM,
    );
    let arm_bottom = ARM_TOP + height + 2 * ARM_ROOM;
    let intro_top = arm_bottom + 36;
    let sizes = [40, 36, 32, 28].map(|size| (size, (INTRO_END.saturating_sub(intro_top) / step(size)) as usize));
    let (intro, _) = lines(fit(&config.intro, INTRO.1, &sizes), start(INTRO.0), intro_top);
    let ring = config
        .helpline
        .as_ref()
        .and_then(|_| theme.strings.say("helpline.ring", &[]).ok());
    Social {
        lang: config.language.to_string(),
        rtl,
        colours: colours(theme, Scheme::Light),
        fonts: theme
            .fonts
            .clone()
            .unwrap_or_else(|| "system-ui, sans-serif".to_owned()),
        title: fit::plain(&config.title),
        name,
        arm_bottom,
        arm_middle: (ARM_TOP + arm_bottom) / 2,
        intro,
        ring,
        phone: config.helpline.as_ref().map(|helpline| helpline.phone.spoken()),
        phone_x: start(INTRO.0),
    }
}

/// Puts lines below each other from `top`; also says how high they are together.
fn lines(text: Fitted, x: u32, top: u32) -> (Lines, u32) {
    let Fitted { size, lines } = text;
    let step = step(size);
    let height = u32::try_from(lines.len()).unwrap_or(0) * step;
    // The foot of the first line's letters is a little less than their size below its top.
    let y = (0..).map(|line| top + size * 19 / 20 + line * step);
    let lines = lines.into_iter().zip(y).map(|(text, y)| Line { y, text }).collect();
    (Lines { x, size, lines }, height)
}

/// How far lines are from each other.
fn step(size: u32) -> u32 {
    size * 6 / 5
}

/// The colours of the signpost; a style without these roles gets those of a plain one.
fn colours(theme: &Theme, scheme: Scheme) -> Colours {
    let (ink, paper) = match scheme {
        Scheme::Light => ("#000000", "#ffffff"),
        Scheme::Dark => ("#ffffff", "#000000"),
    };
    let colour = |role, otherwise: &str| {
        let found: Option<Colour> = theme.colour(scheme, role);
        found.map_or_else(|| otherwise.to_owned(), |colour| colour.to_string())
    };
    Colours {
        ink: colour("ink", ink),
        paper: colour("paper", paper),
        green: colour("green", ink),
    }
}
