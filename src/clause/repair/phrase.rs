//! Words that make one phrase and that the tree takes apart: "think tanks", "ahead of", "broken into".

use std::borrow::Cow;

use crate::clause::subject;
use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

/// "attacked consultants, think tanks and parties": before "tanks" nobody thinks.
pub(super) fn think_tanks(sentence: &mut Cow<Sentence>) {
    for think in 0..sentence.len().saturating_sub(1) {
        let tokens = sentence.tokens();
        let tank = think + 1;
        let one_word = &*tokens[think].lower == "think" && matches!(&*tokens[tank].lower, "tank" | "tanks");
        if !one_word || tokens[tank].head != think {
            continue;
        }
        let (mut head, dep) = (tokens[think].head, tokens[think].dep);
        // Read as a verb it was joined to the verb before, and now goes with that one's object.
        if dep == Dep::Conj && tokens[head].pos == Pos::Verb {
            head = sentence.child(head, Dep::Dobj).filter(|&object| object > head && object < think).unwrap_or(head);
        }
        let mut changes = vec![(tank, if head == think { tank } else { head }, dep), (think, tank, Dep::Compound)];
        changes.extend(sentence.children(think).filter(|&c| c != tank).map(|c| (c, tank, tokens[c].dep)));
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(think, Tag::Nn, Pos::Noun, "think");
    }
}

/// "No-one has claimed it": one word, a pronoun that negates.
pub(super) fn no_one(sentence: &mut Cow<Sentence>) {
    for one in 2..sentence.len() {
        let tokens = sentence.tokens();
        let word = &*tokens[one - 2].lower == "no" && &*tokens[one - 1].text == "-" && &*tokens[one].lower == "one";
        if word && !tokens[one - 2].space_after && !tokens[one - 1].space_after && tokens[one - 2].head == one {
            sentence.to_mut().retag(one, Tag::Nn, Pos::Pron, "no-one");
        }
    }
}

/// "described a mercy killing in a journal": a verb that needs an object and has none is no participle; together with
/// the bare noun before it, it names an act.
pub(super) fn act_behind_its_object(sentence: &mut Cow<Sentence>, words: &Words) {
    for act in 1..sentence.len() {
        let tokens = sentence.tokens();
        let noun = act - 1;
        let token = &tokens[act];
        if token.dep != Dep::Acl || token.tag != Tag::Vbg || token.head != noun {
            continue;
        }
        let transitive = words.verb(&token.lemma).any(Classes::HARMING);
        let bare = sentence.children(act).all(|c| matches!(tokens[c].dep, Dep::Prep | Dep::Punct));
        let thing = tokens[noun].tag == Tag::Nn
            && sentence.entity_at(noun).is_none()
            && !words.noun(&tokens[noun].lemma).any(Classes::PERSON_NOUN | Classes::ORGANIZATION_NOUN);
        if !transitive || !bare || !thing || tokens[noun].head == noun {
            continue;
        }
        let mut changes = vec![(act, tokens[noun].head, tokens[noun].dep), (noun, act, Dep::Compound)];
        changes.extend(sentence.children(noun).filter(|&c| c != act).map(|c| (c, act, tokens[c].dep)));
        let lemma = token.lower.to_string();
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(act, Tag::Nn, Pos::Noun, &lemma);
    }
}

/// "waited for two hours before leaving": a length of time right behind a bare "for" is how long, not how long before.
pub(super) fn length_of_time(sentence: &mut Cow<Sentence>) {
    for noun in 2..sentence.len().saturating_sub(1) {
        let tokens = sentence.tokens();
        let before = tokens[noun].head;
        if tokens[noun].dep != Dep::Npadvmod || before != noun + 1 || tokens[before].dep != Dep::Prep {
            continue;
        }
        let first = sentence.subtree(noun)[0];
        let bare = first > 0 && &*tokens[first - 1].lower == "for" && sentence.children(first - 1).len() == 0;
        if bare && tokens[first - 1].dep == Dep::Prep {
            sentence.to_mut().reattach(&[(noun, first - 1, Dep::Pobj)]);
        }
    }
}

/// "met him ahead of the vote": the two words are one preposition.
pub(super) fn ahead_of(sentence: &mut Cow<Sentence>) {
    for ahead in 1..sentence.len() {
        let tokens = sentence.tokens();
        let adverb = tokens[ahead].dep == Dep::Advmod && &*tokens[ahead].lower == "ahead";
        if !adverb {
            continue;
        }
        let of = sentence.children(ahead).find(|&c| tokens[c].dep == Dep::Prep && &*tokens[c].lower == "of");
        if of == Some(ahead + 1) {
            let head = tokens[ahead].head;
            let sentence = sentence.to_mut();
            sentence.reattach(&[(ahead, head, Dep::Prep)]);
            sentence.retag(ahead, Tag::In, Pos::Adp, "ahead");
        }
    }
}

/// "photographed him along with two aides at the villa": only "with" goes with "along".
pub(super) fn phrase_behind_along(sentence: &mut Cow<Sentence>) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        let along = tokens[preposition].head;
        let strays = &*tokens[along].lower == "along"
            && along < preposition
            && tokens[preposition].dep == Dep::Prep
            && &*tokens[preposition].lower != "with"
            && tokens[along].dep == Dep::Prep
            && tokens[tokens[along].head].pos == Pos::Verb;
        if strays {
            let verb = tokens[along].head;
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}

/// "to help Trump win": between "help" and a bare noun for an act, a name does not modify the noun but does the act.
pub(super) fn helped_to_act(sentence: &mut Cow<Sentence>) {
    for act in 2..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[act].head;
        let wins = matches!(&*tokens[act].lower, "win" | "vote" | "escape" | "return" | "fight" | "control");
        if tokens[act].dep != Dep::Dobj || tokens[act].tag != Tag::Nn || &*tokens[verb].lemma != "help" || !wins {
            continue;
        }
        let before: Vec<usize> = sentence.children(act).filter(|&c| c < act).collect();
        let names = |&i: &usize| {
            let label = sentence.entity_at(i).map(|entity| entity.label);
            matches!(tokens[i].dep, Dep::Compound | Dep::Amod)
                && (tokens[i].pos == Pos::Propn
                    || matches!(label, Some(EntityLabel::Person | EntityLabel::Organization | EntityLabel::Gpe)))
        };
        let Some(&name) = before.last().filter(|&&name| name + 1 == act && before.iter().all(names)) else {
            continue;
        };
        let mut changes = vec![(name, act, Dep::Nsubj), (act, verb, Dep::Ccomp)];
        changes.extend(before.iter().filter(|&&i| i != name).map(|&i| (i, name, Dep::Compound)));
        let lemma = tokens[act].lower.to_string();
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(act, Tag::Vb, Pos::Verb, &lemma);
    }
}

/// "went after aides and hackers attempted to": a verb that takes an object behind "after" and has nothing else has
/// taken one, and of two joined nouns behind it the second is who the next verb is about.
pub(super) fn object_behind_after(sentence: &mut Cow<Sentence>, words: &Words) {
    for after in 1..sentence.len() {
        let tokens = sentence.tokens();
        let second = tokens[after].head;
        let verb = tokens[second].head;
        if &*tokens[after].lower != "after"
            || tokens[after].dep != Dep::Mark
            || tokens[second].dep != Dep::Advcl
            || verb + 1 != after
        {
            continue;
        }
        let lemma = format!("{} after", tokens[verb].lemma);
        let Some(object) = subject::own(sentence, second) else { continue };
        if !words.verb(&lemma).any(Classes::PREPOSITIONAL) || object < after {
            continue;
        }
        let below = sentence.subtree(object);
        let joined = below.iter().copied().find(|&i| tokens[i].dep == Dep::Conj && i + 1 == second);
        let Some(joined) = joined else { continue };
        let and = sentence.children(tokens[joined].head).find(|&c| tokens[c].dep == Dep::Cc && c < joined);
        let mut changes = vec![
            (after, verb, Dep::Prep),
            (object, after, Dep::Pobj),
            (joined, second, Dep::Nsubj),
            (second, verb, Dep::Conj),
        ];
        changes.extend(and.map(|and| (and, verb, Dep::Cc)));
        sentence.to_mut().reattach(&changes);
    }
}
