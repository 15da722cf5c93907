//! The search for what one pronoun of the third person speaks of.
//!
//! In come grouped mentions, out goes the group that stands out. What cannot be is ruled out by
//! [`agreement`](super::agreement) and [`binding`](super::binding); the rest is weighed, and the best must lead by a
//! margin.

use super::super::draft::{Cluster, Draft, Link};
use super::super::list::List;
use super::super::mention::{Form, Number};
use super::super::name::lowered;
use super::super::quotation::Quotations;
use super::super::{EntityKind, LinkRule};
use super::agreement::{self, Paradigm};
use super::binding;
use super::salience::Weights;
use crate::syntax::{Dep, Pos};

/// How many sentences back a pronoun looks.
const WINDOW: u32 = 4;

/// How many mentions back a pronoun looks at most, which bounds the work in sentences without end.
const MOST: u32 = 120;

/// What a pronoun may speak of, with its weight.
struct Candidate {
    /// The group of mentions; none for several things in a row, "Jenna and Julien", which no group stands for.
    cluster: Option<u32>,
    /// The mention by which it came up first.
    mention: u32,
    weight: f32,
}

/// Looks for what one pronoun speaks of.
pub(super) struct Search<'a> {
    draft: &'a Draft<'a>,
    quotations: &'a Quotations,
    mention: u32,
    paradigm: Paradigm,
    weights: &'static Weights,
    dep: Dep,
    /// Whether it is the subject of its sentence.
    opens: bool,
    quotation: Option<u32>,
    wants_people: bool,
    /// The subject of the pronoun's clause.
    subject_beside: Option<usize>,
    /// The subject of the clause to which the pronoun's clause is joined.
    joined_to: Option<usize>,
    /// The noun that the pronoun is said to be.
    predicate: Option<usize>,
    /// Whether the pronoun is said to be something that happens or is done.
    happens: bool,
    /// What the last pronoun of the same kind speaks of.
    focus: Option<u32>,
    candidates: Vec<Candidate>,
}

impl<'a> Search<'a> {
    pub(super) fn new(draft: &'a Draft<'a>, quotations: &'a Quotations, mention: u32, focus: Option<u32>) -> Self {
        let pronoun = &draft.mentions[mention as usize];
        let paradigm = Paradigm::of(pronoun);
        let sentence = draft.sentence(mention);
        let (dep, index) = draft.relation(mention);
        let verb = sentence.tokens()[index].head;
        let predicate = binding::predicate(sentence, pronoun.head as usize);
        let happens = predicate
            .is_some_and(|noun| draft.knowledge.is_in(List::Happenings, &lowered(&sentence.tokens()[noun].lemma)));
        Search {
            draft,
            quotations,
            mention,
            paradigm,
            weights: Weights::of(paradigm),
            dep,
            opens: dep == Dep::Nsubj && sentence.tokens()[verb].dep == Dep::Root,
            quotation: quotations.at(pronoun.sentence, pronoun.head),
            wants_people: agreement::wants_people(draft, sentence, pronoun.head as usize),
            subject_beside: binding::subject_of(sentence, binding::clause(sentence, pronoun.head as usize)),
            focus,
            joined_to: binding::subject_before(sentence, pronoun.head as usize),
            predicate,
            happens,
            candidates: Vec::with_capacity(64),
        }
    }

    /// The group that stands out for the pronoun, if one does.
    pub(super) fn best(mut self, nominal: &[f32]) -> Option<(u32, Link)> {
        let pronoun = &self.draft.mentions[self.mention as usize];
        let sentence = self.draft.sentence(self.mention);
        if binding::reflexive(sentence, pronoun.head as usize)
            && let Some(subject) = self.subject()
        {
            return Some((subject, Link { rule: LinkRule::Pronoun, certainty: 0.9 }));
        }
        if let Some(several) = self.listed() {
            return Some((several, Link { rule: LinkRule::Pronoun, certainty: 0.8 }));
        }
        let refused = self.look_back();
        let ahead = self.look_ahead();
        self.candidates.retain(|candidate| candidate.cluster.is_none_or(|cluster| !refused.contains(&cluster)));
        self.prefer_plural_phrases();
        for candidate in &mut self.candidates {
            let count = candidate.cluster.and_then(|cluster| nominal.get(cluster as usize));
            if candidate.cluster.is_some() && candidate.cluster == self.focus {
                candidate.weight *= self.weights.focus;
            }
            candidate.weight *= 1.0 + self.weights.often * count.map_or(0.0, |count| count.ln());
        }
        self.candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.mention.cmp(&b.mention)));
        let first = self.candidates.first()?;
        let second = self.candidates.get(1).map_or(0.0, |candidate| candidate.weight);
        let cluster = first.cluster?;
        let clear = first.weight >= self.weights.least && first.weight >= self.weights.margin * second;
        if !clear || self.rivalled(cluster) {
            return None;
        }
        let rule = if ahead == Some(cluster) { LinkRule::Cataphora } else { LinkRule::Pronoun };
        let lead = (first.weight / (first.weight + second) - 0.5) * 2.0;
        Some((cluster, Link { rule, certainty: 0.55 + 0.4 * lead }))
    }

    /// Whether a pronoun that opens its sentence may take up the subject of the one before as well: "The officer
    /// undermined Trump. His colleagues …" is left open, however often the text speaks of Trump.
    fn rivalled(&self, best: u32) -> bool {
        let (draft, pronoun) = (self.draft, &self.draft.mentions[self.mention as usize]);
        if pronoun.head != 0 || pronoun.sentence == 0 || !matches!(self.paradigm, Paradigm::Person(_)) {
            return false;
        }
        let before = draft.sentences[pronoun.sentence as usize - 1];
        let root = before.tokens().iter().position(|token| token.dep == Dep::Root);
        let subject = root.and_then(|root| before.child(root, Dep::Nsubj));
        let rival = subject.and_then(|subject| draft.mention_at(pronoun.sentence - 1, subject));
        let Some(other) = rival.and_then(|rival| draft.cluster_of(rival)).filter(|&other| other != best) else {
            return false;
        };
        let phrase = rival.is_some_and(|rival| {
            let rival = &draft.mentions[rival as usize];
            rival.form == Form::Definite && rival.kind == Some(EntityKind::Person)
        });
        phrase && self.candidates.iter().any(|candidate| candidate.cluster == Some(other))
    }

    /// Makes less of a state or body as what "they" are where a plural phrase stands nearer: "Iran blamed the clubs, as
    /// they".
    fn prefer_plural_phrases(&mut self) {
        let draft = self.draft;
        let plural = |candidate: &Candidate| draft.mentions[candidate.mention as usize].number == Number::Plural;
        let nearest = self.candidates.iter().filter(|candidate| plural(candidate)).map(|candidate| candidate.mention);
        let Some(nearest) = nearest.max().filter(|_| self.paradigm == Paradigm::Plural) else { return };
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.mention < nearest) {
            let group = candidate.cluster.map(|cluster| &draft.clusters[cluster as usize]);
            let one = |group: &Cluster| matches!(group.kind(), EntityKind::Country | EntityKind::Organization);
            if group.is_some_and(|group| group.named && one(group)) {
                candidate.weight *= self.weights.behind_plural;
            }
        }
    }

    /// Gathers candidates before the pronoun; gives those back that the syntax rules out.
    fn look_back(&mut self) -> Vec<u32> {
        let draft = self.draft;
        let sentence = draft.mentions[self.mention as usize].sentence;
        let speaker = match self.quotation {
            Some(quotation) => self.quotations.speaker(quotation),
            None => draft.voice(draft.sentence(self.mention).block),
        };
        let mut refused = self.named_below();
        let mut earlier = self.mention;
        while earlier > self.mention.saturating_sub(MOST) {
            earlier -= 1;
            if sentence - draft.mentions[earlier as usize].sentence > WINDOW {
                break;
            }
            let Some(cluster) = draft.cluster_of(earlier) else { continue };
            // Who speaks is "I" inside the quotation or turn, not "he".
            if (speaker == Some(cluster) && self.paradigm != Paradigm::Plural) || narrator(draft, cluster) {
                continue;
            }
            if binding::bound(draft, self.mention, earlier) {
                refused.push(cluster);
            } else if self.paradigm == Paradigm::Plural && row(draft, earlier) {
                let weight = self.place(earlier);
                self.candidates.push(Candidate { cluster: None, mention: earlier, weight });
            } else {
                let weight = self.weight(earlier, cluster);
                if weight > 0.0 && !timely(draft, earlier) {
                    // What is spoken of again adds up, though not without end.
                    self.add(cluster, earlier, weight, self.weights.again);
                }
            }
        }
        refused
    }

    /// The groups that the rest of the sentence names in the pronoun's reach: "he" of "he said Putin knew" is not Putin.
    fn named_below(&self) -> Vec<u32> {
        let draft = self.draft;
        let sentence = draft.mentions[self.mention as usize].sentence;
        let later = (self.mention + 1..draft.mentions.len() as u32)
            .take(MOST as usize)
            .take_while(|&later| draft.mentions[later as usize].sentence == sentence);
        let named = later.filter(|&later| {
            draft.mentions[later as usize].form != Form::Pronoun && binding::commands(draft, self.mention, later)
        });
        named.filter_map(|later| draft.cluster_of(later)).collect()
    }

    /// Takes the subject that follows a fronted phrase into account; gives it back if nothing before spoke of it.
    fn look_ahead(&mut self) -> Option<u32> {
        let pronoun = &self.draft.mentions[self.mention as usize];
        let subject = binding::fronted(self.draft.sentence(self.mention), pronoun.head as usize)?;
        let later = self.draft.mention_at(pronoun.sentence, subject)?;
        let cluster = self.draft.cluster_of(later)?;
        let weight = self.weight(later, cluster) * self.weights.ahead;
        let known = self.candidates.iter().any(|candidate| candidate.cluster == Some(cluster));
        self.add(cluster, later, weight, 1.0);
        (!known).then_some(cluster)
    }

    fn add(&mut self, cluster: u32, mention: u32, weight: f32, again: f32) {
        if weight == 0.0 {
            return;
        }
        match self.candidates.iter_mut().find(|known| known.cluster == Some(cluster)) {
            Some(known) => known.weight += again * weight,
            None => self.candidates.push(Candidate { cluster: Some(cluster), mention, weight }),
        }
    }

    /// What a mention weighs by what it is and where it stands; 0 for what cannot be.
    fn weight(&self, other: u32, cluster: u32) -> f32 {
        let fit = self.fit(other, cluster);
        if fit == 0.0 { 0.0 } else { self.place(other) * fit }
    }

    /// What a mention weighs by where it stands, seen from the pronoun.
    fn place(&self, other: u32) -> f32 {
        let (draft, weights) = (self.draft, self.weights);
        let (pronoun, candidate) = (&draft.mentions[self.mention as usize], &draft.mentions[other as usize]);
        let sentences = pronoun.sentence.abs_diff(candidate.sentence);
        let blocks = draft.sentence(self.mention).block.abs_diff(draft.sentence(other).block);
        let (dep, index) = draft.relation(other);
        let acts = sentences == 0 && self.subject_beside == Some(index);
        let mut weight = weights.of_mention(draft, other, acts)
            * weights.decay.powi(sentences as i32)
            * weights.paragraph.powi(blocks.min(3) as i32);
        if weights.fade != 1.0 {
            weight *= weights.fade.powf(apart(draft, self.mention, other) / 60.0);
        }
        if sentences == 0 {
            weight *= weights.near;
        } else if binding::subordinate(draft.sentence(other), index) {
            // A pronoun is what the text was about before.
            let known = candidate.form == Form::Pronoun;
            weight *= if known { weights.subordinate.sqrt() } else { weights.subordinate };
        }
        if sentences == 0 && self.joined_to == Some(index) {
            weight *= weights.left_out;
        }
        if self.dep == dep {
            weight *= weights.parallel;
        }
        if sentences == 1 && self.opens && self.speaks(other, index) {
            weight *= weights.speaker;
        }
        if acts {
            weight *= weights.own_subject;
        }
        if sentences == 0 && binding::twin(draft.sentence(other), pronoun.head as usize) == Some(index) {
            weight *= weights.twin;
        }
        let lemma = |mention: u32, token: usize| lowered(&draft.sentence(mention).tokens()[token].lemma);
        if self.predicate.is_some_and(|noun| lemma(self.mention, noun) == lemma(other, candidate.head as usize)) {
            weight *= weights.same_noun;
        }
        if self.quotation != self.quotations.at(candidate.sentence, candidate.head) {
            weight *= weights.quotation;
        }
        weight
    }

    /// Whether a mention is the subject of a main verb of saying.
    fn speaks(&self, mention: u32, subject: usize) -> bool {
        let tokens = self.draft.sentence(mention).tokens();
        let verb = &tokens[tokens[subject].head];
        let lemma = lowered(&verb.lemma);
        tokens[subject].dep == Dep::Nsubj && verb.dep == Dep::Root && self.draft.knowledge.is_said(&lemma)
    }

    /// How well a mention fits by what it is.
    fn fit(&self, other: u32, cluster: u32) -> f32 {
        let candidate = &self.draft.mentions[other as usize];
        let fit = agreement::agreement(self.draft, self.paradigm, candidate, cluster);
        // "It was a mistake" is said of no body and no place.
        if self.happens && agreement::is_somebody_or_somewhere(self.draft, cluster) {
            return 0.0;
        }
        if self.wants_people && !agreement::peopled(self.draft, candidate, cluster) {
            fit * self.weights.lifeless
        } else {
            fit
        }
    }

    /// Those of whom some are named behind a comma: "three officers, among them a colonel".
    fn listed(&self) -> Option<u32> {
        let (draft, pronoun) = (self.draft, &self.draft.mentions[self.mention as usize]);
        let tokens = draft.sentence(self.mention).tokens();
        let before = (pronoun.head as usize).checked_sub(2)?;
        let lists = &*tokens[before + 1].lower == "among" && matches!(&*tokens[before].text, "," | "—" | "–" | "--");
        if !lists || self.paradigm != Paradigm::Plural {
            return None;
        }
        let in_sentence = |other: &u32| draft.mentions[*other as usize].sentence == pronoun.sentence;
        let mut earlier = (0..self.mention).rev().take(MOST as usize).take_while(in_sentence);
        let several = earlier.find(|&other| {
            let other = &draft.mentions[other as usize];
            other.number == Number::Plural && other.form != Form::Pronoun
        });
        draft.cluster_of(several?)
    }

    /// What a reflexive speaks of: the subject of its clause.
    fn subject(&self) -> Option<u32> {
        let pronoun = &self.draft.mentions[self.mention as usize];
        let sentence = self.draft.sentence(self.mention);
        let subject = binding::subject_of(sentence, binding::clause(sentence, pronoun.head as usize))?;
        let other = self.draft.mention_at(pronoun.sentence, subject).filter(|&other| other != self.mention)?;
        let cluster = self.draft.cluster_of(other)?;
        let fits = agreement::agreement(self.draft, self.paradigm, &self.draft.mentions[other as usize], cluster);
        (fits > 0.0).then_some(cluster)
    }
}

/// How many letters lie between the heads of two mentions.
fn apart(draft: &Draft<'_>, mention: u32, other: u32) -> f32 {
    let start = |mention: u32| {
        let found = &draft.mentions[mention as usize];
        draft.sentence(mention).tokens()[found.head as usize].span.start
    };
    start(mention).abs_diff(start(other)) as f32
}

/// Whether a group of mentions is only known as "I".
fn narrator(draft: &Draft<'_>, cluster: u32) -> bool {
    let first = draft.clusters[cluster as usize].mentions.first();
    let unnamed = !draft.clusters[cluster as usize].named;
    unnamed && first.is_some_and(|&first| draft.mentions[first as usize].form == Form::Pronoun)
}

/// Whether a mention is the first of several in a row: "Jenna and Julien".
fn row(draft: &Draft<'_>, mention: u32) -> bool {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    sentence.children(found.head as usize).any(|child| {
        sentence.tokens()[child].dep == Dep::Conj && matches!(sentence.tokens()[child].pos, Pos::Noun | Pos::Propn)
    })
}

/// Whether a mention only says when: "the rare times".
fn timely(draft: &Draft<'_>, mention: u32) -> bool {
    let found = &draft.mentions[mention as usize];
    found.form != Form::Name && found.lists.hold(List::TimeNouns)
}
