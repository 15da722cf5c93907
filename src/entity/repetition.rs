//! Noun phrases that speak of an earlier one of the same document: "threatening emails … the emails".
//!
//! In come noun phrases, out go groups of those with the same head. A phrase joins an earlier one only where it adds
//! nothing new: no further modifier, no owner and nothing behind it that says which one is meant. A phrase with "a" or
//! with nothing before it begins a group of its own (Vieira and Poesio 2000).

use arcstr::ArcStr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::description::named_antecedent;
use super::draft::{Draft, Link};
use super::gazetteer::Sense;
use super::list::{List, Lists};
use super::mention::{Form, Number, country_of};
use super::name::lowercase;
use super::written_small::LongNames;
use super::{EntityKind, Knowledge, LinkRule};
use crate::syntax::{Dep, Pos, Sentence, Tag, Token};

const FIRST: Link = Link { rule: LinkRule::First, certainty: 1.0 };

/// How many sentences back "the report" looks, and how many "this report".
const WINDOW: u32 = 24;
const NEAR: u32 = 12;

/// How many earlier phrases of one head are looked at.
const MOST: usize = 8;

/// A noun phrase by what it is compared with others by.
struct Phrase {
    head: ArcStr,
    /// The word lists that hold it.
    lists: Lists,
    /// Its other words before the head without determiners, in lower case and sorted; a state's adjective as the state.
    modifiers: Vec<ArcStr>,
    /// The heads of what stands behind and says which one is meant: "of the vote", "that he wrote".
    complements: Vec<ArcStr>,
    /// "Its" or "their" before it.
    owner: Option<ArcStr>,
    /// Whether it has "the" or "this" and no number.
    definite: bool,
    /// Whether it has "this" or "those".
    near: bool,
    /// Whether nothing stands before it that says how many: "voters".
    bare: bool,
    /// Whether it speaks of no one in particular: "any report", "every report".
    of_any: bool,
    plural: bool,
}

impl Phrase {
    fn of(draft: &Draft<'_>, mention: u32) -> Self {
        let (found, sentence) = (&draft.mentions[mention as usize], draft.sentence(mention));
        let tokens = sentence.tokens();
        let index = found.head as usize;
        let mut phrase = Phrase {
            lists: Lists::default(),
            head: unhyphenated(&if tokens[index].pos == Pos::Noun {
                lowercase(&tokens[index].lemma)
            } else {
                tokens[index].lower.clone()
            }),
            modifiers: Vec::new(),
            complements: complements(draft, sentence, index, found.lists),
            owner: None,
            definite: found.form == Form::Definite,
            near: false,
            bare: found.form == Form::Indefinite,
            of_any: false,
            plural: found.number == Number::Plural,
        };
        for at in found.tokens.start as usize..index {
            phrase.add_word(draft, sentence, at, index);
        }
        phrase.lists = draft.knowledge.lists(&phrase.head);
        phrase.take_for_alike(
            draft,
            found.kind,
            tokens[..index].last().filter(|_| index > found.tokens.start as usize),
        );
        // "Hundreds" and "hundreds" may be others.
        let number = phrase.bare && phrase.lists.hold(List::QuantityNouns);
        if (&*phrase.head == "other" || number) && phrase.plural {
            phrase.count();
        }
        phrase.modifiers.sort_unstable();
        phrase
    }

    fn add_word(&mut self, draft: &Draft<'_>, sentence: &Sentence, at: usize, head: usize) {
        let tokens = sentence.tokens();
        let token = &tokens[at];
        match token.pos {
            Pos::Det => match &*token.lower {
                "this" | "that" | "these" | "those" => self.near = true,
                "no" | "any" | "each" | "every" | "another" | "some" | "a" | "an" => {
                    self.of_any |= !matches!(&*token.lower, "a" | "an" | "another" | "some");
                    self.count();
                }
                _ => {}
            },
            // "The 2018 elections" are those again; "the 15-page report" counts pages.
            Pos::Num if is_year(&token.text) => self.modifiers.push(token.lower.clone()),
            Pos::Num if token.head == head && &*tokens[at + 1].text != "-" => self.count(),
            Pos::Num | Pos::Punct | Pos::Part | Pos::Space => {}
            Pos::Pron if token.tag == Tag::PrpPoss => self.owner = Some(token.lower.clone()),
            Pos::Pron => {}
            _ if is_measured(sentence, at) => {}
            // "The re-election" is no election of before.
            _ if at + 2 == head && &*token.lower == "re" && &*tokens[at + 1].text == "-" => {
                self.head = format!("re-{}", self.head).into();
            }
            _ => self.modifiers.push(word(draft, token)),
        }
    }

    /// Takes "the spy services" for "the intelligence agencies", which are called either way.
    fn take_for_alike(&mut self, draft: &Draft<'_>, kind: Option<EntityKind>, before: Option<&Token>) {
        let Some(before) = before.filter(|_| matches!(kind, Some(EntityKind::Group | EntityKind::Organization))) else {
            return;
        };
        let known = draft.knowledge;
        if self.lists.hold(List::IntelligenceBodies) && known.is_in(List::IntelligenceWords, &before.lower) {
            self.modifiers.retain(|word| *word != before.lower);
            self.head = arcstr::literal!("intelligence agency");
            self.lists = known.lists(&self.head);
        }
    }

    /// Takes it for one that says how many there are.
    fn count(&mut self) {
        self.definite = false;
        self.bare = false;
    }

    /// Whether a definite phrase says nothing that an earlier one does not.
    fn repeats(&self, knowledge: &Knowledge, earlier: &Phrase) -> bool {
        let told = |word: &ArcStr| earlier.modifiers.contains(word);
        // "The elections" after "the previous elections" are others.
        let contrast =
            |word: &ArcStr| knowledge.is_in(List::ContrastingAdjectives, word) && !self.modifiers.contains(word);
        self.modifiers.iter().all(told)
            && !earlier.modifiers.iter().any(contrast)
            && self.is_known_by(earlier)
            && (self.owner.is_none() || self.owner == earlier.owner)
    }

    /// What kind of written thing it is, if it is one: "report" for an assessment.
    fn written<'a>(&self, knowledge: &'a Knowledge) -> Option<&'a str> {
        let written = self.lists.hold(List::WrittenThings);
        written.then(|| knowledge.stands_for(List::WrittenThings, &self.head)).flatten()
    }

    /// Whether a year says which one is meant.
    fn has_year(&self) -> bool {
        self.modifiers.iter().chain(&self.complements).any(|word| is_year(word))
    }

    /// Whether what stands behind it stood behind an earlier one, or its words before the head are enough.
    fn is_known_by(&self, earlier: &Phrase) -> bool {
        let same_words = !self.modifiers.is_empty() && self.modifiers == earlier.modifiers;
        let again = |word: &ArcStr| earlier.complements.contains(word) || earlier.modifiers.contains(word);
        if self.complements.iter().any(|word| is_year(word)) {
            return self.complements.iter().filter(|word| is_year(word)).all(again);
        }
        self.complements.is_empty() || same_words || self.complements.iter().any(again)
    }
}

/// A word without its hyphens: "e-mail" is "email".
fn unhyphenated(word: &ArcStr) -> ArcStr {
    if word.contains('-') { word.replace('-', "").into() } else { word.clone() }
}

/// A modifier as it is compared: "Iranian" is "Iran's", "US" is "American".
fn word(draft: &Draft<'_>, token: &Token) -> ArcStr {
    let gazetteer = draft.knowledge.gazetteer();
    let state = || {
        let named = gazetteer.lookup(&token.text).find_map(|sense| match sense {
            Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Country => Some(id),
            _ => None,
        });
        named.or_else(|| gazetteer.demonym(&token.text))
    };
    match token.text.starts_with(char::is_uppercase).then(state).flatten() {
        Some(state) => gazetteer.entry(state).name.to_lowercase().into(),
        None => unhyphenated(&token.lower),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number says how many of a noun inside the phrase there are: "page" of "15-page".
fn is_measured(sentence: &Sentence, noun: usize) -> bool {
    let tokens = sentence.tokens();
    let hyphenated = noun > 1 && &*tokens[noun - 1].text == "-" && tokens[noun - 2].pos == Pos::Num;
    hyphenated || sentence.children(noun).any(|child| tokens[child].pos == Pos::Num)
}

/// The heads of what stands behind a noun and says which one is meant.
fn complements(draft: &Draft<'_>, sentence: &Sentence, head: usize, lists: Lists) -> Vec<ArcStr> {
    let tokens = sentence.tokens();
    let mut found = Vec::new();
    for child in sentence.children(head).filter(|&child| child > head) {
        let told = match tokens[child].dep {
            // Who wrote a report and what about tells it from few others.
            Dep::Prep if matches!(&*tokens[child].lower, "by" | "on" | "about") && lists.hold(List::DocumentNouns) => {
                None
            }
            // "Emails like this" are emails of that kind.
            Dep::Prep if &*tokens[child].lower == "like" => None,
            Dep::Prep => sentence.child(child, Dep::Pobj).or_else(|| sentence.child(child, Dep::Pcomp)),
            // Behind a comma it only adds to what is known.
            Dep::Relcl | Dep::Acl => Some(child).filter(|&clause| {
                let first = sentence.subtree(clause).first().copied().unwrap_or(clause);
                first > 0 && !matches!(&*tokens[first - 1].text, "," | ":")
            }),
            _ => None,
        };
        let Some(told) = told else { continue };
        let lemma = lowercase(&tokens[told].lemma);
        let timely = draft.knowledge.is_in(List::TimeNouns, &lemma) || tokens[told].pos == Pos::Num;
        if !timely || is_year(&lemma) {
            found.push(lemma);
        }
    }
    found
}

/// How a group of a country's people is compared across documents: "American officials" are "US officials"; `None` for
/// those whom only words behind tell: "Americans close to the president".
pub(super) fn key_of_group(draft: &Draft<'_>, mention: u32) -> Option<String> {
    let mut phrase = Phrase::of(draft, mention);
    let told = !phrase.modifiers.is_empty();
    phrase.modifiers.push(phrase.head);
    told.then(|| phrase.modifiers.join(" "))
}

/// A noun phrase that later ones may repeat.
struct Antecedent {
    cluster: u32,
    mention: u32,
    phrase: Phrase,
    /// The number of the last one of the same head before it.
    before: Option<u32>,
}

/// The noun phrases seen so far, by their heads.
#[derive(Default)]
struct Known {
    antecedents: Vec<Antecedent>,
    /// The number of the last one of each head.
    last: FxHashMap<ArcStr, u32>,
    /// Those about something written, by the kind of it: "report" for an assessment.
    written: FxHashMap<ArcStr, Vec<(u32, u32)>>,
}

impl Known {
    fn add(&mut self, draft: &Draft<'_>, cluster: u32, mention: u32, phrase: Phrase) {
        let found = &draft.mentions[mention as usize];
        // "Then president of Ukraine" says what somebody was, and "any report" speaks of none.
        let role = phrase.bare && found.kind == Some(EntityKind::Person);
        if role || phrase.of_any || phrase.lists.hold(List::TimeNouns) {
            return;
        }
        if let Some(kind) = phrase.written(draft.knowledge) {
            self.written.entry(kind.into()).or_default().push((mention, cluster));
        }
        let before = self.last.insert(phrase.head.clone(), self.antecedents.len() as u32);
        self.antecedents.push(Antecedent { cluster, mention, phrase, before });
    }

    /// The earlier phrases of a head, the nearest first.
    fn of_head(&self, head: &ArcStr) -> impl Iterator<Item = &Antecedent> {
        let antecedent = |number: u32| &self.antecedents[number as usize];
        let last = self.last.get(head).map(|&last| antecedent(last));
        std::iter::successors(last, move |later| later.before.map(antecedent))
    }

    /// The earlier phrase of the same head that a phrase repeats, its group and why.
    fn same(&self, draft: &Draft<'_>, mention: u32, phrase: &Phrase) -> Option<(u32, u32, Link)> {
        let found = &draft.mentions[mention as usize];
        let window = if phrase.near { NEAR } else { WINDOW };
        let known = self.of_head(&phrase.head).take(MOST);
        // "Voters" are the same again, "threatening emails" may be, "people" and "operations" are others each time.
        let again = match found.kind {
            Some(EntityKind::Group) => &*phrase.head != "people",
            Some(EntityKind::Document) => !phrase.modifiers.is_empty(),
            _ => false,
        };
        let fits = |earlier: &&Antecedent| {
            let distance = found.sentence - draft.mentions[earlier.mention as usize].sentence;
            earlier.phrase.plural == phrase.plural
                && distance <= window
                && if phrase.definite {
                    phrase.repeats(draft.knowledge, &earlier.phrase)
                } else {
                    let alike = earlier.phrase.modifiers == phrase.modifiers;
                    let told = phrase.complements.is_empty() || earlier.phrase.complements == phrase.complements;
                    phrase.bare && phrase.plural && again && alike && told
                }
        };
        let mut fitting = known.filter(fits);
        let nearest = fitting.next()?;
        let often = |antecedent: &Antecedent| draft.clusters[antecedent.cluster as usize].mentions.len();
        // Of "the 2016 election" and "the 2020 election", "the election" is the one that the text is about.
        let best = fitting.find(|other| nearest.phrase.has_year() && often(other) > often(nearest));
        let earlier = best.unwrap_or(nearest);
        let certainty = if earlier.phrase.modifiers == phrase.modifiers { 0.8 } else { 0.7 };
        let rule = if phrase.definite { LinkRule::DefinitePhrase } else { LinkRule::SamePhrase };
        Some((earlier.mention, earlier.cluster, Link { rule, certainty }))
    }

    /// The only thing of its kind that was written so far, under another word: "an assessment … the report".
    fn other_word(&self, draft: &Draft<'_>, mention: u32, phrase: &Phrase) -> Option<(u32, u32, Link)> {
        let open =
            phrase.definite && phrase.modifiers.is_empty() && phrase.complements.is_empty() && phrase.owner.is_none();
        let kind = phrase.written(draft.knowledge).filter(|_| open)?;
        let found = &draft.mentions[mention as usize];
        let near = |&&(other, _): &&(u32, u32)| found.sentence - draft.mentions[other as usize].sentence <= NEAR;
        let mut known = self.written.get(kind)?.iter().rev().take(MOST).filter(near);
        let &(earlier, cluster) = known.next()?;
        let alike = draft.mentions[earlier as usize].number == found.number;
        let only = alike && known.all(|&(_, other)| other == cluster);
        only.then_some((earlier, cluster, Link { rule: LinkRule::DefinitePhrase, certainty: 0.65 }))
    }
}

/// Groups noun phrases with each other and with names; `predicates` only say what somebody is, and introduce nobody.
pub(super) fn group(draft: &mut Draft<'_>, predicates: &FxHashSet<u32>) {
    let named = lone_names(draft);
    let long = LongNames::of(draft);
    let mut known = Known::default();
    for mention in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[mention as usize];
        if found.form == Form::Name || found.form == Form::Pronoun || draft.assigned[mention as usize].is_some() {
            continue;
        }
        if let Some(&cluster) = name_at_start(draft, mention).and_then(|name| named.get(&name)) {
            draft.join(mention, cluster, Link { rule: LinkRule::SameName, certainty: 0.9 });
            continue;
        }
        if let Some(cluster) = long.group_of(draft, mention) {
            draft.join(mention, cluster, Link { rule: LinkRule::SameName, certainty: 0.85 });
            continue;
        }
        if predicates.contains(&mention) {
            start(draft, mention);
            continue;
        }
        // "The two" says no more than how many.
        if draft.sentence(mention).tokens()[found.head as usize].pos == Pos::Num {
            continue;
        }
        let phrase = Phrase::of(draft, mention);
        let same = known.same(draft, mention, &phrase);
        let name = if phrase.definite { named_antecedent(draft, mention, &phrase.head) } else { None };
        // "A company … Emennet … the company": of both, the nearer.
        let name = name.filter(|(name, ..)| same.is_none_or(|(same, ..)| *name > same));
        let joined = name.or(same).or_else(|| known.other_word(draft, mention, &phrase));
        let cluster = match joined {
            Some((_, cluster, link)) => {
                draft.join(mention, cluster, link);
                cluster
            }
            None => {
                let cluster = start(draft, mention);
                draft.clusters[cluster as usize].nouns.push(phrase.head.clone());
                cluster
            }
        };
        if !draft.clusters[cluster as usize].named {
            known.add(draft, cluster, mention, phrase);
        }
    }
}

/// Starts the group of a phrase that speaks of nothing before it.
fn start(draft: &mut Draft<'_>, mention: u32) -> u32 {
    let country = country_of(draft.knowledge, draft.sentence(mention), draft.mentions[mention as usize].range());
    let cluster = draft.start_cluster(mention, String::new(), FIRST);
    draft.clusters[cluster as usize].country = country;
    cluster
}

/// Names of one word that the gazetteer does not know, as written.
fn lone_names(draft: &Draft<'_>) -> FxHashMap<Box<str>, u32> {
    let clusters = draft.clusters.iter().enumerate();
    let lone = clusters.filter(|(_, cluster)| {
        cluster.named && !cluster.mentions.is_empty() && cluster.entry.is_none() && !cluster.name.contains(' ')
    });
    lone.map(|(index, cluster)| (Box::from(cluster.name.as_str()), index as u32)).collect()
}

/// The first word of a sentence where it stands alone for a noun phrase: "Zirconium attacked", which may be a name.
fn name_at_start(draft: &Draft<'_>, mention: u32) -> Option<Box<str>> {
    let found = &draft.mentions[mention as usize];
    let token = &draft.sentence(mention).tokens()[found.head as usize];
    let starts = found.head == 0 && found.tokens.len() == 1 && found.number == Number::Singular;
    (starts && token.text.starts_with(char::is_uppercase)).then(|| Box::from(&*token.text))
}
