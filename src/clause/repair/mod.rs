//! Repairs of trees where the parser is often wrong in the same way, made before clauses are found.
//!
//! Each repair is a function that looks for one pattern and says why the tree found there cannot be right. Token
//! indices and spans stay; only heads, relations and, where they follow from these, tags and lemmas change.

mod antecedent;
mod attachment;
mod frame;
mod joined;
mod joint;
mod name;
mod object;
mod phrase;
mod relative;
mod shared_object;
mod verb;
mod word;

use std::borrow::Cow;

use crate::syntax::{Dep, Sentence};

use super::words::Words;

/// The sentence with its tree repaired; borrowed when there was nothing to repair.
pub(crate) fn repaired<'a>(sentence: &'a Sentence, words: &Words) -> Cow<'a, Sentence> {
    let mut sentence = Cow::Borrowed(sentence);
    word::hyphenated_words(&mut sentence);
    word::in_law(&mut sentence);
    phrase::no_one(&mut sentence);
    phrase::think_tanks(&mut sentence);
    word::third_person_lemmas(&mut sentence);
    word::doubled_consonants(&mut sentence);
    word::short_forms(&mut sentence);
    name::titles_before_names(&mut sentence);
    name::name_before_description(&mut sentence);
    name::person_beside_organization(&mut sentence);
    phrase::act_behind_its_object(&mut sentence, words);
    phrase::ahead_of(&mut sentence);
    phrase::length_of_time(&mut sentence);
    phrase::object_behind_after(&mut sentence, words);
    phrase::phrase_behind_along(&mut sentence);
    phrase::helped_to_act(&mut sentence);
    frame::particles(&mut sentence, words);
    frame::adjective_of_saying(&mut sentence, words);
    frame::object_of_particle(&mut sentence);
    shared_object::object_behind_two_verbs(&mut sentence);
    joint::subject_of_auxiliary(&mut sentence);
    joint::relative_verb_read_as_noun(&mut sentence);
    joint::verb_of_a_list(&mut sentence);
    joint::first_verb_read_as_participle(&mut sentence);
    joint::verb_behind_relative(&mut sentence);
    attachment::demonstrative_that(&mut sentence);
    verb::verb_read_as_noun(&mut sentence);
    verb::verb_between_two_subjects(&mut sentence, words);
    verb::infinitive_read_as_noun(&mut sentence);
    verb::main_verb_read_as_participle(&mut sentence, words);
    verb::infinitive_joined_to_main_verb(&mut sentence);
    verb::verb_behind_adverb(&mut sentence);
    verb::change_read_as_act(&mut sentence, words);
    verb::gerund_read_as_adjective(&mut sentence);
    verb::gerunds_in_a_row(&mut sentence);
    verb::gerund_joined_to_finite_verb(&mut sentence);
    verb::bare_verb_read_as_adjective(&mut sentence);
    verb::reduced_relative_read_as_clause(&mut sentence);
    attachment::content_of_relative(&mut sentence, words);
    relative::relative_read_as_content(&mut sentence, words);
    relative::content_without_its_subject(&mut sentence, words);
    relative::content_read_as_relative(&mut sentence, words);
    relative::joined_clause_read_as_content(&mut sentence);
    relative::day_behind_stranded_preposition(&mut sentence);
    relative::event_behind_people(&mut sentence, words);
    relative::participle_of_what_is_said(&mut sentence, words);
    frame::preposition_left_by_the_passive(&mut sentence);
    frame::preposition_behind_the_agent(&mut sentence, words);
    frame::gerund_behind_preposition(&mut sentence, words);
    frame::gerund_of_aspect(&mut sentence, words);
    joined::joined_verb_that_disagrees(&mut sentence, words);
    joined::clause_before_semicolon(&mut sentence);
    joined::act_of_speaker(&mut sentence, words);
    joined::subject_behind_opening_clause(&mut sentence);
    joined::subject_read_as_conjunct(&mut sentence);
    joined::object_read_from_content(&mut sentence, words);
    joined::conjunction_read_as_preposition(&mut sentence);
    joined::content_without_conjunction(&mut sentence, words);
    joined::gerund_joined_as_verb(&mut sentence);
    attachment::relative_of_the_last_noun(&mut sentence, words);
    attachment::antecedents_that_disagree(&mut sentence);
    attachment::sentence_before_quotation(&mut sentence, words);
    attachment::participle_of_naming(&mut sentence);
    attachment::means_of_the_act(&mut sentence, words);
    attachment::speaker_after_quotation(&mut sentence, words);
    attachment::speaker_before_the_verb(&mut sentence, words);
    attachment::gerund_of_the_accused(&mut sentence, words);
    attachment::relative_of_the_event(&mut sentence, words);
    antecedent::relative_of_the_document(&mut sentence, words);
    frame::preposition_of_the_verb(&mut sentence, words);
    frame::place_of_the_act(&mut sentence, words);
    frame::date_of_the_act(&mut sentence, words);
    object::subject_behind_the_verb(&mut sentence);
    object::two_subjects(&mut sentence);
    object::two_objects(&mut sentence, words);
    object::recipient_in_object(&mut sentence, words);
    object::list_read_as_apposition(&mut sentence);
    object::joined_behind_apposition(&mut sentence);
    object::measure_behind_preposition(&mut sentence);
    object::person_behind_apposition(&mut sentence);
    object::agent_behind_object(&mut sentence, words);
    joint::object_that_is_named(&mut sentence);
    joint::that_before_subject(&mut sentence);
    joint::object_of_request(&mut sentence, words);
    joint::in_order_to(&mut sentence);
    joint::juxtaposed(&mut sentence, words);
    joint::clause_as_subject(&mut sentence);
    joint::object_of_subject_clause(&mut sentence);
    joint::clefts(&mut sentence);
    sentence
}

/// The nearest token with a relation on the way up from one, which may be that one; the last looked at if none has it.
fn climb_to(sentence: &Sentence, from: usize, dep: Dep) -> usize {
    let tokens = sentence.tokens();
    let mut at = from;
    // A phrase is no deeper than this; whoever asks looks at what was found.
    for _ in 0..8 {
        if tokens[at].dep == dep || tokens[at].head == at {
            break;
        }
        at = tokens[at].head;
    }
    at
}
