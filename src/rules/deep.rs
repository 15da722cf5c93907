//! The relations that grammar adds to the tree, taken from the clauses it found.

use super::pattern::{Deep, DeepRelations};
use crate::clause::Clauses;

/// Who is subject and object of which predicate, whatever the form of the clause.
pub(super) fn relations(clauses: &Clauses) -> DeepRelations {
    let mut relations = Vec::new();
    for clause in clauses.all() {
        let (subjects, objects) = match clause.passive {
            false => (&clause.subjects, &clause.objects),
            true => (&clause.agents, &clause.subjects),
        };
        relations.extend(subjects.iter().map(|&subject| (clause.predicate, Deep::Subject, subject)));
        relations.extend(objects.iter().map(|&object| (clause.predicate, Deep::Object, object)));
    }
    DeepRelations::new(relations)
}
