//! "Did you mean …?"

/// The known name that is nearest to a misspelt one, if any is near enough.
pub(super) fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.7;
    let wrong = wrong.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let mut score = strsim::jaro_winkler(&wrong, name);
        // Two letters that changed places, which the measure above punishes in short words.
        if strsim::osa_distance(&wrong, name) == 1 {
            score = score.max(0.9);
        }
        if wrong.len() >= 3 && name.contains(&wrong) {
            score = score.max(0.9);
        }
        if score >= NEAR && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}
