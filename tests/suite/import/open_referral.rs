//! Open Referral: JSON, pages of an API and joined tables become the same entries.

use super::*;

/// A service of HSDS 3 in full, with made-up content.
const SERVICE: &str = r#"{
    "id": "s1", "name": "Device library", "description": "Borrow a tablet for six weeks.", "status": "active",
    "url": "https://www.example.org/lend", "email": "lend@example.org", "assured_date": "2026-04-30",
    "application_process": "Ring us.\nWe agree a day.", "fees_description": "Free", "minimum_age": 16,
    "phones": [{"id": "p1", "number": "01632 960111", "extension": 12, "type": "voice"}, {"id": "p2", "number": "01632 960112", "type": "fax"}],
    "contacts": [{"id": "c1", "name": "Ann Person", "title": "Lending desk", "email": "desk@example.org"}],
    "languages": [{"id": "l1", "name": "Polish", "code": "pl"}],
    "required_documents": [{"id": "d1", "document": "Your library card"}],
    "service_areas": [{"id": "a1", "name": "Millbrook"}],
    "attributes": [{"id": "t", "link_type": "x", "taxonomy_term": {"id": "t1", "name": "Computer Class"}}],
    "cost_options": [{"id": "k1", "amount": 0, "currency": "gbp"}, {"id": "k2", "amount": 5, "valid_to": "2020-01-01"}],
    "organization": {"id": "o1", "name": "Example Trust", "description": "A charity.", "website": "https://www.example.org", "email": "hello@example.org",
        "organization_identifiers": [{"id": "i1", "identifier_scheme": "GB-CHC", "identifier": "0123456"}]},
    "service_at_locations": [
        {"id": "sl1",
         "schedules": [{"id": "w1", "freq": "WEEKLY", "byday": "MO,TH", "opens_at": "9:00:00", "closes_at": "17:00:00", "valid_to": "2027-03-31"},
                       {"id": "w2", "freq": "MONTHLY", "byday": "1SA", "opens_at": "10:00", "closes_at": "13:00"},
                       {"id": "w3", "freq": "WEEKLY", "interval": 2, "byday": "WE", "dtstart": "2027-01-06", "opens_at": "10:00", "closes_at": "12:00"},
                       {"id": "w4", "freq": "WEEKLY", "byday": "FR", "opens_at": "10:00", "closes_at": "12:00", "valid_to": "2020-01-01"},
                       {"id": "w5", "freq": "MONTHLY", "bymonthday": "14", "opens_at": "10:00", "closes_at": "12:00"},
                       {"id": "w6"}],
         "location": {"id": "x1", "location_type": "physical", "name": "Mill Hall", "latitude": 51.5, "longitude": -0.1,
            "addresses": [{"id": "y1", "address_1": "1 Mill Lane", "city": "Millbrook", "state_province": "Marlshire", "postal_code": "SW1A 1AA", "country": "GB", "address_type": "physical"}],
            "accessibility": [{"id": "z1", "description": "A ramp at the side."}],
            "schedules": [{"id": "v1", "freq": "DAILY", "opens_at": "08:00", "closes_at": "22:00"}]}},
        {"id": "sl2", "location": {"id": "x2", "location_type": "virtual", "url": "https://www.example.org/online"}}]
}"#;

const TERMS: &str = "[terms.\"computer class\"]\nneeds = [\"local-help\"]\ntype = \"device-loan\"\n";

/// What SERVICE becomes, whatever form it came in.
fn assert_service(root: &Path, report: &ImportReport) {
    let whys: Vec<&str> = report
        .notes
        .iter()
        .filter(|note| note.field == "hours")
        .map(|note| note.why.as_str())
        .collect();
    assert_eq!(
        whys,
        ["it ended on 2020-01-01", "opening hours here cannot say `bymonthday`"]
    );
    let built = assert_sound(root);
    let (offer, place) = (&built.offers[0], &built.places[0]);
    let hours: Vec<String> = offer.places[0]
        .hours
        .iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let expected = [
        "Monday and Thursday 09:00-17:00 until 31 March 2027",
        "First Saturday of the month 10:00-13:00",
        "Every other Wednesday 10:00-12:00 from 6 January 2027",
    ];
    assert_eq!(hours, expected);
    assert_eq!(place.hours.as_ref().unwrap()[0].to_string(), "Every day 08:00-22:00");
    assert_eq!(place.access[0].note.as_deref(), Some("A ramp at the side."));
    assert_eq!(place.organisation, None, "the data does not say who runs the place");
    assert_eq!(
        (place.address.county.as_deref(), place.position.unwrap().lat),
        (Some("Marlshire"), 51.5)
    );
    assert_eq!(
        offer.deliveries[0].link.as_ref().unwrap().as_str(),
        "https://www.example.org/online"
    );
    let said: Vec<String> = offer
        .contacts
        .iter()
        .map(|contact| match &contact.way {
            Way::Phone(phone) => phone.to_string(),
            Way::Email(email) => {
                format!("{email} {}", contact.label.as_deref().unwrap_or_default())
            }
            Way::Web(web) => web.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        said,
        [
            "01632 960111 ext. 12",
            "desk@example.org Lending desk",
            "lend@example.org ",
            "https://www.example.org/lend"
        ]
    );
    assert_eq!(offer.how, ["Ring us.", "We agree a day."]);
    assert_eq!(offer.bring, ["Your library card"]);
    assert_eq!(offer.languages[0].as_str(), "pl");
    assert_eq!(offer.kind.word(), "device-loan");
    assert_eq!(offer.assured.date.to_string(), "2026-04-30");
    let organisation = built.organisation(offer.organisation);
    assert_eq!(organisation.identifiers, [("GB-CHC".to_owned(), "0123456".to_owned())]);
    let text = fs::read_to_string(root.join("content/offers/device-library.yaml")).unwrap();
    assert!(text.contains("free: true") && !text.contains("Ann"), "{text}");
}

#[test]
fn a_service_of_open_referral_json_is_read_whole() {
    let site = Try::new();
    let (path, map) = (site.data("service.json", SERVICE), site.data("map.toml", TERMS));
    let report = site.import(From::OrukJson { path, map: Some(map) }).unwrap();
    assert_service(site.root.path(), &report);
}

#[test]
fn pages_lists_and_organizations_of_open_referral_are_read_and_the_fullest_record_wins() {
    let site = Try::new();
    let short = r#"{"id": "s1", "name": "Device library", "status": "active", "organization": {"id": "o1", "name": "Example Trust"}}"#;
    site.data(
        "feed/1.json",
        format!(r#"{{"total_items": 1, "empty": false, "contents": [{short}]}}"#),
    );
    site.data("feed/2.json", format!("[{SERVICE}]"));
    site.data("feed/3.json", short);
    site.data("feed/note.txt", "not JSON");
    let report = site
        .import(From::OrukJson {
            path: site.data.path().join("feed"),
            map: Some(site.data("map.toml", TERMS)),
        })
        .unwrap();
    assert_service(site.root.path(), &report);

    let site = Try::new();
    let mut service: serde_json::Value = serde_json::from_str(SERVICE).unwrap();
    let mut organisation = service.as_object_mut().unwrap().remove("organization").unwrap();
    organisation
        .as_object_mut()
        .unwrap()
        .insert("services".into(), serde_json::Value::Array(vec![service]));
    let (path, map) = (
        site.data("organization.json", organisation.to_string()),
        site.data("map.toml", TERMS),
    );
    let report = site.import(From::OrukJson { path, map: Some(map) }).unwrap();
    assert_service(site.root.path(), &report);
}

#[test]
fn tables_of_hsds_3_are_joined_into_the_same_entries() {
    let site = Try::new();
    let tables = [
        (
            "services",
            "id,organization_id,name,description,url,email,status,application_process,fees_description,minimum_age,assured_date\ns1,o1,Device library,Borrow a tablet for six weeks.,https://www.example.org/lend,lend@example.org,active,\"Ring us.\nWe agree a day.\",Free,16,2026-04-30\n",
        ),
        (
            "organizations",
            "id,name,description,email,website\no1,Example Trust,A charity.,hello@example.org,https://www.example.org\n",
        ),
        (
            "organization_identifiers",
            "id,organization_id,identifier_scheme,identifier\ni1,o1,GB-CHC,0123456\n",
        ),
        (
            "locations",
            "id,location_type,name,url,latitude,longitude\nx1,physical,Mill Hall,,51.5,-0.1\nx2,virtual,,https://www.example.org/online,,\n",
        ),
        (
            "addresses",
            "id,location_id,address_1,city,state_province,postal_code,country,address_type\ny1,x1,1 Mill Lane,Millbrook,Marlshire,SW1A 1AA,GB,physical\n",
        ),
        (
            "accessibility",
            "id,location_id,description\nz1,x1,A ramp at the side.\n",
        ),
        (
            "service_at_location",
            "id,service_id,location_id\nsl1,s1,x1\nsl2,s1,x2\n",
        ),
        (
            "phones",
            "id,service_id,contact_id,number,extension,type\np1,s1,,01632 960111,12,voice\np2,s1,,01632 960112,,fax\n",
        ),
        (
            "contacts",
            "id,service_id,name,title,email\nc1,s1,Ann Person,Lending desk,desk@example.org\n",
        ),
        ("languages", "id,service_id,name,code\nl1,s1,Polish,pl\n"),
        (
            "required_documents",
            "id,service_id,document\nd1,s1,Your library card\n",
        ),
        ("attributes", "id,link_id,taxonomy_term_id,link_type\nt,s1,t1,x\n"),
        ("taxonomy_terms", "id,name\nt1,Computer Class\n"),
        (
            "cost_options",
            "id,service_id,amount,currency,valid_to\nk1,s1,0,gbp,\nk2,s1,5,,2020-01-01\n",
        ),
        (
            "schedules",
            "id,location_id,service_at_location_id,freq,interval,byday,bymonthday,dtstart,valid_to,opens_at,closes_at\nw1,,sl1,WEEKLY,,\"MO,TH\",,,2027-03-31,9:00:00,17:00:00\nw2,,sl1,MONTHLY,,1SA,,,,10:00,13:00\nw3,,sl1,WEEKLY,2,WE,,2027-01-06,,10:00,12:00\nw4,,sl1,WEEKLY,,FR,,,2020-01-01,10:00,12:00\nw5,,sl1,MONTHLY,,,14,,,10:00,12:00\nw6,,sl1,,,,,,,,\nv1,x1,,DAILY,,,,,,08:00,22:00\n",
        ),
    ];
    for (name, text) in tables {
        site.data(&format!("hsds/{name}.csv"), text);
    }
    let map = site.data("map.toml", TERMS);
    let report = site
        .import(From::HsdsCsv {
            folder: site.data.path().join("hsds"),
            map: Some(map),
        })
        .unwrap();
    assert_service(site.root.path(), &report);
    let rows: Vec<(&str, usize)> = report
        .notes
        .iter()
        .filter(|note| note.field == "hours")
        .map(|note| (note.file.as_str(), note.row))
        .collect();
    assert_eq!(
        rows,
        [("schedules.csv", 5), ("schedules.csv", 6)],
        "a note names the row of the joined table"
    );
}

#[test]
fn weekdays_of_hsds_1_become_one_line_and_days_without_times_none() {
    let site = Try::new();
    site.data(
        "hsds/services.csv",
        "id,organization_id,name,fees\n1,9,Free wifi,Free to everyone\n,9,,\n",
    );
    site.data("hsds/organizations.csv", "id,name\n9,Example Trust\n");
    site.data("hsds/locations.csv", "id,organization_id,name\n5,9,Mill Hall\n");
    site.data("hsds/services_at_location.csv", "id,service_id,location_id\n7,1,5\n");
    site.data(
        "hsds/physical_addresses.csv",
        "id,location_id,address_1,city,postal_code\n,5,1 Mill Lane,Millbrook,SW1A 1AA\n",
    );
    site.data(
        "hsds/phones.csv",
        "id,location_id,number\n,5,01632 960100; 01632 960101\n",
    );
    let schedules = "id,service_id,location_id,weekday,opens_at,closes_at\n,,5,Sunday,,\n,,5,Monday,9:00,17:00\n,,5,Tuesday,9:00,17:00\n,,5,Friday,9:00,5:00\n";
    site.data("hsds/regular_schedules.csv", schedules);
    let map = site.data("map.toml", "assured = 2026-05-11");
    let report = site
        .import(From::HsdsCsv {
            folder: site.data.path().join("hsds"),
            map: Some(map),
        })
        .unwrap();
    assert_sound(site.root.path());
    assert_eq!(hours_of(&site.place()), ["Monday and Tuesday 09:00-17:00"]);
    let bad = note(&report, "hours");
    assert_eq!((bad.file.as_str(), bad.row), ("regular_schedules.csv", 5));
    assert_eq!(
        (note(&report, "id").file.as_str(), note(&report, "id").row),
        ("services.csv", 3)
    );
    let offer = site.offer().fields;
    assert_eq!(
        offer.contacts.iter().filter(|contact| contact.phone.is_some()).count(),
        2
    );
    assert_eq!(site.place().fields.organisation.unwrap().as_str(), "example-trust");
}
