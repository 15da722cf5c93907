//! Repairs of trees where the parser is often wrong in the same way, made before clauses are found.
//!
//! Each repair is a function that looks for one pattern and says why the tree found there cannot be right. Token
//! indices and spans stay; only heads, relations and, where they follow from these, tags and lemmas change.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::words::{Classes, Words};

/// The sentence with its tree repaired; borrowed when there was nothing to repair.
pub(crate) fn repaired<'a>(sentence: &'a Sentence, words: &Words) -> Cow<'a, Sentence> {
    let mut sentence = Cow::Borrowed(sentence);
    hyphenated_words(&mut sentence);
    third_person_lemmas(&mut sentence);
    titles_before_names(&mut sentence);
    demonstrative_that(&mut sentence);
    verb_read_as_noun(&mut sentence);
    gerund_read_as_adjective(&mut sentence);
    gerunds_in_a_row(&mut sentence);
    antecedents_that_disagree(&mut sentence);
    gerund_of_the_accused(&mut sentence, words);
    sentence
}

/// "e-mails", "co-founded", "re-election": the tokenizer parts them, and the parser, which has rarely seen the hyphen
/// as a word, hangs the parts anywhere. A hyphen without spaces joins one word, whose last part is its head.
fn hyphenated_words(sentence: &mut Cow<Sentence>) {
    let mut hyphen = 1;
    while hyphen + 1 < sentence.len() {
        let tokens = sentence.tokens();
        let joins = |i: usize| {
            &*tokens[i].text == "-"
                && !tokens[i].space_after
                && !tokens[i - 1].space_after
                && tokens[i - 1].text.chars().all(char::is_alphabetic)
                && tokens.get(i + 1).is_some_and(|t| t.text.chars().all(char::is_alphabetic))
        };
        if !joins(hyphen) {
            hyphen += 1;
            continue;
        }
        let first = hyphen - 1;
        let mut last = hyphen + 1;
        while last + 2 < tokens.len() && joins(last + 1) {
            last += 2;
        }
        let group = first..=last;
        let outside: Vec<usize> =
            group.clone().filter(|&i| !group.contains(&tokens[i].head) || tokens[i].head == i).collect();
        if outside.len() > 1 && &*tokens[first].lower != "then" {
            let &from = outside.iter().find(|&&i| tokens[i].head == i).unwrap_or(&outside[0]);
            let (head, dep) = (tokens[from].head, tokens[from].dep);
            let mut changes: Vec<(usize, usize, Dep)> = Vec::new();
            for index in group.clone() {
                for child in sentence.children(index).filter(|child| !group.contains(child)) {
                    changes.push((child, last, tokens[child].dep));
                }
                if index != last {
                    let dep = if &*tokens[index].text == "-" { Dep::Punct } else { Dep::Compound };
                    changes.push((index, last, dep));
                }
            }
            changes.push((last, if head == from { last } else { head }, dep));
            let joined: String = (first..last).map(|i| &*tokens[i].lower).collect();
            let lemma = format!("{joined}{}", tokens[last].lemma);
            let (tag, pos) = (tokens[last].tag, tokens[last].pos);
            let verb = pos == Pos::Verb && tokens[first].text.len() <= 5;
            let hyphens: Vec<usize> = group.clone().filter(|&i| &*tokens[i].text == "-").collect();
            let sentence = sentence.to_mut();
            sentence.reattach(&changes);
            for index in hyphens {
                sentence.retag(index, Tag::Hyph, Pos::Punct, "-");
            }
            if verb {
                sentence.retag(last, tag, pos, &lemma);
            }
        }
        hyphen = last + 1;
    }
}

/// "wades" is a form of "wade", not of "wad": "-es" follows only hissing sounds, "o" and "y".
fn third_person_lemmas(sentence: &mut Cow<Sentence>) {
    for index in 0..sentence.len() {
        let token = &sentence.tokens()[index];
        if token.tag != Tag::Vbz || !token.lower.ends_with("es") || !token.lower.is_ascii() {
            continue;
        }
        let stem = &token.lower[..token.lower.len() - 2];
        let hisses = stem.ends_with(['s', 'x', 'z', 'o', 'i']) || stem.ends_with("ch") || stem.ends_with("sh");
        if stem == &*token.lemma && !hisses && stem.len() > 1 {
            let lemma = format!("{stem}e");
            let (tag, pos) = (token.tag, token.pos);
            sentence.to_mut().retag(index, tag, pos, &lemma);
        }
    }
}

/// "Former Vice President Joe Biden": without a comma the name is the head and the title its modifier.
fn titles_before_names(sentence: &mut Cow<Sentence>) {
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

/// "used that stolen data to target voters": a clause with "that" has no infinitive, so "that" points at the noun,
/// which is the object.
fn demonstrative_that(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Ccomp || tokens[verb].tag != Tag::Vb || !super::find::has_to(sentence, verb) {
            continue;
        }
        let that = sentence.children(verb).find(|&c| tokens[c].dep == Dep::Mark && &*tokens[c].lower == "that");
        let (Some(that), Some(noun)) = (that, super::subject::own(sentence, verb)) else { continue };
        let first = sentence.subtree(noun)[0];
        if first != that + 1 {
            continue;
        }
        let governor = tokens[verb].head;
        let changes = [(that, noun, Dep::Det), (noun, governor, Dep::Dobj), (verb, governor, Dep::Advcl)];
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(that, Tag::Dt, Pos::Det, "that");
    }
}

/// "to undermine confidence in the vote and harm Trump's prospects": a verb has one direct object, so what stands
/// after "and" before the second is a verb of its own.
fn verb_read_as_noun(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if !matches!(tokens[verb].tag, Tag::Vb | Tag::Vbp) {
            continue;
        }
        let objects: Vec<usize> = sentence.children(verb).filter(|&c| tokens[c].dep == Dep::Dobj && c > verb).collect();
        let &[_, second] = &objects[..] else { continue };
        let first_of_second = sentence.subtree(second)[0];
        let Some(noun) = first_of_second.checked_sub(1) else { continue };
        let token = &tokens[noun];
        let after_and = noun > 0 && tokens[noun - 1].dep == Dep::Cc;
        if token.dep != Dep::Conj || !matches!(token.tag, Tag::Nn | Tag::Vbp | Tag::Jj) || !after_and || noun <= verb {
            continue;
        }
        let lemma = token.lower.to_string();
        let changes = [(noun - 1, verb, Dep::Cc), (noun, verb, Dep::Conj), (second, noun, Dep::Dobj)];
        let tag = tokens[verb].tag;
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(noun, tag, Pos::Verb, &lemma);
    }
}

/// "undermining confidence in the election and exacerbating divisions": after "and", inside what another gerund
/// governs, a gerund before a bare noun is a verb with that noun as object, not its adjective.
fn gerund_read_as_adjective(sentence: &mut Cow<Sentence>) {
    for gerund in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[gerund].tag != Tag::Vbg || tokens[gerund].dep != Dep::Amod || tokens[gerund - 1].dep != Dep::Cc {
            continue;
        }
        let noun = tokens[gerund].head;
        if noun <= gerund {
            continue;
        }
        let and = gerund - 1;
        // The nearest gerund above that governs the whole.
        let mut above = noun;
        let mut governing = None;
        for _ in 0..sentence.len() {
            above = tokens[above].head;
            if tokens[above].tag == Tag::Vbg && above < and && tokens[above].pos == Pos::Verb {
                governing = Some(above);
                break;
            }
            if tokens[above].head == above {
                break;
            }
        }
        let Some(governing) = governing else { continue };
        let left = tokens[and].head;
        let mut changes = vec![(and, governing, Dep::Cc), (gerund, governing, Dep::Conj)];
        if left == noun {
            continue;
        }
        if tokens[left].head == noun {
            // The noun before "and" hung on the one after: it takes that one's place.
            changes.push((left, tokens[noun].head, tokens[noun].dep));
        }
        changes.push((noun, gerund, Dep::Dobj));
        sentence.to_mut().reattach(&changes);
    }
}

/// "aimed at denigrating Biden, boosting Trump, undermining …": gerunds in a row are one list, also where the parser
/// hangs those after the first comma on the main verb.
fn gerunds_in_a_row(sentence: &mut Cow<Sentence>) {
    for gerund in 0..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[gerund];
        if token.tag != Tag::Vbg || token.dep != Dep::Advcl || gerund == 0 || &*tokens[gerund - 1].text != "," {
            continue;
        }
        // Only a list that goes on: a lone ", boosting" may well go with the main verb.
        let goes_on = sentence.children(gerund).any(|c| tokens[c].dep == Dep::Conj && tokens[c].tag == Tag::Vbg);
        let before = (0..gerund - 1).rev().find(|&i| tokens[i].tag == Tag::Vbg && tokens[i].dep == Dep::Pcomp);
        let Some(before) = before.filter(|&before| goes_on && before > token.head && gerund - before <= 12) else {
            continue;
        };
        if (before..gerund).any(|i| matches!(tokens[i].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)) {
            continue;
        }
        sentence.to_mut().reattach(&[(gerund, before, Dep::Conj)]);
    }
}

/// "the ire of some Democrats, who accuse": a relative clause agrees in number with what it is about.
fn antecedents_that_disagree(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Relcl {
            continue;
        }
        let Some(subject) = super::subject::own(sentence, verb) else { continue };
        if !matches!(&*tokens[subject].lower, "who" | "which" | "that") {
            continue;
        }
        let auxiliary = sentence.children(verb).find(|&c| matches!(tokens[c].dep, Dep::Aux | Dep::Auxpass));
        let finite = auxiliary.unwrap_or(verb);
        let plural = match (tokens[finite].tag, &*tokens[finite].lower) {
            (_, "was") | (Tag::Vbz, _) => false,
            (_, "were") | (Tag::Vbp, _) => true,
            _ => continue,
        };
        let antecedent = tokens[verb].head;
        let agrees = |i: usize| match tokens[i].tag {
            Tag::Nns | Tag::Nnps => plural,
            Tag::Nn | Tag::Nnp => !plural,
            _ => false,
        };
        let joined = sentence.child(antecedent, Dep::Conj).is_some() || tokens[antecedent].dep == Dep::Conj;
        if agrees(antecedent) || joined || !matches!(tokens[antecedent].tag, Tag::Nn | Tag::Nns) {
            continue;
        }
        let below = sentence.subtree(antecedent);
        let nearer = below.iter().rev().copied().find(|&i| {
            i > antecedent
                && i < subject
                && matches!(tokens[i].dep, Dep::Pobj | Dep::Appos | Dep::Conj)
                && agrees(i)
                && !matches!(sentence.entity_at(i).map(|e| e.label), Some(EntityLabel::Date | EntityLabel::Time))
        });
        let above = Some(tokens[tokens[antecedent].head].head).filter(|&i| {
            tokens[antecedent].dep == Dep::Pobj && i < antecedent && agrees(i) && tokens[i].pos == Pos::Noun
        });
        if let Some(better) = nearer.or(above) {
            sentence.to_mut().reattach(&[(verb, better, Dep::Relcl)]);
        }
    }
}

/// "accuse the director of seeking to": the gerund hangs on the verb of blame, not on its object.
fn gerund_of_the_accused(sentence: &mut Cow<Sentence>, words: &Words) {
    for gerund in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[gerund].dep != Dep::Pcomp {
            continue;
        }
        let preposition = tokens[gerund].head;
        let noun = tokens[preposition].head;
        let verb = tokens[noun].head;
        let blames = words.verb(&tokens[verb].lemma).any(Classes::ACCUSING | Classes::PREVENTION);
        let fits = matches!(&*tokens[preposition].lower, "of" | "for" | "from");
        if tokens[noun].dep == Dep::Dobj && blames && fits && tokens[preposition].dep == Dep::Prep && noun > verb {
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}
