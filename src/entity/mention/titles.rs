//! Titles and offices before names: "then-US director of national intelligence John Ratcliffe".

use std::ops::Range;

use super::super::gazetteer::Gender;
use super::super::list::List;
use super::Detector;
use crate::syntax::{Dep, Pos};

impl Detector<'_> {
    pub(super) fn is_title(&self, index: usize) -> bool {
        let word = self.lower(index).trim_end_matches('.');
        let lists = [List::MaleTitles, List::FemaleTitles, List::Titles, List::RoleNouns];
        let known = self.knowledge.lists(word).hold_any(&lists);
        let first_part = matches!(
            word,
            "prime" | "vice" | "supreme" | "foreign" | "deputy" | "acting" | "interim" | "chief" | "first" | "grand"
        ) && index + 1 < self.sentence.len()
            && self.knowledge.lists(self.lower(index + 1)).hold_any(&lists);
        known || first_part
    }

    pub(super) fn titled(&self, start: usize) -> bool {
        start > 0 && self.is_title(start - 1)
    }

    /// The words just before a name that say what its bearer is, if there are any: from the first modifier to the
    /// word before the name.
    pub(super) fn role_before(&self, start: usize) -> Option<Range<usize>> {
        let tokens = self.sentence.tokens();
        let mut first = start;
        let mut has_role = false;
        while first > 0 && start - first < 12 {
            let index = first - 1;
            let token = &tokens[index];
            let word = token.lower.trim_end_matches('.');
            let role = self.is_title(index);
            let inside = match token.pos {
                Pos::Propn => true,
                Pos::Noun => {
                    role || (has_role && token.dep == Dep::Compound && token.head == first)
                        || (has_role && self.capitalised(index))
                        || matches!(
                            word,
                            "vice"
                                | "deputy"
                                | "co"
                                | "state"
                                | "opposition"
                                | "government"
                                | "party"
                                | "defense"
                                | "defence"
                                | "security"
                                | "intelligence"
                                | "campaign"
                        )
                }
                Pos::Adj => has_role,
                // "Director of National Intelligence", "minister for foreign affairs".
                // "A lawyer of President Donald Trump" is another than the president.
                Pos::Adp if matches!(word, "of" | "for") => {
                    !has_role && index > 0 && self.is_title(index - 1) && first < start
                }
                Pos::Cconj | Pos::Det => has_role && index > 1 && first < start && self.of_before(index),
                Pos::Punct => {
                    &*token.text == "-"
                        && has_role
                        && index > 0
                        && matches!(self.lower(index - 1), "then" | "ex" | "co" | "vice")
                }
                Pos::Adv => matches!(word, "then") && has_role,
                Pos::Part => false,
                _ => matches!(word, "then" | "former" | "ex") && has_role,
            };
            if !inside || (self.taken[index] && !self.capitalised(index)) {
                break;
            }
            has_role |= role;
            first = index;
        }
        while first < start && matches!(tokens[first].pos, Pos::Det | Pos::Cconj | Pos::Punct | Pos::Adp) {
            first += 1;
        }
        (has_role && first < start).then_some(first..start)
    }

    /// Whether "of" or "for" after a role word stands a little before: "secretary of defense and the interior".
    pub(super) fn of_before(&self, index: usize) -> bool {
        (index.saturating_sub(4)..index).any(|i| matches!(self.lower(i), "of" | "for") && i > 0 && self.is_title(i - 1))
    }

    pub(super) fn role_makes_person(&self, role: Range<usize>) -> bool {
        role.clone().any(|index| self.is_title(index)) && self.is_title(role.end - 1)
    }

    /// The sex that the titles right before a name tell; "Miss" of "Miss Universe owner" tells none.
    pub(super) fn gender_of_titles(&self, role: Range<usize>) -> Gender {
        for index in role.rev().take_while(|&index| self.is_title(index) || self.is_gendered(index)) {
            let lists = self.knowledge.lists(self.lower(index).trim_end_matches('.'));
            if lists.hold_any(&[List::MaleTitles, List::MaleNouns]) {
                return Gender::Male;
            }
            if lists.hold_any(&[List::FemaleTitles, List::FemaleNouns]) {
                return Gender::Female;
            }
        }
        Gender::Unknown
    }

    /// Whether a noun says that somebody is a man or a woman.
    fn is_gendered(&self, index: usize) -> bool {
        self.knowledge.lists(self.lower(index)).hold_any(&[List::MaleNouns, List::FemaleNouns])
    }

    /// Whether words say of what somebody is a director or minister: "the Director of National Intelligence".
    pub(super) fn names_an_office(&self, range: &Range<usize>) -> bool {
        let of =
            range.start > 1 && matches!(self.lower(range.start - 1), "of" | "for") && self.is_title(range.start - 2);
        let lists = [List::FieldsOfBodies, List::GenericBodies, List::OrganizationNouns];
        of && range.clone().all(|index| self.knowledge.lists(self.lower(index)).hold_any(&lists))
    }
}
