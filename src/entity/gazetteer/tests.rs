use super::*;
use crate::entity::EntityKind;

#[test]
fn names_demonyms_capitals_and_seats_lead_to_their_country() {
    let gazetteer = Gazetteer::embedded();
    let country = |name: &str| {
        gazetteer.lookup(name).find_map(|sense| match sense {
            Sense::Name(id) => match gazetteer.entry(id).kind {
                EntityKind::Country => gazetteer.entry(id).iso.clone(),
                _ => gazetteer.entry(id).country.and_then(|id| gazetteer.entry(id).iso.clone()),
            },
            Sense::Citizen(id) | Sense::People(id) | Sense::Adjective(id) | Sense::Capital(id) => {
                gazetteer.entry(id).iso.clone()
            }
        })
    };
    for (name, iso) in [
        ("US", "US"),
        ("U.S.", "US"),
        ("United States", "US"),
        ("America", "US"),
        ("Americans", "US"),
        ("Washington", "US"),
        ("White House", "US"),
        ("Pentagon", "US"),
        ("CIA", "US"),
        ("Britain", "GB"),
        ("UK", "GB"),
        ("Downing Street", "GB"),
        ("Russian", "RU"),
        ("Kremlin", "RU"),
        ("Moscow", "RU"),
        ("FSB", "RU"),
        ("KGB", "SU"),
        ("SBU", "UA"),
        ("HUR", "UA"),
        ("DGSE", "FR"),
        ("BND", "DE"),
        ("ISI", "PK"),
        ("ASIO", "AU"),
        ("GCHQ", "GB"),
        ("Home Office", "GB"),
        ("State Department", "US"),
        ("Majlis", "IR"),
        ("Houthis", "YE"),
        ("Bank of Russia", "RU"),
        ("Xinhua", "CN"),
        ("Al Jazeera", "QA"),
        ("BBC", "GB"),
        ("Huawei", "CN"),
        ("GRU", "RU"),
        ("SVR", "RU"),
        ("Iranians", "IR"),
        ("Tehran", "IR"),
        ("IRGC", "IR"),
        ("Beijing", "CN"),
        ("Zhongnanhai", "CN"),
        ("Chinese", "CN"),
        ("Danes", "DK"),
        ("Turkiye", "TR"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("North Korean", "KP"),
        ("Mossad", "IL"),
        ("MI6", "GB"),
        ("Elysee", "FR"),
        ("Élysée", "FR"),
        ("Serbs", "RS"),
        ("Kyiv", "UA"),
        ("Dutch", "NL"),
        ("Brits", "GB"),
        ("UAE", "AE"),
        ("Emiratis", "AE"),
        ("DPRK", "KP"),
        ("South Koreans", "KR"),
        ("PRC", "CN"),
        ("DRC", "CD"),
        ("Burma", "MM"),
        ("Burmese", "MM"),
        ("Naypyidaw", "MM"),
        ("Swaziland", "SZ"),
        ("Czech Republic", "CZ"),
        ("Ivory Coast", "CI"),
        ("Ivorians", "CI"),
        ("Macedonia", "MK"),
        ("Saudis", "SA"),
        ("Kazakhs", "KZ"),
        ("Soviets", "SU"),
        ("USSR", "SU"),
        ("Yugoslav", "YU"),
    ] {
        assert_eq!(country(name).as_deref(), Some(iso), "{name}");
    }
    assert!(gazetteer.lookup("who").next().is_none());
    assert!(gazetteer.lookup("WHO").next().is_some());
    for word in ["raw", "ice", "let", "rt", "ap", "pis", "let's"] {
        assert!(gazetteer.lookup(word).next().is_none(), "{word}");
    }
    assert!(gazetteer.demonym("Korean").is_none(), "two countries");
}

#[test]
fn every_member_of_the_united_nations_is_there() {
    let gazetteer = Gazetteer::embedded();
    let countries = gazetteer.entries.iter().filter(|entry| entry.kind == EntityKind::Country).count();
    assert!(countries >= 193 + 2, "{countries} countries");
    let bare: Vec<&str> = gazetteer
        .entries
        .iter()
        .filter(|entry| entry.kind == EntityKind::Country && entry.wikidata.is_none())
        .map(|entry| &*entry.name)
        .collect();
    assert!(bare.is_empty(), "without a Wikidata id: {bare:?}");
}

#[test]
fn bodies_have_a_kind_that_is_known_and_most_an_identifier() {
    let gazetteer = Gazetteer::embedded();
    let kinds = [
        "union",
        "alliance",
        "agency",
        "bank",
        "court",
        "government",
        "ministry",
        "service",
        "military",
        "legislature",
        "central-bank",
        "party",
        "armed-group",
        "media",
        "company",
        "seat",
    ];
    let bodies: Vec<&Entry> = gazetteer.entries.iter().filter(|entry| entry.kind == EntityKind::Organization).collect();
    for entry in &bodies {
        assert!(kinds.contains(&&*entry.class), "{}: {}", entry.name, entry.class);
    }
    let listed = bodies.iter().filter(|entry| !matches!(&*entry.class, "seat" | "legislature"));
    let (known, all) =
        listed.fold((0, 0), |(known, all), entry| (known + usize::from(entry.wikidata.is_some()), all + 1));
    assert!(known * 4 > all * 3, "{known} of {all}");
}

#[test]
fn a_person_is_one_entry_whatever_the_offices() {
    let gazetteer = Gazetteer::embedded();
    let mut known: FxHashMap<&str, &str> = FxHashMap::default();
    for entry in gazetteer.entries.iter().filter(|entry| entry.kind == EntityKind::Person) {
        if let Some(id) = &entry.wikidata {
            assert_eq!(known.insert(id, &entry.name), None, "{id}");
        }
    }
}

#[test]
fn a_term_covers_a_date_only_if_it_covers_all_that_the_date_can_mean() {
    let term = |from: &str, until: &str, seen: &str| Term {
        office: "President".into(),
        country: EntryId(0),
        from: from.into(),
        until: until.into(),
        seen: seen.into(),
    };
    for (from, until, seen, date, covered) in [
        ("2017-01-20", "2021-01-20", "", "2019-05-03", true),
        ("2017-01-20", "2021-01-20", "", "2019-05", true),
        ("2017-01-20", "2021-01-20", "", "2019", true),
        ("2017-01-20", "2021-01-20", "", "2017", false),
        ("2017-01-20", "2021-01-20", "", "2021-01", false),
        ("2017-01-20", "2021-01-20", "", "2021-01-20", true),
        ("2017-01-20", "2021-01-20", "", "2021-01-21", false),
        ("2017", "2021", "", "2017-12-30", false),
        ("2017", "2021", "", "2018-01-01", true),
        ("2017", "2021", "", "2021-01-01", true),
        ("2017-01-20", "", "2022-07-22", "2022-07-22", true),
        ("2017-01-20", "", "2022-07-22", "2022-07-23", false),
        ("2017-01-20", "", "2022-07", "2022-06", true),
        ("2017-01-20", "", "2022-07", "2022-07-22", false),
        ("", "2021", "", "2019", false),
        ("2017-01-20", "", "", "2019", false),
    ] {
        assert_eq!(term(from, until, seen).covers(date), covered, "{from} {until} {seen} {date}");
    }
}

#[test]
fn a_row_that_is_cut_short_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("gazetteer")).unwrap();
    std::fs::write(folder.path().join("gazetteer/seats.tsv"), "# head\nOval Office\n").unwrap();
    let error = Gazetteer::load(folder.path()).unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
}
