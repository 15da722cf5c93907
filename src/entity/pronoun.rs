//! Pronouns within a document.
//!
//! In come grouped names and noun phrases, out go the pronouns that one of them stands out for. The weights follow
//! Lappin and Leass (1994): subjects count more than objects, near more than far, and what is spoken of again adds up.
//! Agreement and binding rule candidates out first; if no candidate leads by a margin, the pronoun stays unresolved.

use rustc_hash::FxHashMap;

use super::draft::{Draft, Link};
use super::gazetteer::Gender;
use super::mention::{Form, Mention, Number};
use super::quotation::Quotations;
use super::{EntityKind, LinkRule};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// How many sentences back a pronoun looks.
const WINDOW: u32 = 3;

/// How many mentions back a pronoun looks at most, which bounds the work in sentences without end.
const MOST: u32 = 120;

/// How a kind of pronoun is used, as measured on news, interviews, biographies and papers.
struct Habits {
    /// What is left of a candidate's weight for each sentence that lies between.
    decay: f32,
    /// How much it counts that the document speaks of a candidate often.
    often: f32,
    /// How much more the best candidate must weigh than the second.
    margin: f32,
    /// The least that the best must weigh.
    least: f32,
}

impl Habits {
    fn of(pronoun: &Mention) -> Self {
        match (pronoun.number, pronoun.kind) {
            (Number::Singular, Some(EntityKind::Person)) => {
                Habits { decay: 0.5, often: 0.1, margin: 1.15, least: 12.0 }
            }
            (Number::Singular, _) => Habits { decay: 0.5, often: 0.0, margin: 1.15, least: 60.0 },
            _ => Habits { decay: 0.4, often: 0.0, margin: 1.3, least: 30.0 },
        }
    }
}

/// Resolves the pronouns of a document, in the order of the text.
pub(super) fn resolve(draft: &mut Draft<'_>) {
    let quotations = Quotations::find(draft);
    let mut narrators: FxHashMap<(usize, Option<u32>), u32> = FxHashMap::default();
    for mention in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[mention as usize];
        if found.form != Form::Pronoun || draft.assigned[mention as usize].is_some() {
            continue;
        }
        let sentence = draft.sentence(mention);
        let token = &sentence.tokens()[found.head as usize];
        match &*token.lower {
            "i" | "me" | "my" | "mine" | "myself" => {
                let quotation = quotations.at(found.sentence, found.head);
                if let Some(speaker) = quotation.and_then(|q| quotations.speaker(q)) {
                    if person(draft, speaker) {
                        draft.join(mention, speaker, Link { rule: LinkRule::Speaker, certainty: 0.85 });
                    }
                } else {
                    let place = (sentence.block, quotation);
                    let link = Link { rule: LinkRule::FirstPerson, certainty: 0.85 };
                    match narrators.get(&place) {
                        Some(&narrator) => draft.join(mention, narrator, link),
                        None => {
                            let first = Link { rule: LinkRule::First, certainty: 1.0 };
                            let narrator = draft.start_cluster(mention, "I".to_owned(), first);
                            draft.clusters[narrator as usize].vote(EntityKind::Person, 1);
                            narrators.insert(place, narrator);
                        }
                    }
                }
            }
            "we" | "us" | "our" | "ours" | "ourselves" => {
                let speaker = quotations.at(found.sentence, found.head).and_then(|q| quotations.speaker(q));
                if let Some(speaker) = speaker.filter(|&speaker| !person(draft, speaker)) {
                    draft.join(mention, speaker, Link { rule: LinkRule::Speaker, certainty: 0.75 });
                }
            }
            "who" | "whom" | "whose" | "which" | "that" => {}
            _ if expletive(sentence, found.head as usize) => {}
            _ => {
                if let Some((cluster, link)) = best(draft, &quotations, mention) {
                    if draft.mentions[mention as usize].kind == Some(EntityKind::Person) {
                        draft.clusters[cluster as usize].vote(EntityKind::Person, 1);
                    }
                    draft.join(mention, cluster, link);
                }
            }
        }
    }
}

fn person(draft: &Draft<'_>, cluster: u32) -> bool {
    draft.clusters[cluster as usize].kind() == EntityKind::Person
}

/// Whether an "it" stands for nothing: "it is clear that", "it seems", "it rained".
fn expletive(sentence: &Sentence, index: usize) -> bool {
    let tokens = sentence.tokens();
    let token = &tokens[index];
    if &*token.lower != "it" {
        return false;
    }
    if token.dep == Dep::Expl {
        return true;
    }
    let verb = token.head;
    if !matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj) {
        return false;
    }
    let lemma = tokens[verb].lemma.to_lowercase();
    let clause = sentence.children(verb).any(|child| {
        matches!(tokens[child].dep, Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Advcl | Dep::Relcl | Dep::Csubjpass)
            && child > verb
    });
    let predicate =
        sentence.children(verb).find(|&child| matches!(tokens[child].dep, Dep::Acomp | Dep::Attr | Dep::Oprd));
    match lemma.as_str() {
        "be" | "’s" | "'s" | "become" | "remain" => {
            let below = predicate.is_some_and(|predicate| {
                sentence.children(predicate).any(|child| {
                    matches!(
                        tokens[child].dep,
                        Dep::Ccomp | Dep::Xcomp | Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Csubj
                    ) && child > predicate
                })
            });
            let time = predicate.is_some_and(|predicate| {
                matches!(
                    &*tokens[predicate].lower,
                    "time"
                        | "day"
                        | "morning"
                        | "night"
                        | "late"
                        | "early"
                        | "o’clock"
                        | "hard"
                        | "clear"
                        | "possible"
                        | "likely"
                        | "unclear"
                        | "important"
                )
            });
            // "It was the Iranians who …".
            (predicate.is_some() && (clause || below)) || time
        }
        "seem" | "appear" | "happen" | "turn" | "rain" | "snow" | "matter" | "follow" => {
            clause || matches!(lemma.as_str(), "rain" | "snow")
        }
        "take" => tokens.get(verb + 1).is_some_and(|next| matches!(next.pos, Pos::Num | Pos::Det)) && clause,
        "make" | "find" | "think" | "consider" if token.dep == Dep::Dobj => clause,
        "say" | "report" | "believe" | "know" | "estimate" | "learn" | "expect" | "note" | "suggest" => {
            token.dep == Dep::Nsubjpass && clause
        }
        _ => false,
    }
}

/// Whether a mention can be what a pronoun speaks of, by number, sex and kind; smaller weights for what fits less well.
fn agreement(draft: &Draft<'_>, pronoun: &Mention, candidate: &Mention, cluster: u32) -> f32 {
    let group = &draft.clusters[cluster as usize];
    let kind = if group.named { group.kind() } else { candidate.kind.unwrap_or(group.kind()) };
    let gender = if group.gender == Gender::Unknown { candidate.gender } else { group.gender };
    let plural = candidate.number == Number::Plural;
    match (pronoun.number, pronoun.kind) {
        // He, she.
        (Number::Singular, Some(EntityKind::Person)) => {
            // The recognizer's type of a lone surname is often wrong.
            let lone = group.named && group.entry.is_none() && group.country.is_none() && !group.key.contains(' ');
            let abbreviation = !group.name.chars().any(char::is_lowercase);
            if lone
                && !abbreviation
                && !with_article(draft, candidate)
                && matches!(kind, EntityKind::Thing | EntityKind::Organization | EntityKind::Document)
            {
                return 0.6;
            }
            if kind != EntityKind::Person || plural {
                return 0.0;
            }
            match gender {
                Gender::Unknown => 0.8,
                known if known == pronoun.gender => 1.1,
                _ => 0.0,
            }
        }
        // It.
        (Number::Singular, _) => match kind {
            EntityKind::Person | EntityKind::Group => 0.0,
            _ if plural => 0.0,
            EntityKind::Country | EntityKind::Organization => 1.1,
            EntityKind::Place => 0.8,
            _ => 0.9,
        },
        // They.
        _ => match kind {
            EntityKind::Group => 1.1,
            _ if plural => 1.0,
            EntityKind::Organization => 0.55,
            EntityKind::Country => 0.35,
            EntityKind::Person if candidate.form != Form::Name => 0.4,
            _ => 0.0,
        },
    }
}

/// Whether "the" stands before a mention, as it does before bodies and not before surnames.
fn with_article(draft: &Draft<'_>, mention: &Mention) -> bool {
    let tokens = draft.sentences[mention.sentence as usize].tokens();
    (mention.tokens.start as usize).checked_sub(1).is_some_and(|before| tokens[before].pos == Pos::Det)
}

/// Whether a group of mentions is only known as "I".
fn narrator(draft: &Draft<'_>, cluster: u32) -> bool {
    let first = draft.clusters[cluster as usize].mentions.first();
    let unnamed = !draft.clusters[cluster as usize].named;
    unnamed && first.is_some_and(|&first| draft.mentions[first as usize].form == Form::Pronoun)
}

/// How much a place in a clause says for being spoken of.
fn salience(draft: &Draft<'_>, mention: u32) -> f32 {
    let (dep, index) = draft.relation(mention);
    let sentence = draft.sentence(mention);
    let tokens = sentence.tokens();
    let weight = match dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj => 80.0,
        Dep::Dobj | Dep::Attr | Dep::Oprd => 50.0,
        Dep::Dative => 45.0,
        Dep::Poss => 40.0,
        Dep::Pobj => {
            // Inside another noun phrase counts less than beside the verb.
            let preposition = &tokens[tokens[index].head];
            if preposition.dep == Dep::Agent {
                60.0
            } else if matches!(tokens[preposition.head].pos, Pos::Verb | Pos::Aux) {
                40.0
            } else {
                28.0
            }
        }
        Dep::Root => 60.0,
        Dep::Npadvmod | Dep::Compound => 15.0,
        _ => 25.0,
    };
    let name = if draft.mentions[mention as usize].form == Form::Name { 15.0 } else { 0.0 };
    weight + name
}

/// The token of the clause that a token stands in: the nearest verb above it.
fn clause(sentence: &Sentence, mut index: usize) -> usize {
    let tokens = sentence.tokens();
    for _ in 0..tokens.len() {
        let head = tokens[index].head;
        if head == index || matches!(tokens[head].pos, Pos::Verb | Pos::Aux) {
            return head;
        }
        index = head;
    }
    index
}

/// Whether the syntax of one sentence keeps a pronoun from speaking of a mention.
fn bound(draft: &Draft<'_>, pronoun: u32, other: u32) -> bool {
    let (own, candidate) = (&draft.mentions[pronoun as usize], &draft.mentions[other as usize]);
    if own.sentence != candidate.sentence {
        return false;
    }
    let sentence = draft.sentence(pronoun);
    let tokens = sentence.tokens();
    let (p, c) = (own.head as usize, candidate.head as usize);
    let reflexive = tokens[p].lower.ends_with("self") || tokens[p].lower.ends_with("selves");
    // A pronoun inside a phrase cannot speak of that phrase: "its head" of "its".
    let mut above = p;
    for _ in 0..tokens.len() {
        if above == c {
            return true;
        }
        if tokens[above].head == above {
            break;
        }
        above = tokens[above].head;
        // A relative clause on the candidate may speak of it: "the man who lost his job".
        if tokens[above].dep == Dep::Relcl && tokens[above].head == c {
            return false;
        }
    }
    let possessive = tokens[p].tag == Tag::PrpPoss;
    if reflexive {
        return clause(sentence, p) != clause(sentence, c);
    }
    if possessive {
        return false;
    }
    // Two arguments of one verb speak of two things: "Putin told him".
    let owner = |index: usize| matches!(tokens[index].dep, Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod);
    if owner(c) {
        return false;
    }
    let (first, second) = (draft.relation(pronoun).1, draft.relation(other).1);
    clause(sentence, first) == clause(sentence, second)
}

/// Whether a pronoun stands in a part of the sentence that comes before the main clause's subject.
fn fronted(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let mut index = pronoun;
    for _ in 0..tokens.len() {
        let head = tokens[index].head;
        if head == index {
            return None;
        }
        if matches!(tokens[head].pos, Pos::Verb | Pos::Aux)
            && matches!(tokens[index].dep, Dep::Prep | Dep::Advcl)
            && head > index
        {
            let subject =
                sentence.children(head).find(|&child| matches!(tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass))?;
            return (subject > pronoun).then_some(subject);
        }
        index = head;
    }
    None
}

fn best(draft: &Draft<'_>, quotations: &Quotations, mention: u32) -> Option<(u32, Link)> {
    let pronoun = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    let own_head = pronoun.head as usize;
    let own_dep = draft.relation(mention).0;
    let habits = Habits::of(pronoun);
    let it = pronoun.number == Number::Singular && pronoun.kind.is_none();
    let own_quotation = quotations.at(pronoun.sentence, pronoun.head);
    let own_speaker = own_quotation.and_then(|quotation| quotations.speaker(quotation));
    let mut scores: Vec<(u32, f32)> = Vec::new();
    let mut refused: Vec<u32> = Vec::new();
    let mut earlier = mention;
    while earlier > mention.saturating_sub(MOST) {
        earlier -= 1;
        let candidate = &draft.mentions[earlier as usize];
        let distance = pronoun.sentence - candidate.sentence;
        if distance > WINDOW {
            break;
        }
        let Some(cluster) = draft.cluster_of(earlier) else { continue };
        // A name that only comes later cannot be meant yet.
        if draft.clusters[cluster as usize].mentions.first().is_none_or(|&first| first > mention) {
            continue;
        }
        // Who speaks is "I" inside the quotation, not "he".
        if own_speaker == Some(cluster) || narrator(draft, cluster) {
            continue;
        }
        if bound(draft, mention, earlier) {
            refused.push(cluster);
            continue;
        }
        let fits = agreement(draft, pronoun, candidate, cluster);
        if fits == 0.0 {
            continue;
        }
        let blocks = sentence.block.abs_diff(draft.sentence(earlier).block) as i32;
        let mut score =
            salience(draft, earlier) * fits * habits.decay.powi(distance as i32) * 0.8f32.powi(blocks.min(3));
        if distance == 0 {
            score *= 1.3;
        }
        if own_dep == draft.relation(earlier).0 {
            score *= 1.15;
        }
        match scores.iter_mut().find(|(known, _)| *known == cluster) {
            // What is spoken of again adds up, though not without end.
            Some((_, total)) => *total += 0.35 * score,
            None => scores.push((cluster, score)),
        }
    }
    scores.retain(|(cluster, _)| !refused.contains(cluster));
    // "Despite its denials, Tehran …".
    if let Some(subject) = fronted(sentence, own_head)
        && let Some(later) = draft.mention_at(pronoun.sentence, subject)
        && let Some(cluster) = draft.cluster_of(later)
    {
        let fits = agreement(draft, pronoun, &draft.mentions[later as usize], cluster);
        if fits > 0.5 && !refused.contains(&cluster) {
            return Some((cluster, Link { rule: LinkRule::Cataphora, certainty: 0.75 }));
        }
    }
    // What the document has spoken of often is more likely spoken of again.
    for (cluster, score) in &mut scores {
        let known = &draft.clusters[*cluster as usize].mentions;
        let before = known.partition_point(|&known| known < mention).max(1);
        *score *= 1.0 + habits.often * (before as f32).ln();
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let &(cluster, first) = scores.first()?;
    let second = scores.get(1).map_or(0.0, |&(_, score)| score);
    if it && !draft.clusters[cluster as usize].named {
        // "It" often stands for what a whole clause says: of things without a name, only a subject is sure enough.
        let last = draft.clusters[cluster as usize].mentions.iter().rev().find(|&&known| known < mention);
        let subject = last.is_some_and(|&last| {
            let definite = draft.mentions[last as usize].form != Form::Indefinite;
            definite && matches!(draft.relation(last).0, Dep::Nsubj | Dep::Nsubjpass)
        });
        if !subject || first < 1.5 * second {
            return None;
        }
    }
    if first < habits.least || first < habits.margin * second {
        return None;
    }
    let lead = (first / (first + second) - 0.5) * 2.0;
    Some((cluster, Link { rule: LinkRule::Pronoun, certainty: 0.55 + 0.4 * lead }))
}
