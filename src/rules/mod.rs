//! The rule language, the rule files and the word lists.
