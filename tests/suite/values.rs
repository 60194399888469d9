//! Values: what is accepted and how it is said back, what is refused and with which next step, and the
//! promises that hold for any text at all.

use std::error::Error;
use std::fmt::{Debug, Display};

use fingerpost::values::Mistake;
use fingerpost::values::date::{Date, DateWords, Period};
use fingerpost::values::email::Email;
use fingerpost::values::language::Language;
use fingerpost::values::money::Money;
use fingerpost::values::phone::{Phone, PhoneKind};
use fingerpost::values::postcode::Postcode;
use fingerpost::values::slug::Slug;
use fingerpost::values::web_address::WebAddress;
use proptest::prelude::*;

type Parse<T> = fn(&str) -> Result<T, Mistake>;

/// Each text is accepted, is said back as the second one, and that reads as the same value again.
fn assert_said_back<T: Display + Debug + PartialEq>(parse: Parse<T>, examples: &[(&str, &str)]) {
    for (text, said) in examples {
        let value = parse(text);
        let shown = value.as_ref().map(ToString::to_string);
        assert_eq!(shown, Ok((*said).to_owned()), "reading `{text}`");
        assert_eq!(parse(said), value, "reading `{said}` again");
    }
}

/// Each text is refused, with the second one somewhere in what the editor is told.
fn assert_refused<T: Debug>(parse: Parse<T>, examples: &[(&str, &str)]) {
    for (text, told) in examples {
        let whole = match parse(text) {
            Ok(value) => format!("accepted: {value:?}"),
            Err(Mistake { message, help }) => format!("{message} | {}", help.unwrap_or_default()),
        };
        assert!(whole.contains(told), "`{text}` is met with: {whole}\nwithout: {told}");
    }
}

// Tables of examples, one to a line.
macro_rules! said_back {
    ($parse:path: $($text:expr => $said:expr,)*) => {
        assert_said_back($parse, &[$(($text, $said)),*])
    };
}
macro_rules! refused {
    ($parse:path: $($text:expr => $told:expr,)*) => {
        assert_refused($parse, &[$(($text, $told)),*])
    };
}

/// Any text is either refused in a bounded message or is a value that reads as itself.
fn assert_total<T: Display + Debug + PartialEq>(parse: Parse<T>, text: &str) {
    match parse(text) {
        Ok(value) => assert_eq!(parse(&value.to_string()), Ok(value)),
        Err(mistake) => {
            let told = mistake.message.len() + mistake.help.map_or(0, |help| help.len());
            assert!(told < 3_000, "{told} bytes are told about `{text}`");
        }
    }
}

// Slugs

#[test]
fn a_slug_is_small_letters_digits_and_single_hyphens() {
    let longest = "a".repeat(80);
    said_back! { Slug::parse:
        "tea-and-tablets" => "tea-and-tablets",
        "50-plus" => "50-plus",
        "x" => "x",
        "console" => "console",
        "com" => "com",
        &longest => &longest,
    }
    refused! { Slug::parse:
        "" => "is missing here",
        "Tea-and-Tablets" => "write `tea-and-tablets`",
        "tea and tablets" => "has a space in it; use a hyphen | write `tea-and-tablets`",
        "café" => "has `é` in it; short names have small letters",
        "tea_tablets" => "write `tea-tablets`",
        "tea/tablets" => "has `/` in it",
        "-tea" => "starts or ends with a hyphen | write `tea`",
        "tea-" => "starts or ends with a hyphen",
        "tea--tablets" => "two hyphens together",
        "con" => "Windows keeps that file name",
        "nul" => "Windows keeps that file name",
        "com1" => "Windows keeps that file name",
        "lpt9" => "Windows keeps that file name",
        &"a".repeat(81) => "has 81 characters; 80 is the most",
        ".." => "such as `tea-and-tablets`",
    }
}

#[test]
fn a_title_becomes_a_slug_in_plain_letters() {
    let made = |title| Slug::from_title(title).map(|slug| slug.as_str().to_owned());
    for (title, slug) in [
        ("Tea and Tablets", "tea-and-tablets"),
        ("  Caffè & Chat: St Mary’s ", "caffe-and-chat-st-marys"),
        ("R&B", "r-and-b"),
        ("Łódź Straße Ŵyl Þór Æble", "lodz-strasse-wyl-thor-aeble"),
        ("İstanbul ĞÜZEL", "istanbul-guzel"),
        ("Tiếng Việt", "tieng-viet"),
        ("Cafe\u{301} (50+)", "cafe-50"),
        ("O'Neill -- \"Digital\" drop-in", "oneill-digital-drop-in"),
    ] {
        assert_eq!(made(title).as_deref(), Some(slug), "{title}");
    }
    for nothing_usable in ["", "???", "日本語", "Con"] {
        assert_eq!(made(nothing_usable), None, "{nothing_usable}");
    }
}

#[test]
fn a_long_title_is_cut_between_words() {
    let length = |title: &str| Slug::from_title(title).map(|slug| slug.as_str().len());
    assert_eq!(length(&"word ".repeat(40)), Some(79));
    assert_eq!(length(&format!("{} next", "a".repeat(80))), Some(80));
    assert_eq!(length(&"a".repeat(200)), Some(80));
}

// Telephone numbers

#[test]
fn a_phone_number_is_read_however_it_is_grouped() {
    said_back! { Phone::parse:
        "01632 960100" => "01632 960100",
        "(01632) 960100" => "01632 960100",
        "01632-960-100" => "01632 960100",
        "01632.960.100" => "01632 960100",
        "+441632960100" => "01632 960100",
        "+44 (0)1632 960100" => "01632 960100",
        "+44 01632 960100" => "01632 960100",
        "0044 1632 960100" => "01632 960100",
        "\u{202d}01632\u{a0}960100\u{202c}" => "01632 960100",
        "01632 960100 ext. 123" => "01632 960100 ext. 123",
        "01632 960100, Extension: 123" => "01632 960100 ext. 123",
        "01632 960100x123" => "01632 960100 ext. 123",
        "01632 960100 (ext 123)" => "01632 960100 ext. 123",
    }
}

#[test]
fn a_phone_number_is_said_in_the_groups_of_its_kind() {
    said_back! { Phone::parse:
        "02079460000" => "020 7946 0000",
        "01134960000" => "0113 496 0000",
        "01514960000" => "0151 496 0000",
        "01539400000" => "015394 00000",
        "0169770000" => "016977 0000",
        "0120400000" => "01204 00000",
        "03069990000" => "0306 999 0000",
        "05500000000" => "055 0000 0000",
        "07700900123" => "07700 900123",
        "07000000000" => "070 0000 0000",
        "08081570000" => "0808 157 0000",
        "0800000000" => "0800 000000",
        "08001111" => "0800 1111",
        "09098790000" => "0909 879 0000",
        "111" => "111",
        "7726" => "7726",
        "116123" => "116 123",
        "+18165550123" => "+1 816 555 0123",
        "001 816.555.0123" => "+1 816 555 0123",
        "+49 (0)30 000000" => "+49 300 000 00",
        "+353 1 000 0000" => "+353 100 000 00",
    }
}

#[test]
fn a_phone_number_that_cannot_be_rung_is_refused_with_a_next_step() {
    refused! { Phone::parse:
        "" => "is missing here",
        "01632 96010" => "has 10 digits from its first 0, and a UK number has 11",
        "01632 9601000" => "has 12 digits from its first 0, and a UK number has 11",
        "+44 1632 96010" => "has 10 digits",
        "1632 960100" => "has 10 digits and neither 0 nor + in front | a UK number starts with 0",
        "960100" => "has 6 digits and no area code",
        "99" => "has 2 digits",
        "04632 960100" => "starts with 04, and no UK number does",
        "+1 816 555" => "in North America has 11",
        "+353 12" => "has 5 digits after + or 00",
        "+0353 1000000" => "no country code starts with 0",
        "+1234567890123456" => "11 with the 1",
        "18001 01632 960100" => "write the number without it",
        "01632 960100 / 960101" => "put each number in its own contact",
        "01632 960100 or 01632 960101" => "put each number in its own contact",
        "01632 960100; 01632 960101" => "put each number in its own contact",
        "no phone" => "has words in it",
        "Ring 01632 960100" => "the words in `note`",
        "01632 960100 ext." => "with `ext. 12` for an extension",
        "01632 960100 ext. 1234567" => "has words in it",
        "01632 960100*1" => "has `*` in it",
        "01632+960100" => "has `+` in it",
        &"1".repeat(100) => "too long to be a phone number",
    }
}

#[test]
fn a_phone_number_links_itself() -> Result<(), Mistake> {
    assert_eq!(
        Phone::parse("01632 960100 x123")?.tel_uri(),
        "tel:+441632960100;ext=123"
    );
    assert_eq!(Phone::parse("07700 900123")?.sms_uri(), "sms:+447700900123");
    assert_eq!(Phone::parse("+1 816 555 0123")?.tel_uri(), "tel:+18165550123");
    assert_eq!(Phone::parse("111")?.tel_uri(), "tel:111");
    assert_eq!(Phone::parse("7726")?.sms_uri(), "sms:7726");
    Ok(())
}

#[test]
fn a_phone_number_knows_its_kind() {
    for (text, kind) in [
        ("01632 960100", PhoneKind::Landline),
        ("020 7946 0000", PhoneKind::Landline),
        ("0306 999 0000", PhoneKind::Uk03),
        ("07700 900123", PhoneKind::Mobile),
        ("07624 000000", PhoneKind::Mobile),
        ("07600 000000", PhoneKind::Service),
        ("070 0000 0000", PhoneKind::Service),
        ("0800 1111", PhoneKind::Freephone),
        ("0808 157 0000", PhoneKind::Freephone),
        ("0844 000 0000", PhoneKind::Service),
        ("0870 000 0000", PhoneKind::Service),
        ("0871 000 0000", PhoneKind::Premium),
        ("0873 000 0000", PhoneKind::Premium),
        ("0909 879 0000", PhoneKind::Premium),
        ("118 000", PhoneKind::Premium),
        ("116 123", PhoneKind::ShortCode),
        ("159", PhoneKind::ShortCode),
        ("+353 1 000 0000", PhoneKind::International),
    ] {
        assert_eq!(Phone::parse(text).map(|phone| phone.kind()), Ok(kind), "{text}");
    }
}

// Postcodes

#[test]
fn a_postcode_is_put_in_its_usual_shape() {
    said_back! { Postcode::parse:
        "m1 1ae" => "M1 1AE",
        "B338TH" => "B33 8TH",
        "w1a 0ax" => "W1A 0AX",
        " CR2  6XH " => "CR2 6XH",
        "dn551pt" => "DN55 1PT",
        "EC1A1BB" => "EC1A 1BB",
        "bs0 1AA" => "BS0 1AA",
        "gir0aa" => "GIR 0AA",
    }
}

#[test]
fn a_postcode_of_the_wrong_form_is_refused_and_the_one_meant_is_named() {
    refused! { Postcode::parse:
        "" => "is missing here",
        "CR2 OXH" => "did you mean `CR2 0XH`",
        "S015 1AA" => "did you mean `SO15 1AA`",
        "EC1A IBB" => "did you mean `EC1A 1BB`",
        "0X1 1AA" => "did you mean `OX1 1AA`",
        "EC1A" => "this is the first half only",
        "SA15 5CS" => "never has the letters C, I, K, M, O or V",
        "QM1 1AE" => "is not a postcode | write both halves",
        "12345" => "is not a postcode",
        "M1-1AE" => "is not a postcode",
        "London SW1A 1AA" => "is not a postcode",
        "Houses of Parliament, London" => "too long to be a postcode",
    }
}

#[test]
fn a_postcode_knows_its_parts() -> Result<(), Mistake> {
    let postcode = Postcode::parse("ec1a1bb")?;
    let parts = (
        postcode.outward(),
        postcode.inward(),
        postcode.area(),
        postcode.sector(),
    );
    assert_eq!(parts, ("EC1A", "1BB", "EC", "EC1A 1"));
    assert_eq!(Postcode::parse("M1 1AE")?.area(), "M");
    Ok(())
}

// Email addresses

#[test]
fn an_email_address_stands_alone() {
    said_back! { Email::parse:
        "tablets@example.org.uk" => "tablets@example.org.uk",
        " Tablets@Example.ORG.uk " => "Tablets@example.org.uk",
        "o'neill+tea@example.org" => "o'neill+tea@example.org",
        "a@b-c.example.xn--p1ai" => "a@b-c.example.xn--p1ai",
    }
    refused! { Email::parse:
        "" => "is missing here",
        "Tablets <tablets@example.org>" => "write only `tablets@example.org`",
        "Tablets (tablets@example.org)" => "write only `tablets@example.org`",
        "mailto:tablets@example.org" => "write only `tablets@example.org`",
        "tablets@example.org." => "write only `tablets@example.org`",
        "tablets@example.org\u{feff}" => "write only `tablets@example.org`",
        "https://www.example.org/contact" => "is a web address, not an email address",
        "a@example.org, b@example.org" => "has more in it than one email address",
        "a@b@example.org" => "has more than one @",
        "tablets.example.org" => "has no @ in it | an email address looks like",
        "table ts@example.org" => "has a space in it",
        "@example.org" => "has nothing before the @",
        "a..b@example.org" => "has a dot too many before the @",
        "a.@example.org" => "has a dot too many before the @",
        "[a]@example.org" => "has a sign before the @",
        "a@example" => "has no dot after the @",
        "a@example.1" => "does not end in a domain",
        "a@-example.org" => "does not end in a domain",
        "a@example..org" => "does not end in a domain",
        "josé@example.org" => "not every mail program",
        &format!("{}@example.org", "a".repeat(65)) => "too long a part before the @",
        &format!("a@{}.org", "a".repeat(64)) => "does not end in a domain",
        &format!("a@{}org", "abc.".repeat(70)) => "254 characters is the most",
    }
}

#[test]
fn an_email_address_links_itself_with_awkward_signs_encoded() -> Result<(), Mistake> {
    let link = |text| Email::parse(text).map(|email| email.mailto_uri());
    assert_eq!(link("tablets@example.org")?, "mailto:tablets@example.org");
    assert_eq!(link("a+b_c@example.org")?, "mailto:a+b_c@example.org");
    assert_eq!(
        link("100%?to=x&y/'#@example.org")?,
        "mailto:100%25%3Fto%3Dx%26y%2F%27%23@example.org"
    );
    Ok(())
}

#[test]
fn an_email_address_with_a_provider_for_home_is_likely_personal() -> Result<(), Mistake> {
    assert!(Email::parse("somebody@GMail.com")?.is_likely_personal());
    assert!(Email::parse("somebody@btinternet.com")?.is_likely_personal());
    assert!(!Email::parse("gmail.com@example.org.uk")?.is_likely_personal());
    assert!(!Email::parse("tablets@notgmail.com")?.is_likely_personal());
    Ok(())
}

// Web addresses

#[test]
fn a_web_address_is_written_as_the_standard_asks() {
    said_back! { WebAddress::parse:
        "https://www.example.org.uk" => "https://www.example.org.uk/",
        "HTTP://Example.ORG:80/Tea?q=1#Top" => "http://example.org/Tea?q=1#Top",
        "https://example.org:8443/a" => "https://example.org:8443/a",
        "https://example.org/caffè" => "https://example.org/caff%C3%A8",
        "https://bücher.example.org/" => "https://xn--bcher-kva.example.org/",
    }
}

#[test]
fn a_web_address_that_is_unsafe_or_not_whole_is_refused() {
    refused! { WebAddress::parse:
        "" => "is missing here",
        "www.example.org/tea" => "start with https://, so `https://www.example.org/tea`",
        "example.org/@tea" => "so `https://example.org/@tea`",
        "/tea" => "is a part of a web address",
        "javascript:alert(1)" => "does not start with https:// or http://",
        "JAVASCRIPT://example.org/%0aalert(1)" => "does not start with https:// or http://",
        "ftp://example.org/tea" => "does not start with https:// or http://",
        "data:text/html,tea" => "does not start with https:// or http://",
        "https:example.org" => "does not start with https:// or http://",
        "tablets@example.org" => "if it is an email address, call it `email`",
        "https://tea:tablets@example.org/" => "has a user name or password in it",
        "https://example.org@example.com/" => "has a user name or password in it",
        "https://intranet/tea" => "has no dot in the name of the website",
        "https://example..org/" => "has a dot too many",
        "https://example.org./" => "has a dot too many",
        "https://192.168.1.10/" => "has a number where the name of a website belongs",
        "https://3232235777/" => "has a number where the name of a website belongs",
        "https://[::1]/" => "has a number where the name of a website belongs",
        "https://" => "is not a web address",
        "https://example.org/tea tablets" => "has a space in it",
        "https://example.org/\u{7}" => "cannot be seen",
        "https://exam\u{200b}ple.org/" => "cannot be seen",
        "Ask at the desk." => "has a space in it",
        &format!("https://example.org/{}", "a".repeat(2000)) => "2000 characters is the most",
        &format!("https://example.org/{}", "è".repeat(600)) => "2000 characters is the most",
    }
}

#[test]
fn a_web_address_can_be_said_short() -> Result<(), Mistake> {
    for (text, host, spoken) in [
        ("https://www.example.org.uk/", "example.org.uk", "www.example.org.uk"),
        ("http://example.org/tea/", "example.org", "example.org/tea"),
        (
            "https://example.org:8443?next=/",
            "example.org",
            "example.org:8443/?next=/",
        ),
        ("https://www.uk/", "www.uk", "www.uk"),
    ] {
        let address = WebAddress::parse(text)?;
        assert_eq!((address.host_short(), address.spoken()), (host, spoken), "{text}");
    }
    Ok(())
}

// Money

#[test]
fn money_is_exact_to_the_penny() {
    said_back! { Money::parse:
        "20" => "£20",
        "£2.50" => "£2.50",
        "2.5" => "£2.50",
        "2.05" => "£2.05",
        "£ 20.00" => "£20",
        "50p" => "£0.50",
        "0" => "£0",
        "1,200" => "£1,200",
        "1000000.01" => "£1,000,000.01",
        "42949672.95" => "£42,949,672.95",
    }
    refused! { Money::parse:
        "" => "is missing here",
        "-5" => "is less than nothing",
        "−5" => "is less than nothing",
        "£-5" => "is not a sum of money",
        "2.505" => "has a part of a penny in it",
        "+5" => "is not a sum of money",
        "free" => "is not a sum of money | write pounds, such as `20` or `2.50`",
        "£50p" => "is not a sum of money",
        "2." => "is not a sum of money",
        ".50" => "is not a sum of money",
        "1,20" => "is not a sum of money",
        "1234,567" => "is not a sum of money",
        "5 to 10" => "is not a sum of money",
        "42949672.96" => "is not a sum of money",
        &"9".repeat(40) => "too long",
    }
    assert_eq!(Money::parse("2.5").map(Money::pence), Ok(250));
    assert_eq!(Money::from_pence(7).to_string(), "£0.07");
}

// Dates and periods

#[test]
fn a_date_is_read_in_two_ways_and_said_in_one() {
    said_back! { Date::parse:
        "2026-05-11" => "2026-05-11",
        "11 May 2026" => "2026-05-11",
        "11th  may 2026" => "2026-05-11",
        "1 Sept 2026" => "2026-09-01",
        "29 February 2028" => "2028-02-29",
        "1900-01-01" => "1900-01-01",
        "2200-12-31" => "2200-12-31",
    }
    refused! { Date::parse:
        "" => "is missing here",
        "11/05/2026" => "write `2026-05-11` for 11 May, or `2026-11-05` for 5 November",
        "11.05.2026" => "write `2026-05-11` for 11 May, or `2026-11-05` for 5 November",
        "25/12/2026" => "is not written year first | write `2026-12-25` for 25 December",
        "12-25-2026" => "write `2026-12-25` for 25 December",
        "05/05/2026" => "write `2026-05-05` for 5 May",
        "45/99/2026" => "is not a date",
        "11/05/26" => "is not a date | write the year, the month and the day",
        "2026-5-1" => "write `2026-05-01`",
        "2026-02-30" => "is not a day in the calendar | February 2026 has 28 days",
        "31 April 2026" => "April 2026 has 30 days",
        "2026-13-01" => "has 13 for its month",
        "2026-00-01" => "has 0 for its month",
        "1899-12-31" => "not between the years 1900 and 2200",
        "2201-01-01" => "not between the years 1900 and 2200",
        "2026-05-11T10:00" => "is not a date",
        "May 11, 2026" => "is not a date",
        "11x May 2026" => "is not a date",
        "soon" => "is not a date",
    }
}

#[test]
fn a_date_is_said_in_the_words_of_a_language() -> Result<(), Mistake> {
    let polish = DateWords {
        months: [
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ]
        .map(str::to_owned),
        pattern: "{day} {month} {year} r.".to_owned(),
    };
    assert_eq!(Date::parse("2026-05-01")?.say(&polish), "1 maja 2026 r.");
    assert_eq!(Date::parse("2026-12-31")?.say(&polish), "31 grudnia 2026 r.");
    Ok(())
}

#[test]
fn days_are_counted_across_leap_years_and_stop_at_the_ends() -> Result<(), Mistake> {
    let date = Date::parse("2028-02-28")?;
    assert_eq!(date.plus_days(2), Date::parse("2028-03-01")?);
    assert_eq!(Date::parse("2028-03-01")?.days_since(date), 2);
    assert_eq!(date.days_since(Date::parse("2028-03-01")?), -2);
    assert_eq!(date.plus_days(i64::MAX), Date::parse("2200-12-31")?);
    assert_eq!(date.plus_days(i64::MIN), Date::parse("1900-01-01")?);
    assert_eq!(Date::from_ymd(2027, 2, 29), None);
    assert_eq!(Date::from_ymd(2201, 1, 1), None);
    assert_eq!(Date::from_ymd(2028, 2, 28), Some(date));
    assert_eq!(date.as_civil().to_string(), "2028-02-28");
    Ok(())
}

#[test]
fn a_period_is_added_as_people_count() -> Result<(), Mistake> {
    let periods = [
        ("12 Months", "12 months"),
        ("6weeks", "6 weeks"),
        ("1 years", "1 year"),
        ("90 days", "90 days"),
    ];
    assert_said_back(Period::parse, &periods);
    for (start, period, end) in [
        ("2026-05-11", "12 months", "2027-05-11"),
        ("2026-05-11", "1 year", "2027-05-11"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-05-11", "6 weeks", "2026-06-22"),
        ("2026-05-11", "90 days", "2026-08-09"),
        ("2026-05-11", "999 years", "2200-12-31"),
    ] {
        assert_eq!(
            Period::parse(period)?.add_to(Date::parse(start)?),
            Date::parse(end)?,
            "{start} and {period}"
        );
    }
    refused! { Period::parse:
        "" => "is missing here",
        "12" => "is not a length of time | write a number and `days`",
        "months" => "is not a length of time",
        "0 days" => "is not between 1 and 999",
        "1000 days" => "is not between 1 and 999",
        "-1 days" => "is not a length of time",
        "12 moons" => "is not a length of time",
        "99999999999999999999 days" => "is not a length of time",
    }
    Ok(())
}

// Languages

#[test]
fn a_language_is_read_in_any_capitals() {
    said_back! { Language::parse:
        "EN" => "en",
        "bsl" => "bfi",
        "bfi" => "bfi",
        "zh-hant" => "zh-Hant",
        "PT-br" => "pt-BR",
        "sr-latn-rs" => "sr-Latn-RS",
        "es-419" => "es-419",
        "eng" => "en",
        "prs" => "prs",
    }
    refused! { Language::parse:
        "" => "is missing here",
        "Polish" => "write `pl` for Polish",
        "polski" => "write `pl` for Polish",
        "British Sign Language" => "write `bfi` for British Sign Language",
        "gb" => "that is a country; the code of its language is `en`",
        "qq" => "is not the code of a language | write the code",
        "e" => "is not the code of a language",
        "en_GB" => "is not the code of a language",
        "en-" => "is not the code of a language",
        "en-GB-oxendict" => "is not the code of a language",
        "éé" => "is not the code of a language",
    }
}

#[test]
fn a_language_knows_its_direction_and_its_own_name() -> Result<(), Mistake> {
    for (tag, is_rtl, autonym) in [
        ("pl", false, Some("Polski")),
        ("ur", true, Some("اردو")),
        ("cy", false, Some("Cymraeg")),
        ("bsl", false, Some("British Sign Language")),
        ("en-GB", false, Some("English")),
        ("zh-Hant-HK", false, Some("繁體中文")),
        ("ar-Latn", false, None),
        ("pa", false, Some("ਪੰਜਾਬੀ")),
        ("pa-Arab", true, Some("پنجابی")),
        ("ps", true, Some("پښتو")),
        ("qaa", false, None),
    ] {
        let language = Language::parse(tag)?;
        assert_eq!((language.is_rtl(), language.autonym()), (is_rtl, autonym), "{tag}");
    }
    Ok(())
}

// Values in files

#[test]
fn every_value_is_written_to_a_file_as_it_is_said() -> Result<(), Box<dyn Error>> {
    let told = |mistake: Mistake| mistake.message;
    let written = serde_json::json!([
        Slug::parse("tea-and-tablets").map_err(told)?,
        Phone::parse("01632960100").map_err(told)?,
        Postcode::parse("m11ae").map_err(told)?,
        Email::parse("tablets@example.org").map_err(told)?,
        WebAddress::parse("https://example.org").map_err(told)?,
        Money::parse("2.5").map_err(told)?,
        Date::parse("11 May 2026").map_err(told)?,
        Period::parse("1 year").map_err(told)?,
        Language::parse("zh-hant").map_err(told)?,
    ]);
    let expected = r#"["tea-and-tablets","01632 960100","M1 1AE","tablets@example.org","https://example.org/","£2.50","2026-05-11","1 year","zh-Hant"]"#;
    assert_eq!(written.to_string(), expected);
    Ok(())
}

#[test]
fn the_words_of_a_date_are_read_from_a_file_and_are_twelve() {
    let words = |months: usize| {
        let file = serde_json::json!({ "months": vec!["maja"; months], "pattern": "{year}: {day} {month}" });
        serde_json::from_value::<DateWords>(file)
    };
    let said = words(12)
        .ok()
        .zip(Date::from_ymd(2026, 5, 1))
        .map(|(words, date)| date.say(&words));
    assert_eq!(said.as_deref(), Some("2026: 1 maja"));
    assert!(words(11).is_err());
}

// Promises for any text

fn assert_all_total(text: &str) {
    assert_total(Slug::parse, text);
    assert_total(Phone::parse, text);
    assert_total(Postcode::parse, text);
    assert_total(Email::parse, text);
    assert_total(WebAddress::parse, text);
    assert_total(Money::parse, text);
    assert_total(Date::parse, text);
    assert_total(Period::parse, text);
    assert_total(Language::parse, text);
    if let Some(slug) = Slug::from_title(text) {
        assert_eq!(Slug::parse(slug.as_str()), Ok(slug));
    }
}

#[test]
fn a_very_long_text_is_refused_in_few_words() {
    for letter in ["a", "1", "é", "-", "@", "<", "/", " ", "\u{0}", "http://"] {
        assert_all_total(&letter.repeat(100_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_a_value_or_refused(letters in prop::collection::vec(any::<char>(), 0..120)) {
        assert_all_total(&letters.into_iter().collect::<String>());
    }

    #[test]
    fn any_text_in_the_signs_of_values_is_a_value_or_refused(text in "[0-9a-z+(). £,@:/?#%A-Z<>x-]{0,40}") {
        assert_all_total(&text);
        assert_all_total(&format!("https://{text}"));
        assert_all_total(&format!("https://example.org/{text}"));
    }

    #[test]
    fn every_number_of_the_numbering_plan_is_read_however_it_is_spaced(
        digits in "[1235789][0-9]{9}", gap in 1usize..9, extension in prop::option::of("[0-9]{1,6}"),
    ) {
        let (start, end) = digits.split_at(gap);
        let suffix = extension.map(|digits| format!(" ext. {digits}")).unwrap_or_default();
        let national = Phone::parse(&format!("0{start} {end}{suffix}"));
        prop_assert!(national.is_ok());
        prop_assert_eq!(Phone::parse(&format!("+44 (0){start}-{end}{suffix}")), national.clone());
        prop_assert_eq!(national.map(|phone| Phone::parse(&phone.spoken()) == Ok(phone)), Ok(true));
    }

    #[test]
    fn every_number_abroad_keeps_its_digits(digits in "[2-9][0-9]{7,14}") {
        prop_assume!(!digits.starts_with("44"));
        let said = Phone::parse(&format!("+{digits}")).map(|phone| phone.spoken().replace(' ', ""));
        prop_assert_eq!(said, Ok(format!("+{digits}")));
    }

    #[test]
    fn every_sum_is_said_back(pence in any::<u32>()) {
        let money = Money::from_pence(pence);
        prop_assert_eq!(Money::parse(&money.to_string()), Ok(money));
    }

    #[test]
    fn days_added_are_days_counted(start in 0i64..100_000, days in 0i64..9_000) {
        let first = Date::parse("1900-01-01").map(|date| date.plus_days(start));
        prop_assert_eq!(first.map(|date| date.plus_days(days).days_since(date)), Ok(days));
    }

    #[test]
    fn a_letter_o_typed_for_a_nought_names_the_postcode_meant(
        area in "[A-PR-UWYZ]", district in "[1-9]", inward in "0[ABD-HJLNP-UW-Z]{2}",
    ) {
        let postcode = format!("{area}{district} {inward}");
        prop_assert_eq!(Postcode::parse(&postcode).map(|read| read.to_string()), Ok(postcode.clone()));
        let help = Postcode::parse(&postcode.replace('0', "O")).err().and_then(|mistake| mistake.help);
        prop_assert!(help.is_some_and(|help| help.contains(&postcode)));
    }
}
