//! Pronouns within a document.
//!
//! In come grouped names and noun phrases, out go the pronouns that one of them stands out for. Agreement and binding
//! rule candidates out first, the rest is weighed; if no candidate leads by a margin, the pronoun stays unresolved.

mod agreement;
mod binding;
mod expletive;
mod first_person;
mod salience;
mod search;

pub(super) use self::binding::bound;

use rustc_hash::FxHashMap;

use self::first_person::Voices;
use self::search::Search;
use super::EntityKind;
use super::draft::Draft;
use super::gazetteer::Gender;
use super::mention::{Form, Number};
use super::quotation::Quotations;

/// For how many sentences what a pronoun speaks of stays in the reader's mind.
const FOCUS: u32 = 3;

/// Resolves the pronouns of a document, in the order of the text.
pub(super) fn resolve(draft: &mut Draft<'_>) {
    // Full names come to their group before the parts of them do, wherever they stand.
    draft.clusters.iter_mut().for_each(|cluster| cluster.mentions.sort_unstable());
    protagonist(draft);
    let mut quotations = Quotations::find(draft);
    // How often a document speaks of each, pronouns aside: one wrong link must not bring on the next.
    let nominal: Vec<f32> = draft.clusters.iter().map(|cluster| cluster.mentions.len().max(1) as f32).collect();
    let mut voices = Voices::default();
    let mut focus: FxHashMap<(Number, Gender), (u32, u32)> = FxHashMap::default();
    for mention in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[mention as usize];
        if found.form != Form::Pronoun || draft.assigned[mention as usize].is_some() {
            continue;
        }
        let sentence = draft.sentence(mention);
        let head = found.head as usize;
        match &*sentence.tokens()[head].lower {
            "i" | "me" | "my" | "mine" | "myself" => first_person::singular(draft, &quotations, &mut voices, mention),
            "we" | "us" | "our" | "ours" | "ourselves" => {
                first_person::plural(draft, &quotations, &mut voices, mention);
            }
            "who" | "whom" | "whose" | "which" | "that" => {}
            _ if expletive::expletive(draft.knowledge, sentence, head) || binding::emphatic(draft, mention) => {}
            _ => {
                let paradigm = (found.number, found.gender);
                let place = found.sentence;
                let last = focus.get(&paradigm).filter(|(_, last)| place - last <= FOCUS).map(|(cluster, _)| *cluster);
                if let Some((cluster, link)) = Search::new(draft, &quotations, mention, last).best(&nominal) {
                    focus.insert(paradigm, (cluster, place));
                    if draft.mentions[mention as usize].kind == Some(EntityKind::Person) {
                        // "He" says more than the recognizer does: what bodies are called by is "it".
                        draft.clusters[cluster as usize].vote(EntityKind::Person, 3);
                    }
                    draft.join(mention, cluster, link);
                }
            }
        }
    }
    let more = quotations.find_more_speakers(draft);
    first_person::identify(draft, &voices, &more);
}

/// The sex of whom a document is about, where no name or title tells: that of nearly all its pronouns.
fn protagonist(draft: &mut Draft<'_>) {
    let mut pronouns = [0u32; 2];
    for mention in draft.mentions.iter().filter(|mention| mention.form == Form::Pronoun) {
        match mention.gender {
            Gender::Male => pronouns[0] += 1,
            Gender::Female => pronouns[1] += 1,
            Gender::Unknown => {}
        }
    }
    let sex = match pronouns {
        [men, women] if men >= 4 && men >= 3 * women => Gender::Male,
        [men, women] if women >= 4 && women >= 3 * men => Gender::Female,
        _ => return,
    };
    let people = draft.clusters.iter_mut().filter(|cluster| cluster.named && cluster.kind() == EntityKind::Person);
    let most =
        people.max_by_key(|cluster| (cluster.mentions.len(), std::cmp::Reverse(cluster.mentions.first().copied())));
    if let Some(most) = most.filter(|cluster| cluster.mentions.len() > 3 && cluster.gender == Gender::Unknown) {
        most.gender = sex;
    }
}
