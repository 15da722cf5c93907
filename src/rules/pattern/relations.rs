//! Relations that grammar adds to the tree: who is subject and object whatever the form of the sentence.

/// A relation between a predicate and its arguments that passives, relatives, control and coordination do not hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deep {
    /// Who does it: the subject of the active, the "by" of the passive.
    Subject,
    /// To whom it is done: the object of the active, the subject of the passive.
    Object,
}

impl Deep {
    /// Every such relation.
    pub const ALL: [Deep; 2] = [Deep::Subject, Deep::Object];

    /// The label as patterns write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Deep::Subject => "subject",
            Deep::Object => "object",
        }
    }
}

/// The deep relations of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeepRelations {
    /// Predicate, relation, argument.
    down: Vec<(usize, Deep, usize)>,
    /// Argument, relation, predicate.
    up: Vec<(usize, Deep, usize)>,
}

impl DeepRelations {
    /// Orders relations given as predicate, relation, argument; what comes twice counts once.
    pub fn new(relations: impl IntoIterator<Item = (usize, Deep, usize)>) -> Self {
        let mut down: Vec<_> = relations.into_iter().collect();
        down.sort_unstable();
        down.dedup();
        let mut up: Vec<_> =
            down.iter().map(|&(predicate, relation, argument)| (argument, relation, predicate)).collect();
        up.sort_unstable();
        DeepRelations { down, up }
    }

    /// The arguments of a predicate, by relation and then left to right.
    pub fn arguments(&self, predicate: usize) -> impl Iterator<Item = (Deep, usize)> + '_ {
        of(&self.down, predicate)
    }

    /// The predicates that a token is an argument of.
    pub fn predicates(&self, argument: usize) -> impl Iterator<Item = (Deep, usize)> + '_ {
        of(&self.up, argument)
    }
}

fn of(sorted: &[(usize, Deep, usize)], token: usize) -> impl Iterator<Item = (Deep, usize)> + '_ {
    let first = sorted.partition_point(|entry| entry.0 < token);
    sorted[first..].iter().take_while(move |entry| entry.0 == token).map(|&(_, relation, other)| (relation, other))
}
