//! "Did you mean …?"

/// The known name that is nearest to a misspelt one, if any is near enough.
pub(super) fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.75;
    let wrong = wrong.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let mut score = strsim::jaro_winkler(&wrong, name);
        if wrong.len() >= 3 && name.contains(&wrong) {
            score = score.max(0.9);
        }
        if score >= NEAR && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}
