//! The clause: a predicate with everything that hangs on it.

use crate::syntax::Sentence;

/// A predicate with its participants, the verb that governs it and how it hangs on that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The token of the verb that carries the content.
    pub predicate: usize,
    /// Whether the surface subject undergoes what the verb tells.
    pub passive: bool,
    /// The heads of the surface subjects, left to right.
    pub subjects: Vec<usize>,
    /// How the subjects were found.
    pub subject_from: SubjectFrom,
    /// Who acts in a passive clause: the objects of "by".
    pub agents: Vec<usize>,
    /// The heads of the direct objects.
    pub objects: Vec<usize>,
    /// Who receives: "gave *Ukraine* weapons".
    pub recipients: Vec<usize>,
    /// What the subject or object is said to be: nouns and adjectives.
    pub attributes: Vec<usize>,
    /// Prepositional arguments and adjuncts.
    pub obliques: Vec<Oblique>,
    /// Noun phrases used as adverbs: "last year", "three times".
    pub adverbials: Vec<usize>,
    /// The predicate of the clause that is said, thought, found.
    pub content: Option<usize>,
    /// The token that this clause hangs on, and how.
    pub governor: Option<Governor>,
}

/// How the subjects of a clause were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SubjectFrom {
    /// The clause has none.
    #[default]
    Nowhere,
    /// It has its own.
    Own,
    /// It shares them with the clause it is joined to.
    Coordination,
    /// They are what the relative clause is about.
    Antecedent,
    /// They are what the participle is about.
    Participle,
    /// They are the subject or object of the governing verb.
    Control,
    /// They are whose act, plan or effort it is: "Iran's efforts to", "efforts by Iran to".
    Possessor,
    /// They are the noun that the infinitive describes: "a campaign to".
    Noun,
    /// They are the object of a verb of blame: "blamed Iran for sending".
    Accused,
    /// They are what "there is" brings in.
    Existential,
}

/// A prepositional phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The tokens of the preposition: "out", "of".
    pub preposition: Vec<usize>,
    /// The heads of its objects.
    pub objects: Vec<usize>,
}

/// What a clause hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governor {
    /// The verb or noun.
    pub token: usize,
    /// The relation.
    pub link: Link,
}

/// How a clause hangs on its governor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// What is said, thought or found: "said that *X did Y*".
    Content,
    /// An infinitive or gerund that the governor controls: "tried to *do*", "asked X to *do*".
    Controlled,
    /// A clause joined to another.
    Joined,
    /// A relative clause.
    Relative,
    /// A participle after a noun: "operations *aimed* at", "the man *running* the firm".
    Participle,
    /// An infinitive after a noun: "efforts *to undermine*".
    NounInfinitive,
    /// A that-clause after a noun: "evidence that *X did Y*".
    NounContent,
    /// A gerund after a preposition, the preposition being this token: "by *sending*".
    Gerund(usize),
    /// An adverbial clause with a conjunction, that being this token: "because *X did Y*".
    Adverbial(usize),
    /// An infinitive of purpose.
    Purpose,
    /// A participle that accompanies another clause: "*boosting* Trump".
    Accompanying,
    /// Anything else.
    Other,
}

/// The clauses of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Clauses {
    pub(crate) clauses: Vec<Clause>,
    /// For each token, the index of the clause it heads, or `u32::MAX`.
    pub(crate) by_predicate: Vec<u32>,
}

impl Clauses {
    /// Makes room for the clauses of a sentence.
    pub(crate) fn for_sentence(sentence: &Sentence) -> Self {
        Clauses { clauses: Vec::new(), by_predicate: vec![u32::MAX; sentence.len()] }
    }

    pub(crate) fn push(&mut self, clause: Clause) {
        self.by_predicate[clause.predicate] = self.clauses.len() as u32;
        self.clauses.push(clause);
    }

    /// The clauses, those above before those below.
    pub fn all(&self) -> &[Clause] {
        &self.clauses
    }

    /// The clause that token `predicate` heads.
    pub fn of(&self, predicate: usize) -> Option<&Clause> {
        self.clauses.get(*self.by_predicate.get(predicate)? as usize)
    }
}
