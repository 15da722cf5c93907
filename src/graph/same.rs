//! Unnamed things that are one because the same is done with them.
//!
//! "Threatening emails" in two reports are two things as long as nothing ties them. Where both reports say that Iran
//! sent them, a picture with two nodes would hide that two reports say the same; so unnamed things of the same words
//! are one node when the same named entity does the same to them, or they do the same to it.

use indexmap::IndexSet;
use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use crate::iri::is_local;
use crate::statement::{Argument, Statement};

/// For the IRIs of unnamed things, the IRI of the first thing that they are one with.
pub(super) fn same_things(statements: &[Statement]) -> FxHashMap<String, String> {
    let mut locals: IndexSet<&str> = IndexSet::new();
    let mut acts: FxHashMap<Act<'_>, usize> = FxHashMap::default();
    let mut ties: Vec<(usize, usize)> = Vec::new();
    for statement in statements {
        let (Some(actor), Some(target)) = (&statement.actor, &statement.target) else { continue };
        let (Some(actor_iri), Some(target_iri)) = (&actor.iri, &target.iri) else { continue };
        let (named, local, thing, acts_upon) = match (is_local(actor_iri), is_local(target_iri)) {
            (false, true) => (actor_iri, target_iri, target, true),
            (true, false) => (target_iri, actor_iri, actor, false),
            _ => continue,
        };
        let (local, _) = locals.insert_full(local);
        let act = Act { named, lemma: &statement.action.lemma, words: words(thing), acts_upon };
        ties.push((*acts.entry(act).or_insert(local), local));
    }
    let mut sets = UnionFind::new(locals.len());
    for (first, other) in ties {
        sets.union(first, other);
    }
    let mut firsts: FxHashMap<usize, usize> = FxHashMap::default();
    let mut same = FxHashMap::default();
    for (index, local) in locals.iter().enumerate() {
        let first = *firsts.entry(sets.find(index)).or_insert(index);
        if first != index {
            same.insert((*local).to_owned(), locals[first].to_owned());
        }
    }
    same
}

/// What a named entity does to an unnamed thing, or the thing to it.
#[derive(PartialEq, Eq, Hash)]
struct Act<'a> {
    named: &'a str,
    lemma: &'a str,
    words: String,
    /// Whether the named entity is the actor.
    acts_upon: bool,
}

fn words(thing: &Argument) -> String {
    thing.entity.as_ref().unwrap_or(&thing.text).to_lowercase()
}
