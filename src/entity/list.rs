//! The word lists of `rules/lists/` that the resolution of mentions asks, and which of them hold a word.

/// Names lists for the code as they are named in the rules.
macro_rules! lists {
    ($($list:ident = $name:literal),* $(,)?) => {
        /// A word list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum List {
            $($list),*
        }

        impl List {
            /// All of them, in the order of their numbers.
            pub(super) const ALL: &[List] = &[$(List::$list),*];

            /// What the rules call it.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(List::$list => $name),*
                }
            }
        }
    };
}

lists! {
    PersonNouns = "person-nouns",
    MaleNouns = "male-nouns",
    FemaleNouns = "female-nouns",
    OrganizationNouns = "organization-nouns",
    ClubWords = "club-words",
    CollectiveNouns = "collective-nouns",
    GroupsOfPeople = "groups-of-people",
    QuantityNouns = "quantity-nouns",
    PortionNouns = "portion-nouns",
    Parts = "parts",
    SingleParts = "single-parts",
    Somebody = "somebody",
    Everybody = "everybody",
    Ballots = "ballots",
    FoundingVerbs = "founding-verbs",
    MadeThings = "made-things",
    NoBodies = "no-bodies",
    SetPhrases = "set-phrases",
    ImpersonalPredicates = "impersonal-predicates",
    CountryNouns = "country-nouns",
    PlaceNouns = "place-nouns",
    RegionNouns = "region-nouns",
    DocumentNouns = "document-nouns",
    EventNouns = "event-nouns",
    RoleNouns = "role-nouns",
    LeadingOffices = "leading-offices",
    MaleTitles = "male-titles",
    FemaleTitles = "female-titles",
    Titles = "titles",
    NameParticles = "name-particles",
    NameSuffixes = "name-suffixes",
    OrganizationSuffixes = "organization-suffixes",
    CityNouns = "city-nouns",
    LocationPrepositions = "location-prepositions",
    DoubtfulCountries = "doubtful-countries",
    VerbsOfPlaces = "verbs-of-places",
    NounsOfPlaces = "nouns-of-places",
    StateAbbreviations = "state-abbreviations",
    WordsOfMedia = "words-of-media",
    GenericBodies = "generic-bodies",
    BodiesOfUnions = "bodies-of-unions",
    BodiesOfStates = "bodies-of-states",
    DomesticBodies = "domestic-bodies",
    FieldsOfBodies = "fields-of-bodies",
    SpeakerLabels = "speaker-labels",
    RenamingVerbs = "renaming-verbs",
    NamingVerbs = "naming-verbs",
    OutcomeVerbs = "outcome-verbs",
    ContrastingAdjectives = "contrasting-adjectives",
    Happenings = "happenings",
    IntelligenceBodies = "intelligence-bodies",
    IntelligenceWords = "intelligence-words",
    WrittenThings = "written-things",
    TimeNouns = "time-nouns",
    KnownPeople = "known-people",
    ReportingVerbs = "reporting-verbs",
    ClaimingVerbs = "claiming-verbs",
    FindingVerbs = "finding-verbs",
    MentalVerbs = "mental-verbs",
    DenyingVerbs = "denying-verbs",
    SupposingVerbs = "supposing-verbs",
    PlanVerbs = "plan-verbs",
}

/// The lists that hold one word, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists([u64; 2]);

impl Lists {
    /// Adds a list.
    pub(super) fn add(&mut self, list: List) {
        self.0[list as usize / 64] |= 1 << (list as usize % 64);
    }

    /// Those that are in one of two sets.
    pub(super) fn or(self, other: Lists) -> Lists {
        Lists([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// Whether a list is one of them.
    pub(super) fn hold(self, list: List) -> bool {
        self.0[list as usize / 64] & (1 << (list as usize % 64)) != 0
    }

    /// Whether one of these lists is.
    pub(super) fn hold_any(self, lists: &[List]) -> bool {
        lists.iter().any(|&list| self.hold(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_list_is_shipped_and_has_a_number_of_its_own() {
        let lexicon = Lexicon::embedded();
        let mut all = Lists::default();
        for &list in List::ALL {
            assert!(lexicon.list(list.name()).is_some(), "no list is called {}", list.name());
            assert!(!all.hold(list), "{} has another's number", list.name());
            all.add(list);
        }
    }
}
