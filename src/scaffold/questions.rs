//! What is asked before a file is written.
//!
//! In: the kind of entry, and what the site has already. Out: [`Question`]s in the order of asking.
//! It must not know who asks, or how the answers get into a file.

use super::Kind;
use super::names::Names;
use super::question::{Question, optional, required, short};
use crate::content::text::Summary;
use crate::content::{Delivery, Facility, OfferType, OrganisationKind};
use crate::error::{Error, Result};
use crate::values::Mistake;
use crate::values::hours;
use crate::values::money::Money;
use crate::values::phone::Phone;
use crate::values::postcode::Postcode;
use crate::values::web_address::WebAddress;

/// What is asked before a new site is written.
pub fn site_questions() -> Vec<Question> {
    vec![
        required(
            "title",
            "What is the directory called?",
            "It stands at the top of every page, like `Marlshire Digital Help`.",
        ),
        required(
            "area",
            "What area is it for?",
            "The county, district or town, like `Marlshire`.",
        ),
        required(
            "phone",
            "Which number can people ring for help?",
            "It stands on every page, like 01632 960100.",
        )
        .checked(phone),
    ]
}

/// What is asked before a new entry of the kind is written.
pub(super) fn of_kind(kind: Kind, names: &Names) -> Result<Vec<Question>> {
    match kind {
        Kind::Offer => offer(names),
        Kind::Guide => Ok(guide(names)),
        Kind::Organisation => Ok(organisation()),
        Kind::Place => Ok(place(names)),
    }
}

fn offer(names: &Names) -> Result<Vec<Question>> {
    must_exist(&names.organisations, "an organisation", "fingerpost new organisation")?;
    must_exist(&names.topics, "a topic", "add one to content/topics.yaml")?;
    must_exist(&names.areas, "an area", "add one to content/areas.yaml")?;
    let ways = names.places.iter().cloned().chain(words(&Delivery::WORDS));
    Ok(vec![
        required(
            "name",
            "What is the offer called?",
            "As a poster would say it, like `Tea and Tablets`.",
        ),
        required(
            "organisation",
            "Who runs it?",
            "The name of a file in content/organisations.",
        )
        .one_of(names.organisations.clone()),
        summary("One or two short sentences, like `A relaxed weekly session. Bring your own phone or tablet`."),
        required(
            "needs",
            "What does it help with?",
            "One or more topics, with commas between them.",
        )
        .some_of(names.topics.clone()),
        optional("type", "What sort of help is it?", "It is needed for filters.").one_of(words(&OfferType::WORDS)),
        required(
            "where",
            "Where do people get it?",
            "A place, or home-visit, phone, online or post. More can go into the file.",
        )
        .one_of(ways),
        optional(
            "hours",
            "When does it run?",
            "Like `Tuesdays 10:00-12:00`. More lines can go into the file.",
        )
        .checked(opening_hours),
        required(
            "phone",
            "Which number do people ring?",
            "People without the internet need one. If it has none of its own, give the helpline's.",
        )
        .checked(phone),
        optional("label", "Who answers that number?", "Like `Library enquiries`."),
        required("cost", "What does it cost?", "`free`, `ask`, or pounds, like 2.50.").checked(cost),
        required("area", "Who may use it?", "The area whose people may.").one_of(names.areas.clone()),
        checked_by(),
    ])
}

fn guide(names: &Names) -> Vec<Question> {
    let needs = optional(
        "needs",
        "What does it help with?",
        "One or more topics, with commas between them. Readers find it by these.",
    );
    vec![
        required(
            "name",
            "What does the guide help to do?",
            "It becomes the big heading, like `Send your first email`.",
        ),
        summary("What people can do when they have read it."),
    ]
    .into_iter()
    .chain((!names.topics.is_empty()).then(|| needs.some_of(names.topics.clone())))
    .chain([checked_by()])
    .collect()
}

fn organisation() -> Vec<Question> {
    vec![
        required(
            "name",
            "What is the organisation called?",
            "Like `Wrenshire Libraries`.",
        ),
        required("kind", "What sort of organisation is it?", "The sector it belongs to.")
            .one_of(words(&OrganisationKind::WORDS)),
        summary("What it does, like `Three libraries and a library van`."),
        optional("phone", "Which number do people ring?", "Like 01632 960100.").checked(phone),
        optional(
            "website",
            "What is the address of its website?",
            "With https:// in front.",
        )
        .checked(|answer| WebAddress::parse(answer).map(drop)),
    ]
}

fn place(names: &Names) -> Vec<Question> {
    let area = optional(
        "area",
        "Which area does it lie in?",
        "If you leave it out, the nearest one is used.",
    );
    let organisation = optional(
        "organisation",
        "Who runs it?",
        "The name of a file in content/organisations.",
    );
    let mut questions = vec![
        required("name", "What is the place called?", "Like `Marrowby Library`."),
        optional(
            "street",
            "Which street is it in?",
            "With the number, like `1 High Street`.",
        ),
        required(
            "town",
            "Which town or village is it in?",
            "As it stands in its postal address.",
        ),
        optional(
            "postcode",
            "What is its postcode?",
            "It is needed to say how far away it is.",
        )
        .checked(|answer| Postcode::parse(answer).map(drop)),
        optional(
            "hours",
            "When is it open?",
            "Like `Mon-Fri 9am-5pm`. More lines can go into the file.",
        )
        .checked(opening_hours),
        optional(
            "access",
            "What helps disabled people there?",
            "One or more, with commas between them. Notes can go into the file.",
        )
        .some_of(ACCESS.map(str::to_owned)),
        optional(
            "facilities",
            "What can people use there?",
            "One or more, with commas between them.",
        )
        .some_of(words(&Facility::WORDS)),
        optional("phone", "Which number do people ring?", "Like 01632 960100.").checked(phone),
    ];
    questions.extend((!names.areas.is_empty()).then(|| area.one_of(names.areas.clone())));
    questions.extend((!names.organisations.is_empty()).then(|| organisation.one_of(names.organisations.clone())));
    questions
}

/// Words for access that editors use; others can be written into the file.
const ACCESS: [&str; 9] = [
    "step-free",
    "lift",
    "accessible-toilet",
    "changing-place",
    "hearing-loop",
    "large-screen",
    "quiet-space",
    "parking",
    "guide-dogs-welcome",
];

fn words<T>(words: &[(&'static str, T)]) -> Vec<String> {
    words.iter().map(|(word, _)| (*word).to_owned()).collect()
}

fn must_exist(names: &[String], thing: &str, advice: &str) -> Result<()> {
    if names.is_empty() {
        let reason = format!("an offer names {thing}, and there is none yet. First: {advice}");
        return Err(Error::without_path("start a new offer", reason));
    }
    Ok(())
}

fn summary(hint: &'static str) -> Question {
    required("summary", "What is it, in at most 160 characters?", hint)
        .checked(|answer| short(answer, Summary::LONGEST))
}

fn checked_by() -> Question {
    required(
        "by",
        "Who has made sure that it is true?",
        "A team or a role, like `libraries-team`. Never a person's name.",
    )
}

fn phone(answer: &str) -> std::result::Result<(), Mistake> {
    Phone::parse(answer).map(drop)
}

fn opening_hours(answer: &str) -> std::result::Result<(), Mistake> {
    hours::parse(answer).map(drop)
}

fn cost(answer: &str) -> std::result::Result<(), Mistake> {
    if matches!(answer.to_lowercase().as_str(), "free" | "ask") {
        Ok(())
    } else {
        Money::parse(answer).map(drop)
    }
}
