//! Clauses and phrases that hang on the wrong word.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::climb_to;
use crate::clause::predicate::is_plural;
use crate::clause::words::{Classes, Words};

/// "used that stolen data to target voters": a clause with "that" has no infinitive, so "that" points at the noun,
/// which is the object.
pub(super) fn demonstrative_that(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Ccomp || tokens[verb].tag != Tag::Vb || !crate::clause::find::has_to(sentence, verb)
        {
            continue;
        }
        let that = sentence.children(verb).find(|&c| tokens[c].dep == Dep::Mark && &*tokens[c].lower == "that");
        let (Some(that), Some(noun)) = (that, crate::clause::subject::own(sentence, verb)) else { continue };
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

/// "the ire of some Democrats, who accuse": a relative clause agrees in number with what it is about.
pub(super) fn antecedents_that_disagree(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Relcl {
            continue;
        }
        let Some(subject) = crate::clause::subject::own(sentence, verb) else { continue };
        if !matches!(&*tokens[subject].lower, "who" | "which" | "that") {
            continue;
        }
        let Some(plural) = is_plural(sentence, verb) else { continue };
        let antecedent = tokens[verb].head;
        let agrees = |i: usize| match tokens[i].tag {
            Tag::Nns | Tag::Nnps => plural,
            Tag::Nn | Tag::Nnp => !plural,
            _ => false,
        };
        // "the mayor and the minister, who are": several are many; "more staff and powers for the council, which is".
        let several = sentence.child(antecedent, Dep::Conj).is_some_and(|joined| joined < subject);
        let fits = if several { plural } else { agrees(antecedent) };
        let joined = tokens[antecedent].dep == Dep::Conj;
        if fits || joined || !matches!(tokens[antecedent].tag, Tag::Nn | Tag::Nns) {
            continue;
        }
        // "the Council of Ontario" is one name.
        let inside_name = |i: usize| sentence.entity_at(i).is_some_and(|e| e.tokens.contains(&tokens[i].head));
        let below = sentence.subtree(antecedent);
        let nearer = below.iter().rev().copied().find(|&i| {
            i > antecedent
                && i < subject
                && matches!(tokens[i].dep, Dep::Pobj | Dep::Appos | Dep::Conj)
                && agrees(i)
                && !(several && tokens[i].dep == Dep::Conj)
                && !inside_name(i)
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

/// "for all but Yahoo and Lycos, which had": a relative clause is about the noun behind a preposition, and one that a
/// comma parts from its noun by a verb is about the last noun before the comma.
pub(super) fn relative_of_the_last_noun(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Relcl {
            continue;
        }
        let antecedent = tokens[verb].head;
        let above = tokens[antecedent].head;
        let first = sentence.subtree(verb)[0];
        let behind_preposition = tokens[antecedent].dep == Dep::Prep && antecedent < first;
        let across = matches!(tokens[antecedent].dep, Dep::Nsubj | Dep::Nsubjpass)
            && antecedent < above
            && above < first
            && tokens[above].pos == Pos::Verb;
        if !behind_preposition && !across {
            continue;
        }
        let Some(comma) = first.checked_sub(1).filter(|&i| &*tokens[i].text == ",") else { continue };
        let mut noun = comma.saturating_sub(1);
        while matches!(tokens[noun].dep, Dep::Compound | Dep::Punct) && tokens[noun].head < comma {
            noun = tokens[noun].head;
        }
        let person = sentence.entity_at(noun).is_some_and(|e| e.label == EntityLabel::Person)
            || words.noun(&tokens[noun].lemma).any(Classes::PERSON_NOUN);
        let fits = match &*tokens[first].lower {
            "who" | "whose" | "whom" => person,
            "which" => !person,
            _ => false,
        };
        let nominal = matches!(tokens[noun].pos, Pos::Noun | Pos::Propn)
            && matches!(tokens[noun].dep, Dep::Pobj | Dep::Dobj | Dep::Conj | Dep::Attr | Dep::Appos);
        if fits && nominal && noun > antecedent {
            sentence.to_mut().reattach(&[(verb, noun, Dep::Relcl)]);
        }
    }
}

/// "accuse the director of seeking to": the gerund hangs on the verb of blame, not on its object.
pub(super) fn gerund_of_the_accused(sentence: &mut Cow<Sentence>, words: &Words) {
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

/// "an event Mexico hopes will rival the Carnival": a clause without a subject is what the relative clause before it
/// says of the noun, not a complement of the main verb.
pub(super) fn content_of_relative(sentence: &mut Cow<Sentence>, words: &Words) {
    for content in 0..sentence.len() {
        let tokens = sentence.tokens();
        let subjectless = !sentence
            .children(content)
            .any(|c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl | Dep::Mark));
        if tokens[content].dep != Dep::Ccomp || !subjectless || tokens[content].tag == Tag::Vbg {
            continue;
        }
        let above = tokens[content].head;
        let relative = (above + 1..content).rev().find(|&i| tokens[i].dep == Dep::Relcl);
        let Some(relative) = relative.filter(|&relative| content - relative <= 5) else { continue };
        let classes = words.verb(&tokens[relative].lemma);
        let says =
            classes.any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING | Classes::MENTAL | Classes::PLAN);
        let has_object = sentence.children(relative).any(|c| matches!(tokens[c].dep, Dep::Dobj | Dep::Ccomp));
        if says && !has_object && crate::clause::subject::own(sentence, relative).is_some() {
            sentence.to_mut().reattach(&[(content, relative, Dep::Ccomp)]);
        }
    }
}

/// "The union regrets the decision: “Nobody asked us,” said Ms Gillard.": what stands before the colon is the writer's
/// sentence, and only what stands in quotation marks is what somebody says.
pub(super) fn sentence_before_quotation(sentence: &mut Cow<Sentence>, words: &Words) {
    let tokens = sentence.tokens();
    let is_quote =
        |i: usize| tokens.get(i).is_some_and(|t| matches!(&*t.text, "\"" | "“" | "”" | "``" | "''" | "»" | "«"));
    let Some(colon) = (1..tokens.len()).find(|&i| &*tokens[i].text == ":" && is_quote(i + 1)) else { return };
    let Some(close) = (colon + 2..tokens.len()).find(|&i| is_quote(i)) else { return };
    // The root is the verb of saying after the quotation, or the quotation itself.
    let Some(root) = (colon + 1..tokens.len()).find(|&i| tokens[i].head == i) else { return };
    if root > close && !words.verb(&tokens[root].lemma).any(Classes::REPORTING | Classes::CLAIMING) {
        return;
    }
    let mut before = (0..colon).filter(|&i| tokens[i].head > colon && matches!(tokens[i].pos, Pos::Verb | Pos::Aux));
    if let (Some(main), None) = (before.next(), before.next()) {
        sentence.to_mut().reattach(&[(main, main, Dep::Root), (root, main, Dep::Parataxis)]);
    }
}

/// "took part in a drill, called “Rotunda”": what is called so is the noun before the participle.
pub(super) fn participle_of_naming(sentence: &mut Cow<Sentence>) {
    for participle in 1..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[participle];
        let names = matches!(&*token.lower, "called" | "named" | "dubbed" | "titled" | "entitled" | "nicknamed");
        if token.dep != Dep::Advcl || !names || token.head > participle {
            continue;
        }
        let bare = !sentence
            .children(participle)
            .any(|c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Auxpass | Dep::Mark));
        let before =
            if &*tokens[participle - 1].text == "," { participle.checked_sub(2) } else { Some(participle - 1) };
        let Some(noun) = before.filter(|&noun| matches!(tokens[noun].pos, Pos::Noun | Pos::Propn)) else { continue };
        if bare && noun > token.head {
            sentence.to_mut().reattach(&[(participle, noun, Dep::Acl)]);
        }
    }
}

/// "carried out the repairs using a crane": whoever does the act uses the means, not what it is done to.
pub(super) fn means_of_the_act(sentence: &mut Cow<Sentence>, words: &Words) {
    for using in 2..sentence.len() {
        let tokens = sentence.tokens();
        let object = tokens[using].head;
        let verb = tokens[object].head;
        let means = tokens[using].dep == Dep::Acl
            && &*tokens[using].lower == "using"
            && sentence.child(using, Dep::Dobj).is_some()
            && tokens[object].dep == Dep::Dobj
            && tokens[verb].pos == Pos::Verb
            && !matches!(&*tokens[verb].lemma, "have" | "see" | "find" | "catch" | "show" | "include" | "involve");
        if !means {
            continue;
        }
        let somebody = sentence.entity_at(object).is_some()
            || tokens[object].pos == Pos::Pron
            || words.noun(&tokens[object].lemma).any(Classes::PERSON_NOUN | Classes::ORGANIZATION_NOUN);
        if !somebody {
            sentence.to_mut().reattach(&[(using, verb, Dep::Advcl)]);
        }
    }
}

/// "“It is amazing,” reported customer Lindsay Gay": after a quotation the speaker stands behind the verb of saying,
/// where the parser takes a longer one for its object.
pub(super) fn speaker_after_quotation(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 1..sentence.len() {
        let tokens = sentence.tokens();
        if !matches!(&*tokens[verb - 1].text, "\"" | "”" | "''" | "»") {
            continue;
        }
        let says = words.verb(&tokens[verb].lemma).any(Classes::REPORTING | Classes::CLAIMING);
        if !says || crate::clause::subject::own(sentence, verb).is_some() {
            continue;
        }
        let content = sentence.children(verb).any(|c| c < verb && tokens[c].dep == Dep::Ccomp);
        let speaker = sentence.child(verb, Dep::Dobj).filter(|&speaker| speaker > verb);
        if let (true, Some(speaker)) = (content, speaker) {
            sentence.to_mut().reattach(&[(speaker, verb, Dep::Nsubj)]);
        }
    }
}

/// "is banned by the Communist Party, a member of the group says.": a verb of saying at the end of a sentence has its
/// speaker before it, where the parser takes that one for an apposition.
pub(super) fn speaker_before_the_verb(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let says = matches!(tokens[verb].tag, Tag::Vbz | Tag::Vbd | Tag::Vbp)
            && words.verb(&tokens[verb].lemma).any(Classes::REPORTING | Classes::CLAIMING)
            && tokens.get(verb + 1).is_some_and(|next| next.pos == Pos::Punct);
        let content = sentence.children(verb).any(|c| c < verb && tokens[c].dep == Dep::Ccomp);
        if !says || !content || crate::clause::subject::own(sentence, verb).is_some() {
            continue;
        }
        let speaker = climb_to(sentence, verb - 1, Dep::Appos);
        let below = sentence.subtree(speaker);
        let set_off = below[0] > 0 && &*tokens[below[0] - 1].text == ",";
        if tokens[speaker].dep == Dep::Appos && set_off && below.last() == Some(&(verb - 1)) {
            sentence.to_mut().reattach(&[(speaker, verb, Dep::Nsubj)]);
        }
    }
}

/// "an attack on a church that killed nine": what kills or destroys is what happened, not the place where it did.
pub(super) fn relative_of_the_event(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Relcl
            || !words.verb(&tokens[verb].lemma).any(Classes::HARMING)
            || sentence.child(verb, Dep::Auxpass).is_some()
        {
            continue;
        }
        let pronoun = crate::clause::subject::own(sentence, verb)
            .is_some_and(|subject| matches!(&*tokens[subject].lower, "that" | "which"));
        let place = tokens[verb].head;
        let stands = words.noun(&tokens[place].lemma).any(Classes::PLACE_NOUN | Classes::ORGANIZATION_NOUN)
            || tokens[place].pos == Pos::Propn
            || tokens[place].pos == Pos::Noun && !words.noun(&tokens[place].lemma).any(Classes::EVENT_NOUN);
        if !pronoun || !stands {
            continue;
        }
        let mut above = place;
        for _ in 0..4 {
            let preposition = tokens[above].head;
            let behind = tokens[above].dep == Dep::Pobj && tokens[preposition].dep == Dep::Prep;
            if !behind || !matches!(&*tokens[preposition].lower, "on" | "in" | "at" | "near" | "of" | "outside") {
                break;
            }
            above = tokens[preposition].head;
            if words.noun(&tokens[above].lemma).any(Classes::EVENT_NOUN) && above < place {
                sentence.to_mut().reattach(&[(verb, above, Dep::Relcl)]);
                break;
            }
        }
    }
}
