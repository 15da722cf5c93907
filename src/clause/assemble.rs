//! Propositions to statements: tokens become words and spans of the document.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use crate::iri::Iris;
use crate::span::Span;
use crate::statement::{Action, Argument, Attribution, Cue, Role, Statement, Time, TokenAt};
use crate::syntax::{Dep, Sentence, Tag};

use super::phrase;
use super::proposition::{Filler, Proposition};
use super::words::Words;

/// The document, sentence and words that propositions are written out in.
pub(crate) struct Assembler<'a> {
    pub document: &'a Document,
    pub sentence: &'a Sentence,
    /// The index of the sentence in its document, from 0.
    pub number: u32,
    pub words: &'a Words,
    pub iris: &'a Iris,
}

impl Assembler<'_> {
    /// Writes out the propositions of one sentence; what says the same twice is kept once.
    pub fn statements(&self, propositions: &[Proposition]) -> Vec<Statement> {
        let mut seen = FxHashSet::default();
        let mut ids = FxHashSet::default();
        let mut kept: Vec<(&Proposition, Statement)> = Vec::new();
        for proposition in propositions {
            if !seen.insert((proposition.actor, proposition.predicate, proposition.target)) {
                continue;
            }
            let statement = self.statement(proposition);
            let same = |other: &Statement| {
                let text = |argument: &Option<Argument>| argument.as_ref().map(|a| (a.start, a.end));
                other.action.lemma == statement.action.lemma
                    && text(&other.actor) == text(&statement.actor)
                    && text(&other.target) == text(&statement.target)
            };
            if kept.iter().any(|(_, other)| same(other)) || !ids.insert(statement.id.clone()) {
                continue;
            }
            kept.push((proposition, statement));
        }
        self.link(&mut kept);
        kept.into_iter().map(|(_, statement)| statement).collect()
    }

    /// Points slots that hold a clause to the statement made of it.
    fn link(&self, kept: &mut [(&Proposition, Statement)]) {
        let mut by_predicate: FxHashMap<usize, String> = FxHashMap::default();
        for (proposition, statement) in kept.iter() {
            by_predicate.entry(proposition.predicate).or_insert_with(|| statement.id.clone());
        }
        // "said it tried to do": what is said is the statement of the verb that carries the content.
        let find = |predicate: usize| {
            let mut at = predicate;
            for _ in 0..8 {
                if let Some(id) = by_predicate.get(&at) {
                    return Some(id.clone());
                }
                let below = self
                    .sentence
                    .children(at)
                    .find(|&c| matches!(self.sentence.tokens()[c].dep, Dep::Xcomp | Dep::Acomp | Dep::Ccomp));
                at = below?;
            }
            None
        };
        for (proposition, statement) in kept.iter_mut() {
            if let (Some(Filler::Clause(predicate)), Some(target)) = (proposition.target, statement.target.as_mut()) {
                target.statement = find(predicate).filter(|id| *id != statement.id);
            }
            for (circumstance, role) in proposition.roles.iter().zip(statement.roles.iter_mut()) {
                if let Filler::Clause(predicate) = circumstance.filler {
                    role.statement = find(predicate).filter(|id| *id != statement.id);
                }
            }
        }
    }

    fn statement(&self, proposition: &Proposition) -> Statement {
        let span = self.sentence.span();
        let actor = proposition.actor.map(|head| self.actor(head));
        let target = proposition.target.map(|filler| self.argument(filler));
        let action = self.action(proposition);
        let starts =
            [actor.as_ref().map(|a| a.start), Some(self.start_of(proposition)), target.as_ref().map(|t| t.start)];
        let roles = proposition.roles.iter().map(|circumstance| {
            let mut argument = self.argument(circumstance.filler);
            // "with no choice": only the polarity of actor and target is told elsewhere.
            if let Filler::Phrase(head) = circumstance.filler
                && let Some(no) = super::marker::determiner(self.sentence, head)
                && &*self.sentence.tokens()[no].lower == "no"
                && no + 1 < self.sentence.len()
                && self.sentence.tokens()[no + 1].span.start == argument.start
            {
                argument.start = self.sentence.tokens()[no].span.start;
                argument.text = self.document.text.slice(Span::new(argument.start, argument.end)).to_owned();
            }
            Role {
                role: circumstance.role.to_string(),
                text: argument.text,
                start: argument.start,
                end: argument.end,
                // A time is no thing that could be somewhere else too.
                head_at: argument.head_at.filter(|_| circumstance.role != "time"),
                ..Role::default()
            }
        });
        let cues = proposition.cues.iter().filter_map(|(kind, tokens)| {
            let (text, span) = self.words_of(tokens)?;
            Some(Cue { kind: *kind, text, start: span.start, end: span.end })
        });
        let mut cues: Vec<Cue> = cues.collect();
        let attribution = proposition.attribution.as_ref().map(|(head, cue)| {
            let source = head.map(|head| self.argument(Filler::Phrase(head)));
            let (cue, cue_span) = self.words_of(cue).unwrap_or_default();
            let source = source.unwrap_or_else(|| Argument {
                start: cue_span.start,
                end: cue_span.start,
                ..Argument::default()
            });
            cues.push(Cue {
                kind: crate::statement::CueKind::Attribution,
                text: cue.clone(),
                start: cue_span.start,
                end: cue_span.end,
            });
            Attribution {
                text: source.text,
                cue,
                start: source.start,
                end: source.end,
                head_at: source.head_at,
                ..Attribution::default()
            }
        });
        let time = proposition.time.as_ref().and_then(|tokens| {
            let (text, span) = self.words_of(tokens)?;
            Some(Time { text, value: None, start: span.start, end: span.end })
        });
        Statement {
            id: self.iris.statement(&self.document.id, starts),
            document: self.document.id.clone(),
            sentence: self.number + 1,
            text: self.document.text.slice(span).to_owned(),
            start: span.start,
            end: span.end,
            actor,
            action,
            target,
            roles: roles.collect(),
            polarity: proposition.polarity,
            modality: proposition.modality,
            cues,
            attribution,
            time,
            rule: proposition.rule.to_string(),
            confidence: (proposition.confidence * 100.0).round() / 100.0,
        }
    }

    /// Where the word that carries the content starts: statements that share auxiliaries keep apart.
    fn start_of(&self, proposition: &Proposition) -> u32 {
        self.sentence.tokens()[proposition.predicate].span.start
    }

    fn action(&self, proposition: &Proposition) -> Action {
        let (text, span) = self.words_of(&proposition.group).unwrap_or_default();
        Action { text, lemma: proposition.lemma.clone(), start: span.start, end: span.end }
    }

    /// The words from the first to the last of some tokens.
    fn words_of(&self, tokens: &[usize]) -> Option<(String, Span)> {
        let all = self.sentence.tokens();
        let (first, last) = (tokens.iter().min()?, tokens.iter().max()?);
        let span = all[*first].span.cover(all[*last].span);
        Some((self.document.text.slice(span).to_owned(), span))
    }

    /// Who acts; "no evidence" that there is becomes the evidence that there is not.
    fn actor(&self, head: usize) -> Argument {
        let mut actor = self.argument(Filler::Phrase(head));
        if let Some(rest) = actor.text.strip_prefix("no ") {
            actor.text = rest.to_owned();
            actor.start += 3;
        }
        actor
    }

    fn argument(&self, filler: Filler) -> Argument {
        let all = self.sentence.tokens();
        let (tokens, head) = match filler {
            Filler::Phrase(head) => {
                let head = self.counted(head);
                let mut tokens = phrase::smallest(self.sentence, self.words, head);
                // "no foreign actor": the negation is told by the polarity.
                let first = &all[tokens[0]];
                // "both sides" are two; "both the firm and its owner" only joins.
                let joins = matches!(&*first.lower, "both" | "either")
                    && (first.dep == Dep::Preconj || self.sentence.child(head, Dep::Conj).is_some());
                if tokens.len() > 1 && (joins || matches!(&*first.lower, "no" | "neither")) {
                    let lack = self.words.noun(&all[head].lemma).any(super::words::Classes::EVIDENCE_NOUN)
                        || &*all[head].lemma == "no-one";
                    if !lack {
                        tokens.remove(0);
                    }
                }
                (tokens, head)
            }
            Filler::Clause(predicate) => (self.clause_tokens(predicate), predicate),
        };
        let (text, span) = self.words_of(&tokens).unwrap_or_default();
        Argument {
            text,
            head: all[head].text.to_string(),
            start: span.start,
            end: span.end,
            head_at: Some(TokenAt { sentence: self.number, token: head as u32 }),
            ..Argument::default()
        }
    }

    /// "None of the parties" names the parties: that none of them did it is told by the polarity.
    fn counted(&self, head: usize) -> usize {
        let all = self.sentence.tokens();
        let none = matches!(&*all[head].lower, "none" | "neither");
        let of = self.sentence.children(head).find(|&c| none && &*all[c].lower == "of");
        of.and_then(|of| self.sentence.child(of, Dep::Pobj)).unwrap_or(head)
    }

    /// The words of a clause, without the conjunction before it and the punctuation around it.
    fn clause_tokens(&self, predicate: usize) -> Vec<usize> {
        let all = self.sentence.tokens();
        let mut tokens = self.sentence.subtree(predicate);
        // "which officials say was approved": the pronoun stands before the verb that governs the clause.
        let governor = all[predicate].head;
        if governor < predicate && tokens.first().is_some_and(|&first| first < governor) {
            tokens.retain(|&token| token > governor);
        }
        let trims = |index: usize| {
            all[index].dep == Dep::Punct
                || (all[index].dep == Dep::Mark && matches!(&*all[index].lower, "that" | "for"))
                || matches!(all[index].tag, Tag::Space)
        };
        while tokens.len() > 1 && trims(tokens[tokens.len() - 1]) {
            tokens.pop();
        }
        let first = tokens.iter().position(|&t| !trims(t)).unwrap_or(0);
        tokens.split_off(first)
    }
}
