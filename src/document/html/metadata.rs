//! What the head of a page says of its article: title, address, date.

use serde_json::Value;

use super::page::Page;
use crate::document::date;

/// What is known of a page besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Metadata {
    /// The title, without the name of the site.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The day of publication, in ISO 8601.
    pub date: Option<String>,
}

const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "parsely-pub-date",
    "publishdate",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "og:published_time",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "datecreated",
    "og:article:published_time",
    "article:published",
    "last-modified",
    "article:modified_time",
    "og:updated_time",
];

/// Collects the metadata of a page.
pub(super) fn collect(page: &Page) -> Metadata {
    let meta = |name: &str| {
        let found = page.meta.iter().find(|(key, content)| key == name && !content.trim().is_empty());
        found.map(|(_, content)| squeeze(content))
    };
    let url = page.canonical.clone().or_else(|| meta("og:url")).or_else(|| page.saved_from.clone());
    let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let json: Vec<Value> = page.json.iter().filter_map(|(text, _)| serde_json::from_str(text.trim()).ok()).collect();
    let linked = |key: &str| json.iter().find_map(|value| find(value, key)).map(str::to_owned);
    let date = DATE_NAMES
        .iter()
        .take(1)
        .find_map(|name| date::from_metadata(&meta(name)?))
        .or_else(|| date::from_metadata(&linked("datePublished")?))
        .or_else(|| DATE_NAMES.iter().skip(1).find_map(|name| date::from_metadata(&meta(name)?)))
        .or_else(|| page.times.iter().find_map(|time| date::from_metadata(time)))
        .or_else(|| date::from_path(url.as_deref()?));
    let site = meta("og:site_name");
    let title = meta("og:title").or_else(|| linked("headline")).or_else(|| Some(squeeze(&page.title)));
    let title = title.map(|title| without_site(&title, site.as_deref())).filter(|title| !title.is_empty());
    Metadata { title, url, date }
}

/// The first string under a key, however deep; the parser underneath bounds the depth.
pub(super) fn find<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                if let Some(found) = map.get(key).and_then(Value::as_str) {
                    return Some(found);
                }
                open.extend(map.values().rev());
            }
            Value::Array(items) => open.extend(items.iter().rev()),
            _ => {}
        }
    }
    None
}

/// "Officials blame Iran | The Courier" without the name of the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    let separators = [" | ", " – ", " — ", " - ", " :: ", " » "];
    let Some((at, separator)) = separators.iter().filter_map(|s| Some((title.rfind(s)?, *s))).max() else {
        return title.to_owned();
    };
    let (head, tail) = (&title[..at], &title[at + separator.len()..]);
    let words = |text: &str| text.split(' ').count();
    let named = site.is_some_and(|site| site.eq_ignore_ascii_case(tail));
    if named || (words(tail) <= 5 && words(head) >= 3 && words(head) > words(tail)) {
        head.to_owned()
    } else {
        title.to_owned()
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
