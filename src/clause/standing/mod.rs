//! How the text puts a clause: climbs from its predicate to the root and lets every verb, noun and conjunction on the
//! way have its effect on polarity, modality and attribution.

mod construction;
mod noun;

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Pos, Sentence, Tag};

use crate::clause::attribution::{self, Source};
use crate::clause::control::controlling_oblique;
use crate::clause::marker::{self, Marks};
use crate::clause::model::{Clause, Clauses, Governor, Link, SubjectFrom};
use crate::clause::phrase::is_quote;
use crate::clause::predicate::verb_group;
use crate::clause::proposition::base_lemma;
use crate::clause::subject::nearest_clause;
use crate::clause::words::{Classes, Words};

/// How the text puts a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Polarity, modality and their cues.
    pub marks: Marks,
    /// Who says so.
    pub source: Option<Source>,
}

/// One climb from a clause to the root.
pub(crate) struct Climb<'a> {
    pub sentence: &'a Sentence,
    pub words: &'a Words,
    pub clauses: &'a Clauses,
    standing: Standing,
    /// The predicate that the climb began at.
    predicate: usize,
    /// Whether what stands further out still bears on whether it happened, and not only on who says so.
    bears: bool,
}

/// How the text puts the clause of `predicate`.
pub(crate) fn of(sentence: &Sentence, words: &Words, clauses: &Clauses, clause: &Clause) -> Standing {
    let marks = marker::own(sentence, words, clause);
    let standing = Standing { marks, source: None };
    let mut climb = Climb { sentence, words, clauses, standing, predicate: clause.predicate, bears: true };
    climb.source_beside(clause.predicate);
    let mut at = clause.predicate;
    let mut governor = clause.governor;
    // Each step goes up the tree; the bound only guards against damaged trees.
    for _ in 0..sentence.len() {
        let Some(step) = governor else { break };
        let above = climb.step(at, step);
        let Some(above) = above else { break };
        climb.source_beside(above.predicate);
        at = above.predicate;
        governor = above.governor;
    }
    climb.standing
}

impl<'a> Climb<'a> {
    /// Takes one step up and returns the clause above.
    fn step(&mut self, from: usize, governor: Governor) -> Option<&'a Clause> {
        let Governor { token, link } = governor;
        let own_clause = self.clauses.of(token);
        match link {
            Link::Controlled => self.controlled(from, token),
            Link::Content => self.content(from, token),
            Link::NounContent => self.noun_content(token),
            Link::NounInfinitive => self.noun_infinitive(token),
            Link::Gerund(preposition) => self.gerund(preposition, token),
            // "woke up to find": nobody wakes up in order to find.
            Link::Purpose if self.finds_out(from, token) => {}
            Link::Purpose => {
                if self.bears {
                    self.standing.marks.set(Modality::Attempted, self.to(from));
                }
                self.bears = false;
            }
            // "sought to end the debate, saying": that is said.
            Link::Accompanying if self.words.verb(&self.sentence.tokens()[from].lemma).any(Classes::REPORTING) => {
                self.bears = false;
            }
            // Of joined clauses the first stands for all in what governs them, but not in its own marks.
            Link::Joined | Link::Accompanying => {}
            Link::Relative if self.bears && self.is_cleft(token) => {
                self.add_marks_of(self.sentence.tokens()[token].head);
            }
            Link::Adverbial(mark) if self.bears && self.is_purpose(mark) => {
                if self.standing.marks.modality == Modality::Actual {
                    self.standing.marks.set(Modality::Attempted, vec![mark]);
                }
                self.bears = false;
            }
            Link::Adverbial(_) | Link::Relative | Link::Participle | Link::Other => self.bears = false,
        }
        let above = own_clause.or_else(|| nearest_clause(self.sentence, self.clauses, token))?;
        if own_clause.is_none() && !matches!(link, Link::Controlled) {
            self.bears = false;
        }
        // A relative clause after a comma is the writer's own remark.
        if link == Link::Relative && self.after_comma(from) && !self.in_quotes(from) {
            return None;
        }
        if self.bears && matches!(link, Link::Accompanying) {
            let marks = marker::on_predicate(self.sentence, self.words, above.predicate);
            if self.standing.marks.modality == Modality::Actual {
                self.standing.marks.set(marks.modality, cue_of(&marks, CueKind::Modality));
            }
        }
        Some(above)
    }

    /// An infinitive or gerund under a verb or adjective.
    fn controlled(&mut self, from: usize, token: usize) {
        let tokens = self.sentence.tokens();
        if !self.bears {
            return;
        }
        let governor = &tokens[token];
        if governor.pos == Pos::Adj || governor.pos == Pos::Adv {
            let classes = self.words.word(&governor.lower);
            if classes.any(Classes::NEGATIVE_ADJECTIVE) {
                self.standing.marks.negate(vec![token]);
            } else if classes.any(Classes::PLANNING_ADJECTIVE) {
                self.standing.marks.set(Modality::Planned, vec![token]);
            } else if classes.any(Classes::POSSIBLE_ADJECTIVE | Classes::HEDGE) {
                self.standing.marks.set(Modality::Possible, vec![token]);
            } else if classes.any(Classes::EVALUATIVE_ADJECTIVE) {
                // "it is hard for the bank to", "makes it easier to": nobody is said to have done it.
                self.standing.marks.set(Modality::Possible, vec![token]);
            }
            // "too weak to walk"
            if let Some(too) = self.sentence.children(token).find(|&c| &*tokens[c].lower == "too" && c < token) {
                self.standing.marks.negate(vec![too, token]);
            }
            if let Some(above) = nearest_clause(self.sentence, self.clauses, token) {
                self.add_marks_of(above.predicate);
            }
            return;
        }
        let mut classes = self.words.verb(&governor.lemma) | self.words.verb(&base_lemma(self.sentence, token));
        let clause = self.clauses.of(token);
        // "calls for the government to act"
        if self.sentence.child(from, Dep::Mark).is_some_and(|mark| &*tokens[mark].lower == "for") {
            classes = classes | self.words.verb(&format!("{} for", governor.lemma));
        }
        // "called on the government to act"
        if let Some(asked) = clause.and_then(|c| controlling_oblique(self.sentence, self.words, c)) {
            classes = classes | self.words.verb(&format!("{} {}", governor.lemma, tokens[asked.preposition[0]].lower));
        }
        let passive = clause.is_some_and(|clause| clause.passive);
        let has_object = passive
            || clause.is_some_and(|c| !c.objects.is_empty() || !c.recipients.is_empty())
            || crate::clause::subject::own(self.sentence, from).is_some();
        let infinitive = crate::clause::find::has_to(self.sentence, from);
        let group = verb_group(self.sentence, token);
        let cue = |climb: &Self| {
            let mut cue = group.clone();
            cue.extend(climb.to(from));
            cue.sort_unstable();
            cue.dedup();
            cue
        };
        if passive
            && classes.any(Classes::SUPPOSING | Classes::REPORTING | Classes::FINDING | Classes::CLAIMING)
            && infinitive
            && !classes.any(Classes::REQUEST | Classes::PREVENTION | Classes::ATTEMPT)
            && (classes.any(Classes::SUPPOSING) || !classes.any(Classes::PLAN))
        {
            if classes.any(Classes::SUPPOSING) {
                self.standing.marks.set(Modality::Possible, cue(self));
            }
            let agents = clause.map(|clause| clause.agents.clone()).unwrap_or_default();
            self.attribute(agents.first().copied(), group.clone(), token);
        } else if classes.any(Classes::PREVENTION) && has_object {
            self.standing.marks.negate(group.clone());
        } else if classes.any(Classes::DENYING) {
            self.standing.marks.negate(group.clone());
            let subject = clause.and_then(|clause| clause.subjects.first().copied());
            self.attribute(subject, group.clone(), token);
        } else if classes.any(Classes::NEGATIVE_IMPLICATIVE)
            && !(matches!(&*governor.lemma, "stop" | "quit") && infinitive)
        {
            self.standing.marks.negate(group.clone());
        } else if classes.any(Classes::REQUEST) && infinitive && clause.is_some_and(|c| self.is_of_an_undertaking(c)) {
            // "ordered operations to help him": operations can be asked for nothing, it is what they are for.
            self.standing.marks.set(Modality::Attempted, self.to(from));
            self.bears = false;
            return;
        } else if classes.any(Classes::REQUEST) && has_object {
            self.standing.marks.set(Modality::Asked, cue(self));
        } else if classes.any(Classes::CAUSE) && has_object {
        } else if &*governor.lemma == "be" && infinitive {
            // "is to meet", and "the aim is to meet".
            let aim = clause.and_then(|clause| clause.subjects.first()).map(|&s| self.words.noun(&tokens[s].lemma));
            let attempt = aim.is_some_and(|classes| classes.any(Classes::ATTEMPT_NOUN));
            self.standing.marks.set(if attempt { Modality::Attempted } else { Modality::Planned }, cue(self));
        } else if &*governor.lemma == "go" && !(governor.tag == Tag::Vbg && infinitive) {
        } else if classes.any(Classes::IMPLICATIVE) && !classes.any(Classes::ATTEMPT | Classes::PLAN) {
            if &*governor.lemma == "have" && infinitive {
                self.standing.marks.set(Modality::Asked, cue(self));
            }
        } else if classes.any(Classes::ATTEMPT) {
            self.standing.marks.set(Modality::Attempted, cue(self));
        } else if classes.any(Classes::FINDING)
            && !classes.any(Classes::REQUEST)
            && has_object
            && &*tokens[from].lemma == "be"
            && &*governor.lemma == "consider"
        {
            // "considered the wall to be safe": they hold it to be so.
            let holder = clause.and_then(|c| if c.passive { c.agents.first() } else { c.subjects.first() });
            self.attribute(holder.copied(), group.clone(), token);
        } else if classes.any(Classes::PLAN) {
            self.standing.marks.set(Modality::Planned, cue(self));
        } else if classes.any(Classes::SEEMING) {
            self.standing.marks.set(Modality::Possible, cue(self));
            if classes.any(Classes::CLAIMING) {
                let subject = clause.and_then(|clause| clause.subjects.first().copied());
                self.attribute(subject, group.clone(), token);
            }
        } else if classes.any(Classes::REQUEST) {
            self.standing.marks.set(Modality::Asked, cue(self));
        } else if classes.any(Classes::DOUBTING) {
            self.standing.marks.set(Modality::Possible, cue(self));
        } else if classes.any(Classes::REPORTING | Classes::CLAIMING) || !infinitive && classes.any(Classes::FINDING) {
            let subject = clause.and_then(|clause| clause.subjects.first().copied());
            self.attribute(subject, group.clone(), token);
        } else if clause.is_some_and(|clause| crate::clause::control::is_empty_it(self.sentence, self.words, clause)) {
            // "it took rescuers hours to reach it": they did.
        } else if infinitive && has_object {
            // "deployed operations to change the result": what the object is for.
            self.standing.marks.set(Modality::Attempted, self.to(from));
            self.bears = false;
            return;
        }
        self.add_marks_of(token);
    }

    /// Whether what a verb is about is a deed and nobody who could do one.
    fn is_of_an_undertaking(&self, clause: &Clause) -> bool {
        let about = if clause.passive { clause.subjects.first() } else { clause.objects.first() };
        let lemma = about.map(|&noun| &*self.sentence.tokens()[noun].lemma);
        lemma.is_some_and(|lemma| self.words.noun(lemma).any(Classes::ATTEMPT_NOUN | Classes::EVENT_NOUN))
    }

    /// What somebody says, thinks, finds, denies.
    fn content(&mut self, from: usize, token: usize) {
        let tokens = self.sentence.tokens();
        let lemma = &tokens[token].lemma;
        let mut classes = self.words.verb(lemma);
        // "made clear"
        if self.sentence.child(token, Dep::Prt).is_some() {
            classes = classes | self.words.verb(&base_lemma(self.sentence, token));
        }
        let group = verb_group(self.sentence, token);
        let speech = Classes::REPORTING | Classes::CLAIMING | Classes::FINDING | Classes::DENYING | Classes::DOUBTING;
        let above = marker::on_predicate(self.sentence, self.words, token);
        let asks_how = self.asks_how(from);
        if self.brings_about(from, token, &above) {
            self.bears = false;
            return;
        }
        if self.bears && tokens[token].tag == Tag::Vbd && classes.any(speech) {
            self.future_in_the_past();
        }
        if self.bears {
            let requests = classes.any(Classes::REQUEST) && !classes.any(Classes::REPORTING | Classes::FINDING);
            if classes.any(Classes::DENYING) {
                self.standing.marks.negate(group.clone());
            } else if asks_how {
                // "asked why they had waited": that they had is taken for granted.
            } else if classes.any(Classes::DOUBTING) && !classes.any(Classes::FINDING | Classes::REPORTING) {
                self.standing.marks.set(Modality::Possible, group.clone());
            } else if requests {
                self.standing.marks.set(Modality::Asked, group.clone());
            } else if classes.any(Classes::PLAN) && !classes.any(speech) {
                self.standing.marks.set(Modality::Planned, group.clone());
            }
            let unsure = classes.any(speech) && !classes.any(Classes::DENYING) && !asks_how;
            if above.polarity == Polarity::Negated && unsure {
                self.standing.marks.set(Modality::Possible, cue_of(&above, CueKind::Polarity));
            }
            if matches!(above.modality, Modality::Conditional | Modality::Possible) && &**lemma != "say" {
                self.standing.marks.set(Modality::Possible, cue_of(&above, CueKind::Modality));
            }
        }
        if self.bears {
            self.seeming(token);
        }
        self.bears = false;
        // "I don't know why I chose her": that is no report of hers.
        let taken_for_granted = asks_how && above.polarity == Polarity::Negated;
        if (classes.any(speech) || classes.any(Classes::PLAN | Classes::REQUEST)) && !taken_for_granted {
            let clause = self.clauses.of(token);
            let speaker =
                clause.and_then(|clause| if clause.passive { clause.agents.first() } else { clause.subjects.first() });
            // "it is worth pointing out": an "it" that only stands in says nothing.
            let stands_in = |&subject: &usize| {
                &*tokens[subject].lower == "it" && clause.is_some_and(|clause| clause.subject_from != SubjectFrom::Own)
            };
            let speaker = speaker.filter(|&subject| !stands_in(subject));
            // "it is believed that": somebody does, the text does not say who.
            let unsaid = clause.is_some_and(|clause| clause.passive && speaker.is_none());
            if speaker.is_some() || unsaid || classes.any(Classes::REPORTING | Classes::CLAIMING) {
                self.attribute(speaker.copied(), group, token);
            }
        }
    }

    /// A gerund after a preposition: "by altering", "blamed Iran for sending", "aimed at denigrating".
    fn gerund(&mut self, preposition: usize, token: usize) {
        let tokens = self.sentence.tokens();
        let word = &*tokens[preposition].lower;
        let outer = tokens[tokens[preposition].head].lower.to_string();
        let led = |&c: &usize| &*tokens[c].lower == "instead" && c < preposition;
        // "stopped short of saying": "short" goes with "of", wherever it hangs.
        let short = word == "of" && preposition > 0 && &*tokens[preposition - 1].lower == "short";
        let instead = self.sentence.children(preposition).find(led).is_some()
            || short
            || matches!((&*outer, word), ("instead" | "short", "of") | ("rather", "than") | ("far", "from"));
        if word == "without" || instead {
            if self.bears {
                self.standing.marks.negate(vec![preposition]);
            }
            self.bears = false;
            return;
        }
        let Some(clause) = self.clauses.of(token) else {
            self.gerund_after_noun(preposition, token);
            return;
        };
        let classes = self.words.verb(&tokens[token].lemma) | self.words.verb(&base_lemma(self.sentence, token));
        let group = verb_group(self.sentence, token);
        let cue: Vec<usize> = group.iter().copied().chain([preposition]).collect();
        if classes.any(Classes::ACCUSING) && matches!(word, "for" | "of" | "over" | "with") {
            if classes.any(Classes::ACQUITTING) && self.bears {
                self.standing.marks.negate(group.clone());
            }
            let accuser = if clause.passive { clause.agents.first() } else { clause.subjects.first() };
            if !classes.any(Classes::FACTIVE_ACCUSING) {
                let unsure = classes.any(Classes::DOUBTING);
                if unsure && self.bears {
                    self.standing.marks.set(Modality::Possible, cue.clone());
                }
                self.attribute(accuser.copied(), group, token);
            }
            self.bears = false;
        } else if classes.any(Classes::PREVENTION | Classes::NEGATIVE_IMPLICATIVE) && word == "from" {
            if self.bears {
                self.standing.marks.negate(cue);
                self.add_marks_of(token);
            }
        } else if word == "against" && classes.any(Classes::REQUEST | Classes::REPORTING) {
            if self.bears {
                self.standing.marks.negate(vec![preposition]);
                self.standing.marks.set(Modality::Asked, cue);
            }
            self.bears = false;
        } else if classes.any(Classes::ATTEMPT) && matches!(word, "at" | "to" | "toward" | "towards" | "for" | "on") {
            if self.bears {
                self.standing.marks.set(Modality::Attempted, cue);
                self.add_marks_of(token);
            }
        } else if classes.any(Classes::PLAN) && matches!(word, "on" | "to" | "for" | "about") {
            if self.bears {
                self.standing.marks.set(Modality::Planned, cue);
                self.add_marks_of(token);
            }
        } else if word == "into" && classes.any(Classes::CAUSE | Classes::PREVENTION | Classes::REQUEST) {
            // "seeks to trick users into disclosing": it is tried if the tricking is.
            if self.bears {
                self.add_marks_of(token);
            }
        } else if word == "by" || word == "in" || word == "through" {
            if self.bears {
                // What is done by doing it shares how the whole is put.
                let above = marker::own(self.sentence, self.words, clause);
                if above.polarity == Polarity::Negated {
                    self.standing.marks.negate(cue_of(&above, CueKind::Polarity));
                }
                self.standing.marks.set(above.modality, cue_of(&above, CueKind::Modality));
            }
        } else {
            self.bears = false;
        }
    }

    /// Lets the negation and modality on a governing verb bear on what it governs.
    fn add_marks_of(&mut self, verb: usize) {
        let above = match self.clauses.of(verb) {
            Some(clause) => marker::own(self.sentence, self.words, clause),
            None => marker::on_predicate(self.sentence, self.words, verb),
        };
        // The same "no foreign actor" is subject of the verb and of what it governs, and negates once.
        let known = |cue: &Vec<usize>| self.standing.marks.cues.iter().any(|(_, other)| other == cue);
        let negations: Vec<Vec<usize>> = above
            .cues
            .iter()
            .filter(|(kind, cue)| *kind == CueKind::Polarity && !known(cue))
            .map(|(_, cue)| cue.clone())
            .collect();
        for cue in negations {
            self.standing.marks.negate(cue);
        }
        self.standing.marks.set(above.modality, cue_of(&above, CueKind::Modality));
    }

    /// Takes the nearest source; one that is only a pronoun gives way to one further out.
    fn attribute(&mut self, head: Option<usize>, cue: Vec<usize>, verb: usize) {
        let tokens = self.sentence.tokens();
        // "let’s say": nobody says it.
        if head.is_some_and(|head| matches!(&*tokens[head].lower, "'s" | "’s")) {
            return;
        }
        let replaces = match &self.standing.source {
            None => true,
            Some(source) => {
                let pronoun = source.head.is_none_or(|head| matches!(tokens[head].pos, Pos::Pron));
                let mental = source.verb.is_some_and(|verb| self.words.verb(&tokens[verb].lemma).any(Classes::MENTAL));
                // "“I can say that …,” she told them": the one who speaks has a name.
                let speaker = source.head.is_some_and(|head| matches!(&*tokens[head].lower, "i" | "we"));
                head.is_some() && pronoun && (mental || speaker || source.head.is_none())
            }
        };
        if replaces {
            self.standing.source = Some(Source { head, cue, verb: Some(verb) });
        }
    }

    /// Looks for a source beside a clause: "according to X", ", officials say,".
    fn source_beside(&mut self, predicate: usize) {
        if self.standing.source.is_some() {
            return;
        }
        let source = attribution::beside(self.sentence, self.words, self.clauses, predicate);
        self.standing.source = source.filter(|source| !source.head.is_some_and(|head| self.is_about(head)));
    }

    /// Whether the clause stands in the phrase of a noun: "according to emails that he released" is not what they say.
    fn is_about(&self, noun: usize) -> bool {
        let tokens = self.sentence.tokens();
        let mut at = self.predicate;
        for _ in 0..self.sentence.len() {
            let above = tokens[at].head;
            if above == noun || above == at {
                return above == noun && tokens[at].dep != Dep::Conj;
            }
            at = above;
        }
        false
    }

    fn after_comma(&self, predicate: usize) -> bool {
        let tokens = self.sentence.tokens();
        let first = self.sentence.children(predicate).next().map_or(predicate, |child| child.min(predicate));
        first > 0 && matches!(&*tokens[first - 1].text, "," | "–" | "—" | "(")
    }

    fn in_quotes(&self, predicate: usize) -> bool {
        let tokens = self.sentence.tokens();
        let quotes = tokens[..predicate].iter().filter(|t| is_quote(&t.text)).count();
        quotes % 2 == 1
    }

    /// The "to" of an infinitive.
    fn to(&self, predicate: usize) -> Vec<usize> {
        let tokens = self.sentence.tokens();
        self.sentence.children(predicate).filter(|&c| tokens[c].dep == Dep::Aux && tokens[c].tag == Tag::To).collect()
    }
}

/// The tokens of the last cue of a kind.
fn cue_of(marks: &Marks, kind: CueKind) -> Vec<usize> {
    marks.cues.iter().rev().find(|(k, _)| *k == kind).map(|(_, cue)| cue.clone()).unwrap_or_default()
}
