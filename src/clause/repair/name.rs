//! Names and their titles.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence};

/// "Former Vice President Joe Biden": without a comma the name is the head and the title its modifier.
pub(super) fn titles_before_names(sentence: &mut Cow<Sentence>) {
    for title in 0..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[title];
        if !matches!(token.pos, Pos::Noun | Pos::Propn) {
            continue;
        }
        let Some(name) = sentence.child(title, Dep::Appos) else { continue };
        let person = sentence.entity_at(name).is_some_and(|entity| entity.label == EntityLabel::Person);
        let first = sentence.children(name).next().map_or(name, |child| child.min(name));
        if !person || first != title + 1 || token.head == title {
            continue;
        }
        let mut changes = vec![(name, token.head, token.dep), (title, name, Dep::Compound)];
        for child in sentence.children(title).filter(|&c| c != name) {
            let stays = matches!(tokens[child].dep, Dep::Compound | Dep::Amod) && child < title;
            if !stays {
                changes.push((child, name, tokens[child].dep));
            }
        }
        sentence.to_mut().reattach(&changes);
    }
}
